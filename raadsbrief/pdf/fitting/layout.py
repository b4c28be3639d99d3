"""Laying out a page, looking at it, and laying it out again: some things only a layout can tell.

An adjustment looks at the pages of a layout and changes the HTML, one thing at a time, because
each moves all that comes after it. It tells whether it did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from raadsbrief.pdf.fitting import endings, flow, footnotes, groups, loosen, spans, tables, widths

Adjustment = Callable[[Any], bool]

# In this order: what stands first decides on which page the rest comes.
ADJUSTMENTS: tuple[Adjustment, ...] = (
    widths.fit,
    footnotes.place,
    loosen.loosen,
    tables.keep_small,
    tables.repeat_caption,
    groups.repeat_name,
    spans.cut,
)
_MOST = 40  # more than a letter asks for


def laid_out(render: Callable[[], Any]) -> Any:
    """Lay out a page with `render` until no adjustment has anything left to do."""
    document = _saving_a_page(render)
    for _ in range(_MOST):
        if not any(adjust(document) for adjust in ADJUSTMENTS):
            break
        document = render()
    return document


def _saving_a_page(render: Callable[[], Any]) -> Any:
    """Lay out a page, closer if that saves a last page with little on it."""
    document = render()
    if not endings.tighten(document):
        return document
    closer = render()
    if len(closer.pages) < len(document.pages):
        return closer
    endings.loosen(flow.html(document.pages))
    return document
