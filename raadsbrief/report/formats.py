"""The formats that findings can be written in."""

from __future__ import annotations

import enum
from collections.abc import Callable

from raadsbrief.report import lines
from raadsbrief.report.result import Result


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
