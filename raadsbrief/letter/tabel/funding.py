"""The funding of a programme as the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from raadsbrief.diagnostics import Code
from raadsbrief.letter.tabel.grid import Body, Cell, Column, Row, escape
from raadsbrief.letter.tabel.places import Place, Surroundings
from raadsbrief.model import Financiering, Programma, Regel
from raadsbrief.model.fields import ALLE
from raadsbrief.model.tabel import Gegevens, Kolom


def rows_of(gegevens: Gegevens, around: Surroundings) -> tuple[list[Column], list[Body]]:
    """Return a row for each fund: its amount, or its amounts by year or pillar with their sum."""
    place = around.place.inside("financiering")
    programma, keuze = around.programma, gegevens.financiering or ()
    if programma is None:
        return [], []  # said elsewhere
    keys = list(programma.financiering) if keuze == (ALLE,) else keuze
    funds = {key: programma.financiering[key] for key in keys if key in programma.financiering}
    parts = {key: parts_of(fund, gegevens.per) for key, fund in funds.items()}
    for i, (key, of_fund) in enumerate(parts.items()):
        if not of_fund:
            where = place.inside(i) if keuze != (ALLE,) else place
            message = f"het fonds '{key}' heeft geen bedrag" + _per(gegevens)
            hint = f"voeg in het programma `{_FIELDS[gegevens.per]}` toe aan '{key}'"
            around.report(where, message, hint, Code.REFERENCE)
    names = _order({name for of_fund in parts.values() for name in of_fund}, programma)
    columns = _columns(names, programma, place, gegevens)
    rows = []
    for key, fund in funds.items():
        cells = [Cell(fund.naam, place, literal=True)]
        cells += [_amount(parts[key].get(name), place) for name in names]
        cells += [Cell(None, place) for _ in columns[len(cells) :]]
        rows.append(Row(cells, place))
    return columns, [Body(rows)]


_FIELDS = {None: "bedrag: ...", "jaar": "per_jaar: ...", "pijler": "per_pijler: ..."}


def _per(gegevens: Gegevens) -> str:
    return f" per {gegevens.per}" if gegevens.per else ""


def parts_of(fund: Financiering, per: str | None) -> Mapping[str, Decimal]:
    """Return the amounts of a fund by year or pillar, or its whole amount under no name."""
    if per == "jaar":
        return fund.per_jaar
    if per == "pijler":
        return fund.verdeling
    return {} if fund.totaal is None else {"": fund.totaal}


def _order(names: set[str], programma: Programma) -> list[str]:
    """Put years in order of time, and pillars in that of the programme."""
    pijlers = list(programma.pijlers)
    return sorted(names, key=lambda name: (pijlers.index(name) if name in pijlers else -1, name))


def _columns(
    names: list[str], programma: Programma, place: Place, gegevens: Gegevens
) -> list[Column]:
    kolommen = [Kolom(kop=Regel("Fonds"))]
    for name in names:
        kop = programma.pijlers[name].naam if name in programma.pijlers else name or "Bedrag"
        kolommen.append(Kolom(kop=Regel(escape(kop)), soort="bedrag", naam=f"deel {name}"))
    if gegevens.per and len(names) > 1:
        kolommen.append(Kolom(kop=Regel("Totaal"), soort="bedrag", som_van=(ALLE,)))
    return [Column(kolom, i, place) for i, kolom in enumerate(kolommen)]


def _amount(bedrag: Decimal | None, place: Place) -> Cell:
    return Cell(None if bedrag is None else str(bedrag), place, literal=True, exact=True)
