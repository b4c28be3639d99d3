"""Rules about what stands before a noun, and about comparing."""

from __future__ import annotations

from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen, soorten
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.samenstellingen import botst, kan_samen
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJVOEGLIJK,
    DE_WOORD,
    HET_WOORD,
    MEERVOUD,
    VERBOGEN,
    VERGROTEND,
    VERLEDEN_MEERVOUD,
    ZELFSTANDIG,
    lexicon,
)

_MATEN = frozenset(data.words("maten.txt"))
_ANDER = {
    "de": "het", "deze": "dit", "onze": "ons", "elke": "elk", "iedere": "ieder",
    "het": "de", "dit": "deze", "ons": "onze", "elk": "elke",
}  # fmt: skip
# These are pronouns too, so that a noun after them may be no part of them.
_OOK_VOORNAAMWOORD = data.of("deze het dit ons elk")


def verkeerd_geslacht(letter: Letter) -> Iterator[Vondst]:
    """*deze beleid*, *onze programma*, *in het wijk*: the gender of the noun is another."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            j = i + 2 if _is_bijvoeglijk(reeks, i + 1) else i + 1
            word, noun = reeks.klein(i), reeks.vorm(j)
            if word not in _ANDER or not noun.islower() or "-" in noun or len(noun) < 4:
                continue
            if not botst(word, noun) or not _hoort_bij(reeks, i):
                continue
            if _is_deel(reeks, j) or reeks.klein(j + 1) in ("en", "of"):
                continue  # part of a compound
            if noun in _MATEN or not _is_geslacht_zeker(noun):
                continue
            yield _vondst(reeks, i, j, _ANDER[word])


def _is_bijvoeglijk(reeks: Reeks, i: int) -> bool:
    """Tell whether a word can only be an adjective before a noun, and is not used as one."""
    return reeks.kan(i, VERBOGEN) and reeks.alleen(i, VERBOGEN + BIJVOEGLIJK)


def _is_deel(reeks: Reeks, i: int) -> bool:
    """Tell whether a noun makes a compound with the next, though it stands apart."""
    return reeks.alleen(i + 1, ZELFSTANDIG) or (i + 1 < len(reeks) and kan_samen(reeks, i))


def _hoort_bij(reeks: Reeks, i: int) -> bool:
    """Tell whether the noun surely belongs to the determiner before it."""
    if reeks.klein(i) not in _OOK_VOORNAAMWOORD:
        return True
    before = reeks.klein(i - 1)
    if reeks.klein(i) == "deze" and i == 0 and reeks.begint:
        return True
    return before in _VOORZETSELS


# Whether `de` or `het` is a matter of taste with many words, and so with their compounds; not
# with these endings, nor with these words of every council letter.
_ZEKER_DE = ("ing", "heid", "tie", "sie", "teit", "iek", "gie")
_ZEKER_DE_WOORD = data.of(
    "aanpak afspraak agenda avond begroting brief bijdrage buurt commissie gemeente gemeenteraad "
    "groep informatie inspraak kern keuze kracht maand markt motie nota onderneming opgave opvang "
    "partij periode politie provincie raad rol school stad steun straat subsidie taak toekomst "
    "visie vraag weg wens wet wijk wijkraad zorg"
)
_ZEKER_HET = (
    *("advies", "akkoord", "beleid", "besluit", "bestuur", "budget", "centrum", "college", "doel"),
    *("gebied", "gebouw", "geld", "gesprek", "huis", "jaar", "kader", "kind", "kwartaal", "loket"),
    *("moment", "netwerk", "onderwijs", "onderzoek", "overleg", "overzicht", "pakket", "plan"),
    *("plein", "probleem", "proces", "programma", "project", "rapport", "resultaat", "team"),
    *("thema", "traject", "verslag", "verzoek", "voorstel", "werk", "ziekenhuis", "huishouden"),
)


def _is_geslacht_zeker(noun: str) -> bool:
    return (
        noun in _ZEKER_DE_WOORD
        or noun.endswith((*_ZEKER_DE, *_ZEKER_HET))
        or (MEERVOUD in (lexicon().tags(noun) or "") and DE_WOORD not in soorten(noun))
    )


_VOORZETSELS = data.of("in van voor met door bij naar binnen uit over tijdens vanuit per")


def _vondst(reeks: Reeks, i: int, j: int, other: str) -> Vondst:
    first = other.capitalize() if reeks.woorden[i].tekst[0].isupper() else other
    noun = " ".join(word.tekst for word in reeks.woorden[i + 1 : j + 1])
    return Vondst(
        Code.ARTICLE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, j),
        f"'{reeks.klein(i)}' past niet bij '{noun}'", None, f"{first} {noun}",
    )  # fmt: skip


def een_met_meervoud(letter: Letter) -> Iterator[Vondst]:
    """*een maatregelen*, *elke scholen*: these go with a singular."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            noun = reeks.vorm(i + 1)
            if reeks.klein(i) not in ("een", "elke", "iedere") or not noun.islower():
                continue
            tags = set(lexicon().tags(noun) or "")
            is_plural = MEERVOUD in tags and tags <= {MEERVOUD, VERLEDEN_MEERVOUD}
            if is_plural and not reeks.kan(i + 2, ZELFSTANDIG):
                yield Vondst(
                    Code.ARTICLE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i + 1),
                    f"'{reeks.klein(i)}' past niet bij '{noun}', dat meervoud is",
                    "laat het weg, of maak van het woord erna een enkelvoud",
                )  # fmt: skip


def betrekkelijk_die(letter: Letter) -> Iterator[Vondst]:
    """*Het programma die in 2024 begon*: after a neuter noun, `dat`."""
    for reeks in reeksen(letter):
        i = 1
        while reeks.kan(i, BIJVOEGLIJK + VERBOGEN) and not reeks.kan(i, ZELFSTANDIG):
            i += 1
        begins = reeks.begint and reeks.klein(0) in ("het", "dit", "een", "ons", "elk")
        if not begins or reeks.klein(i + 1) != "die" or reeks.klein(i) in _MATEN:
            continue
        if reeks.alleen(i, HET_WOORD) and not reeks.kan(i + 2, ZELFSTANDIG + VERBOGEN):
            noun = reeks.woorden[i].tekst
            yield Vondst(
                Code.ARTICLE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i + 1),
                f"bij '{noun}' hoort 'dat'", None, f"{noun} dat",
            )  # fmt: skip


_TELLERS = data.of(
    "diverse meerdere verschillende talrijke verscheidene beide twee drie vier vijf zes zeven "
    "acht negen tien elf twaalf"
)


# `van verschillende aard`, `artikel twee`.
_NIET_TELLEND = data.of("lid artikel een van")


def meervoud_vergeten(letter: Letter) -> Iterator[Vondst]:
    """*een aantal maatregel*, *verschillende organisatie**: one is too few."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            j = i + 1
            if reeks.klein(i) == "aantal" and reeks.klein(i - 1) != "het":
                pass
            elif reeks.klein(i) not in _TELLERS or reeks.klein(i - 1) in _NIET_TELLEND:
                continue
            while reeks.kan(j, VERBOGEN) and not reeks.kan(j, ZELFSTANDIG):
                j += 1
            if _is_telbaar_enkelvoud(reeks, j):
                # `verschillende` can mean `of another kind`: verschillende hardware.
                sure = reeks.klein(i) != "verschillende"
                severity = Severity.WAARSCHUWING if sure else Severity.HINT
                yield Vondst(
                    Code.PLURAL, severity, reeks.stuk, *reeks.plaats(i, j),
                    f"na '{reeks.klein(i)}' hoort een meervoud, en '{reeks.klein(j)}' is enkelvoud",
                    f"maak van '{reeks.klein(j)}' een meervoud",
                )  # fmt: skip


def _is_telbaar_enkelvoud(reeks: Reeks, i: int) -> bool:
    noun = reeks.vorm(i)
    if not noun.islower() or "-" in noun or len(noun) < 4 or noun in _MATEN:
        return False
    if noun.endswith(("jaar", "uur", "maal", "keer", "meter", "liter", "gram", "kilo", "euro")):
        return False
    return reeks.alleen(i, DE_WOORD + HET_WOORD) and not _is_deel(reeks, i)


_DAN = data.of(
    "verwacht gepland begroot geraamd voorzien gedacht vorig vorige voorgaand voorgaande voorheen "
    "gemiddeld normaal gebruikelijk daarvoor eerder aanvankelijk oorspronkelijk nodig"
)
_ALS = data.of("groot hoog veel goed lang snel belangrijk vaak ver sterk laag klein duur")


def vergelijking(letter: Letter) -> Iterator[Vondst]:
    """*hoger als begroot*, *net zo groot dan*, *zowel bewoners en ondernemers*."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 2):
            if reeks.kan(i, VERGROTEND) and reeks.klein(i + 1) == "als":
                sure = reeks.klein(i + 2) in _DAN
                yield _vergelijking(reeks, i, "dan", sure)
            is_equal = reeks.klein(i) == "zo" and reeks.klein(i - 1) in ("net", "even", "keer")
            if is_equal and reeks.klein(i + 1) in _ALS and reeks.klein(i + 2) == "dan":
                yield _vergelijking(reeks, i + 1, "als", True)
        yield from _zowel(reeks)


def _vergelijking(reeks: Reeks, i: int, right: str, sure: bool) -> Vondst:
    return Vondst(
        Code.COMPARISON, Severity.WAARSCHUWING if sure else Severity.HINT,
        reeks.stuk, *reeks.plaats(i, i + 1), f"in deze vergelijking hoort '{right}'",
        None, f"{reeks.woorden[i].tekst} {right}",
    )  # fmt: skip


def _zowel(reeks: Reeks) -> Iterator[Vondst]:
    words = [word.klein for word in reeks.zin.woorden]
    after = words[words.index("zowel") :] if "zowel" in words else []
    if "en" not in after or {"als", "alsook", "alsmede", "maar"} & set(after):
        return
    for i in range(len(reeks)):
        if reeks.klein(i) == "zowel":
            yield Vondst(
                Code.COMPARISON, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i),
                "na 'zowel' hoort 'als', en niet 'en'", "schrijf 'zowel ... als ...'",
            )  # fmt: skip
