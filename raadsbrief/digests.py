"""Digests of files, by which a change is known. Imports as little as `manifest` does."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Sequence
from functools import cache

from raadsbrief.resources import FOLDER

# Stands before the path of what comes with the program, wherever that is installed.
BUILT_IN = "@/"
# Stands before a system library, which is known by its size and time: to hash it takes long.
LIBRARY = "lib:"
# Stands for the digest of a file that was written to while it was in use. No file has it, so
# what was made of that file is made again.
RESTLESS = "!"

# A file that is larger is no part of a letter.
_MOST = 1 << 30
_CHUNK = 1 << 20


class Files:
    """The digests of files as they were when first looked at; None for what is not there.

    A digest is taken before the file is used: one that changes in between is seen next time.
    The digest of a folder, a path that ends in `/`, is that of the names in it.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str | None, list[int]]] = {}

    def __getitem__(self, path: str) -> str | None:
        if path not in self._seen:
            times = times_of(_place(path))  # first, so that no change falls in between
            self._seen[path] = (_digest_of(path, times), times)
        return self._seen[path][0]

    def at_rest(self, path: str) -> str | None:
        """Return the digest of a file, or RESTLESS if someone has written to it since.

        It may have been changed back, and then its digest alone would not tell.
        """
        found = self[path]
        return found if times_of(_place(path)) == self._seen[path][1] else RESTLESS


def digest(data: bytes) -> str:
    """Return a short, sure digest of some bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read(path: str, most: int = _MOST) -> tuple[bytes, list[int]]:
    """Read a regular file, with its times. Raises OSError, also for a pipe or what is too large."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            raise OSError(path)
        pieces = []
        while piece := os.read(descriptor, _CHUNK):
            pieces.append(piece)
        return b"".join(pieces), _times(found)
    finally:
        os.close(descriptor)


def times_of(path: str) -> list[int]:
    """Return the size and times of a file, which change whenever someone writes to it."""
    try:
        return _times(os.stat(path))
    except (OSError, ValueError):
        return []


def _times(found: os.stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _place(path: str) -> str:
    if path.startswith(BUILT_IN):
        return os.path.join(FOLDER, path[len(BUILT_IN) :])
    return path.removeprefix(LIBRARY)


def _digest_of(path: str, times: Sequence[int]) -> str | None:
    place = _place(path)
    try:
        if path.startswith(LIBRARY):
            return repr(times[:2])
        if path.endswith("/"):
            return digest(repr(sorted(os.listdir(place))).encode())
        found = digest(read(place)[0])
        if not path.startswith(BUILT_IN) and _has_link(place):
            # A link that leads elsewhere is another file, and may lead out of the folder.
            found += digest(os.path.realpath(place).encode(errors="replace"))
    except (OSError, ValueError):
        return None
    return found


def _has_link(path: str) -> bool:
    return os.path.islink(path) or _leads_elsewhere(os.path.dirname(path))


@cache  # hundreds of files stand in a few folders
def _leads_elsewhere(folder: str) -> bool:
    return folder not in ("", "/") and _has_link(folder)
