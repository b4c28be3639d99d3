"""Letters with marks: `{fout|goed|soort}` stands where a careful reader sees a slip.

A letter is plain text: a few lines `key: value`, then paragraphs, lists and headings (`## `). A
mark stands within one line, and has no other mark in it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from raadsbrief.diagnostics import Diagnostic

_MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([a-z]+)\}")
# More words than these are a sentence, and not one slip.
_SHORT = 6
SOORTEN = {
    "los": "woord los of vast",
    "woord": "woord te veel, te weinig of verkeerd",
    "getal": "enkelvoud bij meervoud",
    "leesteken": "leesteken",
    "dt": "d of t",
    "naam": "naam anders geschreven",
    "spelling": "spelling",
    "notatie": "notatie",
    "verwijzing": "haar, welke, die en dat",
    "streepje": "streepje",
    "lijst": "punten van een lijst",
    "idioom": "vaste uitdrukking",
    "zin": "zin die niet loopt",
    "betekenis": "iets anders dan bedoeld",
}


@dataclass(frozen=True)
class Mark:
    """A slip: where it begins and ends in the YAML, and what kind it is."""

    begin: int
    end: int
    soort: str


@dataclass
class Marked:
    """A letter as YAML, with its slips and the number of its words."""

    name: str
    yaml: str = ""
    words: int = 0
    marks: list[Mark] = field(default_factory=list)

    def touched_by(self, one: Diagnostic) -> set[Mark]:
        """Return the slips that a finding is about, by its place: beside one another will do."""
        if one.span is None:
            return set()
        lines = self.yaml.split("\n")[: one.span.line - 1]
        begin = sum(len(line) + 1 for line in lines) + one.span.column - 1
        told = (one.words or "").split()
        words = r"\s+".join(map(re.escape, told if len(told) <= _SHORT else ()))
        match = re.compile(words).match(self.yaml, begin)  # they may go on on the next line
        end = max(begin + one.span.length, match.end() if match else 0)
        return {mark for mark in self.marks if begin <= mark.end and mark.begin <= end}


def read(path: Path, number: int) -> Marked:
    """Read a letter with marks, and write it as YAML. Raises ValueError for a mark that is none."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    found = Marked(path.stem)
    lines = [
        f"gemeente: stad\nzaaknummer: 2025-{number}\ndatum: {fields['datum']}",
        f"onderwerp: {json.dumps(fields['onderwerp'])}\nsecties:\n  kern:",
    ]
    found.yaml = "\n".join(lines) + "\n"
    for line in body.splitlines():
        if line.startswith("## "):
            found.yaml += f"    - kop: {json.dumps(line[3:])}\n      tekst: |\n"
        else:
            _add(f"        {line}".rstrip(), found)
    return found


def _add(line: str, found: Marked) -> None:
    """Add a line as its author wrote it, and note its marks."""
    text, at = "", 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        begin = len(found.yaml) + len(text)
        text += match[1]
        if match[3] not in SOORTEN or match[1] == match[2]:
            raise ValueError(match[0])
        found.marks.append(Mark(begin, begin + len(match[1]), match[3]))
        at = match.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise ValueError(line)
    found.words += len(text.split())
    found.yaml += f"{text}\n"
