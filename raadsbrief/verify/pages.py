"""Rules about what stands on the pages: all of it tagged or an artifact, in fonts that stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.verify.reading import Reading, Reference, is_array, is_dictionary, number

_SHOWS_TEXT = frozenset(("Tj", "TJ", "'", '"'))
_PAINTS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"))
_MARKS = frozenset(("BMC", "BDC", "EMC", "Do")) | _SHOWS_TEXT | _PAINTS

# Encodings from which a reader knows the characters (ISO 19005-2, 6.2.11.7.2).
_KNOWN_ENCODINGS = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")


@dataclass
class _Marked:
    """What a page's content was found to be marked with."""

    mcids: set[int] = field(default_factory=set)
    bare: bool = False
    mixed: bool = False


def all_content_marked(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.1 (Matterhorn 01-003 to 01-005): what is painted is tagged or an artifact."""
    if not reading.tree:  # nothing is tagged, and another rule says so
        return
    for page_number, page in enumerate(reading.pages, 1):
        problem = _problem(reading, page_number, page)
        if problem:
            yield reading.finding(Code.UNTAGGED, problem, page=page_number)


def _problem(reading: Reading, page_number: int, page: pikepdf.Page) -> str | None:
    marked = _walk(page, page.resources, _Marked(), None, 0)
    if marked.bare:
        return "er staat inhoud zonder tag"
    if marked.mixed:
        return "versiering (artefact) en inhoud met een tag staan in elkaar"
    in_tree = reading.content.get(page_number, set())
    if marked.mcids != in_tree or not marked.mcids <= _resolved(reading, page):
        return "de tags en de inhoud verwijzen niet goed naar elkaar"
    return None


def _resolved(reading: Reading, page: pikepdf.Page) -> set[int]:
    """Return the MCIDs that the parent tree leads from this page to an element of the tree."""
    owners = reading.parent_tree.get(number(page.obj.get("/StructParents"), -1))
    return {
        mcid
        for mcid, owner in enumerate(owners if is_array(owners) else [])
        if is_dictionary(owner) and owner.objgen in reading.known
    }


def _walk(content: Any, resources: Any, marked: _Marked, around: str | None, depth: int) -> _Marked:
    """Follow one content stream; `around` is what a form is painted inside of."""
    marks: list[str | None] = []
    for instruction in pikepdf.parse_content_stream(content):
        operator = str(instruction.operator)
        if operator not in _MARKS:
            continue
        if operator in ("BMC", "BDC"):
            marks.append(_begin(instruction.operands, resources, marked, [around, *marks]))
        elif operator == "EMC":
            if marks:
                marks.pop()
        elif operator != "Do":
            marked.bare |= not any((around, *marks))
        else:
            kind = next(filter(None, reversed([around, *marks])), None)
            _paint(instruction.operands, resources, marked, kind, depth)
    return marked


def _begin(operands: Any, resources: Any, marked: _Marked, around: list[str | None]) -> str | None:
    """Take in the start of marked content; return "artifact", "tag", or None for neither."""
    kind = None
    if operands and operands[0] == "/Artifact":
        kind = "artifact"
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = _resource(resources, "/Properties", properties)
    mcid = properties.get("/MCID") if is_dictionary(properties) else None
    if isinstance(mcid, int) and kind is None:
        marked.mcids.add(mcid)
        kind = "tag"
    marked.mixed |= kind is not None and any(a not in (None, kind) for a in around)
    return kind


def _paint(operands: Any, resources: Any, marked: _Marked, kind: str | None, depth: int) -> None:
    """Take in an image, or the content of a form inside the page."""
    painted = _resource(resources, "/XObject", operands[0]) if operands else None
    if not is_dictionary(painted) or painted.get("/Subtype") != "/Form":
        marked.bare |= kind is None
    elif depth < 8 and "/StructParents" not in painted:
        _walk(painted, painted.get("/Resources", resources), marked, kind, depth + 1)


def _resource(resources: Any, category: str, name: Any) -> Any:
    group = resources.get(category) if is_dictionary(resources) else None
    return group.get(str(name)) if is_dictionary(group) else None


def fonts_embedded(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 19005-2, 6.2.11.4 and 6.2.11.7 (Matterhorn 31, 10): fonts inside, with characters."""
    seen: set[Reference] = set()
    for page_number, page in enumerate(reading.pages, 1):
        for font in _fonts(page.resources, 0):
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            name = str(font.get("/BaseFont", "/zonder naam")).lstrip("/").split("+")[-1].strip(",")
            if not _is_embedded(font):
                message = f"het lettertype {name} zit niet in het PDF"
                yield reading.finding(Code.NOT_EMBEDDED, message, page=page_number)
            if not _is_readable(font):
                message = f"het lettertype {name} zegt niet welke tekens het toont (ToUnicode)"
                yield reading.finding(Code.NOT_EMBEDDED, message, page=page_number)


def _fonts(resources: Any, depth: int) -> Iterator[Any]:
    """Yield the fonts that a page, or a form on it, has at hand."""
    if not is_dictionary(resources) or depth > 8:
        return
    fonts, painted = resources.get("/Font"), resources.get("/XObject")
    if is_dictionary(fonts):
        yield from (font for font in fonts.as_dict().values() if is_dictionary(font))
    for form in painted.as_dict().values() if is_dictionary(painted) else ():
        if is_dictionary(form):
            yield from _fonts(form.get("/Resources"), depth + 1)


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":  # drawn by the PDF itself
        return True
    descendants = font.get("/DescendantFonts")
    described = descendants[0] if is_array(descendants) and len(descendants) else font
    descriptor = described.get("/FontDescriptor")
    return is_dictionary(descriptor) and any(
        file in descriptor for file in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def _is_readable(font: Any) -> bool:
    if is_dictionary(font.get("/ToUnicode")):
        return True
    return font.get("/Subtype") != "/Type0" and font.get("/Encoding") in _KNOWN_ENCODINGS
