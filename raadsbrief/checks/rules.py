"""Rules about meaning: what no single field can tell is wrong.

A rule is a function that yields findings; the tuples at the end list them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from raadsbrief.checks import college, feiten, form, tekens, tekst
from raadsbrief.checks.blokken import BLOK_RULES
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, as_list, did_you_mean
from raadsbrief.font import missing_characters, name_of
from raadsbrief.letter.grafiek import chart_of
from raadsbrief.letter.tabel import surroundings, table_of
from raadsbrief.letter.tabel.figures import decimals, plain
from raadsbrief.letter.tabel.sums import explain
from raadsbrief.model import Financiering, Gemeente, Programma, Proza
from raadsbrief.model.fields import ALLE
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
from raadsbrief.record.inputs import note, noted
from raadsbrief.record.manifest import Inputs
from raadsbrief.yaml.decode import Loaded, M
from raadsbrief.yaml.folded import folded_mark
from raadsbrief.yaml.nodes import KeyPath, Source, prose_node, span_in_prose, span_within

Rules = tuple[Callable[[Loaded[M]], Iterable[Diagnostic]], ...]

_SINGULAR = {"pijlers": "pijler", "resultaten": "resultaat", "financiering": "financiering"}


def check_gemeente(gemeente: Loaded[Gemeente]) -> tuple[Diagnostic, ...]:
    """Apply every rule about a gemeente on its own."""
    return _once(gemeente, GEMEENTE_RULES)


def check_programma(programma: Loaded[Programma]) -> tuple[Diagnostic, ...]:
    """Apply every rule about a programme on its own."""
    return _once(programma, PROGRAMMA_RULES)


def _once(loaded: Loaded[M], rules: Rules[M]) -> tuple[Diagnostic, ...]:
    found, used = _apply(loaded, rules)
    note(*used)
    return found


# Many letters share a gemeente and a programme; each of those is checked once.
@lru_cache(maxsize=64)
def _apply(loaded: Loaded[M], rules: Rules[M]) -> tuple[tuple[Diagnostic, ...], Inputs]:
    """Apply rules; also return which files they looked at."""
    with noted() as used:
        return (*loaded.problems, *(found for rule in rules for found in rule(loaded))), used


def check_dossier(dossier: Dossier) -> list[Diagnostic]:
    """Apply every rule to a letter, its gemeente and its programme."""
    found = list(dossier.brief.problems)
    found += [problem for rule in DOSSIER_RULES for problem in rule(dossier)]
    found += check_gemeente(dossier.gemeente)
    if dossier.programma is not None:
        found += check_programma(dossier.programma)
    return found


def _characters(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    """The letter's font has every character; another font must not slip in (PDF/UA-1, 7.21)."""
    source = loaded.source
    if not missing_characters(source.text):
        return
    for node in source.scalars():
        for character in missing_characters(node.value):
            start = node.value.find(character)
            span = span_within(source, node, max(0, start), 1)
            message = f"het lettertype van de brief heeft het teken {name_of(character)} niet"
            hint = "gebruik een ander teken, of schrijf het uit"
            yield source.diagnostic(Code.FONT, message, span, hint)


def _prose_of_gemeente(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """Prose of the gemeente names facts of the gemeente."""
    facts = {"gemeente": loaded_facts(gemeente)}
    for path, text in prose_in(gemeente):
        yield from _prose_problems(gemeente, path, text, facts)


def _pillars_of_programme(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """Results and funding name pillars that exist."""
    pijlers = loaded_facts(programma)["pijlers"]
    if pijlers is LOST:
        return
    for key, resultaat in programma.model.resultaten.items():
        if resultaat.pijler is not None and resultaat.pijler not in pijlers:
            path: KeyPath = ("resultaten", key, "pijler")
            yield _no_such("pijler", programma.source, path, resultaat.pijler, pijlers)
    for key, financiering in programma.model.financiering.items():
        for i, pijler in enumerate(financiering.pijlers):
            if pijler not in pijlers:
                path = ("financiering", key, "pijlers", i)
                yield _no_such("pijler", programma.source, path, pijler, pijlers)
        for pijler in financiering.per_pijler:
            if pijler not in pijlers:
                path = ("financiering", key, "per_pijler", pijler)
                yield _no_such("pijler", programma.source, path, pijler, pijlers)


def _funding_adds_up(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """The parts of a fund, by year or by pillar, are together its amount."""
    for key, fonds in programma.model.financiering.items():
        for field in ("per_jaar", "per_pijler"):
            parts, path = getattr(fonds, field), ("financiering", key, field)
            is_damaged = any(lost[:2] == path[:2] for lost in programma.damaged)
            if parts and not is_damaged and sum(parts.values()) != fonds.totaal:
                yield _wrong_sum(programma.source, path, list(parts.values()), fonds)


def _wrong_sum(
    source: Source, path: KeyPath, parts: list[Decimal], fonds: Financiering
) -> Diagnostic:
    amount = fonds.totaal or Decimal()
    written = plain(amount, decimals([amount]))
    message = f"`{path[-1]}` klopt niet: {explain(parts)}, en het bedrag is {written}"
    hint = "verbeter een van de delen, of het bedrag van het fonds"
    return source.diagnostic(Code.VALUE, message, source.key_span(path), hint)


def _prose_of_programme(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """Prose in the programme names facts of the programme."""
    facts = programme_facts(programma)
    for path, text in prose_in(programma):
        collection = facts[str(path[0])] if path[0] in COLLECTIONS else None
        own = collection[path[1]] if isinstance(collection, Mapping) else collection
        yield from _prose_problems(programma, path, text, with_own(facts, own))


def _characters_of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """The letter's font has every character."""
    yield from _characters(dossier.brief)


def _typed_characters_of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """The letter's words are what its author typed."""
    yield from tekens.typed_characters(dossier.brief)


def _prose_of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """Prose in the letter names facts of the letter, its gemeente and its programme."""
    facts = letter_facts(dossier)
    for path, text in prose_in(dossier.brief):
        yield from _prose_problems(dossier.brief, path, text, facts)


def _by_heading(text: str, gemeente: Gemeente) -> str | None:
    """Return a hint for who writes the heading of a section instead of its short name."""
    for name, sectie in gemeente.secties.items():
        if sectie.kop.casefold() == text.casefold():
            return f"bedoelde u '{name}'?"
    return None


def _sections_exist(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter has only sections for which the gemeente has a heading."""
    headings = loaded_facts(dossier.gemeente)["secties"]
    if headings is LOST:
        return
    source = dossier.brief.source
    for name in dossier.brief.model.secties:
        if name not in headings:
            message = f"gemeente {dossier.gemeente.model.naam} heeft geen sectie '{name}'"
            hint = _by_heading(name, dossier.gemeente.model) or did_you_mean(name, headings)
            span = source.key_span(("secties", name))
            yield source.diagnostic(Code.REFERENCE, message, span, hint)


def _chosen_facts_exist(dossier: Dossier) -> Iterator[Diagnostic]:
    """Blocks choose pillars, results and funding that the programme has."""
    for name, sectie in dossier.brief.model.secties.items():
        for i, blok in enumerate(sectie):
            keuze = getattr(blok, blok.soort)
            if blok.soort in _SINGULAR and isinstance(keuze, tuple):
                path: KeyPath = ("secties", name, i, blok.soort)
                yield from _chosen(dossier, path, blok.soort, keuze)


def _chosen(
    dossier: Dossier, path: KeyPath, soort: str, keuze: tuple[str, ...]
) -> Iterator[Diagnostic]:
    source = dossier.brief.source
    if dossier.programma is None:
        message = f"deze brief heeft geen programma om {soort} uit te halen"
        hint = "voeg `programma: ...` toe, boven in de brief"
        yield source.diagnostic(Code.REFERENCE, message, source.key_span(path), hint)
        return
    available = loaded_facts(dossier.programma)[soort]
    if available is LOST:
        return
    if ALLE in keuze:
        if len(keuze) > 1:
            message = f"'{ALLE}' staat voor alle {soort}, en kan niet naast andere staan"
            yield source.diagnostic(
                Code.VALUE, message, source.span(path), f"schrijf alleen `{ALLE}`"
            )
        elif not available:
            message = f"het programma heeft geen {soort}"
            yield source.diagnostic(Code.REFERENCE, message, source.span(path), _NONE_THERE)
        return
    for i, key in enumerate(keuze):
        if key not in available:
            choices = [*available, ALLE] if available else []
            yield _no_such(_SINGULAR[soort], source, (*path, i), key, choices)
        elif key in keuze[:i]:
            message = f"'{key}' staat hier dubbel"
            yield source.diagnostic(Code.VALUE, message, source.span((*path, i)), "haal er een weg")


def _figures_add_up(dossier: Dossier) -> Iterator[Diagnostic]:
    """The figures of tables and charts are figures, and their sums are right."""
    for name, sectie in dossier.brief.model.secties.items():
        for i, blok in enumerate(sectie):
            gegevens = blok.tabel or blok.grafiek
            path: KeyPath = ("secties", name, i, blok.soort)
            if gegevens is None or any(lost[:4] == path for lost in dossier.brief.damaged):
                continue
            if gegevens.financiering is not None:
                keuze = gegevens.financiering
                wrong = list(_chosen(dossier, (*path, "financiering"), "financiering", keuze))
                yield from wrong
                if wrong or dossier.programma is None or dossier.programma.problems:
                    continue
            around = surroundings(dossier, path)
            table = table_of(gegevens, around)
            if blok.grafiek is not None and not around.found:
                chart_of(blok.grafiek, table, around)
            yield from around.found


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


_NONE_THERE = "voeg toe wat u bedoelt in het programma, of haal dit hier weg"


def _folded(source: Source, path: KeyPath) -> Diagnostic | None:
    """The items of a list below `>` would come behind each other on one line."""
    node = prose_node(source, path)
    span = folded_mark(source, node) if node is not None else None
    if span is None:
        return None
    message = "deze regel komt achter de vorige te staan: YAML voegt ze samen"
    hint = "zet `|` achter de dubbele punt (in plaats van `>`), met de tekst eronder"
    return source.diagnostic(Code.PROSE, message, span, hint)


def _no_such(
    what: str, source: Source, path: KeyPath, key: str, available: Iterable[str]
) -> Diagnostic:
    """Say that the programme lacks what `key` names: the value at a path, or its key."""
    message = f"het programma heeft geen {what} '{key}'"
    span = source.key_span(path) if path[-1] == key else source.span(path)
    names = list(available)
    hint = as_list(key, names) or did_you_mean(key, names) or _NONE_THERE
    return source.diagnostic(Code.REFERENCE, message, span, hint)


GEMEENTE_RULES: Rules[Gemeente] = (
    _characters,
    tekens.typed_characters,
    _prose_of_gemeente,
    college.functions_held,
    form.labels_apart,
    form.sections_filled_once,
    form.logo_usable,
    feiten.terms_of_office,
)
PROGRAMMA_RULES: Rules[Programma] = (
    _characters,
    tekens.typed_characters,
    _pillars_of_programme,
    _funding_adds_up,
    _prose_of_programme,
    feiten.dates_of_funds,
    feiten.programme_in_time,
    feiten.results_in_time,
    tekst.counts_of_programme_agree,
)
DOSSIER_RULES: tuple[Callable[[Dossier], Iterable[Diagnostic]], ...] = (
    _characters_of_letter,
    _typed_characters_of_letter,
    form.required_fields,
    form.address_in_window,
    form.case_number_fits,
    form.own_characteristics,
    form.end_of_secrecy,
    form.kinds_have_numbers,
    form.annexes_are_there,
    _sections_exist,
    form.required_sections,
    form.empty_sections_are_empty,
    _chosen_facts_exist,
    _prose_of_letter,
    college.signatories_known,
    college.portfolio_holders_known,
    college.portfolios_fit,
    _figures_add_up,
    *BLOK_RULES,
    feiten.nothing_from_the_future,
    feiten.nothing_left_out,
    tekst.counts_agree,
    tekst.pointers_lead,
)
