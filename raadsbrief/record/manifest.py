"""What every letter was made of, so that nothing is made twice.

The manifest stands beside the letters, in one file. It is only a memory: without it, or with one
that is broken or from another version, every letter is made again. This module imports nothing
but a little of the standard library, so that a run with nothing to do ends in a moment.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from raadsbrief.record.digests import BUILT_IN, LIBRARY, RESTLESS, Files, digest, read, times_of

TYPE_CHECKING = False  # to import `typing` for this takes longer than all that is done here
if TYPE_CHECKING:
    from typing import Any

    from raadsbrief.record.outcome import Outcome

NAME = ".raadsbrief.json"
VERSION = 6

# No record of ours is so large.
_MOST = 1 << 26
# So many seconds one build waits for another that is writing its record.
_PATIENCE = 1.0
# What a manifest that is damaged, or that another program wrote, can make go wrong.
_BROKEN = (
    KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip

NOT_OURS = "moet opnieuw: wat ervan bekend was, is van een ander of kan een ander veranderen"
UNREADABLE = "moet opnieuw: wat ervan bekend was, is onleesbaar"
_OTHERWISE = {
    "program": "is met een andere versie van raadsbrief gemaakt",
    "packages": "is met andere versies van pakketten gemaakt",
    "python": "is met een andere versie van Python gemaakt",
    "options": "is met andere opties gemaakt",
}

Inputs = dict[str, str | None]


class Manifest:
    """The record of one folder: by name of a letter, what was made of what, and what was told."""

    def __init__(self, folder: str, file: str = NAME) -> None:
        """Read the record of a folder; nothing that can be wrong with it is an error."""
        self._folder, self._file = folder, file
        self._path = os.path.join(folder, file)
        self._records: dict[str, Any] = {}
        self._pairs: list[Any] = []
        self._ways: list[Any] = []
        # Which of the pairs are as they were, by their number.
        self._right: set[int] = set()
        self._looked_at: Files | None = None
        self._noted: dict[str, Any] = {}
        self._is_ours = _is_ours(self._path)
        if not self._is_ours:
            return
        with contextlib.suppress(OSError, *_BROKEN):
            data = json.loads(_unsealed(read(self._path, _MOST)[0]))
            if data["version"] == VERSION:
                self._records, self._pairs = dict(data["records"]), list(data["files"])
                self._ways = list(data["ways"])

    def why_stale(
        self, name: str, outputs: Iterable[str], made_with: Mapping[str, str], files: Files
    ) -> str | None:
        """Return why something must be made, in Dutch; None when it is as it should be."""
        if name not in self._records:
            return "is nog niet gemaakt" if self._is_ours else NOT_OURS
        try:
            record = self._records[name]
            way = self._ways[record["made_with"]]
            for what, value in made_with.items():
                if way[what] != value:
                    return _OTHERWISE.get(what, "is op een andere manier gemaakt")
            if self._looked_at is not files:
                self._looked_at, self._right = files, set()
            for i in self._doubtful(record["inputs"]):
                path, then = self._pairs[i]
                if files[path] == then:
                    self._right.add(i)
                else:
                    shown = path.removeprefix(BUILT_IN).removeprefix(LIBRARY)
                    return f"'{shown}' is {_changed(then, files[path])}"
            for output in outputs:
                if not self._is_whole(output, record["outputs"].get(output)):
                    return f"'{output}' ontbreekt of is veranderd"
        except _BROKEN:
            return UNREADABLE
        return None

    def _doubtful(self, runs: Sequence[int]) -> Iterator[int]:
        """Yield the numbers of files that were not looked at: letters share most of theirs."""
        for numbers in _ranges(runs):
            if not self._right.issuperset(numbers):
                yield from (number for number in numbers if number not in self._right)

    def _is_whole(self, output: str, then: Sequence[Any] | None) -> bool:
        """Tell whether a file is as we wrote it; its content is read only if its times differ."""
        path = os.path.join(self._folder, output)
        if then is None:
            return False
        *times, written = then
        if len(times) == 3 and times_of(path, follow_links=False) == times:
            return True  # no link either: those have times of their own
        try:
            return not os.path.islink(path) and digest(read(path)[0]) == written
        except OSError:
            return False

    def told(self, name: str) -> Outcome | None:
        """Return what was found when it was made; None if that was nothing.

        Not all is well because it is made. Raises ValueError when it is unreadable.
        """
        try:
            told = self._records[name]["told"]
            if told is None:
                return None
            from raadsbrief.record.outcome import unpack  # late: mostly there is nothing to tell

            return unpack(told)
        except _BROKEN as error:
            raise ValueError(name) from error

    def note(
        self,
        name: str,
        inputs: Inputs,
        outputs: Mapping[str, bytes],
        made_with: Mapping[str, str],
        told: list[Any] | None,
    ) -> None:
        """Remember what something was made of; the outputs have just been written.

        `told` is what `pack` makes of what was found.
        """
        self._noted[name] = {
            "made_with": dict(made_with),
            "inputs": list(inputs.items()),
            "outputs": {
                output: [*self._times(output, data), digest(data)]
                for output, data in outputs.items()
            },
            "told": told,
        }

    def _times(self, output: str, data: bytes) -> list[int]:
        """Return the times of a file; none if another build has replaced it already."""
        with contextlib.suppress(OSError):
            found, times = read(os.path.join(self._folder, output))
            if found == data:
                return times
        return []

    def save(self, left: Container[str] | None = None) -> None:
        """Write the record, whole or not at all; without it, all is only made again.

        What another run has remembered in the same folder meanwhile, stays. Of what `left`
        does not have, nothing stays.
        """
        from raadsbrief import leftovers  # late: mostly there is nothing to write

        temporary = leftovers.name_for(self._path)
        with contextlib.suppress(OSError, *_BROKEN), _alone_in(self._folder):
            text = json.dumps(self._whole(left), separators=(",", ":")).encode("ascii")
            try:
                # Only this user may write to it, whatever others may do in the folder.
                with open(temporary, "xb", opener=_private) as stream:
                    leftovers.lock(stream.fileno())
                    stream.write(sealed(text))
                    stream.flush()
                    os.replace(temporary, self._path)
            finally:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)

    def _whole(self, left: Container[str] | None) -> dict[str, Any]:
        """Put what is known now together; each file with its digest stands there once.

        What nothing is left of is forgotten.
        """
        there = Manifest(self._folder, self._file)
        pairs: dict[tuple[str, str | None], int] = {}
        moved = _Moved(there._pairs, pairs)
        ways: list[Any] = []
        records = {}
        for name, record in there._records.items():
            with contextlib.suppress(*_BROKEN):
                if self._is_left(record["outputs"]) and (left is None or name in left):
                    known = _ranges(record["inputs"])
                    numbers = _runs(moved[number] for one in known for number in one)
                    way = _number_of(there._ways[record["made_with"]], ways)
                    records[name] = {**record, "inputs": numbers, "made_with": way}
        for name, record in self._noted.items():
            numbers = _runs(pairs.setdefault(pair, len(pairs)) for pair in record["inputs"])
            way = _number_of(record["made_with"], ways)
            records[name] = {**record, "inputs": numbers, "made_with": way}
        return {"version": VERSION, "files": list(pairs), "ways": ways, "records": records}

    def _is_left(self, outputs: Iterable[str]) -> bool:
        places = [os.path.join(self._folder, output) for output in outputs]
        return not places or any(map(os.path.exists, places))


class _Moved(dict[int, int]):
    """The new number of a file by its old one. Letters share most, so that few are looked up."""

    def __init__(self, old: Sequence[Any], new: dict[tuple[str, str | None], int]) -> None:
        super().__init__()
        self._old, self._new = old, new

    def __missing__(self, number: int) -> int:
        path, then = self._old[number]
        self[number] = self._new.setdefault((path, then), len(self._new))
        return self[number]


def _runs(numbers: Iterable[int]) -> list[int]:
    """Write numbers as runs, each its first number and its length: a check reads all letters."""
    found: list[int] = []
    for number in sorted(set(numbers)):
        if found and number == found[-2] + found[-1]:
            found[-1] += 1
        else:
            found += [number, 1]
    return found


def _ranges(runs: Sequence[int]) -> list[range]:
    """Read what `_runs` wrote."""
    starts, lengths = runs[::2], runs[1::2]
    return [range(start, start + length) for start, length in zip(starts, lengths, strict=True)]


def _is_ours(path: str) -> bool:
    """Tell whether a record is of this user or the system's, and nobody else can change it.

    Of one that another wrote, no digest proves that it is true. What is not there, is nobody's.
    """
    try:
        about = os.lstat(path)
    except (OSError, ValueError):
        return True
    mode = about.st_mode & 0o777
    # Where all may do everything with everything, the disk knows no rights (as of Windows).
    is_private = not mode & 0o022 or mode == 0o777
    return not os.path.islink(path) and about.st_uid in (0, os.geteuid()) and is_private


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW, 0o644)


_SEAL = b',"digest":"%s"}'
_SEAL_LENGTH = len(_SEAL % digest(b"").encode())


def sealed(text: bytes) -> bytes:
    """Add to an object in JSON the digest of what stands before it."""
    return text[:-1] + _SEAL % digest(text[:-1]).encode()


def _unsealed(data: bytes) -> bytes:
    """Return a record that is as it was written; one bit can change an answer. Or ValueError."""
    text = data[:-_SEAL_LENGTH]
    if sealed(text + b"}") != data:
        raise ValueError("digest")
    return data


def _number_of(way: Any, ways: list[Any]) -> int:
    if way not in ways:
        ways.append(way)
    return ways.index(way)


@contextlib.contextmanager
def _alone_in(folder: str) -> Iterator[None]:
    """Let two builds write the record of a folder one after the other."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.01)
            except OSError:  # some folders on a network cannot
                break
        yield
    finally:
        os.close(descriptor)


def _changed(then: str | None, now: str | None) -> str:
    if then == RESTLESS:
        return "veranderd tijdens het maken"
    if now is None:
        return "weg"
    return "nieuw" if then is None else "veranderd"
