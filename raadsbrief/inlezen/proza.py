"""Parts of a document as the lines of one text in Markdown, folded as people fold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from raadsbrief.inlezen.stuk import Alinea, Deel, Kop, Punt, Tabel, begin
from raadsbrief.inlezen.tabellen import als_markdown

BREEDTE = 90
# What would begin a list, heading, quotation or table at the start of a line.
_STARTS = re.compile(
    r"[-+*#>|=:]|\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{1,6})[.)]$|\d+(?:\.\d+)+|[•▪◦●·–—]$"
)
_NOTE = re.compile(r"\[\^([\w-]+)\]")


def vouw(text: str, width: int = BREEDTE) -> list[str]:
    """Fold a paragraph over lines, nowhere where the next word would begin something else."""
    lines = []
    for part in text.split("\\\n"):
        line = ""
        for word in re.split(r"[ \t\n]+", begin(part.strip())):
            if line and len(line) + 1 + len(word) > width and not _STARTS.match(word):
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(f"{line}\\")
    lines[-1] = lines[-1][:-1]
    return [line for line in lines if line]


def markdown(delen: Sequence[Deel], noten: Mapping[str, str]) -> list[str]:
    """Write parts as one text, with the notes that it refers to below it."""
    blocks = list(_blocks(delen))
    text = "\n\n".join("\n".join(block) for block in blocks)
    for name in dict.fromkeys(_NOTE.findall(text)):
        if noten.get(name):
            blocks.append(_hung(f"[^{name}]: ", "    ", noten[name]))
    return "\n\n".join("\n".join(block) for block in blocks).split("\n") if blocks else []


def genoemd(text: str) -> set[str]:
    """Return the names of the notes that a text refers to."""
    return set(_NOTE.findall(text))


def _blocks(delen: Iterable[Deel]) -> Iterator[list[str]]:
    levels: list[int] = []
    for is_list, group in groupby(delen, lambda part: isinstance(part, Punt)):
        if is_list:
            yield from _lists([part for part in group if isinstance(part, Punt)])
            continue
        for part in group:
            if isinstance(part, Kop):
                while levels and levels[-1] >= part.niveau:
                    levels.pop()
                levels.append(part.niveau)
                yield [f"{'#' * min(1 + len(levels), 6)} {one_line(part.tekst)}"]
            elif isinstance(part, Tabel):
                yield als_markdown(part)
            elif isinstance(part, Alinea):
                lines = vouw(part.tekst)
                yield [f"> {line}" for line in lines] if part.citaat else lines


def one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.replace("\\\n", " ").split())


def _lists(items: list[Punt]) -> Iterator[list[str]]:
    """Write items below each other, each level under the words of the item above it."""
    block: list[str] = []
    indents: list[tuple[int, int]] = []  # level, and where its words begin
    kind = ""
    for item in items:
        while indents and indents[-1][0] >= item.niveau:
            indents.pop()
        at_left = not indents
        mark = item.teken
        own = "-" if mark == "-" else "1"
        if at_left and block and own != kind:  # another list begins
            yield block
            block = []
        kind = own if at_left else kind
        start = indents[-1][1] if indents else 0
        indents.append((item.niveau, start + len(mark) + 1))
        block += _hung(f"{' ' * start}{mark} ", " " * (start + len(mark) + 1), one_line(item.tekst))
    yield block


def _hung(first: str, others: str, text: str) -> list[str]:
    lines = vouw(one_line(text), BREEDTE - len(others)) or [""]
    return [f"{first}{lines[0]}", *(f"{others}{line}" for line in lines[1:])]
