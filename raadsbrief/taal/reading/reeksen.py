"""Runs of words without punctuation between them, and what each word can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.words.lexicon import lexicon
from raadsbrief.taal.words.woorden import Woord, Zin
from raadsbrief.taal.words.woordenboek import Woordenboek


@dataclass(frozen=True, eq=False)
class Reeks:
    """Words with one space between each two. Beyond its ends a run has empty words.

    `begint` tells that the first word is the first of its sentence, `na` is the character that
    follows the last, and `zin` the sentence.
    """

    stuk: Stuk
    zin: Zin
    woorden: tuple[Woord, ...]
    begint: bool
    na: str

    def __len__(self) -> int:
        return len(self.woorden)

    def klein(self, i: int) -> str:
        """Return a word in small letters."""
        return self.woorden[i].klein if 0 <= i < len(self.woorden) else ""

    def vorm(self, i: int) -> str:
        """Return a word as it stands in a dictionary; a capital inside a sentence makes a name."""
        if not 0 <= i < len(self.woorden):
            return ""
        word = self.woorden[i]
        return word.klein if i == 0 and self.begint else word.tekst

    def soorten(self, i: int) -> str:
        """Return the letters for what a word can be."""
        return soorten(self.vorm(i))

    def kan(self, i: int, letters: str) -> bool:
        """Tell whether a word can be one of some things."""
        return not set(letters).isdisjoint(self.soorten(i))

    def alleen(self, i: int, letters: str) -> bool:
        """Tell whether a word can be nothing but some things."""
        tags = self.soorten(i)
        return bool(tags) and set(letters).issuperset(tags)

    def plaats(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words `first` to `last` begin, and how long they are together."""
        start = self.woorden[first].start
        return start, self.woorden[last].end - start


def reeksen(letter: Letter) -> Iterator[Reeks]:
    """Yield the runs of all prose of a letter."""
    for stuk in letter.stukken:
        yield from stuk.once(_van_stuk)


def _van_stuk(stuk: Stuk) -> tuple[Reeks, ...]:
    return tuple(reeks for zin in stuk.zinnen for reeks in _van_zin(stuk, zin))


def _van_zin(stuk: Stuk, zin: Zin) -> Iterator[Reeks]:
    begin = 0
    words = zin.woorden
    for i, word in enumerate(words):
        is_last = i + 1 == len(words)
        if is_last or stuk.tekst[word.end : words[i + 1].start] not in (" ", "\N{NO-BREAK SPACE}"):
            after = stuk.tekst[word.end : word.end + 2].strip()[:1]
            starts = begin == 0 and zin.woorden[0].tekst[:1].isupper()
            yield Reeks(stuk, zin, words[begin : i + 1], starts, after)
            begin = i + 1


@lru_cache(maxsize=1)
def woordenboek() -> Woordenboek:
    """Return the dictionary without words of the author's own."""
    return Woordenboek(lexicon())


@lru_cache(maxsize=10_000)
def soorten(form: str) -> str:
    """Return the letters for what a form can be."""
    return woordenboek().soorten(form)
