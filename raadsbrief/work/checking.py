"""Checking letters, with as many processes as there are cores; what is known is only told again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code
from raadsbrief.limits import SECONDS
from raadsbrief.record.digests import Files
from raadsbrief.record.inputs import noted
from raadsbrief.record.manifest import Inputs
from raadsbrief.record.outcome import Outcome
from raadsbrief.record.plan import NUMBERS, REST
from raadsbrief.record.recall import ACCEPTED, Check, Recall
from raadsbrief.verzonden.bewaard import is_kept
from raadsbrief.work import overrun, pipeline
from raadsbrief.work.crew import Crew, Stopped
from raadsbrief.work.prepare import cores

# With fewer letters than these, one process is ready before others have begun.
_FEW, _FEW_FACTS = 8, 100

_Looked = tuple[Outcome, Inputs]


class _Work:
    """What each process does; it is there before the processes split off."""

    def __init__(
        self, content: Content, templates: Path | None, order: Check, files: Files
    ) -> None:
        self._is_named = bool(order.names)
        self._content = content
        self._templates = templates
        self._facts_only = order.facts
        self._files = files

    def __call__(self, what: str, *arguments: object) -> _Looked:
        """Do one of the tasks below, by its name."""
        with noted(self._files) as inputs:
            outcome = getattr(self, what)(*arguments)
        return outcome, inputs

    def letter(self, name: str) -> Outcome:
        if is_kept(self._content.root, name):
            if self._facts_only or not self._is_named:
                return pipeline.check_sent(self._content, name)
            return pipeline.check_named_sent(self._content, name, self._templates)
        if self._facts_only:
            return pipeline.check_facts(self._content, name)
        return pipeline.check(self._content, name, self._templates)

    def numbers(self) -> Outcome:
        return pipeline.check_numbers(self._content)

    def rest(self) -> Outcome:
        return pipeline.check_rest(self._content)

    def accepted(self, letters: list[Outcome]) -> Outcome:
        return pipeline.check_accepted(self._content, letters)


def check_all(content: Content, recall: Recall, limit: float | None = SECONDS) -> Iterator[Outcome]:
    """Do a check, and yield what is found: each letter in order, and then what they share.

    A letter that takes more seconds than its limit is stopped; without one, none is.
    """
    with closing(_Checking(content, recall, limit)) as checking:
        yield from checking.run()


def _load() -> None:
    """Load what is ours and every letter needs: once, and for all processes."""
    from raadsbrief.page import html  # noqa: F401
    from raadsbrief.taal import check  # noqa: F401
    from raadsbrief.taal.reading import reeksen
    from raadsbrief.taal.words.lexicon import lexicon

    reeksen.woordenboek()
    lexicon()


class _Checking:
    """One check: what is not known is looked at in other processes."""

    def __init__(self, content: Content, recall: Recall, limit: float | None) -> None:
        self._content = content
        self._recall = recall
        self._limit = limit
        templates = Path(recall.order.templates) if recall.order.templates else None
        self._work = _Work(content, templates, recall.order, recall.files)
        self._known = {name: recall.letter(name) for name in recall.names}
        unknown = [name for name, outcome in self._known.items() if outcome is None]
        is_few = len(unknown) <= (_FEW_FACTS if recall.order.facts else _FEW)
        self._crew = Crew(self._work, 1 if is_few else cores(), limit)
        self._tasks = [("letter", name) for name in unknown]
        if unknown and not recall.order.facts:
            _load()

    def close(self) -> None:
        self._crew.close()

    def run(self) -> Iterator[Outcome]:
        recall = self._recall
        try:
            letters = []
            for outcome in self._letters():
                letters.append(outcome)
                yield outcome
            numbers = recall.numbers() or self._now(NUMBERS, recall.rest_with, "numbers")
            yield numbers if overrun.is_told(numbers) else recall.of_these(numbers)
            if not recall.order.names:
                yield recall.rest() or self._now(REST, recall.rest_with, "rest")
                if not recall.order.facts:  # what is accepted is mostly about the language
                    known = recall.accepted(letters)
                    way = recall.accepted_with(letters)
                    yield known or self._now(ACCEPTED, way, "accepted", letters)
        finally:
            recall.save()

    def _letters(self) -> Iterator[Outcome]:
        looked = self._crew.all(self._tasks)
        for name, known in self._known.items():
            if known is not None:
                yield known
                continue
            file = self._content.file_of(name)
            way = self._recall.way_of(name)
            yield self._remembered(name, way, next(looked), file, overrun.CHECK)

    def _now(
        self, name: str, made_with: Mapping[str, str], what: str, *arguments: object
    ) -> Outcome:
        looked = self._crew.ask(what, *arguments)
        root = self._content.root.as_posix()
        return self._remembered(name, made_with, looked, root, overrun.SHARED)

    def _remembered(
        self, name: str, made_with: Mapping[str, str], looked: _Looked | Stopped, file: str,
        what: str,
    ) -> Outcome:  # fmt: skip
        if isinstance(looked, Stopped):
            return overrun.outcome(file, looked, self._limit, what)
        outcome, inputs = looked
        # What is said of a template depends on all the others too; a bug has a log that may be
        # gone.
        passing = (Code.TEMPLATE, Code.BUG)
        if not any(finding.code in passing for finding in outcome.diagnostics):
            self._recall.note(name, inputs, made_with, outcome)
        return outcome
