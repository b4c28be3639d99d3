"""Tables and their sums: from the figures of an author to cells that are ready to be shown."""

from raadsbrief.letter.tabel.grid import Cell, Column, Row, Table
from raadsbrief.letter.tabel.places import Surroundings, surroundings
from raadsbrief.letter.tabel.table import table_of

__all__ = ["Cell", "Column", "Row", "Surroundings", "Table", "surroundings", "table_of"]
