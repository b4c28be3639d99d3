"""Which letters and templates the user means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from raadsbrief.diagnostics import did_you_mean
from raadsbrief.record.plan import FOLDERS

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content.dossier import Content

_BRIEVEN = FOLDERS[0]


class UsageError(Exception):
    """The user asked for something that cannot be; the text says what and what to do."""


@dataclass(frozen=True)
class Inputs:
    """What a command works on: the content, and how an order names letters and folders.

    Without `named` letters, all are meant.
    """

    folder: Content
    named: list[str]
    content: str
    templates: str | None


def inputs(content: Path, brieven: Sequence[str] | None, templates: Path | None) -> Inputs:
    """Find out which letters are meant. Raises UsageError when they are not there."""
    from raadsbrief.content.dossier import Content

    if not _is_folder(content / _BRIEVEN):
        raise UsageError(
            f"de map '{(content / _BRIEVEN).as_posix()}' bestaat niet; "
            "ga naar de map waar uw inhoud staat, of wijs haar aan met --content"
        )
    if templates is None:
        templates = Path("templates") if Path("templates").is_dir() else None
    elif not templates.is_dir():
        raise UsageError(f"de map met sjablonen '{templates.as_posix()}' bestaat niet")
    folder = Content(content)
    available = folder.names(_BRIEVEN)
    if not brieven and not available and not folder.misnamed():
        raise UsageError(f"er staan geen brieven in '{(content / _BRIEVEN).as_posix()}'")
    named = dict.fromkeys(_name(brief, content, available) for brief in brieven or ())
    own = templates.as_posix() if templates else None
    return Inputs(folder, list(named), content.as_posix(), own)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:  # it is there; what follows says that it may not be read
        return True


def _name(brief: str, content: Path, available: Iterable[str]) -> str:
    """Accept a letter by its name or by the path of its file."""
    path = Path(brief)
    name = path.stem if path.suffix == ".yaml" else brief
    if path.parent != Path() and path.resolve().parent != (content / _BRIEVEN).resolve():
        raise UsageError(f"'{brief}' staat niet in '{(content / _BRIEVEN).as_posix()}'")
    if name not in available:
        hint = did_you_mean(name, available)
        raise UsageError(f"er is geen brief '{name}'" + (f"; {hint}" if hint else ""))
    return name
