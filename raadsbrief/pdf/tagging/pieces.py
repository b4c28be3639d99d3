"""Cutting an element into pieces that can stand on different pages, and remain one to the ear.

The pieces carry one name (`PIECE`), by which `structure` knows them as the same element.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from xml.etree.ElementTree import Element

PIECE = "data-deel"


def cut(element: Element, sizes: Iterable[int], name: str) -> list[Element]:
    """Cut an element with inline content after so many characters, white space not counted.

    A piece ends at the end of a word. `name` is what the pieces are called together.
    """
    names = (f"{name}.{number}" for number in count())
    element.set(PIECE, next(names))
    pieces = []
    for size in sizes:
        knife = _Knife(size)
        first, rest = _halves(element, knife, names)
        if not _has_content(rest):
            break
        pieces.append(first)
        element = rest
    return [*pieces, element]


class _Knife:
    """Counts the characters before the cut."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.done = False

    def divide(self, text: str) -> tuple[str, str]:
        """Return the text before the cut and that behind it."""
        for place, character in enumerate(text):
            if self.done and not character.isspace():
                return text[:place], text[place:]
            if character.isspace():
                self.done = self.done or self.left <= 0
            else:
                self.left -= 1
        return text, ""


def _halves(element: Element, knife: _Knife, names: Iterator[str]) -> tuple[Element, Element]:
    first = Element(element.tag, element.attrib)
    rest = Element(element.tag, {k: v for k, v in element.attrib.items() if k != "id"})
    first.text, rest.text = knife.divide(element.text or "")
    for child in element:
        if _has_content(rest):
            rest.append(child)
            continue
        before, after = _halves(child, knife, names)
        if _has_content(after):
            if PIECE not in child.attrib:
                before.attrib[PIECE] = after.attrib[PIECE] = next(names)
            after.tail = child.tail
            rest.append(after)
            first.append(before)
        else:
            child.tail, rest.text = knife.divide(child.tail or "")
            first.append(child)
    return first, rest


def _has_content(element: Element) -> bool:
    return bool(element.text) or len(element) > 0
