"""Groups of words: a noun with what stands before it, and the phrases with a preposition after."""

from __future__ import annotations

from functools import lru_cache

from raadsbrief.taal.reading.reeksen import Reeks
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    BIJVOEGLIJK,
    BIJWOORD,
    HIJ_VORM,
    INFINITIEF,
    MEERVOUD,
    ONVOLTOOID_VERBOGEN,
    OVERTREFFEND,
    TELWOORD,
    VERBOGEN,
    VERGROTEND,
    VERLEDEN,
    VOLTOOID_VERBOGEN,
    ZELFSTANDIG,
    ZELFSTANDIG_GEBRUIKT,
    lexicon,
)

BEPALERS = data.of(
    "de het een deze dit die dat onze ons uw hun haar zijn mijn alle beide elke elk iedere ieder "
    "enkele meerdere diverse verschillende veel weinig sommige geen welke zulke dergelijke"
)
VOORZETSELS = data.of(
    "van voor in op bij aan uit over met tot door naar tussen onder binnen buiten rond rondom "
    "tegen zonder per via volgens vanuit sinds tijdens na ten ter te om langs boven vanwege "
    "wegens ondanks dankzij inzake betreffende conform omtrent jegens gedurende vanaf achter"
)
VOORNAAMWOORDEN = data.of(
    "ik je jij hij zij ze wij we u men het er jullie iedereen niemand iemand iets niets alles wie "
    "dit dat deze die velen allen sommigen anderen beide beiden ieder elk"
)
_VOOR_NAAMWOORD = (
    VERBOGEN + TELWOORD + VOLTOOID_VERBOGEN + ONVOLTOOID_VERBOGEN + OVERTREFFEND + VERGROTEND
)
_NAAM = ZELFSTANDIG + ZELFSTANDIG_GEBRUIKT

# Persoonsvormen, singular and plural.
_PAREN = (
    "is/zijn was/waren wordt/worden werd/werden heeft/hebben had/hadden zal/zullen zou/zouden "
    "moet/moeten moest/moesten kan/kunnen kon/konden mag/mogen mocht/mochten gaat/gaan "
    "blijft/blijven blijkt/blijken krijgt/krijgen komt/komen staat/staan draagt/dragen "
    "biedt/bieden vormt/vormen zorgt/zorgen leidt/leiden helpt/helpen ligt/liggen stijgt/stijgen "
    "voldoet/voldoen bedraagt/bedragen wil/willen daalt/dalen neemt/nemen geeft/geven "
    "maakt/maken doet/doen ziet/zien werkt/werken loopt/lopen vindt/vinden valt/vallen "
    "past/passen richt/richten bestaat/bestaan betekent/betekenen laat/laten brengt/brengen "
    "volgt/volgen geldt/gelden ontvangt/ontvangen houdt/houden vraagt/vragen levert/leveren "
    "hoort/horen begint/beginnen eindigt/eindigen ontstaat/ontstaan verloopt/verlopen "
    "bevat/bevatten spreekt/spreken verwacht/verwachten bespreekt/bespreken woont/wonen "
    "sluit/sluiten stelt/stellen toont/tonen wijst/wijzen vraagt/vragen kost/kosten start/starten "
    "kwam/kwamen ging/gingen stond/stonden lag/lagen bleek/bleken bleef/bleven gaf/gaven "
    "nam/namen vond/vonden begon/begonnen kreeg/kregen deed/deden bent/bent heb/hebben"
)
MEERVOUD_VAN: dict[str, str] = dict(pair.split("/") for pair in _PAREN.split())
ENKELVOUD_VAN = {plural: singular for singular, plural in MEERVOUD_VAN.items()}
_OOK_NAAMWOORD = data.of("start sluit verwacht past kost kosten zorgen vragen werken heb bent")
_LANG = 9


@lru_cache(maxsize=5000)
def is_persoonsvorm(word: str) -> bool:
    """Tell whether a form can be nothing but a verb that has a subject."""
    if word in MEERVOUD_VAN or word in ENKELVOUD_VAN:
        return word not in _OOK_NAAMWOORD
    tags = lexicon().tags(word)
    return bool(tags) and set(tags or "") <= {HIJ_VORM, VERLEDEN}


def is_naam(reeks: Reeks, i: int) -> bool:
    """Tell whether a word has a capital inside a sentence."""
    return 0 < i < len(reeks) and reeks.woorden[i].tekst[:1].isupper()


def naamgroep(reeks: Reeks, i: int) -> int:
    """Return the number of the noun of the group that begins at word `i`, or -1."""
    if reeks.klein(i) == "het" and reeks.alleen(i + 1, INFINITIEF):
        return i + 1  # het parkeren
    if reeks.klein(i) in BEPALERS:
        i += 1
    for _ in range(5):
        if not reeks.kan(i, _VOOR_NAAMWOORD + BIJVOEGLIJK):
            break
        is_before_noun = reeks.kan(i + 1, ZELFSTANDIG) and reeks.klein(i + 1) not in MEERVOUD_VAN
        if reeks.kan(i, _NAAM + BIJWOORD) and not is_before_noun:
            break
        i += 1
    if i < len(reeks) and reeks.woorden[i].soort == "getal":
        return naamgroep(reeks, i + 1) if reeks.kan(i + 1, _NAAM) else i
    if is_naam(reeks, i):
        while is_naam(reeks, i + 1):
            i += 1
        return i
    if reeks.kan(i, _NAAM) and reeks.klein(i) not in VOORZETSELS | VOORNAAMWOORDEN:
        return i
    # A compound that no list has: what else could follow an adjective or preposition.
    is_unknown = 0 <= i < len(reeks) and not reeks.soorten(i) and len(reeks.klein(i)) > _LANG
    return i if is_unknown and reeks.vorm(i).isalpha() else -1


def na_bepalingen(reeks: Reeks, i: int) -> int:
    """Return the number of the first word after the phrases with a preposition from word `i`."""
    while reeks.klein(i) in VOORZETSELS:
        noun = naamgroep(reeks, i + 1)
        if noun < 0:
            return i
        i = noun + 1
        while i < len(reeks) and (is_naam(reeks, i) or reeks.woorden[i].soort == "getal"):
            i += 1
        if reeks.klein(i) in ("en", "of"):
            other = naamgroep(reeks, i + 1)
            if other >= 0 and not is_persoonsvorm(reeks.klein(i + 1)):
                i = other + 1
    return i


def heeft_los_naamwoord(reeks: Reeks, i: int) -> bool:
    """Tell whether from word `i` something stands that can be a subject: no preposition before."""
    while i < len(reeks):
        after = na_bepalingen(reeks, i)
        if after > i:
            i = after
            continue
        word = reeks.klein(i)
        if word in VOORNAAMWOORDEN or word in BEPALERS or is_naam(reeks, i):
            return True
        if reeks.kan(i, _NAAM) and not reeks.kan(i, "bBxzfFgn"):
            return True
        if reeks.woorden[i].soort == "getal":
            return True
        i += 1
    return False


def is_zeker_meervoud(reeks: Reeks, i: int) -> bool:
    """Tell whether a noun after an article is plural: kosten, that elsewhere can be a verb."""
    return reeks.kan(i, MEERVOUD) and not reeks.kan(i, "dhvE")
