"""Room on Python's own stack. Imports nothing: it is loaded before anything else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# In words of 8 bytes. Of these 512 kB, only what is used is ever there.
_ROOM = 1 << 16


def roomy(function: Callable[..., None]) -> Callable[..., None]:
    """Let a function, and all that it calls, have one large piece of Python's stack.

    Python 3.11 and 3.12 lay calls in pieces of 16 kB, and ask the system for a next piece at each
    call that does not fit: thousands of times a letter, when a loop happens to run that deep
    (python/cpython#142183). A function that says it needs much gets a piece of twice its size.
    """
    code = function.__code__
    function.__code__ = code.replace(co_stacksize=_ROOM)
    return function
