"""Checking letters, with as many processes as there are cores; what is known is only told again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code
from raadsbrief.limits import SECONDS
from raadsbrief.record.digests import Files
from raadsbrief.record.inputs import noted
from raadsbrief.record.kin import Head, Heads, Kin
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

_Looked = tuple[Any, Inputs]


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
            found = getattr(self, what)(*arguments)
        return found, inputs

    def head(self, name: str) -> Head | None:
        return self._content.head(name)

    def letter(self, name: str, kin: Kin) -> Outcome:
        self._content.tell_kin(name, kin)
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

    def accepted(self, letters: list[Outcome], heads: Heads) -> Outcome:
        return pipeline.check_accepted(self._content, letters, heads)


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
        self._crew = Crew(self._work, 1, limit)
        self._is_loaded = False

    def close(self) -> None:
        self._crew.close()

    def run(self) -> Iterator[Outcome]:
        recall = self._recall
        try:
            letters = []
            self._read_heads()
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
                    yield known or self._now(ACCEPTED, way, "accepted", letters, recall.heads)
        finally:
            recall.save()

    def _read_heads(self) -> None:
        """Read whom letters are of that are not known, for others may be held against them."""
        headless = self._recall.headless
        if headless:
            self._prepare_for([name for name in self._recall.names if name in set(headless)])
            looked = self._crew.all([("head", name) for name in headless])
            pairs = zip(headless, looked, strict=True)
            # Of one that cannot be read in time, it is said when it is checked itself.
            heads = {name: one[0] for name, one in pairs if not isinstance(one, Stopped)}
            self._recall.tell_heads(heads)

    def _letters(self) -> Iterator[Outcome]:
        recall = self._recall
        known = {name: recall.letter(name) for name in recall.names}
        unknown = [name for name, outcome in known.items() if outcome is None]
        self._prepare_for(unknown)
        looked = self._crew.all([("letter", name, recall.kin_of(name)) for name in unknown])
        for name, outcome in known.items():
            if outcome is not None:
                yield outcome
                continue
            file = self._content.file_of(name)
            yield self._remembered(name, recall.way_of(name), next(looked), file, overrun.CHECK)

    def _prepare_for(self, unknown: list[str]) -> None:
        """Have as many processes as there is work for, and load what they all need."""
        facts = self._recall.order.facts
        if len(unknown) > (_FEW_FACTS if facts else _FEW):
            self._crew.widen(cores())
        if unknown and not facts and not self._is_loaded:
            self._is_loaded = True
            _load()

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
        outcome: Outcome = looked[0]
        # What is said of a template depends on all the others too; a bug has a log that may be
        # gone.
        passing = (Code.TEMPLATE, Code.BUG)
        if not any(finding.code in passing for finding in outcome.diagnostics):
            self._recall.note(name, looked[1], made_with, outcome)
        return outcome
