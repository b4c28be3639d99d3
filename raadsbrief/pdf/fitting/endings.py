"""The last page of a letter: a page with next to nothing on it is saved, if that takes little.

The style sheet says how much closer everything stands then: `[data-krap]` in `brief.css`.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from raadsbrief.pdf.fitting.flow import blocks, bottom, end, html, root, top

_LITTLE = 0.2  # of the height of a page, the signatures not counted
_GAIN = 0.06  # what standing closer saves of a page, at most
_TIGHT = "data-krap"  # no class: WeasyPrint reads the classes of an element once


def tighten(document: Any) -> bool:
    """Let all stand closer if the last page has little on it, and that can save the page."""
    *before, last = document.pages
    room = bottom(last) - top(last)
    if not before or end(last) - top(last) > _GAIN * room * len(before):
        return False
    if end(last) - top(last) - _signing(last) > _LITTLE * room:
        return False
    html(document.pages).set(_TIGHT, "")
    return True


def loosen(page: Element) -> None:
    """Let all stand as it stood."""
    del page.attrib[_TIGHT]


def _signing(page: Any) -> float:
    """Return the height of the signatures, with the white above them."""
    signed = [box for box in blocks(root(page)) if box.element_tag == "footer"]
    return end(page) - signed[0].position_y if signed else 0.0
