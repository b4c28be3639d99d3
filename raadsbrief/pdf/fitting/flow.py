"""What a layout tells of the way the text flows over its pages, and how to ask for another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_LEAVES = boxes.LineBox | boxes.ReplacedBox | AbsolutePlaceholder
_AVOID = frozenset(["avoid", "avoid-page"])


def root(page: Any) -> Any:
    """Return the box of the text of a page: all but its notes, running heads and foot."""
    return page._page_box.children[0]


def blocks(box: Any) -> Iterator[Any]:
    """Yield the boxes in a box, lines and pictures included, but not what is in those."""
    for child in getattr(box, "children", ()):
        yield child
        if not isinstance(child, _LEAVES):
            yield from blocks(child)


def notes(page: Any) -> Any:
    """Return the box of the notes of a page, or None."""
    found = [kid for kid in page._page_box.children if isinstance(kid, boxes.FootnoteAreaBox)]
    return found[0] if found else None


def top(page: Any) -> float:
    """Return where the type area of a page begins, in px."""
    return float(page._page_box.content_box_y())


def bottom(page: Any) -> float:
    """Return where the type area of a page ends, in px."""
    return top(page) + float(page._page_box.height)


def end(page: Any) -> float:
    """Return where the text of a page ends, in px."""
    ends = [box.position_y + box.height for box in blocks(root(page)) if isinstance(box, _LEAVES)]
    return float(max(ends, default=top(page)))


def torn(before: Any, after: Any) -> list[Any]:
    """Return what begins on the page `after`, when it should have been kept with the one before.

    These are boxes from the outer to the inner; none when the break is a good one.
    """
    last, first = sides(before, after)
    asked = [box.style["break_after"] for box in last]
    asked += [box.style["break_before"] for box in first]
    kept = any(one in _AVOID for one in asked) and all(
        one in _AVOID or one == "auto" for one in asked
    )
    return first if kept else []


def sides(before: Any, after: Any) -> tuple[list[Any], list[Any]]:
    """Return what ends at the foot of a page, and what begins at the top of the next."""
    last, first = list(_edge(root(before), -1)), list(_edge(root(after), 0))
    on_both = {_key(box) for box in last} & {_key(box) for box in first}
    ends = [box for box in last if _key(box) not in on_both]
    return ends, [box for box in first if _key(box) not in on_both]


def _edge(box: Any, side: int) -> Iterator[Any]:
    """Yield the boxes at the top (0) or the foot (-1) of a page, from the outer to the inner."""
    while True:
        kids = [kid for kid in getattr(box, "children", ()) if _flows(kid)]
        if not kids:
            return
        box = kids[side]
        if isinstance(box, _LEAVES):
            return
        yield box


def _flows(box: Any) -> bool:
    """Tell what is in the text itself, once: not the head of a table, which is on each page."""
    if isinstance(box, AbsolutePlaceholder) or not box.is_in_normal_flow():
        return False
    return not (isinstance(box, boxes.TableRowGroupBox) and box.is_header)


def _key(box: Any) -> tuple[Any, Any, str]:
    return box.element, box.element_tag, type(box).__name__


def restyle(element: Element, declarations: str) -> bool:
    """Add to the style of an element; tell whether that is new."""
    style = element.get("style", "")
    wanted = "; ".join(f"{one.strip()} !important" for one in declarations.split(";"))
    if style.endswith(wanted):
        return False
    element.set("style", f"{style}; {wanted}" if style else wanted)
    return True


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def avoids(box: Any, side: str) -> bool:
    """Tell whether a box asks for no break `before`, `after` or `inside` it."""
    return box.style[f"break_{side}"] in _AVOID


def html(pages: Sequence[Any]) -> Element:
    """Return the root element of laid-out pages."""
    found: Element = root(pages[0]).element
    return found
