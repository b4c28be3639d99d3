"""Processes that look at letters for the main one, each within limits of time and memory.

Content is a stranger's: whatever it makes go on for ever, or ask for all memory there is, costs
the process that looks at it, and is a finding about that letter. The first process does the
first task, and then splits itself, so that all share what was loaded.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, NoReturn

from raadsbrief import limits
from raadsbrief.record import inputs

Task = tuple[Any, ...]
_Pair = tuple[Connection, Connection]
_SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
_SPLIT = "split"
_NONE = -2


@dataclass(frozen=True)
class Stopped:
    """What comes back of a task that was not done: why (see `limits`), and what it was busy with.

    `file` is what was read last. A mistake of our own has a traceback, `bug`.
    """

    why: str = limits.END
    stage: str = ""
    file: str | None = None
    bug: str | None = None


@dataclass(frozen=True)
class At:
    """What a process is busy with, and which file of the user it was given last."""

    stage: str = ""
    file: str | None = None


class Crew:
    """Does tasks in `count` other processes; in this one if the system has no room for others."""

    def __init__(self, do: Callable[..., Any], count: int, seconds: float | None) -> None:
        """Say what to do; processes start when there is a task. Without `seconds` none do."""
        self._do = do
        self._count = count
        self._seconds = seconds
        self._members: list[_Member] = []
        self._leaders: list[int] = []

    def widen(self, count: int) -> None:
        """Have so many processes from now on, if there were fewer."""
        self._count = max(self._count, count)

    def ask(self, *task: Any) -> Any:
        """Do one task, and return what it gives, or Stopped."""
        return next(self.all([task]))

    def all(self, tasks: Sequence[Task]) -> Iterator[Any]:
        """Do tasks, and yield in this order what each gives, or Stopped."""
        waiting = dict(enumerate(tasks))
        for member in self._members:
            member.last = _NONE
        given: dict[int, Any] = {}
        for number in range(len(tasks)):
            while number not in given:
                if waiting:
                    self._fill(len(waiting))
                if self._members:
                    self._hand_out(waiting)
                    given.update(self._answers())
                else:
                    other = next(iter(waiting))
                    given[other] = _done(self._do, waiting.pop(other))
            yield given.pop(number)

    def close(self) -> None:
        """Stop all processes at once: there is nothing that they must finish."""
        for member in self._members:
            member.line.close()
            for line in member.rest:
                line.close()
        self._members = []
        for leader in self._leaders:
            # The others are in its group, which is there as long as one of them is.
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    kill(leader, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(leader, 0)
        self._leaders = []

    def _hand_out(self, waiting: dict[int, Task]) -> None:
        """Give each process that is idle a task; one that has done its first splits itself."""
        for member in [member for member in self._members if member.rest]:
            if waiting and member.has_worked and member.doing is None and member.send(_SPLIT):
                self._members += map(_Member, member.rest)
                member.rest = []
        for member in self._members:
            if waiting and member.doing is None:
                number = self._next_for(member, waiting)
                member.begin(number, waiting.pop(number))

    def _next_for(self, member: _Member, waiting: Collection[int]) -> int:
        """Choose a task: the one after what a process did last, for those have much in common.

        Otherwise it begins where no other comes soon: halfway the longest run of tasks.
        """
        if member.last + 1 in waiting:
            return member.last + 1
        start, end = max(_runs(waiting), key=lambda run: run[1] - run[0])
        comes_soon = any(other.last + 1 == start for other in self._members)
        return (start + end) // 2 if comes_soon else start

    def _answers(self) -> Iterator[tuple[int, Any]]:
        """Wait until a process has something to tell, and yield the tasks that are done."""
        busy = {member.line: member for member in self._members if member.doing is not None}
        for line in wait(list(busy)):
            member = busy[line]  # type: ignore[index]
            number = member.doing
            try:
                message = member.line.recv()
            except (EOFError, OSError):
                message = self._ended(member)
            if isinstance(message, At):
                member.at = message
            elif number is not None:
                member.doing, member.has_worked = None, True
                if isinstance(message, Stopped):
                    message = replace(message, stage=member.at.stage, file=member.at.file)
                yield number, message

    def _ended(self, member: _Member) -> Stopped:
        """Say goodbye to a process that is no more; return why that is."""
        self._members.remove(member)
        member.line.close()
        for line in member.rest:
            line.close()
        spent = time.monotonic() - member.since
        too_long = self._seconds is not None and spent >= self._seconds
        return Stopped(limits.TIME if too_long else limits.END)

    def _fill(self, most: int) -> None:
        """Have as many processes as were asked for, those to come included, if there is room."""
        there = sum(1 + len(member.rest) for member in self._members)
        missing = min(self._count - there, most)
        if missing > 0 and self._seconds is not None:
            self._start(missing, self._seconds)

    def _start(self, count: int, seconds: float) -> None:
        """Start one process, with the lines of those that it will become."""
        pairs: list[_Pair] = []
        sys.stdout.flush()
        sys.stderr.flush()
        # Ctrl-C is for the main process, which stops the others.
        old = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            for _ in range(count):
                pairs.append(Pipe())
            leader = os.fork()
            if leader == 0:
                _work(self._do, [theirs for _, theirs in pairs], seconds)
            self._leaders.append(leader)
        except OSError:
            self._seconds = None  # no room now, and none to be expected
            for ours, _ in pairs:
                ours.close()
            return
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)
            for _, theirs in pairs:
                theirs.close()
        first, *rest = [ours for ours, _ in pairs]
        self._members.append(_Member(first, rest))


class _Member:
    """One process, as the main one sees it. `rest` are the lines of those it will become."""

    def __init__(self, line: Connection, rest: Sequence[Connection] = ()) -> None:
        self.line = line
        self.rest = list(rest)
        self.doing: int | None = None
        self.last = _NONE  # the task that it was given last
        self.since = 0.0
        self.at = At()
        self.has_worked = False

    def begin(self, number: int, task: Task) -> None:
        self.doing, self.last, self.at, self.since = number, number, At(), time.monotonic()
        self.send(task)

    def send(self, message: Any) -> bool:
        """Send something; that nobody is there is noticed when an answer is waited for."""
        try:
            self.line.send(message)
        except OSError:
            return False
        return True


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of numbers in ascending order that follow each other, with their ends."""
    start = end = None
    for number in numbers:
        if number != end:
            if start is not None and end is not None:
                yield start, end
            start = number
        end = number + 1
    if start is not None and end is not None:
        yield start, end


_line: Connection | None = None  # of this process, if it is one of a crew
_at = At()


def at(stage: str) -> None:
    """Tell the main process what this one is busy with, for when it must be stopped."""
    _tell(replace(_at, stage=stage))


def _reads(file: str) -> None:
    _tell(replace(_at, file=file))


def _tell(now: At) -> None:
    global _at
    if _line is not None and now != _at:
        _at = now
        _line.send(now)


def _work(do: Callable[..., Any], lines: list[Connection], seconds: float) -> NoReturn:
    """Be the first process; never return to the code of the main one."""
    try:
        os.setpgid(0, 0)
        _close_all_but([line.fileno() for line in lines])
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # leaves no zombie of another process
        limits.confine()
        inputs.follow(_reads)
        own, *rest = lines
        while True:
            message = own.recv()
            if message == _SPLIT:
                own, rest = _split(own, rest), []
                continue
            _serve(do, message, own, seconds)
    except (EOFError, OSError):  # the main process has ended
        pass
    finally:
        os._exit(0)


def _serve(do: Callable[..., Any], task: Task, own: Connection, seconds: float) -> None:
    global _line, _at
    _line, _at = own, At()
    with limits.within(seconds):
        answer = _done(do, task)
    own.send(answer)


def _split(own: Connection, rest: list[Connection]) -> Connection:
    """Make the other processes; return the line that is this one's own."""
    for line in rest:
        if os.fork() == 0:
            own.close()
            own = line
            break
    for line in rest:
        if line is not own:
            line.close()
    return own


def _done(do: Callable[..., Any], task: Task) -> Any:
    """Do a task; nothing that goes wrong in it ends the run."""
    try:
        return do(*task)
    except MemoryError:
        return Stopped(limits.ROOM)
    except Exception:
        return Stopped(bug=traceback.format_exc())


def _close_all_but(kept: Sequence[int]) -> None:
    """Close what the main process has open: who waits for its end must not wait for ours."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(null, descriptor)
    start = 3
    for descriptor in sorted(kept):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, max(start, _highest_descriptor()) + 1)


def _highest_descriptor() -> int:
    try:
        return max(int(path.name) for path in Path("/dev/fd").iterdir())
    except (OSError, ValueError):
        return 1023
