"""Rules about running text: what it names exists, and its Markdown can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.letter.huis import huis
from raadsbrief.letter.tabel.grid import CALL
from raadsbrief.letter.tabel.notes import masked
from raadsbrief.model import Brief, Gemeente, Programma, Proza
from raadsbrief.prose import prose
from raadsbrief.prose.facts import (
    COLLECTIONS,
    LOST,
    Facts,
    letter_facts,
    loaded_facts,
    programme_facts,
    prose_in,
    with_own,
)
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.folded import folded_mark
from raadsbrief.yaml.nodes import KeyPath, Source, prose_node, span_in_prose


def of_gemeente(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """Prose of the gemeente names facts of the gemeente, or of the letter that it will be in."""
    of_letter = dict.fromkeys(Brief.model_fields, LOST)
    facts = {"gemeente": loaded_facts(gemeente), "brief": of_letter}
    for path, text in prose_in(gemeente):
        yield from _prose_problems(gemeente, path, text, facts)


def of_programme(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """Prose in the programme names facts of the programme."""
    facts = programme_facts(programma)
    for path, text in prose_in(programma):
        collection = facts[str(path[0])] if path[0] in COLLECTIONS else None
        own = collection[path[1]] if isinstance(collection, Mapping) else collection
        yield from _prose_problems(programma, path, text, with_own(facts, own))


def of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """Prose in the letter names facts of the letter, its gemeente and its programme."""
    facts = letter_facts(dossier)
    for path, text in prose_in(dossier.brief):
        if "tabel" in path[2:] and not {"noten", "noot"} & set(path):
            text = type(text)(masked(text, set(CALL.findall(text))))  # of these, the table tells
        yield from _prose_problems(dossier.brief, path, text, facts)


def of_house(dossier: Dossier) -> Iterator[Diagnostic]:
    """What the gemeente prints in this letter names facts that this letter has."""
    facts, house = letter_facts(dossier), huis(dossier)
    signing = house.ondertekening.onder if house.ondertekening else ()
    shown = [house.voetnoot, *(signing or ()), *(one.leeg for one in house.secties.values())]
    for path, text in prose_in(dossier.gemeente):
        if "brief" in text and any(text is one for one in shown):
            yield from _prose_problems(dossier.gemeente, path, text, facts)


def _prose_problems(
    loaded: Loaded[Any], path: KeyPath, text: Proza, facts: Facts
) -> Iterator[Diagnostic]:
    source = loaded.source
    folded = _folded(source, path)
    if folded is not None:
        yield folded
    for problem in prose.check(text, facts, loaded.folder):
        if folded is not None and problem.code == Code.PROSE:
            continue  # it will look otherwise below `|`
        span = span_in_prose(source, path, text, problem.start, problem.length)
        if span is not None:
            yield source.diagnostic(problem.code, problem.message, span, problem.hint)


def _folded(source: Source, path: KeyPath) -> Diagnostic | None:
    """The items of a list below `>` would come behind each other on one line."""
    node = prose_node(source, path)
    span = folded_mark(source, node) if node is not None else None
    if span is None:
        return None
    message = "deze regel komt achter de vorige te staan: YAML voegt ze samen"
    hint = "zet `|` achter de dubbele punt (in plaats van `>`), met de tekst eronder"
    return source.diagnostic(Code.PROSE, message, span, hint)
