"""A letter on its pages to be looked at while it is written: drawn whatever is wrong with it.

What would keep a PDF from being made is told beside it. It has no structure and is not compressed:
nobody keeps it. Its pages look as those of the PDF do, which a test holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from raadsbrief.diagnostics import Diagnostic
from raadsbrief.pdf import pdf, pictures
from raadsbrief.pdf.fitting import footnotes, measure
from raadsbrief.pdf.jobs import Breach, Spot
from raadsbrief.pdf.seam import own_structure
from raadsbrief.pdf.spaces import text_of

_SHOWN = 60  # characters of a text that a spot shows
_SHAPES = (boxes.BlockBox, boxes.TableCellBox, boxes.InlineBox, boxes.InlineBlockBox)


@dataclass(frozen=True)
class Draft:
    """A PDF to be looked at, and what is wrong with its pages."""

    data: bytes
    breaches: tuple[Breach, ...]
    found: tuple[Diagnostic, ...]


def draft(html: str, file: str, templates: Path | None = None) -> Draft:
    """Make a PDF to be looked at. Raises TemplateError when the page cannot be drawn."""

    def work(page: Any) -> Draft:
        with own_structure(is_draft=True):
            document = pdf.lay_out(page)
            lost = tuple(pdf.misplaced(words, file) for words in footnotes.misplaced(document))
            breaches = tuple(measure.breaches_of(document))
            data = document.write_pdf(finisher=lambda _, made: pictures.sharpen(made.objects))
            return Draft(data, breaches, lost)

    made, found = pdf.told(html, file, templates, work)
    return Draft(made.data, made.breaches, (*made.found, *found))


def spots(html: str, file: str, templates: Path | None = None) -> list[Spot]:
    """Find where on its pages each text of a page with places stands. Raises TemplateError."""

    def work(page: Any) -> list[Spot]:
        with own_structure(is_draft=True):
            document = pdf.lay_out(page)
        return [
            spot
            for number, laid_out in enumerate(document.pages)
            for spot in _on_page(laid_out._page_box, number)
        ]

    return pdf.told(html, file, templates, work)[0]


def _on_page(page_box: Any, number: int) -> Iterator[Spot]:
    """Yield the spots of a page, what is around another before it."""
    waiting: list[tuple[Any, int]] = [(page_box, 1)]
    while waiting:
        box, regel = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        element = getattr(box, "element", None)
        if element is not None and "::" not in box.element_tag:
            regel = int(element.get("data-regel") or regel)
            if element.get("data-bron") and isinstance(box, _SHAPES):
                yield _spot(box, element, number, regel)
            if isinstance(box, boxes.TableRowBox):
                yield from _labels(box, number, regel)
        if isinstance(box, boxes.ParentBox):
            waiting += [(child, regel) for child in reversed(box.children)]


def _labels(row: Any, number: int, regel: int) -> Iterator[Spot]:
    """Let the cells of a row that come from nowhere, such as its label, lead to the rest of it."""
    names = [name for part in row.element.iter() if (name := part.get("data-bron"))]
    for cell in row.children if names else ():
        if cell.element is not None and not any(
            one.get("data-bron") for one in cell.element.iter()
        ):
            yield _spot(cell, cell.element, number, regel, names[-1])


def _spot(box: Any, element: Any, number: int, regel: int, bron: str = "") -> Spot:
    words = " ".join(text_of(element).split())
    return Spot(
        number,
        round(box.border_box_x(), 1),
        round(box.border_box_y(), 1),
        round(box.border_width(), 1),
        round(box.border_height(), 1),
        bron or element.get("data-bron"),
        regel,
        words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…",
    )
