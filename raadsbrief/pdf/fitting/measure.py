"""Looks at the pages of a layout: what is drawn outside the type area, or over other text.

Lines of text and pictures are held against the area that the page leaves them, and lines against
each other. A style sheet may place things elsewhere on purpose: what has a negative margin gets as
much more room, and what is positioned may stand anywhere on the sheet and over anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from raadsbrief.pdf.jobs import Breach, BreachError
from raadsbrief.pdf.spaces import plain

_SLACK = 1.0  # px: what nobody sees
# What letters take above the line they stand on, in em: a capital, and what is sure to be ink.
_CAPITAL, _INK = 0.65, 0.45
_SPACE = 0.3  # em: at most so wide is a space, which hangs at the end of a line
_HOLDERS = (boxes.BlockBox, boxes.TableCellBox)  # of lines
_SHORT = 60  # characters of a text that a finding shows


class _Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class _Scope(NamedTuple):
    """What holds for a box and all in it: its room, and whether it may stand over other text."""

    area: _Area
    is_free: bool = False
    keyword: str | None = None  # of a box in the margin


@dataclass(frozen=True, eq=False)
class Piece:
    """A line of text or a picture on a page (from 0), the boxes around it, and its room."""

    box: Any
    around: tuple[Any, ...]
    page: int
    scope: _Scope

    @property
    def is_text(self) -> bool:
        """Tell text from pictures."""
        return isinstance(self.box, boxes.TextBox)

    @property
    def left(self) -> float:
        """Where it begins."""
        return float(self.box.position_x)

    @property
    def right(self) -> float:
        """Where it ends; the space at the end of a line hangs over the edge."""
        if not self.is_text:
            return float(self.box.position_x + self.box.margin_width())
        text = self.box.text
        spaces = len(text) - len(text.rstrip())
        return float(self.box.position_x + self.box.width) - spaces * _SPACE * self.size

    @property
    def is_wide(self) -> bool:
        """Tell whether it stands beside its room."""
        area = self.scope.area
        return self.left < area.left - _SLACK or self.right > area.right + _SLACK

    @property
    def size(self) -> float:
        """The size of its letters."""
        return float(self.box.style["font_size"])

    @property
    def foot(self) -> float:
        """The line that the letters stand on, or the lower edge of a picture."""
        under = self.box.baseline if self.is_text else self.box.margin_height()
        return float(self.box.position_y + under)

    def top(self, height: float) -> float:
        """Where letters of so many em begin, or a picture does."""
        return self.foot - height * self.size if self.is_text else float(self.box.position_y)


class Found(NamedTuple):
    """A piece that stands where it may not: outside its area, or over the other piece."""

    piece: Piece
    over: Piece | None = None


class Seen(NamedTuple):
    """What a layout has wrong, and the lines that end in the middle of a word, without a hyphen."""

    found: list[Found]
    torn: list[Piece]


def look(document: Any) -> Seen:
    """Find what is drawn outside the type area, or over other text, from the first page on.

    A layout is looked at once.
    """
    seen: Seen | None = getattr(document, "_seen", None)
    if seen is None:
        seen = document._seen = _look(document)
    return seen


def _look(document: Any) -> Seen:
    seen = Seen([], [])
    for number, page in enumerate(document.pages):
        pieces = list(_pieces(page, number))
        seen.found.extend(Found(piece) for piece in pieces if _is_outside(piece))
        lines = [piece for piece in pieces if piece.is_text and not piece.scope.is_free]
        seen.found.extend(_over_each_other(lines))
        flowing = [line for line in lines if line.scope.keyword is None]
        seen.torn.extend(a for a, b in pairwise(flowing) if _is_torn(a.box, b.box))
    return seen


def _is_torn(box: Any, after: Any) -> bool:
    """Tell whether a word goes on in the next line, broken where it just ran out of room."""
    return bool(
        (box.element, box.element_tag) == (after.element, after.element_tag)
        and "::" not in box.element_tag  # such as the number of an item
        and box.position_y < after.position_y
        and box.text[-1].isalnum()
        and after.text[0].isalnum()
    )


def refuse_breaches(document: Any) -> None:
    """Raise BreachError when anything stands where it may not: once for each table or block."""
    breaches: dict[Any, Breach] = {}
    for found in look(document).found:
        piece, over = found
        if over is not None and piece.scope.keyword and not over.scope.keyword:
            found = Found(over, piece)  # what runs into a running head is to blame, not the head
        breaches.setdefault(_holder(found.piece), _told(found))
    if breaches:
        raise BreachError(*breaches.values())


def _holder(piece: Piece) -> Any:
    tables = [box for box in piece.around if box.element_tag == "table"]
    blocks = [box for box in piece.around if isinstance(box, _HOLDERS)]
    box = (tables or blocks[-1:] or [piece.box])[0]
    return (box.element, piece.scope.keyword)


def _told(found: Found) -> Breach:
    piece, over = found
    return Breach(
        piece.page + 1,
        _words(piece),
        _words(over) if over else None,
        _bron(piece) or (_bron(over) if over else None),
        piece.scope.keyword,
        any(box.element_tag == "table" for box in piece.around),
    )


def _bron(piece: Piece) -> str | None:
    """Return where the words of a piece come from, if the page says so."""
    elements = [box.element for box in (*piece.around, piece.box) if box.element is not None]
    return next((e.get("data-bron") for e in reversed(elements) if e.get("data-bron")), None)


def _words(piece: Piece) -> str:
    if not piece.is_text:
        return str(piece.box.element.get("alt") or "")[:_SHORT]
    # The outermost: the number of a note has a line of its own inside the first one.
    blocks = [i for i, box in enumerate(piece.around) if isinstance(box, _HOLDERS)]
    inner = piece.around[blocks[-1] :] if blocks else piece.around
    line = next((box for box in inner if isinstance(box, boxes.LineBox)), piece.box)
    inside = [line, *line.descendants()] if line is not piece.box else [piece.box]
    text = plain("".join(b.text for b in inside if isinstance(b, boxes.TextBox)))
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"


def _pieces(page: Any, number: int) -> Iterator[Piece]:
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    area = _Area(left, top, left + box.width, top + box.height)
    sheet = _Area(0, 0, page.width, page.height)
    waiting: list[tuple[Any, tuple[Any, ...], _Scope]] = [
        (child, (), _Scope(area)) for child in reversed(box.children)
    ]
    while waiting:
        box, around, scope = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            if box.text.strip() and box.style["visibility"] == "visible":
                yield Piece(box, around, number, scope)
            continue
        if isinstance(box, boxes.ReplacedBox):
            yield Piece(box, around, number, scope)
            continue
        scope = _scope(box, scope, sheet)
        inside = (*around, box)
        waiting += [(child, inside, scope) for child in reversed(box.children)]


def _scope(box: Any, scope: _Scope, sheet: _Area) -> _Scope:
    if isinstance(box, boxes.MarginBox):
        return _Scope(sheet, keyword=box.at_keyword)
    style = box.style
    if style["position"] in ("absolute", "fixed") or style["transform"]:
        return _Scope(sheet, is_free=True)
    margins = (box.margin_left, box.margin_top, box.margin_right, box.margin_bottom)
    if all(margin >= 0 for margin in margins if margin != "auto"):
        return scope
    left, top, right, bottom = (0 if m == "auto" else min(m, 0) for m in margins)
    area = scope.area
    wider = _Area(area.left + left, area.top + top, area.right - right, area.bottom - bottom)
    return scope._replace(area=wider)


def _is_outside(piece: Piece) -> bool:
    area, foot, top = piece.scope.area, piece.foot, piece.top(_CAPITAL)
    if piece.scope.is_free and (  # beside the sheet, as what only listeners hear is
        piece.right <= area.left or piece.left >= area.right or foot <= area.top
    ):
        return False
    return bool(piece.is_wide or top < area.top - _SLACK or foot > area.bottom + _SLACK)


def _over_each_other(lines: list[Piece]) -> Iterator[Found]:
    rows = [(round(line.top(_INK), 1), round(line.foot, 1), line) for line in lines]
    rows.sort(key=lambda row: row[:2])
    for i, (_, foot, line) in enumerate(rows):
        for _, _, other in takewhile(lambda row: row[0] < foot - _SLACK, rows[i + 1 :]):  # noqa: B023
            common = min(line.right, other.right) - max(line.left, other.left)
            if common > _SLACK:
                yield Found(line, other)
