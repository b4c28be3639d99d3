"""What every letter was made of, so that nothing is made twice.

The manifest stands beside the letters, in one file. It is only a memory: without it, or with one
that is broken or from another version, every letter is made again. This module imports nothing
but a little of the standard library, so that a run with nothing to do ends in a moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Iterable, Mapping, Sequence

from raadsbrief.resources import FOLDER

TYPE_CHECKING = False  # to import `typing` for this takes longer than all that is done here
if TYPE_CHECKING:
    from typing import Any

NAME = ".raadsbrief.json"
VERSION = 1
# Stands before the path of what comes with the program, wherever that is installed.
BUILT_IN = "@/"
# Stands before a system library, which is known by its size and time: to hash it takes long.
LIBRARY = "lib:"

_CHUNK = 1 << 20
# What a manifest that is damaged, or that another program wrote, can make go wrong.
_BROKEN = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError)

_OTHERWISE = {
    "program": "is met een andere versie van raadsbrief gemaakt",
    "packages": "is met andere versies van pakketten gemaakt",
    "python": "is met een andere versie van Python gemaakt",
    "options": "is met andere opties gemaakt",
}

Inputs = dict[str, str | None]


def digest(data: bytes) -> str:
    """Return a short, sure digest of some bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Files:
    """The digests of files as they were when first looked at; None for what is not there.

    A digest is taken before the file is used: one that changes in between is seen next time.
    """

    def __init__(self) -> None:
        self._seen: Inputs = {}

    def __getitem__(self, path: str) -> str | None:
        if path not in self._seen:
            if path.startswith(LIBRARY):
                self._seen[path] = repr(_times(path[len(LIBRARY) :])[:2])
            else:
                self._seen[path] = _digest_of_file(path)
        return self._seen[path]


def _digest_of_file(path: str) -> str | None:
    if path.startswith(BUILT_IN):
        path = os.path.join(FOLDER, path[len(BUILT_IN) :])
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        hashed = hashlib.blake2b(digest_size=16)
        while chunk := os.read(descriptor, _CHUNK):
            hashed.update(chunk)
        if os.path.islink(path):  # a link that leads elsewhere is another file
            hashed.update(os.path.realpath(path).encode(errors="replace"))
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return hashed.hexdigest()


class Manifest:
    """The record of one folder of letters: by name, what a letter was made of and became."""

    def __init__(self, folder: str) -> None:
        """Read the record of a folder; nothing that can be wrong with it is an error."""
        self._folder = folder
        self._records: dict[str, Any] = {}
        self._pairs: list[Any] = []
        with contextlib.suppress(OSError, *_BROKEN):
            with open(os.path.join(folder, NAME), "rb") as stream:
                data = json.loads(stream.read())
            if data["version"] == VERSION:
                self._records, self._pairs = dict(data["records"]), list(data["files"])

    def why_stale(
        self, name: str, outputs: Iterable[str], made_with: Mapping[str, str], files: Files
    ) -> str | None:
        """Return why something must be made, in Dutch; None when it is as it should be."""
        if name not in self._records:
            return "is nog niet gemaakt"
        try:
            record = self._records[name]
            for what, value in made_with.items():
                if record["made_with"][what] != value:
                    return _OTHERWISE.get(what, "is op een andere manier gemaakt")
            for i in record["inputs"]:
                path, then = self._pairs[i]
                if files[path] != then:
                    return f"'{path.removeprefix(BUILT_IN)}' is {_changed(then, files[path])}"
            for output in outputs:
                if not self._is_whole(output, record["outputs"]):
                    return f"'{output}' ontbreekt of is veranderd"
            self.warnings(name)
        except _BROKEN:
            return "wat ervan bekend was, is onleesbaar"
        return None

    def _is_whole(self, output: str, outputs: Mapping[str, Any]) -> bool:
        """Tell whether a file is as we wrote it; its content is read only if its times differ."""
        path = os.path.join(self._folder, output)
        *times, then = outputs[output]
        return _times(path) == times or (then is not None and _digest_of_file(path) == then)

    def warnings(self, name: str) -> list[dict[str, Any]]:
        """Return the warnings that making it gave; not all is well because it is made."""
        return [dict(warning) for warning in self._records[name]["warnings"]]

    def note(
        self,
        name: str,
        inputs: Inputs,
        outputs: Mapping[str, bytes],
        made_with: Mapping[str, str],
        warnings: Sequence[Mapping[str, Any]],
    ) -> None:
        """Remember what something was made of; the outputs have just been written."""
        self._records[name] = {
            "made_with": dict(made_with),
            "inputs": self._numbers(inputs.items()),
            "outputs": {
                output: [*_times(os.path.join(self._folder, output)), digest(data)]
                for output, data in outputs.items()
            },
            "warnings": list(warnings),
        }

    def forget(self, name: str) -> None:
        """Forget what something was made of, because it is wrong now."""
        self._records.pop(name, None)

    def save(self) -> None:
        """Write the record, whole or not at all; without it, all is only made again."""
        pairs: dict[tuple[str, str | None], int] = {}
        records = {}
        for name, record in self._records.items():
            with contextlib.suppress(*_BROKEN):
                inputs = [tuple(self._pairs[i]) for i in record["inputs"]]
                numbers = [pairs.setdefault(pair, len(pairs)) for pair in inputs]
                records[name] = {**record, "inputs": numbers}
        data = {"version": VERSION, "files": list(pairs), "records": records}
        path = os.path.join(self._folder, NAME)
        temporary = f"{path}.{os.getpid()}.tmp"
        with contextlib.suppress(OSError):
            try:
                with open(temporary, "w", encoding="utf-8") as stream:
                    json.dump(data, stream, ensure_ascii=False, separators=(",", ":"))
                os.replace(temporary, path)
            finally:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)

    def _numbers(self, inputs: Iterable[tuple[str, str | None]]) -> list[int]:
        start = len(self._pairs)
        self._pairs.extend(inputs)
        return list(range(start, len(self._pairs)))


def _changed(then: str | None, now: str | None) -> str:
    if now is None:
        return "weg"
    return "nieuw" if then is None else "veranderd"


def _times(path: str) -> list[int]:
    """Return the size and times of a file, which change whenever someone writes to it."""
    try:
        found = os.stat(path)
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]
