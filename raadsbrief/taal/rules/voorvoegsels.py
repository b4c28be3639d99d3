"""Rules about a part of a word that stands apart: *netto effect*, *is op gesteld*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen, soorten, woordenboek
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.groepen import BEPALERS, VOORNAAMWOORDEN, VOORZETSELS
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJVOEGLIJK,
    DE_WOORD,
    HET_WOORD,
    IK_VORM,
    INFINITIEF,
    MEERVOUD,
    VERBOGEN,
    VOEGWOORD,
    VOLTOOID,
    VOLTOOID_VERBOGEN,
    VOORZETSEL,
    ZELFSTANDIG,
    lexicon,
)

# No words of their own: they begin the next.
_NOOIT_LOS = data.of(
    "anti co ex her hyper inter intra mede micro multi neo non pre pseudo re semi sub ultra vice "
    "bio eco loco adjunct"
)
_MET_STREEPJE = data.of("ex oud non adjunct")
_BEDRAG = data.of("netto bruto")
_STUK = data.of("concept ontwerp")
# What a draft can be a draft of.
_STUKKEN = (
    "besluit", "plan", "programma", "akkoord", "rapport", "verslag", "nota", "verordening",
    "begroting", "overeenkomst", "brief", "visie", "agenda", "reglement", "rapportage",
    "voorstel", "wet", "wetsvoorstel", "advies", "regeling", "beleid", "kader", "jaarrekening",
    "notitie", "beschikking", "tekst", "tekening", "vergunning", "convenant", "antwoord",
    "protocol", "strategie", "kaart", "lijst", "richtlijn", "begrotingen", "plannen", "besluiten",
    "stukken", "nota's", "agenda's", "teksten", "rapporten", "verordeningen",
    "structuurvisie", "motie",
)  # fmt: skip
_PERSONEN = (
    "directeur", "wethouder", "burgemeester", "raadslid", "raadsleden", "voorzitter", "minister",
    "medewerker", "medewerkers", "wethouders", "bestuurder", "bestuurders", "collega", "collega's",
    "inwoner", "inwoners", "leerling", "leerlingen", "griffier", "secretaris", "ambtenaar",
    "ambtenaren", "bewoner", "bewoners", "huisarts", "militair", "militairen", "gedetineerden",
    "gedetineerde", "deelnemer", "deelnemers", "eigenaar", "eigenaren", "werknemers", "cliënten",
    "commissaris", "gedeputeerde", "statenlid", "kamerlid", "leraar", "docent", "student",
    "studenten", "partner", "werkgever", "politicus", "fractievoorzitter", "hoofd",
)  # fmt: skip
_MEDE = (
    *_PERSONEN, "overheden", "overheid", "organisator", "verantwoordelijkheid", "financiering",
)  # fmt: skip
_LEEFTIJD = data.of(
    "jaar maanden dagen weken hoe zo te even is zijn wordt en als jong heel erg was waren maand"
)


def los_voorvoegsel(letter: Letter) -> Iterator[Vondst]:
    """*netto effect*, *concept begroting*, *oud directeur*: the first is a part of the second."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            first, second = reeks.vorm(i), reeks.vorm(i + 1)
            if not first.islower() or not second.islower() or "-" in second or len(second) < 4:
                continue
            if _is_voorvoegsel(reeks, i):
                joined = _samen(first, second)
                yield Vondst(
                    Code.LOOSE_PREFIX, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i + 1),
                    f"'{first} {second}' is één woord", None,
                    reeks.woorden[i].tekst[0] + joined[1:],
                )  # fmt: skip


def _samen(first: str, second: str) -> str:
    clash = first[-1] + second[0] in ("ee", "oo", "ae", "oe", "ei", "ui", "eu", "aa", "ii", "oi")
    return f"{first}{'-' if clash or first in _MET_STREEPJE else ''}{second}"


def _is_voorvoegsel(reeks: Reeks, i: int) -> bool:
    first, second = reeks.vorm(i), reeks.vorm(i + 1)
    is_noun = reeks.kan(i + 1, ZELFSTANDIG) and not reeks.kan(i + 1, VERBOGEN + VOORZETSEL)
    before = reeks.klein(i - 1) if i else ""
    if first in _BEDRAG:
        is_noun = is_noun and reeks.alleen(i + 1, ZELFSTANDIG + IK_VORM)
        return is_noun and before not in ("en", "of")
    if first in _STUK:
        return is_noun and second.endswith(_STUKKEN) and before not in ("van", "als")
    if first == "oud":
        return second.endswith(_PERSONEN) and before not in _LEEFTIJD
    if first == "mede":
        return second.endswith(_MEDE) and (before in BEPALERS or before in VOORZETSELS)
    if first not in _NOOIT_LOS:
        return False
    known = reeks.kan(i + 1, ZELFSTANDIG + "BbFu") or (
        not soorten(second) and woordenboek().kent(second)
    )
    others = {word.klein for word in reeks.zin.woorden}
    is_dutch = others & {"de", "het", "een", "van", "en", "is", "zijn", "wij", "met", "wordt"}
    is_latin = first in ("ex", "re", "co", "pre", "sub", "bio", "eco") and before in ("",)
    return bool(known and is_dutch) and not is_latin and second not in ("versa", "aequo", "ante")


# What a separable verb begins with. Those that are prepositions too need more to be sure.
_DEEL = data.of("terug weg neer voort mee toe af vooruit tegemoet bekend vrij vast stil")
_DEEL_VOORZETSEL = data.of("op in aan uit over door onder om bij voor na tegen binnen")
_ER = re.compile(
    r"(?:er|daar|hier|waar)(?:aan|op|in|uit|over|door|onder|om|bij|voor|na|mee|toe|van)?"
)
_HULP = data.of(
    "is zijn was waren wordt worden werd werden heeft hebben had hadden ben zal zullen kan kunnen "
    "moet moeten wil willen gaat gaan"
)
_MODAAL = data.of("zal zullen kan kunnen moet moeten wil willen mag mogen gaan gaat zou zouden")
_BEWEGING = data.of(
    "gaan rijden lopen komen kijken brengen trekken fietsen halen zitten staan doen zijn werken "
    "wonen leven maken"
)
_DEELWOORD = VOLTOOID + VOLTOOID_VERBOGEN + BIJVOEGLIJK + VERBOGEN + MEERVOUD
# Of these both ways of writing exist.
_BEIDE = data.of(
    "gedaan gemaakt gegaan gezeten geweest gekomen geschreven gelopen geleverd gewerkt gesteld "
    "geschat bezet betaald gekocht gekozen geboren gebleven"
)


def los_deel_van_werkwoord(letter: Letter) -> Iterator[Vondst]:
    """*is op gesteld*, *zal het plan uit voeren*: particle and verb are one word."""
    looked_at, has_er = None, False
    for reeks in reeksen(letter):
        for i in range(1, len(reeks) - 1):
            if not _is_los_deel(reeks, i):
                continue
            if reeks.zin is not looked_at:
                looked_at = reeks.zin
                has_er = any(_ER.fullmatch(word.klein) for word in looked_at.woorden)
            if not has_er:  # er is op gerekend
                yield Vondst(
                    Code.LOOSE_VERB_PART, Severity.WAARSCHUWING, reeks.stuk,
                    *reeks.plaats(i, i + 1),
                    f"'{reeks.klein(i)} {reeks.klein(i + 1)}' is één woord", None,
                    reeks.klein(i) + reeks.klein(i + 1),
                )  # fmt: skip


def _is_los_deel(reeks: Reeks, i: int) -> bool:
    part, verb = reeks.vorm(i), reeks.vorm(i + 1)
    if part not in _DEEL | _DEEL_VOORZETSEL:
        return False
    tags = set(lexicon().tags(part + verb) or "")
    before = [reeks.klein(j) for j in range(max(0, i - 12), i)]
    if VOLTOOID in tags and reeks.kan(i + 1, VOLTOOID) and reeks.alleen(i + 1, _DEELWOORD):
        ends = _eindigt(reeks, i + 2)
        if part in _DEEL:
            return bool(_HULP & set(before)) and (ends or part not in ("vrij", "vast", "stil"))
        is_idiom = part in ("voor", "in") and verb in _BEIDE
        return ends and bool(_HULP & set(before)) and not is_idiom and _is_afgerond(reeks, i)
    is_last = i + 2 == len(reeks) and reeks.na == "."
    only = INFINITIEF + (MEERVOUD + "w" if is_last and part in ("uit", "aan", "toe", "af") else "")
    is_infinitive = INFINITIEF in tags and reeks.alleen(i + 1, only) and part != "na"
    if is_infinitive and verb not in _BEWEGING and "om" not in before and "te" not in before:
        return bool(_MODAAL & set(before)) and _eindigt(reeks, i + 2) and _is_afgerond(reeks, i)
    return False


def _eindigt(reeks: Reeks, i: int) -> bool:
    """Tell whether a clause ends before word `i`, or only a verb follows or another phrase."""
    if i >= len(reeks):
        return True
    word = reeks.klein(i)
    return word in _HULP | VOORZETSELS or reeks.kan(i, VOEGWOORD)


def _is_afgerond(reeks: Reeks, i: int) -> bool:
    """Tell whether no word before a particle can go with it: *de straat op*, *van daar uit*."""
    before = reeks.klein(i - 1)
    if before in BEPALERS | VOORNAAMWOORDEN - {"u", "er"} or before in VOORZETSELS:
        return False
    return not (
        reeks.klein(i) in ("uit", "in", "op", "over", "door", "af", "om")
        and before in ("van", "stad", "land", "wereld", "weg", "straat", "hand", "elkaar", "jaar")
    )


def los_te(letter: Letter) -> Iterator[Vondst]:
    """*te make*, *te werkt*: after `te` comes an infinitive. *uit tevoeren*: three words."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            word = reeks.vorm(i + 1)
            if reeks.klein(i) != "te" or not word.islower() or len(word) < 3:
                continue
            right = _infinitief(word)
            if right is not None:
                yield Vondst(
                    Code.SENTENCE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i + 1),
                    f"na 'te' hoort '{right}'", None, f"{reeks.woorden[i].tekst} {right}",
                )  # fmt: skip


def _infinitief(word: str) -> str | None:
    """Return the infinitive of which the last letter was forgotten: make, of maken."""
    tags = set(soorten(word))
    can_be = lexicon().can_be
    if not tags - {"E"} and word.endswith("e") and can_be(f"{word}n", INFINITIEF):
        return f"{word}n"
    if tags == {"t"} and can_be(f"{word[:-1]}en", INFINITIEF):
        return f"{word[:-1]}en"
    if tags == {IK_VORM} and can_be(f"{word}en", INFINITIEF):
        return f"{word}en"
    return None


def streepje_tussen_delen(letter: Letter) -> Iterator[Vondst]:
    """*toe en afname*, *in en uitstroom*: the first word leaves out the end of the second."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 2):
            first, second = reeks.vorm(i), reeks.vorm(i + 2)
            if first not in _RICHTINGEN or reeks.klein(i + 1) not in ("en", "of"):
                continue
            rest = next(
                (second[len(p) :] for p in _RICHTINGEN if second.startswith(p) and p != first
                 and len(second) - len(p) > 3 and second != "omgeving"),
                None,
            )  # fmt: skip
            if rest is None or not lexicon().can_be(second, _NAAMWOORD):
                continue
            if lexicon().can_be(first + rest, _NAAMWOORD) and _past_ervoor(reeks, i):
                yield Vondst(
                    Code.MISSING_HYPHEN, Severity.WAARSCHUWING, reeks.stuk,
                    *reeks.plaats(i, i + 2),
                    f"na '{first}' is een deel weggelaten, en daarvoor hoort een streepje",
                    None, f"{reeks.woorden[i].tekst}- {reeks.klein(i + 1)} {second}", veilig=False,
                )  # fmt: skip


_RICHTINGEN = (
    "binnen", "buiten", "boven", "beneden", "onder", "over", "tegen", "voor", "door", "achter",
    "aan", "uit", "mee", "toe", "weg", "her", "in", "op", "af", "na", "bij", "om", "be", "ont",
)  # fmt: skip
_NAAMWOORD = DE_WOORD + HET_WOORD + MEERVOUD


def _past_ervoor(reeks: Reeks, i: int) -> bool:
    """Tell whether the first word can be no preposition: *de wijk in en uitstroom* is rare."""
    before = reeks.klein(i - 1) if i else ""
    if not before:
        return True
    return before in BEPALERS | VOORZETSELS or reeks.kan(i - 1, VERBOGEN + "tpir")
