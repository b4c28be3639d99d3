"""Rules about meaning: what no single field can tell is wrong.

A rule is a function that yields findings; the tuples at the end list them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from raadsbrief.checks import (
    blokken,
    college,
    feiten,
    form,
    proza,
    sizes,
    soorten,
    tekens,
    tekst,
    toezeggingen,
)
from raadsbrief.checks.blokken import BLOK_RULES
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, as_list, did_you_mean
from raadsbrief.letter.blokken import OPEN, placed_parts
from raadsbrief.letter.grafiek import chart_of
from raadsbrief.letter.tabel import surroundings, table_of
from raadsbrief.letter.tabel.figures import decimals, plain
from raadsbrief.letter.tabel.sums import explain
from raadsbrief.model import Financiering, Gemeente, Programma
from raadsbrief.model.fields import ALLE
from raadsbrief.prose.facts import (
    LOST,
    loaded_facts,
)
from raadsbrief.record.inputs import note, noted
from raadsbrief.record.manifest import Inputs
from raadsbrief.yaml.decode import Loaded, M
from raadsbrief.yaml.nodes import KeyPath, Source

Rule = Callable[[Loaded[M]], Iterable[Diagnostic]]

_SINGULAR = {
    "pijlers": "pijler",
    "resultaten": "resultaat",
    "financiering": "financiering",
    "planning": "stap",
    "toezeggingen": "toezegging",
}


def check_gemeente(gemeente: Loaded[Gemeente]) -> tuple[Diagnostic, ...]:
    """Apply every rule about a gemeente on its own."""
    return _once(gemeente, sizes.of_gemeente, GEMEENTE_RULES)


def check_programma(programma: Loaded[Programma]) -> tuple[Diagnostic, ...]:
    """Apply every rule about a programme on its own."""
    return _once(programma, sizes.of_programme, PROGRAMMA_RULES)


def _once(
    loaded: Loaded[M], too_much: Rule[M], rules: tuple[Rule[M], ...]
) -> tuple[Diagnostic, ...]:
    found, used = _apply(loaded, too_much, rules)
    note(*used)
    return found


# Many letters share a gemeente and a programme; each of those is checked once.
@lru_cache(maxsize=64)
def _apply(
    loaded: Loaded[M], too_much: Rule[M], rules: tuple[Rule[M], ...]
) -> tuple[tuple[Diagnostic, ...], Inputs]:
    """Apply rules, unless there is too much to look at; also return which files they looked at."""
    with noted() as used:
        found = list(too_much(loaded))
        found = found or [one for rule in rules for one in rule(loaded)]
        return (*loaded.problems, *found), used


def check_dossier(dossier: Dossier) -> list[Diagnostic]:
    """Apply every rule to a letter, its gemeente and its programme."""
    found = [*dossier.brief.problems, *check_gemeente(dossier.gemeente)]
    if dossier.programma is not None:
        found += check_programma(dossier.programma)
    too_much = list(sizes.of_letter(dossier))
    if too_much or any(one.code is Code.TOO_MUCH for one in found):
        return [*found, *too_much]
    return [*found, *(problem for rule in DOSSIER_RULES for problem in rule(dossier))]


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


def _characters_of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """The letter's font has every character."""
    yield from tekens.characters_of_the_font(dossier.brief)


def _typed_characters_of_letter(dossier: Dossier) -> Iterator[Diagnostic]:
    """The letter's words are what its author typed."""
    yield from tekens.typed_characters(dossier.brief)


def _chosen_facts_exist(dossier: Dossier) -> Iterator[Diagnostic]:
    """Blocks choose pillars, results and funding that the programme has."""
    for path, blok in placed_parts(dossier.brief.model):
        keuze = getattr(blok, blok.soort)
        if blok.soort in _SINGULAR and isinstance(keuze, tuple) and isinstance(keuze[0], str):
            yield from _chosen(dossier, (*path, blok.soort), blok.soort, keuze)


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
    if soort == "toezeggingen" and keuze == (OPEN,):
        return  # whether there are any, a rule about pledges looks at
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
    cells = characters = 0
    for where, blok in placed_parts(dossier.brief.model):
        gegevens = blok.tabel or blok.grafiek
        path = (*where, blok.soort)
        if gegevens is None or any(lost[: len(path)] == path for lost in dossier.brief.damaged):
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
        cells += len(table.columns) * sum(1 for _ in table.rows())
        characters += sizes.of_table(table)
        if over := sizes.of_tables(dossier, path, cells, characters):
            yield over
            return


_NONE_THERE = "voeg toe wat u bedoelt in het programma, of haal dit hier weg"


def _no_such(
    what: str, source: Source, path: KeyPath, key: str, available: Iterable[str]
) -> Diagnostic:
    """Say that the programme lacks what `key` names: the value at a path, or its key."""
    message = f"het programma heeft geen {what} '{key}'"
    span = source.key_span(path) if path[-1] == key else source.span(path)
    names = list(available)
    hint = as_list(key, names) or did_you_mean(key, names) or _NONE_THERE
    return source.diagnostic(Code.REFERENCE, message, span, hint)


GEMEENTE_RULES: tuple[Rule[Gemeente], ...] = (
    tekens.characters_of_the_font,
    tekens.typed_characters,
    proza.of_gemeente,
    college.functions_held,
    soorten.senders_known,
    college.somebody_signs,
    form.labels_apart,
    form.sections_filled_once,
    form.logo_usable,
    feiten.terms_of_office,
)
PROGRAMMA_RULES: tuple[Rule[Programma], ...] = (
    tekens.characters_of_the_font,
    tekens.typed_characters,
    _pillars_of_programme,
    _funding_adds_up,
    proza.of_programme,
    feiten.dates_of_funds,
    feiten.programme_in_time,
    feiten.results_in_time,
    blokken.planning_in_order,
    toezeggingen.dates_of_pledges,
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
    soorten.kinds_known,
    soorten.kinds_together,
    soorten.sender_known,
    soorten.note_has_title,
    soorten.sections_known,
    soorten.headings_known,
    form.logo_of_letter_usable,
    toezeggingen.settled_pledges_exist,
    toezeggingen.open_pledges_are_found,
    toezeggingen.pledges_within_term,
    form.required_sections,
    form.empty_sections_are_empty,
    _chosen_facts_exist,
    proza.of_letter,
    proza.of_house,
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
