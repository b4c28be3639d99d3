"""Rules about facts that can contradict each other: dates, periods, and what a letter tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from raadsbrief import dutch
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Severity
from raadsbrief.letter.blokken import (
    blocks_of,
    placed_parts,
    told_keys,
    told_results,
    told_steps,
)
from raadsbrief.model import Datum, Financiering, Gemeente, Periode, Programma
from raadsbrief.model.blokken import Stap
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, Source

# Of a fund, which date cannot come after which.
_ORDER = (
    ("aangevraagd", "toegekend"),
    ("aangevraagd", "einde"),
    ("toegekend", "einde"),
    ("start", "einde"),
)


def terms_of_office(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """Nobody's term of office ends before it begins."""
    for i, lid in enumerate(gemeente.model.college):
        yield from in_order(gemeente.source, ("college", i), lid, "vanaf", "tot_en_met")


def dates_of_funds(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """A fund is requested, granted, begun and ended in that order."""
    for key, fonds in programma.model.financiering.items():
        told: set[str] = set()
        for earlier, later in _ORDER:
            if later in told:  # one contradiction about a date says enough
                continue
            found = list(in_order(programma.source, ("financiering", key), fonds, earlier, later))
            told |= {later} if found else set()
            yield from found
        yield from _years_of_fund(programma.source, key, fonds)


def in_order(
    source: Source, path: KeyPath, model: object, earlier: str, later: str
) -> Iterator[Diagnostic]:
    """Report a pair of dates of which the first is surely after the second."""
    first: Datum | None = getattr(model, earlier)
    last: Datum | None = getattr(model, later)
    if first is None or last is None or first.eerste_dag <= last.laatste_dag:
        return
    message = f"`{later}` ({dutch.datum(last)}) is eerder dan `{earlier}` ({dutch.datum(first)})"
    span = source.span((*path, later))
    yield source.diagnostic(Code.ORDER, message, span, "verbeter een van beide datums")


def _years_of_fund(source: Source, key: str, fonds: Financiering) -> Iterator[Diagnostic]:
    """No part of a fund is for a year after its end."""
    for jaar in fonds.per_jaar:
        if fonds.einde is not None and int(jaar) > fonds.einde.laatste_dag.year:
            message = f"'{jaar}' is na het einde van dit fonds ({dutch.datum(fonds.einde)})"
            span = source.key_span(("financiering", key, "per_jaar", jaar))
            found = source.diagnostic(Code.PERIOD, message, span, "verbeter het jaar, of `einde`")
            yield replace(found, severity=Severity.WAARSCHUWING, words=jaar)


def programme_in_time(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """The programme begins before the years that it is worked out for are over."""
    model, source = programma.model, programma.source
    uitvoering = model.uitvoeringsprogramma
    if uitvoering is None:
        return
    for name, date, path in (
        ("het programma begint", model.start, ("start",)),
        ("het is vastgesteld", uitvoering.vastgesteld, ("uitvoeringsprogramma", "vastgesteld")),
    ):
        if date is not None and date.eerste_dag.year > uitvoering.periode.tot_en_met:
            message = f"{name} ({dutch.datum(date)}) na de periode {uitvoering.periode}"
            hint = "verbeter deze datum, of `periode` van het uitvoeringsprogramma"
            yield source.diagnostic(Code.ORDER, message, source.span(path), hint)


def results_in_time(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """Results fall in the years of the programme."""
    model, source = programma.model, programma.source
    periode = model.uitvoeringsprogramma.periode if model.uitvoeringsprogramma else None
    begin = dutch.datum(model.start) if model.start else str(periode.van) if periode else None
    for key, resultaat in model.resultaten.items():
        day, span = resultaat.datum, source.span(("resultaten", key, "datum"))
        message = None
        if day and _is_before(day, model.start, periode):
            message = f"'{key}' is van voor het programma, dat begon: {begin}"
        elif day and periode and day.eerste_dag.year > periode.tot_en_met:
            message = f"'{key}' is van na de periode {periode} van het uitvoeringsprogramma"
        if message:
            hint = "verbeter de datum, of de jaren van het programma"
            found = source.diagnostic(Code.PERIOD, message, span, hint)
            yield replace(found, severity=Severity.WAARSCHUWING, words=key)


def _is_before(day: Datum, start: Datum | None, periode: Periode | None) -> bool:
    """Tell whether a day is surely before a programme that begins at a start, or else a period."""
    if start is not None:
        return day.laatste_dag < start.eerste_dag
    return periode is not None and day.laatste_dag.year < periode.van


def nothing_from_the_future(dossier: Dossier) -> Iterator[Diagnostic]:
    """What a letter tells as done was done on its date: results, grants and finished steps."""
    brief, datum = dossier.brief.model, dossier.brief.model.datum
    if datum is None:
        return
    programma = dossier.programma
    if programma is not None:
        results = told_results(programma.model, brief)
        yield from _after(dossier, programma.source, "resultaten", results, "datum")
        for field in ("aangevraagd", "toegekend"):
            funds = _told(dossier, "financiering", programma.model.financiering)
            yield from _after(dossier, programma.source, "financiering", funds, field)
    yield from _finished_later(dossier, datum)


def _finished_later(dossier: Dossier, datum: Datum) -> Iterator[Diagnostic]:
    """Report steps that are finished, and begin after the date of the letter."""
    for source, path, stap in steps_with_places(dossier):
        when = None if isinstance(stap.wanneer, str) else stap.wanneer.eerste_dag
        if stap.gereed and when and when > datum.laatste_dag:
            message = (
                f"de stap '{stap.wat}' is gereed, maar ligt na de datum van de brief "
                f"({dutch.datum(datum)}{_in(source, dossier)})"
            )
            hint = "verbeter de datum, of haal `gereed` weg"
            span = source.span((*path, "wanneer"))
            found = source.diagnostic(Code.PERIOD, message, span, hint)
            yield replace(found, severity=Severity.WAARSCHUWING, words=str(stap.wat))


def _in(source: Source, dossier: Dossier) -> str:
    """Name the letter in what is said of another file."""
    return "" if source is dossier.brief.source else f", {dossier.brief.source.file}"


def steps_with_places(dossier: Dossier) -> Iterator[tuple[Source, KeyPath, Stap]]:
    """Yield the steps that a letter shows, with the file and path of each."""
    for path, blok in placed_parts(dossier.brief.model):
        own = blok.planning if isinstance(blok.planning, tuple) else ()
        for j, stap in enumerate(own):
            if isinstance(stap, Stap):
                yield dossier.brief.source, (*path, "planning", j), stap
        if dossier.programma is not None:
            for key in told_steps(dossier.programma.model, blok):
                stap = dossier.programma.model.planning[key]
                yield dossier.programma.source, ("planning", key), stap


def _after(
    dossier: Dossier, source: Source, collection: str, keys: set[str], field: str
) -> Iterator[Diagnostic]:
    """Report facts that the letter tells and that are of after its date."""
    programma, datum = dossier.programma, dossier.brief.model.datum
    assert programma is not None
    assert datum is not None
    for key, item in getattr(programma.model, collection).items():
        day: Datum | None = getattr(item, field)
        if key in keys and day is not None and day.eerste_dag > datum.laatste_dag:
            message = (
                f"'{key}' is van {dutch.datum(day)}, en staat in een brief van "
                f"{dutch.datum(datum)} ({dossier.brief.source.file})"
            )
            span = source.span((collection, key, field))
            hint = "verbeter deze datum of die van de brief, of laat dit uit de brief"
            found = source.diagnostic(Code.PERIOD, message, span, hint)
            yield replace(found, severity=Severity.WAARSCHUWING, words=key)


def _told(dossier: Dossier, soort: str, available: Mapping[str, object]) -> set[str]:
    """Return the short names of the pillars or funds that a letter tells."""
    told: set[str] = set()
    for blok in blocks_of(dossier.brief.model):
        told |= told_keys(getattr(blok, soort), available)
    return told


def nothing_left_out(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter that tells some pillars or funds by name tells all of them (a hint)."""
    if dossier.programma is None or dossier.programma.damaged:
        return
    source = dossier.brief.source
    for soort, what in (("pijlers", "de pijler"), ("financiering", "het fonds")):
        available = getattr(dossier.programma.model, soort)
        told = _told(dossier, soort, available)
        for key in available if told else ():
            if key not in told and f"{soort}.{key}" not in source.text:
                message = f"{what} '{available[key].naam}' van het programma staat niet in de brief"
                hint = f"voeg `{key}` toe, of schrijf `{soort}: alle`"
                span = _first_choice(dossier, soort)
                found = source.diagnostic(Code.LEFT_OUT, message, source.key_span(span), hint)
                yield replace(found, severity=Severity.HINT, words=available[key].naam)


def _first_choice(dossier: Dossier, soort: str) -> KeyPath:
    """Return the path of the first block that tells a kind of fact."""
    for path, blok in placed_parts(dossier.brief.model):
        if getattr(blok, soort) is not None:
            return (*path, soort)
    return ("secties",)
