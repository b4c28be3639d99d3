"""The columns and rows of a table, from the letter, a CSV file or the programme's funding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from raadsbrief.content.attachments import AttachmentError
from raadsbrief.diagnostics import Code, ContentError, did_you_mean
from raadsbrief.letter.tabel import csv_file, funding, totals
from raadsbrief.letter.tabel.csv_file import CsvCell, CsvFile
from raadsbrief.letter.tabel.grid import Body, Cell, Column, Row, called, escape
from raadsbrief.letter.tabel.places import Place, Surroundings
from raadsbrief.model import Regel
from raadsbrief.model.tabel import GEEN, Gegevens, Kolom, Kolomgroep, Tabelrij, Tussenkop

SOM, VET = "som", "vet"
TWO_NAMES = "geef elke kolom een eigen kop, of een eigen `naam`"


@dataclass(frozen=True)
class Gathered:
    """Columns and rows, with every cell as it was written; of a file, what is between cells."""

    columns: list[Column]
    bodies: list[Body]
    separator: str = ""


def gather(gegevens: Gegevens, around: Surroundings) -> Gathered:
    """Return the columns and the rows of a table."""
    if gegevens.bestand is not None:
        return _from_file(gegevens, gegevens.bestand, around)
    if gegevens.financiering is not None:
        return Gathered(*funding.rows_of(gegevens, around))
    return Gathered(*_from_letter(gegevens, around))


def _from_letter(gegevens: Gegevens, around: Surroundings) -> tuple[list[Column], list[Body]]:
    columns = _columns(_kolommen(gegevens), around.place.inside("kolommen"))
    reader = RowReader(columns, around)
    if gegevens.rijen:
        return columns, _below_heads(reader.rows(gegevens.rijen, around.place.inside("rijen")))
    bodies = []
    for i, groep in enumerate(gegevens.groepen):
        place = around.place.inside("groepen", i, "rijen")
        bodies.append(Body(reader.rows(groep.rijen, place), groep.naam))
    return columns, bodies


def _kolommen(gegevens: Gegevens) -> Sequence[Kolom | Kolomgroep]:
    """Return the columns; where none has a head, there are as many as the first row has cells."""
    if not isinstance(gegevens.kolommen, str):
        return gegevens.kolommen
    rows = [*gegevens.rijen, *(rij for groep in gegevens.groepen for rij in groep.rijen)]
    cells = [rij.cellen if isinstance(rij, Tabelrij) else rij for rij in rows]
    widths = [len(rij) for rij in cells if isinstance(rij, tuple)]
    return [Kolom()] * (widths[0] if widths else 1)


def _columns(kolommen: Sequence[Kolom | Kolomgroep], place: Place) -> list[Column]:
    columns: list[Column] = []
    for i, one in enumerate(kolommen):
        if isinstance(one, Kolomgroep):
            for j, kolom in enumerate(one.kolommen):
                inside = place.inside(i, "kolommen", j)
                columns.append(Column(kolom, len(columns), inside, boven=one))
        else:
            columns.append(Column(one, len(columns), place.inside(i)))
    return columns


def _below_heads(rows: Sequence[Row]) -> list[Body]:
    """Put the rows below each heading together, as those of a group are."""
    bodies: list[Body] = []
    for row in rows:
        if row.soort == "kop":
            shown = row.cells[0].shown
            bodies.append(Body([], shown if isinstance(shown, Regel) else None, row.place))
        elif not bodies:
            bodies.append(Body([row]))
        else:
            bodies[-1].rows.append(row)
    return bodies


Rij = Sequence[str | None] | Mapping[str, str | None] | Tabelrij | Tussenkop


class RowReader:
    """Puts what an author wrote as a row, a list or names with values, under the columns."""

    def __init__(self, columns: list[Column], around: Surroundings) -> None:
        self._columns = columns
        self._around = around

    def rows(
        self,
        rijen: Sequence[Rij],
        place: Place,
    ) -> list[Row]:
        """Read rows; one with `som` in it is a sum of other rows."""
        return [self._row(rij, place.inside(i)) for i, rij in enumerate(rijen)]

    def _row(
        self,
        rij: Rij,
        place: Place,
    ) -> Row:
        if isinstance(rij, Tussenkop):
            cells = [Cell(None, place.inside("tussenkop")) for _ in self._columns]
            cells[0].shown = rij.tussenkop
            return Row(cells, place, "kop")
        if isinstance(rij, Tabelrij):
            row = Row(self.cells(rij.cellen, place.inside("cellen")), place, vet=rij.vet)
            som = rij.som
        else:
            row, som = Row(self.cells(rij, place), place), None
            if isinstance(rij, Mapping):
                row.vet = self._is_bold(rij, place)
                som = (rij[SOM] or "ja") if SOM in rij else None
        if som and som != "nee":
            row.soort, row.formula = SOM, som
        return row

    def _is_bold(self, rij: Mapping[str, str | None], place: Place) -> bool:
        if VET not in rij or called(self._columns, VET):
            return False
        if rij[VET] not in ("ja", "nee", "true", "false"):
            where = place.inside(VET)
            self._around.report(where, f"'{rij[VET]}' is geen ja of nee", "schrijf `ja` of `nee`")
        return rij[VET] in ("ja", "true")

    def cells(
        self, rij: Sequence[str | None] | Mapping[str, str | None], place: Place
    ) -> list[Cell]:
        """Return one cell for each column; one that was not written has no text."""
        if isinstance(rij, Mapping):
            return self._named(rij, place)
        columns = self._columns
        if len(rij) < len(columns):  # what is computed need not be written
            columns = [column for column in columns if not column.is_computed]
        self._count(len(rij), len(columns), place)
        written = {
            column.index: Cell(text, place.inside(i))
            for i, (text, column) in enumerate(zip(rij, columns, strict=False))
        }
        return [written.get(i, Cell(None, place)) for i in range(len(self._columns))]

    def _count(self, cells: int, columns: int, place: Place) -> None:
        if cells == columns:
            return
        message = f"deze rij heeft {_of(cells, 'cel', 'cellen')}, "
        message += f"de tabel {_of(columns, 'kolom', 'kolommen')}"
        hint = 'schrijf een lege cel als `""`'
        if cells > columns:
            place, hint = place.inside(columns), "haal de cel weg, of voeg een kolom toe"
            hint += "; een cel met een komma erin staat tussen aanhalingstekens"
        self._around.report(place, message, hint)

    def _named(self, rij: Mapping[str, str | None], place: Place) -> list[Cell]:
        cells = [Cell(None, place) for _ in self._columns]
        for key, text in rij.items():
            found = [column.index for column in called(self._columns, key)]
            where = Place(place.source, (*place.path, key), is_key=True)
            if len(found) == 1:
                cells[found[0]] = Cell(text, place.inside(key))
            elif found:
                message = f"de tabel heeft {len(found)} kolommen '{key}'"
                own = [self._columns[i].names[-1] for i in found if self._columns[i].boven]
                hint = f"schrijf {' of '.join(f'`{name}`' for name in own)}" if own else TWO_NAMES
                self._around.report(where, message, hint)
            elif key not in (SOM, VET):
                names = [column.names[0] for column in self._columns if column.names]
                names += [column.names[-1] for column in self._columns if column.boven]
                message = f"de tabel heeft geen kolom '{key}'"
                self._around.report(where, message, did_you_mean(key, names), Code.REFERENCE)
        return cells


def _of(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _from_file(gegevens: Gegevens, name: str, around: Surroundings) -> Gathered:
    place = around.place.inside("bestand")
    try:
        file = csv_file.load(around.folder, name)
    except AttachmentError as error:
        around.report(place, str(error), error.hint, Code.FILE)
        return Gathered([], [])
    except ContentError as error:
        around.found.extend(error.diagnostics)
        return Gathered([], [])
    group = _group_column(gegevens, file, around)
    without = gegevens.kolommen == GEEN
    columns = [] if without else _columns(_kolommen(gegevens), around.place.inside("kolommen"))
    if not columns:
        wanted: list[int | None] = [i for i in range(len(file.head)) if i != group]
        heads = [None if without else _literal_head(file.head[i]) for i in wanted if i is not None]
        kolommen = [Kolom(kop=head) for head in heads]
        columns = [Column(kolom, i, place) for i, kolom in enumerate(kolommen)]
        for i in wanted[1:]:
            if i is not None and not file.head[i].text:
                where = Place(file.source, in_csv=file.head[i].span)
                around.report(where, "deze kolom heeft geen kop", "geef elke kolom een kop")
    else:
        wanted = [_position(column, file, around) for column in columns]
        _refuse_shown_twice(columns, wanted, around)
    rows = [
        Row([_cell(row, i, file, place) for i in wanted], Place(file.source, in_csv=row[0].span))
        for row in file.rows
    ]
    if group is None:
        return Gathered(columns, [Body(rows)], file.separator)
    bodies = _in_groups(rows, [row[group] for row in file.rows], around)
    return Gathered(columns, bodies, file.separator)


def _group_column(gegevens: Gegevens, file: CsvFile, around: Surroundings) -> int | None:
    """Find the column of a file that names the group of each row, if the author wants groups."""
    name = gegevens.groepen_uit
    if name is None:
        return None
    return _find(name, file, around, around.place.inside("groepen_uit"))


def _find(name: str, file: CsvFile, around: Surroundings, place: Place) -> int | None:
    """Find a column of a file by its head; report it when there is none, or more than one."""
    found = file.columns(name)
    if not found:
        heads = [cell.text for cell in file.head]
        message = f"'{file.source.file}' heeft geen kolom '{name}'"
        around.report(place, message, did_you_mean(name, heads), Code.REFERENCE)
        return None
    if len(found) > 1:
        head = file.head[found[1]]
        message = f"de kop '{head.text}' staat {len(found)} keer in dit bestand"
        place = Place(file.source, in_csv=head.span)
        around.report(place, message, "geef elke kolom in het bestand een eigen kop")
    return found[0]


def _refuse_shown_twice(
    columns: Sequence[Column], positions: Sequence[int | None], around: Surroundings
) -> None:
    """Two columns of a table with one head would show the same column of the file."""
    for i, (column, position) in enumerate(zip(columns, positions, strict=True)):
        earlier = [
            other for other, at in zip(columns[:i], positions, strict=False) if at == position
        ]
        if position is not None and any(other.name == column.name for other in earlier):
            message = f"de kolom '{column.name}' uit het bestand staat hier al"
            around.report(
                column.place, message, "geef met `naam` de kop in het bestand, of haal hem weg"
            )


def _in_groups(rows: list[Row], names: list[CsvCell], around: Surroundings) -> list[Body]:
    """Put rows together by the name of their group, in the order in which the names come.

    A total is in its group, `Totaal Noord` in `Noord`; that of everything is in the last one.
    """
    bodies: dict[str, Body] = {}
    by_name: dict[str, Body] = {}
    body: Body | None = None
    for i, (row, name) in enumerate(zip(rows, names, strict=True)):
        label, part = totals.label_of(name.text), totals.part_in(name.text)
        is_last = i == len(rows) - 1 and bodies
        if is_last and "alles" in (label, totals.label_in(row)):
            body = list(bodies.values())[-1]
        elif label and part in by_name:
            body = by_name[part]
        elif name.text:
            label = None  # a group that is called so
            body = bodies.setdefault(name.text, Body([], _literal_head(name)))
            by_name.setdefault(name.text.casefold(), body)
        elif body is None or not totals.label_in(row):
            place = Place(row.place.source, in_csv=name.span)
            around.report(place, "deze rij hoort bij geen groep", "vul de naam van de groep in")
            continue
        body.rows.append(row)
        if label and not totals.label_in(row):
            row.cells[0].written = name.text
    return list(bodies.values())


def _literal_head(cell: CsvCell) -> Regel | None:
    """Return a head from a file as prose that shows what stands there."""
    return Regel(escape(cell.text)) if cell.text else None


def _position(column: Column, file: CsvFile, around: Surroundings) -> int | None:
    """Find the column of a file by its name or head; a computed column need not be there."""
    known = [name for name in column.names or [""] if file.columns(name)]
    if known:
        return _find(known[0], file, around, column.place)
    return None if column.is_computed else _find(column.name, file, around, column.place)


def _cell(row: Sequence[CsvCell], i: int | None, file: CsvFile, place: Place) -> Cell:
    if i is None or i >= len(row):
        return Cell(None, place, literal=True)
    return Cell(row[i].text, Place(file.source, in_csv=row[i].span), literal=True)
