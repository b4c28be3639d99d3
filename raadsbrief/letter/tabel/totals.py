"""Rows that are called a total: they are checked, and do not count as one part more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from raadsbrief.letter.tabel.grid import CALL, JOINED, Body, Cell, Row, Table, escape
from raadsbrief.model import Regel
from raadsbrief.model.tabel import Gegevens, Grafiek

MOST = 100  # rows that are looked at for a chart, which has fewer
# A name of the sum of everything, one of the sum of a part, and one that can be either.
Label = Literal["alles", "deel", "totaal"]
_ALLES = re.compile(
    r"(eind|grand )?totaal|grand total|totalen|totaalbedrag|som|eindsom|optelsom"
    r"|total|totaal[ -]generaal|(generaal|algemeen)[ -]totaal|(alles |totaal )?samen"
)
_DEEL = re.compile(r"(sub|deel|tussen)[ -]?(totaal|totalen|total)\b.*")
_TOTAAL = re.compile(r"tota(al|le|len|l)\b.+|.+\b[ -]tota(al|l)")


def label_of(text: str) -> Label | None:
    """Tell which kind of total a row says that it is."""
    text = CALL.sub("", text)
    plain = " ".join(re.sub("[*_:]", " ", text).casefold().split())
    if _ALLES.fullmatch(plain):
        return "alles"
    if _DEEL.fullmatch(plain):
        return "deel"
    return "totaal" if _TOTAAL.fullmatch(plain) else None


def label_in(row: Row) -> Label | None:
    """Tell which kind of total a row is called; its name is in the first cell that is filled."""
    cell = _named(row)
    return label_of(cell.written or "") if cell is not None else None


def _named(row: Row) -> Cell | None:
    filled = (cell for cell in row.cells if (cell.written or "").strip())
    return next((cell for cell in filled if cell.literal or cell.written not in JOINED), None)


def part_in(text: str) -> str:
    """Return of what a text names the total: `noord` of `Totaal Noord`."""
    return " ".join(re.sub(r"\b(sub|deel|tussen)?-?tota(al|l)\b", "", text.casefold()).split())


def mark(table: Table, gegevens: Gegevens) -> None:
    """Set the totals that are among the rows apart, where the table adds up what it has."""
    if not _adds_up(table, gegevens):
        return
    last = table.bodies[-1].rows[-1]
    for body in table.bodies if not isinstance(gegevens, Grafiek) else ():
        for row in body.rows:
            if row is not last and _is_total_in(body, row):
                _mark(row, "subtotaal")
    if len(list(table.rows())) < 2 or not _is_total_in(table.bodies[-1], last):
        return
    if isinstance(gegevens, Grafiek) and label_in(last) != "alles":
        return
    if _is_of_all(last, table):
        _mark(last, "totaal")
        table.total = table.bodies[-1].rows.pop()
        if not table.bodies[-1].rows and table.bodies[-1].place is None:
            table.bodies.pop()
    else:
        _mark(last, "subtotaal")


def mark_fitting(table: Table, fits: Callable[[Row, Sequence[Row]], bool]) -> None:
    """Set apart what is called a total in a chart, and is the sum of the rows above it.

    A bar `Dordrecht totaal` can also be an average beside the others.
    """
    for body in table.bodies:
        above: list[Row] = []
        for row in body.rows[:MOST]:
            if label_in(row) and row.soort == "rij" and above and fits(row, above):
                _mark(row, "subtotaal")
            elif row.soort == "rij":
                above.append(row)


def _is_total_in(body: Body, row: Row) -> bool:
    """Tell whether a row is a total, and does not only sound like one."""
    label, first = label_in(row), body.rows[0]
    if row.soort != "rij" or label is None:
        return False
    # `Totaal baten` and `Totaal lasten` without anything above them are parts themselves.
    return label != "totaal" or label_in(first) != "totaal"


def _adds_up(table: Table, gegevens: Gegevens) -> bool:
    """Tell whether a row that is a total would be counted as a part.

    Rows in the letter that nobody adds up stay what they are.
    """
    rows = list(table.rows())
    if not rows or gegevens.financiering or not table.bodies[-1].rows:
        return False
    return bool(
        isinstance(gegevens, Grafiek)
        or gegevens.totaal
        or gegevens.subtotalen
        or any(groep.subtotaal for groep in gegevens.groepen)
        or any(column.kolom.aandeel_van for column in table.columns)
        or any(row.formula == "ja" for row in rows)
        or (gegevens.bestand and label_in(table.bodies[-1].rows[-1]) == "alles")
    )


def _is_of_all(last: Row, table: Table) -> bool:
    """Tell whether the last row is the total of the table, and not that of its last part."""
    label, body = label_in(last), table.bodies[-1]
    if label == "deel" or (label == "totaal" and body.kop and _has_name(last, body)):
        return False
    before = [other.rows[-1] for other in table.bodies[:-1] if other.rows]
    if before:  # where each group ends in a total, so does the last one
        words = {_words(row) for row in before if row.soort == "subtotaal"}
        return len(words) == 0 or (_words(last) not in words and label == "alles")
    parts = [row for row in body.rows[:-1] if row.soort == "subtotaal"]
    return label == "alles" or not parts


def _has_name(row: Row, body: Body) -> bool:
    return str(body.kop).replace("\\", "").casefold() in _words(row)


def _words(row: Row) -> str:
    cell = _named(row)
    return " ".join(((cell.written if cell else "") or "").casefold().split())


def _mark(row: Row, soort: str) -> None:
    row.soort, row.own = soort, True
    cell, first = _named(row), row.cells[0]
    if not first.literal and first.written in JOINED:
        return
    if cell is not None and cell is not first:  # the name of a row stands in front
        row.cells[0] = replace(cell)
        cell.written = None
    first = row.cells[0]
    written = (first.written or "").strip()
    first.shown = Regel(escape(written) if first.literal else written)
