"""Amounts and dates in a text that the programme knows: proposed, never put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from raadsbrief.inlezen.stuk import plat
from raadsbrief.model import Datum
from raadsbrief.model.getallen import bedoeld
from raadsbrief.model.written import genoteerd
from raadsbrief.prose.facts import LOST

_AMOUNT = re.compile(
    r"(?:€|\beuro\b|\bEUR\b)\s*(?P<number>\d[\d.]*(?:,\d+)?)(?:,[-–=]{1,2})?"
    r"(?P<unit>\s*(?:duizend|miljoen|miljard|mln|mld)\b\.?)?",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{_MONTHS}\s+\d{{4}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"{_MONTHS}\s+\d{{4}}|(?:eerste|tweede|derde|vierde)\s+kwartaal\s+(?:van\s+)?\d{{4}}|"
    r"(?:voorjaar|lente|zomer|najaar|herfst|winter|begin|medio|eind)\s+(?:van\s+)?\d{4})\b",
    re.IGNORECASE,
)


# What the program adds up; where a fund says the same, that is what was meant.
_SUM = re.compile(r"\b(?:totaal|per_jaar|per_pijler)\b")
_MOST = 3


class Feiten:
    """What a programme knows of amounts and dates."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        known = {name: value for name, value in facts.items() if name != "programma"}
        programme = facts.get("programma", {})
        rest = {name: value for name, value in programme.items() if name not in known}
        self._facts = [*_walk("", known), *_walk("programma.", rest)]

    def voorstellen(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what stands in a text with the fact that says the same, each once."""
        words = plat(text).replace("\n", " ")
        found: dict[str, list[str]] = {}
        for written, fact in (*self._amounts(words), *self._dates(words)):
            if fact not in found.setdefault(written, []):
                found[written].append(fact)
        for written, names in found.items():
            own = [name for name in names if not _SUM.search(name)]
            yield from ((written, name) for name in (own or names)[:_MOST])

    def _amounts(self, words: str) -> Iterator[tuple[str, str]]:
        for found in _AMOUNT.finditer(words):
            unit = (found["unit"] or "").rstrip(". ")
            values = bedoeld(found["number"].rstrip(".") + unit)
            for name, fact in self._facts:
                if isinstance(fact, Decimal) and values and _same(fact, values[0], bool(unit)):
                    filter_ = "miljoenen" if unit else "euro"
                    yield found[0].strip().rstrip(","), f"{{{{ {name} | {filter_} }}}}"

    def _dates(self, words: str) -> Iterator[tuple[str, str]]:
        for found in _DATE.finditer(words):
            try:
                date = Datum.read(genoteerd(found[0]) or "")
            except PydanticCustomError:
                continue
            for name, fact in self._facts:
                if isinstance(fact, Datum) and fact == date:
                    yield found[0], f"{{{{ {name} | {_how(found[0], date)} }}}}"


def _same(fact: Decimal, value: Decimal, is_rounded: bool) -> bool:
    if is_rounded and value:
        return abs(fact - value) <= value / 100 and round(fact, -5) == round(value, -5)
    return fact == value and fact != 0


def _how(written: str, date: Datum) -> str:
    if date.dag:
        return "datum_kort" if not re.search(r"[a-z]", written, re.IGNORECASE) else "datum"
    return "maand" if date.maand else "datum"


def _walk(before: str, value: Any) -> Iterator[tuple[str, Any]]:
    for name, one in value.items() if isinstance(value, Mapping) else ():
        if isinstance(one, Mapping):
            yield from _walk(f"{before}{name}.", one)
        elif one is not LOST and isinstance(one, Decimal | Datum):
            yield f"{before}{name}", one
