"""From a save to the screen: the page at once, then its pictures, and last the language.

A round begins when something was saved and ends when all of that is on the screen; a save in
between makes it begin anew, and what was on its way for the save before is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from raadsbrief.content import repair
from raadsbrief.content.dossier import BRIEVEN, Content
from raadsbrief.diagnostics import ContentError, Diagnostic, RaadsbriefError
from raadsbrief.preview.jobs import Draw, Drawing, Find, Spots
from raadsbrief.preview.letter import Letter
from raadsbrief.preview.renderer import Renderer
from raadsbrief.preview.watch import Watcher
from raadsbrief.record.inputs import noted
from raadsbrief.work import bugs

_MOST_LETTERS = 4  # so many are kept that nobody looks at
_PATIENCE = 150.0  # s: longer than the renderer has

Begun = Callable[[list[str]], None]
Done = Callable[[list[str], list[Diagnostic]], None]


class Rounds:
    """Keeps letters on the screen as they are in the files. `begun` and `done` hear of rounds."""

    def __init__(
        self, root: Path, templates: Path | None, begun: Begun, done: Done, by_looking: bool = False
    ) -> None:
        self._root, self._templates = root, templates
        self._begun, self._done = begun, done
        self._letters: dict[str, Letter] = {}
        self._asked: dict[str, None] = {}
        self._named: list[str] = []
        self._condition = threading.Condition()
        self._is_closed = False
        self._language: threading.Thread | None = None
        self.renderer = Renderer(self._take)
        folders = [root, *([templates] if templates else [])]
        self._watcher = Watcher(folders, self._files, by_looking)
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._run, self._watch)
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop all work, and let go of everyone who listens."""
        self._watcher.close()
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()
            letters = list(self._letters.values())
        for letter in letters:
            letter.hub.close()
        self.renderer.close()
        for thread in self._threads:
            thread.join(timeout=2)

    def names(self) -> list[str]:
        """List the letters that there are."""
        try:
            return Content(self._root).names(BRIEVEN)
        except ContentError:
            return []

    def opened(self, name: str) -> Letter | None:
        """Return a letter that someone wants to look at; None if there is none of that name."""
        with self._condition:
            letter = self._letters.get(name)
            if letter is None:
                if name not in self.names():
                    return None
                letter = self._letters[name] = Letter(name)
                self._forget(letter)
                self._tell_names(letter)
                self._ask([name])
            elif letter.is_behind:
                self._ask([name])
        return letter

    def known(self, name: str) -> Letter | None:
        """Return a letter that someone has looked at."""
        return self._letters.get(name)

    def repair(self, name: str, number: int, finding: int) -> bool:
        """Make a repair that a finding carries; tell whether that could be done.

        `number` is the round of which it is a finding.
        """
        letter = self._letters.get(name)
        found = letter.findings() if letter and letter.number == number else []
        if not 0 <= finding < len(found):
            return False
        try:
            return bool(repair.repair([found[finding]]))
        except RaadsbriefError:
            return False

    # --- What was saved ---

    def _files(self) -> Iterator[tuple[str, str | None]]:
        for letter in list(self._letters.values()):
            yield from letter.files()

    def _looked_at(self) -> list[Letter]:
        """List the letters that someone looks at; before anyone does, all."""
        letters = list(self._letters.values())
        return [one for one in letters if one.hub.is_heard] or letters

    def _watch(self) -> None:
        for changed in self._watcher.moments():
            if self._is_closed:
                return
            names = self.names()
            if names != self._named:
                self._named = names
                for letter in list(self._letters.values()):
                    self._tell_names(letter)
            if changed:
                self._saved(changed)

    def _saved(self, files: set[str]) -> None:
        """Have letters made anew that someone looks at; the others when someone does."""
        with self._condition:
            looked_at = self._looked_at()
            for letter in self._letters.values():
                if letter.is_made_of(files):
                    letter.is_behind = True
                    if letter in looked_at:
                        self._ask([letter.name])

    def _tell_names(self, letter: Letter) -> None:
        file = Content(self._root).file_of(letter.name)
        letter.hub.tell("brieven", namen=self.names(), bestand=file)

    def _ask(self, names: Iterable[str]) -> None:
        self._asked |= dict.fromkeys(names)
        self._condition.notify_all()

    def _forget(self, but: Letter) -> None:
        unheard = [one for one in self._letters.values() if not one.hub.is_heard and one is not but]
        for letter in unheard[: max(0, len(unheard) - _MOST_LETTERS)]:
            del self._letters[letter.name]

    # --- Rounds ---

    def _run(self) -> None:
        busy: dict[str, None] = {}
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._asked or self._is_closed)
                if self._is_closed:
                    return
                asked, self._asked = self._asked, {}
            if not busy:
                self._begun(list(asked))
            busy |= asked
            letters = [self._letters[name] for name in asked if name in self._letters]
            contents = [self._read(letter) for letter in letters]
            if self._is_through(letters) and self._is_understood(letters, contents):
                still = [self._letters[name] for name in busy if name in self._letters]
                found = [one for letter in still for one in letter.findings()]
                self._done(list(busy), found)
                busy = {}

    def _read(self, letter: Letter) -> Content:
        """Make the page of a letter, and have it drawn."""
        content = Content(self._root)
        before = letter.used
        with noted() as used:
            try:
                is_page = letter.read(content, self._templates)
            except Exception:
                letter.fail(bugs.finding(content.file_of(letter.name), letter.name))
                is_page = False
        # What a letter was made of when it was good, may be what makes it good again.
        letter.used = dict(used) if is_page else {**before, **used}
        if is_page and letter.page is not None:
            file = f"{letter.name}.pdf"
            known = frozenset(letter.pictures)
            draw = Draw(letter.page.html, file, self._templates, known)
            find = Find(letter.page.with_places, file, self._templates)
            self.renderer.submit(letter.name, letter.number, draw, find)
        return content

    def _take(self, name: str, number: int, made: Drawing | Spots) -> None:
        """Take in what the renderer made."""
        letter = self._letters.get(name)
        if letter is None:
            return
        try:
            letter.take(number, made)
        except Exception:
            letter.fail(bugs.finding(name, name))
        with self._condition:
            self._condition.notify_all()

    def _is_through(self, letters: list[Letter]) -> bool:
        """Wait until all are drawn; tell whether nothing was saved meanwhile."""
        with self._condition:
            self._condition.wait_for(
                lambda: self._asked or self._is_closed or all(one.is_drawn for one in letters),
                _PATIENCE,
            )
            return not (self._asked or self._is_closed)

    def _is_understood(self, letters: list[Letter], contents: list[Content]) -> bool:
        """Have the language read; tell whether nothing was saved meanwhile."""
        numbers = [letter.number for letter in letters]
        is_read: list[bool] = []

        def read() -> None:
            for letter, number, content in zip(letters, numbers, contents, strict=True):
                if letter.number == number:
                    try:
                        found = letter.read_language(content, self._templates)
                    except Exception:
                        found = (bugs.finding(content.file_of(letter.name), letter.name),)
                    letter.take_language(number, found)
            with self._condition:
                is_read.append(True)
                self._condition.notify_all()

        if self._language is not None:
            self._language.join()  # of a save before; it takes a moment
        self._language = threading.Thread(target=read, daemon=True)
        self._language.start()
        with self._condition:
            self._condition.wait_for(lambda: self._asked or self._is_closed or is_read)
            return not (self._asked or self._is_closed)
