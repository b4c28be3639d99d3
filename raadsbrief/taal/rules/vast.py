"""Rules that go by lists: forms that are always wrong, heavy words, and what is not filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import CITAAT, Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data


@dataclass(frozen=True)
class Vorm:
    """A row of the list: what not to write, what to write instead, and why."""

    patroon: re.Pattern[str]
    voorstel: str
    soort: str
    waarom: str


@cache
def _vormen() -> tuple[Vorm, ...]:
    # What stands before the match is looked at afterwards: so the search itself is quick.
    return tuple(
        Vorm(re.compile(rf"(?:{pattern})(?![\w-])"), voorstel, soort, waarom)
        for pattern, voorstel, soort, waarom in data.rows("vaste-vormen.txt")
    )


def vaste_vormen(letter: Letter) -> Iterator[Vondst]:
    """*te alle tijden*, *in zake*: words and phrases that are always written in one way."""
    for stuk in letter.stukken:
        text = stuk.tekst.replace("\n", " ").lower()
        for vorm in _vormen():
            for match in vorm.patroon.finditer(text):
                if not re.match(r"[\w-]", text[match.start() - 1 : match.start()]):
                    yield _vaste_vorm(stuk, vorm, match)


def _vaste_vorm(stuk: Stuk, vorm: Vorm, match: re.Match[str]) -> Vondst:
    start, length = match.start(), len(match[0])
    voorstel = match.expand(vorm.voorstel)
    if stuk.tekst[start].isupper():
        voorstel = voorstel[:1].upper() + voorstel[1:]
    is_idioom = vorm.soort == "vast"
    return Vondst(
        Code.FIXED_PHRASE if is_idioom else Code.FIXED_SPELLING,
        Severity.WAARSCHUWING if is_idioom else Severity(vorm.soort),
        stuk, start, length, f"schrijf '{voorstel}'", vorm.waarom, voorstel,
        veilig=vorm.soort == "fout",
    )  # fmt: skip


def ten_slotte(letter: Letter) -> Iterator[Vondst]:
    """*Tenslotte* at the head of a sentence: as the last of a row of points it is *Ten slotte*."""
    for stuk in letter.proza():
        for zin in stuk.zinnen:
            word = zin.woorden[0]
            if word.tekst == "Tenslotte":
                yield Vondst(
                    Code.FIXED_SPELLING, Severity.WAARSCHUWING, stuk, word.start, len(word.tekst),
                    "schrijf 'Ten slotte'", "tenslotte is: per slot van rekening; "
                    "ten slotte is: als laatste", "Ten slotte",
                )  # fmt: skip


def naam_met_kleine_letter(letter: Letter) -> Iterator[Vondst]:
    """*europese*: a name, or a word made of one, has a capital."""
    small = {word.lower(): word for word in data.words("hoofdletters.txt")}
    for stuk in letter.stukken:
        for word in stuk.woorden:
            if word.tekst in small:
                voorstel = small[word.tekst]
                yield Vondst(
                    Code.FIXED_SPELLING, Severity.FOUT, stuk, word.start, len(word.tekst),
                    f"schrijf '{voorstel}'", "dit woord is een naam, of komt van een naam",
                    voorstel, veilig=True,
                )  # fmt: skip


_OPEN = re.compile(
    r"(?<![\w.-])(?:[Xx]{2,}|TODO|TBD|@@+|\?{3,}|_{3,}|\.{5,}|…{2,})(?![\w-])"
    r"|\b20[0-9]?X{1,2}\b|\[(?P<haken>[^\[\]]{1,60})\]|[Ll]orem ipsum|<[A-Za-zÀ-ÿ ]{3,40}>"
)
_INVULLEN = re.compile(
    r"invul|naam|datum|bedrag|nummer|aantal|tekst|titel|nader|plaats|link|bron|check|wethouder|"
    r"\bxx|^\W*$|\bpm\b|\bntb\b",
    re.IGNORECASE,
)


def niet_ingevuld(letter: Letter) -> Iterator[Vondst]:
    """*XX*, *[bedrag]*, *TODO*: a place that was to be filled in."""
    for stuk in letter.stukken:
        for match in _OPEN.finditer(stuk.tekst):
            inside = match["haken"]
            elision = inside is not None and not inside.strip(". …")
            if (inside is not None and not _INVULLEN.search(inside)) or (
                elision and _in_quotes(stuk, match.start())
            ):
                continue
            severity = Severity.WAARSCHUWING if elision else Severity.FOUT
            yield Vondst(
                Code.PLACEHOLDER, severity, stuk, match.start(), len(match[0]),
                f"'{match[0]}' is nog niet ingevuld", "vul het in, of haal het weg",
            )  # fmt: skip


def _in_quotes(stuk: Stuk, start: int) -> bool:
    return any(match.start() < start < match.end() for match in CITAAT.finditer(stuk.tekst))


_AFKORTING = re.compile(r"(?<![\w./-])[A-Z][A-Z0-9&]*[A-Z](?:'?s)?(?![\w/]|-?[a-z]*\.[a-z])")


def afkorting_zonder_uitleg(letter: Letter) -> Iterator[Vondst]:
    """*IPTA*: an abbreviation that not everybody knows, and that nothing explains. A hint."""
    known = data.words("bekende-afkortingen.txt") | set(letter.afkortingen)
    text = "\n".join(stuk.tekst for stuk in letter.stukken)
    seen: set[str] = set()
    for stuk in letter.stukken:
        for match in _AFKORTING.finditer(stuk.tekst):
            short = re.sub(r"'?s$", "", match[0])
            if short in seen | known or stuk.tekst.isupper() or len(short) > 7:
                continue
            seen.add(short)
            if not re.search(rf"\({re.escape(short)}\)|\b{re.escape(short)}\s+\(", text):
                yield Vondst(
                    Code.UNEXPLAINED, Severity.HINT, stuk, match.start(), len(short),
                    f"'{short}' wordt nergens uitgelegd",
                    f"schrijf de eerste keer wat {short} betekent, of zet het bij `afkortingen`",
                )  # fmt: skip


@cache
def _zwaar() -> tuple[re.Pattern[str], dict[str, str]]:
    plainer: dict[str, str] = {}
    for heavy, plain in data.rows("ambtelijke-woorden.txt"):
        for word in heavy.split(","):
            plainer[word.strip()] = plain
    longest_first = sorted(plainer, key=len, reverse=True)
    pattern = rf"(?<![\w.-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"
    return re.compile(pattern, re.IGNORECASE), plainer


def gewoner_woord(letter: Letter) -> Iterator[Vondst]:
    """*middels*, *teneinde*: an official word that has a plainer one. A hint."""
    pattern, plainer = _zwaar()
    for stuk in letter.proza():
        for match in pattern.finditer(stuk.tekst):
            yield Vondst(
                Code.PLAINER_WORD, Severity.HINT, stuk, match.start(), len(match[0]),
                f"'{match[0]}' kan gewoner", f"bijvoorbeeld: {plainer[match[0].lower()]}",
            )  # fmt: skip
