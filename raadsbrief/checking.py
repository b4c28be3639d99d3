"""Checking many letters, with as many processes as there are cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from raadsbrief.content import Content
from raadsbrief.pipeline import Outcome, check, check_facts
from raadsbrief.prepare import cores

# With fewer letters than these, it takes longer to start processes than to do the work here.
_FEW, _FEW_FACTS = 8, 100


class _Work:
    """What each process does; it is there before the processes split off."""

    def __init__(self, content: Content, templates: Path | None, facts_only: bool) -> None:
        self._content = content
        self._templates = templates
        self._facts_only = facts_only

    def __call__(self, name: str) -> Outcome:
        if self._facts_only:
            return check_facts(self._content, name)
        return check(self._content, name, self._templates)


def check_all(
    content: Content, names: Sequence[str], templates: Path | None, facts_only: bool
) -> Iterator[Outcome]:
    """Check letters, and yield what was found in the order of their names."""
    work = _Work(content, templates, facts_only)
    first, rest = names[:1], names[1:]
    # The first letter loads what all share: lists of words, the gemeente, the programme.
    yield from map(work, first)
    done = 0
    if len(rest) >= (_FEW_FACTS if facts_only else _FEW) and cores() > 1:
        for outcome in _apart(work, rest):
            done += 1
            yield outcome
    yield from map(work, rest[done:])


def _apart(work: _Work, names: Sequence[str]) -> Iterator[Outcome]:
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


def _do(name: str) -> Outcome:
    assert _work is not None
    return _work(name)
