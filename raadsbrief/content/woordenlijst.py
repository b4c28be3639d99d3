"""The words and names of a project, which are right whatever a dictionary says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span
from raadsbrief.record.inputs import note
from raadsbrief.yaml.text import decode_utf8, read_bytes

WOORDEN, NAMEN = "woordenlijst.txt", "namen.txt"


@dataclass(frozen=True)
class Woordenlijst:
    """Words, which may begin with a capital in a text, and names, which are written one way."""

    woorden: frozenset[str] = frozenset()
    namen: frozenset[str] = frozenset()
    problems: tuple[Diagnostic, ...] = ()

    def kent(self, tekst: str) -> bool:
        """Tell whether a text as a whole, or each word of it, stands in one of the lists."""
        words = tekst.split()
        return self._has(" ".join(words)) or (bool(words) and all(map(self._has, words)))

    def _has(self, word: str) -> bool:
        return word in self.namen or word in self.woorden or word.lower() in self.woorden


def read(folder: Path) -> Woordenlijst:
    """Read the two lists of a content folder; a list that is not there is empty.

    A list that cannot be read is a problem of its own: raises nothing.
    """
    problems: list[Diagnostic] = []
    woorden, namen = (_entries(folder / name, problems) for name in (WOORDEN, NAMEN))
    return Woordenlijst(woorden, namen, tuple(problems))


def _entries(path: Path, problems: list[Diagnostic]) -> frozenset[str]:
    note(path.as_posix())
    if not path.exists() and not path.is_symlink():
        return frozenset()
    try:
        text = decode_utf8(read_bytes(path), path.as_posix())
    except ContentError as error:
        problems += error.diagnostics
        return frozenset()
    found = set()
    for number, line in enumerate(text.splitlines(), start=1):
        entry = " ".join(line.partition("#")[0].split())
        if "," in entry or ";" in entry or entry.startswith(("- ", "* ", "• ")):
            message = "op elke regel van deze lijst staat één woord of naam"
            span = Span(number, 1, len(line))
            hint = "zet elk op een eigen regel, zonder streepje ervoor"
            problems.append(Diagnostic(Code.VALUE, message, path.as_posix(), span, line, hint))
        elif entry:
            found.add(entry)
    return frozenset(found)
