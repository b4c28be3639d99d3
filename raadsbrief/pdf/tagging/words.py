"""Words that a line breaks, whole again for whoever copies, searches or listens.

A hyphen at the end of a line belongs to the line and not to the word, and a long address has no
space where it goes on. The first part of such a word says the whole word in its ActualText
(ISO 32000-1, 14.9.4), and the parts after it say nothing. A hyphen that was typed stays as it is.
"""

from __future__ import annotations

from typing import Any

from raadsbrief.pdf.spaces import KEEPER
from raadsbrief.pdf.tagging.tree import Marked

ADDRESS = "data-adres"  # of an element that is one address
HYPHEN = "\N{HYPHEN}"  # what WeasyPrint puts at the end of a line; a typed one is another
# Where white space is kept, a line that ends between words ends with their space.
_KEPT = ("pre-wrap", "break-spaces")


class Words:
    """Goes through the text of a letter; `texts` is what a piece says instead of what it shows."""

    def __init__(self) -> None:
        self.texts: dict[Marked, str] = {}
        self._last: tuple[Any, Marked] | None = None
        self._first: Marked | None = None  # the piece that the last word begins in

    def add(self, box: Any, mark: Marked) -> None:
        """Note a piece of text, in reading order."""
        last, first = self._last, self._first
        self._last, self._first = (box, mark), mark
        if last is None or first is None or not _goes_on(*last, box, mark):
            return
        text = _bare(box)
        end = next((i for i, sign in enumerate(text) if sign.isspace()), len(text))
        self.texts[first] = self.texts.get(first, _bare(last[0])) + text[:end]
        self.texts[mark] = text[end:]
        if end == len(text):
            self._first = first

    def interrupt(self) -> None:
        """Note that something else than text stands here, such as a picture."""
        self._last = None


def _bare(box: Any) -> str:
    text: str = box.text
    return (text.removesuffix(HYPHEN) if _is_hyphenated(box) else text).replace(KEEPER, "")


def _is_hyphenated(box: Any) -> bool:
    return bool(box.text.endswith(HYPHEN) and box.style["hyphens"] == "auto")


def _goes_on(last: Any, there: Marked, box: Any, here: Marked) -> bool:
    """Tell whether a piece of text goes on with the word that the piece before it ends with."""
    if (last.element, last.element_tag) != (box.element, box.element_tag):
        return False
    if there.page == here.page and last.position_y >= box.position_y:
        return False
    if last.style["white_space"] not in _KEPT or not last.text or not box.text:
        return False
    end, begin = last.text[-1], box.text[0]
    is_ours = _is_hyphenated(last) or last.element.get(ADDRESS) is not None
    return not begin.isspace() and (is_ours or (end.isalnum() and begin.isalnum()))
