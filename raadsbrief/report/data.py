"""Findings as JSON. docs/meldingen.schema.json says what it holds."""

from __future__ import annotations

import json
from dataclasses import asdict

from raadsbrief import __version__
from raadsbrief.diagnostics import Diagnostic, Severity, Span
from raadsbrief.report.result import Uitslag

TYPE_CHECKING = False  # to import `typing` takes time, and so does what only types need
if TYPE_CHECKING:
    from typing import Any

    from raadsbrief.content.repair import Herstelling

# Goes up when a program that reads this must change; a new field alone is no such change.
VERSIE = 1


def json_text(uitslag: Uitslag) -> str:
    """Write the outcome of a run as one JSON object."""
    data = {
        "versie": VERSIE,
        "programma": {"naam": "raadsbrief", "versie": __version__},
        "aantallen": {
            "fouten": uitslag.aantal(Severity.FOUT),
            "waarschuwingen": uitslag.aantal(Severity.WAARSCHUWING),
            "hints": uitslag.aantal(Severity.HINT),
        },
        "meldingen": [_finding(finding) for finding in uitslag.meldingen],
        "bestanden": list(uitslag.bestanden),
        "herstellingen": [_repaired(repair) for repair in uitslag.herstellingen],
        "leesbaarheid": [
            {"bestand": file, "maten": [asdict(maat) for maat in maten]}
            for file, maten in uitslag.leesbaarheid.items()
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
        "regeltekst": finding.excerpt,
        "woorden": finding.words,
        "herstel": {"plaats": _place(repair.span), "tekst": repair.text} if repair else None,
    }


def _place(span: Span) -> dict[str, int]:
    return {"regel": span.line, "kolom": span.column, "lengte": span.length}


def _repaired(repair: Herstelling) -> dict[str, Any]:
    return {
        "code": repair.code.value,
        "bestand": repair.file,
        "plaats": _place(repair.span),
        "oud": repair.oud,
        "nieuw": repair.nieuw,
    }
