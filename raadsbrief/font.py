"""The characters that the letter's own font has, read from the font itself."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache

from raadsbrief.html import BUILT_IN

# All four styles have the same characters; a test holds them to it.
_FILE = BUILT_IN / "fonts" / "SourceSans3-Regular.ttf"

# Characters that are layout, and need no glyph: white space, joiners, soft hyphens, variation
# selectors (Unicode's Default_Ignorable_Code_Point, the part that text can contain).
_INVISIBLE = frozenset(
    [*"\t\n\r\f\u00ad\u034f\u061c\u2060\ufeff"]
    + [chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F))]
    + [chr(code) for code in range(0xFE00, 0xFE10)]
)


def missing_characters(text: str) -> list[str]:
    """Return the characters of `text` that the letter's font lacks, each once, in order.

    An accent that stands on its own counts as part of its letter. Takes no WeasyPrint and
    about 2 ms, once.
    """
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return [c for c in dict.fromkeys(composed) if not c.isprintable() and c not in _INVISIBLE]
    return [c for c in dict.fromkeys(composed) if c not in _INVISIBLE and ord(c) not in _known()]


def name_of(character: str) -> str:
    """Name a character for people: itself where it can be seen, its code and Unicode's name."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    shown = f"'{character}' " if character.isprintable() else ""
    return f"{shown}({code} {name})" if name else f"{shown}({code})"


@cache
def _known() -> frozenset[int]:
    """Read the code points of the font's full character map (OpenType, cmap, format 12)."""
    data = _FILE.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    directory = (struct.unpack_from(">4s4xL4x", data, 12 + 16 * i) for i in range(tables))
    cmap = dict(directory)[b"cmap"]
    (encodings,) = struct.unpack_from(">H", data, cmap + 2)
    for i in range(encodings):
        platform, encoding, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * i)
        if (platform, encoding) == (3, 10):  # Windows, all of Unicode
            return frozenset(_groups(data, cmap + offset))
    raise AssertionError(f"{_FILE.name} has no full character map")


def _groups(data: bytes, start: int) -> list[int]:
    form, count = struct.unpack_from(">H10xL", data, start)
    assert form == 12
    groups = (struct.unpack_from(">LL", data, start + 16 + 12 * i) for i in range(count))
    return [code for first, last in groups for code in range(first, last + 1)]
