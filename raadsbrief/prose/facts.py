"""What prose can name: the content as a tree of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from raadsbrief.content.dossier import Dossier
from raadsbrief.model import Programma, Proza
from raadsbrief.model.fields import Aandeel
from raadsbrief.model.shorthand import Meer
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath

Facts = Mapping[str, Any]

# Collections of the programme that prose may name without `programma.` before them.
COLLECTIONS = (
    *("pijlers", "resultaten", "financiering", "planning", "toezeggingen"),
    "feiten",
)
# Those whose items have facts of their own, which their prose calls `dit`.
WITH_OWN = COLLECTIONS[:-1]


# Stands for a value that was lost to a mistake in the file. It exists, so that a name that
# leads to it is not reported as well.
LOST = object()
# Stands for prose: it has a name, but cannot be put inside other prose.
TEXT = object()
# Stands for a list of anything but words, such as annexes: it has a name, but is no fact.
MANY = object()


# Every rule asks for them, and letters share a gemeente and a programme.
@lru_cache(maxsize=64)
def loaded_facts(loaded: Loaded[Any]) -> Facts:
    """Return the facts of one file, with LOST for each value that a mistake has cost."""
    return _facts_of_file(loaded)


def _facts_of_file(loaded: Loaded[Any]) -> dict[str, Any]:
    facts: dict[str, Any] = facts_of(loaded.model)
    for path in loaded.damaged:
        parent: Any = facts
        for key in path[:-1]:
            parent = parent.get(key) if isinstance(parent, dict) else None
        if isinstance(parent, dict):
            parent[str(path[-1])] = LOST
    return facts


@lru_cache(maxsize=64)
def programme_facts(programma: Loaded[Programma]) -> Facts:
    """Return what prose inside the programme can name, with the sums of its funding."""
    facts = _facts_of_file(programma)
    if any(path[0] in ("financiering", "pijlers") for path in programma.damaged):
        facts["totaal"] = facts["per_jaar"] = facts["per_pijler"] = LOST
    else:
        _add_sums(facts, programma.model)
    return {"programma": facts, **{name: facts[name] for name in COLLECTIONS}}


def _add_sums(facts: dict[str, Any], programma: Programma) -> None:
    """Add what all funds are together, and which share of it each fund and pillar has."""
    funds = programma.financiering
    totals = {key: fund.totaal for key, fund in funds.items() if fund.totaal is not None}
    whole = facts["totaal"] = sum(totals.values(), Decimal())
    facts["per_jaar"] = _together(fund.per_jaar for fund in funds.values())
    # A pillar that shares a fund with others has a sum only when its part is known.
    unknown = {pijler for f in funds.values() if not f.verdeling for pijler in f.pijlers}
    of_pillars = _together(fund.verdeling for fund in funds.values())
    of_pillars = {key: sum_ for key, sum_ in of_pillars.items() if key not in unknown}
    facts["per_pijler"] = of_pillars
    for collection, sums in (("financiering", totals), ("pijlers", of_pillars)):
        for key, amount in sums.items():
            if key in facts[collection]:
                facts[collection][key]["totaal"] = amount
                if whole:
                    facts[collection][key]["aandeel"] = Aandeel(amount, whole)


def _together(parts: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    together: dict[str, Decimal] = {}
    for part in parts:
        for key, amount in part.items():
            together[key] = together.get(key, Decimal()) + amount
    return together


def own_facts(facts: Facts, item: BaseModel, programma: Programma | None) -> Facts:
    """Return the facts of an item of the programme, such as a fund, with its sums."""
    for name in WITH_OWN if programma else ():
        for key, other in getattr(programma, name).items():
            if other is item:
                found: Facts = facts[name][key]
                return found
    own: Facts = facts_of(item)
    return own


@lru_cache(maxsize=8)
def letter_facts(dossier: Dossier) -> Facts:
    """Return what prose in the letter can name."""
    brief = {key: fact for key, fact in loaded_facts(dossier.brief).items() if key != "secties"}
    of_programme = programme_facts(dossier.programma) if dossier.programma else {}
    return {**of_programme, "gemeente": loaded_facts(dossier.gemeente), "brief": brief}


def with_own(facts: Facts, own: Facts | None) -> Facts:
    """Let prose inside a pillar, result or fund name that item's own facts as `dit`."""
    return facts if own is None else {**facts, "dit": own}


def facts_of(value: Any) -> Any:
    """Turn a model into plain values; prose becomes TEXT, a list of anything but words MANY.

    An empty field is no fact.
    """
    if isinstance(value, BaseModel):
        fields = ((name, getattr(value, name)) for name in type(value).model_fields)
        return {name: facts_of(item) for name, item in fields if item is not None}
    if isinstance(value, Mapping):
        return {key: facts_of(item) for key, item in value.items()}
    if isinstance(value, Meer) and len(value) == 1:
        return facts_of(value[0])
    if isinstance(value, tuple):
        words = all(isinstance(item, str) and not isinstance(item, Proza) for item in value)
        return list(value) if words else MANY
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return TEXT if isinstance(value, Proza) else value


# Several rules read the prose of a letter, one after the other.
@lru_cache(maxsize=16)
def prose_in(loaded: Loaded[Any]) -> tuple[tuple[KeyPath, Proza], ...]:
    """Return every prose text in a file, with its path."""
    return tuple(_prose_of(loaded.model, ()))


def _prose_of(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Proza]]:
    # What is most common first; to ask whether something is a model takes longest.
    if isinstance(value, str):
        if isinstance(value, Proza):
            yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _prose_of(item, (*path, i))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _prose_of(item, (*path, key))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if (item := getattr(value, name)) is not None:  # as most fields of a block are
                yield from _prose_of(item, (*path, name))
