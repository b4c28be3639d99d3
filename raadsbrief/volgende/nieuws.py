"""What happened on a programme since its last letter, from three sources together.

Dates in the programme after the last letter and not after this one; what no earlier letter told;
and the programme as it was then against now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from raadsbrief import dutch
from raadsbrief.model import Brief, Datum, Financiering, Gemeente, Programma, Toezegging
from raadsbrief.model.blokken import Stap
from raadsbrief.prose.expressions import PART, expressions
from raadsbrief.prose.facts import prose_in
from raadsbrief.verzonden.verschil import Verschil, between
from raadsbrief.volgende.namen import Namen, renamed, with_names
from raadsbrief.volgende.toen import Eerder, Gaten, unsure, verteld
from raadsbrief.yaml.decode import Loaded

# What happens to a fund on a day, and how that is told.
_EVENTS = {
    "aangevraagd": "aangevraagd",
    "toegekend": "toegekend",
    "start": "begonnen",
    "einde": "afgelopen",
}
UNTOLD = "nog in geen brief verteld"


@dataclass
class Nieuws:
    """What happened: short names with why they are news, changes in words, and what to ask."""

    sinds: dt.date | None
    tot: Datum
    resultaten: dict[str, str] = field(default_factory=dict)
    financiering: dict[str, str] = field(default_factory=dict)
    pijlers: dict[str, str] = field(default_factory=dict)
    veranderd: list[Verschil] = field(default_factory=list)
    verstreken: dict[str, Stap] = field(default_factory=dict)
    """Steps that should be ready by now, and are not known to be."""
    open: dict[str, Toezegging] = field(default_factory=dict)
    """Pledges that are open."""
    terug: list[str] = field(default_factory=list)
    """Results of before that could be told again."""
    namen: Namen = field(default_factory=dict)

    def is_due(self, one: Toezegging) -> bool:
        """Tell whether the term of a pledge has come."""
        return one.termijn is not None and one.termijn.eerste_dag <= self.tot.laatste_dag

    def is_past(self, stap: Stap) -> bool:
        """Tell whether a step should be ready by now, and nobody says that it is."""
        when = stap.wanneer
        is_open = isinstance(when, str) or bool(stap.gereed)
        return not is_open and when.laatste_dag <= self.tot.laatste_dag  # type: ignore[union-attr]

    def has_happened(self, day: Datum | None) -> bool:
        """Tell whether a date is after the last letter, and not after this one."""
        return (
            day is not None
            and self.sinds is not None
            and day.eerste_dag > self.sinds
            and self.is_here(day)
        )

    def is_here(self, day: Datum | None) -> bool:
        """Tell whether a date has come; what has no date, has."""
        return day is None or day.eerste_dag <= self.tot.laatste_dag


@dataclass(frozen=True)
class Gevraagd:
    """From when, and to when, news is asked for; and what earlier letters there are."""

    sinds: dt.date | None
    tot: Datum
    brieven: Sequence[Eerder]


def nieuws(
    now: Loaded[Programma], gemeente: Loaded[Gemeente], asked: Gevraagd, gaten: Gaten
) -> Nieuws:
    """Find what happened on a programme."""
    last = asked.brieven[-1] if asked.brieven else None
    then = last.toen if last else None
    found = Nieuws(asked.sinds, asked.tot)
    if then is not None:
        found.namen = renamed(then, now)
        then = with_names(then, found.namen)
    told = _told(asked.brieven, now, found.namen)
    programma = now.model
    found.resultaten = _results(programma, told, found)
    found.financiering = _funds(programma, then.model if then else None, told, found)
    _tell_doubt(asked.brieven, programma, found, gaten)
    if then is not None:
        before = then.model.pijlers
        found.pijlers = {key: "" for key in programma.pijlers if key not in before}
        found.veranderd = _changes(between(then.model, programma, gemeente), found)
    found.verstreken = {key: one for key, one in programma.planning.items() if found.is_past(one)}
    found.open = {key: one for key, one in programma.toezeggingen.items() if one.is_open}
    if last is not None:
        last_told = verteld(last, now).get("resultaten", set())
        last_told = {found.namen.get("resultaten", {}).get(key, key) for key in last_told}
        again = last_told - {*found.resultaten}
        found.terug = [key for key in programma.resultaten if key in again]
    return found


def _told(letters: Sequence[Eerder], now: Loaded[Programma], namen: Namen) -> dict[str, set[str]]:
    """Return what all earlier letters told, by kind, in the short names of now."""
    told: dict[str, set[str]] = {}
    for letter in letters:
        names = _of_then(letter, now, namen)
        for kind, keys in verteld(letter, now).items():
            collection = "financiering" if kind == "bedragen" else kind
            other = names.get(collection, {})
            told.setdefault(collection, set()).update(other.get(key, key) for key in keys)
        if letter.brief is not None:
            other = names.get("financiering", {})
            funds = {other.get(key, key) for key in _funds_in_prose(letter.brief)}
            told.setdefault("financiering", set()).update(funds)
    return told


def _tell_doubt(
    letters: Sequence[Eerder], programma: Programma, found: Nieuws, gaten: Gaten
) -> None:
    """Say what could be news, where nobody knows what `alle` was in an earlier letter."""
    doubtful = [(letter.naam, kinds) for letter in letters if (kinds := unsure(letter))]
    if not doubtful:
        return
    undated = [key for key, one in programma.resultaten.items() if one.datum is None]
    funds = programma.financiering.items()
    without = [key for key, one in funds if one.aangevraagd is None and one.toegekend is None]
    of_kind = {"resultaten": undated, "financiering": without}
    kinds = {kind for _, kinds in doubtful for kind in kinds}
    names = [key for kind in sorted(kinds, reverse=True) for key in of_kind[kind]
             if key not in getattr(found, kind)]  # fmt: skip
    if names:
        gaten.append(
            f"of dit nieuw is: {', '.join(names)}. Het heeft geen datum, en {doubtful[-1][0]} "
            "vertelde `alle`; wat dat toen was, is niet bekend"
        )


def _of_then(letter: Eerder, now: Loaded[Programma], namen: Namen) -> Namen:
    """Return which short names of the time of a letter are others now."""
    if letter.toen is None:
        return namen
    mine = letter.toen.model
    is_current = all(
        key in getattr(now.model, collection)
        for collection in ("resultaten", "financiering", "pijlers")
        for key in getattr(mine, collection)
    )
    return {} if is_current else renamed(letter.toen, now)


def _funds_in_prose(brief: Loaded[Brief]) -> set[str]:
    """Return the funds of which the text of a letter tells more than the name."""
    found = set()
    for _, text in prose_in(brief):
        for match in expressions(text):
            path = re.findall(PART, match[1].partition("|")[0])
            path = path[1:] if path[:1] == ["programma"] else path
            if len(path) > 2 and path[0] == "financiering" and path[2] != "naam":
                found.add(path[1])
    return found


def _results(programma: Programma, told: Mapping[str, set[str]], found: Nieuws) -> dict[str, str]:
    """Return the results that are news, each with why."""
    news = {}
    before = told.get("resultaten", set())
    for key, one in programma.resultaten.items():
        if one.datum is not None and found.has_happened(one.datum):
            news[key] = dutch.datum(one.datum)
        elif key not in before and found.is_here(one.datum):
            news[key] = f"{dutch.datum(one.datum)}, {UNTOLD}" if one.datum else UNTOLD
    return news


def _funds(
    programma: Programma, then: Programma | None, told: Mapping[str, set[str]], found: Nieuws
) -> dict[str, str]:
    """Return the funds that are news, each with why."""
    news = {}
    for key, fund in programma.financiering.items():
        happened = _events(fund, then.financiering.get(key) if then else None, found)
        if happened:
            news[key] = dutch.opsomming(happened)
        elif key not in told.get("financiering", set()) and _has_begun(fund, found):
            news[key] = UNTOLD
    return news


def _events(fund: Financiering, then: Financiering | None, found: Nieuws) -> list[str]:
    """Tell what happened to a fund: on a day since, or on one that nobody knew then."""
    happened = []
    for name, word in _EVENTS.items():
        day = getattr(fund, name)
        is_learnt = then is not None and getattr(then, name) is None and found.is_here(day)
        if day is not None and (found.has_happened(day) or is_learnt):
            when = f"op {dutch.datum(day)}" if day.dag else f"in {dutch.datum_in_zin(day)}"
            happened.append(f"{word} {when}")
    return happened


def _has_begun(fund: Financiering, found: Nieuws) -> bool:
    """Tell whether anything of a fund has happened by now."""
    days = [day for day in (fund.aangevraagd, fund.toegekend) if day is not None]
    return not days or any(found.is_here(day) for day in days)


def _changes(all_: Sequence[Verschil], found: Nieuws) -> list[Verschil]:
    """Leave out what the blocks of the draft tell already."""
    kept = []
    for one in all_:
        collection, key, rest = (*one.pad, "", "", "")[:3]
        is_new = len(one.pad) == 2 and one.was is None
        is_told = is_new and key in getattr(found, collection, {})
        is_later = is_new and collection in ("resultaten", "financiering") and not is_told
        is_event = key in found.financiering and rest in _EVENTS and one.was is None
        if not (is_told or is_later or is_event):
            kept.append(one)
    return kept
