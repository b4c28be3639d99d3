"""A table as it is computed and shown: columns, rows and cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from raadsbrief.letter.tabel.places import Place
from raadsbrief.model import Regel
from raadsbrief.model.tabel import Kolom, Kolomsoort

FIGURES = ("bedrag", "aantal", "percentage")


@dataclass
class Cell:
    """A cell: what the author wrote, the number that it counts as, and how it is shown.

    `literal` text is data from a file, in which Markdown and facts mean nothing.
    """

    written: str | None
    place: Place
    literal: bool = False
    value: Decimal | None = None
    shown: str | Regel = ""
    exact: bool = False  # a fact in whole euros, to be divided and rounded

    @property
    def is_prose(self) -> bool:
        """Tell whether the text is Markdown with facts, still to be rendered."""
        return isinstance(self.shown, Regel)


@dataclass
class Row:
    """A row; `soort` is `rij`, `groep`, `som`, `subtotaal` or `totaal`.

    A total that is the author's `own` was found among the rows.
    """

    cells: list[Cell]
    place: Place
    soort: str = "rij"
    letter: str = ""
    formula: str | None = None
    own: bool = False

    @property
    def is_total(self) -> bool:
        """Tell whether the row is computed from other rows."""
        return self.soort in ("som", "subtotaal", "totaal")


@dataclass
class Body:
    """Rows that belong together, perhaps under a heading and with a sub-total."""

    rows: list[Row]
    kop: Regel | None = None


@dataclass
class Column:
    """A column: what the author said of it, and the kind that it turned out to have."""

    kolom: Kolom
    index: int
    place: Place
    soort: Kolomsoort = "tekst"
    looks_like_figures: bool = False

    @property
    def names(self) -> list[str]:
        """The names by which rows and files can call the column."""
        return [str(name) for name in (self.kolom.naam, self.kolom.kop) if name]

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
    return own or [column for column in columns if name in column.names]


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
