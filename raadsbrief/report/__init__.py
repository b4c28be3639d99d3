"""What was found, written for each kind of reader: a person, an editor, or a program."""

from __future__ import annotations

import enum
from collections.abc import Callable

from raadsbrief.report import lines
from raadsbrief.report.result import Uitslag, telling

__all__ = ["Formaat", "Uitslag", "telling", "write"]


class Formaat(enum.StrEnum):
    """The ways to write findings. Only `human` draws them, and goes to stderr."""

    HUMAN = "human"
    SHORT = "short"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def write(formaat: Formaat, uitslag: Uitslag) -> str:
    """Write the outcome of a run in a format for programs."""
    return _WRITERS[formaat](uitslag)


def _json(uitslag: Uitslag) -> str:
    from raadsbrief.report.data import json_text  # late: most read it themselves

    return json_text(uitslag)


def _sarif(uitslag: Uitslag) -> str:
    from raadsbrief.report.sarif import sarif  # late: it reads the explanations of all codes

    return sarif(uitslag)


_WRITERS: dict[Formaat, Callable[[Uitslag], str]] = {
    Formaat.SHORT: lines.short,
    Formaat.GITHUB: lines.github,
    Formaat.JSON: _json,
    Formaat.SARIF: _sarif,
}
