"""Results to files: a file is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import time
from pathlib import Path
from typing import BinaryIO

from raadsbrief.diagnostics import Code, Diagnostic, OutputError, reason

# A file of ours is there for a moment only; what is older, a run left that was killed.
_LEFT_BEHIND = re.compile(r"\..+\.\d+\.tmp")
_SECONDS = 600


def tidy(folder: Path) -> None:
    """Remove the temporary files of runs that were killed while they wrote."""
    with contextlib.suppress(OSError):
        for path in [path for path in folder.iterdir() if _LEFT_BEHIND.fullmatch(path.name)]:
            if path.lstat().st_mtime < time.time() - _SECONDS:
                path.unlink()


def move(source: Path, target: Path) -> None:
    """Give a file or folder another name. Raises OutputError."""
    try:
        source.replace(target)
    except OSError as error:
        message = f"dit kan niet geschreven worden ({reason(error)})"
        hint = "kijk of u in deze map mag schrijven, en of er iets van open staat"
        raise OutputError(
            [Diagnostic(Code.OUTPUT, message, target.as_posix(), hint=hint)]
        ) from None


def write(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it, so that no reader meets half a file.

    Raises OutputError when the file cannot be written; an earlier file is then as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        if path.exists():
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        message = f"dit bestand kan niet geschreven worden ({reason(error)})"
        hint = "sluit het bestand als het open staat, of kies een andere map met --output"
        if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.EISDIR):
            hint = "kies een andere map met --output, of geef wat er staat een andere naam"
        raise OutputError([Diagnostic(Code.OUTPUT, message, path.as_posix(), hint=hint)]) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def create(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; return False, and touch nothing, if something is.

    Raises OutputError when the file cannot be written; nothing of it is then left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            _fill(stream, path, data)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.parent.is_dir():
            return False
        message = f"dit bestand kan niet geschreven worden ({reason(error)})"
        hint = "kies een andere map, of geef wat er in de weg staat een andere naam"
        raise OutputError([Diagnostic(Code.OUTPUT, message, path.as_posix(), hint=hint)]) from None
    return True


def _fill(stream: BinaryIO, path: Path, data: bytes) -> None:
    try:
        stream.write(data)
        stream.flush()
    except OSError:
        path.unlink()
        raise
