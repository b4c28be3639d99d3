"""The way of the data, from files to files: load, check, HTML, PDF, publish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from raadsbrief import html, publish
from raadsbrief.checks import check_dossier, check_gemeente, check_programma
from raadsbrief.content import GEMEENTEN, PROGRAMMAS, Content
from raadsbrief.decode import Loaded, M
from raadsbrief.diagnostics import ContentError, Diagnostic, RaadsbriefError


@dataclass(frozen=True)
class Outcome:
    """What became of one piece of work: files made, findings, and the exit code they ask for."""

    files: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0


def check(content: Content, name: str, templates: Path | None = None) -> Outcome:
    """Do everything for a letter up to its HTML, and read its prose; nothing is written.

    Slips in the language leave the exit code as it is: they are for the author to judge.
    """
    from raadsbrief import taal  # late: `build` does not read the prose

    try:
        page(content, name, templates)
        return Outcome((), tuple(taal.check(content, content.dossier(name))))
    except RaadsbriefError as error:
        return Outcome((), error.diagnostics, error.exit_code)


def build(
    content: Content,
    name: str,
    output: Path,
    templates: Path | None = None,
    keep_html: bool = False,
) -> Outcome:
    """Make `output/<name>.pdf`; when that fails, an earlier PDF stays as it was."""
    try:
        text = page(content, name, templates)
        from raadsbrief import pdf  # late: a letter with mistakes need not wait for WeasyPrint

        target = output / f"{name}.pdf"
        data, warnings = pdf.render(text, target.as_posix(), templates)
        files = {target.with_suffix(".html"): text.encode()} if keep_html else {}
        files[target] = data
        for path, content_of_file in files.items():
            publish.write(path, content_of_file)
    except RaadsbriefError as error:
        return Outcome((), error.diagnostics, error.exit_code)
    return Outcome(tuple(reversed(files)), tuple(warnings))


def page(content: Content, name: str, templates: Path | None = None) -> str:
    """Load and check a letter and render its HTML. Raises RaadsbriefError."""
    dossier = content.dossier(name)
    problems = check_dossier(dossier)
    if problems:
        raise ContentError(problems)
    return html.render(dossier, templates)


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
    return Outcome((), tuple(found), ContentError.exit_code if found else 0)


def _problems(
    load: Callable[[str], Loaded[M]],
    rules: Callable[[Loaded[M]], tuple[Diagnostic, ...]],
    name: str,
) -> tuple[Diagnostic, ...]:
    try:
        return rules(load(name))
    except ContentError as error:
        return error.diagnostics
