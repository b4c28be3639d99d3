"""What goes to a renderer, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.record.manifest import Inputs


@dataclass(frozen=True)
class Job:
    """The HTML of a letter, the name of the file that it becomes, and the user's templates."""

    html: str
    file: str
    templates: Path | None


@dataclass(frozen=True)
class Breach:
    """Words that stand on a page (from 1) outside the type area, or over other words.

    There are none for a picture without them. `bron` is where they come from, when the HTML says
    so. `margin` is the place of a running head or foot, such as `@top-left`.
    """

    page: int
    words: str
    over: str | None = None
    bron: str | None = None
    margin: str | None = None
    in_table: bool = False


@dataclass(frozen=True)
class Spot:
    """Where a text stands on a page (from 0), in px of CSS; `bron` and `regel` are its source's."""

    page: int
    left: float
    top: float
    width: float
    height: float
    bron: str
    regel: int
    words: str


class BreachError(Exception):
    """A page that may not be printed as it is; the arguments are its breaches."""


@dataclass(frozen=True)
class Answer:
    """The bytes of a letter, or None with the findings that say why it could not be made.

    There are no bytes either when the pages have `breaches`: to say in which file those are takes
    an HTML that names its sources. `inputs` are the files that it was made of besides the HTML.
    `bug` is a traceback, of a mistake in the program itself; `stopped` says why it was stopped
    (see `limits`).
    """

    data: bytes | None
    pages: int = 0
    found: tuple[Diagnostic, ...] = ()
    inputs: Inputs = field(default_factory=dict)
    seconds: float = 0.0
    bug: str | None = None
    stopped: str | None = None
    breaches: tuple[Breach, ...] = ()


def impossible(job: Job, templates: Path, error: Exception) -> Answer:
    """Say that no PDF can be made with the templates and style sheet of the user."""
    why = "zij zitten te diep in elkaar"
    if not isinstance(error, RecursionError):
        why = f"{type(error).__name__}: {error}"
    message = f"met deze sjablonen is {Path(job.file).name} niet te maken ({why})"
    hint = "haal de laatste wijziging in de sjablonen of in brief.css weg"
    return Answer(
        None, found=(Diagnostic(Code.TEMPLATE, message, templates.as_posix(), hint=hint),)
    )
