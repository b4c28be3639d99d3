"""Results to files: a file is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import shutil
from pathlib import Path
from typing import BinaryIO

from raadsbrief import leftovers
from raadsbrief.diagnostics import Code, Diagnostic, OutputError, reason


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
    temporary = Path(leftovers.name_for(str(path)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        with temporary.open("xb") as stream:  # no link of another to elsewhere
            leftovers.lock(stream.fileno())
            stream.write(data)
            stream.flush()
            if path.exists():
                shutil.copymode(path, temporary)
            temporary.replace(path)
    except (OSError, ValueError) as error:
        raise OutputError([_refused(error, path)]) from None
    finally:
        with contextlib.suppress(OSError, ValueError):
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


def _refused(error: OSError | ValueError, path: Path) -> Diagnostic:
    """Say why a file cannot be written, and what to do about that."""
    number = (isinstance(error, OSError) and error.errno) or errno.EINVAL
    why = reason(error) if isinstance(error, OSError) else "de naam kan niet"
    if number in (errno.EEXIST, errno.ENOENT, errno.ELOOP) and any(
        map(_leads_nowhere, path.parents)
    ):
        why, number = "de koppeling leidt naar zichzelf of nergens heen", errno.ELOOP
    message = f"dit bestand kan niet geschreven worden ({why})"
    return Diagnostic(Code.OUTPUT, message, path.as_posix(), hint=_REMEDIES.get(number, _CLOSE))


def _leads_nowhere(folder: Path) -> bool:
    return folder.is_symlink() and not folder.exists()


_CLOSE = "sluit het bestand als het open staat, of kies een andere map met --output"
_ANOTHER_NAME = "kies een andere map met --output, of geef wat er staat een andere naam"
_ROOM = "maak ruimte op de schijf, of kies met --output een map op een andere schijf"
_ANOTHER_DISK = "kies met --output een map waarin u wel kunt schrijven"
_REMEDIES = {
    errno.EEXIST: _ANOTHER_NAME,
    errno.ENOTDIR: _ANOTHER_NAME,
    errno.EISDIR: _ANOTHER_NAME,
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.ENAMETOOLONG: "geef de brief een kortere naam, of kies een andere map met --output",
    errno.EROFS: _ANOTHER_DISK,
    errno.EPERM: _ANOTHER_DISK,
    errno.EIO: "kies met --output een map op een andere schijf, en vraag wie deze beheert",
    errno.ELOOP: "haal de koppeling weg, of kies een andere map met --output",
}
