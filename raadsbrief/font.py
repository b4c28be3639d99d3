"""The characters that the letter's own font has, read from the font itself."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from raadsbrief.resources import FOLDER

# All four styles have the same characters; a test holds them to it.
_FILE = Path(FOLDER, "fonts", "SourceSans3-Regular.ttf")

# Characters that are layout, and need no glyph: white space, joiners, soft hyphens, variation
# selectors (Unicode's Default_Ignorable_Code_Point, the part that text can contain). Not those that
# turn the direction of text, and hide what stands there (CVE-2021-42574).
_INVISIBLE = frozenset(
    [*"\t\n\r\f\u00ad\u034f\u061c\u2060\ufeff"]
    + [chr(code) for code in range(0x200B, 0x2010)]
    + [chr(code) for code in range(0xFE00, 0xFE10)]
)


# What letters are full of; the font, which takes time to open, has all of these.
COMMON = frozenset(
    [chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))]
    + [*"ĳŒœ‐‑–—‘’“”„•…€−×½²³→≤≥"]
)


def missing_characters(text: str) -> list[str]:
    """Return the characters of `text` that the letter's font lacks, each once, in order.

    An accent that stands on its own counts as part of its letter.
    """
    composed = dict.fromkeys(unicodedata.normalize("NFC", text))
    others = [c for c in composed if c not in COMMON and c not in _INVISIBLE]
    return [c for c in others if ord(c) not in _known()]


def name_of(character: str) -> str:
    """Name a character for people: itself where it can be seen, and its code."""
    code = f"(U+{ord(character):04X})"
    return f"'{character}' {code}" if character.isprintable() else code


@cache
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # late: most letters do without

    with TTFont(_FILE, lazy=True) as font:
        return frozenset(font.getBestCmap())


def width_of(text: str, bold: bool = False) -> float:
    """Return how wide a text is in the letter's font, in units of its size."""
    widths = _widths("SourceSans3-Semibold.ttf" if bold else _FILE.name)
    return sum(widths.get(ord(c), 0.6) for c in text)


@cache
def _widths(file: str) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(Path(FOLDER, "fonts", file), lazy=True) as font:
        size, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: advances[name][0] / size for code, name in font.getBestCmap().items()}
