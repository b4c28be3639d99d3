"""The columns and rows of a table, from the letter, a CSV file or the programme's funding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from raadsbrief.content.attachments import AttachmentError
from raadsbrief.diagnostics import Code, ContentError, did_you_mean
from raadsbrief.letter.tabel import csv_file, funding
from raadsbrief.letter.tabel.csv_file import CsvCell, CsvFile
from raadsbrief.letter.tabel.grid import Body, Cell, Column, Row, escape
from raadsbrief.letter.tabel.places import Place, Surroundings
from raadsbrief.model import Regel
from raadsbrief.model.tabel import Gegevens, Kolom

SOM = "som"


def gather(gegevens: Gegevens, around: Surroundings) -> tuple[list[Column], list[Body]]:
    """Return the columns and the rows, with every cell as it was written."""
    if gegevens.bestand is not None:
        return _from_file(gegevens, gegevens.bestand, around)
    if gegevens.financiering is not None:
        return funding.rows_of(gegevens, around)
    columns = _columns(gegevens.kolommen, around.place.inside("kolommen"))
    reader = RowReader(columns, around)
    if gegevens.rijen:
        return columns, [Body(reader.rows(gegevens.rijen, around.place.inside("rijen")))]
    bodies = []
    for i, groep in enumerate(gegevens.groepen):
        place = around.place.inside("groepen", i, "rijen")
        bodies.append(Body(reader.rows(groep.rijen, place), groep.naam))
    return columns, bodies


def _columns(kolommen: Sequence[Kolom], place: Place) -> list[Column]:
    return [Column(kolom, i, place.inside(i)) for i, kolom in enumerate(kolommen)]


class RowReader:
    """Puts what an author wrote as a row, a list or names with values, under the columns."""

    def __init__(self, columns: list[Column], around: Surroundings) -> None:
        self._columns = columns
        self._around = around

    def rows(
        self, rijen: Sequence[Sequence[str | None] | Mapping[str, str | None]], place: Place
    ) -> list[Row]:
        """Read rows; one with `som` in it is a sum of other rows."""
        found = []
        for i, rij in enumerate(rijen):
            row = Row(self.cells(rij, place.inside(i)), place.inside(i))
            if isinstance(rij, Mapping) and SOM in rij:
                row.soort, row.formula = SOM, rij[SOM] or "ja"
            found.append(row)
        return found

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
            index = next((c.index for c in self._columns if key in c.names), None)
            if index is not None:
                cells[index] = Cell(text, place.inside(key))
            elif key != SOM:
                names = [column.names[0] for column in self._columns if column.names]
                where = Place(place.source, (*place.path, key), is_key=True)
                message = f"de tabel heeft geen kolom '{key}'"
                self._around.report(where, message, did_you_mean(key, names), Code.REFERENCE)
        return cells


def _of(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _from_file(
    gegevens: Gegevens, name: str, around: Surroundings
) -> tuple[list[Column], list[Body]]:
    place = around.place.inside("bestand")
    try:
        file = csv_file.load(around.folder, name)
    except AttachmentError as error:
        around.report(place, str(error), error.hint, Code.FILE)
        return [], []
    except ContentError as error:
        around.found.extend(error.diagnostics)
        return [], []
    group = _group_column(gegevens, file, around)
    columns = _columns(gegevens.kolommen, around.place.inside("kolommen"))
    if not columns:
        wanted: list[int | None] = [i for i in range(len(file.head)) if i != group]
        kolommen = [Kolom(kop=_literal_head(file.head[i])) for i in wanted if i is not None]
        columns = [Column(kolom, i, place) for i, kolom in enumerate(kolommen)]
    else:
        wanted = [_position(column, file, around) for column in columns]
    rows = [
        Row([_cell(row, i, file, place) for i in wanted], Place(file.source, in_csv=row[0].span))
        for row in file.rows
    ]
    if group is None:
        return columns, [Body(rows)]
    return columns, _in_groups(rows, [row[group] for row in file.rows], around)


def _group_column(gegevens: Gegevens, file: CsvFile, around: Surroundings) -> int | None:
    """Find the column of a file that names the group of each row, if the author wants groups."""
    heads, name = [cell.text for cell in file.head], gegevens.groepen_uit
    if name is None or name in heads:
        return None if name is None else heads.index(name)
    message = f"'{file.source.file}' heeft geen kolom '{name}'"
    place = around.place.inside("groepen_uit")
    around.report(place, message, did_you_mean(name, heads), Code.REFERENCE)
    return None


def _in_groups(rows: list[Row], names: list[CsvCell], around: Surroundings) -> list[Body]:
    """Put rows together by the name of their group, in the order in which the names come."""
    bodies: dict[str, Body] = {}
    for i, (row, name) in enumerate(zip(rows, names, strict=True)):
        if i == len(rows) - 1 and bodies and (is_total(row) or name.text.casefold() == TOTAL):
            list(bodies.values())[-1].rows.append(row)
            if not is_total(row):
                row.cells[0].written = name.text
        elif not name.text:
            place = Place(row.place.source, in_csv=name.span)
            around.report(place, "deze rij hoort bij geen groep", "vul de naam van de groep in")
        else:
            bodies.setdefault(name.text, Body([], _literal_head(name))).rows.append(row)
    return list(bodies.values())


TOTAL = "totaal"


def is_total(row: Row) -> bool:
    """Tell whether a row of a file is the total of the others."""
    return (row.cells[0].written or "").strip().casefold() == TOTAL


def _literal_head(cell: CsvCell) -> Regel | None:
    """Return a head from a file as prose that shows what stands there."""
    return Regel(escape(cell.text)) if cell.text else None


def _position(column: Column, file: CsvFile, around: Surroundings) -> int | None:
    """Find the column of a file by its head; a computed column need not be there."""
    heads = [cell.text for cell in file.head]
    for name in column.names or [""]:
        if name in heads:
            return heads.index(name)
    if not column.is_computed:
        message = f"'{file.source.file}' heeft geen kolom '{column.name}'"
        around.report(column.place, message, did_you_mean(column.name, heads), Code.REFERENCE)
    return None


def _cell(row: Sequence[CsvCell], i: int | None, file: CsvFile, place: Place) -> Cell:
    if i is None or i >= len(row):
        return Cell(None, place, literal=True)
    return Cell(row[i].text, Place(file.source, in_csv=row[i].span), literal=True)
