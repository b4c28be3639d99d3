"""Files of our own: read only when they are ours and whole, written whole or not at all.

Imports as little as `manifest` does.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator

from raadsbrief.record.digests import digest, read

# No record of ours is so large.
_MOST = 1 << 26
# So many seconds one build waits for another that is writing its record.
_PATIENCE = 1.0


def read_own(path: str) -> bytes:
    """Read what `write_own` wrote. Raises OSError or ValueError if it is not ours, or damaged."""
    if not is_ours(path):
        raise ValueError(path)
    return _unsealed(read(path, _MOST)[0])


def write_own(path: str, text: bytes) -> None:
    """Write an object in JSON, whole or not at all. Raises OSError."""
    from raadsbrief import leftovers  # late: mostly there is nothing to write

    temporary = leftovers.name_for(path)
    try:
        # Only this user may write to it, whatever others may do in the folder.
        with open(temporary, "xb", opener=_private) as stream:
            leftovers.lock(stream.fileno())
            stream.write(sealed(text))
            stream.flush()
            os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def is_ours(path: str) -> bool:
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


@contextlib.contextmanager
def alone_in(folder: str) -> Iterator[None]:
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
