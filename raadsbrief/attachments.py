"""Files that content asks for by name: pictures and tables in the content folder."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from raadsbrief.diagnostics import nearest, reason
from raadsbrief.inputs import note


class AttachmentError(Exception):
    """A file cannot be used; the text says why, `hint` what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def read(folder: Path, name: str, suffixes: Collection[str], max_bytes: int) -> bytes:
    """Read a file by its path in the content folder. Raises AttachmentError.

    No link and no `..` leads out of the folder.
    """
    note((folder / name).as_posix())
    try:
        path = (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that cannot be
        raise AttachmentError(f"'{name}' is niet te lezen") from None
    if not path.is_relative_to(folder.resolve()):
        hint = f"zet het in {folder.name}/"
        raise AttachmentError(f"'{name}' ligt buiten de map met inhoud", hint)
    if path.suffix.lower() not in suffixes:
        hint = f"gebruik een bestand dat eindigt op {' of '.join(suffixes)}"
        raise AttachmentError(f"'{name}' kan hier niet", hint)
    if not path.exists():
        message = f"het bestand '{(folder / name).as_posix()}' bestaat niet"
        raise AttachmentError(message, _nearest(folder, name, suffixes))
    if not path.is_file():  # a folder, or a pipe that would never end
        raise AttachmentError(f"'{name}' is geen gewoon bestand")
    return _bytes(path, name, max_bytes)


def _bytes(path: Path, name: str, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise AttachmentError(f"'{name}' is niet te lezen: {reason(error)}") from None
    if len(data) > max_bytes:
        raise AttachmentError(f"'{name}' is te groot (meer dan {max_bytes // 1_000_000} MB)")
    return data


def _nearest(folder: Path, name: str, suffixes: Collection[str]) -> str | None:
    files = [path for path in folder.rglob("*") if path.suffix.lower() in suffixes]
    near = nearest(name, (path.relative_to(folder).as_posix() for path in files))
    return f"bedoelde u '{near[0]}'?" if near else None
