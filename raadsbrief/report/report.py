"""The findings of a run, collected and shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

from raadsbrief import budgets
from raadsbrief.diagnostics import ContentError, Diagnostic, Severity, ordered
from raadsbrief.report import human
from raadsbrief.report.formats import Format, write
from raadsbrief.report.result import Result, count_in_words, limited
from raadsbrief.report.visible import path_line, visible

TYPE_CHECKING = False  # to import `typing` takes time, and so does what only types need
if TYPE_CHECKING:
    from typing import TextIO

    from raadsbrief.content.repair import Repaired
    from raadsbrief.record.outcome import Maat, Outcome

# With more letters than these, a table of each is more than anyone reads.
FEW = 3


class Report:
    """Collects findings of a run and shows them once, sorted, when all work is done.

    A format for programs goes to stdout, and then nothing else does.
    """

    def __init__(
        self, format_: Format = Format.HUMAN, hints: bool = False, strict: bool = False,
        figures: bool = False,
    ) -> None:  # fmt: skip
        self.format_ = format_
        self.outcomes: list[Outcome] = []
        self._hints, self._strict, self._figures = hints, strict, figures
        self._repairs: Sequence[Repaired] = ()

    def add(self, outcome: Outcome) -> None:
        """Take in one outcome; its files are shown at once to a person."""
        self.outcomes.append(outcome)
        if self.format_ is Format.HUMAN:
            for path in outcome.files:
                _say(path_line(path.as_posix()), sys.stdout)

    def shown(self) -> list[Diagnostic]:
        """Return the findings that are for this user, in order, each once."""
        return [one for one in self._found() if self._hints or one.severity is not Severity.HINT]

    def repaired(self, repairs: Sequence[Repaired]) -> None:
        """Take in repairs that were made; a person reads them at once."""
        self._repairs = repairs
        if self.format_ is Format.HUMAN:
            for one in repairs:
                place = f"{one.file}:{one.span.line}:{one.span.column}"
                text = f"{place}: hersteld[{one.code}] '{one.old}' is nu '{one.new}'"
                _say(visible(text), sys.stdout)

    def restart(self) -> None:
        """Forget the findings, because everything is checked again."""
        self.outcomes.clear()

    def close(self) -> int:
        """Show the findings and a count of them; return the most serious exit code."""
        found = self._found()
        shown = [one for one in found if self._hints or one.severity is not Severity.HINT]
        files = [path.as_posix() for outcome in self.outcomes for path in outcome.files]
        figures = {one.letter: one.maten for one in self.outcomes if one.letter and one.maten}
        hidden = len(found) - len(shown)
        is_human = self.format_ is Format.HUMAN
        most = budgets.SHOWN if is_human else budgets.SHOWN_TO_PROGRAMS
        shown, left_out = limited(shown, most)
        result = Result(shown, hidden, files, self._repairs, figures, left_out)
        if is_human:
            show(shown)
            if self._figures:
                _show_figures(figures)
            if sentence := count_in_words(result):
                _say(sentence, sys.stderr)
        else:
            _write(write(self.format_, result, sys.stdout.encoding or "utf-8"), sys.stdout)
        exit_code = max((outcome.exit_code for outcome in self.outcomes), default=0)
        if self._strict and result.count(Severity.WAARSCHUWING):
            exit_code = max(exit_code, ContentError.exit_code)
        return exit_code

    def _found(self) -> list[Diagnostic]:
        return ordered(one for outcome in self.outcomes for one in outcome.diagnostics)


def _show_figures(figures: Mapping[str, Sequence[Maat]]) -> None:
    """Print how each letter reads, and what a check like this can do."""
    from raadsbrief.report import readability

    for letter, maten in figures.items():
        _say(readability.table(visible(letter), maten) + "\n", sys.stderr)
    if figures:
        _say(readability.NOT_ALL + "\n", sys.stderr)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings on stderr, each with its source line."""
    width = max(60, min(_columns() - 12, 110))
    for diagnostic in diagnostics:
        _say(human.render(diagnostic, width) + "\n", sys.stderr)


def _columns() -> int:
    """Return the width of the terminal, as `shutil` does; to load that takes long."""
    try:
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (AttributeError, ValueError, OSError):
        return 80


def _say(text: str, stream: TextIO) -> None:
    _write(f"{text}\n", stream)


def _write(text: str, stream: TextIO) -> None:
    stream.write(text)
    stream.flush()
