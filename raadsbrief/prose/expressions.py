"""Facts in prose: what stands between `{{` and `}}`.

That is one fact and how to write it: a path of names, and perhaps filters. It is all that
content can do: names lead to facts alone, and a fact is always plain text to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError

from raadsbrief import dutch
from raadsbrief.model import Datum
from raadsbrief.prose.facts import LOST, Facts
from raadsbrief.prose.filters import PLAIN, STYLED

EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_ONE_STOP = re.compile(r"\.(?!\.)")
PART = r"\w+"  # of a path; a year is one too

Listener = Callable[[str, Facts, str], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard(listener: Listener) -> Iterator[None]:
    """Tell of each fact that is written meanwhile: its expression, the facts around it, and how."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(expression: str, facts: Facts, value: Any) -> None:
    """Tell whoever wants to hear it that a fact is written."""
    listener = _listener.get()
    if listener is not None:
        listener(expression, facts, plainly(value))


def plainly(value: Any) -> str:
    """Write a fact as a reader would, also one without a filter."""
    return dutch.datum(value) if isinstance(value, Datum) else str(value)


def expressions(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands between `{{` and `}}`; behind the last `}}` there is nothing to find.

    Without that end, the pattern would look through all the rest for the partner of each `{{`.
    """
    return EXPRESSION.finditer(text, 0, text.rfind("}}") + 2)


def _replaced(text: str, replace: Callable[[re.Match[str]], str]) -> str:
    end = text.rfind("}}") + 2
    return EXPRESSION.sub(replace, text[:end]) + text[end:] if end > 1 else text


def insert(text: str, facts: Facts) -> str:
    """Put the facts in their places in a checked text, as plain text to Markdown."""
    return _replaced(text, lambda match: _literal(_written(match, text, facts)))


def _written(match: re.Match[str], text: str, facts: Facts) -> str:
    """Write a fact; of `€ 1,3 mln.` at the end of a sentence, one full stop is enough."""
    value = str(evaluate(match[1], facts))
    tell(match[1], facts, value)
    ends_sentence = _ONE_STOP.match(text, match.end())
    return value.removesuffix(".") if ends_sentence else value


def written(text: str, facts: Facts) -> Iterator[tuple[int, int, str]]:
    """Yield where each fact stands in a text, and how it is written there.

    A fact that cannot be written, because the text has not been checked or every letter has
    another, is a letter x.
    """
    for match in expressions(text):
        try:
            value = _written(match, text, facts)
        except (PydanticCustomError, AttributeError, LookupError, TypeError, ValueError):
            value = "x"
        yield match.start(), match.end(), value


def filled(text: str, facts: Iterable[tuple[int, int, str]]) -> str:
    """Put facts, as `written` yields them, in their places as they are."""
    parts, at = [], 0
    for start, end, value in facts:
        parts += [text[at:start], value]
        at = end
    return "".join([*parts, text[at:]])


def value_of(text: str, facts: Facts) -> Any:
    """Return the fact that a checked reference leads to; LOST when a mistake has cost it."""
    found: Any = facts
    for name in re.findall(PART, text):
        if found is LOST:
            return LOST
        found = found[name]
    return found


# Several rules look at each text of a letter, one after the other.
@lru_cache(maxsize=256)
def mask(text: str) -> str:
    """Put filler in the places of the facts, so that all else keeps its place in the text."""
    return _replaced(text, lambda match: "x" * len(match[0]))


def evaluate(expression: str, facts: Facts) -> Any:
    """Return a fact as its filters write it: `financiering.woonfonds.bedrag | euro`."""
    path, *filters = expression.split("|")
    value = value_of(path, facts)
    if value is LOST:
        raise LookupError(path)
    for name in map(str.strip, filters):
        value = STYLED[name](facts, value) if name in STYLED else PLAIN[name](value)
    return value


def _literal(fact: str) -> str:
    """Escape what Markdown would read as markup (CommonMark 2.4), and stay on one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", fact.replace("\n", " "))
