"""What prose can name: the content as a tree of plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from raadsbrief.content import Dossier
from raadsbrief.decode import Loaded
from raadsbrief.model import Programma, Proza
from raadsbrief.source import KeyPath

Facts = Mapping[str, Any]

# Collections of the programme that prose may name without `programma.` before them.
COLLECTIONS = ("pijlers", "resultaten", "financiering", "feiten")


class Incomplete(dict[str, Any]):
    """Facts of a mapping with mistakes in it: a name that is not here may well be meant to be."""


def lacks(facts: Facts, name: str) -> bool:
    """Tell whether a name is surely not among these facts."""
    return name not in facts and not isinstance(facts, Incomplete)


def loaded_facts(loaded: Loaded[Any]) -> dict[str, Any]:
    """Return the facts of one file; a mapping that has lost a value is Incomplete."""
    facts: dict[str, Any] = facts_of(loaded.model)
    for path in loaded.damaged:
        facts = _incomplete_at(facts, path[:-1])
    return facts


def _incomplete_at(facts: Any, path: KeyPath) -> Any:
    if not isinstance(facts, dict):
        return facts
    if path and path[0] in facts:
        return type(facts)({**facts, str(path[0]): _incomplete_at(facts[str(path[0])], path[1:])})
    return Incomplete(facts)


def programme_facts(programma: Loaded[Programma]) -> dict[str, Any]:
    """Return what prose inside the programme can name."""
    facts = loaded_facts(programma)
    return {"programma": facts, **{name: facts[name] for name in COLLECTIONS}}


def letter_facts(dossier: Dossier) -> dict[str, Any]:
    """Return what prose in the letter can name."""
    facts = programme_facts(dossier.programma) if dossier.programma else {}
    facts["gemeente"] = loaded_facts(dossier.gemeente)
    facts["brief"] = loaded_facts(dossier.brief)
    return facts


def with_own(facts: Facts, own: Facts | None) -> Facts:
    """Let prose inside a pillar, result or fund name that item's own facts as `dit`."""
    return facts if own is None else {**facts, "dit": own}


def facts_of(value: Any) -> Any:
    """Turn a model into plain values. Prose is no fact, and neither is an empty field."""
    if isinstance(value, BaseModel):
        fields = ((name, getattr(value, name)) for name in type(value).model_fields)
        return {name: facts_of(item) for name, item in fields if _is_fact(item)}
    if isinstance(value, Mapping):
        return {key: facts_of(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [facts_of(item) for item in value if _is_fact(item)]
    return value


def prose_of(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Proza]]:
    """Find every prose text in a model, with its path in the file."""
    if isinstance(value, Proza):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from prose_of(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from prose_of(item, (*path, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from prose_of(item, (*path, i))


def _is_fact(value: Any) -> bool:
    return value is not None and not isinstance(value, Proza)
