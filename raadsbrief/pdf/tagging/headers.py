"""Which heads belong to a cell, where Scope alone does not say it (ISO 32000-1, 14.8.5.7).

That is where heads stand in two rows, where cells span others, where a row has more than one head,
and where a group of rows has groups in it. Each head then has an ID, which its cells name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pydyf

from raadsbrief.pdf.tagging.tree import Node


@dataclass(eq=False)
class _Cell:
    node: Node
    row: int
    column: int
    rows: int
    columns: int
    is_alone: bool  # in its row, as the head of a group is
    levels: int  # of groups that it is in

    @property
    def is_head(self) -> bool:
        return self.node.role == "TH"


@dataclass
class _Part:
    """The cells of a THead, TBody or TFoot."""

    is_head: bool
    height: int
    cells: list[_Cell] = field(default_factory=list)


def relate(table: Node, name: str) -> None:
    """Let the cells of a table name their heads, if Scope is not enough; IDs begin with `name`."""
    parts = list(_parts(table))
    if not _is_needed(parts):
        return
    heads = [cell for part in parts for cell in part.cells if cell.is_head]
    for number, head in enumerate(heads, 1):
        head.node.identifier = f"{name}-{number}"
    above = [cell for part in parts if part.is_head for cell in part.cells if cell.is_head]
    for part in parts:
        for cell in part.cells:
            found = list(_heads_of(cell, part, above))
            if found:
                names = [pydyf.String(head.node.identifier) for head in found]
                cell.node.attributes["Table"]["Headers"] = names


def _parts(table: Node) -> Iterator[_Part]:
    for kid in table.nodes():
        rows = [row for row in kid.nodes() if row.role == "TR"]
        part = _Part(kid.role == "THead", len(rows))
        taken: set[tuple[int, int]] = set()
        for i, row in enumerate(rows):
            column = 0
            for node in row.nodes():
                while (i, column) in taken:
                    column += 1
                of_table = node.attributes.get("Table", {})
                high, wide = of_table.get("RowSpan", 1), of_table.get("ColSpan", 1)
                cell = _Cell(node, i, column, high, wide, len(row.nodes()) == 1, row.levels)
                part.cells.append(cell)
                taken |= {(i + y, column + x) for y in range(high) for x in range(wide)}
        if rows:
            yield part


def _is_needed(parts: Sequence[_Part]) -> bool:
    cells = [cell for part in parts for cell in part.cells]
    spans = any(cell.rows > 1 or (cell.columns > 1 and not cell.is_alone) for cell in cells)
    levels = any(part.is_head and part.height > 1 for part in parts)
    inner = any(_is_group(cell) and cell.row for part in parts for cell in part.cells)
    return spans or levels or inner or any(_has_two_heads(part) for part in parts)


def _is_group(cell: _Cell) -> bool:
    return cell.is_head and cell.is_alone and cell.columns > 1


def _has_two_heads(part: _Part) -> bool:
    rows = [cell.row for cell in part.cells if cell.is_head]
    return not part.is_head and len(set(rows)) < len(rows)


def _heads_of(cell: _Cell, part: _Part, above: Sequence[_Cell]) -> Iterator[_Cell]:
    """Yield the heads of a cell: of its columns, of the groups that it is in, of its row."""
    if part.is_head and not cell.is_head:
        return  # an empty corner
    alone = _is_group(cell)
    for head in above if not alone else ():
        if (not part.is_head or head.row < cell.row) and _overlap(
            head.column, head.columns, cell.column, cell.columns
        ):
            yield head
    if part.is_head:
        return
    groups = [one for one in part.cells if _is_group(one) and one.row < cell.row]
    outer = [one for one in groups if one.row == 0]
    yield from outer if cell.levels else ()
    if not alone:
        yield from [one for one in groups if one not in outer][-1:] if cell.levels > 1 else ()
        yield from _before(cell, part)


def _before(cell: _Cell, part: _Part) -> Iterator[_Cell]:
    """Yield the heads at the left of a cell, up to the cells of heads before those."""
    left = [
        one
        for one in part.cells
        if one.column < cell.column and _overlap(one.row, one.rows, cell.row, cell.rows)
    ]
    left.sort(key=lambda one: -one.column)
    while left and not left[0].is_head:
        left.pop(0)
    found = []
    for one in left:
        if not one.is_head:
            break
        found.append(one)
    yield from reversed(found)


def _overlap(start: int, length: int, other: int, size: int) -> bool:
    return start < other + size and other < start + length
