"""Findings as SARIF 2.1.0, which code hosts and editors show.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from raadsbrief import __version__
from raadsbrief.diagnostics import Code, Diagnostic, Repair, Severity, Span
from raadsbrief.explain.texts import explanation_of
from raadsbrief.report.result import Result

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning", Severity.HINT: "note"}


def sarif(result: Result) -> str:
    """Write the outcome of a run as a SARIF log with one run."""
    codes = sorted({finding.code for finding in result.findings})
    driver = {
        "name": "raadsbrief",
        "version": __version__,
        "language": "nl",
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": "nl",
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes) for finding in result.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rule(code: Code) -> dict[str, Any]:
    explanation = explanation_of(code)
    return {
        "id": code.value,
        "name": code.name,
        "shortDescription": {"text": explanation.title},
        "fullDescription": {"text": explanation.text},
        "help": {"text": explanation.advice},
    }


def _result(finding: Diagnostic, codes: list[Code]) -> dict[str, Any]:
    text = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    place: dict[str, Any] = {"artifactLocation": _file(finding.file)}
    if finding.span is not None:
        place["region"] = _region(finding.span)
    result: dict[str, Any] = {
        "ruleId": finding.code.value,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
    if finding.repair is not None:
        result["fixes"] = [_fix(finding, finding.repair)]
    return result


def _file(file: str) -> dict[str, str]:
    return {"uri": quote(file, errors="surrogateescape")}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endColumn": span.column + span.length,
    }


def _fix(finding: Diagnostic, repair: Repair) -> dict[str, Any]:
    change = {"deletedRegion": _region(repair.span), "insertedContent": {"text": repair.text}}
    return {
        "artifactChanges": [{"artifactLocation": _file(finding.file), "replacements": [change]}]
    }
