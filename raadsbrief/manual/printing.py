"""The manual as text for a terminal or in one file: from the pages in `docs/`, without a model."""

from __future__ import annotations

import re
from pathlib import Path

from raadsbrief.manual.contents import headings, names, with_links
from raadsbrief.resources import DOCS

_UNSEEN = re.compile(r'^<!-- [^\n]*? -->\n|<a id="[^"]*"></a>', re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_BACK = re.compile(r"^\[[^\]]*\]\(inhoud\.md\)\n\n", re.MULTILINE)


def topics() -> list[str]:
    """Return the names of the pages, without `.md`: those of the manual first."""
    manual = names(Path(DOCS))
    others = sorted(path.name for path in Path(DOCS).glob("*.md") if path.name not in manual)
    return [name.removesuffix(".md") for name in manual + others]


def page(topic: str) -> str:
    """Return one page."""
    return _shown(Path(DOCS, f"{topic}.md").read_text("utf-8"))


def everything() -> str:
    """Return all pages of the manual as one, with links within it."""
    found = {name: Path(DOCS, name).read_text("utf-8") for name in names(Path(DOCS))}
    places = _places(found)
    return "\n".join(_joined(name, _shown(text), places) for name, text in found.items())


def _shown(text: str) -> str:
    """Leave out what only a website shows; a picture is its description."""
    return _PICTURE.sub(r"(Plaatje: \1)", _UNSEEN.sub("", text))


def _places(found: dict[str, str]) -> dict[str, str]:
    """Return the anchor in the whole of each page, and of each heading on it."""
    whole = headings("\n".join(found.values()))
    places: dict[str, str] = {}
    for name, text in found.items():
        for head in headings(text):
            place = next(whole).anchor
            places.setdefault(name, place)
            places[f"{name}#{head.anchor}"] = place
    return places


def _joined(name: str, text: str, places: dict[str, str]) -> str:
    """Let the links of a page lead within the whole; of one that leads elsewhere stay the words."""

    def lead(words: str, target: str) -> str:
        if "://" in target:
            return f"[{words}]({target})"
        place = places.get(name + target if target.startswith("#") else target)
        return f"[{words}](#{place})" if place else words

    return with_links(_BACK.sub("", text), lead)
