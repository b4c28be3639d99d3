"""The pages of the manual as they should be: what stands there, with what the models say.

A page is written by hand in `docs/`. What the program knows better stands in it between
`<!-- gemaakt: naam -->` and `<!-- einde -->`; the pages `velden-*.md` are made whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from raadsbrief.manual.contents import FIRST, headings, names, with_links
from raadsbrief.manual.kinds import fields_of, models_in
from raadsbrief.manual.models import Usage, description
from raadsbrief.manual.tables import TABLES
from raadsbrief.model import Brief, Gemeente, Programma, Vorm
from raadsbrief.model.brief import Blok
from raadsbrief.model.descriptions import describe_fields

_MADE = re.compile(r"^<!-- gemaakt: (\S+) -->\n.*?^<!-- einde -->$", re.DOTALL | re.MULTILINE)
_BACK = "[Naar het begin van de handleiding](inhoud.md)"

# The pages with fields: a model with all that is inside it, but for what another page begins with.
_FIELDS: dict[str, tuple[str, type[Vorm]]] = {
    "velden-gemeente.md": ("Het bestand van een gemeente", Gemeente),
    "velden-programma.md": ("Het bestand van een programma", Programma),
    "velden-brief.md": ("Het bestand van een brief", Brief),
    "velden-blokken.md": ("Blokken: wat er in een sectie kan staan", Blok),
}


def pages(folder: Path) -> dict[str, str]:
    """Return every page of the manual by the name of its file; the same every time."""
    describe_fields()
    made = _fields()
    found = {}
    for name in names(folder):
        text = made.get(name) or (folder / name).read_text("utf-8")
        found[name] = _filled(text, {key: table() for key, table in TABLES.items()})
    found = {name: _filled(text, {"inhoud": _contents(text)}) for name, text in found.items()}
    found[FIRST] = _filled(found[FIRST], {"alles": _everything(found)})
    return {name: _linked(text, found) for name, text in found.items()}


def _filled(page: str, parts: dict[str, str]) -> str:
    """Write what is known between its marks; what is not, stays."""

    def part(mark: re.Match[str]) -> str:
        if mark[1] not in parts:
            return mark[0]
        return f"<!-- gemaakt: {mark[1]} -->\n{parts[mark[1]]}\n<!-- einde -->"

    return _MADE.sub(part, page)


def _fields() -> dict[str, str]:
    """Describe every field of every kind of file, each group of fields at its first use."""
    seen: set[type[Vorm]] = {root for _, root in _FIELDS.values()}
    found = {}
    for name, (title, root) in _FIELDS.items():
        first = Usage(root) if root is not Blok else Usage(Blok, Brief, "secties")
        parts = [f"# {title}", _BACK, "<!-- gemaakt: inhoud -->\n<!-- einde -->"]
        parts += [description(usage) for usage in (first, *_inside(root, seen))]
        found[name] = "\n\n".join(parts) + "\n"
    return found


def _inside(model: type[Vorm], seen: set[type[Vorm]]) -> Iterator[Usage]:
    """Yield the models inside a model, and those inside them, that no page has yet."""
    for name, hint in fields_of(model).items():
        for inner in models_in(hint):
            if inner not in seen:
                seen.add(inner)
                yield Usage(inner, model, name)
                yield from _inside(inner, seen)


def _contents(page: str) -> str:
    """Name the headings of a page in a line, with links to them."""
    heads = [head for head in headings(page) if head.level == 2]
    return "Op deze bladzijde: " + " · ".join(f"[{one.text}](#{one.anchor})" for one in heads) + "."


def _everything(found: dict[str, str]) -> str:
    """Name every heading of every page, each with the anchor that it has on its own page.

    So a link to a heading on the first page, where all of them once stood, still leads to it.
    """
    taken = {head.anchor for head in headings(found[FIRST])}
    lines = []
    for name, page in found.items():
        entries = []
        for head in headings(page) if name != FIRST else ():
            place = "" if head.anchor in taken else f'<a id="{head.anchor}"></a>'
            taken.add(head.anchor)
            target = name if head.level == 1 else f"{name}#{head.anchor}"
            entries.append(f"{place}[{head.text}]({target})")
        if entries:
            title, *rest = entries
            lines.append(f"- **{title}**" + (f": {' · '.join(rest)}" if rest else ""))
    return "\n".join(lines)


def _linked(page: str, found: dict[str, str]) -> str:
    """Let a link to a heading of another page name that page."""
    here = {head.anchor for head in headings(page)}
    homes = {
        head.anchor: other for other, text in reversed(found.items()) for head in headings(text)
    }

    def lead(words: str, target: str) -> str:
        goal = target.removeprefix("#")
        if goal == target or goal in here or goal not in homes:
            return f"[{words}]({target})"
        return f"[{words}]({homes[goal]}{target})"

    return with_links(page, lead)
