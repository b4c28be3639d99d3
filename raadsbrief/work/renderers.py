"""Processes that make PDFs, beside the one that reads the content.

The first of them loads WeasyPrint while the main process still loads its own parts, and then
splits itself, so that all share what was loaded. They are forked before anything else is
imported. HTML goes in; bytes and findings come out. A renderer writes no files but in a folder of
the main process, so that it can be stopped at any moment; it ends with the main process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator

from raadsbrief import leftovers

TYPE_CHECKING = False  # this module is loaded before all that takes time
if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from threading import Thread
    from typing import NoReturn

    from raadsbrief.pdf.jobs import Answer, Job

# The ends of two pipes that one process holds: one to read from, one to write to.
_Ends = tuple[int, int]
_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
# So many seconds a process gets to end by itself.
_PATIENCE = 2.0
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
        self.since = 0.0

    def take(self) -> Answer | None:
        """Return an answer; nothing if it only says that it is ready. Raises EOFError."""
        try:
            message = self.source.recv()
        except OSError:
            raise EOFError from None
        if self.pid is None:
            self.pid, message = message, None
        return message  # type: ignore[no-any-return]

    def wait_for_end(self, end: float) -> None:
        """Wait until the process has closed its pipe; what is still in there is thrown away."""
        with contextlib.suppress(OSError):
            while self.source.poll(max(0.0, end - time.monotonic())):
                if not os.read(self.source.fileno(), 1 << 20):
                    return

    def close(self) -> None:
        self.source.close()
        self.target.close()


def start(count: int, seconds: float | None = None) -> Renderers | None:
    """Start a number of processes; None if the system has no room for them."""
    try:
        return Renderers(count, seconds)
    except OSError:
        return None


class Renderers:
    """A number of processes that each make one PDF at a time. A letter is known by its key.

    One that takes more `seconds` for a letter is ended by the system, and another is started.
    """

    def __init__(self, count: int, seconds: float | None = None) -> None:
        """Start the processes; they load what they need in their own time. Raises OSError."""
        self._count = count
        self.seconds = seconds
        self._waiting: deque[tuple[str, Job]] = deque()
        self._renderers: list[_Renderer] = []
        self._ends: list[_Ends] = []
        self._children: list[int] = []
        self._held: int | None
        # WeasyPrint keeps fonts of a style sheet here; it is ours, so that nothing stays behind.
        self._folder, self._held = leftovers.new_folder()
        self._lifeline: tuple[int, ...] = os.pipe()
        try:
            self._ends = self._start(count)
        except BaseException:  # also Ctrl-C
            self.close()
            raise

    def submit(self, key: str, job: Job) -> Iterator[tuple[str, Answer]]:
        """Hand in a letter; yield what has become of earlier ones. Raises NoRenderersError."""
        self._waiting.append((key, job))
        yield from self._turn(block=len(self._waiting) > _AHEAD * self._count)

    def finish(self) -> Iterator[tuple[str, Answer]]:
        """Wait for all letters, and yield what has become of them. Raises NoRenderersError."""
        while self._waiting or any(renderer.doing for renderer in self._all()):
            yield from self._turn(block=True)

    def close(self) -> None:
        """Stop all processes at once, also those that are busy, and wait for their end."""
        lifeline, self._lifeline = self._lifeline, ()
        _close(lifeline)
        if all(renderer.pid is None for renderer in self._all()):
            self._kill()  # they would first load all that they need
        end = time.monotonic() + _PATIENCE
        for renderer in self._all():
            renderer.wait_for_end(end)
            renderer.close()
        self._kill()
        leftovers.remove(self._folder)
        _close([self._held] if self._held is not None else [])
        self._held = None
        self._renderers = []

    def _kill(self) -> None:
        """Make an end to our own children; theirs end by themselves."""
        for pid in self._children:
            # Where SIGCHLD is ignored, the system has buried it already.
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        self._children = []

    def _all(self) -> list[_Renderer]:
        if self._ends:
            self._renderers, self._ends = [_Renderer(ends) for ends in self._ends], []
        return self._renderers

    def _turn(self, block: bool) -> Iterator[tuple[str, Answer]]:
        """Take what is ready, and hand out what waits."""
        from multiprocessing.connection import wait

        self._hand_out()
        ready = wait([renderer.source for renderer in self._all()], None if block else 0)
        for renderer in [renderer for renderer in self._all() if renderer.source in ready]:
            doing = renderer.doing
            try:
                answer = renderer.take()
            except EOFError:
                self._replace(renderer)
                answer = self._ended(renderer) if doing else None
            if doing and answer:
                renderer.doing = None
                yield doing[0], answer
        self._hand_out()

    def _hand_out(self) -> None:
        for renderer in self._all():
            if self._waiting and renderer.pid is not None and renderer.doing is None:
                renderer.doing, renderer.since = self._waiting.popleft(), time.monotonic()
                # One that is no more is noticed when its answer is waited for.
                with contextlib.suppress(OSError):
                    renderer.target.send(renderer.doing[1])

    def _ended(self, renderer: _Renderer) -> Answer:
        """Say why there is no letter, of a process that is no more."""
        from raadsbrief import limits
        from raadsbrief.pdf.jobs import Answer

        spent = time.monotonic() - renderer.since
        too_long = self.seconds is not None and spent >= self.seconds
        return Answer(None, stopped=limits.TIME if too_long else limits.END)

    def _replace(self, renderer: _Renderer) -> None:
        """Start another process in the place of one that is no more."""
        if renderer.pid is None:
            raise NoRenderersError
        self._renderers.remove(renderer)
        renderer.close()
        with contextlib.suppress(OSError):
            self._renderers += map(_Renderer, self._start(1))
        if not self._renderers:
            raise NoRenderersError

    def _start(self, count: int) -> list[_Ends]:
        """Start processes; return our ends of their pipes. Raises OSError."""
        others = [fd for r in self._renderers for fd in (r.source.fileno(), r.target.fileno())]
        ours, theirs = _pipes(count)
        sys.stdout.flush()
        sys.stderr.flush()
        # Ctrl-C goes to all processes; a renderer leaves it to the main process to stop it.
        old = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            pid = os.fork()
            if pid == 0:
                _work(theirs, [*others, *_flat(ours), self._lifeline[1]], self._lifeline[0],
                      self._folder, self.seconds)  # fmt: skip
        except OSError:
            _close(_flat(ours))
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)
            _close(_flat(theirs))
        self._children.append(pid)
        return ours


def _pipes(count: int) -> tuple[list[_Ends], list[_Ends]]:
    """Make two pipes for each process; return our ends and theirs. Raises OSError."""
    ours: list[_Ends] = []
    theirs: list[_Ends] = []
    pipes: list[_Ends] = []
    try:
        for _ in range(2 * count):
            pipes.append(os.pipe())
    except OSError:  # more than this process may have
        _close(_flat(pipes))
        raise
    for (their_source, our_target), (our_source, their_target) in zip(
        pipes[::2], pipes[1::2], strict=True
    ):
        ours.append((our_source, our_target))
        theirs.append((their_source, their_target))
    return ours, theirs


def _work(
    theirs: list[_Ends], not_ours: list[int], lifeline: int, folder: str, seconds: float | None
) -> NoReturn:
    """Be a renderer, and make the others; never return to the code of the main process."""
    try:
        _close(not_ours)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
        # What reads the output of the program must not wait for this process.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        _load(folder, is_shared=len(theirs) > 1)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # leaves no zombie of another renderer
        own = theirs[0]
        for ends in theirs[1:]:
            if os.fork() == 0:
                own = ends
                break
        _close(_flat(ends for ends in theirs if ends != own))
        end = _end_with(lifeline, folder)
        with contextlib.suppress(OSError):  # nobody waits for the answer any more
            _serve(own, seconds)
        end.join()
    finally:
        os._exit(0)


def _load(folder: str, is_shared: bool) -> None:
    """Load WeasyPrint; a first page is made only where more than one process gains by it."""
    import tempfile

    tempfile.tempdir = folder  # before anything looks for one

    from raadsbrief.pdf.libraries import give_fonts_a_cache

    give_fonts_a_cache(folder)

    from raadsbrief.pdf import worker

    if is_shared:
        worker.warm_up()


def _serve(own: _Ends, seconds: float | None) -> None:
    from raadsbrief.pdf import worker

    worker.serve(*own, seconds)


def _end_with(lifeline: int, folder: str) -> Thread:
    """Have this process end, busy or not, when the main one has ended, in whatever way.

    A pipe that nobody writes to can be read only when its other side is closed.
    """
    from threading import Thread

    def watch() -> None:
        os.read(lifeline, 1)
        leftovers.remove(folder)
        with contextlib.suppress(ChildProcessError):
            os.wait()  # for the others, if this is the first
        os._exit(0)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    return thread


def _flat(ends: Iterable[_Ends]) -> list[int]:
    return [descriptor for pair in ends for descriptor in pair]


def _close(descriptors: Iterable[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)
