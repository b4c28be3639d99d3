"""Rules about notation, as patterns: *m3*, *16u*, *1 van de*, *‘t*, *2.5 miljoen*, *en;*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.spaties import in_adres
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import lexicon

_EENHEDEN = "kV kVA kW kWh MWh GWh kWp km kg ha dB cm mm"
_NAAR_GOED = {unit.lower(): unit for unit in _EENHEDEN.split()} | {"mtr": "meter"}


@dataclass(frozen=True)
class Teken:
    """A notation that a pattern finds, and how to write it instead."""

    melding: str
    patroon: re.Pattern[str]
    voorstel: str | Callable[[re.Match[str]], str]
    severity: Severity = Severity.WAARSCHUWING
    veilig: bool = True


def _eenheid(match: re.Match[str]) -> str:
    return f"{match['n']} {_NAAR_GOED[match['u'].lower()]}"


def _kommagetal(match: re.Match[str]) -> str:
    return f"{match['a']},{match['b']}"


_GEEN_NAAMWOORD = data.of(
    "is was als in op door bij met over voor naar dat en of binnen uit aan minimaal slechts heeft "
    "hebben krijgt wordt nog maar tot ook zijn vraagt vormt blijft vanuit om per"
)
# After a noun `1` tells which: `fase 1 van de bouw`.
_VOOR_EEN = "|".join(rf"(?<=\b{word} )" for word in sorted(_GEEN_NAAMWOORD))
TEKENS = (
    Teken(
        "een vierkante of kubieke meter schrijft u zo",
        re.compile(r"(?<![\w.-])(?P<k>[kcdm]?m)(?P<n>[23])(?![\w-])"),
        lambda match: match["k"] + {"2": "²", "3": "³"}[match["n"]],
    ),
    Teken(
        "deze eenheid heeft andere hoofdletters",
        re.compile(
            r"(?<![\w.,-])(?P<n>\d[\d.,]*)\s?(?P<u>K[Vv]A?|kv|k[Ww][hH]|K[Ww][hH]?[pP]?|kwh?|M[wW][hH]|"
            r"mwh|G[wW][hH]|gwh|K[Mm]|K[Gg]|Ha|HA|D[Bb]|db|[Mm]tr|C[Mm]|MM)(?![\w/²³-])"
        ),
        _eenheid,
    ),
    Teken(
        "schrijf 'uur' voluit",
        re.compile(r"(?<![\w.,:€-])(?P<n>\d{1,2}(?:[.:]\d\d)?)\s?(?:u|h|hrs)(?![\w/’'-])(?!\.\w)"),
        r"\g<n> uur",
    ),
    Teken(
        "hier is '1' geen getal maar een woord",
        re.compile(
            rf"(?:^|{_VOOR_EEN})"
            r"1 (?P<r>van (?:de|deze|die|onze|hun|uw|haar|zijn)(?! \d)|"
            r"of meer(?:dere)?(?= [a-z]{4}))\b"
        ),
        r"één \g<r>",
        veilig=False,
    ),
    Teken(
        "tussen twee getallen staat 'à'",
        re.compile(r"(?<![\w.,])(?P<a>\d+) a (?P<b>\d+)(?![\w.,-]\d)\b"),
        r"\g<a> à \g<b>",
    ),
    Teken(
        "een apostrof is ’, niet ‘",
        re.compile(
            r"(?<![\w’])‘(?P<a>[stnmk](?=[\s-](?!’))|er\b|(?:[6-9]\d)(?!\d))(?![^‘’]{0,40}’(?!\w))"
        ),
        r"’\g<a>",
    ),
    Teken(
        "een getal met cijfers achter de komma heeft geen punt",
        re.compile(
            r"(?<![\w.,-])(?P<a>\d{1,3})\.(?P<b>\d{1,2})"
            r"(?=(?:\s?%|\s(?:procent|miljoen|miljard|mln|mld|fte|kilometer|km|hectare|graden)\b))"
        ),
        _kommagetal,
    ),
    Teken(
        "zet '{a}' los achter de puntkomma",
        re.compile(r"\b(?P<w>[^\W\d_]{2,}),? (?P<a>en|of);(?=\s*$)"),
        r"\g<w>; \g<a>",
    ),
    Teken(
        "een rangtelwoord staat aan elkaar",
        re.compile(r"(?<![\w.,-])(?P<n>\d+) (?P<e>ste|e)(?= [a-z])"),
        r"\g<n>\g<e>",
    ),
    Teken(
        "de komma staat voor '-'",
        re.compile(r"€\s?(?P<n>\d[\d.]*\d|\d)(?:\.-|,=|,--|\.--)(?!\w)"),
        "€\N{NO-BREAK SPACE}\\g<n>,-",
    ),
    Teken(
        "schrijf dit met een schuine streep",
        re.compile(r"(?<![\w.])(?:t\.m\.|t/m\.)(?=\s?\d)"),
        "t/m ",
        veilig=False,
    ),
    Teken(
        "schrijf '{n} keer'",
        re.compile(r"(?<![\w.,-])(?P<n>\d{1,2})x(?= (?:per|in|op|zo|meer|minder|een|de|het)\b)"),
        r"\g<n> keer",
    ),
)


def notatie_van_tekens(letter: Letter) -> Iterator[Vondst]:
    """*m3*, *16u*, *2.5 miljoen*: a notation that is always written in another way."""
    for stuk in letter.stukken:
        for one in TEKENS:
            for match in one.patroon.finditer(stuk.tekst):
                proposal = one.voorstel
                right = proposal(match) if callable(proposal) else match.expand(proposal)
                if right != match[0] and not in_adres(stuk, match):
                    yield Vondst(
                        Code.NOTATION, one.severity, stuk, match.start(), len(match[0]),
                        one.melding.format(**match.groupdict()), None, right, veilig=one.veilig,
                    )  # fmt: skip


_WEGGELATEN = (
    (re.compile(r"\b(?P<a>[^\W\d_]{2,}),- ?(?P<v>en|of) (?=[^\W\d_])"), r"\g<a>- \g<v> "),
    (re.compile(r"\b(?P<a>[^\W\d_]{2,}) [-–](?P<v>en|of) (?=[^\W\d_])"), r"\g<a>- \g<v> "),
    (re.compile(r"(?<![\w-])(?P<a>[^\W\d_]{2,})[-–](?P<v>en|of) (?=[^\W\d_])"), r"\g<a>- \g<v> "),
    (re.compile(r"\b(?P<a>[^\W\d_]{2,})- (?P<v>en|of)- (?=[^\W\d_])"), r"\g<a>- \g<v> "),
)
_STREEP_IN_HAAKJES = re.compile(r"(?<![\w-])\((?P<a>[a-zà-ÿ]{2,})-\) ?(?P<b>[a-zà-ÿ]{4,})\b")


def streepje_van_weggelaten_deel(letter: Letter) -> Iterator[Vondst]:
    """*in,- en uitstroom*, *zorg-en welzijn*, *(her-)inrichting*: the hyphen stands wrong."""
    for stuk in letter.stukken:
        for pattern, proposal in _WEGGELATEN:
            for match in pattern.finditer(stuk.tekst):
                yield _streepje(stuk, match, match.expand(proposal).rstrip(), len(match[0]) - 1)
        for match in _STREEP_IN_HAAKJES.finditer(stuk.tekst):
            joined = match["a"] + match["b"]
            if lexicon().tags(joined) is not None:
                yield _streepje(stuk, match, f"({match['a']}){match['b']}", len(match[0]))


def _streepje(stuk: Stuk, match: re.Match[str], proposal: str, length: int) -> Vondst:
    return Vondst(
        Code.MISSING_HYPHEN, Severity.WAARSCHUWING, stuk, match.start(), length,
        "het streepje staat hier niet goed", None, proposal,
    )  # fmt: skip


_MET_PUNTEN = re.compile(
    r"(?<![\w.@/-])(?:[A-Za-z]\.(?: [a-z]\.){1,4}|[A-Za-z](?:\.?[a-z]){1,4}\.?)(?![\w@/-])"
)


@cache
def _afkortingen() -> dict[str, str]:
    """Return the abbreviations of several words by their letters, as they are written."""
    short = (one for one in data.words("afkortingen.txt") if re.fullmatch(r"(?:[a-z]\.){2,5}", one))
    return {one.replace(".", ""): one for one in short}


def punten_in_afkorting(letter: Letter) -> Iterator[Vondst]:
    """*a.s*, *m.bt.*, *ipv*: each letter of such an abbreviation has a full stop behind it."""
    for stuk in letter.stukken:
        for match in _MET_PUNTEN.finditer(stuk.tekst):
            found, start = match[0], match.start()
            letters = re.sub(r"[. ]", "", found).lower()
            right = _afkortingen().get(letters)
            if right is None or found.lower() == right or in_adres(stuk, match):
                continue
            has_spaces = " " in found and found.lower().replace(" ", "") == right  # t. a. v.
            has_stops = "." in found.rstrip(".") and " " not in found
            if has_spaces or has_stops or found.rstrip(".") in _ZONDER_PUNTEN:
                ends = found.endswith(".") and "." not in found[:-1]
                yield Vondst(
                    Code.PUNCTUATION,
                    Severity.FOUT if f"{found.lower()}." == right else Severity.WAARSCHUWING,
                    stuk, start, len(found),
                    f"in '{found}' horen punten" if "." not in found[:-1]
                    else f"in '{found}' staan de punten niet goed",
                    None, found[0] + right[1:], veilig=not ends,
                )  # fmt: skip


# Without stops these are no word, and no abbreviation of anything else.
_ZONDER_PUNTEN = data.of(
    "mbt mbv ivm tbv tav dmv obv nav ism dwz nvt svp tgv tov ipv itt zsm igv ihb iig tzt tnv tlv "
    "mmv olv thv oid oa"
)


_RECHT = re.compile(r"(?<![\w\"])\"(?=\w)[^\"“”\n]{2,80}?(?<=[\w.,!?])\"(?![\w\"])")
_KROM = re.compile(r"[“„](?=\w)[^\"“”„\n]{2,80}?[”“](?!\w)")


def aanhalingstekens(letter: Letter) -> Iterator[Vondst]:
    """*"zo"* beside *“zo”*: two kinds of quotation marks in one letter; the kind used least."""
    found: list[list[tuple[Stuk, re.Match[str]]]] = [
        [(stuk, match) for stuk in letter.proza() for match in pattern.finditer(stuk.tekst)]
        for pattern in (_RECHT, _KROM)
    ]
    rare, usual = sorted(found, key=len)
    if not rare or len(rare) == len(usual):
        return
    for stuk, match in rare:
        mark = usual[0][1][0]
        proposal = mark[0] + match[0][1:-1] + mark[-1]
        yield Vondst(
            Code.NOTATION, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
            "elders staan andere aanhalingstekens", "kies één soort", proposal,
        )  # fmt: skip
