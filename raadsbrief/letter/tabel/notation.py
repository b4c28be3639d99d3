"""Which notation the figures of a CSV file are in: seen from all of them together, or asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadsbrief.letter.tabel import figures
from raadsbrief.letter.tabel.grid import Cell, Column, Table
from raadsbrief.letter.tabel.places import Surroundings
from raadsbrief.model.getallen import Decimaal, Getal, lees
from raadsbrief.model.tabel import Eenheid

# What stands between cells tells of the country that a spreadsheet was set to. It is a hint, no
# proof: alone it settles only what would be no figure of its kind otherwise.
_USUAL: dict[str, Decimaal] = {";": "komma", ",": "punt"}
_OTHER: dict[Decimaal, Decimaal] = {"punt": "komma", "komma": "punt"}


@dataclass(frozen=True)
class _Figure:
    cell: Cell
    column: Column
    text: str
    number: Getal
    fits: frozenset[Decimaal]  # the notations in which it is a figure of its kind


def settle(
    table: Table, separator: str, eenheid: Eenheid | None, around: Surroundings
) -> Decimaal | None:
    """Return the notation of a file; report a mix of two, and ask where both are possible.

    A figure such as `1.5` or `1.250,50` can be read in one way only, and tells how to read the
    others: `1.250` and `12.345`.
    """
    found = list(_figures(table, eenheid))
    sure = [figure for figure in found if len(figure.number.als) == 1]
    unsure = [figure for figure in found if figure.number.is_open and figure.fits]
    if sure:
        notation = _notation(sure[0])
        others = [one for one in sure if _notation(one) != notation]
        others += [one for one in unsure if notation not in one.fits]
        if others:
            _report_mix(others[0], sure[0], around)
        return notation
    usual = _USUAL.get(separator)
    by_column: dict[int, list[_Figure]] = {}
    for figure in unsure:
        by_column.setdefault(figure.column.index, []).append(figure)
    doubtful = [column[0] for column in by_column.values() if not _is_settled(column, usual)]
    if doubtful:
        _ask(doubtful[0], around)
    return usual


def _figures(table: Table, eenheid: Eenheid | None) -> Iterator[_Figure]:
    for row in table.rows():
        for column in table.columns:
            cell = row.cells[column.index]
            text = (cell.written or "").strip()
            if column.is_figures and cell.literal and text and not figures.is_word(text):
                unit = eenheid if column.soort == "bedrag" else None
                fits = figures.read_as(text, column.soort, unit)
                yield _Figure(cell, column, text, lees(text), frozenset(fits))


def _notation(figure: _Figure) -> Decimaal:
    (notation,) = figure.number.als
    return notation


def _is_settled(column: Sequence[_Figure], usual: Decimaal | None) -> bool:
    """Tell whether what is usual can be true of a column, and nothing else can."""
    if usual is None or any(usual not in figure.fits for figure in column):
        return False
    if any(_OTHER[usual] not in figure.fits for figure in column):
        return True
    # The comma of a Dutch file is that of the content files: it never stands between thousands.
    return usual == "komma" and all("," in figure.text for figure in column)


def _report_mix(figure: _Figure, first: _Figure, around: Surroundings) -> None:
    line = first.cell.place.span.line
    message = f"'{figure.text}' is anders geschreven dan '{first.text}' op regel {line}"
    hint = "gebruik in het hele bestand hetzelfde teken voor de decimalen: een komma of een punt"
    around.report(figure.cell.place, message, hint)


def _ask(figure: _Figure, around: Surroundings) -> None:
    values = figure.number.als
    shown = {one: figures.plain(value, figures.decimals([value])) for one, value in values.items()}
    ways = [f"`decimaal: {one}` als dit {shown[one]} is" for one in shown if one in figure.fits]
    hint = f"zet naast `bestand` in de brief {', of '.join(ways)}"
    if len(ways) == 1:
        (other,) = (shown[one] for one in shown if one not in figure.fits)
        hint += f"; is het {other}, rond het dan af"
    message = f"'{figure.text}' kan twee getallen zijn: {' of '.join(shown.values())}"
    around.report(figure.cell.place, message, hint)
