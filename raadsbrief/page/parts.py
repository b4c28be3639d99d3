"""The parts of a letter as a template sees them: blocks, in sections with or without heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from raadsbrief.model import Regel


@dataclass(frozen=True)
class BlokView:
    """A block as a template sees it: `inhoud` is prose, the chosen facts, steps or questions.

    `kopniveau` is the level of its own heading, `niveau` that of the headings inside the block.
    """

    soort: str
    kop: Regel | None
    kopniveau: int
    niveau: int
    inhoud: Any


@dataclass(frozen=True)
class SectieView:
    """A section as a template sees it, under the heading of the gemeente or of the letter.

    `kop` is empty where there is none.

    `vulling` is what the field `vult` of the letter puts above the blocks; `leeg` is what the
    gemeente prints when there is neither.
    """

    naam: str
    kop: str | Regel
    vult: str | None
    vulling: tuple[Any, ...]
    blokken: tuple[BlokView, ...] = ()
    leeg: Regel | None = None
