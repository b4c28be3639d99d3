"""Findings as JSON. docs/meldingen.schema.json says what it holds."""

from __future__ import annotations

import json
from dataclasses import asdict

from raadsbrief import __version__, budgets
from raadsbrief.diagnostics import Diagnostic, Severity, Span
from raadsbrief.report.human import window
from raadsbrief.report.result import Result

TYPE_CHECKING = False  # to import `typing` takes time, and so does what only types need
if TYPE_CHECKING:
    from typing import Any

    from raadsbrief.content.repair import Repaired

# Goes up when a program that reads this must change; a new field alone is no such change.
VERSIE = 1


def json_text(result: Result) -> str:
    """Write the outcome of a run as one JSON object."""
    data = {
        "versie": VERSIE,
        "programma": {"naam": "raadsbrief", "versie": __version__},
        "aantallen": {
            "fouten": result.count(Severity.FOUT),
            "waarschuwingen": result.count(Severity.WAARSCHUWING),
            "hints": result.count(Severity.HINT),
        },
        "meldingen": [_finding(finding) for finding in result.findings],
        "bestanden": list(result.files),
        "herstellingen": [_repaired(repair) for repair in result.repairs],
        "leesbaarheid": [
            {"bestand": file, "maten": [asdict(maat) for maat in maten]}
            for file, maten in result.readability.items()
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Diagnostic) -> dict[str, Any]:
    repair = finding.repair
    return {
        "code": finding.code.value,
        "ernst": finding.severity.value,
        "melding": finding.message,
        "advies": finding.hint,
        "bestand": finding.file,
        "plaats": _place(finding.span) if finding.span else None,
        "regeltekst": _line(finding),
        "woorden": finding.words,
        "herstel": {"plaats": _place(repair.span), "tekst": repair.text} if repair else None,
    }


def _line(finding: Diagnostic) -> str | None:
    """Return the line that a finding is about, cut around its place when it is very long."""
    if finding.excerpt is None or finding.span is None:
        return finding.excerpt
    return window(finding.excerpt, finding.span.column - 1, budgets.EXCERPT)[0]


def _place(span: Span) -> dict[str, int]:
    return {"regel": span.line, "kolom": span.column, "lengte": span.length}


def _repaired(repair: Repaired) -> dict[str, Any]:
    return {
        "code": repair.code.value,
        "bestand": repair.file,
        "plaats": _place(repair.span),
        "oud": repair.old,
        "nieuw": repair.new,
    }
