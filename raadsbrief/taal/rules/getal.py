"""Rules about number over a distance: *De uitkomst van de gesprekken zijn*, *het aantal ... zijn*.

What stands between the subject and its verb is read as phrases with a preposition. A rule speaks
only where no other word of the clause can be the subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.grammatica import MEEWERKEND, is_maat, is_verzameling
from raadsbrief.taal.rules.groepen import (
    BEPALERS,
    ENKELVOUD_VAN,
    MEERVOUD_VAN,
    VOORNAAMWOORDEN,
    VOORZETSELS,
    heeft_los_naamwoord,
    is_naam,
    is_persoonsvorm,
    is_zeker_meervoud,
    na_bepalingen,
    naamgroep,
)
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJVOEGLIJK,
    BIJWOORD,
    DE_WOORD,
    HET_WOORD,
    IK_VORM,
    INFINITIEF,
    VOLTOOID,
)

_BIJ_MEERVOUD = data.of("de deze die alle beide enkele meerdere diverse verschillende sommige onze")
_OOK_BIJ_INFINITIEF = data.of("uw hun")
_BIJ_ENKELVOUD = data.of("de het dit deze een onze ons elke iedere elk ieder")
# What is or becomes has no object: the noun before it is the subject.
_ZONDER_LIJDEND = data.of(
    "is was wordt werd blijft blijkt gaat komt staat ligt stijgt daalt loopt bestaat geldt begint "
    "eindigt ontstaat verloopt valt bedraagt voldoet leidt kwam ging stond lag bleek bleef start "
    "zijn waren worden werden blijven blijken gaan komen staan liggen stijgen dalen lopen bestaan "
    "gelden beginnen eindigen ontstaan verlopen vallen bedragen voldoen leiden kwamen gingen"
)
# Nouns that are plural in form, and that many use as one thing; or that name a moment.
_NIET_MEERVOUD = data.of(
    "media data hersenen jaren weken maanden dagen uren keren tijden hectaren hectares meters "
    "tonnen euro's miljoenen miljarden kilometers procenten minuten inkomsten"
)


def onderwerp_met_bepaling(letter: Letter) -> Iterator[Vondst]:
    """*De kosten is hoog*, *De uitkomst van de gesprekken zijn positief*."""
    for reeks in reeksen(letter):
        if not reeks.begint or reeks.klein(0) not in BEPALERS:
            continue
        noun = naamgroep(reeks, 0)
        if noun < 1 or is_naam(reeks, noun):
            continue
        verb = na_bepalingen(reeks, noun + 1)
        found = reeks.klein(verb)
        if is_persoonsvorm(found) or found in ("kost", "start"):
            plural = _is_meervoudig(reeks, 0, noun) and found != "kost"
            single = verb > noun + 1 and _is_enkelvoudig(reeks, 0, noun)
            single = single and found in _HULP
            right = (MEERVOUD_VAN if plural else ENKELVOUD_VAN if single else {}).get(found)
            if right and right != found and _past_bij(reeks, verb, bool(plural)):
                yield _vondst(reeks, verb, right, f"het onderwerp '{reeks.klein(noun)}'")


def _is_meervoudig(reeks: Reeks, first: int, noun: int) -> bool:
    """Tell whether a group of words is a plural subject, and no moment or measure."""
    determiner, word = reeks.klein(first), reeks.klein(noun)
    fits = determiner in _BIJ_MEERVOUD
    fits = fits or (determiner in _OOK_BIJ_INFINITIEF and not reeks.kan(noun, INFINITIEF))
    is_plural = is_zeker_meervoud(reeks, noun) and not is_maat(reeks, noun)
    return (
        fits and is_plural and word not in _NIET_MEERVOUD and not _heeft_getal(reeks, first, noun)
    )


def _heeft_getal(reeks: Reeks, first: int, last: int) -> bool:
    """Tell whether something is counted: *de 20 miljoen*, *de eerste drie weken*."""
    return any(reeks.woorden[i].soort == "getal" for i in range(first, last))


def _is_enkelvoudig(reeks: Reeks, first: int, noun: int) -> bool:
    is_one = reeks.alleen(noun, DE_WOORD + HET_WOORD + IK_VORM)
    is_one = is_one and reeks.kan(noun, DE_WOORD + HET_WOORD)
    return (
        is_one
        and reeks.klein(first) in _BIJ_ENKELVOUD
        and not is_maat(reeks, noun)
        and not is_verzameling(reeks, noun)
        and not any(reeks.klein(i) in ("en", "of") for i in range(noun))
    )


# Done to somebody, though nothing else stands there: *De bewoners wordt gevraagd mee te doen*.
_TOT_IEMAND = data.of(
    "gevraagd geadviseerd aangeraden medegedeeld meegedeeld verteld uitgelegd verzocht aanbevolen "
    "afgeraden ontraden opgedragen toegestaan verboden bevolen gemeld duidelijk kenbaar gewezen "
    "toegezegd beloofd voorgesteld opgelegd geboden gegeven"
)
# As an infinitive these end no heading: *Het menu tonen*.
_HULP = data.of(
    "zijn worden hebben zullen kunnen moeten mogen willen blijven gaan komen staan liggen leiden "
    "stijgen dalen zorgen waren werden hadden zouden moesten konden blijken bestaan gelden lopen "
    "kwamen gingen stonden lagen bleken bleven gaven namen vonden begonnen kregen deden"
)
_VOLGT = BIJVOEGLIJK + BIJWOORD + VOLTOOID + "zc"
_KLEIN = data.of("niet nog al ook te hieronder hierna hiermee hierdoor daardoor daarmee binnenkort")
_PREDICAAT = data.of("een geen")


def _past_bij(reeks: Reeks, verb: int, is_plural: bool) -> bool:
    """Tell whether after the verb nothing stands that could be its subject instead."""
    rest = {reeks.klein(j) for j in range(verb + 1, len(reeks))}
    if _TOT_IEMAND & rest or rest & {"wij", "we", "u", "ik", "ze", "zij", "men", "hij"}:
        return False
    if MEEWERKEND & rest and heeft_los_naamwoord(reeks, verb + 1):
        return False
    following = reeks.klein(verb + 1)
    if following == "zien" and reeks.klein(verb) in ("laat", "laten"):
        return True
    if not following or following in VOORNAAMWOORDEN - {"er"} or is_naam(reeks, verb + 1):
        return False
    if following in BEPALERS:
        return False
    can_follow = reeks.kan(verb + 1, _VOLGT) or following in VOORZETSELS
    can_follow = can_follow or following in _KLEIN
    if not can_follow or (reeks.kan(verb + 1, "mdh") and not reeks.kan(verb + 1, "bxfz")):
        return False
    if reeks.klein(verb) in _ZONDER_LIJDEND and is_plural:
        return following != "er" and not _volgt_onderwerp(reeks, verb + 1)
    return not heeft_los_naamwoord(reeks, verb + 1)


def _volgt_onderwerp(reeks: Reeks, i: int) -> bool:
    """Tell whether after an adverb another subject follows: *De kosten is daarom het plan ...*."""
    while reeks.kan(i, BIJWOORD) and reeks.klein(i) not in VOORZETSELS:
        i += 1
    return reeks.klein(i) in BEPALERS - _PREDICAAT or reeks.klein(i) in VOORNAAMWOORDEN


def aantal_met_meervoud(letter: Letter) -> Iterator[Vondst]:
    """*Het aantal meldingen zijn gestegen*, *Een van de plannen zijn klaar*: one thing."""
    for reeks in reeksen(letter):
        if not reeks.begint or len(reeks) < 4:
            continue
        noun = _na_een_ding(reeks)
        if noun < 0 or not is_zeker_meervoud(reeks, noun):
            continue
        verb = na_bepalingen(reeks, noun + 1)
        right = ENKELVOUD_VAN.get(reeks.klein(verb))
        if right and is_persoonsvorm(reeks.klein(verb)) and _past_bij(reeks, verb, False):
            subject = " ".join(word.klein for word in reeks.woorden[:2])
            yield _vondst(reeks, verb, right, f"het onderwerp '{subject}'")


def _na_een_ding(reeks: Reeks) -> int:
    first, second = reeks.klein(0), reeks.klein(1)
    if (first, second) == ("het", "aantal"):
        return naamgroep(reeks, 2)
    is_one = first in ("een", "één", "elk", "ieder", "geen") and second == "van"
    return naamgroep(reeks, 2) if is_one and reeks.klein(2) in ("de", "deze", "onze") else -1


_ER = data.of("is wordt was werd staat ligt komt bestaat geldt hangt zit volgt ontstaat")
_TELT = data.of(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf meerdere enkele diverse "
    "verschillende geen veel weinig voldoende onvoldoende nieuwe extra"
)


def er_met_meervoud(letter: Letter) -> Iterator[Vondst]:
    """*Er is drie plannen*, *Er komt meerdere bijeenkomsten*: what is counted is plural."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 3):
            if reeks.klein(i) != "er":
                continue
            before = reeks.klein(i - 1) if i else ""
            verb = i + 1 if reeks.klein(i + 1) in _ER else i - 1 if before in _ER else -1
            at = max(verb, i) + 1
            while reeks.klein(at) in ("nu", "ook", "nog", "al", "inmiddels", "daarnaast", "verder"):
                at += 1
            if verb < 0 or not _is_geteld(reeks, at):
                continue
            noun = naamgroep(reeks, at)
            if noun <= at or not is_zeker_meervoud(reeks, noun) or is_maat(reeks, noun):
                continue
            rest = [reeks.klein(j) for j in range(noun + 1, len(reeks))]
            is_more = (
                bool(MEEWERKEND & set(rest))
                or "noch" in rest
                or reeks.klein(noun + 1) in ("de", "het", "een")
            )
            if reeks.klein(noun) not in _NIET_MEERVOUD and not is_more:
                right = MEERVOUD_VAN.get(reeks.klein(verb))
                yield _vondst(reeks, verb, right, f"'{reeks.klein(noun)}'")


def _is_geteld(reeks: Reeks, i: int) -> bool:
    word = reeks.klein(i)
    return word in _TELT or (word.isdigit() and int(word) > 1)


_INLEIDING = data.of(
    "omdat doordat zodat wanneer terwijl hoewel nadat voordat zodra indien als of dat mits tenzij"
)


def in_bijzin(letter: Letter) -> Iterator[Vondst]:
    """*omdat de plannen nog niet klaar is*: the verb stands at the end of its clause."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 3):
            if reeks.klein(i) not in _INLEIDING or (
                i and reeks.kan(i - 1, "dhm") and reeks.klein(i) in ("als", "of")
            ):
                continue
            noun = naamgroep(reeks, i + 1)
            if noun <= i + 1 or not _is_meervoudig(reeks, i + 1, noun):
                continue
            verb = _slot(reeks, noun + 1)
            found = reeks.klein(verb)
            rest = {reeks.klein(j) for j in range(i, len(reeks))}
            if found in ("is", "was", "wordt", "werd") and not MEEWERKEND & rest:
                yield _vondst(
                    reeks, verb, MEERVOUD_VAN[found], f"het onderwerp '{reeks.klein(noun)}'"
                )


def _slot(reeks: Reeks, i: int) -> int:
    """Return the number of the verb that ends a clause, with only phrases and adverbs before it."""
    while i < len(reeks):
        i = na_bepalingen(reeks, i)
        if reeks.klein(i) in ("is", "was", "wordt", "werd"):
            ends = i + 1 == len(reeks) or reeks.kan(i + 1, VOLTOOID)
            return i if ends and reeks.na != "?" else -1
        if not reeks.kan(i, BIJVOEGLIJK + BIJWOORD + VOLTOOID) or reeks.klein(i) in BEPALERS:
            return -1
        if reeks.klein(i) in VOORNAAMWOORDEN:
            return -1
        i += 1
    return -1


_LICHAMEN = (
    "college", "raad", "gemeente", "provincie", "burgemeester", "wethouder", "directeur", "politie",
    "ministerie", "school", "corporatie", "stichting", "waterschap", "commissie", "voorzitter",
    "griffier", "secretaris", "vereniging", "minister", "rijk", "bestuur", "omgevingsdienst",
)  # fmt: skip


def twee_onderwerpen(letter: Letter) -> Iterator[Vondst]:
    """*De gemeente en de provincie heeft besloten*: two subjects, so plural."""
    for reeks in reeksen(letter):
        if not reeks.begint or reeks.klein(0) not in ("de", "het"):
            continue
        first = naamgroep(reeks, 0)
        if first < 0 or reeks.klein(first + 1) != "en":
            continue
        if reeks.klein(first + 2) not in ("de", "het"):
            continue
        second = naamgroep(reeks, first + 2)
        verb = second + 1
        bodies = all(reeks.klein(i).endswith(_LICHAMEN) for i in (first, second))
        right = MEERVOUD_VAN.get(reeks.klein(verb))
        if second > 0 and bodies and right and _past_bij(reeks, verb, True):
            yield _vondst(reeks, verb, right, "het onderwerp bestaat uit twee delen en")


def _vondst(reeks: Reeks, i: int, right: str | None, subject: str) -> Vondst:
    number = "meervoud" if right in ENKELVOUD_VAN else "enkelvoud"
    return Vondst(
        Code.NUMBER, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
        f"{subject} is {number}, '{reeks.klein(i)}' niet", None, right,
    )  # fmt: skip
