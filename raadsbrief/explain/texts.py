"""The texts about findings, from the files beside this one, for a terminal and for the docs."""

from __future__ import annotations

import textwrap
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from raadsbrief.diagnostics import Code

# The parts of the list, in the order of the codes, with the file that their texts are in.
PARTS = {
    "files": "Het bestand zelf (RB0..) en zijn velden (RB1..)",
    "feiten": "Feiten (RB2..)",
    "taal": "Taal (RB3..)",
    "output": "Sjablonen en het maken van de PDF (RB4.. en RB5..)",
    "pdf": "Een PDF nagekeken (RB6..)",
    "verzonden": "Verzonden brieven (RB67.) en toezeggingen (RB68.)",
    "inlezen": "Documenten om in te lezen, en concepten (RB69.)",
}


@dataclass(frozen=True)
class Explanation:
    """What a reader can learn about a code; `wrong` and `right` are examples."""

    code: Code
    title: str
    text: str
    wrong: str
    right: str
    advice: str


def explanation_of(code: Code) -> Explanation:
    """Return what there is to say about a code."""
    return next(
        explanation for part in PARTS for explanation in part_of(part) if explanation.code is code
    )


@cache
def part_of(part: str) -> tuple[Explanation, ...]:
    """Return the explanations of one part, in the order of their codes."""
    text = files("raadsbrief.explain").joinpath(f"{part}.toml").read_text("utf-8")
    texts = tomllib.loads(text)
    return tuple(
        Explanation(Code(code), **{name: words.strip("\n") for name, words in texts[code].items()})
        for code in sorted(texts)
    )


def explanations() -> tuple[Explanation, ...]:
    """Return all explanations, in the order of their codes."""
    return tuple(explanation for part in PARTS for explanation in part_of(part))


def as_text(explanation: Explanation, width: int = 80) -> str:
    """Write an explanation for a terminal; only the examples keep their lines."""
    parts = [
        f"{explanation.code}: {explanation.title}",
        textwrap.fill(explanation.text, width),
        f"Fout:\n{_indented(explanation.wrong)}",
        f"Goed:\n{_indented(explanation.right)}",
        textwrap.fill(f"Wat te doen: {explanation.advice}", width),
    ]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


def as_page() -> str:
    """Write docs/meldingen.md: all explanations as one page of Markdown."""
    text = files("raadsbrief.explain").joinpath("page.md").read_text("utf-8")
    parts = [text.strip()]
    for part, heading in PARTS.items():
        parts.append(f"## {heading}")
        parts += [_as_markdown(explanation) for explanation in part_of(part)]
    return "\n\n".join(parts) + "\n"


def _as_markdown(explanation: Explanation) -> str:
    return (
        f"### {explanation.code}: {explanation.title}\n\n{explanation.text}\n\n"
        f"Fout:\n\n```text\n{explanation.wrong}\n```\n\nGoed:\n\n```text\n{explanation.right}\n```\n\n"
        f"**Wat te doen:** {explanation.advice}"
    )
