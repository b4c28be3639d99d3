"""From the table in a letter to one that is ready to be shown, with all its sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from raadsbrief.diagnostics import Code, did_you_mean
from raadsbrief.letter.tabel import figures, notation, notes, sizes, spans, totals
from raadsbrief.letter.tabel.cells import CellReader
from raadsbrief.letter.tabel.gather import TWO_NAMES, RowReader, gather
from raadsbrief.letter.tabel.grid import Cell, Column, Row, Table, called
from raadsbrief.letter.tabel.places import Place, Surroundings
from raadsbrief.letter.tabel.sums import Adder, in_order
from raadsbrief.model import Regel
from raadsbrief.model.fields import ALLE
from raadsbrief.model.tabel import Gegevens, Grafiek, Tabel


def table_of(gegevens: Gegevens, around: Surroundings) -> Table:
    """Return the table; what is wrong with it stands in `around.found` afterwards."""
    return _Maker(gegevens, around).make()


class _Maker:
    def __init__(self, gegevens: Gegevens, around: Surroundings) -> None:
        self._gegevens = gegevens
        self._around = around
        self._tabel = gegevens if isinstance(gegevens, Tabel) else None
        leeg = self._tabel.leeg if self._tabel else "–"
        noten = self._tabel.noten if self._tabel else ()
        self._reader = CellReader(around, gegevens.bedragen_in, leeg, noten)

    def make(self) -> Table:
        if sizes.refuse_written(self._gegevens, self._around):
            return Table([], [])
        gathered = gather(self._gegevens, self._around)
        columns = gathered.columns
        table = Table(columns, gathered.bodies, self._gegevens.bijschrift)
        if sizes.refuse_gathered(table, self._around):
            return table
        if columns and table.bodies:
            totals.mark(table, self._gegevens)
        self._add_totals(table)
        if columns:
            self._settle_form(table)
        if self._around.found or not columns:
            return table
        self._name_kinds(table)
        self._letter(table)
        self._settle_notation(table, gathered.separator)
        if self._around.found:
            return table
        for row in table.rows():
            for column in columns if row.soort != "kop" else ():
                is_label = row.is_total and column.index == 0
                if not is_label or (row.own and column.soort == "tekst"):
                    self._reader.read(row.cells[column.index], column, row.is_total)
        if not self._around.found:
            self._add_up(table)
        if not self._around.found:
            self._write(table)
        return table

    def _settle_notation(self, table: Table, separator: str) -> None:
        self._reader.decimaal = self._gegevens.decimaal
        if separator and self._gegevens.decimaal is None:
            eenheid = self._gegevens.bedragen_in
            self._reader.decimaal = notation.settle(table, separator, eenheid, self._around)

    def _settle_form(self, table: Table) -> None:
        """See which cells are one, and which notes they call."""
        spans.join(table, self._around)
        if self._tabel is not None:
            notes.take(table, self._tabel, self._around)
            has_heads = bool(table.heads)
            if not has_heads and not self._tabel.rijkoppen:
                message = "deze tabel heeft geen enkele kop: niet boven de kolommen, niet vooraan"
                hint = "haal `rijkoppen` weg, of geef de kolommen een kop"
                self._around.report(self._around.place.inside("rijkoppen"), message, hint)
        elif spans.has_spans(table):
            message, hint = (
                "een grafiek kan geen samengevoegde cellen hebben",
                "schrijf elke cel uit",
            )
            self._around.report(self._around.place, message, hint)
        for body in table.bodies:
            heads = [body.place] if body.place and not body.rows else []
            ends = [*body.rows[1:], None] if body.rows else []
            for row, after in zip(body.rows, ends, strict=True):
                if row.soort == "kop" and (after is None or after.soort in ("kop", "subtotaal")):
                    heads.append(row.place)
            for place in heads:
                message = "onder deze tussenkop staan geen rijen"
                self._around.report(place, message, "zet er rijen onder, of haal haar weg")

    # --- Totals ---

    def _add_totals(self, table: Table) -> None:
        self._written_total(table)
        for i, body in enumerate(table.bodies):
            if (self._gegevens.groepen or self._gegevens.groepen_uit) and body.rows:
                place, subtotaal = self._subtotal(i)
                if body.rows[-1].soort == "subtotaal":
                    self._name_own(body.rows[-1], subtotaal, place)
                    continue
                row = self._total(table, subtotaal, place, "Subtotaal")
                if row is not None:
                    row.soort = "subtotaal"
                    body.rows.append(row)
        if table.total is not None:
            return
        totaal: Any = self._gegevens.totaal
        if totaal is None and self._gegevens.financiering and table.bodies:
            totaal = len(table.bodies[0].rows) > 1
        table.total = self._total(table, totaal, self._around.place.inside("totaal"), "Totaal")

    def _subtotal(self, group: int) -> tuple[Place, Any]:
        if self._gegevens.groepen_uit:
            return self._around.place.inside("subtotalen"), self._gegevens.subtotalen
        place = self._around.place.inside("groepen", group, "subtotaal")
        return place, self._gegevens.groepen[group].subtotaal

    def _written_total(self, table: Table) -> None:
        """Name the total that was among the rows as the author wants; `nee` leaves it out."""
        if table.total is not None:
            totaal = self._gegevens.totaal
            self._name_own(table.total, totaal, self._around.place.inside("totaal"))
            if totaal is False:
                table.total = None

    def _name_own(self, row: Row, totaal: Any, place: Place) -> None:
        if isinstance(totaal, tuple | Mapping):
            message, hint = "het totaal staat al in de laatste rij", f"haal `{place.path[-1]}` weg"
            self._around.report(place, message, hint)
        elif isinstance(totaal, str):
            row.cells[0] = Cell(totaal, place)
            self._reader.label(row.cells[0])

    def _total(self, table: Table, totaal: Any, place: Place, label: str) -> Row | None:
        if not totaal or not table.columns:
            return None
        if isinstance(totaal, tuple | Mapping):
            cells = RowReader(table.columns, self._around).cells(totaal, place)
        else:
            cells = [Cell(None, place) for _ in table.columns]
            cells[0].written = totaal if isinstance(totaal, str) else None
        self._reader.label(cells[0])
        cells[0].shown = cells[0].shown or Regel(label)
        return Row(cells, place, "totaal")

    def _letter(self, table: Table) -> None:
        letters = self._tabel.letters if self._tabel else False
        if not letters:
            return
        table.letters = True
        rows = [
            row
            for body in table.bodies
            for row in body.rows
            if row.own or row.soort not in ("subtotaal", "kop")
        ]
        names = letters if isinstance(letters, tuple) else _alphabet(len(rows))
        if len(names) != len(rows):
            place = self._around.place.inside("letters")
            message = f"er zijn {len(names)} letters voor {len(rows)} rijen"
            self._around.report(place, message, "schrijf `letters: ja`")
            return
        for row, letter in zip(rows, names, strict=True):
            row.letter = letter

    # --- Kinds ---

    def _name_kinds(self, table: Table) -> None:
        """Give each column its kind: what the author said, or what its cells show."""
        counts = isinstance(self._gegevens, Grafiek) or any(r.is_total for r in table.rows())
        counts |= any(column.is_computed for column in table.columns)
        for column in table.columns:
            cells = [(row.cells[column.index].written or "").strip() for row in table.parts()]
            filled = [text for text in cells if text and not figures.is_word(text)]
            numbers = bool(filled) and all(map(figures.looks_like_number, filled))
            column.looks_like_figures = numbers and column.index > 0
            if column.kolom.soort:
                column.soort = column.kolom.soort
            elif column.kolom.aandeel_van:
                column.soort = "percentage"
            elif column.kolom.som_van:
                column.soort = self._kind_of_sum(table)
            elif counts and column.looks_like_figures and not all(map(figures.is_year, filled)):
                column.soort = figures.kind_of(filled)
            elif counts and column.index > 0:
                self._report_odd(table, column)
            if column.kolom.samenvoegen and column.is_figures:
                message = "cijfers die gelijk zijn, kunnen niet samen één cel worden"
                place = column.place.inside("samenvoegen")
                self._around.report(place, message, "haal `samenvoegen` weg")
        self._check_references(table)
        if table.total is not None and self._gegevens.totaal:
            self._require_sums(table)

    def _report_odd(self, table: Table, column: Column) -> None:
        """Report a slip in a number, such as 12OO: for that, a column would not be added up."""
        cells = [row.cells[column.index] for row in table.parts()]
        filled = [cell for cell in cells if (cell.written or "").strip()]
        odd = [cell for cell in filled if not _is_figure(cell)]
        slips = [cell for cell in odd if any(c.isdigit() for c in cell.written or "")]
        right = [(cell.written or "").strip() for cell in filled if cell not in odd]
        if len(odd) > len(right) or len(slips) < len(odd) or all(map(figures.is_year, right)):
            return  # a column of words, or of years with a word beside one
        for cell in slips:
            message = f"'{(cell.written or '').strip()}' is geen getal, zoals de rest van de kolom"
            hint = "verbeter het; is het goed zo, geef de kolom dan `soort: tekst`"
            self._around.report(cell.place, message, hint)

    def _kind_of_sum(self, table: Table) -> Any:
        others = [c for c in table.columns if c.kolom.soort in ("bedrag", "aantal")]
        return others[0].kolom.soort if others else "aantal"

    def _check_references(self, table: Table) -> None:
        for column in table.columns:
            others = [c for c in table.columns if c is not column]
            known = [name for other in others for name in other.names]
            wanted = {"som_van": column.kolom.som_van, "aandeel_van": column.kolom.aandeel_van}
            for field, names in wanted.items():
                for name in (names,) if isinstance(names, str) else names or ():
                    place, found = column.place.inside(field), called(others, name)
                    if not found and not (name == ALLE and field == "som_van"):
                        message = f"de tabel heeft geen kolom '{name}'"
                        hint = did_you_mean(name, known)
                        self._around.report(place, message, hint, Code.REFERENCE)
                    elif len(found) > 1:
                        message = f"de tabel heeft {len(found)} kolommen '{name}'"
                        self._around.report(place, message, TWO_NAMES, Code.REFERENCE)

    def _require_sums(self, table: Table) -> None:
        if not any(column.has_total for column in table.columns):
            message = "er is geen kolom om op te tellen"
            hint = "geef een kolom een soort: `{kop: Woningen, soort: aantal}`"
            self._around.report(self._around.place.inside("totaal"), message, hint)

    # --- Sums and words ---

    def _add_up(self, table: Table) -> None:
        adder = Adder(table, self._around, self._gegevens.afgerond)
        rows = list(table.rows())
        for row in table.parts():
            adder.across(row)
        in_order(table.bodies, lambda row, above: adder.formula(row, above, rows))
        if isinstance(self._gegevens, Grafiek):
            totals.mark_fitting(table, adder.fits)
        for body in table.bodies:
            adder.subtotals(body)
        if table.total is not None:
            adder.down(table.total, [(row, 1) for row in table.parts()])
        for row in rows:
            if row.is_total:
                adder.across(row)
        adder.shares()

    def _write(self, table: Table) -> None:
        for column in table.columns:
            if column.is_figures:
                self._write_column(table, column)
        if any(column.soort == "bedrag" for column in table.columns):
            table.eenheid = figures.NOTES.get(self._gegevens.bedragen_in, "")
        if self._tabel is not None:
            table.rijkoppen = self._tabel.rijkoppen
            table.noot = self._tabel.noot[0] if self._tabel.noot else None
            table.meer_noten = self._tabel.noot[1:] if self._tabel.noot else ()
        for row in table.rows():
            first = row.cells[0]
            if row.soort == "som" and not first.shown:
                self._reader.label(first)
                first.shown = first.shown or Regel("Som")

    def _write_column(self, table: Table, column: Column) -> None:
        places = self._places(table, column)
        for row in table.rows():
            cell = row.cells[column.index]
            if cell.value is not None:
                cell.shown = figures.write(
                    cell.value,
                    column.soort,
                    self._gegevens.bedragen_in,
                    self._around.huisstijl,
                    figures.enough([cell.value], places, column.soort),
                )
        self._note_rounding(table, column, places)

    def _places(self, table: Table, column: Column) -> int:
        """Return how many decimals a column has; all amounts in a table have as many."""
        eenheid = self._gegevens.bedragen_in
        alike = [column]
        if column.soort == "bedrag":
            alike = [c for c in table.columns if c.soort == "bedrag"]
        elif column.kolom.som_van:
            alike = [column, *Adder(table, self._around, False).summed_by(column)]
        cells = [row.cells[c.index] for row in table.rows() for c in alike]
        values = [cell.value for cell in cells if cell.value is not None]
        written = [c.value for c in cells if c.value is not None and c.written and not c.exact]
        if column.soort == "bedrag" and not eenheid:
            return 2 if any(value != int(value) for value in values) else 0
        places = 1 if eenheid == "miljoenen" and not written else figures.decimals(written)
        return min(figures.enough(values, places, column.soort), max(places, figures.MANY))

    def _note_rounding(self, table: Table, column: Column, places: int) -> None:
        """See whether the figures as they are shown add up to the total that is shown."""
        total = table.total.cells[column.index] if table.total else None
        if total is None or total.value is None or not column.has_total:
            return
        parts = [row.cells[column.index].value or Decimal() for row in table.parts()]
        shown = sum((figures.rounded(part, places) for part in parts), Decimal())
        table.rounding |= shown != figures.rounded(total.value, places)


def _is_figure(cell: Cell) -> bool:
    text = (cell.written or "").strip()
    return figures.is_word(text) or figures.looks_like_number(text)


def _alphabet(length: int) -> list[str]:
    """Return A to Z, and then AA, AB ..."""
    names = list(ascii_uppercase)
    return (names + [a + b for a in names for b in names])[:length]
