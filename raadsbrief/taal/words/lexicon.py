"""The forms of Dutch words, and what each can be in a sentence.

`woorden.xz` holds a line per form: the form, a tab, and letters for what it can be.
`samenstellingen.bloom` tells of 1.6 million compounds whether somebody ever wrote them.
Where both come from stands in NOTICE; `make words` makes them anew.
"""

from __future__ import annotations

import hashlib
import lzma
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import overload

_FOLDER = Path(__file__).parent / "data"

# What the letters mean. A form can be several things, and of some nothing is known.
DE_WOORD, HET_WOORD, MEERVOUD, VERKLEIND = "d", "h", "m", "v"
NAAM = "N"
ENGELS = "E"  # and no Dutch word
BIJVOEGLIJK, VERBOGEN, VERGROTEND, OVERTREFFEND = "b", "B", "c", "s"
INFINITIEF, IK_VORM, HIJ_VORM = "i", "p", "t"  # lopen, loop, loopt; lopen is plural too
VERLEDEN, VERLEDEN_MEERVOUD = "q", "w"  # liep, liepen
VOLTOOID, VOLTOOID_VERBOGEN, ONVOLTOOID, ONVOLTOOID_VERBOGEN = "f", "F", "o", "O"
ZELFSTANDIG_GEBRUIKT = "u"  # ouderen, betrokkenen
BIJWOORD, VOORZETSEL, VOEGWOORD, VOORNAAMWOORD, TELWOORD = "x", "z", "g", "r", "n"

ZELFSTANDIG = DE_WOORD + HET_WOORD + MEERVOUD + VERKLEIND
_HASHES = 7


class _Lines(Sequence[bytes]):
    """The lines of a sorted text: item i is the line that byte i is in."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def __len__(self) -> int:
        return len(self.text)

    @overload
    def __getitem__(self, i: int) -> bytes: ...
    @overload
    def __getitem__(self, i: slice) -> Sequence[bytes]: ...
    def __getitem__(self, i: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(i, slice):
            raise TypeError(i)
        end = self.text.find(b"\n", i)
        return self.text[self.text.rfind(b"\n", 0, i) + 1 : end if end >= 0 else None]


class Lexicon:
    """All forms; it takes a tenth of a second to read, and 20 MB."""

    def __init__(self) -> None:
        self._lines = _Lines(lzma.decompress((_FOLDER / "woorden.xz").read_bytes()))
        self._compounds = (_FOLDER / "samenstellingen.bloom").read_bytes()
        self._seen: dict[str, str | None] = {}

    def tags(self, form: str) -> str | None:
        """Return the letters for what a form can be, or nothing if it is no word."""
        if form not in self._seen:
            self._seen[form] = self._find(form)
        return self._seen[form]

    def _find(self, form: str) -> str | None:
        key = f"{form}\t".encode()
        at = bisect_left(self._lines, key)
        line = self._lines[at] if at < len(self._lines) else b""
        return line[len(key) :].decode() if line.startswith(key) else None

    def can_be(self, form: str, letters: str) -> bool:
        """Tell whether a form can be one of some things."""
        return not set(letters).isdisjoint(self.tags(form) or "")

    def family(self, form: str) -> int:
        """Measure how many words begin with a form: those of daily use have the most."""
        first = bisect_left(self._lines, form.encode())
        return bisect_left(self._lines, form.encode() + b"\xff") - first

    def is_written(self, compound: str) -> bool:
        """Tell whether somebody wrote a compound, in the singular; wrong once in 120 times."""
        if self.can_be(compound, DE_WOORD + HET_WOORD):
            return True
        bits = self._compounds
        return all(bits[i >> 3] >> (i & 7) & 1 for i in bloom_bits(compound, len(bits) * 8))


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, which is read when it is first needed."""
    return Lexicon()


def bloom_bits(word: str, size: int) -> Iterable[int]:
    """Return the bits that a word sets in a Bloom filter of `size` bits."""
    digest = hashlib.blake2b(word.encode(), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "big"), int.from_bytes(digest[8:], "big")
    return [(first + i * step) % size for i in range(_HASHES)]
