"""The one place where raadsbrief reaches into WeasyPrint, which offers no other way.

Four functions of WeasyPrint are replaced, only around our own call: the one that writes the
structure tree, two that have a mistake in them, and the one that lays out a table on a page,
because no style sheet can tell its first page from the next, nor how high it becomes. The version
of WeasyPrint is pinned for this reason. What `structure` reads of boxes, and `tags` of streams, are
the arguments of the first.
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import weasyprint
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, inline
from weasyprint.text import line_break

from raadsbrief.pdf.tagging.tags import add_tags

_TABLE = ["context", "table", "bottom_space", "skip_stack", "containing_block"]
_TABLE += ["page_is_empty", "absolute_boxes", "fixed_boxes"]
_REPLACED = (
    (weasyprint.pdf, "add_tags", ["pdf", "document", "pdf_version", "page_streams"]),
    (inline, "trailing_whitespace_size", ["context", "box"]),
    (block, "table_layout", _TABLE),
    (LayoutContext, "_update_footnote_area", ["self"]),
)
AGAIN = "vervolg"  # the class of a row in the head of a table that its first page does not have
_lock = threading.Lock()


def check() -> None:
    """Assert that WeasyPrint still has the functions that this module replaces."""
    for module, name, parameters in _REPLACED:
        found = getattr(module, name, None)
        assert found is not None and _parameters(found) == parameters, (  # noqa: PT018
            f"WeasyPrint {weasyprint.__version__} has no {module.__name__}.{name}"
            f"({', '.join(parameters)}) any more: adapt raadsbrief/pdf/seam.py"
        )


def _parameters(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


@contextmanager
def own_structure() -> Iterator[None]:
    """Have WeasyPrint lay out and write a page our way, for as long as the context lasts."""
    with _lock:  # the functions are one for all threads
        check()
        written: list[Any] = []
        known: dict[tuple[Any, ...], tuple[float, bool]] = {}

        def tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
            add_tags(pdf, document, page_streams)
            written.append(pdf_version)

        original = inline.trailing_whitespace_size
        lay_out_table = block.table_layout
        update_notes = LayoutContext._update_footnote_area

        def trailing(context: Any, box: Any) -> float:
            return _hanging_space(context, box) or original(context, box)

        def table(context: Any, box: Any, space: Any, skip_stack: Any, *rest: Any) -> Any:
            box = _without_again(box) if skip_stack is None else box
            laid_out = lay_out_table(context, box, space, skip_stack, *rest)
            if laid_out[0] is not None and laid_out[1] is None:  # it ends on this page
                _end_on_a_line(context, laid_out[0], context.page_bottom - space)
            return laid_out

        def notes(context: Any) -> bool:
            return _lay_out_notes(context, update_notes, known)

        with (
            _replaced(weasyprint.pdf, "add_tags", tags),
            _replaced(inline, "trailing_whitespace_size", trailing),
            _replaced(block, "table_layout", table),
            _replaced(LayoutContext, "_update_footnote_area", notes),
        ):
            yield
        assert written, "WeasyPrint did not ask for a structure tree"


@contextmanager
def _replaced(module: ModuleType | type, name: str, function: Callable[..., Any]) -> Iterator[None]:
    original = getattr(module, name)
    setattr(module, name, function)
    try:
        yield
    finally:
        setattr(module, name, original)


def _hanging_space(context: Any, box: Any) -> float:
    """Return the width in px of preserved white space at the end of a line.

    It hangs (CSS Text 3, 4.1.2): the line has room for its text without it. WeasyPrint counts
    it, and then breaks the line too early, behind a bold word or a list's bullet.
    """
    while isinstance(box, boxes.InlineBox | boxes.LineBox) and box.children:
        box = box.children[-1]
    if not isinstance(box, boxes.TextBox) or box.style["white_space"] != "pre-wrap":
        return 0
    space = box.text[len(box.text.rstrip(" ")) :]
    if not space or not box.style["font_size"]:
        return 0
    width: float = inline.split_first_line(space, box.style, context, None, 0)[3]
    return width


def _without_again(table: Any) -> Any:
    """Return a table without the rows that only later pages have in its head."""
    if not table.children or not table.children[0].is_header:
        return table
    head, *bodies = table.children
    kept = [row for row in head.children if not _is_again(row)]
    if len(kept) == len(head.children):
        return table
    shown = table.copy_with_children([head.copy_with_children(kept), *bodies])
    if table.style["border_collapse"] == "collapse":
        gone = len(head.children) - len(kept)
        shown.collapsed_border_grid = tuple(lines[gone:] for lines in table.collapsed_border_grid)
    return shown


def _end_on_a_line(context: Any, table: Any, bottom: float) -> None:
    """Give a table as much white below as lets the text after it stand on the lines of the page.

    Its rows have lines of their own, so that no style sheet can do this.
    """
    half: float = line_break.strut(table.style.root_style)[0] / 2
    begin = context.current_footnote_area.page.content_box_y()
    end: float = table.position_y + table.border_height()
    more = -(end - begin) % half
    if not context.in_column and 0.01 < more < half - 0.01 and end + more <= bottom:
        table.height += more


def _is_again(row: Any) -> bool:
    return row.element is not None and AGAIN in (row.element.get("class") or "").split()


def _lay_out_notes(
    context: Any, lay_out: Callable[..., Any], known: dict[tuple[Any, ...], tuple[float, bool]]
) -> bool:
    """Give the notes of a page their height; tell whether that is more than they may have.

    WeasyPrint asks this again and again for the same notes, and compares two sums of the same
    sizes: they differ by rounding, and a note moves to the next page for that.
    """
    area = context.current_footnote_area
    key = (area.page.page_type, area.page.width, *context.current_page_footnotes)
    if key not in known:
        over = bool(lay_out(context)) and area.height >= area.max_height * (1 - 1e-9)
        known[key] = area.height, over
        return over
    if area.height != "auto" and not context.in_column:
        context.page_bottom += area.margin_height()
    area.children = context.current_page_footnotes
    area.height, over = known[key]
    if not context.in_column:
        context.page_bottom -= area.margin_height()
    return over
