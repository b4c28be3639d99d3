"""Checking letters, with as many processes as there are cores; what is known is only told again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code
from raadsbrief.record.digests import Files
from raadsbrief.record.inputs import noted
from raadsbrief.record.manifest import Inputs
from raadsbrief.record.outcome import Outcome
from raadsbrief.record.plan import NUMBERS, REST
from raadsbrief.record.recall import ACCEPTED, Check, Recall
from raadsbrief.verzonden.bewaard import is_kept
from raadsbrief.work import bugs, pipeline
from raadsbrief.work.prepare import cores

# With fewer letters than these, it takes longer to start processes than to do the work here.
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

    def __call__(self, name: str) -> _Looked:
        with noted(self._files) as inputs:
            try:
                outcome = self._look(name)
            except Exception:
                outcome = bugs.outcome(self._content.file_of(name))
        return outcome, inputs

    def _look(self, name: str) -> Outcome:
        if is_kept(self._content.root, name):
            if self._facts_only or not self._is_named:
                return pipeline.check_sent(self._content, name)
            return pipeline.check_named_sent(self._content, name, self._templates)
        if self._facts_only:
            return pipeline.check_facts(self._content, name)
        return pipeline.check(self._content, name, self._templates)


def check_all(content: Content, recall: Recall) -> Iterator[Outcome]:
    """Do a check, and yield what is found: each letter in order, and then what they share."""
    try:
        letters = []
        for outcome in _letters(content, recall):
            letters.append(outcome)
            yield outcome
        yield recall.of_these(_numbers(content, recall))
        if not recall.order.names:
            yield _rest(content, recall)
            if not recall.order.facts:  # what is accepted is mostly about the language
                yield _accepted(content, recall, letters)
    finally:
        recall.save()


def _letters(content: Content, recall: Recall) -> Iterator[Outcome]:
    known = {name: recall.letter(name) for name in recall.names}
    looked = _look(content, recall, [name for name, outcome in known.items() if outcome is None])
    for name, outcome in known.items():
        if outcome is None:
            outcome, inputs = next(looked)
            _remember(recall, name, recall.way_of(name), outcome, inputs)
        yield outcome


def _numbers(content: Content, recall: Recall) -> Outcome:
    return recall.numbers() or _now(
        recall, NUMBERS, recall.rest_with, lambda: pipeline.check_numbers(content)
    )


def _rest(content: Content, recall: Recall) -> Outcome:
    return recall.rest() or _now(
        recall, REST, recall.rest_with, lambda: pipeline.check_rest(content)
    )


def _accepted(content: Content, recall: Recall, letters: list[Outcome]) -> Outcome:
    return recall.accepted(letters) or _now(
        recall, ACCEPTED, recall.accepted_with(letters),
        lambda: pipeline.check_accepted(content, letters),
    )  # fmt: skip


def _now(
    recall: Recall, name: str, made_with: Mapping[str, str], look: Callable[[], Outcome]
) -> Outcome:
    with noted(recall.files) as inputs:
        outcome = look()
    _remember(recall, name, made_with, outcome, inputs)
    return outcome


def _remember(
    recall: Recall, name: str, made_with: Mapping[str, str], outcome: Outcome, inputs: Inputs
) -> None:
    # What is said of a template depends on all the others too; a bug has a log that may be gone.
    passing = (Code.TEMPLATE, Code.BUG)
    if not any(finding.code in passing for finding in outcome.diagnostics):
        recall.note(name, inputs, made_with, outcome)


def _look(content: Content, recall: Recall, names: Sequence[str]) -> Iterator[_Looked]:
    """Check letters in this order."""
    order = recall.order
    templates = Path(order.templates) if order.templates else None
    work = _Work(content, templates, order, recall.files)
    first, rest = names[:1], names[1:]
    # The first letter loads what all share: lists of words, the gemeente, the programme.
    yield from map(work, first)
    done = 0
    if len(rest) >= (_FEW_FACTS if order.facts else _FEW) and cores() > 1:
        for looked in _apart(work, rest):
            done += 1
            yield looked
    yield from map(work, rest[done:])


def _apart(work: _Work, names: Sequence[str]) -> Iterator[_Looked]:
    """Check letters in other processes; stop when one of those is no more."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    count = cores()
    with ProcessPoolExecutor(count, get_context("fork"), _take, (work,)) as processes:
        try:
            yield from processes.map(_do, names, chunksize=1 + len(names) // (8 * count))
        except BrokenProcessPool:
            return
        finally:
            processes.shutdown(wait=False, cancel_futures=True)


_work: _Work | None = None


def _take(work: _Work) -> None:
    global _work
    _work = work


def _do(name: str) -> _Looked:
    assert _work is not None
    return _work(name)
