"""All that a build does with content itself: so that it can be done in a process of its own."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from raadsbrief import leftovers
from raadsbrief.content.dossier import Content, Dossier
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, RaadsbriefError, TemplateError
from raadsbrief.page import html
from raadsbrief.pdf.jobs import Answer, Job
from raadsbrief.record.digests import Files
from raadsbrief.record.inputs import noted
from raadsbrief.record.manifest import Inputs
from raadsbrief.record.outcome import Outcome
from raadsbrief.work import pipeline, sent
from raadsbrief.work.crew import at

READING, RENDERING = "lezen en nakijken", "opmaken als HTML"


@dataclass(frozen=True)
class Read:
    """What became of the content of a letter: a job, or else an outcome that says why not.

    `inputs` is what was read, `found` what was found then, and `most_pages` how many pages its
    gemeente wants at most. A letter that was sent is made of what was kept; if its PDF is there,
    it is left alone.
    """

    job: Job | None = None
    outcome: Outcome = field(default_factory=Outcome)
    inputs: Inputs = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()
    most_pages: int | None = None
    is_sent: bool = False
    is_left_alone: bool = False
    seconds: dict[str, float] = field(default_factory=dict)


class Reader:
    """Reads and checks the content of one build, and makes HTML of it."""

    def __init__(self, content: Content, templates: Path | None, output: str, files: Files) -> None:
        """Take what an order names; `files` are the digests of what is used."""
        self._content = content
        self._templates = templates
        self._output = output
        self._files = files

    def __call__(self, what: str, *arguments: object) -> object:
        """Do one of the tasks below, by its name."""
        return getattr(self, what)(*arguments)

    def letter(self, name: str, shared: Sequence[Diagnostic], anew: bool = False) -> Read:
        """Make the HTML of a letter, of which something is `shared` with another letter."""
        seconds: dict[str, float] = {}
        try:
            with noted(self._files) as inputs:
                with _timed(seconds, READING):
                    dossier, found = pipeline.sound(self._content, name, anew=anew)
                if shared:
                    raise ContentError((*found, *shared))
                with _timed(seconds, RENDERING):
                    text = html.render(dossier, self._templates)
        except RaadsbriefError as error:
            outcome = Outcome((), error.diagnostics, error.exit_code)
            return Read(outcome=outcome, seconds=seconds)
        job = Job(text, Path(self._output, f"{name}.pdf").as_posix(), self._templates)
        most = dossier.gemeente.model.bladzijden.maximaal
        return Read(job, Outcome(), inputs, tuple(found), most, seconds=seconds)

    def sent(self, name: str, is_left_alone: bool) -> Read:
        """Take the HTML that was kept of a letter that was sent, and look whether it is as kept."""
        seconds: dict[str, float] = {}
        try:
            with noted(self._files) as inputs, _timed(seconds, READING):
                kept, _ = pipeline.kept(self._content, name)
        except RaadsbriefError as error:
            outcome = Outcome((), error.diagnostics, error.exit_code)
            return Read(outcome=outcome, seconds=seconds)
        job = sent.job(kept, Path(self._output, f"{name}.pdf"))
        return Read(job, inputs=inputs, is_sent=True, is_left_alone=is_left_alone, seconds=seconds)

    def of_sent(self, name: str, answer: Answer) -> tuple[Diagnostic, ...]:
        """Say in what the PDF of a letter that was sent differs from that of then."""
        return sent.findings(pipeline.kept(self._content, name)[0], answer)

    def numbers(self) -> Read:
        """Look at the case numbers of all letters together."""
        return self._shared(lambda: pipeline.check_numbers(self._content))

    def rest(self) -> Read:
        """Look at what no letter alone can tell."""
        return self._shared(lambda: pipeline.check_rest(self._content))

    def _shared(self, look: Callable[[], Outcome]) -> Read:
        seconds: dict[str, float] = {}
        with noted(self._files) as inputs, _timed(seconds, READING):
            outcome = look()
        return Read(None, outcome, inputs, seconds=seconds)

    def too_wide(self, name: str, job: Job, answer: Answer) -> tuple[Diagnostic, ...]:
        """Say what does not fit on the pages: a letter in which that is so is not made."""
        from raadsbrief.work import fitting  # late: hardly ever

        at("opmaken van de bladzijden")
        dossier = self._again(name)
        folder, held = leftovers.new_folder()  # for what WeasyPrint keeps, also when it is stopped
        before, tempfile.tempdir = tempfile.tempdir, folder
        try:
            return fitting.findings(dossier, job, answer.breaches, answer_of(job))
        finally:
            tempfile.tempdir = before
            leftovers.remove(folder)
            os.close(held)

    def placed(self, name: str, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Give what is said of footnotes its place in the content."""
        from raadsbrief.work import fitting  # late: hardly ever

        dossier = self._again(name)
        return tuple(
            fitting.of_note(dossier, one) if one.code is Code.NOTE else one for one in found
        )

    def too_long(self, name: str, pages: int) -> list[Diagnostic]:
        """Warn that a letter has more pages than its gemeente wants."""
        return pipeline.too_long(self._again(name), pages)

    def _again(self, name: str) -> Dossier:
        """Return the content of a letter, which is mostly there already."""
        return pipeline.sound(self._content, name)[0]


def answer_of(job: Job) -> Callable[[Job], Answer]:
    """Load what makes a PDF: late, for that takes a third of a second. Raises TemplateError."""
    try:
        with redirect_stdout(StringIO()):  # WeasyPrint says in English what it misses
            from raadsbrief.pdf.worker import answer
    except OSError:
        message = "Pango is niet te vinden op deze computer, en zonder kan er geen PDF komen"
        hint = "installeer Pango en HarfBuzz-Subset; de README zegt hoe"
        raise TemplateError([Diagnostic(Code.PDF, message, job.file, hint=hint)]) from None
    return answer


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    at(stage)
    start = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = time.perf_counter() - start
