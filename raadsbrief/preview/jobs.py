"""What goes to the process that draws, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from raadsbrief.diagnostics import Diagnostic
from raadsbrief.pdf.jobs import Breach, Spot
from raadsbrief.record.manifest import Inputs

MOST_PAGES = 60  # more pages are not drawn: no author looks at them, and each takes memory


@dataclass(frozen=True)
class Draw:
    """A page to be drawn: `known` are the pictures that need not come back."""

    html: str
    file: str
    templates: Path | None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Find:
    """A page with places, of which it is asked where each text stands."""

    html: str
    file: str
    templates: Path | None


@dataclass(frozen=True)
class Picture:
    """A page as a picture, by its digest; its size in px of CSS."""

    digest: str
    width: float
    height: float


@dataclass(frozen=True)
class Drawing:
    """What became of a page: pictures, new ones with their PNG, and what was found.

    Without `pictures` there is nothing to see. `used` are the files that it was made of.
    """

    pictures: Sequence[Picture] = ()
    new: Mapping[str, bytes] = field(default_factory=dict)
    pages: int = 0
    breaches: Sequence[Breach] = ()
    found: Sequence[Diagnostic] = ()
    used: Inputs = field(default_factory=dict)
    bug: str | None = None


@dataclass(frozen=True)
class Spots:
    """Where each text stands."""

    spots: Sequence[Spot] = ()
