"""Rules about verbs: number, and the endings d, t and dt. All are narrow: they must be sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJWOORD,
    DE_WOORD,
    HET_WOORD,
    HIJ_VORM,
    IK_VORM,
    MEERVOUD,
    VERBOGEN,
    VERLEDEN_MEERVOUD,
    VOLTOOID,
    VOORZETSEL,
    ZELFSTANDIG,
    lexicon,
)

_MATEN = frozenset(data.words("maten.txt"))
# Persoonsvormen, singular and plural.
_PAREN = (
    "is/zijn was/waren wordt/worden werd/werden heeft/hebben had/hadden zal/zullen zou/zouden "
    "moet/moeten moest/moesten kan/kunnen kon/konden mag/mogen mocht/mochten gaat/gaan "
    "blijft/blijven blijkt/blijken krijgt/krijgen komt/komen staat/staan draagt/dragen "
    "biedt/bieden vormt/vormen zorgt/zorgen leidt/leiden helpt/helpen "
    "voldoet/voldoen bedraagt/bedragen wil/willen"
)
MEERVOUD_VAN: dict[str, str] = dict(re.findall(r"(\w+)/(\w+)", _PAREN))
ENKELVOUD_VAN = {plural: singular for singular, plural in MEERVOUD_VAN.items()}
_LIJDEND = data.of("wordt werd is was zal moet kan komt")
_MEERVOUDIG = data.of(
    "de deze alle beide enkele meerdere diverse verschillende veel sommige onze uw hun"
)
_ENKELVOUDIG = data.of("de het dit deze een ons onze elke iedere elk ieder uw")
_BIJZIN = data.of("omdat doordat zodat wanneer terwijl hoewel nadat voordat zodra")
_VOORAAN = data.of(
    "ook daarnaast daarom hierdoor daardoor verder tevens inmiddels momenteel hiermee daarmee "
    "vervolgens bovendien nu eerder onlangs er hierbij daarbij zo hiervoor daarvoor"
)
# Participles whose plural noun can be the one to whom something is done.
MEEWERKEND = data.of(
    "gevraagd aangeboden geadviseerd aangeraden toegestuurd toegezonden medegedeeld meegedeeld "
    "geboden gegeven verteld uitgelegd opgelegd toegekend verleend verstrekt toegewezen ontnomen "
    "verweten gegund toegezegd beloofd verzocht aanbevolen afgeraden ontraden opgedragen "
    "toegestaan verboden verschaft bevolen ontzegd onthouden uitgereikt overhandigd betaald "
    "uitgekeerd "
    "bezorgd bespaard voorgelegd gestuurd gemeld voorgesteld duidelijk kenbaar meegegeven gewezen "
    "aangezegd"
)
# A singular noun that can go with a plural verb.
_VERZAMELING = _MATEN | data.of("politie jeugd publiek rest overige voorbeeld gevolg")


def onderwerp_en_persoonsvorm(letter: Letter) -> Iterator[Vondst]:
    """*Alle maatregelen moet zijn uitgevoerd*: subject and verb differ in number."""
    for reeks in reeksen(letter):
        for i, verb in _na_onderwerp(reeks):
            right = MEERVOUD_VAN.get(verb) if is_meervoud(reeks, i - 1) else None
            if right is None and is_enkelvoud(reeks, i - 1):
                right = ENKELVOUD_VAN.get(verb)
            rest = {reeks.klein(j) for j in range(i + 1, min(len(reeks), i + 8))}
            if right is not None and gaat_verder(reeks, i + 1) and not MEEWERKEND & rest:
                yield _getal(reeks, i, right, f"het onderwerp '{reeks.klein(i - 1)}'")
        yield from _na_er(reeks)


def _na_onderwerp(reeks: Reeks) -> Iterator[tuple[int, str]]:
    """Yield each verb right after a subject that begins a sentence or subordinate clause."""
    starts = [0] if reeks.begint else []
    starts += [i + 1 for i in range(len(reeks) - 3) if reeks.klein(i) in _BIJZIN]
    for start in starts:
        determiner = reeks.klein(start)
        i = start + 1
        while reeks.kan(i, VERBOGEN) and not reeks.kan(i, ZELFSTANDIG) and i < start + 4:
            i += 1
        plural = determiner in _MEERVOUDIG and is_meervoud(reeks, i)
        singular = determiner in _ENKELVOUDIG and is_enkelvoud(reeks, i)
        if plural or singular:
            yield i + 1, reeks.klein(i + 1)


def is_meervoud(reeks: Reeks, i: int) -> bool:
    """Tell whether a word can be nothing but a plural noun, and is no measure."""
    is_plural = reeks.kan(i, MEERVOUD) and reeks.alleen(i, MEERVOUD + VERLEDEN_MEERVOUD)
    return is_plural and not is_maat(reeks, i)


def is_enkelvoud(reeks: Reeks, i: int) -> bool:
    """Tell whether a word can be nothing but a singular noun that takes a singular verb."""
    return (
        reeks.alleen(i, DE_WOORD + HET_WOORD + IK_VORM)
        and reeks.kan(i, DE_WOORD + HET_WOORD)
        and not is_maat(reeks, i)
        and reeks.klein(i) not in _VERZAMELING
    )


def is_maat(reeks: Reeks, i: int) -> bool:
    """Tell whether a word measures, or names a stretch of time."""
    word = reeks.klein(i)
    return word in _MATEN or word in _TIJDEN or word.endswith(("jaar", "periode", "maand", "week"))


def is_verzameling(reeks: Reeks, i: int) -> bool:
    """Tell whether a singular noun can go with a plural verb."""
    return reeks.klein(i) in _VERZAMELING


_TIJDEN = data.of(
    "jaren maanden weken dagen uren keren avonden ochtenden middagen perioden periodes kwartalen "
    "minuten momenten tijden zomers winters weekenden fasen decennia eeuwen seizoenen"
)


def gaat_verder(reeks: Reeks, i: int) -> bool:
    """Tell whether no other subject follows: a participle, or a small word and no noun."""
    if reeks.klein(i) == "zijn":
        return reeks.alleen(i + 1, VOLTOOID)
    if is_deelwoord(reeks, i):
        return True
    if i == len(reeks) or not reeks.alleen(i, BIJWOORD + VOORZETSEL):
        return False
    rest = range(i, min(len(reeks), i + 7))
    return any(is_deelwoord(reeks, j) for j in rest) and not any(
        reeks.kan(j, MEERVOUD) or reeks.klein(j) in ("we", "wij", "u", "ze", "zij", "het", "en")
        for j in rest
    )


def is_deelwoord(reeks: Reeks, i: int) -> bool:
    """Tell whether a word is a participle."""
    return reeks.kan(i, VOLTOOID) and not reeks.kan(i, HIJ_VORM)


def _na_er(reeks: Reeks) -> Iterator[Vondst]:
    """*Daarnaast wordt extra maatregelen genomen*, *Er zijn een plan gemaakt*."""
    if not reeks.begint or reeks.klein(0) not in _VOORAAN:
        return
    verb, i = reeks.klein(1), 2
    if reeks.klein(i) == "er":
        i += 1
    determiner = reeks.klein(i)
    if determiner in _MEERVOUDIG | {"een", "nieuwe", "extra"}:
        i += 1
    while reeks.kan(i, VERBOGEN) and not reeks.kan(i, ZELFSTANDIG):
        i += 1
    ends = i + 1
    rest = [reeks.klein(j) for j in range(ends, len(reeks))]
    if not rest or "en" in rest or "noch" in rest or reeks.na == ",":
        return
    is_done = is_deelwoord(reeks, ends) and not MEEWERKEND & set(rest)
    if verb in _LIJDEND and determiner != "een" and is_meervoud(reeks, i) and is_done:
        yield _getal(reeks, 1, MEERVOUD_VAN[verb], f"het onderwerp '{reeks.klein(i)}'")
    is_single = determiner == "een" and is_enkelvoud(reeks, i)
    if is_single and is_done and verb in ("zijn", "worden", "werden", "waren"):
        yield _getal(reeks, 1, ENKELVOUD_VAN[verb], f"het onderwerp '{reeks.klein(i)}'")


def _getal(reeks: Reeks, i: int, right: str, subject: str) -> Vondst:
    number = "meervoud" if right in ENKELVOUD_VAN else "enkelvoud"
    return Vondst(
        Code.NUMBER, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
        f"{subject} is {number}, '{reeks.klein(i)}' niet", None, right,
    )  # fmt: skip


_HULP = data.of(
    "wordt worden werd werden is zijn was waren heeft hebben had hadden heb ben geworden"
)


def voltooid_deelwoord(letter: Letter) -> Iterator[Vondst]:
    """*wordt vermeldt*, *heeft vertelt*: after these a participle, and no other verb."""
    for reeks in reeksen(letter):
        for i in range(1, len(reeks)):
            right = _deelwoord_van(reeks.vorm(i))
            if right is None or not reeks.alleen(i, HIJ_VORM):
                continue
            if _na_hulpwerkwoord(reeks, i) or _sluit_af(reeks, i):
                yield Vondst(
                    Code.VERB_FORM, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
                    f"'{reeks.klein(i)}' is hier een voltooid deelwoord", None, right,
                )  # fmt: skip


def _na_hulpwerkwoord(reeks: Reeks, i: int) -> bool:
    """Tell whether a verb follows an auxiliary that does not end a subordinate clause itself."""
    if reeks.klein(i - 1) not in _HULP or reeks.klein(i - 2) == "hun":
        return False
    is_subordinate = any(
        begint_zin(reeks, j) and reeks.klein(j) not in _NEVEN for j in range(i - 1)
    )
    return i + 1 == len(reeks) if is_subordinate or reeks.klein(i - 1) == "zijn" else True


def _deelwoord_van(form: str) -> str | None:
    """Return the participle that sounds the same: vermeldt has vermeld, vertelt verteld."""
    if not form.endswith("t") or len(form) < 5:
        return None
    for right in (form[:-1], form[:-1] + "d"):
        if right.endswith("d") and lexicon().can_be(right, VOLTOOID):
            return right
    return None


def _sluit_af(reeks: Reeks, i: int) -> bool:
    """Tell whether a verb ends a sentence that began with an auxiliary and has no other clause."""
    follows = reeks.klein(i + 1) if i + 1 < len(reeks) else reeks.na
    if follows not in (".", "", "om"):
        return False
    for j in range(i - 1, max(-1, i - 12), -1):
        if reeks.klein(j) in _HULP and reeks.klein(j) != "zijn":
            return j > 0
        if begint_zin(reeks, j) or (reeks.kan(j, HIJ_VORM) and not reeks.kan(j, "dhmbz")):
            return False
    return False


_NIEUWE_ZIN = _BIJZIN | data.of(
    "en maar of want dat die wat wie hoe als dan om te tot sinds totdat mits tenzij zoals welke"
)


def begint_zin(reeks: Reeks, i: int) -> bool:
    """Tell whether a word begins another clause."""
    return reeks.klein(i) in _NIEUWE_ZIN or reeks.klein(i).startswith("waar")


_NEVEN = data.of("en maar want te om tot")
_ONDERWERPEN = data.of("hij dit dat het er wie men iedereen niemand iemand")


def persoonsvorm(letter: Letter) -> Iterator[Vondst]:
    """*hij word*, *ik wordt*, *u vind*, *Dit betekend*: a verb without its ending, or with it."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            right = _juiste_vorm(reeks, i)
            if right is not None:
                yield Vondst(
                    Code.VERB_FORM, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i + 1),
                    f"bij '{reeks.klein(i)}' hoort '{right}'",
                    None, f"{reeks.woorden[i].tekst} {right}",
                )  # fmt: skip


def _juiste_vorm(reeks: Reeks, i: int) -> str | None:
    """Return the form of the verb after word `i` that goes with it, if the author's does not."""
    subject, verb = reeks.klein(i), reeks.vorm(i + 1)
    if subject == "ik":
        is_wrong = verb.endswith("dt") and reeks.alleen(i + 1, HIJ_VORM)
        is_noun = reeks.klein(i - 1) in ("het", "een", "mijn")
        return verb[:-1] if is_wrong and not is_noun else None
    if reeks.klein(i + 2) in ("je", "jij", "ik"):
        return None
    can_be = lexicon().can_be
    is_bare = reeks.alleen(i + 1, IK_VORM) and can_be(f"{verb}t", HIJ_VORM)
    is_heard = verb.endswith("d") or (i == 1 and subject != "u")
    if is_bare and is_heard and _is_derde_persoon(reeks, i):
        return f"{verb}t"
    is_participle = reeks.alleen(i + 1, VOLTOOID) and verb.endswith("d")
    if is_participle and i == 0 and reeks.begint and subject in ("dit", "dat", "het", "er", "hij"):
        follows = reeks.klein(i + 2)
        if follows in _VERVOLG and can_be(f"{verb[:-1]}t", HIJ_VORM):
            return f"{verb[:-1]}t"
    return None


def _is_derde_persoon(reeks: Reeks, i: int) -> bool:
    subject, begins = reeks.klein(i), i == 0 and reeks.begint
    if subject in ("hij", "men", "iedereen", "niemand") or (subject == "u" and i > 0):
        return True
    if begins and (subject in _ONDERWERPEN or subject == "u"):
        return True
    is_noun = i == 1 and reeks.begint and reeks.klein(0) in _ENKELVOUDIG
    return is_noun and is_enkelvoud(reeks, 1)


_VERVOLG = data.of(
    "dat niet ook een de het geen onder zowel om nog echter vooral dus met in door voor u ons deze"
)


def werkwoord_voor_u(letter: Letter) -> Iterator[Vondst]:
    """*Hierbij vind u*, *word u*: a verb before `u` keeps its t."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            verb = reeks.klein(i)
            if verb not in ("vind", "word") or reeks.klein(i + 1) != "u":
                continue
            if not {word.klein for word in reeks.zin.woorden} & {"ik", "je", "jij"}:
                yield Vondst(
                    Code.VERB_FORM, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
                    f"bij 'u' hoort '{verb}t'", None, f"{verb}t",
                )  # fmt: skip
