"""Which letters and templates the user means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from glob import escape
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
        raise UsageError(_no_letters(content / _BRIEVEN))
    named = dict.fromkeys(_name(brief, content, available) for brief in brieven or ())
    own = templates.as_posix() if templates else None
    return Inputs(folder, list(named), content.as_posix(), own)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:  # it is there; what follows says that it may not be read
        return True


def _no_letters(folder: Path) -> str:
    message = f"er staan geen brieven in '{folder.as_posix()}'"
    below = next((path for path in sorted(folder.rglob("*.yaml")) if path.is_file()), None)
    return f"{message}{_move(below, folder)}" if below else message


def _name(brief: str, content: Path, available: Iterable[str]) -> str:
    """Accept a letter by its name or by the path of its file."""
    path, folder = Path(brief), content / _BRIEVEN
    name = path.stem if path.suffix == ".yaml" else brief
    if path.parent != Path() and path.resolve().parent != folder.resolve():
        below = path if folder.resolve() in path.resolve().parents and path.is_file() else None
        raise UsageError(f"'{brief}' staat niet in '{folder.as_posix()}'{_move(below, folder)}")
    if name not in available:
        raise UsageError(f"er is geen brief '{name}'{_way_to(name, folder, available)}")
    return name


def _way_to(name: str, folder: Path, available: Iterable[str]) -> str:
    """Tell where a letter is that is not there, or which one was meant."""
    stem = name.rpartition(".")[0] if name.lower().endswith((".yml", ".yaml")) else name
    for path in sorted(folder.rglob(f"{escape(stem)}.*")):
        if path.parent != folder and path.suffix == ".yaml":
            return _move(path, folder)
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
            return f"; noem het bestand '{path.as_posix()}' `{stem}.yaml`"
    hint = did_you_mean(name, available)
    return f"; {hint}" if hint else ""


def _move(path: Path | None, folder: Path) -> str:
    """Say what to do with a letter in a folder below that of the letters."""
    return f"; zet '{path.as_posix()}' in '{folder.as_posix()}' zelf" if path else ""
