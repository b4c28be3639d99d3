"""Digests of files, by which a change is known. Imports as little as `manifest` does."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
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
    The digest of a folder, a path that ends in `/`, is that of the names in it. Of what cannot
    be read it tells why, for that makes a difference to what users are told.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str | None, list[int]]] = {}

    def __getitem__(self, path: str) -> str | None:
        if path not in self._seen:
            self._seen[path] = _look_at(path)
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
        if stat.S_ISDIR(found.st_mode):
            raise OSError(errno.EISDIR, path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > most:
            raise OSError(errno.EINVAL, path)
        pieces, left = [], found.st_size  # what is added meanwhile, is seen by the times
        while left > 0 and (piece := os.read(descriptor, min(left, _CHUNK))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces), _times(found)
    finally:
        os.close(descriptor)


def times_of(path: str, follow_links: bool = True) -> list[int]:
    """Return the size and times of a file, which change whenever someone writes to it."""
    try:
        return _times(os.stat(path, follow_symlinks=follow_links))
    except (OSError, ValueError):
        return []


def _times(found: os.stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _place(path: str) -> str:
    if path.startswith(BUILT_IN):
        return os.path.join(FOLDER, path[len(BUILT_IN) :])
    return path.removeprefix(LIBRARY)


def _look_at(path: str) -> tuple[str | None, list[int]]:
    """Return the digest of a file, and its times from before that was taken."""
    place = _place(path)
    if path.startswith(LIBRARY):
        times = times_of(place)
        return repr(times[:2]), times
    if path.endswith("/"):
        times = times_of(place)
        return _digest_of_folder(place), times
    found, times = _digest_of_file(place)
    is_link = os.path.islink(place) if found is None else _has_link(place)
    if is_link and not path.startswith(BUILT_IN):
        # A link that leads elsewhere is another file, and may lead out of the folder.
        found = (found or "") + digest(os.path.realpath(place).encode(errors="replace"))
    return found, times


def _digest_of_file(place: str) -> tuple[str | None, list[int]]:
    try:
        data, times = read(place)
    except (FileNotFoundError, ValueError):
        return None, []
    except OSError as error:
        return f"?{error.errno}", times_of(place)
    return digest(data), times


def _digest_of_folder(place: str) -> str | None:
    try:
        with os.scandir(place) as entries:
            names = sorted((entry.name, entry.is_file()) for entry in entries)
    except (FileNotFoundError, ValueError):
        return None
    except OSError as error:
        return f"?{error.errno}"
    return digest(repr(names).encode(errors="replace"))


def _has_link(path: str) -> bool:
    return os.path.islink(path) or _leads_elsewhere(os.path.dirname(path))


@cache  # hundreds of files stand in a few folders
def _leads_elsewhere(folder: str) -> bool:
    return folder not in ("", "/") and _has_link(folder)
