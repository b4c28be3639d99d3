"""Dutch notation: amounts, dates, numbers and lists.

Babel knows the language (CLDR); the few conventions of letters that CLDR lacks
stand here. These functions are the filters that templates and prose can use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from raadsbrief.model import Datum
from raadsbrief.model.blokken import Tijdvak
from raadsbrief.model.gemeente import Bedragstijl, Datumstijl, Miljoenenstijl
from raadsbrief.model.velden import Aandeel, read_aantal, read_bedrag, refused

LOCALE = "nl"
NBSP = "\N{NO-BREAK SPACE}"
KWARTALEN = ("eerste", "tweede", "derde", "vierde")
# What stands behind a whole amount; taaladvies.net accepts each of these.
_WHOLE: dict[Bedragstijl, str] = {"€ 5,-": ",-", "€ 5,–": ",–", "€ 5": "", "€ 5,00": ",00"}


def euro(bedrag: Decimal | int | str, stijl: Bedragstijl = "€ 5,-") -> str:
    """Write an amount in euros, `€ 1.250,-`; cents show where there are any."""
    amount = read_bedrag(_written(bedrag))
    if amount == int(amount):
        return f"€{NBSP}{format_decimal(amount, '#,##0', locale=LOCALE)}{_WHOLE[stijl]}"
    return f"€{NBSP}{format_decimal(amount, '#,##0.00', locale=LOCALE)}"


def miljoenen(bedrag: Decimal | int | str, woord: str = "mln.") -> str:
    """Write an amount in millions with at most one decimal, `€ 1,3 mln.`."""
    millions = read_bedrag(_written(bedrag)) / 1_000_000
    rounded = millions.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"€{NBSP}{format_decimal(rounded, '#,##0.#', locale=LOCALE)}{NBSP}{woord}"


def euro_kort(
    bedrag: Decimal | int | str,
    stijl: Bedragstijl = "€ 5,-",
    vanaf_miljoen: Miljoenenstijl = "voluit",
) -> str:
    """Write an amount in euros, from a million up in the style for millions."""
    if vanaf_miljoen == "voluit" or abs(read_bedrag(_written(bedrag))) < 1_000_000:
        return euro(bedrag, stijl)
    return miljoenen(bedrag, vanaf_miljoen.split()[-1])


def getal(aantal: int | str) -> str:
    """Write a whole number with a point between thousands, `1.250`."""
    return format_decimal(read_aantal(_written(aantal)), "#,##0", locale=LOCALE)


def decimaal(waarde: float) -> str:
    """Write a number with at most one decimal, `17,5` or `35`."""
    return format_decimal(round(waarde, 1), "#,##0.#", locale=LOCALE)


def procent(aandeel: Aandeel | Decimal | int | str) -> str:
    """Write a share in whole percents, `43%`, or below one percent `0,4%`."""
    if not isinstance(aandeel, Aandeel):
        written = _written(aandeel)
        if not re.fullmatch(r"-?[0-9]{1,6}([.,][0-9]{1,3})?", written):
            raise refused(f"'{written}' is geen percentage", "schrijf een getal: `12,5`")
        return f"{written.replace('.', ',')}%"
    unit = Decimal("0.1") if 0 < abs(aandeel.procenten) < 1 else Decimal(1)
    percents = aandeel.procenten.quantize(unit, ROUND_HALF_UP)
    return f"{format_decimal(percents, '#,##0.#', locale=LOCALE)}%"


def datum(moment: Datum | str) -> str:
    """Write a date in full, as precise as it is: `1 juni 2025`, `maart 2024`, `zomer van 2022`."""
    date = _read(moment)
    if date.kwartaal:
        return f"{KWARTALEN[date.kwartaal - 1]} kwartaal van {date.jaar}"
    if date.seizoen:
        between = " " if date.seizoen in ("begin", "medio", "eind") else " van "
        return f"{date.seizoen}{between}{date.jaar}"
    pattern = "d MMMM y" if date.dag else "MMMM y" if date.maand else "y"
    return format_date(date.eerste_dag, pattern, locale=LOCALE)


def datum_kort(moment: Datum | str) -> str:
    """Write a day in figures, `01-06-2025`, and a month as `06-2025`."""
    date = _read(moment)
    if not date.maand:
        return datum(date)
    return format_date(date.eerste_dag, "dd-MM-y" if date.dag else "MM-y", locale=LOCALE)


def datum_in(moment: Datum | str, stijl: Datumstijl) -> str:
    """Write a date in one of the styles that a gemeente can choose."""
    return datum(moment) if stijl == "20 mei 2026" else datum_kort(moment)


def maand(moment: Datum | str) -> str:
    """Write the month of a date, `juni 2025`; a date without a month is written in full."""
    date = _read(moment)
    return datum(Datum(date.jaar, date.maand)) if date.maand else datum(date)


def tijdvak(moment: Datum | Tijdvak) -> str:
    """Write when something is: a date, or `september t/m december 2026`, `vanaf mei 2026`."""
    if isinstance(moment, Datum):
        return datum(moment)
    if moment.vanaf is None or moment.tot_en_met is None:
        one = moment.vanaf or moment.tot_en_met
        assert one is not None
        return f"{'vanaf' if moment.vanaf else 'tot en met'} {datum(one)}"
    begin, end = datum(moment.vanaf), datum(moment.tot_en_met)
    if moment.vanaf.jaar == moment.tot_en_met.jaar:  # the year once
        begin = begin.removesuffix(f" {moment.vanaf.jaar}").removesuffix(" van")
    if moment.vanaf.maand and moment.tot_en_met.dag and begin.endswith(f" {end.split()[1]}"):
        begin = begin.split()[0]  # and the month
    return f"{begin} t/m {end}"


def beginkapitaal(text: str) -> str:
    """Begin a text with a capital, as a cell of a table does."""
    return text[:1].upper() + text[1:]


def opsomming(delen: Sequence[str]) -> str:
    """Write a list as part of a sentence, `a, b en c`."""
    if not isinstance(delen, list | tuple):
        raise refused("dit is geen lijst", "laat `| opsomming` weg")
    return format_list(delen, locale=LOCALE)


def deelzinnen(punten: Sequence[str]) -> list[tuple[str, str]]:
    """Pair each part of a sentence with its stop: `;`, `; en` and at the end a full stop."""
    stops = [";"] * (len(punten) - 2) + ["; en"] * (len(punten) > 1) + ["."]
    return [(punt, _stop(punt, stop)) for punt, stop in zip(punten, stops, strict=True)]


def zinnen(punten: Sequence[str]) -> list[tuple[str, str]]:
    """Pair each whole sentence of a list with its full stop."""
    return [(punt, _stop(punt, ".")) for punt in punten]


def _stop(punt: str, stop: str) -> str:
    """Add no full stop to what ends in one, such as `e.d.`, or in `?` or `!`."""
    return "" if stop == "." and punt.endswith((".", "?", "!")) else stop


def _read(moment: Datum | str) -> Datum:
    if not isinstance(moment, Datum | str):
        raise refused("dit is geen datum", "laat deze opmaak weg")
    return Datum.read(moment) if isinstance(moment, str) else moment


def _written(number: Decimal | int | str) -> str:
    """Return a number as an author writes it; a free fact in the content is text already."""
    if not isinstance(number, Decimal | int | str):
        raise refused("dit is geen getal", "laat deze opmaak weg")
    return str(number)
