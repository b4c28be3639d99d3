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
class Answer:
    """The bytes of a letter, or None with the findings that say why it could not be made.

    `inputs` are the files that it was made of besides the HTML. `bug` is a traceback, of a
    mistake in the program itself.
    """

    data: bytes | None
    pages: int = 0
    found: tuple[Diagnostic, ...] = ()
    inputs: Inputs = field(default_factory=dict)
    seconds: float = 0.0
    bug: str | None = None


def crashed(job: Job) -> Answer:
    """Say that a letter asked more of the computer than it has."""
    message = "het maken van deze PDF is afgebroken; misschien had de computer te weinig geheugen"
    hint = "verklein grote afbeeldingen, of maak een brief tegelijk met --jobs 1"
    return Answer(None, found=(Diagnostic(Code.PDF, message, job.file, hint=hint),))
