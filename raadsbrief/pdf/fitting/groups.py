"""The name of a group in a table, again on each page on which the group goes on.

WeasyPrint repeats the head of a table and nothing else. Which group a page breaks is known
only after the layout, so the name is put there and the page laid out again, for one break at a
time: each moves the rows after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from raadsbrief.pdf.fitting.flow import blocks, classes, root

_CLASS = "groep"
_MORE = " (vervolg)"


def repeat_name(document: Any) -> bool:
    """Put the name of the first broken group at the top of its next page, if there is one."""
    for body, row in _broken(document.pages):
        body.insert(list(body).index(row), _again(body[0]))
        return True
    return False


def _broken(pages: Sequence[Any]) -> Iterator[tuple[Element, Element]]:
    """Yield the groups that go on at the top of a page without their name, and their row there."""
    begun: set[Element] = set()
    for page in pages:
        for box in blocks(root(page)):
            if not isinstance(box, boxes.TableRowGroupBox) or not _has_name(box.element):
                continue
            rows = [kid.element for kid in box.children]
            if box.element in begun and rows and _CLASS not in classes(rows[0]):
                yield box.element, rows[0]
            begun.add(box.element)


def _has_name(body: Element | None) -> bool:
    return body is not None and len(body) > 0 and _CLASS in classes(body[0])


def _again(head: Element) -> Element:
    """Return the row with the name for the next page; who listens has heard it."""
    row, cell = Element("tr", head.attrib), Element("th", head[0].attrib)
    row.set("aria-hidden", "true")
    row.set("style", "break-before: page")
    cell.text = "".join(words(head[0])) + _MORE
    row.append(cell)
    return row


def words(element: Element) -> Iterator[str]:
    """Yield the text of an element without its footnotes; its links are in the first head."""
    yield element.text or ""
    for child in element:
        is_note = child.get("role") in ("doc-noteref", "doc-footnote")
        if not is_note and "nootteken" not in classes(child):
            yield from words(child)
        yield child.tail or ""
