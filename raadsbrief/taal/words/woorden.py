"""Words and sentences of Dutch prose, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from raadsbrief.taal.words import data

# Abbreviations that end in a full stop; a sentence goes on after them.
_AFKORTINGEN = data.words("afkortingen.txt")
# These can also be the last word of a sentence: a capital after them begins the next.
_KAN_LAATSTE = data.of("e.a. e.d. e.o. e.v. etc enz jl mln mld o.i.d. u.d. n.v.t.")

_ADRES = (
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|com|org|net|gov|info)\b"
)
_PUNTAFKORTING = r"(?<!\w)(?:[^\W\d_]{1,2}\.){2,}(?:[^\W\d_](?![\w.]))?"
_GETAL = r"\d+(?:[.,:]\d+)*(?:[^\W_]+)?"
_WOORD = r"['’]?[^\W_]+(?:[-‑'’][^\W_]+)*(?:[-‑](?![^\W_]))?"
_PATROON = re.compile(
    f"(?P<adres>{_ADRES})|(?P<kort>{_PUNTAFKORTING})|(?P<getal>{_GETAL})|{_WOORD}"
)
_EINDE = re.compile(r"(?:[.!?…]+|\.\.\.)[\"'”’)\]]*(?=\s+[\"'“‘„(\[]*[A-ZÀ-Þ0-9'’])|\n")
_NEXT = re.compile(r"\s*(\S)")
# Rules look back and forth within a sentence. No sentence has as many words: it is read in parts.
_MOST_WORDS = 500
_LONGEST = 60  # no abbreviation has as many characters, with what stands before it


@dataclass(frozen=True, slots=True)
class Woord:
    """A word, number (`getal`), abbreviation with full stops (`kort`) or web address (`adres`).

    `klein` is the word in small letters, with straight apostrophes and plain hyphens.
    """

    tekst: str
    start: int
    end: int
    klein: str
    soort: str = "woord"


@dataclass(frozen=True, slots=True)
class Zin:
    """A sentence: its place and its words."""

    start: int
    end: int
    woorden: tuple[Woord, ...]


def words(text: str) -> tuple[Woord, ...]:
    """Split a text into words; an opening quotation mark is no part of a word."""
    found = []
    for match in _PATROON.finditer(text):
        word, start = match[0], match.start()
        if word[0] in "'’" and word[1:].lower() not in ("s", "t", "n", "m", "k", "er"):
            word, start = word[1:], start + 1
        small = word.lower().replace("’", "'").replace("‑", "-")
        found.append(Woord(word, start, start + len(word), small, match.lastgroup or "woord"))
    return tuple(found)


def sentences(text: str, found: tuple[Woord, ...]) -> tuple[Zin, ...]:
    """Split a text into sentences; `found` are its words."""
    ends = [match.end() for match in _EINDE.finditer(text) if _ends_sentence(text, match)]
    result: list[Zin] = []
    begin, i = 0, 0
    for end in [*ends, len(text)]:
        inside = []
        while i < len(found) and found[i].start < end:
            inside.append(found[i])
            i += 1
        for first in range(0, len(inside), _MOST_WORDS):
            part = inside[first : first + _MOST_WORDS]
            is_last = first + _MOST_WORDS >= len(inside)
            start = _skip_space(text, begin) if first == 0 else part[0].start
            result.append(Zin(start, end if is_last else part[-1].end, tuple(part)))
        begin = end
    return tuple(result)


def _skip_space(text: str, begin: int) -> int:
    while begin < len(text) and text[begin].isspace():
        begin += 1
    return begin


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    before = text[max(0, match.start() - _LONGEST) : match.start()]
    word = before.split()[-1] if before and not before[-1].isspace() else ""
    word = word.lstrip("(['\"‘“„")
    if re.fullmatch(r"[A-Z]|[A-Z](\.[A-Z][a-z]?)+|(Th|Ch|Ph|IJ)", word):
        return False  # initials
    if re.fullmatch(r"\d{1,2}|[a-z]", word) and match.start() == len(word):
        return False  # the number of an item
    short = word.lower()
    with_stop = f"{short}."
    if short in _KAN_LAATSTE or with_stop in _KAN_LAATSTE:
        after = _NEXT.match(text, match.end())
        return after is None or not after[1].isdigit()
    return not (short in _AFKORTINGEN or with_stop in _AFKORTINGEN)
