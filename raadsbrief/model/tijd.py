"""Moments and periods, as precise as an author knows them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic_core import PydanticCustomError

from raadsbrief.model.fields import FromText, one_line, refused
from raadsbrief.model.written import genoteerd

# Parts of a year with a name: the month that each begins in, and its length in months.
SEIZOENEN = {
    "begin": (1, 4),
    "medio": (5, 4),
    "eind": (9, 4),
    "voorjaar": (3, 3),
    "lente": (3, 3),
    "zomer": (6, 3),
    "najaar": (9, 3),
    "herfst": (9, 3),
    "winter": (12, 3),
}
# With room on both sides for the first and last days of a week or winter.
_YEARS = (1000, 9998)
_DATUM = re.compile(
    rf"(?P<jaar>[0-9]{{4}})(?:-(?:(?P<maand>[0-9]{{2}})(?:-(?P<dag>[0-9]{{2}}))?"
    rf"|[Kk](?P<kwartaal>[1-4])|[Hh](?P<halfjaar>[12])|[Ww](?P<week>[0-9]{{2}})"
    rf"|(?P<seizoen>{'|'.join(SEIZOENEN)})))?"
)


@dataclass(frozen=True, slots=True)
class Datum(FromText):
    """A date as precise as the author knows it: a day, week, month, quarter, season, year."""

    json_type: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "pattern": "^" + re.sub(r"[?]P<[a-z]+>", "", _DATUM.pattern) + "$",
    }

    jaar: int
    maand: int | None = None
    dag: int | None = None
    kwartaal: int | None = None
    seizoen: str | None = None
    halfjaar: int | None = None
    week: int | None = None

    @classmethod
    def read(cls, value: Any) -> Self:
        """Read `2025-06-01`, `2025-W23`, `2025-06`, `2025-K3`, `2025-H2`, `2025-zomer`, `2025`."""
        text = one_line(value)
        match = _DATUM.fullmatch(text)
        if match is None:
            raise refused(f"'{text}' is geen datum", _datum_hint(text))
        parts = ("maand", "dag", "kwartaal", "halfjaar", "week")
        numbers = {part: int(match[part]) for part in parts if match[part]}
        jaar = int(match["jaar"])
        try:
            if not _YEARS[0] <= jaar <= _YEARS[1]:
                raise ValueError
            dt.date(jaar, numbers.get("maand", 1), numbers.get("dag", 1))
            dt.date.fromisocalendar(jaar, numbers.get("week", 1), 1)
        except ValueError:
            hint = _calendar_hint(jaar, numbers)
            raise refused(f"de datum '{text}' bestaat niet", hint) from None
        return cls(jaar, seizoen=match["seizoen"], **numbers)

    @property
    def eerste_dag(self) -> dt.date:
        """The first day of the period that this date stands for (a winter begins in December)."""
        if self.week:
            return dt.date.fromisocalendar(self.jaar, self.week, 1)
        maand = self.maand or 1
        if self.kwartaal:
            maand = 3 * self.kwartaal - 2
        elif self.halfjaar:
            maand = 6 * self.halfjaar - 5
        elif self.seizoen:
            maand = SEIZOENEN[self.seizoen][0]
        return dt.date(self.jaar, maand, 1 if self.dag is None else self.dag)

    @property
    def laatste_dag(self) -> dt.date:
        """The last day of the period that this date stands for."""
        if self.dag:
            return self.eerste_dag
        if self.week:
            return self.eerste_dag + dt.timedelta(days=6)
        months = 1 if self.maand else 3 if self.kwartaal else 6 if self.halfjaar else 12
        if self.seizoen:
            months = SEIZOENEN[self.seizoen][1]
        years, month = divmod(self.eerste_dag.month + months - 2, 12)
        jaar, maand = self.jaar + years, month + 1
        if jaar > dt.MAXYEAR:  # the winter of the last year that Python knows
            return dt.date.max
        return dt.date(jaar, maand, calendar.monthrange(jaar, maand)[1])


def _datum_hint(text: str) -> str:
    """Propose the notation of a date that was written in words, if it is clear which one."""
    meant, without_year = genoteerd(text), genoteerd(f"{text} 2000")
    if meant and _exists(meant):
        return f"schrijf `{meant}`"
    if without_year and not text.isdigit() and _exists(without_year):
        return f"zet het jaar ervoor: `JJJJ{without_year[4:]}`"
    return (
        "schrijf `2025-06-01`, `2025-06`, `2025-W08` (week), `2025-K3` (kwartaal), "
        "`2025-H1` (halfjaar), `2025-najaar`, `2025-begin` of `2025`"
    )


def _calendar_hint(jaar: int, numbers: Mapping[str, int]) -> str:
    """Say which dates there are, of a date that is not in the calendar."""
    if not _YEARS[0] <= jaar <= _YEARS[1]:
        return f"kies een jaar van {_YEARS[0]} tot en met {_YEARS[1]}"
    if "week" in numbers:
        return "kies een week van 1 tot en met 52 (soms 53)"
    maand, dag = numbers["maand"], numbers.get("dag")
    swapped = f"{jaar}-{dag:02}-{maand:02}" if dag else ""
    if not 1 <= maand <= 12:
        found = f"; bedoelde u `{swapped}`?" if swapped and _exists(swapped) else ""
        return f"de maand is 01 tot en met 12{found}"
    return f"deze maand heeft {calendar.monthrange(jaar, maand)[1]} dagen"


def _exists(text: str) -> bool:
    try:
        Datum.read(text)
    except PydanticCustomError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Periode(FromText):
    """A run of years, the first and the last included."""

    json_type: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": r"^[0-9]{4}\s*[-–]\s*[0-9]{4}$",
    }

    van: int
    tot_en_met: int

    def __str__(self) -> str:
        """Write the period as the author does: `2024-2026`."""
        return f"{self.van}-{self.tot_en_met}"

    @classmethod
    def read(cls, value: Any) -> Self:
        """Read `2024-2026`."""
        text = one_line(value)
        match = re.fullmatch(r"([0-9]{4})\s*[-–]\s*([0-9]{4})", text)
        if match is None:
            years = re.findall(r"\b[0-9]{4}\b", text)
            example = f"`{'-'.join(years)}`" if len(years) == 2 else "bijvoorbeeld `2024-2026`"
            raise refused(f"'{text}' is geen periode", f"schrijf twee jaren: {example}")
        van, tot_en_met = int(match[1]), int(match[2])
        if van > tot_en_met:
            raise refused("deze periode eindigt voor zij begint", f"schrijf `{tot_en_met}-{van}`")
        return cls(van, tot_en_met)
