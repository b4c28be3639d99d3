"""Short names that became others: what a programme called `buurthuis` and now calls `wijkhuis`.

Such a name is no news, and text that is copied goes on with the new one.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from raadsbrief.diagnostics import ContentError
from raadsbrief.letter.blokken import placed_blocks
from raadsbrief.model import Brief, Programma
from raadsbrief.prose.facts import COLLECTIONS, WITH_OWN
from raadsbrief.yaml.decode import Loaded, decode
from raadsbrief.yaml.nodes import KeyPath, plain
from raadsbrief.yaml.source import parse

# New short names by the old ones, by collection.
Namen = Mapping[str, Mapping[str, str]]

# What tells that two items are one, the surest first. Others can name facts, and come before.
_SIGNS: Mapping[str, Sequence[str]] = {
    "feiten": ("",),
    "pijlers": ("naam",),
    "financiering": ("naam",),
    "planning": ("wat",),
    "toezeggingen": ("nummer", "tekst"),
    "resultaten": ("tekst",),
}
_FACT = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def renamed(then: Loaded[Programma], now: Loaded[Programma]) -> Namen:
    """Return the short names that became others, as far as what they stand for is the same."""
    found: dict[str, dict[str, str]] = {}
    before, after = plain(_root(then)), plain(_root(now))
    for collection, signs in _SIGNS.items():
        old, new = _items(before, collection), _items(after, collection)
        lost = [key for key in old if key not in new]
        added = [key for key in new if key not in old]
        for sign in signs:
            # Text that names a fact by its old name is compared with the new one.
            olds = _by_sign({key: _in_text(old[key], found) for key in lost}, sign)
            news = _by_sign({key: new[key] for key in added}, sign)
            pairs = {olds[value]: news[value] for value in olds if value in news}
            found.setdefault(collection, {}).update(pairs)
            lost = [key for key in lost if key not in pairs]
            added = [key for key in added if key not in pairs.values()]
    return {collection: names for collection, names in found.items() if names}


def _root(loaded: Loaded[Any]) -> Node:
    assert loaded.source.root is not None
    return loaded.source.root


def _items(data: Any, collection: str) -> dict[str, Any]:
    items = data.get(collection) if isinstance(data, dict) else None
    return items if isinstance(items, dict) else {}


def _by_sign(items: Mapping[str, Any], sign: str) -> dict[str, str]:
    """Return short names by what tells them apart; what two have in common tells nothing."""
    values: dict[str, list[str]] = {}
    for key, item in items.items():
        value = (item.get(sign) if isinstance(item, dict) else None) if sign else item
        if isinstance(value, str) and value.strip():
            values.setdefault(" ".join(value.split()), []).append(key)
    return {value: keys[0] for value, keys in values.items() if len(keys) == 1}


def with_names(then: Loaded[Programma], names: Namen) -> Loaded[Programma]:
    """Return a programme of before with the short names of now."""
    if not names:
        return then
    data = _renewed(plain(_root(then)), names)
    with contextlib.suppress(ValidationError):
        return replace(then, model=Programma.model_validate(data))
    return then


def _renewed(data: Any, names: Namen, collection: str = "") -> Any:
    """Rename keys of collections, references to pillars, and facts in texts."""
    if isinstance(data, dict):
        keys = names.get(collection, {})
        inner = {"pijler": "<pijler>", "pijlers": "<pijler>", "per_pijler": "pijlers"}
        at_top = not collection
        return {
            keys.get(key, key): _renewed(
                value, names, key if at_top and key in COLLECTIONS else inner.get(key, "-")
            )
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_renewed(one, names, collection) for one in data]
    if isinstance(data, str) and collection == "<pijler>":
        return names.get("pijlers", {}).get(data, data)
    return _in_text(data, names)


def _in_text(value: Any, names: Namen) -> Any:
    """Rename facts in a text, or in all texts of an item."""
    if isinstance(value, dict):
        return {key: _in_text(one, names) for key, one in value.items()}
    if not isinstance(value, str):
        return value
    return _FACT.sub(lambda match: _in_fact(match[0], names), value)


def _in_fact(fact: str, names: Namen) -> str:
    def other(match: re.Match[str]) -> str:
        new = names.get(match[2], {}).get(match[4])
        return match[0] if new is None else f"{match[1]}{match[2]}{match[3]}{new}"

    pattern = rf"(\{{\{{\s*(?:programma\s*\.\s*)?)({'|'.join(COLLECTIONS)})(\s*\.\s*)(\w+)"
    return re.sub(pattern, other, fact)


def letter_with_names(letter: Loaded[Brief], names: Namen) -> Loaded[Brief]:
    """Return a letter that uses the short names of now; its lines stay where they are."""
    if not names:
        return letter
    source = letter.source
    text, edits = source.text, dict[int, tuple[int, str]]()
    for collection, path in _choices(letter.model):
        node = source.find(path)
        for one in node.value if isinstance(node, SequenceNode) else [node]:
            if not isinstance(one, ScalarNode):
                continue
            new = names.get(collection, {}).get(one.value)
            if new is not None:
                edits[one.start_mark.index] = (one.end_mark.index, new)
    for start, (end, new) in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    text = _in_text(text, names)
    with contextlib.suppress(ContentError):
        return decode(parse(text, source.file), Brief)
    return letter


# Where a block chooses items of a collection of the programme by their short names.
CHOICES: Sequence[tuple[str, tuple[str, ...]]] = (
    *((naam, (naam,)) for naam in WITH_OWN),
    ("pijlers", ("resultaten", "pijler")),
    ("financiering", ("tabel", "financiering")),
    ("financiering", ("grafiek", "financiering")),
)


def _choices(brief: Brief) -> list[tuple[str, KeyPath]]:
    """List where a letter chooses items of the programme by their short names."""
    found: list[tuple[str, KeyPath]] = [("toezeggingen", ("afdoening",))]
    for path, _ in placed_blocks(brief):
        found += [(naam, (*path, *rest)) for naam, rest in CHOICES]
    return found
