"""Rules about the structure tree: what a screen reader reads out, and how it is put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.verify.reading import (
    STANDARD_ROLES,
    Element,
    Reading,
    is_array,
    is_dictionary,
    number,
    per_page,
    text,
)

_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_SECTIONS = ("THead", "TBody", "TFoot")

# What may stand directly inside what: ISO 14289-1, 7.5 and 7.6; ISO 32000-1, 14.8.4.3.
_CHILDREN = {
    "L": ("LI", "Caption"),
    "LI": ("Lbl", "LBody"),
    "Table": ("TR", "Caption", *_SECTIONS),
    **dict.fromkeys(_SECTIONS, ("TR",)),
    "TR": ("TH", "TD"),
}
_PARENTS = {
    "LI": ("L",),
    "LBody": ("LI",),
    **dict.fromkeys(_SECTIONS, ("Table",)),
    "TR": ("Table", *_SECTIONS),
    "TH": ("TR",),
    "TD": ("TR",),
}

# The element that holds each kind of annotation (ISO 14289-1, 7.18.1, 7.18.4 and 7.18.5).
_HOLDER = {"/Link": "Link", "/Widget": "Form"}
_HIDDEN = 2  # the bit of /F that keeps an annotation from view


def tagged(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.1 (Matterhorn 01, 02, 09): there is a tree of known tags, and it counts."""
    information = reading.catalog.get("/MarkInfo")
    marked = is_dictionary(information) and information.get("/Marked") is True
    if not marked or not reading.tree:
        yield reading.finding(Code.NO_TAGS, "dit PDF heeft geen tags voor een schermlezer")
    elif [element.role for element in reading.tree] != ["Document"]:
        message = "de tags staan niet samen onder één tag Document"
        yield reading.finding(Code.NO_TAGS, message)
    if marked and information.get("/Suspects") is True:
        yield reading.finding(Code.NO_TAGS, "dit PDF zegt zelf dat zijn tags twijfelachtig zijn")
    unknown = {e.role: e.where for e in reading.elements if f"/{e.role}" not in STANDARD_ROLES}
    for role, page in sorted(unknown.items()):
        yield reading.finding(Code.NO_TAGS, f"de tag '{role}' heeft geen betekenis", page=page)


def headings(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.4.2 (Matterhorn 14-002, 14-003): from H1 on, no level is skipped."""
    before = 0
    for element in reading.elements:
        level = _HEADINGS.get(element.role)
        if level is None:
            continue
        if level > before + 1:
            after = f"na een kop van niveau {before}" if before else "als eerste kop"
            message = f"een kop van niveau {level} {after}"
            yield reading.finding(Code.STRUCTURE, message, page=element.where)
        before = level


def figures(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.3 and 7.7 (Matterhorn 13-004, 17): images are described; where they stand."""
    silent = [
        element.where
        for element in reading.elements
        if element.role in ("Figure", "Formula")
        and not (text(element.obj.get("/Alt")) or text(element.obj.get("/ActualText")))
    ]
    message = "een afbeelding heeft geen tekstalternatief"
    hint = "geef de afbeelding een beschrijving, of maak haar tot versiering"
    yield from per_page(reading, Code.ALTERNATIVE, message, silent, hint)
    astray = [
        element.where
        for element in reading.elements
        if element.role == "Figure" and not _on_page(reading, element)
    ]
    message = "van een afbeelding is niet bekend waar zij staat (BBox)"
    yield from per_page(reading, Code.ALTERNATIVE, message, astray)


def _on_page(reading: Reading, figure: Element) -> bool:
    """Tell whether a figure has a box in points that touches its page (ISO 32000-1, 14.8.5.4)."""
    box, page = figure.attribute("/BBox"), figure.where
    if not is_array(box) or len(box) != 4 or page is None:
        return False
    left, bottom, right, top = (float(side) for side in box)
    media = [float(side) for side in reading.pages[page - 1].mediabox]
    overlaps = left < media[2] and right > media[0] and bottom < media[3] and top > media[1]
    return left < right and bottom < top and overlaps


def nesting(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.5 and 7.6 (Matterhorn 09-004, 09-005): lists and tables are well made."""
    wrong: dict[str, list[int | None]] = {}
    for element in reading.elements:
        allowed = _CHILDREN.get(element.role)
        for kid in element.kids:
            if allowed and kid.role not in allowed:
                wrong.setdefault(f"{kid.role} in {element.role}", []).append(kid.where)
        if allowed and element.content:
            wrong.setdefault(f"losse inhoud in {element.role}", []).append(element.where)
        above = element.parent.role if element.parent else "niets"
        if above not in _PARENTS.get(element.role, (above,)) and above not in _CHILDREN:
            wrong.setdefault(f"{element.role} in {above}", []).append(element.where)
    for what, pages in sorted(wrong.items()):
        message = f"een lijst of tabel is verkeerd opgebouwd: {what}"
        yield from per_page(reading, Code.STRUCTURE, message, pages)


def tables(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.5 (Matterhorn 15-003): heads that say what they head; rows of one length."""
    heads = [e for e in reading.elements if e.role == "TH" and e.attribute("/Scope") is None]
    message = "een tabelkop zegt niet of hij bij een rij of een kolom hoort (Scope)"
    yield from per_page(reading, Code.STRUCTURE, message, [e.where for e in heads])
    for table in (e for e in reading.elements if e.role == "Table"):
        cells = [kid for row in _rows(table) for kid in row.kids]
        if not any(cell.role == "TH" for cell in cells):
            message = "een tabel heeft geen koppen"
            yield reading.finding(Code.STRUCTURE, message, page=table.where)
        if not any(row.parent and row.parent.role != "THead" for row in _rows(table)):
            message = "een tabel heeft alleen koppen, en geen rijen eronder"
            yield reading.finding(Code.STRUCTURE, message, page=table.where)
        sections = [kid.role for kid in table.kids if kid.role in _SECTIONS]
        if "THead" in sections[1:]:
            message = "de koppen van een tabel (THead) komen na rijen die eronder horen"
            yield reading.finding(Code.STRUCTURE, message, page=table.where)
        if len(set(_widths(_rows(table)))) > 1:
            message = "de rijen van een tabel zijn niet even lang"
            yield reading.finding(Code.STRUCTURE, message, page=table.where)


def _rows(table: Element) -> list[Element]:
    """Return the rows of a table, not those of a table inside it."""
    parts = [part for kid in table.kids for part in (kid.kids if kid.role in _SECTIONS else [kid])]
    return [part for part in parts if part.role == "TR"]


def _widths(rows: list[Element]) -> list[int]:
    """Return the number of columns that each row fills, with cells from rows above."""
    widths = [0] * len(rows)
    for i, row in enumerate(rows):
        for cell in row.kids:
            for below in range(i, min(i + _span(cell, "/RowSpan"), len(rows))):
                widths[below] += _span(cell, "/ColSpan")
    return widths


def _span(cell: Element, name: str) -> int:
    value = cell.attribute(name)
    return value if isinstance(value, int) and value > 0 else 1


def links(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.18 (Matterhorn 28): a link has its tag, a description and a place in turn."""
    if not reading.tree:  # a rule above says so
        return
    holders = {target: e for e in reading.elements for target in e.objects}
    loose, silent, unordered = [], [], []
    for page, annotation in reading.annotations():
        kind = str(annotation.get("/Subtype"))
        if reading.pages[page - 1].obj.get("/Tabs") != "/S":
            unordered.append(page)
        if kind == "/Popup" or number(annotation.get("/F")) & _HIDDEN:
            continue
        holder = holders.get(annotation.objgen)
        if not _held(reading, annotation, kind, holder):
            loose.append(page)
        if kind != "/Widget" and not text(annotation.get("/Contents")):
            silent.append(page)
    yield from per_page(reading, Code.STRUCTURE, "een link staat buiten zijn tag", loose)
    message = "een link heeft geen omschrijving (Contents)"
    yield from per_page(reading, Code.ALTERNATIVE, message, silent)
    message = "de tabtoets volgt niet de leesvolgorde (Tabs)"
    yield from per_page(reading, Code.STRUCTURE, message, unordered)


def _held(reading: Reading, annotation: Any, kind: str, holder: Element | None) -> bool:
    """Tell whether an annotation is in the right element, and the parent tree leads back to it."""
    if holder is None or holder.role != _HOLDER.get(kind, "Annot"):
        return False
    owner = reading.parent_tree.get(number(annotation.get("/StructParent"), -1))
    return is_dictionary(owner) and owner.objgen == holder.obj.objgen
