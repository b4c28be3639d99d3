"""Rules about punctuation that has a partner: brackets, quotation marks, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data

_PAREN = {")": "(", "]": "[", "”": "“", "»": "«"}
# `a)` and `1)` number an item, and need no partner; nor does a smile.
_GEEN_PAAR = re.compile(r"(?<![\w(])(?:[a-z]|\d{1,2}|[ivx]{1,4})\)|[:;]-?[()]")
_LAGE = str.maketrans("„", "“")


def zonder_partner(letter: Letter) -> Iterator[Vondst]:
    """A bracket or quotation mark without its partner, in a whole field.

    A quotation of several paragraphs may open in each of them, and close in the last.
    """
    for pieces in letter.velden:
        open_marks: list[tuple[str, Stuk, int]] = []
        for stuk in pieces:
            text = stuk.tekst.translate(_LAGE)
            numbers = {match.end() - 1 for match in _GEEN_PAAR.finditer(text)}
            for i, character in enumerate(text):
                if character in _PAREN.values():
                    open_marks.append((character, stuk, i))
                elif open_marks and open_marks[-1][0] == _PAREN.get(character):
                    _, _, begin = open_marks.pop()
                    if character == "”" and begin == 0:  # earlier paragraphs of the quotation
                        open_marks = [one for one in open_marks if one[0] != "“"]
                elif character in _PAREN and i not in numbers:
                    yield _zonder(stuk, i)
        yield from (_zonder(stuk, i) for _, stuk, i in open_marks)
        yield from _rechte_aanhalingstekens(pieces)


def _rechte_aanhalingstekens(pieces: tuple[Stuk, ...]) -> Iterator[Vondst]:
    marks = [(stuk, found.start()) for stuk in pieces for found in re.finditer('"', stuk.tekst)]
    if any(stuk.tekst[at - 1 : at].isdigit() for stuk, at in marks):
        return  # it may close a quotation, or say inches
    begin_pieces = sum(place == 0 for _, place in marks)
    if len(marks) % 2 and begin_pieces < 2:
        yield _zonder(*marks[-1])


def _zonder(stuk: Stuk, at: int) -> Vondst:
    mark = stuk.tekst[at]
    what = "dit haakje" if mark in "()[]" else "dit aanhalingsteken"
    return Vondst(
        Code.UNBALANCED, Severity.WAARSCHUWING, stuk, at, 1,
        f"{what} ({mark}) staat hier zonder het andere", "zet het andere erbij, of haal dit weg",
    )  # fmt: skip


_STREEPJE_VOOR = re.compile(r"(?P<voor>[^\W\d_]+,?) (?P<na>[-–][^\W\d_]{3,})")
_STREEPJE_NA = re.compile(r"(?P<voor>[^\W\d_]{2,}[-–]) (?P<na>[^\W\d_]+)")
# Between two words that share a part: `beleid en -uitvoering`, `zorg- en welzijnspartijen`.
_NEVEN = data.of("en of noch dan als tot naar maar respectievelijk resp ofwel alsmede alsook c")


def los_streepje(letter: Letter) -> Iterator[Vondst]:
    """*Crabbehof -leefbaar*, *voor- jaar*: a dash with one space. Right is *zorg- en welzijn*."""
    for stuk in letter.proza():
        for pattern, small in ((_STREEPJE_VOOR, "voor"), (_STREEPJE_NA, "na")):
            for match in pattern.finditer(stuk.tekst):
                if match[small].lower() in _NEVEN or match[small].endswith(","):
                    continue
                yield Vondst(
                    Code.SPACING, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
                    "bij dit streepje staat één spatie",
                    "zet er aan beide kanten een spatie, of aan geen van beide",
                )  # fmt: skip
