"""Sums in a table: computed where they were left open, checked where they were written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import takewhile

from raadsbrief.diagnostics import Code, did_you_mean
from raadsbrief.letter.tabel import figures
from raadsbrief.letter.tabel.grid import Body, Cell, Column, Row, Table, called
from raadsbrief.letter.tabel.places import Surroundings
from raadsbrief.model.fields import ALLE

MAX_SHOWN = 8
MAX_TRIED = 50  # so many sub-totals can be the sum of all above them
_HINT = "verbeter een van de delen of de som, of laat de som leeg: dan rekent raadsbrief haar uit"


def explain(parts: Sequence[Decimal], signs: Sequence[int] | None = None) -> str:
    """Write a sum as on paper, `1.200 + 300 = 1.500`; a long one as its outcome alone."""
    signs = signs or [1] * len(parts)
    total = sum((p * s for p, s in zip(parts, signs, strict=True)), Decimal())
    places = figures.decimals([*parts, total])
    outcome = figures.plain(total, places)
    if len(parts) > MAX_SHOWN:
        return f"de {len(parts)} delen zijn samen {outcome}"
    terms = ""
    for part, sign in zip(parts, signs, strict=True):
        shown = figures.plain(part, places)
        joint = " − " if sign < 0 else " + "
        terms += (joint if terms else joint.strip() if sign < 0 else "") + shown
    return f"{terms or '0'} = {outcome}"


class Adder:
    """Fills in and checks the sums of one table."""

    def __init__(self, table: Table, around: Surroundings, afgerond: bool) -> None:
        self._table = table
        self._around = around
        self._afgerond = afgerond

    def across(self, row: Row) -> None:
        """Fill in or check the columns that are sums of other columns in the same row."""
        for column in self._table.columns:
            if column.kolom.som_van:
                parts = [row.cells[other.index].value for other in self.summed_by(column)]
                self._settle(row.cells[column.index], column, [(p, 1) for p in parts])

    def summed_by(self, column: Column) -> list[Column]:
        """Return the columns that a column is the sum of."""
        columns = self._table.columns
        if column.kolom.som_van == (ALLE,):
            return [c for c in columns if c.has_total and not c.is_computed and c is not column]
        meant = [c.index for name in column.kolom.som_van or () for c in called(columns, name)]
        return [c for c in columns if c is not column and c.index in meant]

    def down(self, row: Row, parts: Sequence[tuple[Row, int]]) -> None:
        """Fill in or check a row that is the sum of other rows, each with its sign."""
        for column in self._table.columns:
            if column.has_total:
                terms = [(part.cells[column.index].value, sign) for part, sign in parts]
                self._settle(row.cells[column.index], column, terms, row.own)

    def subtotals(self, body: Body) -> None:
        """Fill in or check the sub-totals of a group.

        One of the author's own is the sum of what is above it, from the one before it on.
        """
        above: list[Row] = []
        since = tried = 0
        for row in body.rows:
            if row.soort == "rij":
                above.append(row)
            if row.soort != "subtotaal" or self._around.found:
                continue
            if not above:
                message = "boven dit totaal staan geen rijen om op te tellen"
                hint = "zet het onder de rijen, of geef de rij een andere naam"
                self._around.report(row.place, message, hint)
                continue
            parts = above[since:] if row.own else above
            if not parts or (tried < MAX_TRIED and not self.fits(row, parts)):
                tried += 1
                parts = above if not parts or self.fits(row, above) else parts
            self.down(row, [(part, 1) for part in parts])
            since = len(above)

    def fits(self, row: Row, parts: Sequence[Row]) -> bool:
        """Tell whether the figures in a row are the sums of other rows; one without is no sum."""
        sums = []
        for column in self._table.columns:
            written = row.cells[column.index].value
            if column.has_total and written is not None:
                values = [part.cells[column.index].value for part in parts]
                known = [(value, 1) for value in values if value is not None]
                total = sum((value for value, _ in known), Decimal())
                sums.append(abs(written - total) <= self._slack(written, known))
        return bool(sums) and all(sums)

    def _settle(
        self,
        cell: Cell,
        column: Column,
        terms: Sequence[tuple[Decimal | None, int]],
        own: bool = False,
    ) -> None:
        known = [(value, sign) for value, sign in terms if value is not None]
        total = sum((value * sign for value, sign in known), Decimal())
        if cell.covered:
            return
        if cell.value is None:
            if not (cell.written or "").strip() and known:
                cell.value, cell.shown = total, ""
            return
        if abs(cell.value - total) <= self._slack(cell.value, known):
            return
        values, signs = [value for value, _ in known], [sign for _, sign in known]
        written = figures.plain(cell.value, figures.decimals([cell.value]))
        message = f"de som van '{column.name}' klopt niet: {explain(values, signs)}"
        hint = f"{_HINT}; is dit geen som, geef de rij dan een andere naam" if own else _HINT
        self._around.report(cell.place, f"{message}, u schreef {written}", hint)

    def _slack(self, total: Decimal, known: Sequence[tuple[Decimal, int]]) -> Decimal:
        """Return how far rounding can lead a sum astray: half a unit for each figure."""
        if not self._afgerond:
            return Decimal()
        places = figures.decimals([total, *(value for value, _ in known)])
        return Decimal("0.5").scaleb(-places) * (len(known) + 1)

    def formula(self, row: Row, above: Sequence[Row], rows: Sequence[Row]) -> None:
        """Fill in or check a row that says what it is.

        `ja` for what is above it since the last sum or heading, `doorlopend` for all above it in
        the table, or `A + B - C`.
        """
        formula = (row.formula or "").strip()
        place = row.place.inside("som")
        if formula == "ja":
            ends = [i for i, one in enumerate(above, 1) if one.soort in ("som", "kop")]
            since = ends[-1] if ends else 0
            self.down(row, [(part, 1) for part in above[since:] if part.soort == "rij"])
            return
        if formula == "doorlopend":
            before = takewhile(lambda other: other is not row, rows)
            self.down(row, [(part, 1) for part in before if part.soort == "rij"])
            return
        if not re.fullmatch(r"\s*[-+−]?\s*\w+(\s*[-+−]\s*\w+)*", formula):
            hint = "schrijf `ja` voor de rijen erboven, of rijen met hun letter: `A + B - C`"
            self._around.report(place, f"'{formula}' is geen som van rijen", hint)
            return
        by_letter = {other.letter: other for other in rows if other.letter and other is not row}
        parts = []
        for sign, letter in re.findall(r"([-+−]?)\s*(\w+)", formula):
            if letter not in by_letter:
                message = f"er is geen rij met de letter '{letter}'"
                hint = did_you_mean(letter, by_letter) or "geef de tabel `letters: ja`"
                self._around.report(place, message, hint, Code.REFERENCE)
                return
            parts.append((by_letter[letter], 1 if sign in ("", "+") else -1))
        self.down(row, parts)

    def shares(self) -> None:
        """Fill in the columns that say which part of a total each row is."""
        table = self._table
        for column in table.columns:
            whole = next(iter(called(table.columns, column.kolom.aandeel_van or "")), None)
            if whole is None or column.kolom.aandeel_van is None:
                continue
            values = [row.cells[whole.index].value for row in table.parts()]
            total = sum((value for value in values if value is not None), Decimal())
            for row in table.rows():
                value, cell = row.cells[whole.index].value, row.cells[column.index]
                if total and value is not None:
                    self._share(cell, column, 100 * value / total)

    def _share(self, cell: Cell, column: Column, share: Decimal) -> None:
        if cell.covered:
            return
        if cell.value is None:
            cell.value = share
            return
        places = figures.decimals([cell.value])
        if abs(cell.value - share) > Decimal("0.5").scaleb(-places):
            right = figures.plain(share, figures.enough([share], places, "percentage"))
            written = figures.plain(cell.value, places)
            message = f"het aandeel in '{column.name}' klopt niet: "
            message += f"het is {right}%, u schreef {written}%"
            self._around.report(cell.place, message, _HINT)


def in_order(bodies: Sequence[Body], settle: Callable[[Row, Sequence[Row]], None]) -> None:
    """Settle each row that is a sum, with the rows above it in its group."""
    for body in bodies:
        for i, row in enumerate(body.rows):
            if row.soort == "som":
                settle(row, body.rows[:i])
