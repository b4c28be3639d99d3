"""The rule about an abbreviation and a noun that make one word together: *P&C cyclus*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import soorten
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.samenstellingen import GEEN_DEEL
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import IK_VORM, VERKLEIND, ZELFSTANDIG
from raadsbrief.taal.words.woorden import Woord

_AFKORTING = (
    r"[A-Z]{2,6}|[A-Z]&[A-Z]|CO2|NT2|[A-Z]{2,4}[0-9]|Wmo|Wlz|Woo|Wvggz|Awb|Bbz|Wko|Arbo|ozb|mbo|hbo|vwo|"
    r"vmbo|havo|ggz|mkb|btw|ov|ict|cao|azc|pgb|apv|woz|vve|hr|wifi|pfas"
)
_AFKORTING_ERGENS = re.compile(rf"(?<![\w&./-])(?:{_AFKORTING})(?![\w&./-])")
# Abbreviations of things: no one who does something, so that a noun after them belongs to them.
_DINGEN = data.of(
    "P&C P&O OV ICT IT HR HRM AVG WMO Wmo WOZ OZB AZC CO2 LED PFAS VVE MBO HBO VWO VMBO HAVO GGZ "
    "MKB BTW BSN APV PGB CAO ID QR PDF GPS EHBO MER RES SROI TBS AED SUV TV Wlz Wvggz Woo Awb "
    "Bbz NT2 "
    "AOW WIA WW BBV Arbo ARBO KPI GRP GVVP IHP MJOP WKO ESF EFRO SPUK BUIG BAG BRP BGT BOA VOG VTH "
    "BIZ RIB VR AI DNA HIV LHBTI NVWA ozb mbo hbo vwo vmbo havo ggz mkb btw ov ict cao azc pgb apv "
    "woz vve hr wifi pfas CV WAO PR SMS WSW WWB JGZ PGA GFT KCC SBI EPC BENG TVL NOW PV UV"
)


def afkorting_met_woord(letter: Letter) -> Iterator[Vondst]:
    """*Wmo consulent*, *P&C cyclus*: between an abbreviation and the noun of its word, a hyphen."""
    for stuk, words in _met_afkortingen(letter):
        for first, second in words:
            if not _is_los_woord(second):
                continue
            sure = first.tekst in _DINGEN
            yield Vondst(
                Code.ABBREVIATION_NOUN, Severity.WAARSCHUWING if sure else Severity.HINT, stuk,
                first.start, second.end - first.start,
                f"'{first.tekst}' en '{second.tekst}' zijn "
                f"{'' if sure else 'misschien '}samen één woord",
                f"schrijf {'' if sure else 'dan '}'{first.tekst}-{second.tekst}'",
                f"{first.tekst}-{second.tekst}",
            )  # fmt: skip


def _met_afkortingen(letter: Letter) -> Iterator[tuple[Stuk, list[tuple[Woord, Woord]]]]:
    """Yield for each piece the abbreviations with the word that follows after a space."""
    for stuk in letter.stukken:
        found = []
        following = {word.start: word for word in stuk.woorden}
        for match in _AFKORTING_ERGENS.finditer(stuk.tekst):
            second = following.get(match.end() + 1)
            if second is not None and stuk.tekst[match.end()] in " \N{NO-BREAK SPACE}":
                first = Woord(match[0], match.start(), match.end(), match[0].lower())
                found.append((first, second))
        yield stuk, found


def _is_los_woord(word: Woord) -> bool:
    """Tell whether a word is a noun, and can be no verb."""
    form = word.tekst
    tags = set(soorten(form))
    is_noun = bool(tags) and tags <= set(ZELFSTANDIG + IK_VORM + "q") and VERKLEIND not in tags
    return form.islower() and len(form) > 3 and is_noun and form not in GEEN_DEEL
