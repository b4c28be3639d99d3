"""Rules about compounds that were written apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen, soorten, woordenboek
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJVOEGLIJK,
    DE_WOORD,
    HET_WOORD,
    HIJ_VORM,
    IK_VORM,
    INFINITIEF,
    MEERVOUD,
    VERBOGEN,
    VOLTOOID,
    ZELFSTANDIG,
    lexicon,
)

_ENKELVOUD = DE_WOORD + HET_WOORD
# Determiners that go with one of the two genders, and never stand alone.
_BIJ_DE = data.of("de deze onze elke iedere welke")
_BIJ_HET = data.of("het dit ons elk ieder welk")
_TELLEND = data.of(
    "alle beide diverse drie enkele extra meer meerdere minder talrijke tien twee veel "
    "verscheidene verschillende vier vijf zes zeven acht negen"
)
_EIST_MEERVOUD = data.of(
    "beide diverse meerdere talrijke twee drie vier vijf zes zeven acht negen tien verscheidene "
    "verschillende"
)
# After these a second noun follows of its own right: `een aantal woningen`, `twee jaar tijd`.
_MATEN = frozenset(data.words("maten.txt"))
GEEN_DEEL = _MATEN.union(data.words("kleine-woorden.txt"), ("onze", "heer", "mevrouw", "richting"))


def losse_woorden(letter: Letter) -> Iterator[Vondst]:
    """*jeugdhulp organisaties*: two nouns that make one word.

    Dutch puts two nouns side by side often enough (`geeft de raad inzicht`). It is a slip only
    where what stands before does not go with the first noun, but does with the second.
    """
    for reeks in reeksen(letter):
        i = 0
        while i + 1 < len(reeks):
            last = _einde(reeks, i)
            if last > i:
                yield from _los(reeks, i, last)
            i = max(last, i) + 1


def _einde(reeks: Reeks, i: int) -> int:
    """Return the number of the last word of the compound that begins at word `i`, or `i`."""
    last = i
    while last + 1 < len(reeks) and kan_samen(reeks, last):
        last += 1
    return last


def kan_samen(reeks: Reeks, i: int) -> bool:
    """Tell whether two words are nouns, and somebody wrote them as one word."""
    first, second = reeks.vorm(i), reeks.vorm(i + 1)
    if not second.islower() or "-" in second or {first, second} & GEEN_DEEL:
        return False
    if reeks.alleen(i, MEERVOUD):  # het maatregelen pakket
        before = reeks.klein(i - 1)
        if not botst(before, first) or botst(before, second):
            return False
    elif not (reeks.kan(i, _ENKELVOUD) and reeks.alleen(i, _ENKELVOUD + IK_VORM)):
        return False
    return _is_naamwoord(second) and aaneen(first, second) is not None


def aaneen(first: str, second: str) -> str | None:
    """Return the compound of two nouns that somebody wrote, if there is one."""
    for link in ("", "s"):
        if link and first.endswith("s"):
            continue
        joined = first + link + second
        if lexicon().can_be(joined, ZELFSTANDIG) or lexicon().is_written(joined):
            return joined
        singulars = filter(_is_enkelvoud, woordenboek().enkelvoud(second))
        if MEERVOUD in soorten(second) and any(
            lexicon().is_written(first + link + one) for one in singulars
        ):
            return joined
    return None


def _is_enkelvoud(form: str) -> bool:
    return lexicon().can_be(form, _ENKELVOUD)


def _los(reeks: Reeks, first: int, last: int) -> Iterator[Vondst]:
    if _is_los_naamwoord(reeks, first - 1) and reeks.klein(first - 2) in _TELLEND:
        first -= 1  # meer whatsapp buurtpreventie groepen
    sure = _is_zeker(reeks, first, last) or _is_groep(reeks, first, last)
    if not sure and (reeks.kan(last, INFINITIEF) or _kan_los(reeks, first, last)):
        return
    joined = reeks.woorden[first].tekst
    for i in range(first, last):
        head, tail = reeks.vorm(i), reeks.vorm(i + 1)
        joined += (aaneen(head, tail) or head + tail)[len(head) :]
    words = " ".join(word.tekst for word in reeks.woorden[first : last + 1])
    yield Vondst(
        Code.SPLIT_COMPOUND, Severity.WAARSCHUWING if sure else Severity.HINT,
        reeks.stuk, *reeks.plaats(first, last),
        f"'{words}' is één woord" if sure else f"'{words}' is misschien één woord", None, joined,
    )  # fmt: skip


def _kan_los(reeks: Reeks, first: int, last: int) -> bool:
    """Tell whether two nouns may well be no compound: *de raad toezicht houdt*, *netwerk zorg*."""
    before, following = reeks.klein(first - 1), reeks.vorm(last + 1)
    if reeks.klein(last) in _VELDEN or reeks.klein(first) in _MET_BIJSTELLING:
        return True
    is_verb = reeks.kan(last + 1, INFINITIEF + HIJ_VORM + VOLTOOID) or following in _HULP
    if is_verb and not (before in _BEPALERS or reeks.kan(first - 1, VERBOGEN)):
        return reeks.kan(last + 1, INFINITIEF + VOLTOOID) and following not in _HULP
    fits = before in _BEPALERS and not botst(before, reeks.vorm(first))
    return fits or is_verb


_HULP = data.of("is zijn wordt worden werd werden heeft hebben zal zullen kan kunnen moet moeten")


def _is_los_naamwoord(reeks: Reeks, i: int) -> bool:
    is_noun = reeks.kan(i, _ENKELVOUD) and reeks.alleen(i, _ENKELVOUD + IK_VORM)
    return is_noun and reeks.klein(i) not in GEEN_DEEL


def _is_zeker(reeks: Reeks, first: int, last: int) -> bool:
    """Tell whether what stands before shows that the words belong together."""
    before = reeks.klein(first - 1)
    if botst(before, reeks.vorm(first)):
        return not botst(before, reeks.vorm(last))
    if reeks.kan(last, INFINITIEF) and last - first == 1:
        return False  # veel jeugd vragen
    return before in _TELLEND and reeks.kan(last, MEERVOUD)


_BEPALERS = data.of(
    "de het een deze dit onze ons uw elke elk iedere ieder deze geen die dat hun haar zijn"
)
# After these a second noun tells which: `het thema veiligheid`, `de commissie bestuur`.
_MET_BIJSTELLING = data.of(
    "thema onderwerp onderdeel onderdelen post programma project begrip term woord sector afdeling "
    "team commissie portefeuille functie reserve paragraaf dossier domein taakveld product vak "
    "categorie fase variant werkgroep optie pilot motie nota voorziening stelpost krediet budget "
    "cluster directie dienst klasse zone stichting vereniging geval naam titel rubriek kolom rol "
    "veld knop menu kop label merk artikel hoofdstuk blok lijn stap route vraag module gebied kant "
    "wethouder bureau firma familie gezin maatregel aanpak positie niveau waarde pijler transitie "
    "plan visie regeling agenda regio opgave klankbordgroep stuurgroep adviseur beleidsmedewerker "
    "verordening wet ambtenaar uitvoering evaluatie aanbesteding inkoop taskforce planning stand "
    "begroting toezichthouder tafel brief tabel convenant loket overzicht leidraad routekaart "
    "voortgang coördinator manager directeur hoofd medewerker speerpunt doel ambitie criterium "
    "principe aspect factor fonds actie indicator consulent portefeuillehouder raad college "
    "ontwikkeling overgang omslag partij lijst locatie cursus opleiding training school bedrijf"
)
# The fields of a gemeente, that stand behind many a noun: `de beweging zorg`.
_VELDEN = data.of(
    "wonen jeugd handhaving verkeer parkeren energie leefbaarheid jeugdzorg jeugdhulp veiligheid "
    "sport cultuur onderwijs communicatie personeel financiën grondbeleid woningbouw participatie "
    "duurzaamheid bereikbaarheid ruimte toezicht water groen afval armoede inkomen werk zorg "
    "welzijn vastgoed inkoop dienstverlening bestuur mobiliteit klimaat natuur milieu economie "
    "toerisme erfgoed kunst schulden opvang asiel huisvesting handel horeca industrie landbouw"
)
# A noun with one of these ends is counted, and so never stands alone without an article.
_TELBAAR = (
    "plan", "project", "organisatie", "instelling", "team", "medewerker", "consulent", "regeling",
    "verordening", "overeenkomst", "installatie", "analyse", "systeem", "centrum", "loket",
    "gebouw", "commissie", "programma", "traject", "proces", "begroting", "module", "kaart",
    "bijeenkomst", "avond", "netwerk", "gebied", "park", "opgave", "doelstelling", "monitor",
    "maatregel", "vereniging", "school", "woning", "straat", "terrein", "voorziening", "agenda",
    "bevoegdheid", "pakket", "nota", "scan", "functionaris", "fonds", "platform", "contract",
)  # fmt: skip
_MEERVOUDIG = data.of("zijn worden werden waren bedragen stijgen dalen vallen komen blijven")
_VOEGT_TOE = data.of("a b c d e f en of")


def _is_groep(reeks: Reeks, first: int, last: int) -> bool:
    """Tell whether an article before two nouns can only belong to both of them.

    That is so where a sentence begins with them, and where the last noun cannot stand alone:
    *de subsidie regeling loopt af*, *met een wijk uitvoeringsplan*.
    """
    i = first - 1
    while reeks.kan(i, VERBOGEN) and not reeks.kan(i, ZELFSTANDIG):
        i -= 1
    if reeks.klein(i) not in _BEPALERS or reeks.klein(first) in _MET_BIJSTELLING:
        return False
    begins = i == 0 and reeks.begint and last + 1 < len(reeks)
    if reeks.kan(last, INFINITIEF):  # de implementatie kosten worden geraamd
        return begins and reeks.klein(last + 1) in _MEERVOUDIG
    if begins and reeks.klein(last) not in _VELDEN:
        return True
    following = reeks.woorden[last + 1].tekst if last + 1 < len(reeks) else ""
    is_named = following[:1].isdigit() or following.lower() in _VOEGT_TOE
    is_counted = reeks.alleen(last, _ENKELVOUD) and reeks.klein(last).endswith(_TELBAAR)
    return is_counted and not is_named


# Ends that a linking s follows, and of which no plural in s is made.
_S_WOORD = re.compile(
    r"[a-zà-ÿ]*(?:heid|teit|ing|schap|tijd|keer|beleid|raad|gebied|bestuur|bedrijf|onderzoek|"
    r"gezin)s"
)


_OOK_WERKWOORD = INFINITIEF + IK_VORM + HIJ_VORM


def losse_s(letter: Letter) -> Iterator[Vondst]:
    """*identiteits kaart*: a part with a linking s is no word, and belongs to the next."""
    for reeks in reeksen(letter):
        for i in range(len(reeks) - 1):
            first, second = reeks.vorm(i), reeks.vorm(i + 1)
            if not _S_WOORD.fullmatch(first) or soorten(first) or not second.islower():
                continue
            is_noun = reeks.kan(i + 1, ZELFSTANDIG) and second not in GEEN_DEEL
            is_noun = is_noun and reeks.alleen(i + 1, ZELFSTANDIG + _OOK_WERKWOORD)
            if not is_noun or not lexicon().can_be(first[:-1], _ENKELVOUD):
                continue
            words = f"{reeks.woorden[i].tekst} {second}"
            if woordenboek().kent(first + second):
                yield Vondst(
                    Code.SPLIT_COMPOUND, Severity.WAARSCHUWING, reeks.stuk,
                    *reeks.plaats(i, i + 1), f"'{words}' is één woord", None,
                    reeks.woorden[i].tekst + second,
                )  # fmt: skip


def botst(determiner: str, noun: str) -> bool:
    """Tell whether a determiner cannot stand before a noun: *deze beleid*, *het wijk*."""
    tags = soorten(noun)
    if not set(ZELFSTANDIG) & set(tags) or set(tags) - set(ZELFSTANDIG + IK_VORM):
        return False
    if determiner in _BIJ_DE:
        return HET_WOORD in tags and not {DE_WOORD, MEERVOUD} & set(tags)
    if determiner in _BIJ_HET:
        return HET_WOORD not in tags
    return determiner in _EIST_MEERVOUD and MEERVOUD not in tags


def streepje_vergeten(letter: Letter) -> Iterator[Vondst]:
    """*communicatie en participatieplan*: the first word leaves out `plan`, and needs a hyphen.

    Sure where what stands before does not go with the first word: *ons communicatie*.
    """
    for reeks in reeksen(letter):
        for i in range(1, len(reeks) - 2):
            if reeks.klein(i + 1) not in ("en", "of"):
                continue
            first, second = reeks.vorm(i), reeks.vorm(i + 2)
            link = _weggelaten(first, second)
            if link is None:
                continue
            before = reeks.klein(i - 1)
            sure = botst(before, first) and not botst(before, second)
            if not sure and (before in _BEPALERS or not reeks.kan(i + 2, MEERVOUD)):
                continue  # water en luchtkwaliteit: both can be meant
            yield Vondst(
                Code.MISSING_HYPHEN, Severity.WAARSCHUWING if sure else Severity.HINT,
                reeks.stuk, *reeks.plaats(i, i + 2),
                f"na '{first}' is een deel weggelaten, en daarvoor hoort een streepje",
                None, f"{first}{link}- {reeks.klein(i + 1)} {second}",
            )  # fmt: skip


def _weggelaten(first: str, second: str) -> str | None:
    """Return the link after which the first word leaves out the last part of the second."""
    tags = soorten(first)
    if not tags or set(tags) - set(_ENKELVOUD + IK_VORM) or not second.islower():
        return None
    if any(one in _MATEN for one in (first, second)):
        return None
    for i in range(4, len(second) - 3):
        last = second[i:]
        if woordenboek().is_deel(second[:i]) and set(soorten(last)) & set(ZELFSTANDIG):
            joined = aaneen(first, last)
            if joined is not None and aaneen(second[:i].removesuffix("s"), last) == second:
                return joined[len(first) : len(joined) - len(last)]
    return None


_HAAKJES = re.compile(r"(?<![\w-])\((?P<voor>[a-zà-ÿ]{3,})\) (?P<na>[a-zà-ÿ]{4,})\b")


# These stand between brackets as a word of their own: `de minimum (maximum) waarde`.
_EIGEN_WOORD = ("rechter", "linker", "minimum", "maximum")


def haakjes(letter: Letter) -> Iterator[Vondst]:
    """*(energie) armoede*: a part of a word that can be left out stands close to the rest."""
    for stuk in letter.stukken:
        for match in _HAAKJES.finditer(stuk.tekst):
            first, last = match["voor"], match["na"]
            if first in _EIGEN_WOORD:
                continue
            is_noun = set(soorten(first)) <= set(ZELFSTANDIG + IK_VORM) and soorten(first)
            joined = aaneen(first, last) if is_noun and _is_naamwoord(last) else None
            if joined is None and not set(soorten(first)) & set(BIJVOEGLIJK + VERBOGEN):
                joined = first + last if lexicon().tags(first + last) else None
            if joined is not None:
                voor = joined.removesuffix(last)
                yield Vondst(
                    Code.LOOSE_BRACKETS, Severity.WAARSCHUWING, stuk,
                    match.start(), len(match[0]), "tussen haakje en woord hoort hier geen spatie",
                    None, f"({voor}){last}",
                )  # fmt: skip


def _is_naamwoord(form: str) -> bool:
    tags = set(soorten(form))
    return bool(tags & set(ZELFSTANDIG)) and tags <= set(ZELFSTANDIG + INFINITIEF + IK_VORM)
