"""What an HTML element is in the structure of a PDF, and what it says of itself there."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from raadsbrief.pdf.spaces import text_of

_SVG = "{http://www.w3.org/2000/svg}"

# The standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4). Strong and Em are younger, and
# mapped to Span.
_ROLES = {
    **{tag: tag.upper() for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "th", "td")},
    **dict.fromkeys(("div", "header", "footer", "address", "figure", "aside", "nav"), "Div"),
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "code": "Code",
    "pre": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "li::before": "Lbl",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "caption": "Caption",
    "figcaption": "Caption",
    "strong": "Strong",
    "em": "Em",
}
ROLE_MAP = {"Strong": "Span", "Em": "Span"}

# What holds other elements but no text: text right inside it gets a paragraph.
GROUPING = frozenset(
    "Document Part Art Sect Div BlockQuote L Table THead TBody TFoot TR".split()  # noqa: SIM905
)
# What a footnote can follow, and what can hold one.
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCKS = frozenset(["P", *HEADINGS])
HOLDERS = frozenset(["LBody", "TD", "TH", "Caption", *GROUPING])
SAID = "data-zegt"  # what the mark of an item says to who listens: a box is ticked
ROWS = "data-rijen"  # how many rows a cell spans that is cut where a page ends
# An empty cell keeps the cells after it in their columns.
CELLS = frozenset(["TH", "TD"])

_NUMBERING = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


def role_of(element: Element, tag: str) -> str | None:
    """Return the structure type of an element or pseudo-element, if it has one by itself."""
    if "::" in tag:
        return _ROLES.get(tag)
    if element.get("role") == "doc-footnote":
        return "Note"
    if element.get("role") == "img":
        return "Figure"
    if tag == "a":
        return "Link" if element.get("href") else None
    return _ROLES.get(tag)


def cell_attributes(box: Any, role: str, in_head: bool) -> dict[str, Any]:
    """Return the attributes of a table cell (14.8.5.7); a head always has a Scope (7.5)."""
    attributes: dict[str, Any] = {}
    if role == "TH":
        scope = box.element.get("scope") or ("col" if in_head else "row")
        attributes["Scope"] = "/Row" if scope.startswith("row") else "/Column"
    rows = int(box.element.get(ROWS) or box.rowspan)
    for name, span in (("ColSpan", box.colspan), ("RowSpan", rows)):
        if span != 1:
            attributes[name] = span
    return attributes


def levels(row: Element) -> int:
    """Return in how many groups of rows, one in the other, a row can be."""
    names = (row.get("class") or "").split()
    return 0 if "totaal" in names else 1 if "slot" in names else 2


def numbering(element: Element) -> str:
    """Return how a list is numbered (14.8.5.5): from its HTML, since its marks are CSS."""
    if element.tag == "ol":
        return "/" + _NUMBERING.get(element.get("type", "1"), "Decimal")
    return "/Disc" if element.tag == "ul" else "/None"


def is_hidden(element: Element | None) -> bool:
    """Tell whether an element is kept from whoever listens."""
    return element is not None and element.get("aria-hidden") == "true"


def is_decorative(element: Element) -> bool:
    """Tell whether a picture says nothing; it then becomes an artifact."""
    return element.get("alt") == "" or element.get("role") in ("presentation", "none")


def alternative(element: Element) -> str:
    """Return the words that stand for a picture: its label, `alt`, or the title of an SVG."""
    title, description = element.find(f"{_SVG}title"), element.find(f"{_SVG}desc")
    of_svg = [text_of(part) for part in (title, description) if part is not None]
    return element.get("aria-label") or element.get("alt") or " ".join(of_svg)


def contents(element: Element) -> str:
    """Return what a link says of itself (ISO 14289-1, 7.18.5): its label, title or text."""
    return element.get("aria-label") or element.get("title") or text_of(element)


def no_alternative(element: Element) -> str:
    """Say, in Dutch, that a picture has no words that stand for it (ISO 14289-1, 7.3)."""
    name = str(element.tag).removeprefix(_SVG)
    source = f" '{element.get('src')}'" if element.get("src") else ""
    return f"een afbeelding{source} (<{name}>) heeft geen tekst voor wie haar niet ziet"
