"""The text of a letter for other programs: headings, paragraphs, lists and tables, no looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

import tinyhtml5

_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def blocks(html: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a page in order: a kind (h1, p, li or tr) and its texts.

    Only a row of a table has more than one text.
    """
    yield from _walk(tinyhtml5.parse(html, namespace_html_elements=False).find("body"))


def _walk(parent: Element) -> Iterator[tuple[str, list[str]]]:
    for element in parent:
        if element.tag in _HEADINGS or element.tag in ("p", "li"):
            yield element.tag, [_text(element)]
        elif element.tag == "tr":
            yield "tr", [_text(cell) for cell in element]
        else:
            yield from _walk(element)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def typst(html: str) -> str:
    """Write the text as a Typst document."""
    lines = [
        '#set document(title: "Brief")',
        '#set text(font: "Source Sans 3", lang: "nl", size: 11pt)',
        '#set page(paper: "a4", numbering: "1")',
    ]
    for kind, texts in blocks(html):
        texts = [re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", text) for text in texts]
        if kind == "tr":
            cells = ", ".join(f"[{text}]" for text in texts)
            lines.append(f"#table(columns: {len(texts)}, {cells})")
        else:
            before = "=" * _HEADINGS.get(kind, 0) or "-" * (kind == "li")
            lines.append(f"{before} {texts[0]}".strip())
        if kind != "li":
            lines.append("")
    return "\n\n".join(lines)


def odt(html: str) -> str:
    """Write the text as an OpenDocument file in plain XML."""
    parts = [_part(kind, [escape(text) for text in texts]) for kind, texts in blocks(html)]
    return _ODT.format("".join(parts))


def _part(kind: str, texts: list[str]) -> str:
    if kind in _HEADINGS:
        return f'<text:h text:outline-level="{_HEADINGS[kind]}">{texts[0]}</text:h>'
    paragraphs = [f"<text:p>{text}</text:p>" for text in texts]
    if kind == "li":
        return f"<text:list><text:list-item>{paragraphs[0]}</text:list-item></text:list>"
    if kind == "tr":
        cells = "".join(f"<table:table-cell>{text}</table:table-cell>" for text in paragraphs)
        columns = f'<table:table-column table:number-columns-repeated="{len(texts)}"/>'
        return f"<table:table>{columns}<table:table-row>{cells}</table:table-row></table:table>"
    return paragraphs[0]


_ODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"
  office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>{}</office:text></office:body></office:document>
"""
