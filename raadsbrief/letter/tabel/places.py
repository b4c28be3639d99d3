"""Where a table stands, where its cells come from, and what is found wrong with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.model import Huisstijl, Programma
from raadsbrief.prose.facts import Facts, letter_facts
from raadsbrief.yaml.nodes import KeyPath, Source


@dataclass(frozen=True)
class Place:
    """A place in a YAML file, by its path, or in a CSV file, by its span."""

    source: Source
    path: KeyPath = ()
    in_csv: Span | None = None
    is_key: bool = False

    @property
    def span(self) -> Span:
        """The place in the text of the file."""
        if self.in_csv is not None:
            return self.in_csv
        return self.source.key_span(self.path) if self.is_key else self.source.span(self.path)

    def inside(self, *keys: str | int) -> Place:
        """Return the place of a value in the value at this place."""
        return Place(self.source, (*self.path, *keys), self.in_csv)


@dataclass(frozen=True)
class Surroundings:
    """The letter around a table; `found` collects what is wrong with the table."""

    place: Place
    folder: Path
    facts: Facts
    huisstijl: Huisstijl = field(default_factory=Huisstijl)
    programma: Programma | None = None
    found: list[Diagnostic] = field(default_factory=list)

    def report(
        self, place: Place, message: str, hint: str | None = None, code: Code = Code.VALUE
    ) -> None:
        """Add a finding about a cell, row or field of the table."""
        self.found.append(place.source.diagnostic(code, message, place.span, hint))


def surroundings(dossier: Dossier, path: KeyPath) -> Surroundings:
    """Return what a table at a path in a letter has around it."""
    return Surroundings(
        Place(dossier.brief.source, path),
        dossier.brief.folder,
        letter_facts(dossier),
        dossier.gemeente.model.huisstijl,
        dossier.programma.model if dossier.programma else None,
    )
