"""What earlier checks found, to be told again. Imports as little as `manifest` does.

It stands in the folder where the user is, in one file for each content folder and each kind of
check. It is only a memory: without it, or when it cannot be written, all is looked at again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping, Sequence

from raadsbrief.record.digests import LIBRARY, RESTLESS, Files, digest
from raadsbrief.record.kin import Head, Heads, HeadsRecord, Kin
from raadsbrief.record.manifest import Inputs, Manifest
from raadsbrief.record.plan import (
    FOLDERS,
    NUMBERS,
    REST,
    Asked,
    listing,
    made_with,
    plain_path,
    rest_with,
    without_suffix,
)
from raadsbrief.resources import FOLDER, PACKAGE

TYPE_CHECKING = False  # to import what only types need takes longer than all that is done here
if TYPE_CHECKING:
    from raadsbrief.record.outcome import Outcome

CACHE = ".raadsbrief_cache"
_PER_FILE = 32
# The record of what is accepted in vain; no letter has this name.
ACCEPTED = "/"

# What tells programs that make backups, and git, to pass the folder over.
_MARKS = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# Wat raadsbrief heeft nagekeken. Deze map mag altijd weg.\n",
    ".gitignore": "*\n",
}


class Check(Asked):
    """A check as the user asked for it; without names, of everything."""

    def __init__(
        self,
        names: Sequence[str] = (),
        content: str = "content",
        templates: str | None = None,
        facts: bool = False,
    ) -> None:
        """Take the options; with `facts`, the language is not looked at."""
        self.names = list(names)
        self.content = plain_path(content)
        self.templates = None if templates is None else plain_path(templates)
        self.facts = facts


class Recall:
    """What is known of the letters of a check, as far as nothing of it has changed since."""

    def __init__(self, order: Check) -> None:
        """Look at everything that all letters share."""
        self.order = order
        self.files = Files()
        options = repr((order.content, order.templates, order.facts))
        self._file = digest(options.encode(errors="replace"))
        listed = listing(order.content)
        self._all_names = without_suffix(listed[0])
        self._sent = frozenset(listed[-1])
        # So many files that each holds a thousand letters at most, on average.
        self._parts = 1 << (len(self._all_names) // _PER_FILE).bit_length()
        self._manifests: dict[int, Manifest] = {}
        self._folder = _within(order.content, FOLDERS[0])
        self._heads: dict[str, Head | None] = {}
        self._noted: dict[str, tuple[Inputs, Mapping[str, str], Outcome]] = {}
        self.made_with = self._made_with()
        self.rest_with = rest_with(self.made_with, listed)
        self._record: HeadsRecord | None = None
        self.heads: Heads | None = None
        # The letters of which it must first be read whom they are of, and when.
        self.headless = [] if order.facts else self._find_heads()

    @property
    def names(self) -> list[str]:
        """The letters to check."""
        return self.order.names or self._all_names

    def letter(self, name: str) -> Outcome | None:
        """Return what was found in a letter; None when it must be checked."""
        if self.headless:
            return None
        return self._told(name, self.way_of(name))

    def way_of(self, name: str) -> dict[str, str]:
        """Return what makes a difference to a letter: one that was sent is read when named."""
        if name not in self._sent:
            return self.made_with
        return {**self.made_with, "sent": "named" if self.order.names else ""}

    def kin_of(self, name: str) -> Kin:
        """Return what a letter is held against."""
        return self.heads.kin_of(name) if self.heads is not None else Kin()

    def _own(self, name: str) -> str:
        """Return which letters the language of this one is held against."""
        known = self.heads.all if self.heads is not None else ()
        return repr(self.kin_of(name)) if name in known else ""

    def tell_heads(self, heads: Mapping[str, Head | None]) -> None:
        """Tell what was read of the letters without a head; of the others it could not be."""
        for name, head in heads.items():
            found = self.files.at_rest(self._file_of(name))
            if self._record is not None and found is not None and found != RESTLESS:
                self._record.note(found, head)
        self.heads = Heads({**self._heads, **dict.fromkeys(self.headless), **heads})
        self.headless = []

    def _find_heads(self) -> list[str]:
        """Take what is known of the letters; return those of which it must be read."""
        way = digest(repr(sorted(self.made_with.items())).encode(errors="replace"))
        self._record = HeadsRecord(os.path.join(CACHE, f"{self._file}-letters.json"), way)
        self._heads = self._record.of(self._letters())
        headless = [name for name in self._all_names if name not in self._heads]
        if not headless:
            self.heads = Heads(self._heads)
        return headless

    def rest(self) -> Outcome | None:
        """Return what was found in what no letter alone can tell; None if it must be checked."""
        return self._told(REST, self.rest_with)

    def numbers(self) -> Outcome | None:
        """Return what was found in the case numbers of all letters; None if it must be checked."""
        return self._told(NUMBERS, self.rest_with)

    def of_these(self, outcome: Outcome) -> Outcome:
        """Return what an outcome tells of the letters to check."""
        return outcome.of({self._file_of(name) for name in self.names})

    def accepted(self, letters: list[Outcome]) -> Outcome | None:
        """Return what is accepted in vain, if this is what was found in the letters."""
        return self._told(ACCEPTED, self.accepted_with(letters))

    def all(self) -> list[Outcome] | None:
        """Return all that the check tells; None when something of it must be looked at."""
        found: list[Outcome | None] = []
        for name in self.names:
            found.append(self.letter(name))
            if found[-1] is None:
                return None
        letters = [one for one in found if one is not None]
        numbers = self.numbers()
        found.append(self.of_these(numbers) if numbers else None)
        if not self.order.names:
            found.append(self.rest())
            if not self.order.facts:
                found.append(self.accepted(letters))
        return None if None in found else [one for one in found if one is not None]

    def accepted_with(self, letters: list[Outcome]) -> dict[str, str]:
        """Return what makes a difference to what is accepted in vain."""
        from raadsbrief.record.outcome import accepted_of

        way = {**self.rest_with, "letters_found": digest(accepted_of(letters))}
        if self.heads is not None:
            way["heads"] = digest(repr(sorted(self.heads.all.items())).encode(errors="replace"))
        return way

    def note(
        self, name: str, inputs: Inputs, made_with: Mapping[str, str], outcome: Outcome
    ) -> None:
        """Remember what was found, and what it was made of."""
        self._noted[name] = inputs, made_with, outcome

    def save(self) -> None:
        """Write down what was noted; if that cannot be, it is only looked at again."""
        from raadsbrief.record.outcome import pack

        if not self._noted:
            return
        for name, (inputs, way, outcome) in self._noted.items():
            self._manifest_of(name).note(name, inputs, {}, way, pack(outcome), self._own(name))
        _make_folder()
        left = {*self._all_names, REST, NUMBERS, ACCEPTED}
        for part in {self._part(name) for name in self._noted}:
            self._manifests[part].save(left)
        self._noted.clear()
        if self._record is not None:
            self._record.save(self._letters().values())

    def _letters(self) -> dict[str, str | None]:
        """Return the digests of all letters."""
        return {name: self.files[self._file_of(name)] for name in self._all_names}

    def _file_of(self, name: str) -> str:
        return f"{self._folder}/{name}.yaml"

    def _part(self, name: str) -> int:
        if self._parts == 1:
            return 0
        return int(digest(os.fsencode(name)), 16) % self._parts

    def _manifest_of(self, name: str) -> Manifest:
        """Return the record that a letter is in; it is read when it is first asked for."""
        part = self._part(name)
        if part not in self._manifests:
            number = f"-{part}-{self._parts}" if self._parts > 1 else ""
            self._manifests[part] = Manifest(CACHE, f"{self._file}{number}.json")
        return self._manifests[part]

    def _told(self, name: str, made_with: Mapping[str, str]) -> Outcome | None:
        manifest = self._manifest_of(name)
        if manifest.why_stale(name, (), made_with, self.files, self._own(name)) is not None:
            return None
        with contextlib.suppress(ValueError):
            return manifest.told(name)
        return None

    def _made_with(self) -> dict[str, str]:
        """Return what makes a difference to all letters."""
        folders = [os.path.join(FOLDER, "fonts")]
        found = made_with(self.order.content, self.order.templates)
        if not self.order.facts:
            folders.append(os.path.join(PACKAGE, "taal", "words", "data"))
        # By their size and time: these are megabytes, and only another version changes them.
        data = [f"{LIBRARY}{path}" for folder in folders for path in _files(folder)]
        return {**found, "data": self._digest_of(data)}

    def _digest_of(self, paths: list[str]) -> str:
        pairs = [(path, self.files[path]) for path in paths]
        return digest(repr(pairs).encode(errors="replace"))


def _within(content: str, folder: str) -> str:
    """Write a folder of the content as pathlib does."""
    return folder if content == "." else os.path.join(content, folder)


def _files(folder: str) -> list[str]:
    """List what comes with the program; Python adds files of its own."""
    names = sorted(name for name in os.listdir(folder) if "__" not in name)
    return [os.path.join(folder, name) for name in names]


def _make_folder() -> None:
    from raadsbrief import leftovers  # late: mostly there is nothing to write

    with contextlib.suppress(OSError):
        os.makedirs(CACHE, exist_ok=True)
        leftovers.tidy(CACHE)
        for name, text in _MARKS.items():
            path = os.path.join(CACHE, name)
            if not os.path.exists(path):
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write(text)
