"""Findings on one line each: for editors and `grep`, and as annotations of GitHub."""

from __future__ import annotations

from collections.abc import Mapping

from raadsbrief.diagnostics import Diagnostic, Severity
from raadsbrief.report.result import Result
from raadsbrief.report.visible import visible

# How the first and last line of each round of `preview` begin, around the findings. The tasks of
# an editor match them (`begin/files/vscode/tasks.json`), and docs/voorbeeld.md promises them.
ROUND_BEGINS, ROUND_ENDS = "voorbeeld bijwerken: ", "voorbeeld bijgewerkt: "

_COMMANDS = {Severity.FOUT: "error", Severity.WAARSCHUWING: "warning", Severity.HINT: "notice"}


def short(result: Result) -> str:
    """Write `file:line:col: code text`, one finding a line."""
    return "".join(f"{visible(d.location)}: {d.code} {_one_line(d)}\n" for d in result.findings)


def _one_line(finding: Diagnostic) -> str:
    text = f"{finding.message}; {finding.hint}" if finding.hint else finding.message
    return visible(" ".join(text.split()))


def github(result: Result) -> str:
    """Write workflow commands, which GitHub shows beside the lines that they are about.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(f"{_command(finding)}\n" for finding in result.findings)


def _command(finding: Diagnostic) -> str:
    properties: dict[str, object] = {"file": visible(finding.file)}
    if finding.span is not None:
        properties |= {"line": finding.span.line, "col": finding.span.column}
        properties["endColumn"] = finding.span.column + finding.span.length
    properties["title"] = f"{finding.severity} {finding.code}"
    text = visible(finding.message)
    if finding.hint:
        text += f"\n{visible(finding.hint)}"
    return f"::{_COMMANDS[finding.severity]} {_listed(properties)}::{_escaped(text)}"


def _listed(properties: Mapping[str, object]) -> str:
    values = {key: _escaped(str(value)) for key, value in properties.items()}
    return ",".join(
        f"{key}={value.replace(':', '%3A').replace(',', '%2C')}" for key, value in values.items()
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
