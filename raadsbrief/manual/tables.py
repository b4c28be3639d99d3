"""Tables of the manual that show how something is written, made by the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import get_args

from raadsbrief import dutch
from raadsbrief.model import Datum
from raadsbrief.model.blokken import Tijdvak
from raadsbrief.model.fields import Aandeel
from raadsbrief.model.gemeente import Bedragstijl, Negatiefstijl


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def datums() -> str:
    """Show every precision of a date, and every way of writing it."""
    ways = (dutch.datum, dutch.datum_in_zin, dutch.datum_kort, dutch.maand)
    head = ("u schrijft", *(f"met `{way.__name__}`" for way in ways))
    dates = "2025-06-01 2025-06 2025-W23 2025-K3 2025-H2 2025-zomer 2025-najaar 2025-begin"
    dates += " 2025-medio 2025-eind 2025"
    rows = [(f"`{one}`", *(way(one) for way in ways)) for one in dates.split()]
    return _table(head, rows)


def tijdvakken() -> str:
    """Show a time with a beginning, an end or both."""
    times = [
        ("2026-01", "2026-03"),
        ("2026-K3", "2026-K4"),
        ("2026-W08", "2026-W12"),
        ("2026-K4", "2027-K1"),
        ("2026-09-01", None),
        (None, "2026-K4"),
    ]
    rows = []
    for vanaf, tot_en_met in times:
        fields = {"vanaf": vanaf, "tot_en_met": tot_en_met}
        written = ", ".join(f"{key}: {value}" for key, value in fields.items() if value)
        rows.append((f"`{{ {written} }}`", dutch.tijdvak(Tijdvak.model_validate(fields))))
    return _table(("u schrijft", "in de brief staat"), rows)


def bedragen() -> str:
    """Show amounts in every style that a gemeente can choose."""
    styles = get_args(Bedragstijl)
    head = ("u schrijft", *(f"bij `bedragen: {style}`" for style in styles))
    rows = [
        (f"`{one}`", *(dutch.euro(one, style) for style in styles))
        for one in ("17061648", "1250,50", "-300")
    ]
    return _table(head, rows)


def negatieven() -> str:
    """Show a negative amount in every form that a gemeente can choose, and without its minus."""
    styles = get_args(Negatiefstijl)
    head = ("u schrijft", *(f"bij `negatief: {style}`" for style in styles))
    written = ("`{{ feiten.saldo \\| euro }}`", "`{{ feiten.saldo \\| zonder_min \\| euro }}`")
    rows = [
        (written[0], *(dutch.euro("-300", negatief=style) for style in styles)),
        (written[1], *(dutch.euro("300") for _ in styles)),
    ]
    return _table(head, rows)


def feiten() -> str:
    """Show facts with the ways of writing them."""
    rows = [
        ("`{{ programma.naam }}`", "Wijken aan zet"),
        ("`{{ financiering.woonfonds.bedrag \\| euro }}`", dutch.euro("1250000")),
        ("`{{ financiering.woonfonds.toegekend \\| datum }}`", dutch.datum("2025-11-20")),
        ("`{{ financiering.woonfonds.toegekend \\| datum_kort }}`", dutch.datum_kort("2025-11-20")),
        ("`{{ financiering.woonfonds.toegekend \\| maand }}`", dutch.maand("2025-11-20")),
        ("`{{ financiering.woonfonds.aantallen.woningen \\| getal }}`", dutch.getal(1200)),
        (
            "`{{ financiering.woonfonds.bedrag \\| miljoenen }}`",
            dutch.miljoenen(Decimal(1250000)),
        ),
        (
            "`{{ financiering.woonfonds.aandeel \\| procent }}`",
            dutch.procent(Aandeel(Decimal(5), Decimal(8))),
        ),
        (
            "`{{ pijlers.wonen.verbindingen \\| opsomming }}`",
            dutch.opsomming(["de woonvisie", "het groenplan"]),
        ),
        ("`{{ brief.datum \\| datum }}`", dutch.datum(Datum.read("2026-05-20"))),
        ("`{{ gemeente.naam }}`", "Voorbeeldstad"),
    ]
    return _table(("u schrijft", "in de brief staat"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "datums": datums,
    "tijdvakken": tijdvakken,
    "bedragen": bedragen,
    "negatieven": negatieven,
    "feiten": feiten,
}
