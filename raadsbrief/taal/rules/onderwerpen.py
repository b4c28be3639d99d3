"""Rules about a subject and a verb that differ in number: *wij legt*, *er is twee borden*."""

from __future__ import annotations

from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.grammatica import (
    ENKELVOUD_VAN,
    MEERVOUD_VAN,
    MEEWERKEND,
    begint_zin,
    gaat_verder,
    is_deelwoord,
    is_enkelvoud,
    is_meervoud,
)
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import HIJ_VORM, MEERVOUD, VERBOGEN, ZELFSTANDIG

_WIJ = ("wij", "we")


def wij_met_enkelvoud(letter: Letter) -> Iterator[Vondst]:
    """*Wij heeft besloten*, *In mei legt wij u een voorstel voor*."""
    for reeks in reeksen(letter):
        if not reeks.begint or len(reeks) < 3:
            continue
        if reeks.klein(0) in _WIJ and _is_enkelvoudig(reeks, 1):
            yield _bij_wij(reeks, 1)
        for i in range(1, len(reeks) - 1):
            if reeks.klein(i + 1) in _WIJ and _is_enkelvoudig(reeks, i):
                yield _bij_wij(reeks, i)
            if _is_enkelvoudig(reeks, i) or begint_zin(reeks, i):
                break  # what follows can be another clause


def _is_enkelvoudig(reeks: Reeks, i: int) -> bool:
    return reeks.klein(i) in MEERVOUD_VAN or reeks.alleen(i, HIJ_VORM)


def _bij_wij(reeks: Reeks, i: int) -> Vondst:
    return _getal(reeks, i, MEERVOUD_VAN.get(reeks.klein(i)), "'wij' is meervoud")


_IK = data.of("ik je jij jou jouw mij mijn")


# What a sentence in English does not have.
_GEWOON = data.of("de het een van er die dat voor met niet ook deze zijn als wordt worden")


def word_zonder_ik(letter: Letter) -> Iterator[Vondst]:
    """*de scholen word betrokken*: `word` goes with `ik` and `jij` only."""
    for reeks in reeksen(letter):
        if all(word.klein != "word" for word in reeks.woorden):
            continue
        others = {word.klein for word in reeks.zin.woorden}
        for i in range(len(reeks)):
            is_first = i == 0 and reeks.woorden[0] is reeks.zin.woorden[0]
            if reeks.vorm(i) == "word" and not is_first and not _IK & others and _GEWOON & others:
                yield Vondst(
                    Code.VERB_FORM, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
                    "'word' hoort alleen bij 'ik' en 'jij'", "schrijf 'wordt' of 'worden'",
                )  # fmt: skip


_TELLEND = data.of(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf meerdere enkele diverse verschillende"
)
_ENKEL = ("is", "wordt", "werd", "was")


def er_met_aantal(letter: Letter) -> Iterator[Vondst]:
    """*er is twee borden geplaatst*: what is counted is plural."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 3):
            verb = next((j for j in (i, i + 1) if reeks.klein(j) in _ENKEL), -1)
            if "er" not in (reeks.klein(i), reeks.klein(i + 1)) or verb < 0:
                continue
            noun = i + 3 if _telt(reeks, i + 2) else 0
            while noun and reeks.kan(noun, VERBOGEN) and not reeks.kan(noun, ZELFSTANDIG):
                noun += 1
            is_done = is_deelwoord(reeks, noun + 1) and reeks.klein(noun + 1) not in MEEWERKEND
            if noun and is_meervoud(reeks, noun) and is_done:
                right = MEERVOUD_VAN[reeks.klein(verb)]
                yield _getal(reeks, verb, right, f"'{reeks.klein(noun)}' is meervoud")


def _telt(reeks: Reeks, i: int) -> bool:
    word = reeks.klein(i)
    return word in _TELLEND or (word.isdigit() and int(word) > 1)


_VAN = data.of("van voor in op bij aan uit over met")
_LIDWOORD = data.of("de het een deze dit onze ons uw")


def met_bepaling(letter: Letter) -> Iterator[Vondst]:
    """*De kosten van de verkiezing wordt geraamd*: the verb goes with the first noun."""
    for reeks in reeksen(letter):
        if not reeks.begint or reeks.klein(0) not in ("de", "deze", "onze", "alle", "beide"):
            continue
        first = _naamwoord(reeks, 1)
        if reeks.klein(first + 1) not in _VAN or reeks.klein(first + 2) not in _LIDWOORD:
            continue
        last = _naamwoord(reeks, first + 3)
        verb = reeks.klein(last + 1)
        rest = {reeks.klein(j) for j in range(last + 2, len(reeks))}
        is_plural = is_meervoud(reeks, first) or reeks.klein(first) == "kosten"
        if verb not in _ENKEL or not is_plural or not is_enkelvoud(reeks, last):
            continue
        if gaat_verder(reeks, last + 2) and not MEEWERKEND & rest:
            subject = f"het onderwerp '{reeks.klein(first)}' is meervoud"
            yield _getal(reeks, last + 1, MEERVOUD_VAN[verb], subject)


def _naamwoord(reeks: Reeks, i: int) -> int:
    while reeks.kan(i, VERBOGEN) and not reeks.kan(i, ZELFSTANDIG):
        i += 1
    return i


_VOORAAN = data.of(
    "daarmee hiermee daarvoor hiervoor daardoor hierdoor daarin hierin daarop hierop daarnaast "
    "daarom inmiddels ook verder tevens bovendien momenteel er vanwege"
)
_ANDEREN = data.of("wij we u zij ze hen mensen en of noch alsmede die beide velen anderen er")


def omgekeerd(letter: Letter) -> Iterator[Vondst]:
    """*Daarmee voldoen het plan aan de norm*: only one thing can be the subject."""
    for reeks in reeksen(letter):
        right = ENKELVOUD_VAN.get(reeks.klein(1))
        i = 3 if reeks.klein(2) in ("ook", "er", "nog", "al", "nu") else 2
        is_one = reeks.klein(i) in ("de", "het", "een", "één", "dit")
        if not reeks.begint or right is None or not is_one or reeks.klein(0) not in _VOORAAN:
            continue
        noun = _naamwoord(reeks, i + 1)
        rest = range(noun + 1, len(reeks))
        is_alone = not any(reeks.kan(j, MEERVOUD) or reeks.klein(j) in _ANDEREN for j in rest)
        if is_enkelvoud(reeks, noun) and is_alone and reeks.na == "." and len(rest):
            yield _getal(reeks, 1, right, f"het onderwerp '{reeks.klein(noun)}' is enkelvoud")


def _getal(reeks: Reeks, i: int, right: str | None, subject: str) -> Vondst:
    hint = None if right else "laat onderwerp en werkwoord bij elkaar passen"
    return Vondst(
        Code.NUMBER, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
        f"{subject}, '{reeks.klein(i)}' niet", hint, right,
    )  # fmt: skip
