"""Temporary files and folders, and what runs that were killed have left of them.

Whoever uses one holds a lock on it, which the system lets go when its last process has ended, in
whatever way; the process that made it stands in its name. What both say is nobody's, is removed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import stat
import time

TYPE_CHECKING = False  # to import this for types alone takes a moment
if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = re.compile(r".+\.(\d+)\.tmp")
_FOLDER = re.compile(r"raadsbrief-(\d+)-[0-9a-f]{12}")
# What is older is nobody's if it is not locked: the number of its process may be another's now.
_SECONDS = 600


def name_for(path: str) -> str:
    """Return the path of a temporary file, to be written and then put in the place of another."""
    folder, name = os.path.split(path)
    # A name may have 255 bytes; what comes before the number need not be whole.
    short = os.fsdecode(os.fsencode(name)[:200])
    return os.path.join(folder, f".{short.removeprefix('.')}.{os.getpid()}.tmp")


def new_folder() -> tuple[str, int]:
    """Make a folder that only this user can read, and lock it. Raises OSError.

    The lock holds until the descriptor that is returned is closed, here and in processes that
    split off.
    """
    where = os.environ.get("TMPDIR") or "/tmp"
    _tidy(where, _FOLDER)
    folder = os.path.join(where, f"raadsbrief-{os.getpid()}-{os.urandom(6).hex()}")
    os.mkdir(folder, 0o700)
    descriptor = os.open(folder, os.O_RDONLY)
    lock(descriptor)
    return folder, descriptor


def remove(folder: str) -> None:
    """Remove a folder with all that is in it."""
    import shutil  # late: it takes a moment

    shutil.rmtree(folder, ignore_errors=True)


def lock(descriptor: int) -> bool:
    """Lock a file or folder that is open; tell whether that could be."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # another has it, or some folders on a network cannot
        return False
    return True


def tidy(folder: str) -> None:
    """Remove from a folder the temporary files of runs that were killed."""
    _tidy(folder, _FILE)


def _tidy(folder: str, pattern: re.Pattern[str]) -> None:
    for name in _names(folder):
        found = pattern.fullmatch(name)
        if found and int(found[1]) != os.getpid():
            with contextlib.suppress(OSError):
                _remove_if_left(os.path.join(folder, name), int(found[1]), pattern is _FOLDER)


def _names(folder: str) -> Iterator[str]:
    with contextlib.suppress(OSError):
        yield from os.listdir(folder)


def _remove_if_left(path: str, pid: int, is_folder: bool) -> None:
    """Remove what is of this user, is no link, and is nobody's. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    try:
        about = os.fstat(descriptor)
        is_kind = (stat.S_ISDIR if is_folder else stat.S_ISREG)(about.st_mode)
        is_old = about.st_mtime < time.time() - _SECONDS
        if not is_kind or about.st_uid != os.geteuid() or not (is_old or _is_gone(pid)):
            return
        if not lock(descriptor):
            return
        if is_folder:
            remove(path)
        else:
            os.unlink(path)
    finally:
        os.close(descriptor)


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
