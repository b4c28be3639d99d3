"""Rules about blocks: a selection finds something, and a planning goes forward in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from raadsbrief import dutch
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, did_you_mean
from raadsbrief.letter.blokken import (
    Numbers,
    of_pillars,
    placed_blocks,
    placed_parts,
    selected,
    steps_of,
    told_keys,
    vragen_view,
)
from raadsbrief.model import Blok, Datum, Programma
from raadsbrief.model.blokken import Selectie, Stap, Stapkeuze, Tijdvak, Vragenlijst
from raadsbrief.model.fields import ALLE
from raadsbrief.model.formulier import Formulier
from raadsbrief.prose.facts import LOST, loaded_facts
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, Source


def _blocks(dossier: Dossier) -> Iterator[tuple[KeyPath, Blok]]:
    yield from placed_blocks(dossier.brief.model)


def _steps_in_order(dossier: Dossier) -> Iterator[Diagnostic]:
    """The steps of a planning go forward in time, also those that a letter chooses by name."""
    source = dossier.brief.source
    for path, blok in placed_parts(dossier.brief.model):
        if not isinstance(blok.planning, tuple) or blok.planning == (ALLE,):
            continue  # the programme has its own order
        known = dossier.programma.model.planning if dossier.programma else {}
        steps: list[tuple[KeyPath, Stap]] = []
        for i, stap in enumerate(blok.planning):
            if isinstance(stap, Stap):
                steps.append(((*path, "planning", i, "wanneer"), stap))
            elif stap in known:
                steps.append(((*path, "planning", i), known[stap]))
        yield from _in_order_of_time(source, steps)


def planning_in_order(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """The steps of the planning of a programme go forward in time."""
    planning = programma.model.planning
    steps: list[tuple[KeyPath, Stap]] = [
        (("planning", key, "wanneer"), stap) for key, stap in planning.items()
    ]
    yield from _in_order_of_time(programma.source, steps)


def _in_order_of_time(
    source: Source, steps: Iterable[tuple[KeyPath, Stap]]
) -> Iterator[Diagnostic]:
    latest: Datum | Tijdvak | None = None
    for path, stap in steps:
        moment = stap.wanneer
        if isinstance(moment, str):
            continue  # nobody knows yet
        if latest is not None and moment.laatste_dag < latest.eerste_dag:
            earlier, later = dutch.tijdvak(moment), dutch.tijdvak(latest)
            message = f"deze stap ({earlier}) staat na een stap van later ({later})"
            hint = "zet de stappen in de volgorde van de tijd, of verbeter de datum"
            yield source.diagnostic(Code.VALUE, message, source.span(path), hint)
        elif latest is None or moment.eerste_dag > latest.eerste_dag:
            latest = moment


def _chosen_steps_are_found(dossier: Dossier) -> Iterator[Diagnostic]:
    """A selection of steps is possible, and finds at least one."""
    source = dossier.brief.source
    for path, blok in placed_parts(dossier.brief.model):
        if not isinstance(blok.planning, Stapkeuze):
            continue
        span = source.key_span((*path, "planning"))
        if dossier.programma is None:
            message = "deze brief heeft geen programma om stappen uit te halen"
            hint = "voeg `programma: ...` toe, boven in de brief"
            yield source.diagnostic(Code.REFERENCE, message, span, hint)
        elif loaded_facts(dossier.programma)["planning"] is not LOST and not steps_of(
            dossier.programma.model, blok
        ):
            message = "deze selectie vindt geen stappen"
            hint = "voeg stappen toe aan `planning` in het programma, of haal dit blok weg"
            yield source.diagnostic(Code.REFERENCE, message, span, hint)


def _question_numbers_differ(dossier: Dossier) -> Iterator[Diagnostic]:
    """No two questions of one block have the same number; another block can begin anew."""
    numbers = Numbers()
    for path, blok in _blocks(dossier):
        if blok.vragen is None:
            continue
        in_group = isinstance(blok.vragen, Vragenlijst)
        taken: set[str] = set()
        for i, one in enumerate(vragen_view(blok.vragen, numbers).lijst):
            if one.nummer and one.nummer in taken:
                source = dossier.brief.source
                place: KeyPath = (*path, "vragen", *(("lijst",) if in_group else ()), i)
                message = f"er zijn in dit blok twee vragen met nummer {one.nummer}"
                hint = "verbeter het nummer, of zet vragen van een ander in een eigen blok"
                span = source.span((*place, "nummer"))
                yield source.diagnostic(Code.VALUE, message, span, hint)
                break  # the questions after it count on
            taken.add(one.nummer)


def _ticks_are_choices(dossier: Dossier) -> Iterator[Diagnostic]:
    """What is ticked in a form is one of the boxes that there are."""
    source = dossier.brief.source
    for path, blok in placed_parts(dossier.brief.model):
        if blok.formulier is None:
            continue
        in_group = isinstance(blok.formulier, Formulier)
        velden = blok.formulier.velden if isinstance(blok.formulier, Formulier) else blok.formulier
        for i, veld in enumerate(velden):
            place: KeyPath = (*path, "formulier", *(("velden",) if in_group else ()), i)
            for j, text in enumerate(veld.aangekruist or ()):
                if text not in (veld.keuzes or ()):
                    message = f"'{text}' is geen van de keuzes"
                    hint = did_you_mean(text, veld.keuzes or ())
                    span = source.span((*place, "aangekruist", j))
                    yield source.diagnostic(Code.REFERENCE, message, span, hint)


def _selections_find(dossier: Dossier) -> Iterator[Diagnostic]:
    """A selection of results is possible, and finds at least one."""
    for path, blok in _blocks(dossier):
        if not isinstance(blok.resultaten, Selectie):
            continue
        path = (*path, "resultaten")
        if dossier.programma is None:
            source = dossier.brief.source
            message = "deze brief heeft geen programma om resultaten uit te halen"
            hint = "voeg `programma: ...` toe, boven in de brief"
            yield source.diagnostic(Code.REFERENCE, message, source.key_span(path), hint)
        elif not _is_damaged(dossier.programma):
            yield from _selection(dossier, dossier.programma, path, blok.resultaten)


def _is_damaged(programma: Loaded[Programma]) -> bool:
    """Tell whether a mistake has cost results or pillars, so that nothing is sure."""
    facts = loaded_facts(programma)
    return facts["resultaten"] is LOST or facts["pijlers"] is LOST


def _selection(
    dossier: Dossier, programma: Loaded[Programma], path: KeyPath, selectie: Selectie
) -> Iterator[Diagnostic]:
    found = list(_unknown_pillars(dossier, programma, path, selectie))
    found = found or list(_without_date(dossier, programma, selectie))
    yield from found
    if not found and not selected(programma.model, selectie):
        source = dossier.brief.source
        span = source.key_span(path)
        hint = _hint_when_empty(programma.model, selectie)
        yield source.diagnostic(Code.REFERENCE, "deze selectie vindt geen resultaten", span, hint)


def _unknown_pillars(
    dossier: Dossier, programma: Loaded[Programma], path: KeyPath, selectie: Selectie
) -> Iterator[Diagnostic]:
    source = dossier.brief.source
    names = [*programma.model.pijlers, ALLE]
    for i, pijler in enumerate(selectie.pijler or ()):
        place: KeyPath = (*path, "pijler", i)
        if pijler not in names:
            message, hint = (
                f"het programma heeft geen pijler '{pijler}'",
                did_you_mean(pijler, names),
            )
            yield source.diagnostic(Code.REFERENCE, message, source.span(place), hint)


def _without_date(
    dossier: Dossier, programma: Loaded[Programma], selectie: Selectie
) -> Iterator[Diagnostic]:
    """Of results without a date nobody can tell whether they are late enough."""
    if selectie.sinds is None:
        return
    source = programma.source
    for key, resultaat in of_pillars(programma.model, selectie).items():
        path: KeyPath = ("resultaten", key)
        if resultaat.datum is None and (*path, "datum") not in programma.damaged:
            message = f"het resultaat '{key}' heeft geen datum, en een brief kiest op datum"
            hint = f"voeg `datum: ...` toe, of haal `sinds` weg in {dossier.brief.source.file}"
            yield source.diagnostic(Code.VALUE, message, source.key_span(path), hint)


def _hint_when_empty(programma: Programma, selectie: Selectie) -> str:
    """Say what the selection could have found."""
    dates = [found.datum for found in of_pillars(programma, selectie).values() if found.datum]
    if selectie.sinds is not None and dates:
        return f"het laatste resultaat is van {dutch.datum(max(dates, key=_end))}"
    with_results = {found.pijler for found in programma.resultaten.values() if found.pijler}
    pillars = [key for key in programma.pijlers if key in with_results]
    if selectie.pijler is None or not pillars:
        return "voeg resultaten toe aan het programma"
    return f"deze pijlers hebben resultaten: {', '.join(pillars)}"


def _funds_say_something(dossier: Dossier) -> Iterator[Diagnostic]:
    """A block of funds without any prose would leave nothing in the letter but its heading."""
    programma = dossier.programma
    if programma is None or programma.damaged:
        return
    for path, blok in _blocks(dossier):
        funds = [programma.model.financiering[key]
                 for key in told_keys(blok.financiering, programma.model.financiering)
                 if key in programma.model.financiering]  # fmt: skip
        if funds and not any(fonds.inleiding or fonds.actielijnen or fonds.slot for fonds in funds):
            source = dossier.brief.source
            message = "van deze financiering komt niets in de brief: zij heeft geen tekst"
            hint = "geef haar in het programma een `inleiding`, of gebruik een `tabel`"
            span = source.key_span((*path, "financiering"))
            yield source.diagnostic(Code.VALUE, message, span, hint)


def _end(datum: Datum) -> dt.date:
    return datum.laatste_dag


BLOK_RULES: tuple[Callable[[Dossier], Iterable[Diagnostic]], ...] = (
    _steps_in_order,
    _question_numbers_differ,
    _ticks_are_choices,
    _selections_find,
    _chosen_steps_are_found,
    _funds_say_something,
)
