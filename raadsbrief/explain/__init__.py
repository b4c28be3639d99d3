"""More about each kind of finding: what it means, why, and what to do. Read with `explain`."""

from __future__ import annotations

import textwrap
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from raadsbrief.diagnostics import Code

# The parts of the list, in the order of the codes, with the file that their texts are in.
DELEN = {
    "bestanden": "Het bestand zelf (RB0..) en zijn velden (RB1..)",
    "feiten": "Feiten (RB2..)",
    "taal": "Taal (RB3..)",
    "uitvoer": "Sjablonen en het maken van de PDF (RB4.. en RB5..)",
    "pdf": "Een PDF nagekeken (RB6..)",
}


@dataclass(frozen=True)
class Uitleg:
    """What a reader can learn about a code; `fout` and `goed` are examples."""

    code: Code
    titel: str
    uitleg: str
    fout: str
    goed: str
    doen: str


def uitleg_van(code: Code) -> Uitleg:
    """Return what there is to say about a code."""
    return next(uitleg for deel in DELEN for uitleg in deel_van(deel) if uitleg.code is code)


@cache
def deel_van(deel: str) -> tuple[Uitleg, ...]:
    """Return the explanations of one part, in the order of their codes."""
    text = files("raadsbrief.explain").joinpath(f"{deel}.toml").read_text("utf-8")
    texts = tomllib.loads(text)
    return tuple(
        Uitleg(Code(code), **{name: words.strip("\n") for name, words in texts[code].items()})
        for code in sorted(texts)
    )


def alles() -> tuple[Uitleg, ...]:
    """Return all explanations, in the order of their codes."""
    return tuple(uitleg for deel in DELEN for uitleg in deel_van(deel))


def als_tekst(uitleg: Uitleg, width: int = 80) -> str:
    """Write an explanation for a terminal; only the examples keep their lines."""
    parts = [
        f"{uitleg.code}: {uitleg.titel}",
        textwrap.fill(uitleg.uitleg, width),
        f"Fout:\n{_indented(uitleg.fout)}",
        f"Goed:\n{_indented(uitleg.goed)}",
        textwrap.fill(f"Wat te doen: {uitleg.doen}", width),
    ]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


def als_pagina() -> str:
    """Write docs/meldingen.md: all explanations as one page of Markdown."""
    text = files("raadsbrief.explain").joinpath("pagina.md").read_text("utf-8")
    parts = [text.strip()]
    for deel, kop in DELEN.items():
        parts.append(f"## {kop}")
        parts += [_as_markdown(uitleg) for uitleg in deel_van(deel)]
    return "\n\n".join(parts) + "\n"


def _as_markdown(uitleg: Uitleg) -> str:
    return (
        f"### {uitleg.code}: {uitleg.titel}\n\n{uitleg.uitleg}\n\n"
        f"Fout:\n\n```text\n{uitleg.fout}\n```\n\nGoed:\n\n```text\n{uitleg.goed}\n```\n\n"
        f"**Wat te doen:** {uitleg.doen}"
    )
