"""What has moved on since a letter was sent: the facts that it told, then and now, in words.

`moved_on` is for whoever asks what of a letter is no longer so: `check`, and whatever compares or
drafts letters. What was kept also says which results, funds and steps a letter told
(`Bewaard.feiten.verteld`) and what the programme was then (`Bewaard.programma`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from raadsbrief import dutch
from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Severity
from raadsbrief.model import Datum, Programma
from raadsbrief.model.blokken import Tijdvak
from raadsbrief.prose.expressions import PART, evaluate, plainly, value_of
from raadsbrief.prose.facts import LOST, MANY, TEXT, Facts, loaded_facts, programme_facts
from raadsbrief.prose.filters import euro
from raadsbrief.verzonden.bewaard import Bewaard
from raadsbrief.verzonden.woorden import in_woorden
from raadsbrief.yaml.decode import Loaded

# What of each kind a letter shows. `bedragen` are the funds in its tables and charts.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "pijlers": ("naam", "inleiding", "inspanningen", "slot"),
    "resultaten": ("tekst",),
    "financiering": ("inleiding", "actielijnen", "slot"),
    "bedragen": ("naam", "bedrag", "per_jaar", "per_pijler"),
    "planning": ("wanneer", "wat", "wie", "gereed"),
    "toezeggingen": ("nummer", "tekst", "termijn", "afgedaan", "afgedaan_met"),
}
# Longer texts are not told in full: that they changed says enough.
_SHORT = 60


@dataclass(frozen=True)
class Verschil:
    """A fact that a letter told and that is another now; None stands for one that is not there."""

    pad: tuple[str, ...]
    naam: str
    was: str | None
    nu: str | None

    def __str__(self) -> str:
        """Tell it as a colleague would."""
        if self.nu is None:
            then = f" ({self.was})" if self.was and _is_short(self.was) else ""
            return f"{self.naam}{then} is er niet meer"
        if self.was is None:
            then = f": {self.nu}" if _is_short(self.nu) else ""
            return f"{self.naam} is erbij gekomen{then}"
        if _is_short(self.was) and _is_short(self.nu):
            return f"{self.naam} was {self.was} en is nu {self.nu}"
        return f"{self.naam} is veranderd"


def _is_short(text: str) -> bool:
    return len(text) <= _SHORT and "\n" not in text


def moved_on(bewaard: Bewaard, content: Content) -> list[Verschil]:
    """Return what a letter told and is no longer so. What cannot be read now, is left out."""
    found: dict[tuple[str, ...], Verschil] = {}
    programma = _loaded(content, bewaard)
    if bewaard.feiten.programma is not None and programma is None:
        name = f"het programma '{bewaard.feiten.programma}'"
        gone = Verschil(("programma",), name, None, None)
        found[gone.pad] = gone
    for one in (*_facts(bewaard, content, programma), *_shown(bewaard, content, programma)):
        found.setdefault(one.pad, one)
    return list(found.values())


def hints(bewaard: Bewaard, content: Content, file: str) -> Iterator[Diagnostic]:
    """Say of each fact that has moved on what it was and is, as a hint in the letter's file."""
    for one in moved_on(bewaard, content):
        hint = "de brief blijft wat hij was; moet de raad dit weten, zet het dan in een volgende"
        yield Diagnostic(
            Code.MOVED_ON, f"sinds deze brief verzonden is: {one}", file, hint=hint,
            severity=Severity.HINT, words=".".join(one.pad),
        )  # fmt: skip


def _loaded(content: Content, bewaard: Bewaard) -> Loaded[Programma] | None:
    if bewaard.feiten.programma is None:
        return None
    with contextlib.suppress(ContentError):
        return content.programma(bewaard.feiten.programma)
    return None


def _facts(
    bewaard: Bewaard, content: Content, programma: Loaded[Programma] | None
) -> Iterator[Verschil]:
    """Compare the facts in prose and tables."""
    gemeente = _gemeente(content, bewaard)
    now: Facts = {**(programme_facts(programma) if programma else {}), **gemeente}
    then: Facts = {**(programme_facts(bewaard.programma) if bewaard.programma else {}), **gemeente}
    for expression, was in bewaard.feiten.feiten.items():
        path = tuple(re.findall(PART, expression.partition("|")[0]))
        if not path or path[0] not in now:
            continue  # of the letter itself, or of what cannot be read
        is_of_programme = path[0] != "gemeente"
        value = _value(expression, now)
        old = _value(expression, then) if is_of_programme else None
        same = value is not None and value in (was, old)
        if value is not _UNKNOWN and not same:
            named = (programma or bewaard.programma) if value else bewaard.programma
            name = in_woorden(path, named.model if named else None)
            shown = _in_style(expression, now) if value else None
            then_shown = was if "|" in expression else _in_style(expression, then) or was
            yield Verschil(_plain_path(path), name, then_shown, shown)


_UNKNOWN = "\0"


def _plain_path(path: tuple[str, ...]) -> tuple[str, ...]:
    return path[1:] if path[0] == "programma" and len(path) > 1 else path


def _gemeente(content: Content, bewaard: Bewaard) -> Facts:
    with contextlib.suppress(ContentError):
        return {"gemeente": loaded_facts(content.gemeente(bewaard.feiten.gemeente))}
    return {}


def _value(expression: str, facts: Facts) -> str | None:
    """Write a fact as it would be now; None if there is none, `_UNKNOWN` if a mistake has it."""
    try:
        if value_of(expression.partition("|")[0], facts) is LOST:
            return _UNKNOWN
        value = evaluate(expression, facts)
    except (PydanticCustomError, AttributeError, LookupError, TypeError, ValueError):
        return None
    return None if value is TEXT or value is MANY or isinstance(value, Mapping) else spaced(value)


def spaced(value: Any) -> str:
    """Write a fact with plain spaces, as it is kept."""
    return " ".join(plainly(value).split())


def _in_style(expression: str, facts: Facts) -> str | None:
    """Write a fact for a reader; an amount in a table has no filter that says how."""
    value = _value(expression, facts)
    if value is None or "|" in expression:
        return value
    found = value_of(expression, facts)
    is_amount = isinstance(found, Decimal) and "aantallen" not in expression
    return spaced(euro(facts, found)) if is_amount else value


def _shown(
    bewaard: Bewaard, content: Content, programma: Loaded[Programma] | None
) -> Iterator[Verschil]:
    """Compare the results, funds, pillars, steps and pledges that its blocks told."""
    if bewaard.programma is None or programma is None or programma.damaged:
        return
    then, now = bewaard.programma.model, programma.model
    around = _gemeente(content, bewaard)
    for kind, keys in bewaard.feiten.verteld.items():
        collection = "financiering" if kind == "bedragen" else kind
        for key in keys if kind in SHOWN else ():
            before, after = (getattr(one, collection).get(key) for one in (then, now))
            if before is None:
                continue
            if after is None:
                yield Verschil((collection, key), in_woorden((collection, key), then), None, None)
                continue
            for pad, was, nu in _differences(before, after, SHOWN[kind]):
                path = (collection, key, *pad)
                naam = in_woorden(path, now)
                yield Verschil(path, naam, _words(was, around), _words(nu, around))


def _differences(
    before: BaseModel, after: BaseModel, fields: Iterable[str]
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    for field in fields:
        was, nu = getattr(before, field), getattr(after, field)
        if was == nu:
            continue
        if isinstance(was, Mapping) and isinstance(nu, Mapping):
            for key in {**was, **nu}:
                if was.get(key) != nu.get(key):
                    yield (field, key), was.get(key), nu.get(key)
        else:
            yield (field,), was, nu


def _words(value: Any, around: Facts) -> str | None:
    """Write the value of a field for a reader."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "gereed" if value else "nog niet gereed"
    if isinstance(value, Decimal):
        return spaced(euro(around, value))
    if isinstance(value, Datum | Tijdvak):
        return dutch.tijdvak(value)
    return " ".join(value.split()) if isinstance(value, str) else "\n"  # a list: too long to tell
