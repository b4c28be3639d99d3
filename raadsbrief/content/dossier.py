"""The content folder: which files there are, and a letter with all that it refers to."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from raadsbrief.content import strays, woordenlijst
from raadsbrief.content.inside import refuse_outside
from raadsbrief.content.woordenlijst import Woordenlijst
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, did_you_mean, is_circle, reason
from raadsbrief.model import Brief, Gemeente, Programma
from raadsbrief.record.inputs import note, noted
from raadsbrief.record.kin import Head, Heads, Kin
from raadsbrief.record.manifest import Inputs
from raadsbrief.record.plan import FOLDERS
from raadsbrief.yaml.decode import Loaded, M, decode
from raadsbrief.yaml.source import read
from raadsbrief.yaml.text import read_bytes

_NUMBER = re.compile(rb"^zaaknummer:[ ]+(\S+)[ ]*(?:#.*)?\r?$", re.MULTILINE)

BRIEVEN, GEMEENTEN, PROGRAMMAS = FOLDERS


@dataclass(frozen=True)
class Dossier:
    """A letter with the gemeente that writes it and the programme that it reports on."""

    name: str
    brief: Loaded[Brief]
    gemeente: Loaded[Gemeente]
    programma: Loaded[Programma] | None


class Content:
    """Reads the files of one content folder, each at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._loaded: dict[Path, Loaded[Any] | ContentError] = {}
        self._listed: dict[str, list[Path]] = {}
        self._kin: dict[str, Kin] = {}

    def names(self, folder: str) -> list[str]:
        """List the names, without `.yaml`, of the content files in a folder.

        Raises ContentError when the folder may not be read.
        """
        return [path.stem for path in self._files(folder) if path.suffix == ".yaml"]

    def misnamed(self) -> list[Diagnostic]:
        """Find files that would be passed over because they end in `.yml` or `.YAML`."""
        return strays.misnamed(path for folder in FOLDERS for path in self._files(folder))

    def strays(self) -> list[Diagnostic]:
        """Find all that is passed over and could be content."""
        found = self.misnamed()
        for folder in FOLDERS:
            found += strays.passed_over(self.root / folder, self._files(folder))
        return [*found, *strays.outside(self.root, FOLDERS)]

    def _files(self, folder: str) -> list[Path]:
        """List a folder; what begins with a dot belongs to editors and is passed over."""
        if folder not in self._listed:
            self._listed[folder] = self._list(folder)
        return self._listed[folder]

    def _list(self, folder: str) -> list[Path]:
        try:
            paths = sorted((self.root / folder).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            name = (self.root / folder).as_posix()
            note(f"{name}/")
            message = f"deze map is niet te lezen ({reason(error)})"
            hint = "vraag wie de map beheert, of u haar mag lezen"
            if is_circle(error):
                hint = "haal de koppeling weg, en zet de map zelf op deze plaats"
            raise ContentError([Diagnostic(Code.FILE, message, name, hint=hint)]) from None
        return [path for path in paths if not path.name.startswith(".")]

    @property
    def woorden(self) -> Woordenlijst:
        """The words and names that the author has accepted for all letters."""
        found, used = self._woorden
        note(*used)  # by every letter, also when it has been read
        return found

    @cached_property
    def _woorden(self) -> tuple[Woordenlijst, Inputs]:
        with noted() as used:
            return woordenlijst.read(self.root), used

    @cached_property
    def heads(self) -> Heads:
        """The heads of all letters; to know them, each is read."""
        return Heads({name: self.head(name) for name in self.names(BRIEVEN)})

    def head(self, name: str) -> Head | None:
        """Read whom a letter is of, and when; None if it cannot be read."""
        try:
            brief = self.brief(name).model
        except ContentError:
            return None
        day = brief.datum
        days = (day.eerste_dag.isoformat(), day.laatste_dag.isoformat()) if day else (None, None)
        return brief.gemeente, brief.programma, *days

    def kin_of(self, name: str) -> Kin:
        """Return which letters a letter is held against; unless it was told, all are read."""
        return self._kin[name] if name in self._kin else self.heads.kin_of(name)

    def tell_kin(self, name: str, kin: Kin) -> None:
        """Tell which letters a letter is held against, so that not all need be read."""
        self._kin[name] = kin

    def _readable(self, names: Iterable[str]) -> list[Loaded[Brief]]:
        found = []
        for name in names:
            with contextlib.suppress(ContentError):
                found.append(self.brief(name))
        return found

    @property
    def gemeenten(self) -> list[Loaded[Gemeente]]:
        """Every gemeente that can be read; what is wrong with the others is told elsewhere."""
        found = []
        with contextlib.suppress(ContentError):
            for name in self.names(GEMEENTEN):
                with contextlib.suppress(ContentError):
                    found.append(self.gemeente(name))
        return found

    def with_one_number(self) -> list[Loaded[Brief]]:
        """Load the letters of which more than one could have the same case number.

        The others are only glanced at, because an archive holds hundreds.
        """
        by_number: dict[bytes, list[str]] = {}
        for name in self.names(BRIEVEN):
            path = self._path(BRIEVEN, name)
            note(path.as_posix())
            with contextlib.suppress(ContentError):
                data = read_bytes(path)
                found = _NUMBER.findall(data)
                if b"zaaknummer" in data and (len(found) != 1 or b"\\" in found[0]):
                    return self._readable(
                        self.names(BRIEVEN)
                    )  # written in a way that only the parser understands
                for number in found:
                    by_number.setdefault(number.strip(b"\"'").lower(), []).append(name)
        names = {name for names in by_number.values() if len(names) > 1 for name in names}
        return self._readable(name for name in self.names(BRIEVEN) if name in names)

    def file_of(self, name: str) -> str:
        """Return the file of a letter, as findings name it."""
        return self._path(BRIEVEN, name).as_posix()

    def brief(self, name: str) -> Loaded[Brief]:
        """Load a letter by name, without what it refers to. Raises ContentError."""
        return self._load(BRIEVEN, name, Brief)

    def gemeente(self, name: str) -> Loaded[Gemeente]:
        """Load a gemeente by name. Raises ContentError."""
        return self._load(GEMEENTEN, name, Gemeente)

    def programma(self, name: str) -> Loaded[Programma]:
        """Load a programme by name. Raises ContentError."""
        return self._load(PROGRAMMAS, name, Programma)

    def dossier(self, name: str) -> Dossier:
        """Load a letter and what it refers to. Raises ContentError with all their problems."""
        brief = self.brief(name)
        if {("gemeente",), ("programma",)} & {*brief.damaged}:  # it would be missed all over
            raise ContentError(brief.problems)
        problems: list[Diagnostic] = []
        gemeente = self._follow(brief, "gemeente", GEMEENTEN, Gemeente, problems)
        programma = None
        if brief.model.programma is not None:
            programma = self._follow(brief, "programma", PROGRAMMAS, Programma, problems)
        if gemeente is None or problems:
            raise ContentError([*brief.problems, *problems])
        return Dossier(name, brief, gemeente, programma)

    def _follow(
        self, brief: Loaded[Brief], field: str, folder: str, model: type[M],
        problems: list[Diagnostic],
    ) -> Loaded[M] | None:  # fmt: skip
        name = getattr(brief.model, field)
        names = self.names(folder)
        if name not in names:
            note(f"{(self.root / folder).as_posix()}/", f"{self.root.as_posix()}/")
            message = f"er is geen {field} '{name}' (bestand {self._path(folder, name).as_posix()})"
            hint = did_you_mean(name, names) or strays.nearly(self.root, folder)
            hint = hint or "maak dat bestand, of verbeter de naam"
            span = brief.source.span((field,))
            problems.append(brief.source.diagnostic(Code.REFERENCE, message, span, hint))
            return None
        try:
            return self._load(folder, name, model)
        except ContentError as error:
            problems.extend(error.diagnostics)
            return None

    def _load(self, folder: str, name: str, model: type[M]) -> Loaded[M]:
        path = self._path(folder, name)
        note(path.as_posix())
        if path not in self._loaded:
            try:
                refuse_outside(path, self._real_root)
                self._loaded[path] = decode(read(path), model)
            except ContentError as error:
                self._loaded[path] = error
        loaded = self._loaded[path]
        if isinstance(loaded, ContentError):
            raise loaded
        return loaded

    @cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    def _path(self, folder: str, name: str) -> Path:
        return self.root / folder / f"{name}.yaml"
