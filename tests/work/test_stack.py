"""Room on Python's own stack: calls at any depth take nothing from the system."""

from __future__ import annotations

import resource

from raadsbrief.work.stack import roomy

_CALLS = 200


def _leaf() -> None:
    """Need more than the one that calls it, so that somewhere it is the one that does not fit."""


_leaf.__code__ = _leaf.__code__.replace(co_stacksize=100)


def _faults(depth: int) -> int:
    """Count the pages that the system hands out while a loop calls a function, so deep."""
    if depth:
        return _faults(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(_CALLS):
        _leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _most(found: list[int]) -> None:
    found.append(max(_faults(depth) for depth in range(200)))


def test_no_depth_is_slow() -> None:
    """Without the room, a loop at one of these depths takes a page for each call."""
    found: list[int] = []
    roomy(_most)(found)
    assert found[0] < _CALLS / 2
