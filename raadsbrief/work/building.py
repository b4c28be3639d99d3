"""Making letters, as many at a time as there are renderers, in the order of the plan."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Protocol

from raadsbrief import disk
from raadsbrief.content.dossier import Content, Dossier
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, RaadsbriefError, TemplateError
from raadsbrief.page import html
from raadsbrief.pdf.jobs import Answer, Job
from raadsbrief.record.inputs import noted
from raadsbrief.record.manifest import Inputs
from raadsbrief.record.outcome import Outcome, pack
from raadsbrief.record.plan import NUMBERS, REST, Plan
from raadsbrief.verzonden.bewaard import Bewaard, is_kept
from raadsbrief.work import bugs, pipeline, sent
from raadsbrief.work.renderers import NoRenderersError

# A run that is broken off keeps what was made until so many seconds before.
_SAVE_EVERY = 5.0


class Maker(Protocol):
    """What makes PDFs: other processes, or this one."""

    def submit(self, key: str, job: Job) -> Iterator[tuple[str, Answer]]:
        """Hand in a letter; yield what has become of earlier ones."""

    def finish(self) -> Iterator[tuple[str, Answer]]:
        """Wait for all letters, and yield what has become of them."""

    def close(self) -> None:
        """Stop at once."""


class Here:
    """Makes PDFs in this process, which takes less time for one or two letters."""

    def submit(self, key: str, job: Job) -> Iterator[tuple[str, Answer]]:
        """Make a letter."""
        yield key, answer_of(job)(job)

    def finish(self) -> Iterator[tuple[str, Answer]]:
        """Do nothing: all has been made."""
        yield from ()

    def close(self) -> None:
        """Do nothing: there is nothing to stop."""


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


@dataclass(frozen=True)
class _Reading:
    """A letter that is being made: what was read for it, and what was found then."""

    job: Job
    inputs: Inputs
    dossier: Dossier | None  # none of a letter that was sent, which is made of what was kept
    found: tuple[Diagnostic, ...]
    sent: Bewaard | None = None


class Building:
    """One build. `seconds` tells how long each stage took, all processes together."""

    def __init__(self, plan: Plan, content: Content, maker: Maker) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._plan = plan
        self._content = content
        self._maker = maker
        self._templates = Path(plan.order.templates) if plan.order.templates else None
        self._reading: dict[str, _Reading] = {}
        self._rest: Outcome | None = None
        self._numbers: Outcome | None = None
        self._has_made_one = False
        self._saved = time.monotonic()

    def run(self) -> Generator[tuple[str, Outcome]]:
        """Make what must be made; yield each letter when it is done, in no particular order."""
        done = set()
        disk.tidy(Path(self._plan.order.output))
        try:
            for name, outcome in self._make(self._plan.stale):
                done.add(name)
                yield name, outcome
        except NoRenderersError:
            self._maker.close()
            self._maker = Here()
            yield from self._make([name for name in self._plan.stale if name not in done])
        finally:
            self._maker.close()
            self._save()

    def numbers(self) -> Outcome:
        """Tell which letters of this build have a case number that another letter has too."""
        if self._numbers is None:
            self._numbers = Outcome()
            if not self._plan.numbers_are_right:
                self._numbers = self._look_at_numbers()
        return self._numbers

    def _look_at_numbers(self) -> Outcome:
        """Look at the numbers of all letters, and remember if all is well."""
        with noted(self._plan.files) as inputs, self._timed("lezen en nakijken"):
            found = pipeline.check_numbers(self._content)
        if not found.diagnostics:
            self._plan.manifest.note(NUMBERS, inputs, {}, self._plan.rest_with, None)
            self._save()
        return found.of({self._content.file_of(name) for name in self._plan.reasons})

    def rest(self) -> Outcome:
        """Check what no letter alone can tell, once, and remember if all is well."""
        if self._rest is None:
            with noted(self._plan.files) as inputs, self._timed("lezen en nakijken"):
                self._rest = pipeline.check_rest(self._content)
            if not self._rest.diagnostics:
                self._plan.manifest.note(REST, inputs, {}, self._plan.rest_with, None)
                self._save()
        return self._rest

    def _save(self) -> None:
        # A build in which nothing went well leaves the folder as it was.
        if self._has_made_one or not self._plan.stale:
            self._plan.manifest.save()
            self._saved = time.monotonic()

    def _make(self, names: Iterable[str]) -> Iterator[tuple[str, Outcome]]:
        for name in names:
            try:
                if outcome := self._left_alone(name):
                    yield name, outcome
                    continue
                job = self._read(name)
            except RaadsbriefError as error:
                yield name, Outcome((), error.diagnostics, error.exit_code)
            except Exception:
                yield name, bugs.outcome(self._content.file_of(name))
            else:
                yield from self._finished(self._maker.submit(name, job))
        if not self._plan.rest_is_right:
            self.rest()  # while the last letters are made
        yield from self._finished(self._maker.finish())

    def _left_alone(self, name: str) -> Outcome | None:
        """Look at a letter that was sent, whose PDF is there: it stays what it is.

        Returns None when a PDF must be made. Raises ContentError when it is no longer as it was.
        """
        if not self._plan.is_left_alone(name):
            return None
        with noted(self._plan.files) as inputs, self._timed("lezen en nakijken"):
            is_kept(self._content.root, name)
            pipeline.kept(self._content, name)
        folder = Path(self._plan.order.output)
        files = {output: (folder / output).read_bytes() for output in self._plan.outputs(name)}
        self._remember(name, inputs, files, ())
        return Outcome()

    def _read_sent(self, name: str, inputs: Inputs) -> Job:
        """Take the HTML that was kept of a letter that was sent. Raises ContentError."""
        with self._timed("lezen en nakijken"):
            kept, _ = pipeline.kept(self._content, name)
        job = sent.job(kept, Path(self._plan.order.output, f"{name}.pdf"))
        self._reading[name] = _Reading(job, inputs, None, (), kept)
        return job

    def _read(self, name: str) -> Job:
        """Make the HTML of a letter, and remember what it was made of. Raises RaadsbriefError."""
        with noted(self._plan.files) as inputs:
            if is_kept(self._content.root, name) and not self._plan.is_anew:
                return self._read_sent(name, inputs)
            with self._timed("lezen en nakijken"):
                how = {"anew": True} if self._plan.is_anew else {}
                dossier, found = pipeline.sound(self._content, name, **how)
            alike = self.numbers().of((self._content.file_of(name),))
            if alike.diagnostics:
                raise ContentError((*found, *alike.diagnostics))
            with self._timed("opmaken als HTML"):
                text = html.render(dossier, self._templates)
        job = Job(text, Path(self._plan.order.output, f"{name}.pdf").as_posix(), self._templates)
        self._reading[name] = _Reading(job, inputs, dossier, tuple(found))
        return job

    def _finished(self, answers: Iterable[tuple[str, Answer]]) -> Iterator[tuple[str, Outcome]]:
        for name, answer in answers:
            read = self._reading.pop(name)
            if answer.bug is not None:
                yield name, bugs.outcome(self._content.file_of(name), answer.bug)
                continue
            self.seconds["PDF maken"] += answer.seconds
            if read.dossier is None:
                yield name, self._made_of_kept(name, read, answer)
                continue
            if answer.breaches:
                yield name, self._too_wide(read, read.dossier, answer)
                continue
            too_long = pipeline.too_long(read.dossier, answer.pages)
            found = (*read.found, *too_long, *answer.found)
            if answer.data is None:
                yield name, Outcome((), self._placed(read.dossier, found), TemplateError.exit_code)
                continue
            files = {f"{name}.pdf": answer.data}
            if self._plan.order.html:
                files[f"{name}.html"] = read.job.html.encode()
            was_sent = is_kept(self._content.root, name)
            outcome = self._write(files, (*found, *(sent.anew(self._content, name) * was_sent)))
            if outcome.files and not was_sent:  # else the next run looks at it again
                self._remember(name, read.inputs | answer.inputs, files, found)
            yield name, outcome

    def _made_of_kept(self, name: str, read: _Reading, answer: Answer) -> Outcome:
        """Write a letter that was sent; its PDF only where it is missing."""
        assert read.sent is not None
        found = sent.findings(read.sent, answer)
        if answer.data is None:
            return Outcome((), found, TemplateError.exit_code)
        files = {f"{name}.pdf": answer.data}
        if self._plan.order.html:
            files[f"{name}.html"] = read.job.html.encode()
        there = Path(self._plan.order.output, f"{name}.pdf")
        if there.is_file():
            found, wanted = (), {one: data for one, data in files.items() if one != there.name}
            files[there.name] = there.read_bytes()
        else:
            wanted = files
        outcome = self._write(wanted, found)
        if outcome.files:
            self._remember(name, read.inputs | answer.inputs, files, found)
        return outcome

    def _too_wide(self, read: _Reading, dossier: Dossier, answer: Answer) -> Outcome:
        """Say what does not fit on the pages: a letter in which that is so is not made."""
        from raadsbrief.work import fitting  # late: hardly ever

        make = answer_of(read.job)
        found = fitting.findings(dossier, read.job, answer.breaches, make)
        return Outcome((), (*read.found, *found), ContentError.exit_code)

    def _placed(self, dossier: Dossier, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Give what is said of footnotes its place in the content."""
        if not any(one.code is Code.NOTE for one in found):
            return found
        from raadsbrief.work import fitting  # late: hardly ever

        return tuple(
            fitting.of_note(dossier, one) if one.code is Code.NOTE else one for one in found
        )

    def _write(self, files: dict[str, bytes], found: tuple[Diagnostic, ...]) -> Outcome:
        folder = Path(self._plan.order.output)
        try:
            with self._timed("schrijven"):
                for file in reversed(files):  # the PDF last: when it is there, all is there
                    disk.write(folder / file, files[file])
        except RaadsbriefError as error:
            return Outcome((), (*found, *error.diagnostics), error.exit_code)
        return Outcome(tuple(folder / file for file in files), found)

    def _remember(
        self, name: str, inputs: Inputs, files: Mapping[str, bytes], found: tuple[Diagnostic, ...]
    ) -> None:
        told = pack(Outcome((), found)) if found else None
        self._plan.manifest.note(name, inputs, files, self._plan.made_with, told)
        self._has_made_one = True
        if time.monotonic() > self._saved + _SAVE_EVERY:
            self._save()

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - start
