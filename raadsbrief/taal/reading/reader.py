"""Prose as a reader reads it: Markdown marks gone, facts filled in, every character placed.

Each character remembers where in the YAML value it comes from; of a fact, that is the
expression as a whole.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from raadsbrief import budgets
from raadsbrief.prose import expressions, markdown
from raadsbrief.prose.facts import Facts

Soort = Literal["alinea", "kop", "punt", "cel", "regel"]
# What stands in the source between the visible words, by the token that it makes.
_MARKS = {
    "link_close": re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\s*\)"),
    "span_close": re.compile(r"\]\{[^}]*\}"),
    "footnote_ref": re.compile(r"\[\^[^\]]+\]"),
    "image": re.compile(r"!\[[^\]]*\]\([^)]*\)"),
}
_MOST_MARKUP = 2 * budgets.WORD.most  # characters between two words
_ENTITY = re.compile(r"&#?\w+;")


@dataclass
class Gelezen:
    """One paragraph, heading, item or cell: `places[i]` is where character i of `tekst` begins.

    `feiten` and `vreemd` are the ranges that were filled in, and that are in another language.
    `lijst` names the Markdown list that this is the beginning of an item of, with the item.
    """

    soort: Soort
    tekst: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)
    feiten: list[tuple[int, int]] = field(default_factory=list)
    vreemd: list[tuple[int, int]] = field(default_factory=list)
    citaat: bool = False
    lijst: tuple[int, int] | None = None

    def add(self, text: str, place: tuple[int, int]) -> None:
        """Add characters that all come from one place."""
        self.tekst += text
        self.places.extend([place] * len(text))


def read(text: str, facts: Facts, is_line: bool, notes: Iterable[str] = ()) -> list[Gelezen]:
    """Read prose; `is_line` tells that it is one line, without blocks, that can call `notes`."""
    masked = expressions.mask(text)
    if is_line:
        found = Gelezen("regel")
        for token in markdown.parse_line(masked, notes):
            _read_inline(token, list(range(len(masked) + 1)), found)
        pieces = [found]
    else:
        pieces = list(_blocks(masked))
    inserts = list(expressions.written(text, facts))
    return [_filled_in(piece, inserts) for piece in pieces]


def read_plain(text: str) -> Gelezen:
    """Read text in which Markdown and facts mean nothing."""
    return Gelezen("regel", text, [(i, 1) for i in range(len(text))])


_SOORTEN: dict[str, Soort] = {"heading_open": "kop", "th_open": "cel", "td_open": "cel"}


def _blocks(text: str) -> Iterator[Gelezen]:
    tokens, _ = markdown.parse(text)
    starts = _line_starts(text)
    lists: list[list[int]] = []  # of each list around this place: its number and its last item
    quotes = made = 0
    begins = False  # an item begins here
    opened = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            made += 1
            lists.append([made, -1])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            lists[-1][1] += 1
            begins = True
        elif token.type == "list_item_close":
            begins = False  # an item may be empty
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.type == "blockquote_open" else -1
        elif token.type == "inline" and token.map:
            soort: Soort = "punt" if begins else _SOORTEN.get(opened, "alinea")
            found = Gelezen(soort, citaat=quotes > 0)
            if begins:
                found.lijst, begins = (lists[-1][0], lists[-1][1]), False
            _read_inline(token, _offsets(token, text, starts, opened), found)
            yield found
        opened = token.type


def _line_starts(text: str) -> list[int]:
    return [0, *(i + 1 for i, c in enumerate(text) if c == "\n"), len(text) + 1]


def _offsets(token: Token, text: str, starts: list[int], opened: str) -> list[int]:
    """Return where each character of a token's content stands in the text.

    The lines of a paragraph have lost what stood before them, such as `> ` and `- `.
    """
    assert token.map is not None
    offsets: list[int] = []
    for i, line in enumerate(token.content.split("\n")):
        number = min(token.map[0] + i, len(starts) - 2)
        begin, end = starts[number], starts[number + 1] - 1
        at = text.rfind(line, begin, end) if opened == "paragraph_open" else -1
        if opened in ("th_open", "td_open"):  # the cells of a row follow each other
            at = _cell_start(text, begin, end, token)
        at = at if at >= 0 else max(begin, text.find(line, begin, end))
        offsets.extend(range(at, at + len(line) + 1))
    return offsets


def _cell_start(text: str, begin: int, end: int, token: Token) -> int:
    """Find the cell of a token in its row; equal cells count as the first of them."""
    match = re.compile(rf"(?:^|\|)\s*({re.escape(token.content)})\s*(?:\||$)").search(
        text[begin:end]
    )
    return begin + match.start(1) if match else -1


def _read_inline(token: Token, offsets: list[int], found: Gelezen) -> None:
    """Walk through the words of a line of Markdown, and through its source beside them."""
    source = token.content
    at = 0
    foreign: list[tuple[bool, int]] = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            line_end = source.find("\n", at)
            at = at if line_end < 0 else line_end
            place = (offsets[min(at, len(offsets) - 1)], 1)
            found.add(" " if child.type == "softbreak" else "\n", place)
            at += 1
            while at < len(source) and source[at] == " ":
                at += 1
        elif child.type == "text":
            at = _read_words(child.content, source, at, offsets, found)
        elif child.type in ("span_open", "span_close"):
            if child.type == "span_open":
                foreign.append(("lang" in child.attrs, len(found.tekst)))
            elif foreign:
                is_foreign, begin = foreign.pop()
                if is_foreign:
                    found.vreemd.append((begin, len(found.tekst)))
        if child.type in _MARKS:
            match = _MARKS[child.type].search(source, at)
            at = match.end() if match else at


def _read_words(words: str, source: str, at: int, offsets: list[int], found: Gelezen) -> int:
    """Find each character of some words in the source; what stands between is markup."""
    places = []
    for character in words:
        begin, end = at, min(len(source), at + _MOST_MARKUP)
        while begin < end and source[begin] != character:
            entity = _ENTITY.match(source, begin)
            if entity and html.unescape(entity[0]) == character:
                break
            begin += 1
        if begin >= end:  # markup that is not known here
            begin = min(at, len(source) - 1)
        entity = _ENTITY.match(source, begin)
        length = len(entity[0]) if entity and html.unescape(entity[0]) == character else 1
        places.append((offsets[max(0, begin)], length))
        at = begin + length
    found.tekst += words
    found.places += places
    return at


def _filled_in(piece: Gelezen, inserts: list[tuple[int, int, str]]) -> Gelezen:
    """Put facts in the place of their filler."""
    if not inserts:
        return piece
    filled = Gelezen(piece.soort, citaat=piece.citaat, lijst=piece.lijst)
    begins = [begin for begin, _, _ in inserts]
    moved = [0]  # where each character of the old text begins in the new
    done: set[int] = set()
    for character, place in zip(piece.tekst, piece.places, strict=True):
        nearest = bisect_right(begins, place[0]) - 1
        insert = inserts[nearest] if nearest >= 0 and place[0] < inserts[nearest][1] else None
        if insert is None:
            filled.add(character, place)
        elif insert[0] not in done:
            done.add(insert[0])
            begin = len(filled.tekst)
            filled.add(insert[2].replace("\n", " "), (insert[0], insert[1] - insert[0]))
            filled.feiten.append((begin, len(filled.tekst)))
        moved.append(len(filled.tekst))
    filled.vreemd = [(moved[begin], moved[end]) for begin, end in piece.vreemd]
    return filled
