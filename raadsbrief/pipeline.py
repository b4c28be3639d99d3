"""The way of the data, up to the HTML of one letter: load, check, render."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from raadsbrief import html
from raadsbrief.checks import check_dossier, check_gemeente, check_programma
from raadsbrief.content import GEMEENTEN, PROGRAMMAS, Content, Dossier
from raadsbrief.decode import Loaded, M
from raadsbrief.diagnostics import ContentError, Diagnostic, RaadsbriefError, Severity


@dataclass(frozen=True)
class Outcome:
    """What became of one piece of work: files made, findings, and the exit code they ask for."""

    files: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0


def check(content: Content, name: str, templates: Path | None = None) -> Outcome:
    """Do everything for a letter up to its HTML; nothing is written."""
    try:
        dossier, warnings = load(content, name)
        html.render(dossier, templates)
    except RaadsbriefError as error:
        return Outcome((), error.diagnostics, error.exit_code)
    return Outcome((), tuple(warnings))


def load(content: Content, name: str) -> tuple[Dossier, list[Diagnostic]]:
    """Load a letter and check it; return it with what does not keep it from being made.

    Raises ContentError with all that is wrong.
    """
    dossier = content.dossier(name)
    found = check_dossier(dossier)
    if any(one.severity is Severity.FOUT for one in found):
        raise ContentError(found)
    return dossier, found


def page(content: Content, name: str, templates: Path | None = None) -> str:
    """Load and check a letter and render its HTML. Raises RaadsbriefError."""
    return html.render(load(content, name)[0], templates)


def check_rest(content: Content) -> Outcome:
    """Check what no letter may refer to: every gemeente, programme and stray file."""
    try:
        found = content.misnamed()
        for name in content.names(GEMEENTEN):
            found += _problems(content.gemeente, check_gemeente, name)
        for name in content.names(PROGRAMMAS):
            found += _problems(content.programma, check_programma, name)
    except ContentError as error:  # a folder that may not be read
        found = list(error.diagnostics)
    is_wrong = any(one.severity is Severity.FOUT for one in found)
    return Outcome((), tuple(found), ContentError.exit_code if is_wrong else 0)


def _problems(
    load: Callable[[str], Loaded[M]],
    rules: Callable[[Loaded[M]], tuple[Diagnostic, ...]],
    name: str,
) -> tuple[Diagnostic, ...]:
    try:
        return rules(load(name))
    except ContentError as error:
        return error.diagnostics
