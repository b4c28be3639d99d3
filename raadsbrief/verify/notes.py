"""Rules about footnotes: each has a name, and stands at the foot of the page that calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.verify.reading import Element, Reading, is_dictionary, per_page, text


def named(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.9 (Matterhorn 19-003, 19-004): each note has an ID of its own."""
    seen: set[str] = set()
    for element in _notes(reading):
        name = text(element.obj.get("/ID"))
        if not name or name in seen:
            what = "is niet uniek" if name else "ontbreekt"
            message = f"de code (ID) van een voetnoot {what}"
            yield reading.finding(Code.STRUCTURE, message, page=element.where)
        seen.add(name)


def beside_their_call(reading: Reading) -> Iterator[Diagnostic]:
    """A note begins on the page of its first call: who reads on paper looks nowhere else."""
    calls = _calls(reading)
    astray: list[int] = []
    for note in _notes(reading):
        begins, called = note.where, calls.get(text(note.obj.get("/ID")))
        around = {called} if called else _pages_before(note)
        if begins is not None and around and begins not in around:
            astray.append(begins)
    message = "een voetnoot staat niet op de bladzijde van haar verwijzing"
    yield from per_page(reading, Code.STRUCTURE, message, astray)


def _notes(reading: Reading) -> Iterator[Element]:
    return (element for element in reading.elements if element.role == "Note")


def _calls(reading: Reading) -> dict[str, int]:
    """Return the page of the first link to each name of a place, other than those in notes."""
    targets = {annotation.objgen: (page, annotation) for page, annotation in reading.annotations()}
    found: dict[str, int] = {}
    for element in reading.elements:
        for reference in element.objects:
            page, annotation = targets.get(reference, (0, None))
            if annotation is not None and not _in_note(element):
                found.setdefault(_target(annotation), page)
    return found


def _in_note(element: Element | None) -> bool:
    while element is not None and element.role != "Note":
        element = element.parent
    return element is not None


def _target(annotation: Any) -> str:
    """Return the name of the place that a link goes to, empty when it has none."""
    action = annotation.get("/A")
    place = action.get("/D") if is_dictionary(action) else annotation.get("/Dest")
    return str(place).removeprefix("/") if isinstance(place, pikepdf.String | pikepdf.Name) else ""


def _pages_before(note: Element) -> set[int]:
    """Return the pages of what stands before a note: a note follows the text that calls it."""
    siblings = note.parent.kids if note.parent else []
    before = siblings[: siblings.index(note)] if note in siblings else []
    text_before = [one for one in before if one.role != "Note"][-1:]
    if not text_before and note.parent is not None:
        text_before = [note.parent]
    return {
        page
        for one in text_before
        for part in one.walk()
        if not _in_note(part)
        for page, _ in part.content
        if page is not None
    }
