"""The one place where raadsbrief reaches into WeasyPrint, which offers no other way.

Two functions of WeasyPrint are replaced, only around our own call: the one that writes the
structure tree, and one that has a mistake in it. The version of WeasyPrint is pinned for this
reason. What `structure` reads of boxes, and `tags` of streams, are the arguments of the first.
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
from weasyprint.layout import inline

from raadsbrief.pdf.tags import add_tags

_REPLACED = (
    (weasyprint.pdf, "add_tags", ["pdf", "document", "pdf_version", "page_streams"]),
    (inline, "trailing_whitespace_size", ["context", "box"]),
)
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

        def tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
            add_tags(pdf, document, page_streams)
            written.append(pdf_version)

        original = inline.trailing_whitespace_size

        def trailing(context: Any, box: Any) -> float:
            return _hanging_space(context, box) or original(context, box)

        with (
            _replaced(weasyprint.pdf, "add_tags", tags),
            _replaced(inline, "trailing_whitespace_size", trailing),
        ):
            yield
        assert written, "WeasyPrint did not ask for a structure tree"


@contextmanager
def _replaced(module: ModuleType, name: str, function: Callable[..., Any]) -> Iterator[None]:
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
