"""The formats that findings can be written in."""

from __future__ import annotations

import enum
from collections.abc import Callable

from raadsbrief.report import lines
from raadsbrief.report.result import Result
from raadsbrief.report.visible import encodable, visible_json


class Format(enum.StrEnum):
    """The ways to write findings. Only `human` draws them, and goes to stderr."""

    HUMAN = "human"
    SHORT = "short"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def write(format_: Format, result: Result, encoding: str = "utf-8") -> str:
    """Write the outcome of a run in a format for programs, for an output with this encoding."""
    text = _WRITERS[format_](result)
    is_json = format_ in (Format.JSON, Format.SARIF)
    return encodable(visible_json(text) if is_json else text, encoding, is_json)


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
