"""Processes timed side by side, and what their times say of each other.

A machine is now fast, now slow. So two things are timed in turn, in pairs, and what counts is
the median of the ratios within the pairs.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from resource import struct_rusage
from typing import IO

Pair = tuple[float, float]
# So long between two looks at a process that is watched, in seconds.
_LOOK = 0.05


class BenchError(Exception):
    """Something that should be measured does not work; the text says what, in Dutch."""


@dataclass(frozen=True)
class Run:
    """What a process took, with its children: seconds by the clock and of the processor, and MB."""

    wall: float
    cpu: float
    memory: float
    out: str
    err: str


def run(
    *command: object,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    code: int = 0,
    watch: Callable[[int], None] | None = None,
) -> Run:
    """Run a command; `watch` is called with its process number every now and then.

    Raises BenchError when it ends with another exit code than `code`.
    """
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=cwd, env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip
        try:
            status, usage = _wait(process.pid, watch)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [_text(stream) for stream in (out, err)]
    if process.returncode != code:
        raise BenchError(f"{' '.join(words)} eindigt met {process.returncode}:\n{texts[1]}")
    unit = 1e6 if sys.platform == "darwin" else 1e6 / 1024  # ru_maxrss: bytes there, kB here
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit, *texts)


def _wait(pid: int, watch: Callable[[int], None] | None) -> tuple[int, struct_rusage]:
    while watch:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, usage
        watch(pid)
        time.sleep(_LOOK)
    _, status, usage = os.wait4(pid, 0)
    return status, usage


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode(errors="replace")


def pairs(first: Callable[[], float], second: Callable[[], float], count: int) -> list[Pair]:
    """Time two things in turn; which goes first changes, so that neither has the better place."""
    found = []
    for number in range(count):
        if number % 2:
            later = second()
            found.append((first(), later))
        else:
            found.append((first(), second()))
    return found


def median_ratio(found: Iterable[Pair]) -> float:
    """Return the median of the ratios of pairs."""
    return statistics.median(one / other for one, other in found)


class Memory:
    """The memory of a process's descendants, by process, in MB as last seen; for Linux only."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[float, float]] = {}
        self._next = 0.0

    def __call__(self, pid: int) -> None:
        """Look, once a second."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + 1
        for child in descendants(pid):
            try:
                text = Path(f"/proc/{child}/smaps_rollup").read_text()
            except OSError:
                continue
            sizes = dict(re.findall(r"^(Rss|Pss): +(\d+) kB", text, re.MULTILINE))
            if sizes:
                self.seen[child] = (int(sizes["Rss"]) / 976.5625, int(sizes["Pss"]) / 976.5625)

    def largest(self) -> tuple[float, float] | None:
        """Return the RSS and PSS of the process that had most at the end."""
        return max(self.seen.values(), default=None)


def descendants(pid: int) -> list[int]:
    """Name the processes that a process started, and those that they started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:
        return []
    return children + [below for child in children for below in descendants(child)]


def instructions(*command: object, cwd: Path) -> int:
    """Count the instructions of one process with callgrind: the same each time, and slow."""
    log = cwd / "callgrind.log"
    run(
        "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log}",
        *command, cwd=cwd, env={"PYTHONHASHSEED": "0"},
    )  # fmt: skip
    counts = re.findall(r"Collected : (\d+)", log.read_text())
    if len(counts) != 1:
        raise BenchError(f"callgrind telde {len(counts)} processen, geen een: {command[0]}")
    return int(counts[0])


def two_cores() -> None:
    """Keep to two cores, also for all that is started from here, where that can be asked."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])


def command(name: str) -> Path:
    """Return the path of a command of the environment that this runs in."""
    return Path(sys.executable).with_name(name)


def seconds(words: Iterable[object], cwd: Path, env: Mapping[str, str] | None = None) -> float:
    """Run a command and return its seconds by the clock."""
    return run(*words, cwd=cwd, env=env).wall
