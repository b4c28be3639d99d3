"""Rules about pledges to the council: which a letter settles, and which are past their term.

What is due is measured against the date of the letter, not against today: the same content gives
the same answer on every day, and the letter that is being written is the moment to settle one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from raadsbrief import dutch
from raadsbrief.checks.feiten import in_order
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Severity, did_you_mean
from raadsbrief.letter.blokken import OPEN, told_pledges
from raadsbrief.model import Brief, Datum, Programma, Toezegging
from raadsbrief.prose.facts import LOST, loaded_facts
from raadsbrief.yaml.decode import Loaded


def dates_of_pledges(programma: Loaded[Programma]) -> Iterator[Diagnostic]:
    """A pledge is made before its term, and before it is settled."""
    for key, one in programma.model.toezeggingen.items():
        path = ("toezeggingen", key)
        found = list(in_order(programma.source, path, one, "datum", "termijn"))
        yield from found
        yield from in_order(programma.source, path, one, "datum", "afgedaan")


def settled_pledges_exist(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter settles pledges that the programme has."""
    source, programma = dossier.brief.source, dossier.programma
    named = dossier.brief.model.afdoening or ()
    if named and programma is None:
        message = "deze brief heeft geen programma met toezeggingen"
        hint = "voeg `programma: ...` toe, of noem de toezegging bij `toezegging`"
        yield source.diagnostic(Code.REFERENCE, message, source.key_span(("afdoening",)), hint)
    if programma is None or loaded_facts(programma)["toezeggingen"] is LOST:
        return
    known = list(programma.model.toezeggingen)
    lost = {path[1] for path in programma.damaged if path[0] == "toezeggingen" and len(path) > 1}
    for i, key in enumerate(named):
        path = ("afdoening", i) if len(named) > 1 else ("afdoening",)
        span = source.span(("afdoening", i) if source.find(("afdoening", i)) else path)
        if key not in known and key not in lost:
            message = f"het programma heeft geen toezegging '{key}'"
            hint = did_you_mean(key, known) or "voeg haar toe aan `toezeggingen` in het programma"
            yield source.diagnostic(Code.REFERENCE, message, span, hint)
        elif key in named[:i]:
            message = f"'{key}' staat hier dubbel"
            yield source.diagnostic(Code.VALUE, message, span, "haal er een weg")


def open_pledges_are_found(dossier: Dossier) -> Iterator[Diagnostic]:
    """A block of open pledges shows at least one."""
    programma, source = dossier.programma, dossier.brief.source
    if programma is None or programma.damaged:
        return
    for name, sectie in dossier.brief.model.secties.items():
        for i, blok in enumerate(sectie):
            if blok.toezeggingen == (OPEN,) and not told_pledges(
                programma.model, dossier.brief.model, blok
            ):
                message = "het programma heeft geen open toezeggingen"
                hint = "haal dit blok weg"
                if programma.model.toezeggingen:
                    hint += ", of schrijf `toezeggingen: alle`"
                span = source.span(("secties", name, i, "toezeggingen"))
                yield source.diagnostic(Code.REFERENCE, message, span, hint)


def pledges_within_term(dossier: Dossier) -> Iterator[Diagnostic]:
    """No pledge that is open, and that this letter does not settle, is past its term."""
    brief, programma = dossier.brief, dossier.programma
    datum = brief.model.datum
    if programma is None or datum is None:
        return
    settled = brief.model.afdoening or ()
    for key, one in overdue(programma.model.toezeggingen, datum).items():
        if key not in settled:
            assert one.termijn is not None
            message = (
                f"de termijn van de toezegging '{key}' ({dutch.datum(one.termijn)}) is voorbij op "
                f"de datum van de brief, en zij is nog open in {programma.source.file}"
            )
            hint = (
                f"doet deze brief haar af: `afdoening: {key}`; is zij al afgedaan, zet dan in het "
                "programma `afgedaan_met: ...`"
            )
            span = brief.source.span(("datum",))
            found = brief.source.diagnostic(Code.OVERDUE, message, span, hint)
            yield replace(found, severity=Severity.WAARSCHUWING, words=key)


def settled(programma: Loaded[Programma], brief: Loaded[Brief]) -> Iterator[Diagnostic]:
    """What a letter that was sent has settled is no longer open in the programme."""
    source = programma.source
    for key in brief.model.afdoening or ():
        one = programma.model.toezeggingen.get(key)
        if one is not None and one.is_open:
            message = (
                f"de toezegging '{key}' is afgedaan met {brief.source.file}, en staat nog open"
            )
            nummer = brief.model.zaaknummer or brief.model.kenmerk or "..."
            hint = f"zet hieronder `afgedaan_met: brief {nummer}`"
            span = source.key_span(("toezeggingen", key))
            found = source.diagnostic(Code.SETTLED, message, span, hint)
            yield replace(found, severity=Severity.WAARSCHUWING, words=key)


def overdue(toezeggingen: Mapping[str, Toezegging], op: Datum) -> dict[str, Toezegging]:
    """Return the pledges that are open and past their term on a date."""
    return {
        key: one
        for key, one in toezeggingen.items()
        if one.is_open and one.termijn is not None and one.termijn.laatste_dag < op.eerste_dag
    }
