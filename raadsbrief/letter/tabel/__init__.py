"""Tables: from rows, groups, a CSV file or the funding of a programme to a grid of cells.

In: `tabel` or `grafiek` of a block. Out: `Table`, with sums computed or checked. May use what
`letter/` may. Begin with `table.py`; rows are gathered in `gather.py`, a cell is read in
`cells.py`, sums are in `sums.py`, rows that are a total in `totals.py`, and how a file writes its
numbers in `notation.py`.
"""

from raadsbrief.letter.tabel.grid import Cell, Column, Row, Table
from raadsbrief.letter.tabel.places import Surroundings, surroundings
from raadsbrief.letter.tabel.table import table_of

__all__ = ["Cell", "Column", "Row", "Surroundings", "Table", "surroundings", "table_of"]
