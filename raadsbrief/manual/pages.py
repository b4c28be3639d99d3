"""The manual, put together from what is written by hand and what the models say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from raadsbrief.manual.kinds import anchor, fields_of, models_in
from raadsbrief.manual.models import Usage, description
from raadsbrief.manual.schema import KINDS
from raadsbrief.manual.tables import TABLES
from raadsbrief.model import Vorm
from raadsbrief.model.descriptions import describe_fields

_MARK = re.compile(r"^<!-- (.+?) -->$", re.MULTILINE)

_HEADINGS = {
    "gemeente": "Het bestand van een gemeente",
    "programma": "Het bestand van een programma",
    "brief": "Het bestand van een brief",
}


def manual() -> str:
    """Return the whole manual as Markdown; the text is the same every time."""
    describe_fields()
    text = files("raadsbrief.manual").joinpath("text.md").read_text("utf-8")
    parts = {**{name: table() for name, table in TABLES.items()}, "velden": fields()}
    page = _MARK.sub(lambda mark: parts.get(mark[1], mark[0]), text)
    return page.replace("<!-- inhoudsopgave -->", contents(page))


def fields() -> str:
    """Describe every field of the three kinds of file."""
    seen: set[type[Vorm]] = set()
    parts = []
    for kind, root in KINDS.items():
        parts.append(f"## {_HEADINGS.get(kind, kind)}")
        parts += [description(usage) for usage in _used(Usage(root), seen)]
    return "\n\n".join(parts)


def _used(usage: Usage, seen: set[type[Vorm]]) -> Iterator[Usage]:
    """Yield a model and all models inside it, each at its first use."""
    if usage.model in seen:
        return
    seen.add(usage.model)
    yield usage
    for name, hint in fields_of(usage.model).items():
        for model in models_in(hint):
            yield from _used(Usage(model, usage.model, name), seen)


def contents(page: str) -> str:
    """List the headings of a page, with links to them."""
    lines = []
    inside = False
    for line in page.splitlines():
        inside ^= line.startswith("```")
        match = None if inside else re.match(r"(##|###) (.+)", line)
        if match:
            lines.append(f"{'  ' * (len(match[1]) - 2)}- [{match[2]}](#{anchor(match[2])})")
    return "\n".join(lines)
