"""The findings of a run, collected and shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief import uitvoer
from raadsbrief.diagnostics import ContentError, Diagnostic, Severity, ordered
from raadsbrief.uitvoer import Formaat, Uitslag, mens, telling

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.herstel import Herstelling
    from raadsbrief.pipeline import Outcome
    from raadsbrief.taal.leesbaarheid import Maat

Uitvoervorm = Annotated[
    Formaat,
    typer.Option(
        "--format",
        help="Hoe de meldingen geschreven worden: voor mensen, per regel, of voor programma's.",
    ),
]


class Report:
    """Collects findings of a run and shows them once, sorted, when all work is done.

    A format for programs goes to stdout, and then nothing else does.
    """

    def __init__(
        self, formaat: Formaat = Formaat.HUMAN, hints: bool = False, strict: bool = False,
        figures: bool = False,
    ) -> None:  # fmt: skip
        self.formaat = formaat
        self.outcomes: list[Outcome] = []
        self._hints, self._strict, self._figures = hints, strict, figures
        self._repairs: Sequence[Herstelling] = ()

    def add(self, outcome: Outcome) -> None:
        """Take in one outcome; its files are shown at once to a person."""
        self.outcomes.append(outcome)
        if self.formaat is Formaat.HUMAN:
            for path in outcome.files:
                typer.echo(path.as_posix())

    def shown(self) -> list[Diagnostic]:
        """Return the findings that are for this user, in order, each once."""
        return [one for one in self._found() if self._hints or one.severity is not Severity.HINT]

    def repaired(self, repairs: Sequence[Herstelling]) -> None:
        """Take in repairs that were made; a person reads them at once."""
        self._repairs = repairs
        if self.formaat is Formaat.HUMAN:
            for one in repairs:
                place = f"{one.file}:{one.span.line}:{one.span.column}"
                typer.echo(f"{place}: hersteld[{one.code}] '{one.oud}' is nu '{one.nieuw}'")

    def restart(self) -> None:
        """Forget the findings, because everything is checked again."""
        self.outcomes.clear()

    def close(self) -> int:
        """Show the findings and a count of them; return the most serious exit code."""
        found, shown = self._found(), self.shown()
        files = [path.as_posix() for outcome in self.outcomes for path in outcome.files]
        figures = {one.letter: one.maten for one in self.outcomes if one.letter and one.maten}
        uitslag = Uitslag(shown, len(found) - len(shown), files, self._repairs, figures)
        if self.formaat is Formaat.HUMAN:
            show(shown)
            if self._figures:
                _show_figures(figures)
            if sentence := telling(uitslag):
                typer.echo(sentence, err=True)
        else:
            typer.echo(uitvoer.write(self.formaat, uitslag), nl=False)
        exit_code = max((outcome.exit_code for outcome in self.outcomes), default=0)
        if self._strict and uitslag.aantal(Severity.WAARSCHUWING):
            exit_code = max(exit_code, ContentError.exit_code)
        return exit_code

    def _found(self) -> list[Diagnostic]:
        return ordered(one for outcome in self.outcomes for one in outcome.diagnostics)


def _show_figures(figures: Mapping[str, Sequence[Maat]]) -> None:
    """Print how each letter reads, and what a check like this can do."""
    from raadsbrief.uitvoer import leesbaarheid

    for letter, maten in figures.items():
        typer.echo(leesbaarheid.tabel(letter, maten) + "\n", err=True)
    if figures:
        typer.echo(leesbaarheid.HALF_GEVONDEN + "\n", err=True)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings on stderr, each with its source line."""
    width = max(60, min(shutil.get_terminal_size().columns - 12, 110))
    for diagnostic in diagnostics:
        typer.echo(mens.render(diagnostic, width) + "\n", err=True)
