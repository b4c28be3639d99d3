"""How large a table may be; what is larger is refused before it is read, computed or shown."""

from __future__ import annotations

from collections.abc import Sequence

from raadsbrief import budgets
from raadsbrief.budgets import Budget
from raadsbrief.diagnostics import Code
from raadsbrief.letter.tabel.grid import Table
from raadsbrief.letter.tabel.places import Place, Surroundings
from raadsbrief.model.tabel import Gegevens, Rij, Tabelrij, Tussenkop


def refuse_written(gegevens: Gegevens, around: Surroundings) -> bool:
    """Refuse what a letter writes itself, by its rows and columns; tell whether it did."""
    rows = len(gegevens.rijen) + sum(len(groep.rijen) for groep in gegevens.groepen)
    name = "rijen" if gegevens.rijen else "groepen"
    wide = max(map(_cells, _rows(gegevens)), default=0)
    columns = max(len(gegevens.kolommen), wide)
    return _refuse(around.place.inside(name), budgets.ROWS, rows, around) or _refuse(
        around.place.inside("kolommen"), budgets.COLUMNS, columns, around
    )


def _rows(gegevens: Gegevens) -> Sequence[Rij]:
    return [*gegevens.rijen, *(rij for groep in gegevens.groepen for rij in groep.rijen)]


def _cells(rij: Rij) -> int:
    if isinstance(rij, Tussenkop):
        return 1
    return len(rij.cellen if isinstance(rij, Tabelrij) else rij)


def refuse_gathered(table: Table, around: Surroundings) -> bool:
    """Refuse a table, of which the columns can be the years of the programme's funds."""
    rows = sum(len(body.rows) for body in table.bodies)
    return _refuse(around.place, budgets.ROWS, rows, around) or _refuse(
        around.place, budgets.COLUMNS, len(table.columns), around
    )


def _refuse(place: Place, budget: Budget, count: int, around: Surroundings) -> bool:
    if count > budget.most:
        around.report(place, budget.message(count), budget.advies, Code.TOO_MUCH)
    return count > budget.most
