"""Where a line of Dutch does not end: `€ 1,3 mln.`, `1 april`, `drs. B. Burger`, `2024–2026`."""

from __future__ import annotations

import re
from collections.abc import Iterator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NBSP = "\N{NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"
# As much as hangs together, so that a narrow line can still end somewhere.
MAX_CHARACTERS = 30
MAX_IN_CELL = 16

# Behind a number, any word but these belongs to it: `16 dagen`, `9.00 uur`, `120 woningen`.
_LOOSE = _set(
    "aan achter als bij binnen boven buiten dan dat de die dit doch door een en en/of er haar had "
    "heeft het hij hun ik in is kan met mits moet na naar naast niet nog of om onder ons ook op "
    "over per plus sinds te tegen ten ter tijdens tot tussen uit van vanaf vanuit via volgens voor "
    "waar want waren was we werd werden wij worden wordt zal ze zich zij zijn zonder zullen"
)
# What stands before a number or letter, and says of what it is the number.
_COUNTED = _set(
    "artikel artikelen art. lid leden hoofdstuk paragraaf par. bijlage bijlagen tabel figuur "
    "grafiek blz. pag. pagina p. nr. nrs. nummer no. noot voetnoot vraag vragen punt week kwartaal "
    "fase stap pijler deel versie groep kavel motie amendement zaak zaaknummer tel. ca. circa d.d. "
    "dd. dd per stb. trb. stcrt. cat. categorie label variant optie code"
)
_TITLES = _set("dhr. mevr. mw. mr. drs. dr. ir. ing. prof. ds. bc. burg. weth. heer mevrouw meneer")
_PARTICLES = _set("de den der van von ten ter te la le el al du di da in op 't ’t het")
_TAILS = _set("e.d. e.v. c.s. jl. jl etc. enz. a.i. m² m³")
_SIGNS = frozenset("€§×<>≤≥±≈")
_AMOUNT = re.compile(r"[-−–+]?[€\d]")
_INITIALS = re.compile(r"(?:(?:[A-ZÀ-Þ]|IJ|Th|Chr|Ph)\.)+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_POSTAL = re.compile(r"[A-Z]{2}\W*")
_LETTER = re.compile(r"[A-Z](?:\d|$|[^\w.])|\d")
_IBAN = re.compile(r"[A-Z]{2}\d\d [A-Z]{4}")
_OPENING = "(['\"‘“„["
_CLOSING = ",;:.!?)]'\"’”"
# The signs that a line does not end behind: of a range, and in a short pair such as `t/m`.
_RANGE = re.compile(r"(?<=[\d%])–(?=[\d€])|(?<![\w./@:])\w{1,3}(/)(?=\w{1,3}(?![\w/@]))")


def joined(text: str, limit: int = MAX_CHARACTERS) -> dict[int, str]:
    """Return by place what a space or sign of a text becomes, so that a line does not end there.

    What hangs together is at most `limit` characters long.
    """
    found: dict[int, str] = {}
    if "–" in text or "/" in text:
        for match in _RANGE.finditer(text):
            place = match.start(match.lastindex or 0)
            found[place] = f"{JOINER}{text[place]}{JOINER}"
    words = text.split(" ")
    begin = place = 0  # of what hangs together, and of the word
    held = False
    for i in range(1, len(words)):
        place += len(words[i - 1])
        held = _holds(words, i, held) and place + 1 + len(words[i]) - begin <= limit
        if held:
            found[place] = NBSP
        else:
            begin = place + 1
        place += 1
    return found


def _holds(words: list[str], i: int, held: bool) -> bool:
    """Tell whether the line cannot end before a word; `held` says it of the word before."""
    before, word = words[i - 1].lstrip(_OPENING), words[i]
    if not before or not word:
        return False
    if before[-1].isdigit():
        return _belongs_to_number(before, word, words[i + 1 :])
    if before[-1] in _SIGNS:
        return _AMOUNT.match(word) is not None
    if word in _TAILS or word.rstrip(_CLOSING) + "." in _TAILS:
        return True
    small = before.lower()
    if small in _COUNTED:
        return _LETTER.match(word) is not None
    if small in _TITLES or (held and before in _PARTICLES) or _INITIALS.fullmatch(before):
        return word[0].isupper() or word in _PARTICLES or word in _TITLES
    return any(_rest(words, i, small))


def _belongs_to_number(number: str, word: str, rest: list[str]) -> bool:
    if word[0].isdigit() or word[0] in "%‰×°":
        return True
    if word[0].islower():
        if word == "t/m":
            return bool(rest) and rest[0][:1].isdigit()
        return word.rstrip(_CLOSING) not in _LOOSE and (
            not _YEAR.fullmatch(number) or word.rstrip(_CLOSING) in _TAILS
        )
    return _POSTAL.fullmatch(word) is not None or (
        _IBAN.match(f"{number} {word}") is not None and bool(rest)
    )


def _rest(words: list[str], i: int, before: str) -> Iterator[bool]:
    """Tell the few other pairs: `onder a`, `miljoen euro`, `t/m 5`, the middle of an IBAN."""
    word = words[i]
    yield before == "onder" and len(word.rstrip(_CLOSING)) == 1 and word[0].islower()
    yield before in ("miljoen", "miljard") and word.rstrip(_CLOSING) == "euro"
    if i > 1 and word[0].isdigit():
        yield before == "t/m" and words[i - 2][-1:].isdigit()
        yield _IBAN.fullmatch(f"{words[i - 2]} {words[i - 1]}") is not None
