"""Rules about dates and amounts: that exist, and are written in one way."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from babel.dates import get_day_names, get_month_names

from raadsbrief import dutch
from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst

MAANDEN = {name: number for number, name in get_month_names(locale=dutch.LOCALE).items()}
_DAGEN = {name: number for number, name in get_day_names(locale=dutch.LOCALE).items()}
_IN_WOORDEN = re.compile(
    rf"(?:\b(?P<weekdag>{'|'.join(_DAGEN)}),?\s+)?(?<![\d.,-])\b(?P<dag>\d{{1,2}})\s+"
    rf"(?P<maand>{'|'.join(MAANDEN)})\b(?:\s+(?P<jaar>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_IN_CIJFERS = re.compile(
    r"(?<![\w.,/-])(?P<dag>\d{1,2})(?P<streep>[-/])(?P<maand>\d{1,2})(?P=streep)"
    r"(?P<jaar>(?:19|20)\d\d)(?![\w/-])"
)
_MAAND_EN_JAAR = re.compile(rf"\b(?:{'|'.join(MAANDEN)})\s+(?:19|20)\d\d\b", re.IGNORECASE)


def datum_in_cijfers(letter: Letter) -> Iterator[Vondst]:
    """*01-06-2025* in a sentence, where other dates are written out. In a table it is fine."""
    prose = [stuk for stuk in letter.proza() if not stuk.citaat]
    if not any(_MAAND_EN_JAAR.search(stuk.tekst) for stuk in prose):
        return
    for stuk in prose:
        for match in _IN_CIJFERS.finditer(stuk.tekst):
            date = _date(match)
            if date is not None:
                written = dutch.datum(str(date))
                is_fact = stuk.is_feit(match.start(), len(match[0]))
                yield Vondst(
                    Code.DATE_STYLE, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
                    "deze datum staat in cijfers, en andere staan voluit",
                    f"schrijf '{written}'" + (": met `| datum`" if is_fact else ""),
                    written, veilig=True, over_opmaak=True,
                )  # fmt: skip


def onmogelijke_datum(letter: Letter) -> Iterator[Vondst]:
    """*31 juni 2025*: a day that the calendar does not have."""
    for stuk in letter.stukken:
        for pattern in (_IN_WOORDEN, _IN_CIJFERS):
            for match in pattern.finditer(stuk.tekst):
                if _date(match) is None:
                    yield Vondst(
                        Code.NO_SUCH_DATE, Severity.FOUT, stuk, match.start(), len(match[0]),
                        f"de datum '{match[0]}' bestaat niet", "kijk na welke dag het is",
                    )  # fmt: skip


def verkeerde_weekdag(letter: Letter) -> Iterator[Vondst]:
    """*dinsdag 2 juni 2025*, when that was a Monday."""
    for stuk in letter.stukken:
        for match in _IN_WOORDEN.finditer(stuk.tekst):
            date = _date(match)
            if date is None or not match["weekdag"] or not match["jaar"]:
                continue
            right = next(name for name, number in _DAGEN.items() if number == date.weekday())
            if match["weekdag"].lower() != right:
                yield Vondst(
                    Code.WEEKDAY, Severity.FOUT, stuk, match.start(), len(match[0]),
                    f"{dutch.datum(str(date))} is een {right}",
                    "verbeter de dag van de week, of de datum",
                )  # fmt: skip


_HOOFDLETTER = re.compile(
    rf"(?<=\d )(?:{'|'.join(name.capitalize() for name in MAANDEN)})\b"
    rf"|(?<=[a-zà-ÿ] )(?:{'|'.join(name.capitalize() for name in _DAGEN)})(?=,? \d)"
)


def maand_met_hoofdletter(letter: Letter) -> Iterator[Vondst]:
    """*3 Juni*, *op Dinsdag 3 juni*: months and days of the week have a small letter."""
    for stuk in letter.stukken:
        for match in _HOOFDLETTER.finditer(stuk.tekst):
            yield Vondst(
                Code.FIXED_SPELLING, Severity.FOUT, stuk, match.start(), len(match[0]),
                f"schrijf '{match[0].lower()}'", "maanden en dagen hebben een kleine letter",
                match[0].lower(), veilig=True,
            )  # fmt: skip


def _date(match: re.Match[str]) -> dt.date | None:
    """Return the date that a match stands for; without a year, 29 February is one."""
    month = match["maand"].lower()
    year = int(match["jaar"] or 2024)
    try:
        return dt.date(year, MAANDEN.get(month) or int(month), int(match["dag"]))
    except ValueError:
        return None


_BEDRAG = re.compile(
    r"€(?P<spatie>\s?)(?P<getal>\d{1,3}(?:\.\d{3})*|\d+)(?P<staart>,[-–—]|,00)?(?![\d,.]*\d)"
)
_MILJOEN = re.compile(r"\s*(?:miljoen|miljard|mln|mld|duizend|k\b)", re.IGNORECASE)


def bedragen(letter: Letter) -> Iterator[Vondst]:
    """*€ 5.000* beside *€ 5.000,-*: whole amounts in two notations. And *€5* without a space."""
    found = []
    for stuk in letter.proza():
        for match in _BEDRAG.finditer(stuk.tekst):
            if not match["spatie"]:
                yield _zonder_spatie(stuk, match)
            if not _MILJOEN.match(stuk.tekst, match.end()):
                found.append((stuk, match, match["staart"] or ""))
    tails = Counter(tail for _, _, tail in found)
    if len(tails) < 2:
        return
    usual = max(tails, key=lambda tail: tails[tail])
    for stuk, match, tail in found:
        if tail != usual:
            voorstel = f"€{dutch.NBSP}{match['getal']}{usual}"
            yield Vondst(
                Code.AMOUNT_STYLE, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
                f"dit bedrag staat er anders dan andere hele bedragen, zoals '€ 5{usual}'",
                "kies één schrijfwijze", voorstel, over_opmaak=True,
            )  # fmt: skip


def _zonder_spatie(stuk: Stuk, match: re.Match[str]) -> Vondst:
    return Vondst(
        Code.SPACING, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
        "tussen '€' en het bedrag hoort een spatie",
        voorstel=match[0].replace("€", f"€{dutch.NBSP}", 1), veilig=True,
    )  # fmt: skip


# What can be written in two ways, of which a letter keeps to one.
_NOTATIES = (
    ("percentages", re.compile(r"\d%"), re.compile(r"\d[ \xa0]%")),
    ("miljoenen", re.compile(r"€[^€]{1,12}?miljoen"), re.compile(r"€[^€]{1,12}?mln\b")),
    ("tijden", re.compile(r"\b\d{1,2}\.\d\d uur"), re.compile(r"\b\d{1,2}:\d\d uur")),
)


def twee_notaties(letter: Letter) -> Iterator[Vondst]:
    """*30 %* beside *30%*, *19:30 uur* beside *19.30 uur*: the way that is used least."""
    for naam, *patterns in _NOTATIES:
        found = [
            [(stuk, match) for stuk in letter.proza() for match in pattern.finditer(stuk.tekst)]
            for pattern in patterns
        ]
        rare, usual = sorted(found, key=len)
        for stuk, match in rare:
            example = usual[0][1][0]
            yield Vondst(
                Code.AMOUNT_STYLE, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
                f"elders staan {naam} er anders, zoals '{example}'", "kies één schrijfwijze",
                over_opmaak=True,
            )  # fmt: skip
