"""Processes that make PDFs, beside the one that reads the content.

The first of them loads WeasyPrint while the main process still loads its own parts, and then
splits itself, so that all share what was loaded. They are forked before anything else is
imported. HTML goes in; bytes and findings come out. A renderer writes no files, so that it can
be stopped at any moment.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False  # this module is loaded before all that takes time
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from typing import NoReturn

    from raadsbrief.jobs import Answer, Job

# The ends of two pipes that one process holds: one to read from, one to write to.
_Ends = tuple[int, int]
# So many letters for each renderer are read ahead: none is idle, and the memory stays small.
_AHEAD = 2


class NoRenderersError(Exception):
    """The processes do not start; to work without them shows why."""


class _Renderer:
    """One process, as the main process sees it. `pid` is known when it is ready to work."""

    def __init__(self, ends: _Ends) -> None:
        from multiprocessing.connection import Connection

        self.source: Connection = Connection(ends[0], writable=False)
        self.target: Connection = Connection(ends[1], readable=False)
        self.pid: int | None = None
        self.doing: tuple[str, Job] | None = None

    def take(self) -> Answer | None:
        """Return an answer; nothing if it only says that it is ready. Raises EOFError."""
        try:
            message = self.source.recv()
        except OSError:
            raise EOFError from None
        if self.pid is None:
            self.pid, message = message, None
        return message  # type: ignore[no-any-return]

    def close(self) -> None:
        self.source.close()
        self.target.close()


class Renderers:
    """A number of processes that each make one PDF at a time. A letter is known by its key."""

    def __init__(self, count: int) -> None:
        """Start the processes; they load what they need in their own time."""
        self._count = count
        self._waiting: deque[tuple[str, Job]] = deque()
        self._ends, self._first = _start(count, ())
        self._renderers: list[_Renderer] = []

    def submit(self, key: str, job: Job) -> Iterator[tuple[str, Answer]]:
        """Hand in a letter; yield what has become of earlier ones. Raises NoRenderersError."""
        self._waiting.append((key, job))
        yield from self._turn(block=len(self._waiting) > _AHEAD * self._count)

    def finish(self) -> Iterator[tuple[str, Answer]]:
        """Wait for all letters, and yield what has become of them. Raises NoRenderersError."""
        while self._waiting or any(renderer.doing for renderer in self._all()):
            yield from self._turn(block=True)

    def close(self) -> None:
        """Stop all processes at once, also those that are busy."""
        pids = [self._first, *(r.pid for r in self._all() if r.pid not in (None, self._first))]
        for renderer in self._all():
            renderer.close()
        for pid in pids:
            _stop(pid)
        self._renderers, self._ends = [], []

    def _all(self) -> list[_Renderer]:
        if self._ends:
            self._renderers, self._ends = [_Renderer(ends) for ends in self._ends], []
        return self._renderers

    def _turn(self, block: bool) -> Iterator[tuple[str, Answer]]:
        """Take what is ready, and hand out what waits."""
        from multiprocessing.connection import wait

        from raadsbrief.jobs import crashed

        self._hand_out()
        ready = wait([renderer.source for renderer in self._all()], None if block else 0)
        for renderer in [renderer for renderer in self._all() if renderer.source in ready]:
            doing = renderer.doing
            try:
                answer = renderer.take()
            except EOFError:
                self._replace(renderer)
                answer = crashed(doing[1]) if doing else None
            if doing and answer:
                renderer.doing = None
                yield doing[0], answer
        self._hand_out()

    def _hand_out(self) -> None:
        for renderer in self._all():
            if self._waiting and renderer.pid is not None and renderer.doing is None:
                renderer.doing = self._waiting.popleft()
                # One that is no more is noticed when its answer is waited for.
                with contextlib.suppress(OSError):
                    renderer.target.send(renderer.doing[1])

    def _replace(self, renderer: _Renderer) -> None:
        """Start another process in the place of one that is no more."""
        if renderer.pid is None:
            raise NoRenderersError
        self._renderers.remove(renderer)
        renderer.close()
        _stop(renderer.pid)
        others = [fd for r in self._renderers for fd in (r.source.fileno(), r.target.fileno())]
        (ends,), pid = _start(1, others)
        if self._first == renderer.pid:
            self._first = pid
        self._renderers.append(_Renderer(ends))


def _stop(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):  # a child of the first is not ours to wait for
        os.waitpid(pid, 0)


def _start(count: int, others: Iterable[int]) -> tuple[list[_Ends], int]:
    """Start processes; return our ends of their pipes, and the number of the first process.

    `others` are descriptors that they must not keep open: a pipe ends when all have closed it.
    """
    ours, theirs = [], []
    for _ in range(count):
        (their_source, our_target), (our_source, their_target) = os.pipe(), os.pipe()
        ours.append((our_source, our_target))
        theirs.append((their_source, their_target))
    sys.stdout.flush()
    sys.stderr.flush()
    # Ctrl-C goes to all processes; a renderer leaves it to the main process to stop it.
    old = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    pid = os.fork()
    if pid == 0:
        _close([*others, *_flat(ours)])
        _work(theirs)
    signal.pthread_sigmask(signal.SIG_SETMASK, old)
    _close(_flat(theirs))
    return ours, pid


def _work(theirs: list[_Ends]) -> NoReturn:
    """Be a renderer, and make the others; never return to the code of the main process."""
    try:
        from raadsbrief.pdf import worker

        worker.warm_up()
        own = theirs[0]
        for ends in theirs[1:]:
            if os.fork() == 0:
                own = ends
                break
        _close(_flat(ends for ends in theirs if ends != own))
        worker.serve(*own)
    finally:
        os._exit(0)


def _flat(ends: Iterable[_Ends]) -> list[int]:
    return [descriptor for pair in ends for descriptor in pair]


def _close(descriptors: Iterable[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
