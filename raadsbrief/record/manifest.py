"""What every letter was made of, so that nothing is made twice.

The manifest stands beside the letters, in one file. It is only a memory: without it, or with one
that is broken or from another version, every letter is made again. This module imports nothing
but a little of the standard library, so that a run with nothing to do ends in a moment.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from raadsbrief.record.digests import BUILT_IN, LIBRARY, RESTLESS, Files, digest, read, times_of
from raadsbrief.record.own import alone_in, is_ours, read_own, write_own

TYPE_CHECKING = False  # to import `typing` for this takes longer than all that is done here
if TYPE_CHECKING:
    from typing import Any

    from raadsbrief.diagnostics import Diagnostic
    from raadsbrief.record.outcome import Outcome

NAME = ".raadsbrief.json"
VERSION = 7

# What a manifest that is damaged, or that another program wrote, can make go wrong.
_BROKEN = (
    KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, MemoryError,
)  # fmt: skip

_ANOTHER_WAY = "is op een andere manier gemaakt"
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
        # What was found, each once: letters share most, of what they all refer to.
        self._findings: list[Any] = []
        self._unpacked: dict[int, Diagnostic] = {}
        # Which of the pairs are as they were, by their number.
        self._right: set[int] = set()
        self._looked_at: Files | None = None
        self._noted: dict[str, Any] = {}
        self._is_ours = is_ours(self._path)
        with contextlib.suppress(OSError, *_BROKEN):
            data = json.loads(read_own(self._path))
            if data["version"] == VERSION:
                self._records, self._pairs = dict(data["records"]), list(data["files"])
                self._ways, self._findings = list(data["ways"]), list(data["findings"])

    def why_stale(
        self,
        name: str,
        outputs: Iterable[str],
        made_with: Mapping[str, str],
        files: Files,
        own: str = "",
    ) -> str | None:
        """Return why something must be made, in Dutch; None when it is as it should be."""
        if name not in self._records:
            return "is nog niet gemaakt" if self._is_ours else NOT_OURS
        try:
            record = self._records[name]
            way = self._ways[record["made_with"]]
            for what, value in made_with.items():
                if way[what] != value:
                    return _OTHERWISE.get(what, _ANOTHER_WAY)
            if record["own"] != own:
                return _ANOTHER_WAY
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

            return unpack(told, self._finding)
        except _BROKEN as error:
            raise ValueError(name) from error

    def _finding(self, number: int) -> Diagnostic:
        if number not in self._unpacked:
            from raadsbrief.record.outcome import finding

            self._unpacked[number] = finding(self._findings[number])
        return self._unpacked[number]

    def note(
        self,
        name: str,
        inputs: Inputs,
        outputs: Mapping[str, bytes],
        made_with: Mapping[str, str],
        told: list[Any] | None,
        own: str = "",
    ) -> None:
        """Remember what something was made of; the outputs have just been written.

        `made_with` is what made a difference to many, `own` to this one alone. `told` is what
        `pack` makes of what was found.
        """
        self._noted[name] = {
            "made_with": dict(made_with),
            "own": own,
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
        with contextlib.suppress(OSError, *_BROKEN), alone_in(self._folder):
            text = json.dumps(self._whole(left), separators=(",", ":")).encode("ascii")
            write_own(self._path, text)

    def _whole(self, left: Container[str] | None) -> dict[str, Any]:
        """Put what is known now together; each file with its digest stands there once.

        What nothing is left of is forgotten.
        """
        there = Manifest(self._folder, self._file)
        pairs: dict[tuple[str, str | None], int] = {}
        moved = _Moved(there._pairs, pairs)
        ways: list[Any] = []
        found = _Found()
        again = found.of(there._findings)
        records = {}
        for name, record in there._records.items():
            with contextlib.suppress(*_BROKEN):
                if self._is_left(record["outputs"]) and (left is None or name in left):
                    known = _ranges(record["inputs"])
                    numbers = _runs(moved[number] for one in known for number in one)
                    way = _number_of(there._ways[record["made_with"]], ways)
                    told = _told_by(again.__getitem__, record["told"])
                    shared = {"inputs": numbers, "made_with": way, "told": told}
                    records[name] = {**record, **shared}
        for name, record in self._noted.items():
            numbers = _runs(pairs.setdefault(pair, len(pairs)) for pair in record["inputs"])
            way = _number_of(record["made_with"], ways)
            told = _told_by(found.number_of, record["told"])
            records[name] = {**record, "inputs": numbers, "made_with": way, "told": told}
        return {
            "version": VERSION, "files": list(pairs), "ways": ways, "findings": found.all,
            "records": records,
        }  # fmt: skip

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


class _Found:
    """Findings with a number for each, by what they say."""

    def __init__(self) -> None:
        self.all: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number_of(self, finding: Any) -> int:
        text = json.dumps(finding)
        if text not in self._numbers:
            self._numbers[text] = len(self.all)
            self.all.append(finding)
        return self._numbers[text]

    def of(self, known: Iterable[Any]) -> list[int]:
        return [self.number_of(finding) for finding in known]


def _told_by(number_of: Callable[[Any], int], told: list[Any] | None) -> list[Any] | None:
    """Write what was told with the numbers of its findings."""
    if told is None:
        return None
    found, exit_code, accepted, *rest = told
    return [[*map(number_of, found)], exit_code, [*map(number_of, accepted)], *rest]


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


def _number_of(way: Any, ways: list[Any]) -> int:
    if way not in ways:
        ways.append(way)
    return ways.index(way)


def _changed(then: str | None, now: str | None) -> str:
    if then == RESTLESS:
        return "veranderd tijdens het maken"
    if now is None:
        return "weg"
    return "nieuw" if then is None else "veranderd"
