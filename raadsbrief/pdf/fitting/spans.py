"""Cells that span rows, cut where a page ends, and again on the next page.

WeasyPrint paints such a cell on the page of its first row, as if all its rows stood there. Where
a page breaks it, the cell ends with the page, and another one says the same on the next page; who
listens hears it once, with all its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from raadsbrief.pdf.fitting.flow import restyle
from raadsbrief.pdf.fitting.groups import words
from raadsbrief.pdf.fitting.loosen import rows, tables
from raadsbrief.pdf.tagging.roles import ROWS


def cut(document: Any) -> bool:
    """Cut the cells that span the first break between rows, if there are any."""
    for table, parts in tables(document.pages).items():
        if table.find("./tbody/tr/*[@rowspan]") is None:
            continue
        shown = [rows(part) for _, part in parts if rows(part)]
        for before, after in pairwise(shown):
            row = after[0].element
            if before[-1].element is not row and _cut_at(table, row):
                return True
    return False


def _cut_at(table: Element, row: Element) -> bool:
    for body in table.findall("tbody"):
        if row not in list(body):
            continue
        place = list(body).index(row)
        found = [(cell, first, column) for cell, first, column in _cells(body)
                 if first < place < first + _span(cell, "rowspan")]  # fmt: skip
        columns = {cell: column for cell, first, column in _cells(body) if first == place}
        for cell, first, column in found:
            rest = first + _span(cell, "rowspan") - place
            cell.set(ROWS, cell.get(ROWS, str(_span(cell, "rowspan"))))
            cell.set("rowspan", str(place - first))
            behind = [i for i, one in enumerate(row) if columns.get(one, -1) < column]
            row.insert(behind[-1] + 1 if behind else 0, _again(cell, rest))
        if found:
            restyle(row, "break-before: page")
            return True
    return False


def _cells(body: Element) -> Iterator[tuple[Element, int, int]]:
    """Yield the cells of a group of rows, each with its first row and column."""
    taken: set[tuple[int, int]] = set()
    for i, row in enumerate(body):
        column = 0
        for cell in row:
            while (i, column) in taken:
                column += 1
            high, wide = _span(cell, "rowspan"), _span(cell, "colspan")
            taken |= {(i + y, column + x) for y in range(high) for x in range(wide)}
            yield cell, i, column


def _span(cell: Element, name: str) -> int:
    return int(cell.get(name) or 1)


def _again(cell: Element, rest: int) -> Element:
    new = Element(cell.tag, {"rowspan": str(rest), "aria-hidden": "true"})
    for name in ("class", "colspan", "scope"):
        if cell.get(name):
            new.set(name, cell.get(name, ""))
    text = "".join(words(cell)).strip()
    new.text = f"{text} (vervolg)" if text else ""
    return new
