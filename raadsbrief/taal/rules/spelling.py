"""Rules about words that do not exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from raadsbrief import budgets
from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import lexicon
from raadsbrief.taal.words.woorden import Woord
from raadsbrief.taal.words.woordenboek import Woordenboek

# Shorter words have too many neighbours for a proposal to be sure.
_KORTSTE = 6


def onbekende_woorden(letter: Letter) -> Iterator[Vondst]:
    """*gemeentraad*: a word that does not exist. One that has no neighbour is only a hint.

    Names, codes, abbreviations and words in a foreign phrase are left alone; so is what stands
    in an earlier letter, where somebody read it before.
    """
    boek = Woordenboek(lexicon(), " ".join(letter.namen).split())
    times = Counter(word.klein for stuk in letter.stukken for word in stuk.woorden)
    before = {word.klein for stuk in letter.eerdere for word in stuk.woorden}
    told: set[str] = set()
    for stuk in letter.stukken:
        unknown = [_is_onbekend(boek, stuk, i) for i in range(len(stuk.woorden))]
        for i, word in enumerate(stuk.woorden):
            if unknown[i] and word.klein not in before and word.klein not in told:
                told.add(word.klein)
                near_foreign = any(unknown[max(0, i - 1) : i]) or any(unknown[i + 1 : i + 2])
                seeks = len(told) <= budgets.ALIKE and len(word.tekst) <= _LANGSTE
                vondst = _vondst(boek, stuk, word, times, near_foreign, seeks)
                if vondst.severity is not Severity.HINT or not _kan_bestaan(boek, word, vondst):
                    yield vondst


def _kan_bestaan(boek: Woordenboek, word: Woord, vondst: Vondst) -> bool:
    """Tell whether a word may well exist: two nouns together, or a name that begins a sentence."""
    if word.tekst[0].isupper() and vondst.voorstel is None:
        return True
    return boek.is_samengesteld(word.klein.strip("-"))


# To seek what was meant takes long: no letter has as many unknown words, or as long ones.
_LANGSTE = 60


def _is_onbekend(boek: Woordenboek, stuk: Stuk, i: int) -> bool:
    word = stuk.woorden[i]
    text = word.tekst.strip("-‑")
    if word.soort != "woord" or len(text) < 4 or not text[1:].islower():
        return False
    if stuk.tekst[word.end : word.end + 1] == "." and text in data.words("afkortingen.txt"):
        return False
    if any(c.isdigit() for c in text) or (text[0].isupper() and not _begint_zin(stuk, word)):
        return False
    return not (boek.kent(text) or (word.tekst[-1] in "-‑" and boek.is_deel(text.lower())))


def _begint_zin(stuk: Stuk, word: Woord) -> bool:
    return word.start in stuk.once(_beginnen)


def _beginnen(stuk: Stuk) -> frozenset[int]:
    return frozenset(zin.woorden[0].start for zin in stuk.zinnen)


def _vondst(
    boek: Woordenboek, stuk: Stuk, word: Woord, times: Counter[str], near_foreign: bool,
    seeks: bool,
) -> Vondst:  # fmt: skip
    found = boek.voorstellen(word.tekst) if seeks else []
    proposals = sorted(found, key=lambda one: -times[one.lower()])
    best = proposals[0] if proposals else None
    sure = best is not None and not near_foreign and _is_zeker(boek, word, best, times)
    return Vondst(
        Code.UNKNOWN_WORD, Severity.WAARSCHUWING if sure else Severity.HINT,
        stuk, word.start, len(word.tekst), f"'{word.tekst}' is geen bekend woord",
        None if best else "kijk of het goed gespeld is", best,
    )  # fmt: skip


def _is_zeker(boek: Woordenboek, word: Woord, best: str, times: Counter[str]) -> bool:
    """Tell whether the author surely meant the proposal: who repeats a word, means it."""
    small = word.klein
    if word.tekst[0].isupper() or len(small) < _KORTSTE or best[0].isupper():
        return False
    if best in _andere_vormen(small) or small in _andere_vormen(best):
        return False  # another form of a word that the dictionary does not have
    if not boek.is_verschrijving(small, best):
        return False
    return times[word.klein] == 1 or times[best.lower()] > times[word.klein]


def _andere_vormen(word: str) -> tuple[str, ...]:
    return (f"{word}s", f"{word}n", f"{word}e", f"{word}en")
