"""Rules about commas: one that joins two sentences, and one before the verb or behind *Echter*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.groepen import (
    BEPALERS,
    VOORNAAMWOORDEN,
    VOORZETSELS,
    is_persoonsvorm,
    na_bepalingen,
    naamgroep,
)
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJWOORD,
    HIJ_VORM,
    IK_VORM,
    INFINITIEF,
    VERLEDEN,
    VERLEDEN_MEERVOUD,
    lexicon,
)
from raadsbrief.taal.words.woorden import Woord, Zin

# Before these a sentence ends: the verb and then the subject follow them.
_NIEUWE_ZIN = data.of(
    "daarom daardoor hierdoor hiermee daarmee daarnaast hierbij daarbij hieronder hierin daarin "
    "hierop daarop hierna hierover daarover hiervoor daarvoor hiertoe daartoe hieruit daaruit "
    "bovendien tevens desondanks inmiddels momenteel derhalve hiernaast verder mogelijk "
    "waarschijnlijk helaas gelukkig vandaar ook wel"
)
# Also pronouns: only directly before a verb, and where no second comma closes it off.
_VERWIJST = data.of("dit deze")
_WIJ = data.of("er wij we het hij")
_ONDERWERPEN = data.of("wij we u ik zij ze er het de men hij een dit deze onze uw")
_KAN_PERSOONSVORM = HIJ_VORM + IK_VORM + INFINITIEF + VERLEDEN + VERLEDEN_MEERVOUD
_BIJZIN = data.of(
    "als omdat doordat wanneer terwijl hoewel nadat voordat zodra indien nu sinds zolang mits "
    "tenzij ofschoon aangezien mocht wie wat waar hoe hoeveel welke waarom eerst enerzijds niet "
    "zodat dat of opdat daar toen zowel hetzij noch zoals naarmate om alhoewel tot totdat gezien"
)


def komma_tussen_zinnen(letter: Letter) -> Iterator[Vondst]:
    """*De nota is klaar, hieronder leest u meer*: two sentences, with only a comma between them."""
    for stuk in letter.proza():
        for zin in stuk.zinnen:
            place = _knip(stuk, zin)
            if place is not None:
                last, first = zin.woorden[place - 1], zin.woorden[place]
                is_sure = first.klein not in _WIJ
                yield Vondst(
                    Code.COMMA_SPLICE, Severity.WAARSCHUWING if is_sure else Severity.HINT,
                    stuk, last.start, first.end - last.start,
                    f"voor '{first.tekst}' begint een nieuwe zin",
                    "zet hier een punt in plaats van een komma, of verbind de zinnen met een woord "
                    "als 'en'",
                    f"{last.tekst}. {first.tekst.capitalize()}",
                )  # fmt: skip


def _knip(stuk: Stuk, zin: Zin) -> int | None:
    """Return the number of the word with which a second sentence begins after a comma."""
    words = zin.woorden
    if len(words) < 6 or words[0].klein in _BIJZIN or any(w.klein == "alleen" for w in words):
        return None
    if (words[0].klein, words[1].klein) == ("ook", "al") or is_persoonsvorm(words[0].klein):
        return None
    if re.search(r"[:;?(]|\s[-–—]\s", stuk.tekst[zin.start : zin.end]):
        return None
    commas = [i for i in range(1, len(words)) if _tussen(stuk, words, i) == ", "]
    for i in commas:
        word = words[i].klein
        verb = words[i + 1].klein if i + 1 < len(words) else ""
        subject = words[i + 2].klein if i + 2 < len(words) else ""
        is_verb = is_persoonsvorm(verb) or (
            subject in _ONDERWERPEN
            and lexicon().can_be(verb, _KAN_PERSOONSVORM)
            and not lexicon().can_be(verb, BIJWOORD)
        )
        if i < 3 or not is_verb or _tussen(stuk, words, i + 1) != " ":
            continue
        if word in _VERWIJST or word in _WIJ:
            fits = i == commas[-1] and i + 3 < len(words) and is_persoonsvorm(verb)
        elif word in ("ook", "wel"):
            fits = subject in _ONDERWERPEN and all(one.klein != "niet" for one in words)
        else:
            fits = word in _NIEUWE_ZIN and i + 2 < len(words)
        if fits and _is_hoofdzin(words[:i], commas):
            return i
    return None


def _is_hoofdzin(words: tuple[Woord, ...], commas: list[int]) -> bool:
    """Tell whether a verb comes near the head of some words, with nothing subordinate before it."""
    begin = 0
    for i, word in enumerate(words[:14]):
        if word.klein in _BIJZIN | {"die", "dat", "waarbij", "waarin"} and i not in (0, 1):
            return False
        if i in commas:
            return False
        if is_persoonsvorm(word.klein) and i > begin:
            return True
    return False


def _tussen(stuk: Stuk, words: tuple[Woord, ...], i: int) -> str:
    return stuk.tekst[words[i - 1].end : words[i].start].replace("\n", " ")


_ANTWOORD = data.of("Ja Nee")
_NA_ANTWOORD = data.of(
    "dit dat het de wij we er hij u ik deze ze zij een onze uw is wordt daar hier in op voor "
    "volgens uit alle voor wel niet helaas"
)
# They are part of the sentence, so that the verb follows them at once.
_BIJWOORDEN = data.of(
    "Daarnaast Daarom Hierdoor Daardoor Bovendien Tevens Verder Hiermee Daarmee Momenteel "
    "Inmiddels Helaas Hierbij Daarbij Vervolgens Ook Daarna Hierna Tenslotte Gelukkig Echter "
    "Hierin Daarin "
    "Hierover Daarover Wel Toch Zo Desondanks Derhalve Hierop Daarop Hiertoe Daartoe Mogelijk"
)


def begin_van_de_zin(letter: Letter) -> Iterator[Vondst]:
    """*Nee dit is niet zo*, *Echter, kunnen wij*: a comma too few or too many at the head."""
    for stuk in letter.proza():
        for zin in stuk.zinnen:
            words = zin.woorden
            if len(words) < 3 or words[0].start != zin.start:
                continue
            first, second = words[0], words[1]
            between = _tussen(stuk, words, 1)
            if first.tekst in _ANTWOORD and between == " " and second.tekst in _NA_ANTWOORD:
                if not _is_zelfstandig_ja(words):
                    yield _aan_het_begin(
                        stuk, first, second, f"na '{first.tekst}' hoort een komma", ", "
                    )
            elif first.tekst in _BIJWOORDEN and between == ", " and is_persoonsvorm(second.klein):
                after = words[2].klein
                if after in VOORNAAMWOORDEN | BEPALERS or after in VOORZETSELS or _volgt(words[2]):
                    yield _aan_het_begin(
                        stuk, first, second, f"na '{first.tekst}' hoort hier geen komma", " "
                    )
            elif _is_los_echter(first, second) and between == " ":
                yield _aan_het_begin(stuk, first, second, "na 'Echter' hoort een komma", ", ")


def _is_zelfstandig_ja(words: tuple[Woord, ...]) -> bool:
    """Tell whether *ja* is named: *Ja is het antwoord*."""
    return words[1].klein in ("is", "wordt", "in", "op", "voor") and words[2].klein not in ("de",)


def _is_los_echter(first: Woord, second: Woord) -> bool:
    is_subject = second.klein in VOORNAAMWOORDEN | BEPALERS and not is_persoonsvorm(second.klein)
    return first.tekst == "Echter" and is_subject


def _volgt(word: Woord) -> bool:
    return word.klein in ("ook", "nog", "al", "niet", "inmiddels") or word.tekst[0].isupper()


def _aan_het_begin(stuk: Stuk, first: Woord, second: Woord, melding: str, between: str) -> Vondst:
    return Vondst(
        Code.OPENING_COMMA, Severity.WAARSCHUWING, stuk, first.start, second.end - first.start,
        melding, None, f"{first.tekst}{between}{second.tekst}",
    )  # fmt: skip


def komma_voor_persoonsvorm(letter: Letter) -> Iterator[Vondst]:
    """*In het voorjaar van 2024, heeft het college*: no comma before the verb. A hint."""
    found = list(reeksen(letter))
    for reeks, following in pairwise(found):
        if following.zin is not reeks.zin or not reeks.begint or reeks.na != ",":
            continue
        end = _opening(reeks)
        last, first = reeks.woorden[-1], following.woorden[0]
        verb = following.klein(0)
        if end != len(reeks) or len(reeks) < 2 or not is_persoonsvorm(verb):
            continue
        if reeks.stuk.tekst[following.woorden[0].start - 2 : following.woorden[0].start] != ", ":
            continue
        if any(word.klein in ("of", "ja", "nee", "te", "om") for word in reeks.woorden):
            continue
        if "en" in (word.klein for word in reeks.woorden[:-1]) and last.klein != "wethouders":
            continue
        if len(following) < 2 or (len(following) < 4 and following.na == ","):
            continue
        is_subject = reeks.klein(0) in BEPALERS
        yield Vondst(
            Code.VERB_COMMA, Severity.WAARSCHUWING if is_subject else Severity.HINT,
            reeks.stuk, last.start, first.end - last.start,
            f"voor '{first.tekst}' hoort hier geen komma", None, f"{last.tekst} {first.tekst}",
        )  # fmt: skip


def _opening(reeks: Reeks) -> int:
    """Return where the subject or phrase ends with which a sentence begins."""
    i = na_bepalingen(reeks, 0)
    if i == 0 and reeks.klein(0) in BEPALERS:
        noun = naamgroep(reeks, 0)
        i = na_bepalingen(reeks, noun + 1) if noun > 0 else 0
    return i
