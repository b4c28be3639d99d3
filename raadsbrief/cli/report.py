"""The findings of a run, collected and shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

import typer

from raadsbrief.diagnostics import Diagnostic, Severity, ordered, render
from raadsbrief.pipeline import Outcome


class Report:
    """Collects findings of a run and shows them once, sorted, when all work is done."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._exit_code = 0

    def add(self, outcome: Outcome) -> None:
        """Take in the findings of one outcome; the most serious exit code counts."""
        self._diagnostics.extend(outcome.diagnostics)
        self._exit_code = max(self._exit_code, outcome.exit_code)

    def close(self) -> int:
        """Show the findings and a count of them on stderr; return the exit code."""
        found = ordered(self._diagnostics)
        show(found)
        fouten = sum(d.severity is Severity.FOUT for d in found)
        if fouten:
            typer.echo(f"{fouten} fout{'en' * (fouten > 1)} gevonden.", err=True)
        return self._exit_code


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings on stderr, each with its source line."""
    width = max(60, min(shutil.get_terminal_size().columns - 12, 110))
    for diagnostic in diagnostics:
        typer.echo(render(diagnostic, width) + "\n", err=True)
