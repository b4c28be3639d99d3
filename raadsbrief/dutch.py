"""Dutch notation: amounts, dates, numbers and lists.

Babel knows the language (CLDR); the few conventions of letters that CLDR lacks
stand here. These functions are the filters that templates and prose can use.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from raadsbrief.model import Datum
from raadsbrief.model.blokken import Tijdvak
from raadsbrief.model.fields import Aandeel, read_aantal, read_bedrag, refused
from raadsbrief.model.gemeente import Bedragstijl, Datumstijl, Miljoenenstijl, Negatiefstijl
from raadsbrief.model.getallen import bedoeld, genoteerd, wenk

LOCALE = Locale("nl")  # by its name, Babel would look for it at each call
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
RANG = ("eerste", "tweede", "derde", "vierde")
# Seasons with `de` before them in a sentence.
_DE = frozenset(["lente", "zomer", "herfst", "winter"])
_HET = frozenset(["voorjaar", "najaar"])
# What stands behind a whole amount; taaladvies.net accepts each of these.
_WHOLE: dict[Bedragstijl, str] = {"€ 5,-": ",-", "€ 5,–": ",–", "€ 5": "", "€ 5,00": ",00"}


def euro(
    bedrag: Decimal | int | str, stijl: Bedragstijl = "€ 5,-", negatief: Negatiefstijl = "€ -5"
) -> str:
    """Write an amount in euros, `€ 1.250,-`; cents show where there are any."""
    amount = _amount(bedrag)
    if amount == int(amount):
        return _with_sign(amount, _digits(amount, "#,##0") + _WHOLE[stijl], negatief)
    return _with_sign(amount, _digits(amount, "#,##0.00"), negatief)


def miljoenen(
    bedrag: Decimal | int | str,
    woord: str = "mln.",
    negatief: Negatiefstijl = "€ -5",
    stijl: Bedragstijl = "€ 5,-",
) -> str:
    """Write an amount in millions with at most one decimal, `€ 1,3 mln.`.

    Below a million it has two, `€ 0,45 mln.`; what that would show as next to nothing is in full.
    """
    amount = _amount(bedrag)
    if 0 < abs(amount) < 100_000:
        return euro(amount, stijl, negatief)
    unit = Decimal("0.01") if abs(amount) < 1_000_000 else Decimal("0.1")
    rounded = (amount / 1_000_000).quantize(unit, ROUND_HALF_UP)
    return _with_sign(rounded, f"{_digits(rounded, '#,##0.##')}{NBSP}{woord}", negatief)


def enough(value: Decimal, places: int, off: Decimal = Decimal("0.99")) -> int:
    """Return how many decimals, from some up, change a figure by no more than a part of it.

    With nearly all of it as that part, what is not nought is not written as nought.
    """
    while abs(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) - value) > off * abs(value):
        places += 1
    return places


def _digits(number: Decimal | int, pattern: str) -> str:
    return format_decimal(abs(Decimal(number)), pattern, locale=LOCALE)


def _with_sign(amount: Decimal, digits: str, negatief: Negatiefstijl) -> str:
    """Put `€` before digits, and the minus of a negative amount where the gemeente wants it."""
    style = negatief if amount < 0 else "€ 5"
    # A line can end between a minus and what is no digit; a word joiner forbids it.
    form = style.replace("-€", f"{MINUS}\N{WORD JOINER}€").replace("-", MINUS).replace(" ", NBSP)
    return form.replace("5", digits)


def zonder_min(getal: Aandeel | Decimal | int | str) -> Aandeel | Decimal | str:
    """Take the minus from a figure, for a sentence such as `een tekort van € 5`."""
    if isinstance(getal, Aandeel):
        return Aandeel(abs(getal.procenten), Decimal(100))
    if isinstance(getal, Decimal):
        return abs(getal)
    return re.sub(f"^-|{MINUS}[\N{WORD JOINER}{NBSP}]?", "", _written(getal))


def euro_kort(
    bedrag: Decimal | int | str,
    stijl: Bedragstijl = "€ 5,-",
    vanaf_miljoen: Miljoenenstijl = "voluit",
    negatief: Negatiefstijl = "€ -5",
) -> str:
    """Write an amount in euros, from a million up in the style for millions."""
    if vanaf_miljoen == "voluit" or abs(_amount(bedrag)) < 1_000_000:
        return euro(bedrag, stijl, negatief)
    return miljoenen(bedrag, vanaf_miljoen.split()[-1], negatief)


def getal(aantal: int | str) -> str:
    """Write a whole number with a point between thousands, `1.250`."""
    written = _written(aantal)
    number = read_aantal(written.removeprefix("-"))
    return (MINUS if number and written.startswith("-") else "") + _digits(number, "#,##0")


def procent(aandeel: Aandeel | Decimal | int | str) -> str:
    """Write a share in whole percents, `43%`, and near none or all more precisely: `0,4%`."""
    if not isinstance(aandeel, Aandeel):
        written = _written(aandeel)
        if not re.fullmatch(r"-?[0-9]{1,6}([.,][0-9]{1,3})?", written):
            hint = wenk(
                bedoeld(written),
                lambda meant: genoteerd(meant, 3) if abs(meant) < 10**6 else None,
                "schrijf een getal, zonder %",
                "12,5",
                "rond het af op hoogstens 3 decimalen",
            )
            raise refused(f"'{written}' is geen percentage", hint)
        minus = MINUS if written.startswith("-") and Decimal(written.replace(",", ".")) else ""
        return f"{minus}{written.removeprefix('-').replace('.', ',')}%"
    percents = aandeel.procenten
    places = 1 if 0 < abs(percents) < 1 or 99 < percents < 100 else 0
    places = max(enough(percents, places), enough(100 - percents, places))  # nor all but a little
    percents = percents.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{MINUS if percents < 0 else ''}{_digits(percents, '#,##0.' + '#' * places)}%"


def datum(moment: Datum | str) -> str:
    """Write a date in full, as precise as it is: `1 juni 2025`, `maart 2024`, `zomer van 2022`."""
    date = _read(moment)
    if date.week:
        return f"week {date.week} van {date.jaar}"
    if date.halfjaar:
        return f"{RANG[date.halfjaar - 1]} halfjaar van {date.jaar}"
    if date.kwartaal:
        return f"{RANG[date.kwartaal - 1]} kwartaal van {date.jaar}"
    if date.seizoen:
        between = " " if date.seizoen in ("begin", "medio", "eind") else " van "
        return f"{date.seizoen}{between}{date.jaar}"
    pattern = "d MMMM y" if date.dag else "MMMM y" if date.maand else "y"
    return format_date(date.eerste_dag, pattern, locale=LOCALE)


def datum_in_zin(moment: Datum | str) -> str:
    """Write a date as it stands after `tot`, `vanaf` or `in`: `het derde kwartaal van 2026`."""
    date = _read(moment)
    if date.kwartaal or date.halfjaar or date.seizoen in _HET:
        return f"het {datum(date)}"
    return f"de {datum(date)}" if date.seizoen in _DE else datum(date)


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


def tijdvak(moment: Datum | Tijdvak | str) -> str:
    """Write when something is, briefly: `mei 2026`, `derde en vierde kwartaal 2026`, `vanaf 2027`.

    A text, such as `nog te bepalen`, stays as it is.
    """
    if isinstance(moment, str):
        return moment
    if isinstance(moment, Datum):
        return _moment(moment)
    if moment.vanaf is None or moment.tot_en_met is None:
        one = moment.vanaf or moment.tot_en_met
        assert one is not None
        return f"{'vanaf' if moment.vanaf else 'tot en met'} {datum_in_zin(one)}"
    return _range(moment.vanaf, moment.tot_en_met)


def _moment(date: Datum) -> str:
    """Write a date as a table does: `zomer 2026`, without the `van` that a sentence has."""
    return datum(date) if date.week else datum(date).replace(" van ", " ")


def _range(first: Datum, last: Datum) -> str:
    """Write a time from one date to another; what they share stands there once."""
    begin, end = _moment(first).split(), _moment(last).split()
    if begin == end:
        return _moment(first)
    alike = _precision(first) == _precision(last)
    shared = 0
    while shared < (len(begin) if alike else min(len(begin) - 1, 1)):
        if begin[-1 - shared] != end[-1 - shared]:
            break
        shared += 1
    follows = last.eerste_dag - first.laatste_dag == dt.timedelta(days=1)
    joint = "en" if alike and shared and follows else "t/m"
    if shared and first.week and last.week:
        end = end[1:]
    return " ".join([*begin[: len(begin) - shared], joint, *end])


def _precision(date: Datum) -> str:
    """Name the smallest part of a date that is known."""
    parts = ("dag", "maand", "kwartaal", "halfjaar", "week", "seizoen", "jaar")
    return next(part for part in parts if getattr(date, part) is not None)


def jaar_erbij(text: str) -> str:
    """Keep a year at the end of a text on the line of the word before it."""
    return re.sub(r" (?=[0-9]{4}$)", NBSP, text)


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


def _amount(bedrag: Decimal | int | str) -> Decimal:
    """Return an amount; a sum can be larger than what an author writes."""
    return bedrag if isinstance(bedrag, Decimal) else read_bedrag(_written(bedrag))


def _written(number: Decimal | int | str) -> str:
    """Return a number as an author writes it; a free fact in the content is text already."""
    if not isinstance(number, Decimal | int | str):
        raise refused("dit is geen getal", "laat deze opmaak weg")
    return str(number)
