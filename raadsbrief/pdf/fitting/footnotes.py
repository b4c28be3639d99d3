"""Footnotes on the page of their call: they begin there, and go on on the next if they must.

WeasyPrint has a note as a whole on one page. It moves notes to the next page when that makes
room for one more line, and it has no answer to a note for which there is no room on the page.
Such a note is cut into its lines, of which WeasyPrint puts as many on the page as there is room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from raadsbrief.pdf.fitting.flow import blocks, bottom, end, html, notes, restyle, root, sides, top
from raadsbrief.pdf.spaces import BLOCKS, text_of
from raadsbrief.pdf.tagging.pieces import PIECE, cut

_GAP = 0.15  # of the height of a page: more white than that is filled with part of a note
_FEW = 3  # lines of a note that stay together
_SHORTEST, _PIECES = 2, 12  # lines of the pieces of a long note, and how many there are
_ORPHANS = 6
_APART = "data-los"
_PARTS = frozenset(["caption", "thead", "tbody", "tr", "td", "th", "li"])
_FLOWS = frozenset(["body", "main", "section", "article", "div", "blockquote"])
_NOTE = ".//*[@role='doc-footnote']"


def place(document: Any) -> bool:
    """Mend the first thing that is wrong with the notes."""
    pages = document.pages
    page = html(pages)
    if page.find(_NOTE) is None:
        return False
    outside = [note for number in pages for note in _outside(number)]
    if _cut_all([note for note in outside if note is not None], pages):
        return True
    for note, called in _late(pages):
        if _ask_for_more_lines(pages[called]) or _cut_all([note], pages):
            return True
        if _set_apart(page, note):
            return True
    return _cut_all(list(_pushed(pages)), pages) or _make_room(pages)


def misplaced(document: Any) -> list[str]:
    """Return the words of the notes that do not begin on the page of their call, or are lost."""
    if html(document.pages).find(_NOTE) is None:
        return []
    wrong = [note for note, _ in _late(document.pages)]
    wrong += [note for page in document.pages for note in _outside(page)]
    wrong += [notes(page).children[0].element for page in document.pages if _overlaps(page)]
    return list(dict.fromkeys(text_of(note) for note in wrong))


def _late(pages: Sequence[Any]) -> Iterator[tuple[Element, int]]:
    """Yield the notes that do not begin on the page of their call, and that page, from 0."""
    anchors = [page.anchors for page in pages]
    for note in html(pages).iterfind(_NOTE):
        back = note.find("*[@role='doc-backlink']")
        if back is None or not note.get("id"):
            continue
        call = _page_with(anchors, back.get("href", "")[1:])
        if call is not None and note.get("id") not in anchors[call]:
            yield note, call


def _page_with(anchors: list[dict[str, Any]], name: str) -> int | None:
    return next((number for number, names in enumerate(anchors) if name in names), None)


def _outside(page: Any) -> Iterator[Element]:
    """Yield the notes that stand outside the type area of a page, or over its text."""
    area = notes(page)
    for note in area.children if area else ():
        above = note.position_y < top(page) - 1
        if above or note.position_y + note.margin_height() > bottom(page) + 4:
            yield note.element


def _overlaps(page: Any) -> bool:
    """Tell whether the text of a page runs on over its notes."""
    area = notes(page)
    return area is not None and end(page) > area.position_y + area.margin_top + 1


def _make_room(pages: Sequence[Any]) -> bool:
    """Take what is higher than notes from the page before leave room for to the next page."""
    for before, page in pairwise(pages):
        _, first = sides(before, page)
        if not _overlaps(page) or not first:
            continue
        parents = {child: parent for parent in html(pages).iter() for child in parent}
        element = first[0].element
        parent = parents[element]
        if element.tag in BLOCKS - _PARTS and parent.tag in _FLOWS:
            empty = Element("div", {"style": "height: 1px; break-after: page"})
            parent.insert(list(parent).index(element), empty)
            return True
    return False


def _ask_for_more_lines(page: Any) -> bool:
    """Ask for one line more than there is of what breaks at the foot of a page.

    WeasyPrint takes notes from a page to make room for the last line that a paragraph must
    have there (`orphans`). With one more, the paragraph begins on the next page.
    """
    asked = False
    for box in blocks(root(page)):
        lines = [kid for kid in getattr(box, "children", ()) if isinstance(kid, boxes.LineBox)]
        wanted = box.style["orphans"]
        if lines and lines[-1].resume_at and len(lines) == wanted and wanted < _ORPHANS:
            asked |= restyle(box.element, f"orphans: {wanted + 1}")
    return asked


def _pushed(pages: Sequence[Any]) -> Iterator[Element]:
    """Yield the notes that are too long for a page that ends early, and were taken to the next."""
    for page, after in pairwise(pages):
        area = notes(page)
        limit = area.position_y if area else bottom(page)
        if limit - end(page) > _GAP * (bottom(page) - top(page)):
            yield from _called_at_the_top(after)


def _called_at_the_top(page: Any) -> Iterator[Element]:
    for kind, target, (_, y, *_), _ in page.links:
        if kind == "internal" and y < top(page) + 90:
            yield from html([page]).iterfind(f"{_NOTE}[@id='{target}']")


def _cut_all(found: list[Element], pages: Sequence[Any]) -> bool:
    """Cut the notes that are long and not in pieces yet."""
    parents = {child: parent for parent in html(pages).iter() for child in parent}
    done = [note for note in found if note in parents and _cut(note, parents[note], pages)]
    return bool(done)


def _cut(note: Element, parent: Element, pages: Sequence[Any]) -> bool:
    if PIECE in note.attrib:
        return False
    lines = _lines(note, pages)
    if len(lines) <= _FEW:
        return False
    # Two lines begin it. The more pieces a page has, the longer WeasyPrint takes for each.
    step = max(_SHORTEST, len(lines) // _PIECES)
    sizes = [sum(lines[at : at + step]) for at in range(2, len(lines) - step, step)]
    pieces = cut(note, [sum(lines[:2]), *sizes], note.get("id") or "")
    for piece in pieces[1:]:
        restyle(piece, "footnote-policy: auto")
    for piece in pieces[:-1]:
        restyle(piece, "margin-bottom: 0")
    pieces[-1].tail, place = note.tail, list(parent).index(note)
    parent[place : place + 1] = pieces
    return True


def _lines(note: Element, pages: Sequence[Any]) -> list[int]:
    """Return how many characters each line of a note has, white space not counted."""
    for page in pages:
        area = notes(page)
        for box in area.children if area else ():
            if box.element is note:
                return [_size(line) for line in blocks(box) if isinstance(line, boxes.LineBox)]
    return [100] * (sum(len(word) for word in text_of(note).split()) // 100 + 1)


def _size(line: Any) -> int:
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    shown = [box.text for box in texts if "::" not in (box.element_tag or "")]
    return sum(not character.isspace() for text in shown for character in text)


def _set_apart(page: Element, note: Element) -> bool:
    """Begin a new line at the call of a note that shares a line with more than fit on a page."""
    if _APART in note.attrib:
        return False
    parents = {child: parent for parent in page.iter() for child in parent}
    note.set(_APART, "")
    parent = parents[note]
    call = list(parent).index(note) - 1
    if call < 0:
        return False
    before = parent[call - 1] if call else None
    text = (parent.text if before is None else before.tail) or ""
    kept, space, word = text.rpartition(" ")
    if not space:
        return False
    line = Element("br")
    line.tail = word
    if before is None:
        parent.text = kept + space
    else:
        before.tail = kept + space
    parent.insert(call, line)
    while parent.tag not in BLOCKS:
        parent = parents[parent]
    restyle(parent, "orphans: 1; widows: 1")
    while parent in parents:
        if parent.tag == "tr":
            restyle(parent, "break-inside: auto")
        parent = parents[parent]
    return True
