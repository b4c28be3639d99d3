"""What one letter may cost: so much time, and so much memory. What depends on the system is here.

Time is kept by the system's own alarm clock, which ends the process: a loop in C, such as a
regular expression or the layout of a page, does not listen to anything inside it.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

# Both are ten times what a letter of 38 pages takes, on a computer that has more to do.
SECONDS = 60
MEMORY = 2 << 30
# Why something was stopped: its time was up, its memory was full, or its process is no more.
TIME, ROOM, END = "time", "room", "end"
# The alarm clock counts in a number of this size at most: some eleven days.
_MOST_SECONDS = 1_000_000
# How much sooner than others the system ends this process when its memory is full (to 1000).
_OOM_SCORE = b"500"


def confine() -> None:
    """Let this process have no more memory than one letter needs, where the system can do that."""
    import resource

    with contextlib.suppress(OSError, ValueError):  # a lower limit than ours stays
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if soft == resource.RLIM_INFINITY or soft > MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_bytes(_OOM_SCORE)


@contextlib.contextmanager
def within(seconds: float | None) -> Iterator[None]:
    """Have the system end this process if what is done now takes longer."""
    if seconds is None:
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    signal.setitimer(signal.ITIMER_REAL, min(seconds, _MOST_SECONDS))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
