"""The parts of a letter as a template sees them: blocks, in sections with or without heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from raadsbrief.model import Regel

_FEW_WORDS = 40  # characters: one line beside the heading, in each look
# What begins a block in Markdown.
_BEGINS = re.compile(r"[-*+#>|!<`~]|\w{1,3}[.)] |\(\w\)")


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
    gemeente prints when there is neither. `eigen` tells that the heading is of the letter itself,
    and `kort` that a few words are all there is.
    """

    naam: str
    kop: str | Regel
    vult: str | None
    vulling: tuple[Any, ...]
    blokken: tuple[BlokView, ...] = ()
    leeg: Regel | None = None
    eigen: bool = False

    @property
    def kort(self) -> bool:
        """Tell whether all that a fixed section says fits beside its heading."""
        if not self.kop or self.eigen:
            return False
        if self.leeg is not None:
            return len(self.leeg) <= _FEW_WORDS
        if self.vulling:
            (value, *more) = self.vulling
            return not (more or self.blokken) and isinstance(value, str) and _is_short(value)
        (blok, *others) = self.blokken
        alone = not others and blok.kop is None and blok.soort == "tekst"
        return alone and _is_short(blok.inhoud)


def _is_short(text: str) -> bool:
    """Tell whether prose is one short paragraph."""
    line = text.strip()
    return len(line) <= _FEW_WORDS and "\n" not in line and not _BEGINS.match(line)
