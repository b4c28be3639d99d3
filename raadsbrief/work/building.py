"""Making letters, as many at a time as there are renderers, in the order of the plan."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from raadsbrief import disk, leftovers
from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, RaadsbriefError, TemplateError
from raadsbrief.pdf.jobs import Answer, Job
from raadsbrief.record.manifest import Inputs
from raadsbrief.record.outcome import Outcome, pack
from raadsbrief.record.plan import NUMBERS, REST, Plan
from raadsbrief.verzonden.bewaard import is_kept
from raadsbrief.work import bugs, overrun, sent
from raadsbrief.work.crew import Crew, Stopped
from raadsbrief.work.reading import Read, Reader, answer_of
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
    """Makes PDFs in this process, for when there can be no other; then nothing limits them."""

    def submit(self, key: str, job: Job) -> Iterator[tuple[str, Answer]]:
        """Make a letter."""
        yield key, answer_of(job)(job)

    def finish(self) -> Iterator[tuple[str, Answer]]:
        """Do nothing: all has been made."""
        yield from ()

    def close(self) -> None:
        """Do nothing: there is nothing to stop."""


class Building:
    """One build. `seconds` tells how long each stage took, all processes together."""

    def __init__(
        self, plan: Plan, content: Content, maker: Maker, limit: float | None = None
    ) -> None:
        """Read content in a process of its own if each letter has a limit, in seconds."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._plan = plan
        self._content = content
        self._maker = maker
        self._limit = limit
        templates = Path(plan.order.templates) if plan.order.templates else None
        reader = Reader(content, templates, plan.order.output, plan.files)
        self._crew = Crew(reader, 1, limit)
        self._reading: dict[str, Read] = {}
        self._rest: Outcome | None = None
        self._numbers: Outcome | None = None
        self._has_made_one = False
        self._saved = time.monotonic()

    def run(self) -> Generator[tuple[str, Outcome]]:
        """Make what must be made; yield each letter when it is done, in no particular order."""
        done = set()
        leftovers.tidy(self._plan.order.output)
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

    def close(self) -> None:
        """Stop what reads the content."""
        self._crew.close()

    def numbers(self) -> Outcome:
        """Tell which letters of this build have a case number that another letter has too."""
        if self._numbers is None:
            self._numbers = Outcome()
            if not self._plan.numbers_are_right:
                self._numbers = self._look_at_numbers()
        return self._numbers

    def _look_at_numbers(self) -> Outcome:
        """Look at the numbers of all letters, and remember if all is well."""
        found = self._shared("numbers", NUMBERS)
        files = {self._content.file_of(name) for name in self._plan.reasons}
        return found.of({*files, self._content.root.as_posix()})

    def rest(self) -> Outcome:
        """Check what no letter alone can tell, once, and remember if all is well."""
        if self._rest is None:
            self._rest = self._shared("rest", REST)
        return self._rest

    def _shared(self, what: str, record: str) -> Outcome:
        read = self._crew.ask(what)
        if isinstance(read, Stopped):
            return self._stopped(self._content.root.as_posix(), read, overrun.SHARED)
        self._took(read)
        if not read.outcome.diagnostics:
            self._plan.manifest.note(record, read.inputs, {}, self._plan.rest_with, None)
            self._save()
        return read.outcome  # type: ignore[no-any-return]

    def _took(self, read: Read) -> None:
        for stage, seconds in read.seconds.items():
            self.seconds[stage] += seconds

    def _stopped(self, file: str, stopped: Stopped, what: str = overrun.LETTER) -> Outcome:
        return overrun.outcome(file, stopped, self._limit, what)

    def _save(self) -> None:
        # A build in which nothing went well leaves the folder as it was.
        if self._has_made_one or not self._plan.stale:
            self._plan.manifest.save()
            self._saved = time.monotonic()

    def _make(self, names: Iterable[str]) -> Iterator[tuple[str, Outcome]]:
        for name in names:
            file = self._content.file_of(name)
            read = self._read(name, file)
            if isinstance(read, Stopped):
                yield name, self._stopped(file, read)
                continue
            self._took(read)
            if read.is_left_alone:
                yield name, self._left_alone(name, read)
                continue
            if read.job is None:
                yield name, read.outcome
                continue
            self._reading[name] = read
            try:
                answers = list(self._maker.submit(name, read.job))
            except RaadsbriefError as error:
                yield name, Outcome((), error.diagnostics, error.exit_code)
            else:
                yield from self._finished(answers)
        if not self._plan.rest_is_right:
            self.rest()  # while the last letters are made
        yield from self._finished(self._maker.finish())

    def _read(self, name: str, file: str) -> Read | Stopped:
        """Have a letter read; of one that was sent, what was kept, unless it is made anew."""
        if not self._plan.is_anew and is_kept(self._content.root, name):
            is_left_alone = self._plan.is_left_alone(name)
            return self._crew.ask("sent", name, is_left_alone)  # type: ignore[no-any-return]
        shared = self.numbers().of((file,)).diagnostics
        return self._crew.ask("letter", name, shared, self._plan.is_anew)  # type: ignore[no-any-return]

    def _left_alone(self, name: str, read: Read) -> Outcome:
        """Remember a letter that was sent, whose PDF is there: it stays what it is."""
        folder = Path(self._plan.order.output)
        files = {output: (folder / output).read_bytes() for output in self._plan.outputs(name)}
        self._remember(name, read.inputs, files, ())
        return Outcome()

    def _finished(self, answers: Iterable[tuple[str, Answer]]) -> Iterator[tuple[str, Outcome]]:
        for name, answer in answers:
            yield name, self._become(name, self._reading.pop(name), answer)

    def _become(self, name: str, read: Read, answer: Answer) -> Outcome:
        """Write the PDF of a letter if it may be; return what has become of it."""
        file = self._content.file_of(name)
        if answer.stopped is not None:
            return self._stopped(file, Stopped(answer.stopped, "maken van de PDF"))
        if answer.bug is not None:
            return bugs.outcome(file, answer.bug)
        self.seconds["PDF maken"] += answer.seconds
        if read.is_sent:
            return self._made_of_kept(name, read, answer)
        later = self._looked_at_again(name, read, answer)
        if isinstance(later, Stopped):
            return self._stopped(file, later)
        found = (*read.found, *later)
        if answer.breaches:
            return Outcome((), found, ContentError.exit_code)
        if answer.data is None:
            return Outcome((), found, TemplateError.exit_code)
        files = {f"{name}.pdf": answer.data}
        if self._plan.order.html and read.job is not None:
            files[f"{name}.html"] = read.job.html.encode()
        was_sent = is_kept(self._content.root, name)
        found = (*found, *(sent.anew(self._content, name) if was_sent else ()))
        outcome = self._write(files, found)
        if outcome.files and not was_sent:  # else the next run looks at it again
            self._remember(name, read.inputs | answer.inputs, files, found)
        return outcome

    def _made_of_kept(self, name: str, read: Read, answer: Answer) -> Outcome:
        """Write a letter that was sent; its PDF only where it is missing."""
        found = self._crew.ask("of_sent", name, answer)
        if isinstance(found, Stopped):
            return self._stopped(self._content.file_of(name), found)
        if answer.data is None or read.job is None:
            return Outcome((), found, TemplateError.exit_code)
        files = {f"{name}.pdf": answer.data}
        if self._plan.order.html:
            files[f"{name}.html"] = read.job.html.encode()
        wanted = files
        there = Path(self._plan.order.output, f"{name}.pdf")
        if there.is_file():
            found, wanted = (), {one: data for one, data in files.items() if one != there.name}
            files = {**files, there.name: there.read_bytes()}
        outcome = self._write(wanted, found)
        if outcome.files:
            self._remember(name, read.inputs | answer.inputs, files, found)
        return outcome

    def _looked_at_again(
        self, name: str, read: Read, answer: Answer
    ) -> tuple[Diagnostic, ...] | Stopped:
        """Return what is found in the pages, with its place in the content."""
        found: Any = answer.found
        if answer.breaches:
            return self._crew.ask("too_wide", name, read.job, answer)  # type: ignore[no-any-return]
        if answer.data is None and any(one.code is Code.NOTE for one in found):
            return self._crew.ask("placed", name, found)  # type: ignore[no-any-return]
        if read.most_pages is not None and answer.pages > read.most_pages:
            too_long = self._crew.ask("too_long", name, answer.pages)
            return too_long if isinstance(too_long, Stopped) else (*too_long, *found)
        return tuple(found)

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
