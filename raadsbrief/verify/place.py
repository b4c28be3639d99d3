"""Rules about the page as one sees it: words stand on it, in their margins, and apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.verify.content import Box, Drawn, Word, draw, shared
from raadsbrief.verify.reading import Reading, is_array

_SLACK = 1.0  # points that a letter may stick out, such as an italic f
_HINT = "kijk op de bladzijde wat er mist, maak dat korter of smaller, en maak de PDF opnieuw"


def words_in_place(reading: Reading) -> Iterator[Diagnostic]:
    """Find words that fall off the page, into its margin, or over other words."""
    drawn = [draw(page) for page in reading.pages]
    edge = _edge(drawn, reading)
    for number, (page, found) in enumerate(zip(reading.pages, drawn, strict=True), 1):
        for message in _wrong(page, found.words, edge):
            yield reading.finding(Code.MISPLACED, message, _HINT, number)


def _wrong(page: pikepdf.Page, words: list[Word], edge: float) -> Iterator[str]:
    paper = _box(page.cropbox)
    outside = [word for word in words if not _within(word, paper)]
    if outside:
        yield f"tekst valt buiten de bladzijde: {_quoted(outside)}"
    # A page may say where its content is meant to stand (ISO 32000-1, 14.11.2); ours do.
    left, right = paper[0], edge
    if is_array(page.obj.get("/ArtBox")):
        left, _, right, _ = _box(page.obj.ArtBox)
    astray = [word for word in words if _within(word, paper) and _sticks_out(word, left, right)]
    if astray:
        yield f"tekst loopt door in de marge: {_quoted(astray)}"
    for one, other in _first_clash(words):
        yield f"tekst staat over andere tekst: '{one.text}' en '{other.text}'"


def _sticks_out(word: Word, left: float, right: float) -> bool:
    return word.box[0] < left - _SLACK or word.box[2] > right + _SLACK


def _box(array: Any) -> Box:
    a, b, c, d = (float(side) for side in array)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _within(word: Word, paper: Box) -> bool:
    """Tell whether a word is on the paper from its baseline to the top of its capitals."""
    left, bottom, right, top = word.box
    return (
        left > paper[0] - _SLACK
        and right < paper[2] + _SLACK
        and bottom > paper[1] - _SLACK
        and top + 0.2 * word.size < paper[3] + _SLACK
    )


def _quoted(words: list[Word]) -> str:
    shown = " ".join(word.text for word in words[:5])
    return f"'{shown}'" + (f" en nog {len(words) - 5} woorden" if len(words) > 5 else "")


def _edge(drawn: list[Drawn], reading: Reading) -> float:
    """Guess where the right margin begins in a PDF that does not say so; far away if unknown.

    A line across the page from where the text begins shows how wide the text is meant to be, when
    all text but a word or two keeps to it.
    """
    words = [word for page in drawn for word in page.words]
    if not words:
        return 1e9
    left = min(word.box[0] for word in words)
    width = min(float(page.cropbox[2]) - float(page.cropbox[0]) for page in reading.pages)
    ends = [
        end
        for page in drawn
        for start, end in page.lines
        if abs(start - left) < 2 and 0.5 * width < end - start and end < width - 14
    ]
    edge = max(ends, default=1e9)
    beyond = sum(word.box[2] > edge + _SLACK for word in words)
    return edge if beyond <= max(2, len(words) // 50) else 1e9


def _first_clash(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield the first two words of a page that stand over each other."""
    ordered = sorted(words, key=lambda word: word.box[1])
    open_words: list[Word] = []
    for word in ordered:
        open_words = [one for one in open_words if one.box[3] > word.box[1]][-500:]
        for one in open_words:
            if _clash(one, word):
                yield one, word
                return
        open_words.append(word)


def _clash(one: Word, other: Word) -> bool:
    left, bottom, right, top = shared(one.box, other.box)
    small = min(one.size, other.size)
    height = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    if right - left < 0.25 * small or top - bottom < 0.3 * height:
        return False
    # Some programs print a word twice to make it bold.
    near = max(abs(a - b) for a, b in zip(one.box, other.box, strict=True)) < 0.15 * small
    return not (one.text == other.text and near)
