"""Files that content asks for by name: pictures and tables in the content folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from raadsbrief.diagnostics import is_circle, nearest, reason
from raadsbrief.record.inputs import note


class AttachmentError(Exception):
    """A file cannot be used; the text says why, `hint` what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


MAX_NAME = 1000  # characters; systems have limits of their own
_SHORTER = "geef het bestand een korte, gewone naam"
# More files than these are not looked through for the one that was meant.
MAX_FILES = 10_000


def read(folder: Path, name: str, suffixes: Collection[str], max_bytes: int) -> bytes:
    """Read a file by its path in the content folder. Raises AttachmentError."""
    return _bytes(find(folder, name, suffixes), name, max_bytes)


def find(folder: Path, name: str, suffixes: Collection[str] = ()) -> Path:
    """Find a file by its path in the content folder. Raises AttachmentError.

    No link and no `..` leads out of the folder. Without suffixes, any is good.
    """
    if len(name) > MAX_NAME:
        raise AttachmentError(f"'{name[:40]}...' kan niet: de naam is te lang")
    try:
        apart = unicodedata.normalize("NFD", name)  # as a Mac writes the names of files
        if apart != name and (folder / apart).is_file() and not (folder / name).exists():
            name = apart
        note((folder / name).as_posix())
        path = (folder / name).resolve()
        if not path.exists() and (same := _spelled_otherwise(folder, name)) is not None:
            note(same.as_posix())
            path = same.resolve()
    except (OSError, RuntimeError) as error:
        if is_circle(error):
            hint = "haal de koppeling weg, en zet het bestand zelf op die plaats"
            raise AttachmentError(
                f"'{name}' is een koppeling die naar zichzelf leidt", hint
            ) from None
        why = reason(error) if isinstance(error, OSError) else error
        raise AttachmentError(f"'{name}' is niet te lezen ({why})", _SHORTER) from None
    except ValueError:
        raise AttachmentError(f"'{name}' kan niet de naam van een bestand zijn", _SHORTER) from None
    if not path.is_relative_to(folder.resolve()):
        hint = f"zet het in {folder.name}/"
        raise AttachmentError(f"'{name}' ligt buiten de map met inhoud", hint)
    if suffixes and path.suffix.lower() not in suffixes:
        hint = f"gebruik een bestand dat eindigt op {' of '.join(suffixes)}"
        raise AttachmentError(f"'{name}' kan hier niet", hint)
    if not path.exists():
        message = f"het bestand '{(folder / name).as_posix()}' bestaat niet"
        raise AttachmentError(message, _nearest(folder, name, suffixes))
    if not path.is_file():  # a folder, or a pipe that would never end
        raise AttachmentError(f"'{name}' is geen gewoon bestand", "wijs één bestand aan, geen map")
    return path


def _spelled_otherwise(folder: Path, name: str) -> Path | None:
    """Find a file whose name looks the same: a Mac may write é as e with a loose accent."""
    if name.isascii() or ".." in Path(name).parts:
        return None
    path = folder
    for part in Path(name).parts:
        if not (path / part).exists():
            note(f"{path.as_posix()}/")
            names = (one.name for one in islice(path.iterdir(), MAX_FILES))
            same = (one for one in names if normalize("NFC", one) == normalize("NFC", part))
            found = next(same, None)
            if found is None:
                return None
            part = found
        path /= part
    return path


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
    files = [folder, *islice(folder.rglob("*"), MAX_FILES)]
    note(*(f"{path.as_posix()}/" for path in files if path.is_dir()))
    found = [path for path in files if path.is_file()]
    found = [path for path in found if not suffixes or path.suffix.lower() in suffixes]
    same_name = [path for path in found if path.name == Path(name).name]
    names = [path.relative_to(folder).as_posix() for path in same_name or found]
    near = names[:1] if same_name else nearest(name, names)
    if near:
        return f"bedoelde u '{near[0]}'?"
    return f"zet het in {folder.as_posix()}/, of verbeter de naam"
