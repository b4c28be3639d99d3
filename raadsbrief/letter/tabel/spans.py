"""Cells that are one: with the cell at the left of them, or with the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from raadsbrief.letter.tabel.grid import ABOVE, JOINED, LEFT, Body, Cell, Row, Table
from raadsbrief.letter.tabel.places import Surroundings

_KEPT = 5  # rows that one cell spans, and that stay on one page


def join(table: Table, around: Surroundings) -> None:
    """Join the cells that say so, and those of columns that join what is the same."""
    for body in table.bodies:
        _mark_same(table, body)
        _join(body.rows, around)
    if table.total is not None:
        _join([table.total], around)


def has_spans(table: Table) -> bool:
    """Tell whether any cell spans more than its own column and row."""
    return any(cell.covered for row in table.rows() for cell in row.cells)


def _mark_same(table: Table, body: Body) -> None:
    """Write the mark in cells that say the same as the one above, or nothing below a text.

    Not across rows that a column before it keeps apart.
    """
    apart: set[int] = set()
    for column in table.columns:
        above = ""
        for i, row in enumerate(body.rows if column.kolom.samenvoegen else ()):
            cell = row.cells[column.index]
            written = (cell.written or "").strip()
            if row.soort == "rij" and above and i not in apart and written in (above, ""):
                cell.written, cell.literal = ABOVE, False
            else:
                above = written if row.soort == "rij" else ""
                apart.add(i)


def _join(rows: Sequence[Row], around: Surroundings) -> None:
    owners: list[list[tuple[int, int]]] = []  # of each cell: the one that it is part of
    for i, row in enumerate(rows):
        owners.append([(i, j) for j in range(len(row.cells))])
        for j, cell in enumerate(row.cells):
            mark = "" if cell.literal else (cell.written or "").strip()
            if mark == LEFT and j == 0:
                around.report(cell.place, "links van deze cel staat geen cel", _instead(mark))
            elif mark == ABOVE and (i == 0 or "kop" in (row.soort, rows[i - 1].soort)):
                message = "boven deze cel staat geen cel van deze groep"
                around.report(cell.place, message, _instead(mark))
            elif mark in JOINED:
                owners[i][j] = owners[i][j - 1] if mark == LEFT else owners[i - 1][j]
                cell.written, cell.covered = None, True
    for (i, j), inside in _parts(owners):
        _span(rows, i, j, inside, around)
    for row in rows if any(cell.covered for one in rows for cell in one.cells) else ():
        shown = [(j, cell) for j, cell in enumerate(row.cells) if not cell.covered]
        for j, cell in shown[:1] + shown[-1:]:
            is_last = cell is shown[-1][1] and j + cell.colspan < len(row.cells)
            cell.binnen |= is_last or (cell is shown[0][1] and j > 0)


def _instead(mark: str) -> str:
    return f'schrijf de tekst zelf, of een lege cel als `""`; `{mark}` voegt twee cellen samen'


def _parts(
    owners: Sequence[Sequence[tuple[int, int]]],
) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Yield the cells that others are part of, with all their places."""
    parts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, row in enumerate(owners):
        for j, owner in enumerate(row):
            parts.setdefault(owner, []).append((i, j))
    yield from ((owner, inside) for owner, inside in parts.items() if len(inside) > 1)


def _span(
    rows: Sequence[Row], i: int, j: int, inside: Sequence[tuple[int, int]], around: Surroundings
) -> None:
    cell: Cell = rows[i].cells[j]
    cell.rowspan = max(row for row, _ in inside) - i + 1
    cell.colspan = max(column for _, column in inside) - j + 1
    left = min(column for _, column in inside)
    if left < j or cell.rowspan * cell.colspan != len(inside):
        message = "de cellen die bij deze cel horen, vormen samen geen rechthoek"
        hint = f"zet `{LEFT}` en `{ABOVE}` in elke rij onder dezelfde kolommen"
        around.report(cell.place, message, hint)
    for row in rows[i : i + cell.rowspan - 1] if cell.rowspan <= _KEPT else ():
        row.is_kept = True
