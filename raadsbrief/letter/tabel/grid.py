"""A table as it is computed and shown: columns, rows and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from raadsbrief.letter.tabel.places import Place
from raadsbrief.model import Regel
from raadsbrief.model.tabel import Kolom, Kolomgroep, Kolomsoort

LEFT, ABOVE = JOINED = ("<<", "^^")  # a cell that is one with the cell there
FIGURES = ("bedrag", "aantal", "percentage")
CALL = re.compile(r"\[\^([^\]\s]+)\]")  # of a note below the table


@dataclass
class Cell:
    """A cell: what the author wrote, the number that it counts as, and how it is shown.

    `literal` text is data from a file, in which Markdown and facts mean nothing. A cell that is
    `covered` is part of the one at the left of it or above, which spans so many columns and rows.
    `noten` are the marks of the notes behind a figure. A cell is `binnen` where it is the first or
    last of its row in HTML, and not in the table.
    """

    written: str | None
    place: Place
    literal: bool = False
    value: Decimal | None = None
    shown: str | Regel = ""
    exact: bool = False  # a fact in whole euros, to be divided and rounded
    colspan: int = 1
    rowspan: int = 1
    covered: bool = False
    binnen: bool = False
    noten: tuple[str, ...] = ()

    @property
    def is_prose(self) -> bool:
        """Tell whether the text is Markdown with facts, still to be rendered."""
        return isinstance(self.shown, Regel)


@dataclass
class Row:
    """A row; `soort` is `rij`, `kop`, `som`, `subtotaal` or `totaal`.

    A total that is the author's `own` was found among the rows. A `kop` is a heading between the
    rows, in its first cell.
    """

    cells: list[Cell]
    place: Place
    soort: str = "rij"
    letter: str = ""
    formula: str | None = None
    own: bool = False
    vet: bool = False
    is_kept: bool = False  # with the row below, on one page

    @property
    def is_total(self) -> bool:
        """Tell whether the row is computed from other rows."""
        return self.soort in ("som", "subtotaal", "totaal")


@dataclass
class Body:
    """Rows that belong together, perhaps under a heading and with a sub-total."""

    rows: list[Row]
    kop: Regel | None = None
    place: Place | None = None  # of the heading, where it stands between the rows

    @property
    def has_headings(self) -> bool:
        """Tell whether there are headings between its rows, which its sub-total is not under."""
        return any(row.soort == "kop" for row in self.rows)


@dataclass
class Column:
    """A column: what the author said of it, and the kind that it turned out to have."""

    kolom: Kolom
    index: int
    place: Place
    soort: Kolomsoort = "tekst"
    looks_like_figures: bool = False
    boven: Kolomgroep | None = None  # with the head above this column and others

    @property
    def names(self) -> list[str]:
        """The names by which rows and files can call the column."""
        kop = self.kolom.kop
        names = [str(name) for name in (self.kolom.naam, kop) if name]
        return [*names, f"{self.boven.kop} {kop}"] if self.boven and kop else names

    @property
    def name(self) -> str:
        """The name by which a message calls the column."""
        return self.names[-1] if self.names else f"kolom {self.index + 1}"

    @property
    def is_figures(self) -> bool:
        """Tell whether the cells are numbers that can be computed with."""
        return self.soort in FIGURES

    @property
    def is_computed(self) -> bool:
        """Tell whether the cells follow from other cells."""
        return bool(self.kolom.som_van or self.kolom.aandeel_van)

    @property
    def has_total(self) -> bool:
        """Tell whether the figures of the column can be added up."""
        return self.soort in ("bedrag", "aantal") and self.kolom.optellen

    @property
    def klas(self) -> str:
        """The class of its cells in HTML."""
        return "getal" if self.is_figures or self.looks_like_figures else ""


def called(columns: Sequence[Column], name: str) -> list[Column]:
    """Return the columns that a row or sum means by a name: a `naam` goes before a head."""
    own = [column for column in columns if column.names[:1] == [name]]
    if len(own) > 1:  # one of them may stand below no other head
        own = [column for column in own if column.boven is None] or own
    return own or [column for column in columns if name in column.names]


@dataclass(frozen=True)
class Head:
    """A head of one column, or of more."""

    kop: Regel | None
    colspan: int = 1
    rowspan: int = 1
    klas: str = ""


@dataclass
class Table:
    """A table that is ready to be shown."""

    columns: list[Column]
    bodies: list[Body]
    bijschrift: Regel | None = None
    eenheid: str = ""
    noot: Regel | None = None
    rijkoppen: bool = True
    letters: bool = False
    rounding: bool = False
    total: Row | None = field(default=None)
    noten: Mapping[str, Regel] = field(default_factory=dict)
    meer_noten: Sequence[Regel] = ()  # lines below the first one
    anker: str = ""  # what the names of its notes begin with

    @property
    def heads(self) -> list[list[Head]]:
        """The rows of heads: none, one, or two where columns share a head."""
        if not any(column.kolom.kop or column.boven for column in self.columns):
            return []
        rows = 2 if any(column.boven for column in self.columns) else 1
        upper: list[Head] = []
        for _, group in groupby(self.columns, key=lambda column: id(column.boven)):
            own = list(group)
            boven = own[0].boven
            if boven is None:
                upper += [Head(one.kolom.kop, 1, rows, one.klas) for one in own]
            else:
                upper.append(Head(boven.kop, len(own), klas="samen"))
        below = [column for column in self.columns if column.boven]
        edges = (self.columns[0], self.columns[-1])
        lower = []
        for column in below:
            klas = [column.klas]
            if column in (below[0], below[-1]) and column not in edges:
                klas.append("binnen")
            if column is below[0] and column.index and self.columns[column.index - 1].klas:
                klas.append("na-getal")  # which stands in the row of heads above
            lower.append(Head(column.kolom.kop, klas=" ".join(filter(None, klas))))
        return [upper, lower] if lower else [upper]

    @property
    def head_columns(self) -> int:
        """How many columns name a row: two, where cells of the first one are heads of more rows."""
        are_heads = any(row.cells[0].rowspan > 1 for row in self.rows())
        return 2 if are_heads and len(self.columns) > 2 and not self.columns[1].is_figures else 1

    def rows(self) -> Iterator[Row]:
        """Yield every row, totals included, in the order of the table."""
        for body in self.bodies:
            yield from body.rows
        if self.total is not None:
            yield self.total

    def parts(self) -> list[Row]:
        """Return the rows that are data and no totals."""
        return [row for row in self.rows() if row.soort == "rij"]


def escape(text: str) -> str:
    """Escape what Markdown and facts would read as markup."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()<>#+!|^~&$" else c for c in text)
