"""White space in the page, so that words stay apart in the text layer of the PDF.

WeasyPrint drops the space at the end of a line, paints no text that is only white space, and
paints nothing for a line break: three ways to glue two words together for whoever listens to
the letter or copies from it. Therefore the style sheet of `pdf` keeps white space as it is
(`pre-wrap`), and this module first makes it what a browser would show (CSS Text 3, 4.1).

It also holds together what Dutch does not part at the end of a line (`breaks`): here, because
here all words of the page pass, whatever template or field they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from raadsbrief.breaks import JOINER, MAX_CHARACTERS, MAX_IN_CELL, joined

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "col",
        "colgroup",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "details",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NO_TEXT = frozenset(["br", "img", "pre", "textarea", "script", "style", "template"])

# Paints nothing and takes no room, but makes WeasyPrint paint the space beside it.
KEEPER = "\N{ZERO WIDTH SPACE}"

# A place where text can stand: an element, and its `text` or its `tail`. Or something that
# stands between the words, such as a picture.
_Slot = tuple[Element, str]
_OBJECT = "object"
_SIGN = "\N{OBJECT REPLACEMENT CHARACTER}"


def tidy(page: Element) -> None:
    """Make the white space in the body of a page what is shown, in place: no more, no less."""
    body = page.find("body")
    if body is None:
        return
    foreign = set(_foreign(body))
    for run in _runs(body):
        _collapse(run.slots)
        _hold(run, foreign)
        _keep(run)


def _foreign(body: Element) -> Iterator[_Slot]:
    """Yield the slots with words of another language."""
    for element in body.iter():
        if not element.get("lang", "nl").startswith("nl"):
            for inside in element.iter():
                yield (inside, "text")
                if inside is not element:
                    yield (inside, "tail")


class _Run:
    """The text slots of one line of thought: from one block or line break to the next."""

    def __init__(self, block: Element) -> None:
        self.block = block
        self.slots: list[_Slot] = []
        self.broken = False  # ends at a <br>


def _runs(block: Element) -> list[_Run]:
    done: list[_Run] = []
    _gather(block, [_Run(block)], done)
    return done


def _gather(element: Element, current: list[_Run], done: list[_Run]) -> None:
    """Divide the text of a block over runs; `current` holds the run that is being filled."""
    current[0].slots.append((element, "text"))
    for child in element:
        tag: Any = child.tag  # a comment's is a function
        if tag in BLOCKS or tag == "br":
            current[0].broken = tag == "br"
            done.append(current[0])
            current[0] = _Run(current[0].block)
        if _is_note(child) or tag in BLOCKS:
            done.extend(_runs(child))
        elif _has_own_text(tag):
            _gather(child, current, done)
        elif isinstance(tag, str) and tag != "br":
            current[0].slots.append((child, _OBJECT))
        current[0].slots.append((child, "tail"))
    if element.tag in BLOCKS or _is_note(element):
        done.append(current[0])


def _has_own_text(tag: Any) -> bool:
    """Tell inline elements with text from comments, line breaks, pictures and verbatim text."""
    return isinstance(tag, str) and tag not in _NO_TEXT and not tag.startswith("{")


def _is_note(element: Element) -> bool:
    """Tell a footnote, which stands inside the paragraph of its call and has its own text."""
    return element.get("role") == "doc-footnote"


def _collapse(slots: list[_Slot]) -> None:
    after_space = True
    for slot in slots:
        text = re.sub(r"[ \t\r\n\f]+", " ", _text(slot))
        text = text[1:] if after_space and text.startswith(" ") else text
        if text or slot[1] == _OBJECT:
            after_space = text.endswith(" ")
        _write(slot, text)
    for slot in reversed(slots):
        if slot[1] == _OBJECT:
            return
        text = _text(slot).rstrip(" ")
        _write(slot, text)
        if text:
            return


def _hold(run: _Run, foreign: set[_Slot]) -> None:
    """Keep together what Dutch does not part at the end of a line, also over emphasis."""
    limit = MAX_IN_CELL if run.block.tag in ("td", "th") else MAX_CHARACTERS
    text = "".join(_text(slot) or _SIGN * (slot[1] == _OBJECT) for slot in run.slots)
    instead = joined(text, limit)
    begin = 0
    for slot in run.slots if instead else ():
        own = _text(slot)
        if slot not in foreign:
            _write(slot, "".join(instead.get(begin + i, c) for i, c in enumerate(own)))
        begin += len(own) or (slot[1] == _OBJECT)


def _keep(run: _Run) -> None:
    """Have every space painted, also where WeasyPrint makes a text box of it alone."""
    if run.broken and any(_text(slot) for slot in run.slots):
        last = run.slots[-1]  # a space before the line break, so that the words stay apart
        _write(last, f"{_text(last)} ")
    for slot in run.slots[1:]:
        text = _text(slot)
        if text.startswith(" "):
            _write(slot, f" {KEEPER}{text[1:]}")


def _text(slot: _Slot) -> str:
    element, name = slot
    return "" if name == _OBJECT else getattr(element, name) or ""


def _write(slot: _Slot, text: str) -> None:
    element, name = slot
    if name != _OBJECT:
        setattr(element, name, text)


def plain(text: str) -> str:
    """Return text without what this module adds, as one line."""
    return " ".join(text.replace(KEEPER, "").replace(JOINER, "").split())


def text_of(element: Element, without_notes: bool = False) -> str:
    """Return all text in an element, as one line; with the calls and words of notes, or not."""
    return plain("".join(_texts(element, without_notes)))


def _texts(element: Element, without_notes: bool) -> Iterator[str]:
    """Walk text like `itertext`, with a space for a line break and the words of an image."""
    if element.tag == "br":
        yield " "
    yield element.get("alt", "") if element.tag == "img" else element.text or ""
    for child in element:
        is_note = child.get("role") in ("doc-noteref", "doc-footnote")
        if isinstance(child.tag, str) and not (is_note and without_notes):
            yield from _texts(child, without_notes)
        yield child.tail or ""
