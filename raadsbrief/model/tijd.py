"""Moments and periods, as precise as an author knows them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from raadsbrief.model.velden import FromText, one_line, refused

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
_DATUM = re.compile(
    rf"(?P<jaar>[0-9]{{4}})(?:-(?:(?P<maand>[0-9]{{2}})(?:-(?P<dag>[0-9]{{2}}))?"
    rf"|[Kk](?P<kwartaal>[1-4])|(?P<seizoen>{'|'.join(SEIZOENEN)})))?"
)


@dataclass(frozen=True, slots=True)
class Datum(FromText):
    """A date as precise as the author knows it: a day, month, quarter, season or year."""

    json_type: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "pattern": "^" + re.sub(r"[?]P<[a-z]+>", "", _DATUM.pattern) + "$",
    }

    jaar: int
    maand: int | None = None
    dag: int | None = None
    kwartaal: int | None = None
    seizoen: str | None = None

    @classmethod
    def read(cls, value: Any) -> Self:
        """Read `2025-06-01`, `2025-06`, `2025-K3`, `2025-zomer` or `2025`."""
        text = one_line(value)
        match = _DATUM.fullmatch(text)
        if match is None:
            raise refused(f"'{text}' is geen datum", _datum_hint(text))
        jaar, maand, dag, kwartaal = (
            int(part) if part else None for part in match.group("jaar", "maand", "dag", "kwartaal")
        )
        try:
            dt.date(jaar or 0, 1 if maand is None else maand, 1 if dag is None else dag)
        except ValueError:
            raise refused(f"de datum '{text}' bestaat niet", "schrijf jaar-maand-dag") from None
        return cls(jaar or 0, maand, dag, kwartaal, match["seizoen"])

    @property
    def eerste_dag(self) -> dt.date:
        """The first day of the period that this date stands for (a winter begins in December)."""
        maand = self.maand or 1
        if self.kwartaal:
            maand = 3 * self.kwartaal - 2
        elif self.seizoen:
            maand = SEIZOENEN[self.seizoen][0]
        return dt.date(self.jaar, maand, self.dag or 1)

    @property
    def laatste_dag(self) -> dt.date:
        """The last day of the period that this date stands for."""
        if self.dag:
            return self.eerste_dag
        months = 1 if self.maand else 3 if self.kwartaal else 12
        if self.seizoen:
            months = SEIZOENEN[self.seizoen][1]
        years, month = divmod(self.eerste_dag.month + months - 2, 12)
        jaar, maand = self.jaar + years, month + 1
        if jaar > dt.MAXYEAR:  # the winter of the last year that Python knows
            return dt.date.max
        return dt.date(jaar, maand, calendar.monthrange(jaar, maand)[1])


def _datum_hint(text: str) -> str:
    day_first = re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text)
    if day_first:
        dag, maand, jaar = day_first.groups()
        return f"schrijf eerst het jaar: `{jaar}-{maand:0>2}-{dag:0>2}`"
    return "schrijf `2025-06-01`, `2025-06`, `2025-K3`, `2025-najaar`, `2025-begin` of `2025`"


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
            raise refused(f"'{text}' is geen periode", "schrijf twee jaren: `2024-2026`")
        van, tot_en_met = int(match[1]), int(match[2])
        if van > tot_en_met:
            raise refused("deze periode eindigt voor zij begint", f"schrijf `{tot_en_met}-{van}`")
        return cls(van, tot_en_met)
