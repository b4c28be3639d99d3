"""Rules about what prose says of the letter itself: how many there are, and where to look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Severity
from raadsbrief.letter.blokken import Numbers, blocks_of, told_keys, told_results, vragen_view
from raadsbrief.letter.huis import huis
from raadsbrief.model import Brief, Programma, Proza, Regel
from raadsbrief.prose import expressions, markdown
from raadsbrief.prose.facts import prose_in
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, span_in_prose

_Finding = tuple[Code, str, str]  # with its message and hint

_NUMBERS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    *("negentien", "twintig"),
)
_NOUNS = ("pijlers", "resultaten", "bijlagen", "vragen")
_COUNTED = re.compile(
    rf"(?P<before>\w+\s+)?\b(?P<number>{'|'.join(_NUMBERS[2:])}|[1-9]\d?)\s+"
    rf"(?P<noun>(?a:{'|'.join(_NOUNS)}))\b(?P<after>\s+\w+)?",
    re.IGNORECASE,
)
# After these words a number counts all there are; elsewhere it may count some of them. What
# follows can still say which: `de twee pijlers die achterlopen`.
_ALL = frozenset(("de", "alle", "onze", "heeft", "hebben", "kent", "telt", "uit", "langs", "bevat"))
_WHICH = frozenset(("die", "waar", "waarin", "met", "van", "over", "uit", "bij", "in", "aan"))

_TARGETS = ("bijlage", "tabel", "figuur", "grafiek", "noot", "vraag")
_POINTER = re.compile(
    rf"(?P<what>(?a:bijlagen|voetnoot|{'|'.join(_TARGETS)}))\s+(?:nr\.?\s*)?"
    r"(?P<which>\d{1,2}[a-z]?|(?-i:[A-Z]))\b(?![.,]?\d)(?P<after>(?:,?\s+\w+){0,3})",
    re.IGNORECASE,
)
# `bijlage 2 van de nota`, `tabel 1 in het rapport` and `vraag 3 van de fractie` are elsewhere.
_ELSEWHERE = re.compile(
    r"\s*,?\s*(van|uit|in|bij|op|aan|tot)\s+(?!(deze|dit|onze)\b)\w", re.IGNORECASE
)


def _names(text: str, words: Iterable[str]) -> bool:
    """Tell whether any of some words may stand in a text: a cheap look before a dear pattern.

    The patterns hold their words to ASCII, because otherwise Python takes `ı` for an `i`, and
    then this would not see all that they see.
    """
    small = text.lower()
    return any(word in small for word in words)


def counts_agree(dossier: Dossier) -> Iterator[Diagnostic]:
    """A number of pillars, results, annexes or questions in prose is what the letter counts."""
    counted = [(path, text) for path, text in prose_in(dossier.brief) if _names(text, _NOUNS)]
    counts = _counts(dossier) if counted else {}
    for path, text in counted:
        yield from _miscounted(dossier.brief, path, text, counts)


def counts_of_programme_agree(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """A number of pillars in the prose of a programme is what the programme counts."""
    if not programma.damaged:
        counts = {"pijlers": {len(programma.model.pijlers)}}
        for path, text in prose_in(programma):
            yield from _miscounted(programma, path, text, counts)


def _counts(dossier: Dossier) -> dict[str, set[int]]:
    """Return the numbers that can be right for each kind: told in the letter, and all there are."""
    brief = dossier.brief.model
    counts = {"bijlagen": {len(brief.bijlagen)}}
    questions = sum(len(vragen_view(blok.vragen, Numbers()).lijst)
                    for blok in blocks_of(brief) if blok.vragen)  # fmt: skip
    if questions:
        counts["vragen"] = {questions}
    if dossier.programma is None or dossier.programma.damaged:
        return counts
    programma = dossier.programma.model
    told: set[str] = set()
    for blok in blocks_of(brief):
        told |= told_keys(blok.pijlers, programma.pijlers)
    counts["pijlers"] = {len(programma.pijlers), len(told)}
    counts["resultaten"] = {len(programma.resultaten), len(told_results(programma, brief))}
    return {kind: possible for kind, possible in counts.items() if any(possible)}


def _miscounted(
    loaded: Loaded[Any], path: KeyPath, text: Proza, counts: Mapping[str, set[int]]
) -> Iterator[Diagnostic]:
    for match in _COUNTED.finditer(expressions.mask(text)):
        written, noun = match["number"].lower(), match["noun"].lower()
        number = int(written) if written.isdigit() else _NUMBERS.index(written)
        possible = counts.get(noun, {number}) - {0}
        counts_all = (match["before"] or "").strip().lower() in _ALL
        says_which = (match["after"] or "").strip().lower() in _WHICH
        if number in possible or says_which or not (counts_all or number > max(possible)):
            continue
        words = text[match.start("number") : match.end("noun")]
        found = " of ".join(map(str, sorted(possible)))
        message = f"er staat '{words}', maar {_counter(loaded)} telt er {found}"
        hint = "verbeter het getal, of wat erbij hoort in de gegevens"
        place = match.start("number"), match.end("noun")
        yield from _in_prose(loaded, path, text, place, (Code.COUNT, message, hint))


def _counter(loaded: Loaded[Any]) -> str:
    return "het programma" if isinstance(loaded.model, Programma) else "de brief"


def pointers_lead(dossier: Dossier) -> Iterator[Diagnostic]:
    """Where prose says to look, there is something: an annex, table, figure, note or question."""
    targets: dict[str, set[str]] | None = None
    for path, text in prose_in(dossier.brief):
        if not _names(text, _TARGETS):
            continue
        for match in _POINTER.finditer(expressions.mask(text)):
            what, which = match["what"].lower(), match["which"]
            if _ELSEWHERE.match(match["after"]) or (what == "vraag" and not which[0].isdigit()):
                continue
            targets = targets or _targets(dossier)
            kind = _KINDS.get(what, what)
            if kind == "vraag" and not targets[kind]:
                continue  # the questions are in another document
            if which.casefold() in targets[kind]:
                continue
            place = match.start(), match.end("which")
            singular = "bijlage" if kind == "bijlage" else what
            message = f"de brief heeft geen {singular} {which}"
            finding = (Code.POINTER, message, _hint(kind, targets[kind]))
            yield from _in_prose(dossier.brief, path, text, place, finding)


_KINDS = {"bijlagen": "bijlage", "grafiek": "figuur", "voetnoot": "noot"}
_PLURAL = {"tabel": "tabellen", "figuur": "figuren", "noot": "noten", "vraag": "vragen"}


def _hint(kind: str, targets: set[str]) -> str:
    numbers = sorted(int(one) for one in targets if one.isdigit())
    plural = _PLURAL.get(kind, "bijlagen")
    if not numbers:
        return f"deze brief heeft geen {plural}; verbeter de verwijzing"
    return f"de {plural} van deze brief zijn {numbers[0]} t/m {numbers[-1]}"


def _targets(dossier: Dossier) -> dict[str, set[str]]:
    """Return the names by which things in the letter can be pointed at, per kind."""
    brief = dossier.brief.model
    blocks = list(blocks_of(brief))
    prose = [text for _, text in prose_in(dossier.brief)]
    if dossier.programma is not None:
        prose += [text for _, text in prose_in(dossier.programma)]
    kinds = [token.type for text in prose for token in _tokens(text)]
    tables = sum(blok.tabel is not None for blok in blocks) + kinds.count("table_open")
    figures = sum(blok.grafiek is not None for blok in blocks) + kinds.count("image")
    gemeente = huis(dossier)
    of_title = gemeente.voetnoot is not None and gemeente.genre is not None
    notes = kinds.count("footnote_ref") + of_title
    captions = [blok.tabel or blok.grafiek for blok in blocks]
    own = {str(one.bijschrift) for one in captions if one is not None and one.bijschrift}
    return {
        "bijlage": _annexes(brief),
        "tabel": _up_to(tables) | _typed(own, "tabel"),
        "figuur": _up_to(figures) | _typed(own, "figuur|grafiek"),
        "noot": _up_to(notes),
        "vraag": _questions(brief),
    }


def _annexes(brief: Brief) -> set[str]:
    """Annexes are known by their place, by the letter of it, and by a number of their own."""
    count = len(brief.bijlagen)
    letters = {chr(ord("a") + i) for i in range(min(count, 26))}
    own = {bijlage.nummer.casefold() for bijlage in brief.bijlagen if bijlage.nummer}
    titles = {str(bijlage.titel) for bijlage in brief.bijlagen}
    return _up_to(count) | letters | own | _typed(titles, "bijlage")


def _questions(brief: Brief) -> set[str]:
    numbers = Numbers()
    views = [vragen_view(blok.vragen, numbers) for blok in blocks_of(brief) if blok.vragen]
    return {question.nummer for view in views for question in view.lijst}


def _up_to(count: int) -> set[str]:
    return {str(number) for number in range(1, count + 1)}


def _typed(titles: set[str], word: str) -> set[str]:
    """Return the numbers that authors typed themselves: `Tabel 3: kosten`."""
    found = (re.match(rf"(?:{word})\s+(\w+)", title, re.IGNORECASE) for title in titles)
    return {match[1].casefold() for match in found if match}


def _tokens(text: Proza) -> Iterator[Token]:
    """Yield the tokens of a text, those inside its lines included."""
    masked = expressions.mask(text)
    tokens = markdown.parse_line(masked) if isinstance(text, Regel) else markdown.parse(masked)[0]
    for token in tokens:
        yield token
        yield from token.children or ()


def _in_prose(
    loaded: Loaded[Any], path: KeyPath, text: Proza, place: tuple[int, int], finding: _Finding
) -> Iterator[Diagnostic]:
    """Make a warning about the words at a place (start and end) in prose."""
    start, end = place
    span = span_in_prose(loaded.source, path, text, start, end - start)
    if span is not None:
        code, message, hint = finding
        found = loaded.source.diagnostic(code, message, span, hint)
        yield replace(found, severity=Severity.WAARSCHUWING, words=text[start:end])
