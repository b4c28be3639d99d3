"""Plain text to a `Stuk`: what was pasted, or saved as .txt by any program.

Nothing marks a heading or a paragraph here but how the lines lie: a line that ends where the next
word would have fitted was ended by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from raadsbrief.inlezen.stuk import (
    VET,
    Alinea,
    Deel,
    Kop,
    Punt,
    Stuk,
    letterlijk,
    onleesbaar,
    schoon,
)

_BULLET = re.compile(
    r"(?P<indent>\s*)(?:[•·▪◦‣●○■□–*\uf0b7\uf0a7-]|(?<=\s)o|o(?=\s{2,}|\t))\s+(?P<text>\S.*)"
)
_NUMBER = re.compile(
    r"(?P<indent>\s*)(?P<mark>\(?(?:[1-9][0-9]?|[a-z]|[ivx]{2,5})[.)]|[1-9][0-9]?(?:\.[1-9][0-9]?)+\.?)"
    r"\s+(?P<text>\S.*)"
)
_ENDED = re.compile(r"[.!?:;,…]['\"’”)]*$")
_SENTENCE = re.compile(r"[.!?:]['\"’”)]*$")
_UNWRAPPED = 160  # a line this long holds a paragraph


def ontcijfer(data: bytes, file: str) -> str:
    """Decode a text file of any program. Raises ContentError when it is none."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:10_000]:
        raise onleesbaar(
            file,
            "dit is geen tekst",
            "bewaar de brief als Word-document (.docx) of als tekst (.txt)",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Windows calls ANSI


def lees(text: str) -> Stuk:
    """Read plain text."""
    text = text.replace("\f", "\n\n")  # a page ends
    lines = [line.rstrip() for line in schoon(text).split("\n")]
    width = max((len(line) for line in lines), default=0)
    reader = _Reader(width if width < _UNWRAPPED else 0)
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
            if reader.width:
                continue
        if block:
            reader.take(block)
            block = []
    return Stuk(reader.parts())


@dataclass
class _Line:
    """A part in the making: its kind, its words, and the indent of an item."""

    kind: str
    text: str
    indent: int = 0
    mark: str = "-"


class _Reader:
    def __init__(self, width: int) -> None:
        self.width = width
        self._found: list[_Line] = []
        self._last = 0  # the length of the last line

    def take(self, lines: list[str]) -> None:
        """Take in the lines between two blank ones."""
        is_new = True
        for i, line in enumerate(lines):
            item = _BULLET.match(line) or _NUMBER.match(line)
            words = line.strip()
            early = not is_new and self._ended_early(lines[i - 1], words)
            if early and _SENTENCE.search(lines[i - 1].rstrip()):
                is_new = True
            if item and not (len(lines) == 1 and self._is_heading(words, None)):
                mark = item.groupdict().get("mark", "-")
                indent = len(item["indent"].expandtabs(4))
                self._found.append(_Line("punt", item["text"], indent, mark))
            elif self._goes_on(words, is_new):
                self._found[-1].text += ("\\\n" if early else " ") + words
            elif is_new and self._is_heading(words, next(iter(lines[i + 1 :]), None)):
                self._found.append(_Line("kop", words))
                continue
            else:
                self._found.append(_Line("alinea", words))
            is_new = False
        self._last = len(lines[-1])

    def _goes_on(self, words: str, is_new: bool) -> bool:
        """Tell whether a line belongs to what stands above it, also behind the end of a page."""
        if not self._found or self._found[-1].kind == "kop":
            return False
        if not is_new:
            return True
        is_open = bool(self.width) and not _ENDED.search(self._found[-1].text)
        is_full = self._found[-1].kind == "punt" and self._last > 0.8 * self.width
        return is_open and (words[:1].islower() or is_full)

    def _ended_early(self, above: str, words: str) -> bool:
        """Tell whether a line was ended by hand: the next word would have fitted."""
        return len(above) + 1 + len(words.split()[0]) <= 0.8 * self.width

    def _is_heading(self, words: str, following: str | None) -> bool:
        if len(words) > 100 or _ENDED.search(words.removesuffix("?")) or "\t" in words:
            return False
        if re.search(r" {2,}", words) or not (words[:1].isupper() or words[:1].isdigit()):
            return False
        if following is None or not self.width:
            return True
        return self._ended_early(words, following) and len(following) > len(words)

    def parts(self) -> list[Deel]:
        """Return all parts, the levels of lists counted from their indents."""
        parts: list[Deel] = []
        indents: list[int] = []
        for line in self._found:
            text = re.sub(r" {2,}", "\t", line.text)
            text = "\\\n".join(letterlijk(one.strip()) for one in text.split("\\\n"))
            if line.kind != "punt":
                indents = []
                parts.append(Kop(VET, text) if line.kind == "kop" else Alinea(text))
                continue
            while indents and indents[-1] > line.indent:
                indents.pop()
            if not indents or indents[-1] < line.indent:
                indents.append(line.indent)
            parts.append(Punt(len(indents) - 1, line.mark, text))
        return parts
