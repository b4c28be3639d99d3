"""Rules about spaces and full stops, as patterns: most can be repaired without looking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words.woorden import Woord

FOUT, WAARSCHUWING = Severity.FOUT, Severity.WAARSCHUWING
_MAAT = (
    r"km/u|km/h|km|m2|m²|m3|m³|kg|ha|cm|mm|kWh|MWh|GWh|kW|MW|dB|mln|mld|miljoen|miljard|euro|"
    r"uur|jaar|jaren|dagen|weken|maanden|woningen|inwoners|leerlingen"
)
_MET_PUNT = "incl|excl|bijv|enz|etc|nr|nrs|resp|evt|ca|jl|blz|afd|dhr|mevr|mw|drs|zgn|vnl"
_STREEK = (
    "Holland|Brabant|Nederland|Limburg|Drenthe|Groningen|Gelderland|Friesland|Europa|Vlaanderen|"
    "Veluwe|Twente|Betuwe"
)


@dataclass(frozen=True)
class Patroon:
    """A slip that a pattern finds; `{x}` in the message is a group of the match."""

    melding: str
    patroon: str
    voorstel: str
    code: Code = Code.SPACING
    severity: Severity = FOUT


PATRONEN = (
    Patroon(
        "hier staat een spatie voor '{t}'",
        r"\b(?P<w>[^\W_]+[)”’\"']?) +(?P<t>[,;](?=\s|$)|\.(?=\s[A-Z]|$))",
        r"\g<w>\g<t>",
    ),
    Patroon(
        "hier staat een spatie voor '{t}', en erna niet",
        r"\b(?P<w>[^\W_]+[)”’\"']?) +(?P<t>[,;])(?P<b>[^\W\d_]{2,})",
        r"\g<w>\g<t> \g<b>",
    ),
    Patroon(
        "hier staat een spatie voor '{t}'",
        r"\b(?P<w>[^\W\d_]{2,}) +(?P<t>[:!?])(?=\s[a-zA-Z]|$)",
        r"\g<w>\g<t>",
        severity=WAARSCHUWING,
    ),
    Patroon(
        "bij deze schuine streep staat één spatie",
        r"\b(?P<a>[^\W\d_]+)(?:/ +| +/)(?P<b>[^\W\d_]+)(?![\w/])",
        r"\g<a>/\g<b>",
    ),
    Patroon(
        "tussen '{n}' en '{u}' hoort een spatie",
        rf"(?<![\w.,-])(?P<n>\d+(?:[.,]\d+)*)(?P<u>{_MAAT})(?![\w/-])",
        r"\g<n> \g<u>",
    ),
    Patroon(
        "na '{t}' hoort een spatie",
        r"\b(?P<a>[^\W\d_]{2,})(?P<t>[,;])(?P<b>[^\W\d_]{2,})",
        r"\g<a>\g<t> \g<b>",
    ),
    Patroon(
        "na '{t}' hoort een spatie",
        r"(?<![\w.@/-])(?P<a>[^\W\d_A-Z]{3,})(?P<t>\.)(?P<b>[A-Z][a-zà-ÿ]+)(?=[\s,])",
        r"\g<a>\g<t> \g<b>",
        severity=WAARSCHUWING,
    ),
    Patroon(
        "'{n}' en '{u}' zijn samen één woord, met een streepje",
        r"(?<![\w.,-])(?P<n>\d+) (?P<u>tal|jarige[nr]?|plussers?|daagse|urige|persoons\w+)(?!\w)",
        r"\g<n>-\g<u>",
    ),
    Patroon(
        "'{a}' en '{b}' hebben een streepje ertussen",
        rf"\b(?P<a>Noord|Zuid|Oost|West|Midden)(?: | ?[–—] ?| - |- | -)(?P<b>{_STREEK})\b",
        r"\g<a>-\g<b>",
        Code.FIXED_SPELLING,
    ),
    Patroon(
        "schrijf een bedrag met 'euro', zonder 's",
        r"(?P<a>\d[\d.,]*(?: miljoen| miljard)?) euro['’]s\b",
        r"\g<a> euro",
        Code.FIXED_SPELLING,
        WAARSCHUWING,
    ),
    Patroon(
        "dit is geen apostrof", r"\b(?P<a>\w+)[´`](?P<b>s|er|ers|tje|tjes|en)\b", r"\g<a>'\g<b>"
    ),
    Patroon(
        "tussen '{a}' en '{b}' hoort een apostrof",
        r"(?<![\w-])(?P<a>[A-Z]{2,6})(?P<b>s|ers?|tjes?)(?![\w-])",
        r"\g<a>'\g<b>",
        Code.FIXED_SPELLING,
        WAARSCHUWING,
    ),
    Patroon(
        "na het aanhalingsteken hoort geen spatie",
        r"(?<=\s)(?P<a>[‘“„]) +(?P<b>\w+)",
        r"\g<a>\g<b>",
    ),
    Patroon("na het haakje hoort geen spatie", r"\( +(?P<a>[^\s()]+)", r"(\g<a>"),
    Patroon("voor het haakje hoort geen spatie", r"(?P<a>[^\s()]+) +\)", r"\g<a>)"),
    Patroon(
        "voor het haakje hoort een spatie",
        r"\b(?P<a>[^\W\d_]{3,})(?P<b>\([^\W\d_]{2,} [^()]*\))",
        r"\g<a> \g<b>",
        severity=WAARSCHUWING,
    ),
    Patroon("hier staan twee spaties", r"(?P<a>\S+) {2,}(?P<b>\S+)", r"\g<a> \g<b>"),
    Patroon(
        "hier staan twee punten",
        r"\b(?P<a>[^\W_]+[)”’\"']?)\.\.(?![.…\w])",
        r"\g<a>.",
        Code.PUNCTUATION,
    ),
    Patroon(
        "hier staat een leesteken te veel",
        r"\b(?P<a>[^\W_]+[)”’\"']?)[,;:]\.(?=\s|$)",
        r"\g<a>.",
        Code.PUNCTUATION,
    ),
    Patroon("hier staan twee komma's", r"\b(?P<a>[^\W_]{2,}),,(?=\s)", r"\g<a>,", Code.PUNCTUATION),
    Patroon(
        "achter '{w}' hoort een punt",
        r"(?<=\d )(?P<w>mln|mld)(?![\w.])",
        r"\g<w>.",
        Code.PUNCTUATION,
        Severity.HINT,
    ),
    Patroon(
        "achter '{w}' hoort een punt",
        rf"(?<![\w.&/-])(?P<w>{_MET_PUNT})(?![\w.&'’-]|\s*/)",
        r"\g<w>.",
        Code.PUNCTUATION,
        WAARSCHUWING,
    ),
)
_PATRONEN = tuple((one, re.compile(one.patroon)) for one in PATRONEN)


def spaties_en_punten(letter: Letter) -> Iterator[Vondst]:
    """*woord ,*, *30km*, *incl*: a space or full stop too many or too few."""
    for stuk in letter.stukken:
        for one, pattern in _PATRONEN:
            for match in pattern.finditer(stuk.tekst):
                if not in_adres(stuk, match):
                    yield Vondst(
                        one.code, one.severity, stuk, match.start(), len(match[0]),
                        one.melding.format(**match.groupdict()),
                        voorstel=match.expand(one.voorstel), veilig=True,
                    )  # fmt: skip


def in_adres(stuk: Stuk, match: re.Match[str]) -> bool:
    """Tell whether what a pattern found is part of a web address."""
    addresses = stuk.once(_adressen)
    last = bisect_left(addresses, match.end(), key=lambda word: word.start)
    return last > 0 and match.start() < addresses[last - 1].end


def _adressen(stuk: Stuk) -> tuple[Woord, ...]:
    return tuple(word for word in stuk.woorden if word.soort == "adres")
