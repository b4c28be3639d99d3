"""Lists and headings of Word: which number stands before a paragraph, and which level it has.

Word keeps numbers apart from the text (ECMA-376, 17.9). Here each paragraph in a list gets a
bookmark with its level and its mark, and each heading one with its level, because that is what
mammoth passes on.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from raadsbrief.inlezen.ooxml import W, value

BLADWIJZER = "raadsbrief:"
_DEEPEST = 9
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
          (1, "i"))  # fmt: skip
_NAME = re.compile(r"(?:heading|kop)\s*([1-9])(?!\d)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"(?:tussen|sub|paragraaf)[ -]?kop(?:je)?|kopje", re.IGNORECASE)


class Nummering:
    """Counts through a document as Word does."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._styles = {one.get(W + "styleId"): one for one in _all(styles, "style")}
        self._abstract = {
            one.get(W + "abstractNumId"): one for one in _all(numbering, "abstractNum")
        }
        self._nums = {one.get(W + "numId"): one for one in _all(numbering, "num")}
        self._levels = {key: _by_level(one, "lvl") for key, one in self._abstract.items()}
        self._starts = {
            key: {level: value(one, "startOverride") for level, one in found.items()}
            for key, found in (
                (key, _by_level(one, "lvlOverride")) for key, one in self._nums.items()
            )
        }
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def mark(self, root: Any) -> None:
        """Put the bookmarks in a part."""
        for paragraph in root.iter(W + "p"):
            heading = self._heading(paragraph)
            listed = self._listed(paragraph)
            if heading is not None:
                self._bookmark(paragraph, f"kop:{heading}")
            elif listed is not None:
                level, mark = listed
                self._bookmark(paragraph, f"punt:{level}:{mark}")

    def _bookmark(self, paragraph: Any, name: str) -> None:
        bookmark = etree.Element(W + "bookmarkStart", {W + "name": BLADWIJZER + name})
        has_properties = len(paragraph) and paragraph[0].tag == W + "pPr"
        paragraph.insert(1 if has_properties else 0, bookmark)

    def _chain(self, style: str | None) -> list[Any]:
        """Return a style and those that it is based on."""
        found: list[Any] = []
        while style in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[style])
            style = value(found[-1], "basedOn")
        return found

    def _heading(self, paragraph: Any) -> int | None:
        """Return the level of a heading, from its outline or the name of its style."""
        style = value(paragraph, "pPr/pStyle")
        chain = self._chain(style)
        for one in (paragraph, *chain):
            outline = value(one, "pPr/outlineLvl")
            if outline is not None and outline.isdigit():
                return int(outline) + 1 if int(outline) < _DEEPEST else None
        names = [style or "", *(value(one, "name") or "" for one in chain)]
        if any(name.casefold() in ("title", "titel", "subtitle", "ondertitel") for name in names):
            return 0
        found = next((match for name in names if (match := _NAME.match(name))), None)
        if found is None and any(map(_UNNUMBERED.match, names)):
            return 3
        return int(found[1]) if found else None

    def _listed(self, paragraph: Any) -> tuple[int, str] | None:
        """Return the level and the mark of a paragraph in a list."""
        style = value(paragraph, "pPr/pStyle")
        num = level = None
        for one in (paragraph, *self._chain(style)):
            num = value(one, "pPr/numPr/numId") if num is None else num
            level = value(one, "pPr/numPr/ilvl") if level is None else level
        if num is None or num not in self._nums:  # 0 says: no list
            return None
        abstract = self._abstract_of(num)
        if abstract is None:
            return None
        depth = int(level) if level and level.isdigit() else self._level_of_style(abstract, style)
        depth = min(depth, _DEEPEST - 1)
        mark = self._count(num, abstract, depth)
        return None if mark is None else (depth, mark)

    def _abstract_of(self, num: str) -> Any:
        abstract = self._abstract.get(value(self._nums[num], "abstractNumId"))
        link = value(abstract, "numStyleLink")
        for one in _all_of(self._abstract.values(), "styleLink") if link else ():
            if value(one, "styleLink") == link:
                return one
        return abstract

    def _level_of_style(self, abstract: Any, style: str | None) -> int:
        levels = self._levels[abstract.get(W + "abstractNumId")]
        return next((i for i, one in levels.items() if style and value(one, "pStyle") == style), 0)

    def _count(self, num: str, abstract: Any, depth: int) -> str | None:
        """Count a paragraph, and return the mark that Word shows before it."""
        counts = self._counts.setdefault(str(abstract.get(W + "abstractNumId")), [None] * _DEEPEST)
        overrides = self._starts[num]
        if num not in self._begun:
            self._begun.add(num)
            for level, start in overrides.items():
                if start and level < _DEEPEST:
                    counts[level] = None
        levels = self._levels[abstract.get(W + "abstractNumId")]
        before = counts[depth]
        counts[depth] = (
            _number(overrides.get(depth) or value(levels.get(depth), "start"))
            if before is None
            else before + 1
        )
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        kind = value(levels.get(depth), "numFmt") or "decimal"
        pattern = value(levels.get(depth), "lvlText")
        if kind == "none" or pattern == "":
            return None
        if kind == "bullet":
            return "-"
        shown = re.sub(
            r"%([1-9])",
            lambda at: _written(
                counts[int(at[1]) - 1], value(levels.get(int(at[1]) - 1), "numFmt")
            ),
            pattern or f"%{depth + 1}.",
        )
        return shown.strip()


def _all(root: Any, name: str) -> list[Any]:
    return [] if root is None else list(root.iter(W + name))


def _all_of(roots: Any, name: str) -> list[Any]:
    return [root for root in roots if value(root, name) is not None]


def _by_level(root: Any, name: str) -> dict[int, Any]:
    """Return the levels of a list by their number; there are nine at most."""
    found = {one.get(W + "ilvl") or "0": one for one in root.iter(W + name)}
    return {int(level): one for level, one in found.items() if level in "012345678"}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 7 else 1


def _written(number: int | None, kind: str | None) -> str:
    """Write a number as a list does; what it has not counted yet is its first."""
    number = 1 if number is None else number
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and number < 400:
        text, rest = "", number
        for size, letters in _ROMAN:
            while rest >= size:
                text, rest = text + letters, rest - size
        return text if kind == "lowerRoman" else text.upper()
    return str(number)
