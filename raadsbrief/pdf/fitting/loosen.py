"""Letting go of a wish to keep things together, where a page has no room for them.

WeasyPrint tries to meet every `avoid`. What cannot be met it drops as a whole: a table loses its
head, headings and captions stay behind alone on pages of their own. So the wish that is too
much is taken away, the least of them first, and the page is laid out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from raadsbrief.pdf.fitting.flow import avoids, blocks, classes, restyle, root, torn

_WHOLE = frozenset(["figure", "svg", "img", "footer", "h1", "h2", "h3", "h4", "h5", "h6"])
_NAMES = frozenset(["groep", "tussenkop"])
_TOGETHER = frozenset(["groep", "totaal", "subtotaal"])

Parts = dict[Element, list[tuple[int, Any]]]


def tables(pages: Sequence[Any]) -> Parts:
    """Return the tables, each with its parts: the number of a page, from 0, and the box there."""
    found: Parts = {}
    for number, page in enumerate(pages):
        for box in blocks(root(page)):
            if isinstance(box, boxes.TableBox) and box.element is not None:
                found.setdefault(box.element, []).append((number, box))
    return found


def rows(box: Any) -> list[Any]:
    """Return the rows in a part of a table, without its head."""
    return [row for group in box.children if not group.is_header for row in group.children]


def has_head(box: Any) -> bool:
    """Tell whether a part of a table begins with the head of the table."""
    return bool(box.children) and bool(box.children[0].is_header)


def loosen(document: Any) -> bool:
    """Take away the first wish that cannot be met."""
    parts = tables(document.pages)
    for table, boxes_of in parts.items():
        if table.find("thead") is None:
            continue
        for _, box in boxes_of:
            if not has_head(box) and rows(box) and _loosen_rows(table, boxes_of, rows(box)[0]):
                return True
    if any(_begins_bare(one) for one in parts.values()):
        return True
    return any(_let_break(torn(*both), parts) for both in pairwise(document.pages))


def _begins_bare(parts: list[tuple[int, Any]]) -> bool:
    """Begin a row that breaks on its next page when a cell with text has none of it on this."""
    for (_, part), (_, after) in pairwise(parts):
        *before, upper = rows(part) or [None]
        lower = rows(after)[0] if rows(after) else None
        if not before or lower is None or upper.element is not lower.element:
            continue
        cells = zip(upper.children, lower.children, strict=False)
        if any(not _has_lines(cell) and _has_lines(rest) for cell, rest in cells):
            return restyle(upper.element, "break-before: page")
    return False


def _has_lines(box: Any) -> bool:
    return any(isinstance(one, boxes.LineBox) for one in blocks(box))


def _let_break(first: list[Any], parts: Parts) -> bool:
    """Let what begins a page break, so that it can begin on the page before."""
    for box in first:
        table = box.element if box.element_tag == "table" else None
        if table in parts:
            all_rows = [row for _, part in parts[table] for row in rows(part)]
            return bool(all_rows) and _loosen_rows(table, parts[table], all_rows[0])
        if avoids(box, "inside") and box.element_tag not in _WHOLE:
            return restyle(box.element, "break-inside: auto")
    return False


def _loosen_rows(table: Element, parts: list[tuple[int, Any]], first: Any) -> bool:
    """Loosen what keeps a table from having `first` below its head, the least thing first."""
    if any(avoids(box, "inside") for _, box in parts):
        return restyle(table, "break-inside: auto")
    heights = _heights(parts)
    chain = list(_chain([row for _, part in parts for row in rows(part)], first.element))
    links = list(pairwise(chain))
    ordinary = [pair for pair in links if not _belong_together(*pair)]
    for pair in ordinary or ():
        _cut(*pair)
    if ordinary:
        return True
    for row in sorted(chain, key=lambda row: -heights[row.element]):
        if avoids(row, "inside"):
            return restyle(row.element, "break-inside: auto")
    for pair in links:
        _cut(*pair)
    return bool(links) or _head_as_row(table, parts)


def _heights(parts: list[tuple[int, Any]]) -> dict[Element, float]:
    heights: dict[Element, float] = {}
    for _, part in parts:
        for row in rows(part):
            heights[row.element] = heights.get(row.element, 0) + row.height
    return heights


def _chain(all_rows: list[Any], first: Element) -> Iterator[Any]:
    """Yield a row and those after it that must be on its page."""
    seen: Any = None
    for row in all_rows:
        if seen is None and row.element is not first:
            continue
        if seen is not None and row.element is seen.element:
            continue  # the rest of a row that breaks
        if seen is not None and not (avoids(seen, "after") or avoids(row, "before")):
            return
        yield row
        seen = row


def _belong_together(upper: Any, lower: Any) -> bool:
    """Tell whether a row means nothing without the other: a name of a group, a total."""
    return bool(_NAMES & {*classes(upper.element)}) or bool(_TOGETHER & {*classes(lower.element)})


def _cut(upper: Any, lower: Any) -> None:
    restyle(upper.element, "break-after: auto")
    restyle(lower.element, "break-before: auto")


def _head_as_row(table: Element, parts: list[tuple[int, Any]]) -> bool:
    """Have a head that fits on no page stand above the first row only, like a row."""
    head = table.find("thead")
    if head is None or any(has_head(part) for _, part in parts):
        return False
    for row in head:
        restyle(row, "break-inside: auto")
    return restyle(head, "display: table-row-group")
