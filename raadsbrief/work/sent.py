"""The PDF of a letter that was sent: made of what was kept of it, or anew when that is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, Diagnostic, Severity
from raadsbrief.pdf.jobs import Answer, Job
from raadsbrief.verzonden import bewaard
from raadsbrief.verzonden.bewaard import Bewaard


def job(kept: Bewaard, file: Path) -> Job:
    """Return what makes the PDF of a letter that was sent: files come from its own folder."""
    return Job(kept.html, file.as_posix(), kept.map)


def findings(kept: Bewaard, answer: Answer) -> tuple[Diagnostic, ...]:
    """Say why no PDF could be made of what was kept, or in what it differs from the one sent."""
    file = (kept.map / bewaard.BRIEF).as_posix()
    if answer.data is None:
        words = [breach.words for breach in answer.breaches]
        said = [f"'{text[:40]}' past niet op de bladzijde" for text in words]
        said += [one.message for one in answer.found]
        message = "van de bewaarde brief kan deze versie geen PDF maken"
        hint = f"maak hem met de versie van toen ({kept.feiten.gemaakt_met})"
        why = f": {said[0]}" if said else ""
        return (Diagnostic(Code.KEPT, message + why, file, hint=hint),)
    found = [one for one in answer.found if one.code is Code.SUBSET]
    if bewaard.digest_of("pdf", answer.data) != kept.feiten.pdf:
        message = (
            "de woorden zijn die van toen, maar deze PDF is niet byte voor byte de verzonden PDF; "
            f"die is gemaakt met {kept.feiten.gemaakt_met}"
        )
        hint = "bewaar de PDF die u verzonden hebt, of maak deze met die versies"
        severity = Severity.WAARSCHUWING
        found.append(Diagnostic(Code.NEW_BYTES, message, file, hint=hint, severity=severity))
    return tuple(found)


def anew(content: Content, name: str) -> tuple[Diagnostic, ...]:
    """Say that the PDF of a letter that was sent is no longer that one: it was made anew."""
    message = "deze brief was verzonden, en zijn PDF is nu gemaakt van wat er vandaag in staat"
    hint = (
        f"krijgt de raad deze, bewaar haar dan: `raadsbrief sent {name}`; zo niet, verwijder deze "
        f"PDF: `raadsbrief build {name}` maakt dan weer die van toen"
    )
    found = Diagnostic(Code.NEW_BYTES, message, content.file_of(name), hint=hint)
    return (replace(found, severity=Severity.WAARSCHUWING),)
