"""Which letters and templates the user means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from raadsbrief.diagnostics import did_you_mean, is_circle
from raadsbrief.record.plan import FOLDERS

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content.dossier import Content

_BRIEVEN = FOLDERS[0]
_ALL = "noemt u geen brief, dan gaat het om alle brieven"


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
        raise UsageError(_no_folder(content))
    if templates is None:
        default = Path("templates")
        templates = default if default.is_dir() or default.is_symlink() else None
    if templates is not None and not templates.is_dir():
        why = "is een bestand, geen map" if templates.exists() else "bestaat niet"
        if templates.is_symlink() and not templates.exists():
            where = "naar zichzelf" if _is_circle(templates) else "nergens heen"
            why = f"is een koppeling die {where} leidt"
        raise UsageError(f"de map met sjablonen '{templates.as_posix()}' {why}")
    folder = Content(content)
    available = folder.names(_BRIEVEN)
    if not brieven and not available and not folder.misnamed():
        raise UsageError(_no_letters(content / _BRIEVEN))
    named = dict.fromkeys(_name(brief, content, available) for brief in brieven or ())
    own = templates.as_posix() if templates else None
    return Inputs(folder, list(named), content.as_posix(), own)


def must_be_there(content: Path) -> None:
    """Refuse to make something new in a folder that is not there. Raises UsageError."""
    if not content.is_dir():
        raise UsageError(
            f"de map '{content.as_posix()}' bestaat niet; begin met `raadsbrief init`, of wijs met "
            "--content de map met uw inhoud aan"
        )


def one_of(asked: str, known: Sequence[str], what: str) -> str:
    """Accept a file of the content by its name or by its path. Raises UsageError."""
    name = Path(asked).name if asked.endswith(".yaml") or "/" in asked else asked
    name = name.removesuffix(".yaml")
    if name not in known:
        hint = did_you_mean(name, known)
        hint = hint or (f"kies uit: {', '.join(known)}" if known else "er is er nog geen")
        raise UsageError(f"er is geen {what} '{asked}'; {hint}")
    return name


def _is_circle(path: Path) -> bool:
    try:
        path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return is_circle(error)
    return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:  # it is there; what follows says that it may not be read
        return True


def _no_folder(content: Path) -> str:
    """Say that there is no folder with letters, and where it may be."""
    from raadsbrief.content import strays

    message = f"de map '{(content / _BRIEVEN).as_posix()}' bestaat niet"
    for path in (content, content / _BRIEVEN):
        if path.is_symlink():
            where = "naar zichzelf" if _is_circle(path) else "nergens heen"
            return f"de koppeling '{path.as_posix()}' leidt {where}; zet daar de map zelf"
    if hint := strays.nearly(content, _BRIEVEN):
        return f"{message}; {hint}"
    if content.is_file():
        return f"'{content.as_posix()}' is een bestand; wijs met --content de map met brieven/ aan"
    if content.name in FOLDERS and content.parent.joinpath(_BRIEVEN).is_dir():
        return f"{message}; wijs de map erboven aan: --content {content.parent.as_posix()}"
    if not content.is_absolute() and Path.cwd().joinpath(_BRIEVEN).is_dir():
        return f"{message}; ga één map omhoog, met `cd ..`"
    if not content.is_absolute() and Path.cwd().name in FOLDERS:
        return f"{message}; ga twee mappen omhoog, met `cd ../..`"
    if content.is_absolute() or content.parent != Path() or any(Path().glob("[!.]*")):
        way = "ga naar de map waar uw inhoud staat, of wijs haar aan met --content"
        return f"{message}; {way}; hebt u nog niets, begin dan met `raadsbrief init`"
    return "deze map is leeg; begin met `raadsbrief init`, of ga naar de map waar uw inhoud staat"


def _no_letters(folder: Path) -> str:
    message = f"er staan geen brieven in '{folder.as_posix()}'"
    below = next((path for path in sorted(folder.rglob("*.yaml")) if path.is_file()), None)
    return f"{message}{_move(below, folder)}" if below else message


def _name(brief: str, content: Path, available: Iterable[str]) -> str:
    """Accept a letter by its name or by the path of its file."""
    path, folder = Path(brief), content / _BRIEVEN
    name = path.stem if path.suffix == ".yaml" else brief
    if path.is_dir() and name not in available:
        raise UsageError(f"'{brief}' is een map, geen brief; {_ALL}")
    if path.parent != Path() and path.resolve().parent == folder.resolve():
        name = path.name.removesuffix(".yaml")
    elif path.parent != Path():
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
    if name.strip().casefold() in ("", "alle", "alles", "all", "*"):
        return f"; {_ALL}"
    hint = did_you_mean(name, available)
    return f"; {hint}" if hint else ""


def _move(path: Path | None, folder: Path) -> str:
    """Say what to do with a letter in a folder below that of the letters."""
    return f"; zet '{path.as_posix()}' in '{folder.as_posix()}' zelf" if path else ""
