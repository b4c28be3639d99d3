"""The manual for policy advisors, `docs/inhoud.md`: made from the models, so that it is true.

What a field is stands in its docstring, what it can hold in its type, and how it is written
in its examples. `tekst.md` is the part that is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from raadsbrief.manual.kinds import anker, fields_of, models_in
from raadsbrief.manual.models import Gebruik, beschrijving
from raadsbrief.manual.schema import KINDS
from raadsbrief.manual.tables import TABELLEN
from raadsbrief.model import Vorm
from raadsbrief.model.descriptions import describe_fields

_MARK = re.compile(r"^<!-- (.+?) -->$", re.MULTILINE)

_KOPPEN = {
    "gemeente": "Het bestand van een gemeente",
    "programma": "Het bestand van een programma",
    "brief": "Het bestand van een brief",
}


def handleiding() -> str:
    """Return the whole manual as Markdown; the text is the same every time."""
    describe_fields()
    text = files("raadsbrief.manual").joinpath("tekst.md").read_text("utf-8")
    parts = {**{name: table() for name, table in TABELLEN.items()}, "velden": velden()}
    page = _MARK.sub(lambda mark: parts.get(mark[1], mark[0]), text)
    return page.replace("<!-- inhoudsopgave -->", inhoudsopgave(page))


def velden() -> str:
    """Describe every field of the three kinds of file."""
    seen: set[type[Vorm]] = set()
    parts = []
    for kind, root in KINDS.items():
        parts.append(f"## {_KOPPEN.get(kind, kind)}")
        parts += [beschrijving(gebruik) for gebruik in _used(Gebruik(root), seen)]
    return "\n\n".join(parts)


def _used(gebruik: Gebruik, seen: set[type[Vorm]]) -> Iterator[Gebruik]:
    """Yield a model and all models inside it, each at its first use."""
    if gebruik.model in seen:
        return
    seen.add(gebruik.model)
    yield gebruik
    for name, hint in fields_of(gebruik.model).items():
        for model in models_in(hint):
            yield from _used(Gebruik(model, gebruik.model, name), seen)


def inhoudsopgave(page: str) -> str:
    """List the headings of a page, with links to them."""
    lines = []
    inside = False
    for line in page.splitlines():
        inside ^= line.startswith("```")
        match = None if inside else re.match(r"(##|###) (.+)", line)
        if match:
            lines.append(f"{'  ' * (len(match[1]) - 2)}- [{match[2]}](#{anker(match[2])})")
    return "\n".join(lines)
