"""The structure tree of the letter: what a screen reader tells, in the order of the HTML.

WeasyPrint lays out boxes, several for an element that breaks over lines or pages; this module
goes through them and makes one structure element (ISO 32000-1, 14.7 and 14.8) for each HTML
element. What is no part of the letter's text becomes an artifact (14.8.2.2). `tags` writes the
result into the PDF. The HTML that this module understands: docs/toegankelijkheid.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from raadsbrief.pdf.spaces import text_of
from raadsbrief.pdf.tagging.headers import relate
from raadsbrief.pdf.tagging.pieces import PIECE
from raadsbrief.pdf.tagging.roles import (
    BLOCKS,
    CELLS,
    GROUPING,
    HEADINGS,
    HOLDERS,
    SAID,
    alternative,
    cell_attributes,
    contents,
    is_decorative,
    is_hidden,
    levels,
    no_alternative,
    numbering,
    role_of,
)
from raadsbrief.pdf.tagging.tree import Annotation, Marked, Node, body, prune
from raadsbrief.pdf.tagging.words import Words


@dataclass
class Structure:
    """The tree, what is no part of it, and what keeps the letter from being accessible.

    `artifacts` gives for marked content the properties of its artifact (14.8.2.2.2), `texts` what
    it says instead of what it shows.
    """

    root: Node
    artifacts: dict[Marked, dict[str, str]] = field(default_factory=dict)
    texts: dict[Marked, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def build(pages: Sequence[Any], marks: Sequence[dict[Any, int]], language: str) -> Structure:
    """Make the structure of laid-out WeasyPrint pages.

    `marks` gives per page the marked-content number of each box that was painted.
    """
    builder = _Builder(pages, marks, language)
    for page in range(len(pages)):
        builder.add_page(page)
    return builder.finish()


def _begin_at_one(root: Node) -> None:
    """Let headings begin at H1 (ISO 14289-1, 7.4.2), also in a letter that has no title."""
    heads = [node for node in root.walk() if node.role in HEADINGS]
    above = min((HEADINGS.index(node.role) for node in heads), default=0)
    for node in heads:
        node.role = HEADINGS[HEADINGS.index(node.role) - above]


class _Builder:
    def __init__(self, pages: Sequence[Any], marks: Sequence[dict[Any, int]], lang: str) -> None:
        self._pages = pages
        self._marks = [dict(of_page) for of_page in marks]
        self._result = Structure(Node("Document", language=lang))
        # One node for an element and each of its pseudo-elements, whatever its boxes.
        self._nodes: dict[tuple[Element | str, str], Node] = {}
        self._heads: dict[Element, int] = {}
        self._notes: list[Node] = []
        self._calls: dict[str, Node] = {}
        self._words = Words()

    def add_page(self, page: int) -> None:
        for child in self._pages[page]._page_box.children:
            self._walk(child, self._result.root, page)

    def finish(self) -> Structure:
        for page, rest in enumerate(self._marks):
            assert not rest, f"page {page + 1} has content without structure: {list(rest)}"
        self._place_notes()
        prune(self._result.root)
        _begin_at_one(self._result.root)
        self._result.texts = self._words.texts
        for number, node in enumerate(self._result.root.walk()):
            if node.role == "Table":
                node.kids.sort(key=_place_in_table)
                relate(node, f"kop-{number}")
            if node.role == "L" and not _has_labels(node):
                node.attributes["List"]["ListNumbering"] = "/None"
            if node.role == "Link" and not _has_text(node):
                node.alt = node.contents  # the picture's own words come second
            if node.role == "Link" and not node.contents:
                self._result.problems.append("een link heeft geen tekst")
        return self._result

    def _walk(self, box: Any, parent: Node, page: int) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.MarginBox):
            self._hide(box, page, _pagination(box.at_keyword))
        elif isinstance(box, boxes.TextBox):
            self._text(box, parent, page)
        elif is_hidden(box.element):
            self._hide(box, page, {})
        elif self._is_repeat(box, page):
            self._hide(box, page, {"Type": "/Pagination"})
        elif isinstance(box, boxes.ReplacedBox):
            self._image(box, parent, page)
        else:
            node = self._node(box, parent, page)
            self._annotate(box, node, page)
            for child in _in_order(box):
                self._walk(child, node, page)

    # --- Artifacts ---

    def _hide(self, box: Any, page: int, properties: dict[str, str]) -> None:
        """Make an artifact of everything painted for a box and the boxes in it."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box in self._marks[page]:
            mark = Marked(page, self._marks[page].pop(box))
            self._result.artifacts[mark] = properties
        if getattr(box, "link_annotation", None) is not None:
            self._annotate_hidden(box, page)
        for child in getattr(box, "children", ()):
            self._hide(child, page, properties)

    def _is_repeat(self, box: Any, page: int) -> bool:
        """Tell whether this is the head of a table again, on a later page."""
        if box.element_tag not in ("thead", "tfoot"):
            return False
        return self._heads.setdefault(box.element, page) != page

    # --- Content ---

    def _text(self, box: Any, parent: Node, page: int) -> None:
        if not box.text.strip():
            self._hide(box, page, {})  # nothing is painted for it
        elif box in self._marks[page]:
            mcid = self._marks[page].pop(box)
            self._words.add(box, Marked(page, mcid))
            if box.element_tag == "li::before" and box.element.get(SAID):
                self._words.texts[Marked(page, mcid)] = box.element.get(SAID, "")
            self._fill(parent, page, mcid)

    def _fill(self, node: Node, page: int, mcid: int) -> None:
        if node.role == "LI":
            node = body(node)
        elif node.role in GROUPING:
            last = node.kids[-1] if node.kids else None
            node = last if isinstance(last, Node) and last.implied else node.add("P", implied=True)
        node.kids.append(Marked(page, mcid))

    def _image(self, box: Any, parent: Node, page: int) -> None:
        self._words.interrupt()
        if box not in self._marks[page]:
            return
        if parent.role == "Figure":
            self._fill(parent, page, self._marks[page].pop(box))
        elif is_decorative(box.element):
            self._hide(box, page, {})
        else:
            self._annotate(box, parent, page)
            figure = (body(parent) if parent.role == "LI" else parent).add("Figure")
            self._describe(figure, box, page)
            self._fill(figure, page, self._marks[page].pop(box))

    def _describe(self, figure: Node, box: Any, page: int) -> None:
        figure.alt = alternative(box.element)
        layout = figure.attributes.setdefault("Layout", {"BBox": self._bounds(box, page)})
        if not isinstance(box, boxes.InlineReplacedBox):
            layout["Placement"] = "/Block"
        if not figure.alt:
            self._result.problems.append(no_alternative(box.element))

    def _bounds(self, box: Any, page: int) -> list[float]:
        """Return the rectangle of a box in points, from the bottom left of its page."""
        left, top = box.border_box_x(), box.border_box_y()
        right, bottom = left + box.border_width(), top + box.border_height()
        height = self._pages[page].height
        return [round(0.75 * n, 3) for n in (left, height - bottom, right, height - top)]

    # --- Elements ---

    def _node(self, box: Any, parent: Node, page: int) -> Node:
        element, tag = box.element, box.element_tag
        if element is None or tag is None or tag in ("html", "body") or parent.role == "Figure":
            return parent
        key = (element.get(PIECE, element), tag)
        if key not in self._nodes:
            self._nodes[key] = self._new(box, element, tag, parent, page)
        return self._nodes[key]

    def _new(self, box: Any, element: Element, tag: str, parent: Node, page: int) -> Node:
        if role_of(element, tag) == "Note":  # laid out elsewhere, but in the language of its call
            parent = self._calls.get(element.get("id", ""), parent)
        language = element.get("lang") or parent.language
        expansion = element.get("title", "") if tag == "abbr" else ""
        role = role_of(element, tag)
        if role is None and "::" not in tag and (language != parent.language or expansion):
            role = "Span"
        if role is None:
            return parent
        node = self._place(role, element, parent)
        node.language, node.expansion = language, expansion
        if role in CELLS:
            in_head = node.nearest(frozenset(["THead"])) is not None
            node.attributes["Table"] = cell_attributes(box, role, in_head)
        elif role == "TR":
            node.levels = levels(element)
        elif role == "L":
            node.attributes["List"] = {"ListNumbering": numbering(element)}
        elif role == "Figure":
            self._describe(node, box, page)
        return node

    def _place(self, role: str, element: Element, parent: Node) -> Node:
        """Make a node where it belongs; for most that is behind the other kids of its parent."""
        if role == "Note":
            note = Node(role, identifier=element.get("id", ""))
            self._notes.append(note)
            return note
        if role == "LBody":  # of a <dd>: with its <dt>
            return body(parent.nodes()[-1] if parent.nodes() else parent.add("LI"))
        if role == "Lbl" and parent.role != "LI":  # of a <dt>, or of the number of a note
            return (parent.add("LI") if parent.role == "L" else parent).add(role)
        if parent.role == "LI" and role != "Lbl":
            parent = body(parent)
        if role != "Link":
            return parent.add(role)
        if element.get("role") == "doc-backlink" and parent.role == "Note":
            parent = parent.add("Lbl")
        self._remember_call(element, parent)
        return parent.add(role, contents=contents(element))

    # --- Links and notes ---

    def _annotate(self, box: Any, node: Node, page: int) -> None:
        if box.link_annotation is None:
            return
        link = node.nearest(frozenset(["Link"])) or node.add("Link", contents=contents(box.element))
        link.kids.append(Annotation(page, box.link_annotation))

    def _annotate_hidden(self, box: Any, page: int) -> None:
        """Hang a link in a repeated table head on the link in the first head."""
        link = self._nodes.get((box.element.get(PIECE, box.element), box.element_tag))
        if link is None:
            words = text_of(box.element)
            self._result.problems.append(f"de link '{words}' staat in iets met aria-hidden")
        else:
            link.kids.append(Annotation(page, box.link_annotation))

    def _remember_call(self, element: Element, parent: Node) -> None:
        target = element.get("href", "")
        if target.startswith("#"):
            self._calls.setdefault(target[1:], parent)

    def _place_notes(self) -> None:
        """Put each note after the paragraph of its call; HTML has it inside, PDF cannot."""
        behind: dict[Node, Node] = {}
        for note in self._notes:
            call = self._calls.get(note.identifier, self._result.root)
            block = call.nearest(BLOCKS | HOLDERS) or self._result.root
            after = behind.get(block, block if block.role in BLOCKS else None)
            holder = block.parent if block.role in BLOCKS else block
            assert holder is not None
            note.parent = holder
            holder.kids.insert(_position(holder, after), note)
            behind[block] = note


def _position(holder: Node, after: Node | None) -> int:
    """Return where a note goes: behind `after`, else behind the text and before inner blocks."""
    if after is not None:
        return holder.kids.index(after) + 1
    inner = [i for i, kid in enumerate(holder.kids) if isinstance(kid, Node) and kid.role == "L"]
    return inner[0] if inner else len(holder.kids)


def _place_in_table(kid: Any) -> int:
    """Return 0 for the caption of a table, 1 for its head, and 2 for what comes behind those."""
    return {"Caption": 0, "THead": 1}.get(kid.role if isinstance(kid, Node) else "", 2)


def _in_order(box: Any) -> list[Any]:
    """Return the boxes in a box in the order of the HTML, which flex and grid can change."""
    children = list(box.children)
    if not isinstance(box, boxes.FlexContainerBox | boxes.GridContainerBox):
        return children
    place = {child: i for i, child in enumerate(box.element)}
    if all(getattr(child, "element", None) in place for child in children):
        children.sort(key=lambda child: place[child.element])
    return children


def _pagination(at_keyword: str) -> dict[str, str]:
    """Return the properties of a running head or foot (14.8.2.2.2)."""
    kind = {"@top": "/Header", "@bottom": "/Footer"}.get(at_keyword.split("-")[0])
    return {"Type": "/Pagination", **({"Subtype": kind} if kind else {})}


def _has_labels(node: Node) -> bool:
    return any(kid.role == "Lbl" for item in node.nodes() for kid in item.nodes())


def _has_text(node: Node) -> bool:
    """Tell whether there is content in or under a node that is not in a figure."""
    if node.role == "Figure":
        return False
    return any(
        _has_text(kid) if isinstance(kid, Node) else isinstance(kid, Marked) for kid in node.kids
    )
