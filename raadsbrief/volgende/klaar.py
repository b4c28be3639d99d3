"""Is a letter still a draft? By the name of its file, or by what its author has not yet read."""

from __future__ import annotations

from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span
from raadsbrief.volgende.regels import MARK
from raadsbrief.volgende.toen import CONCEPT


def refuse_draft(name: str, text: str, file: str) -> None:
    """Refuse to send a draft. Raises ContentError that says what is left to do."""
    lines = text.splitlines()
    marks = [n for n, line in enumerate(lines) if line.lstrip().startswith(MARK)]
    if name.endswith(CONCEPT):
        message = "deze brief is een concept, en kan niet verzonden zijn"
        hint = "vul het zaaknummer in, en geef het bestand die naam; maak dan de PDF opnieuw"
        raise ContentError([Diagnostic(Code.DRAFT, message, file, hint=hint)])
    if marks:
        line = lines[marks[0]]
        span = Span(marks[0] + 1, line.index("#") + 1, len(MARK))
        message = f"deze brief is nog een concept: er staan regels in die met `{MARK}` beginnen"
        hint = "lees ze, haal ze weg, en maak de PDF opnieuw; dan kan de brief weg"
        raise ContentError([Diagnostic(Code.DRAFT, message, file, span, line, hint)])
