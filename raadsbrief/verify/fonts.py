"""Fonts of a PDF as far as it takes to know how wide a text is, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from raadsbrief.verify.reading import is_array, is_dictionary

_MOST_CODES = 70_000  # a font has at most 65,536


@dataclass(frozen=True)
class Font:
    """Widths of codes, in units of the font size, and the characters that they stand for."""

    code_length: int
    widths: dict[int, float]
    default: float
    characters: dict[int, str] = field(default_factory=dict)

    def read(self, data: bytes) -> Iterator[tuple[str, float, bool]]:
        """Yield of each code in a string: the character, the width, whether it is a space.

        A space is what the standard calls so: the code 32 of one byte (ISO 32000-1, 9.3.3).
        """
        step = self.code_length
        for start in range(0, len(data) - step + 1, step):
            code = int.from_bytes(data[start : start + step], "big")
            known = self.characters.get(code, chr(code) if step == 1 else "")
            yield known, self.widths.get(code, self.default), step == 1 and code == 32


def read_font(font: Any) -> Font | None:
    """Read a font; None when its widths are not in the PDF, or its text does not run to the right.

    Of codes of more than two bytes and of CMaps but Identity nothing is known.
    """
    kind = font.get("/Subtype")
    characters = _characters(font.get("/ToUnicode"))
    if kind == "/Type0":
        descendants = font.get("/DescendantFonts")
        if font.get("/Encoding") != "/Identity-H" or not is_array(descendants):
            return None
        inner = descendants[0]
        default = float(inner.get("/DW", 1000)) / 1000
        return Font(2, _wide(inner.get("/W")), default, characters)
    widths, first = font.get("/Widths"), font.get("/FirstChar")
    if not is_array(widths) or not isinstance(first, int):
        return None
    unit = 0.001
    if kind == "/Type3":
        unit = float(font.get("/FontMatrix")[0])
    found = {first + i: float(width) * unit for i, width in enumerate(list(widths)[:256])}
    return Font(1, found, 0.0, characters)


def _wide(array: Any) -> dict[int, float]:
    """Read /W (ISO 32000-1, 9.7.4.3): `code [width ...]` and `first last width`."""
    found: dict[int, float] = {}
    rest = list(array)[::-1] if is_array(array) else []
    while len(rest) > 1 and len(found) < _MOST_CODES:
        first, second = int(rest.pop()), rest.pop()
        if is_array(second):
            widths = [float(width) for width in second]
        elif rest:
            widths = [float(rest.pop())] * min(int(second) - first + 1, _MOST_CODES)
        else:
            break
        found.update((first + i, width / 1000) for i, width in enumerate(widths))
    return found


_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_ONE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


def _characters(cmap: Any) -> dict[int, str]:
    """Read /ToUnicode (ISO 32000-1, 9.10.3), as far as writers of PDFs use it."""
    if not is_dictionary(cmap):
        return {}
    data = cmap.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        found.update((int(code, 16), _text(to)) for code, to in _ONE.findall(block))
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, to in _RANGE.findall(block):
            start, text = int(first, 16), _text(to)
            for i in range(min(int(last, 16) - start + 1, _MOST_CODES) if text else 0):
                found[start + i] = text[:-1] + chr(min(ord(text[-1]) + i, 0x10FFFF))
    return found


def _text(digits: bytes) -> str:
    padded = digits + b"0" * (len(digits) % 2)
    return bytes.fromhex(padded.decode()).decode("utf-16-be", "replace")
