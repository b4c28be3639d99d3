"""Rules about names that are fixed: of laws, ministries, inspectorates and water boards."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.varianten import afstand
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data

_WOORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Small words can be another here than in the name: `Hoogheemraadschap Delfland`.
_MOST = 2  # letters that can be wrong in a name
# The name of a body begins with a word that can be a common noun, with a capital or without.
_SOORTNAAM = data.of("ministerie provincie waterschap hoogheemraadschap inspectie")


@cache
def _namen() -> tuple[dict[str, list[tuple[str, ...]]], frozenset[str]]:
    """Return the names by their first word in small letters, and all names as one text."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    names = [row[0] for row in data.rows("officiele-namen.txt")]
    for name in names:
        words = tuple(_WOORD.findall(name))
        if len(words) > 1:
            by_first[words[0].lower()].append(words)
    for group in by_first.values():
        group.sort(key=len, reverse=True)
    return by_first, frozenset(" ".join(_WOORD.findall(name)) for name in names)


def vaste_namen(letter: Letter) -> Iterator[Vondst]:
    """*Raad van Staten*, *Wet open Overheid*: a name that is fixed, written in another way."""
    by_first, right = _namen()
    for stuk in letter.stukken:
        if stuk.tekst.isupper():
            continue
        found = list(_WOORD.finditer(stuk.tekst))
        last = -1
        for i, word in enumerate(found):
            names = by_first.get(word[0].lower())
            if not names or i <= last:
                continue
            for name in names:
                end = i + len(name)
                if end > len(found) or not _hoort_samen(stuk, found[i:end]):
                    continue
                written = [one[0].replace("’", "'") for one in found[i:end]]
                if _vorm(written) in right or _vorm(written, small=True) in right:
                    last = end - 1
                    break
                if _is_bijna(written, name):
                    last = end - 1
                    yield _vondst(stuk, found[i].start(), found[end - 1].end(), written, name)
                    break


def _vorm(words: list[str], *, small: bool = False) -> str:
    """Return words as a name stands in the list: *Ministerie* may begin a sentence."""
    first = words[0].lower() if small and words[0].lower() in _SOORTNAAM else words[0]
    if not small and first.lower() == "hoogheemraadschap":
        first = "Hoogheemraadschap"
    return " ".join([first, *words[1:]])


def _hoort_samen(stuk: Stuk, found: list[re.Match[str]]) -> bool:
    """Tell whether only spaces, commas and `&` stand between some words."""
    return all(
        re.fullmatch(r",? |\xa0|\n| & ", stuk.tekst[one.end() : two.start()])
        for one, two in pairwise(found)
    )


def _is_bijna(written: list[str], name: tuple[str, ...]) -> bool:
    """Tell whether words are a name with a slip: other capitals, or a letter that is wrong."""
    rest = list(zip(written[1:], name[1:], strict=True))
    if all(a.lower() == b.lower() for a, b in rest):
        # As common words it is no name: `een raad van state`, `de hoge raad`.
        return any(a[0].isupper() for a, b in rest) or written[0][0].isupper()
    wrong = [(a, b) for a, b in rest if a.lower() != b.lower()]
    if len(wrong) > 1 or len(wrong[0][1]) < 5 or wrong[0][0].isdigit():
        return False
    a, b = wrong[0]
    is_name = a[0].isupper() or (written[0][0].isupper() and len(name) > 2)
    return is_name and afstand(a.lower(), b.lower(), _MOST) <= (1 if len(b) < 9 else _MOST)


def _vondst(stuk: Stuk, start: int, end: int, written: list[str], name: tuple[str, ...]) -> Vondst:
    row = next(
        row[0] for row in data.rows("officiele-namen.txt")
        if tuple(_WOORD.findall(row[0])) == name
    )  # fmt: skip
    if written[0][0].isupper():
        row = row[0].upper() + row[1:]
    return Vondst(
        Code.OFFICIAL_NAME, Severity.WAARSCHUWING, stuk, start, end - start,
        f"de naam is '{row}'", None, row,
    )  # fmt: skip
