"""The pieces of prose that the language rules look at, and the letter that they make up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from ruamel.yaml.nodes import ScalarNode

from raadsbrief.diagnostics import Span
from raadsbrief.taal.reading.reader import Soort
from raadsbrief.taal.words.woorden import Woord, Zin, sentences, words
from raadsbrief.yaml.nodes import KeyPath, Source, span_within

T = TypeVar("T")

# A quotation of this many words is somebody else's prose; shorter ones are names and terms.
LANG_CITAAT = 6
CITAAT = re.compile(r"‘[^‘’]+’(?!\w)|“[^“”]+”|„[^„”“]+[”“]|\"[^\"]+\"|(?<!\w)'[^']+'(?!\w)")


@dataclass(frozen=True, slots=True)
class Lijst:
    """Where an item stands: the list, the same for all its items, and its number from 0.

    `eigen` lists end their items in what the author typed; the program ends the others.
    """

    naam: tuple[object, ...]
    nummer: int
    eigen: bool


@dataclass(frozen=True, eq=False)
class Stuk:
    """One run of prose as the reader reads it: a paragraph, heading, item, cell or short field.

    Marks of Markdown are gone and facts are filled in. `feiten` and `vreemd` are the ranges of
    `tekst` that come from a fact, and that are in another language. `veld` is the same for all
    pieces of one field, `naam` is the name of that field.
    """

    tekst: str
    soort: Soort
    source: Source
    node: ScalarNode
    path: KeyPath
    places: Sequence[tuple[int, int]]
    feiten: Sequence[tuple[int, int]] = ()
    vreemd: Sequence[tuple[int, int]] = ()
    citaat: bool = False
    lijst: Lijst | None = None
    made: dict[object, object] = field(default_factory=dict, repr=False)

    @property
    def veld(self) -> tuple[str, KeyPath]:
        """The field that this is a piece of."""
        return self.source.file, self.path

    @property
    def naam(self) -> str:
        """The name of the field, such as `onderwerp`."""
        return next((key for key in reversed(self.path) if isinstance(key, str)), "")

    @cached_property
    def woorden(self) -> tuple[Woord, ...]:
        """The words, in their order."""
        return words(self.tekst)

    @cached_property
    def zinnen(self) -> tuple[Zin, ...]:
        """The sentences, in their order; the end of the piece ends the last."""
        return sentences(self.tekst, self.woorden)

    @cached_property
    def citaten(self) -> tuple[tuple[int, int], ...]:
        """The ranges of long quotations."""
        if self.citaat:
            return ((0, len(self.tekst)),)
        found = (match.span() for match in CITAAT.finditer(self.tekst))
        return tuple(
            (begin, end) for begin, end in found if len(words(self.tekst[begin:end])) >= LANG_CITAAT
        )

    def once(self, make: Callable[[Stuk], T]) -> T:
        """Return what a function makes of this piece, made once: letters share many pieces."""
        if make not in self.made:
            self.made[make] = make(self)
        return cast(T, self.made[make])

    def is_feit(self, start: int, length: int) -> bool:
        """Tell whether a place lies wholly within facts, which are checked where they stand."""
        return _inside(self.feiten, start, length)

    def is_vreemd(self, start: int, length: int) -> bool:
        """Tell whether a place is in another language."""
        return _overlaps(self.vreemd, start, length)

    def is_citaat(self, start: int, length: int) -> bool:
        """Tell whether a place is in a long quotation."""
        return _overlaps(self.citaten, start, length)

    def span(self, start: int, length: int) -> Span:
        """Return the place in the YAML file of `length` characters at `start`."""
        begin, end = self._in_value(start, length)
        return span_within(self.source, self.node, begin, end - begin)

    def literal(self, start: int, length: int) -> Span | None:
        """Return the place of characters that stand in the file just as the reader reads them."""
        begin, end = self._in_value(start, length)
        words_ = self.tekst[start : start + length]
        if not words_ or self.node.value[begin:end] != words_ or words_[0].isspace():
            return None
        span = span_within(self.source, self.node, begin, length)
        line = self.source.lines[span.line - 1]
        return span if line[span.column - 1 : span.column - 1 + length] == words_ else None

    def _in_value(self, start: int, length: int) -> tuple[int, int]:
        if not self.places:
            return 0, 1
        first = self.places[min(start, len(self.places) - 1)]
        last = self.places[min(start + max(1, length), len(self.places)) - 1]
        return first[0], max(last[0] + last[1], first[0] + 1)


@dataclass(frozen=True, eq=False)
class Letter:
    """All that the language rules know: the pieces of a letter, and of letters before it.

    The pieces come in the order of the gemeente, the programme and the letter. `afkortingen`
    are those that the letter or its programme explains; `namen` are names of people.
    """

    stukken: tuple[Stuk, ...]
    eerdere: tuple[Stuk, ...] = ()
    afkortingen: Mapping[str, str] = field(default_factory=dict)
    namen: frozenset[str] = frozenset()

    @cached_property
    def lijsten(self) -> tuple[tuple[Stuk, ...], ...]:
        """The items of each list."""
        found: dict[object, list[Stuk]] = defaultdict(list)
        for stuk in self.stukken:
            if stuk.lijst is not None:
                found[stuk.lijst.naam].append(stuk)
        return tuple(tuple(items) for items in found.values())

    @cached_property
    def velden(self) -> tuple[tuple[Stuk, ...], ...]:
        """The pieces of each field."""
        found: dict[object, list[Stuk]] = defaultdict(list)
        for stuk in self.stukken:
            found[stuk.veld].append(stuk)
        return tuple(tuple(pieces) for pieces in found.values())

    def proza(self) -> Iterator[Stuk]:
        """Yield the pieces that hold whole sentences or parts of them: no headings or names."""
        for stuk in self.stukken:
            if stuk.soort in ("alinea", "punt"):
                yield stuk


def _inside(ranges: Sequence[tuple[int, int]], start: int, length: int) -> bool:
    return any(begin <= start and start + length <= end for begin, end in ranges)


def _overlaps(ranges: Sequence[tuple[int, int]], start: int, length: int) -> bool:
    return any(begin < start + length and start < end for begin, end in ranges)
