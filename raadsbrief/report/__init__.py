"""What was found, written for each kind of reader: a person, an editor, or a program.

In: findings and outcomes. Out: text, one module per format. May use `explain/`, `record/` and
`diagnostics`. Begin with `report.py`, which collects the findings of a run.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from raadsbrief.report import lines
from raadsbrief.report.result import Result, count_in_words

__all__ = ["Format", "Result", "count_in_words", "write"]


class Format(enum.StrEnum):
    """The ways to write findings. Only `human` draws them, and goes to stderr."""

    HUMAN = "human"
    SHORT = "short"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def write(format_: Format, result: Result) -> str:
    """Write the outcome of a run in a format for programs."""
    return _WRITERS[format_](result)


def _json(result: Result) -> str:
    from raadsbrief.report.data import json_text  # late: most read it themselves

    return json_text(result)


def _sarif(result: Result) -> str:
    from raadsbrief.report.sarif import sarif  # late: it reads the explanations of all codes

    return sarif(result)


_WRITERS: dict[Format, Callable[[Result], str]] = {
    Format.SHORT: lines.short,
    Format.GITHUB: lines.github,
    Format.JSON: _json,
    Format.SARIF: _sarif,
}
