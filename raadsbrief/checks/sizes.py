"""Rules about how much there is: they come first, so that no other rule has to do too much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from raadsbrief import budgets
from raadsbrief.budgets import Budget
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Diagnostic
from raadsbrief.letter.blokken import blocks_of, of_pillars, placed_blocks, told_keys
from raadsbrief.letter.tabel import Table
from raadsbrief.model import Blok, Gemeente, Programma, Proza
from raadsbrief.model.blokken import Selectie
from raadsbrief.prose import expressions, markdown
from raadsbrief.prose.facts import Facts, letter_facts, loaded_facts, programme_facts, prose_in
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, span_in_prose
from raadsbrief.yaml.sizes import characters, refused

_MARK = re.compile(r"[\[\]*_`<&~!]")
_NOTE = re.compile(r"^[ >]*\[\^[^\]\s]+\]:", re.MULTILINE)
_CALL = re.compile(r"\[\^[^\]\s]+\](?!:)")
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{budgets.WORD.most + 1},}}")
_COLLECTIONS = ("pijlers", "resultaten", "financiering")


def of_gemeente(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """Find what is too much in a gemeente."""
    yield from _of_texts(gemeente, {"gemeente": loaded_facts(gemeente)})


def of_programme(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """Find what is too much in a programme."""
    yield from _abbreviations(programma)
    yield from _of_texts(programma, programme_facts(programma))


def of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """Find what is too much in a letter, with all that it shows of its programme."""
    brief = dossier.brief
    paths = [path for path, _ in placed_blocks(brief.model)]
    if len(paths) > budgets.BLOCKS.most:
        yield _over(brief, budgets.BLOCKS, len(paths), paths[budgets.BLOCKS.most])
    yield from _abbreviations(brief)
    found = list(_of_texts(brief, letter_facts(dossier)))
    yield from found or _whole(dossier)


def _over(loaded: Loaded[Any], budget: Budget, count: int, path: KeyPath) -> Diagnostic:
    return refused(loaded.source, budget, count, loaded.source.key_span(path))


def _abbreviations(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    count = len(loaded.model.afkortingen)
    if count > budgets.ABBREVIATIONS.most:
        yield _over(loaded, budgets.ABBREVIATIONS, count, ("afkortingen",))


def _of_texts(loaded: Loaded[Any], facts: Facts) -> Iterator[Diagnostic]:
    counted: dict[str, list[tuple[KeyPath, int]]] = {"note": [], "call": []}
    for path, text in prose_in(loaded):
        if "{{" in text:
            yield from _of_filled(loaded, path, text, _own(facts, path))
        if len(_MARK.findall(text)) > budgets.MARKS.most:
            yield from _of_paragraphs(loaded, path, text)
        if "|" in text:
            yield from _of_rows(loaded, path, text)
        if "[^" in text:
            counted["note"].append((path, len(_NOTE.findall(text))))
            counted["call"].append((path, len(_CALL.findall(text))))
    for kind, budget in (("note", budgets.NOTES), ("call", budgets.CALLS)):
        total = sum(count for _, count in counted[kind])
        if total > budget.most:
            most = max(counted[kind], key=lambda one: one[1])
            yield refused(loaded.source, budget, total, loaded.source.span(most[0]))


def _own(facts: Facts, path: KeyPath) -> Facts:
    """Let prose in a pillar, result or fund name its own facts."""
    own = facts.get(str(path[0])) if path[0] in _COLLECTIONS else None
    own = own.get(path[1]) if isinstance(own, dict) and len(path) > 1 else None
    return {**facts, "dit": own} if isinstance(own, dict) else facts


def _of_filled(
    loaded: Loaded[Any], path: KeyPath, text: Proza, facts: Facts
) -> Iterator[Diagnostic]:
    """Find what the facts make too long: the text, or a word of it."""
    filled = list(expressions.written(text, facts))
    length = len(text) + sum(len(value) - (end - start) for start, end, value in filled)
    if length > budgets.TEXT.most:
        start, end, _ = max(filled, key=lambda one: len(one[2]))
        yield _in_text(loaded, budgets.TEXT, length, path, text, (start, end))
    elif length > budgets.WORD.most:
        word = _LONG_WORD.search(expressions.filled(text, filled))
        if word:
            start, end, _ = filled[0]
            yield _in_text(loaded, budgets.WORD, len(word[0]), path, text, (start, end))


def _in_text(
    loaded: Loaded[Any], budget: Budget, count: int, path: KeyPath, text: Proza,
    place: tuple[int, int],
) -> Diagnostic:  # fmt: skip
    start, end = place
    span = span_in_prose(loaded.source, path, text, start, end - start)
    return refused(loaded.source, budget, count, span or loaded.source.span(path))


def _of_paragraphs(loaded: Loaded[Any], path: KeyPath, text: Proza) -> Iterator[Diagnostic]:
    """Find the first paragraph, item or cell with more marks than the parser can pair."""
    for line, paragraph in markdown.paragraphs(text):
        count = len(_MARK.findall(paragraph))
        if count > budgets.MARKS.most:
            place = sum(len(one) + 1 for one in text.split("\n")[:line])
            yield _in_text(loaded, budgets.MARKS, count, path, text, (place, place + 1))
            return


def _of_rows(loaded: Loaded[Any], path: KeyPath, text: Proza) -> Iterator[Diagnostic]:
    """Find the first line with more columns than a table can have."""
    place = 0
    for line in text.split("\n"):
        columns = line.strip().strip("|").count("|") + 1
        if columns > budgets.COLUMNS.most:
            yield _in_text(loaded, budgets.COLUMNS, columns, path, text, (place, place + len(line)))
            return
        place += len(line) + 1


def _whole(dossier: Dossier) -> Iterator[Diagnostic]:
    """Find a letter that is too long, with its facts and each part of the programme it shows."""
    source = dossier.brief.source
    total = characters(source, ()) + _growth(dossier.brief, letter_facts(dossier))
    if dossier.programma is not None:
        sizes = _of_parts(dossier.programma)
        programma = dossier.programma.model
        total += sum(_shown(blok, programma, sizes) for blok in blocks_of(dossier.brief.model))
    if total > budgets.LETTER.most:
        yield refused(source, budgets.LETTER, total, source.key_span(("secties",)))


def _growth(loaded: Loaded[Any], facts: Facts) -> int:
    """Count the characters that facts add to the texts of a letter."""
    return sum(_grown(text, facts) for _, text in prose_in(loaded) if "{{" in text)


def _grown(text: Proza, facts: Facts) -> int:
    return sum(len(value) - (end - start) for start, end, value in expressions.written(text, facts))


def _of_parts(programma: Loaded[Programma]) -> dict[tuple[str, str], int]:
    """Count the characters of each pillar, result and fund."""
    facts = programme_facts(programma)
    sizes = {
        (soort, key): characters(programma.source, (soort, key))
        for soort in _COLLECTIONS
        for key in getattr(programma.model, soort)
    }
    for path, text in prose_in(programma):
        part = (str(path[0]), str(path[1])) if len(path) > 1 else ("", "")
        if part in sizes and "{{" in text:
            sizes[part] += _grown(text, _own(facts, path))
    return sizes


def _shown(blok: Blok, programma: Programma, sizes: dict[tuple[str, str], int]) -> int:
    """Count the characters of what a block shows of the programme."""
    gegevens = blok.tabel or blok.grafiek
    if gegevens is not None:
        chosen = {"financiering": gegevens.financiering}
    else:
        chosen = {soort: getattr(blok, soort) for soort in _COLLECTIONS}
    return sum(
        sizes.get((soort, key), 0)
        for soort, keuze in chosen.items()
        for key in _keys(soort, keuze, programma)
    )


def _keys(soort: str, keuze: Any, programma: Programma) -> Iterable[str]:
    if isinstance(keuze, Selectie):
        return of_pillars(programma, keuze)
    return told_keys(keuze, getattr(programma, soort)) if keuze else ()


def of_table(table: Table) -> int:
    """Count the characters of a table."""
    return sum(len(cell.written or "") for row in table.rows() for cell in row.cells)


def of_tables(dossier: Dossier, path: KeyPath, cells: int, characters_: int) -> Diagnostic | None:
    """Tell that the tables of a letter up to one block are together too large."""
    for budget, count in ((budgets.CELLS, cells), (budgets.LETTER, characters_)):
        if count > budget.most:
            return _over(dossier.brief, budget, count, path)
    return None
