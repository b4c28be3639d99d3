"""Tables over more than one page: small ones are kept whole, others say that they go on."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from raadsbrief.pdf.fitting.flow import bottom, classes, restyle, top
from raadsbrief.pdf.fitting.groups import words
from raadsbrief.pdf.fitting.loosen import rows, tables
from raadsbrief.pdf.seam import AGAIN

_SMALL = 0.4  # of the height of a page
_KEPT = "break-inside"


def keep_small(document: Any) -> bool:
    """Keep a table that is broken, and that a page has ample room for, on one page."""
    kept = False
    room = max(bottom(page) - top(page) for page in document.pages)
    for table, parts in tables(document.pages).items():
        height = sum(row.height for _, part in parts for row in rows(part))
        if len(parts) > 1 and height <= _SMALL * room and _KEPT not in (table.get("style") or ""):
            kept |= restyle(table, "break-inside: avoid")
    return kept


def repeat_caption(document: Any) -> bool:
    """Put the captions of broken tables in their heads, for the pages on which they go on.

    Such a row is in the head of each page but the first (see `seam`); who listens has heard it.
    """
    added = False
    for table, parts in tables(document.pages).items():
        caption, head = table.find("caption"), table.find("thead")
        shown = [part for _, part in parts if rows(part)]
        if len(shown) < 2 or caption is None or head is None or not len(head):
            continue
        if AGAIN not in classes(head[0]) and "display" not in (head.get("style") or ""):
            head.insert(0, _again(caption, shown[0]))
            added = True
    return added


def _again(caption: Element, part: Any) -> Element:
    """Return the row: as wide as the table, but without a say in the widths of its columns."""
    row = Element("tr", {"class": AGAIN, "aria-hidden": "true"})
    cell = Element("th", {"colspan": str(len(part.column_widths)), "style": "border: 0"})
    width = sum(part.column_widths)
    block = Element("div", {"style": f"width: {width:.3f}px; margin-right: -{width:.3f}px"})
    block.text = f"{''.join(words(caption))} (vervolg)"
    cell.append(block)
    row.append(cell)
    return row
