"""Rules about small words in a row: doubled, two determiners, no subject, a loose clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    HIJ_VORM,
    IK_VORM,
    INFINITIEF,
    VERLEDEN,
    VERLEDEN_MEERVOUD,
    ZELFSTANDIG,
    lexicon,
)
from raadsbrief.taal.words.woorden import Woord, Zin

# Never twice in a row in Dutch, whatever the sentence.
_NOOIT_DUBBEL = data.of("de een te en of van der uw onze geen")
# Twice in a row by far most often by mistake.
_ZELDEN_DUBBEL = data.of(
    "met bij naar ook wordt worden hebben zullen niet door uit tot we wij heeft"
)
# After these, `het het` can be a subject and an article: `omdat het het college betreft`.
_VOEGWOORDEN = data.of(
    "dat omdat als of wanneer indien terwijl zodat nu toen want doordat hoewel waar zoals "
    "mits is was zal kan heeft wordt moet tenzij voordat nadat totdat opdat"
)
# And before these, an object and a moment: `dat wij het het afgelopen jaar deden`.
_MOMENTEN = data.of("afgelopen komende komend volgende vorige vorig hele laatste eerste")
_WERKWOORD = INFINITIEF + IK_VORM + HIJ_VORM + VERLEDEN + VERLEDEN_MEERVOUD
_DEEL_VAN_WERKWOORD = data.of("mee op af toe uit bij terug samen door")
# Before an article these stand once: `mee in in de nota`. Elsewhere twice can be right.
_VOORZETSELS = data.of("in op aan van voor over binnen vanuit tussen")
_LIDWOORDEN = ("de", "het", "een")
_TWEE_BEPALERS = frozenset(
    [(first, article) for first in ("onze", "uw", "elke", "iedere") for article in _LIDWOORDEN]
    + [("de", "het"), ("de", "uw"), ("onze", "uw"), ("onze", "ons"), ("de", "deze")]
)


def dubbele_woorden(letter: Letter) -> Iterator[Vondst]:
    """*de de*: the same word twice; of words that can stand twice (`dat dat`) only a hint."""
    for stuk in letter.stukken:
        for first, second in _buren(stuk):
            if first.klein != second.klein or first.soort != "woord" or second.tekst.isupper():
                continue
            if len(first.tekst) < 2 and first.klein != "u":
                continue  # the letters of an alphabet
            if second.tekst[0].isupper() or first.tekst[1:].isupper() or "-" in second.tekst:
                continue  # a name, such as Baden Baden
            before = stuk.tekst[: first.start].lower().split()[-1:] or [""]
            after = stuk.tekst[second.end :].lower().split()[:1] or [""]
            severity = _hoe_zeker(first.klein, before[0], after[0])
            if severity is Severity.WAARSCHUWING and _is_scheidbaar(stuk, first, before[0]):
                severity = Severity.HINT
            yield Vondst(
                Code.DOUBLE_WORD, severity, stuk, first.start, second.end - first.start,
                f"'{second.tekst}' staat hier dubbel", None, first.tekst,
                veilig=severity is Severity.FOUT,
            )  # fmt: skip


def _hoe_zeker(word: str, before: str, after: str) -> Severity:
    if word in _NOOIT_DUBBEL:
        return Severity.FOUT
    is_slip = word == "het" and before not in _VOEGWOORDEN and after not in _MOMENTEN
    is_slip = is_slip or (word in _VOORZETSELS and after in (*_LIDWOORDEN, "deze", "onze", "uw"))
    if is_slip or word in _ZELDEN_DUBBEL or _is_zelfstandig(word):
        return Severity.WAARSCHUWING
    return Severity.HINT


def _is_scheidbaar(stuk: Stuk, word: Woord, before: str) -> bool:
    """Tell whether the first of two belongs to a verb: *wij bieden u dit aan aan het begin*."""
    if word.klein not in _VOORZETSELS or before in _DEEL_VAN_WERKWOORD:
        return False
    zin = next(zin for zin in stuk.zinnen if word.start < zin.end)
    verbs = (one.klein for one in zin.woorden if one.start < word.start)
    return any(lexicon().can_be(word.klein + verb, _WERKWOORD) for verb in verbs)


def _is_zelfstandig(word: str) -> bool:
    """Tell whether a word is a noun, and no verb that can meet itself: wie werken werken."""
    tags = set(lexicon().tags(word) or "")
    is_noun = bool(tags & set(ZELFSTANDIG)) and not tags - set(ZELFSTANDIG + IK_VORM)
    return (is_noun and len(word) > 3) or word == "weken"


def twee_bepalers(letter: Letter) -> Iterator[Vondst]:
    """*onze de*: one of the two is left from another wording. Not `ons de`: that is right."""
    for stuk in letter.stukken:
        for first, second in _buren(stuk):
            if (first.klein, second.tekst) in _TWEE_BEPALERS:
                yield Vondst(
                    Code.TWO_DETERMINERS, Severity.FOUT, stuk,
                    first.start, second.end - first.start,
                    f"'{first.tekst} {second.tekst}' kan niet: een van de twee woorden is te veel",
                    f"schrijf '{first.tekst}' of '{second.tekst}'",
                )  # fmt: skip


_GEEN_ONDERWERP = re.compile(
    r"\b(?P<verb>zal|zullen|wil|willen|kan|kunnen|gaan|moeten|hebben|heeft)\s+ons\s+"
    r"(?P<raad>uw\s+(?:gemeente)?raad|u)\b(?=[^.;:]*?\b(?:informeren|geïnformeerd|berichten|"
    r"voorstellen|voorleggen|toesturen|toezenden|aanbieden|raadplegen|betrekken|meenemen|"
    r"verzoeken|vragen|(?:op\s+de\s+hoogte\s+(?:houden|brengen|stellen)))\b)"
)
_MEERVOUD = {"zal": "zullen", "wil": "willen", "kan": "kunnen", "heeft": "hebben"}


def geen_onderwerp(letter: Letter) -> Iterator[Vondst]:
    """*zal ons uw raad informeren*: who informs? Two wordings have run together."""
    for stuk in letter.proza():
        for match in _GEEN_ONDERWERP.finditer(stuk.tekst):
            verb = _MEERVOUD.get(match["verb"], match["verb"])
            yield Vondst(
                Code.NO_SUBJECT, Severity.FOUT, stuk, match.start(), len(match[0]),
                "deze zin heeft geen onderwerp",
                voorstel=f"{verb} wij {match['raad']}",
            )  # fmt: skip


_LOS = ("Waaronder", "Zodat", "Waarbij", "Waardoor", "Waarmee", "Waarna", "Waarvan")
_PERSOONSVORMEN = data.of(
    "is zijn was waren wordt worden werd werden heeft hebben had hadden zal zullen zou zouden "
    "kan kunnen kon konden moet moeten moest wil willen mag mogen gaat gaan blijft blijven "
    "komt komen staat staan ligt liggen geldt gelden vindt vinden ziet zien doet doen geeft "
    "geven maakt maken we wij u ik hij zij ze er het je jullie wie"
)
_DEELWOORD = re.compile(
    r"\w*ge\w+[dt]|(?:be|ver|ont|her)\w+[dt]|(?:aan|op|voor|over)?geschreven|besproken|"
    r"overeengekomen|afgesproken|bekend|gezegd|gedaan|gegeven|gebruikelijk|hier\w*|"
    r"eerder|reeds|al|alle|elke?|iedere?|vorige?|altijd|veel|bij|in|uit"
)


def losse_bijzin(letter: Letter) -> Iterator[Vondst]:
    """*Zodat ...* or *Zoals dak- en thuislozen.*: a clause that belongs to the sentence before."""
    for stuk in letter.proza():
        for i, zin in enumerate(stuk.zinnen):
            word = zin.woorden[0]
            is_question = stuk.tekst[zin.start : zin.end].rstrip("\"'”’) \n").endswith("?")
            if i == 0 or is_question or word.tekst not in (*_LOS, "Zoals"):
                continue
            if word.tekst == "Waarvan" and len(zin.woorden) < 4:  # waarvan akte
                continue
            if word.tekst == "Zoals" and not _is_opsomming(stuk, zin):
                continue
            yield Vondst(
                Code.LOOSE_CLAUSE, Severity.WAARSCHUWING, stuk, word.start, len(word.tekst),
                f"'{word.tekst} ...' kan geen eigen zin zijn",
                "laat de zin ervoor doorlopen met een komma, of maak er een hele zin van",
            )  # fmt: skip


def _is_opsomming(stuk: Stuk, zin: Zin) -> bool:
    """Tell whether what follows `Zoals` is no more than a list of things."""
    head = []
    for word in zin.woorden[1:]:
        if word.klein in ("die", "dat") or word.klein.startswith("waar"):
            if "," in stuk.tekst[word.end : zin.end]:
                return False  # a main clause can follow the comma
            break
        head.append(word.klein)
    if not head or any(word in _PERSOONSVORMEN for word in head):
        return False
    return not any(_DEELWOORD.fullmatch(word) for word in head[:6])


def _buren(stuk: Stuk) -> Iterator[tuple[Woord, Woord]]:
    """Yield each two words with only white space between them."""
    for first, second in zip(stuk.woorden, stuk.woorden[1:], strict=False):
        between = stuk.tekst[first.end : second.start]
        if between and between.isspace() and "\n" not in between:
            yield first, second
