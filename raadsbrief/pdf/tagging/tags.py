"""Writes the structure tree into the PDF, in the place of WeasyPrint's own."""

from __future__ import annotations

from typing import Any

import pydyf

from raadsbrief.pdf.tagging.roles import ROLE_MAP
from raadsbrief.pdf.tagging.structure import Structure, build
from raadsbrief.pdf.tagging.tree import Annotation, Marked, Node


class InaccessibleError(Exception):
    """The page cannot become an accessible PDF; the arguments say why, in Dutch."""


def add_tags(pdf: Any, document: Any, streams: list[Any]) -> None:
    """Add the structure tree of a painted document to a pydyf.PDF.

    `streams` are the content streams of its pages. Raises InaccessibleError.
    """
    marks = [{box: tag["mcid"] for box, tag in stream._tags.items()} for stream in streams]
    for stream in streams:
        stream._tags.clear()
    structure = build(document.pages, marks, document.metadata.lang or "")
    problems = list(structure.problems)
    if not document.metadata.lang:
        problems.append('de taal ontbreekt: schrijf <html lang="nl">')
    if not document.metadata.title:
        problems.append("de titel ontbreekt: schrijf <title>...</title> in <head>")
    painted = [_painted(stream) for stream in streams]
    if any(
        set(of_page.values()) - set(found) for of_page, found in zip(marks, painted, strict=True)
    ):
        problems.append("de opmaak gebruikt 'opacity' of een masker om tekst; dat kan niet")
    if problems:
        raise InaccessibleError(*dict.fromkeys(problems))
    for mark, properties in structure.artifacts.items():
        _make_artifact(streams[mark.page], painted[mark.page][mark.mcid], properties)
    for mark, text in structure.texts.items():
        _say(streams[mark.page], painted[mark.page][mark.mcid], text)
    _Writer(pdf, streams).write(structure)


def _painted(stream: Any) -> dict[int, int]:
    """Find where each piece of marked content begins among the operators of a page."""
    operators = stream.stream
    return {
        operators[i - 1]["MCID"]: i
        for i, operator in enumerate(operators)
        if operator == b"BDC" and isinstance(operators[i - 1], dict) and "MCID" in operators[i - 1]
    }


def _make_artifact(stream: Any, place: int, properties: dict[str, str]) -> None:
    operators = stream.stream
    assert operators[place] == b"BDC"
    operators[place - 2] = "/Artifact"
    operators[place - 1].clear()
    operators[place - 1].update(properties)


def _say(stream: Any, place: int, text: str) -> None:
    """Give painted content words that stand for it (14.9.4), which only a Span can have."""
    assert stream.stream[place] == b"BDC"
    stream.stream[place - 2] = "/Span"
    stream.stream[place - 1]["ActualText"] = pydyf.String(text)


class _Writer:
    """Writes nodes as structure elements, with the parent tree that leads back to them."""

    def __init__(self, pdf: Any, streams: list[Any]) -> None:
        self._pdf = pdf
        self._pages = pdf.page_references
        self._content: list[dict[int, bytes]] = [{} for _ in streams]
        self._annotations: list[tuple[Any, bytes]] = []
        self._identifiers: dict[str, bytes] = {}

    def write(self, structure: Structure) -> None:
        """Add the structure tree root (ISO 32000-1, 14.7.2) to the catalog."""
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self._pdf.add_object(root)
        root["K"] = pydyf.Array([self._element(structure.root, root.reference, "")])
        root["RoleMap"] = pydyf.Dictionary({own: f"/{role}" for own, role in ROLE_MAP.items()})
        if self._identifiers:
            root["IDTree"] = self._identifier_tree()
        numbers = self._parent_tree()
        root["ParentTree"] = self._added(pydyf.Dictionary({"Nums": pydyf.Array(numbers)}))
        root["ParentTreeNextKey"] = len(numbers) // 2
        catalog = self._pdf.catalog
        catalog["StructTreeRoot"] = root.reference
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _added(self, item: Any) -> bytes:
        self._pdf.add_object(item)
        reference: bytes = item.reference
        return reference

    def _element(self, node: Node, parent: bytes, language: str) -> bytes:
        """Write a node and all below it; `language` is that of its parent."""
        item = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        reference = self._added(item)
        pages = [kid.page for kid in node.kids if isinstance(kid, Marked)]
        if pages:
            item["Pg"] = self._pages[pages[0]]
        kids = [self._kid(kid, node, reference, pages) for kid in node.kids]
        item["K"] = pydyf.Array(kids)
        texts = {"Alt": node.alt, "E": node.expansion, "ID": node.identifier}
        texts["Lang"] = node.language if node.language != language else ""
        item.update({key: pydyf.String(text) for key, text in texts.items() if text})
        if node.attributes:
            item["A"] = _attributes(node.attributes)
        if node.identifier:
            self._identifiers[node.identifier] = reference
        return reference

    def _kid(
        self, kid: Node | Marked | Annotation, node: Node, reference: bytes, pages: list[int]
    ) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, reference, node.language)
        page = self._pages[kid.page]
        if isinstance(kid, Annotation):
            kid.object["Contents"] = pydyf.String(node.contents)
            self._annotations.append((kid.object, reference))
            return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.object.reference})
        self._content[kid.page][kid.mcid] = reference
        if kid.page == pages[0]:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})

    def _identifier_tree(self) -> bytes:
        names = pydyf.Array()
        for name in sorted(self._identifiers):
            names.extend([pydyf.String(name), self._identifiers[name]])
        return self._added(pydyf.Dictionary({"Names": names}))

    def _parent_tree(self) -> list[Any]:
        """Lead from each page's content and each annotation to its element (14.7.4.4)."""
        numbers: list[Any] = []
        for page, content in enumerate(self._content):
            size = max(content, default=-1) + 1
            row = pydyf.Array(content.get(mcid, "null") for mcid in range(size))
            numbers += [page, self._added(row)]
        for key, (annotation, reference) in enumerate(self._annotations, len(self._content)):
            annotation["StructParent"] = key
            numbers += [key, reference]
        return numbers


def _attributes(by_owner: dict[str, dict[str, Any]]) -> Any:
    written = [
        pydyf.Dictionary({"O": f"/{owner}", **{name: _value(v) for name, v in values.items()}})
        for owner, values in by_owner.items()
    ]
    return written[0] if len(written) == 1 else pydyf.Array(written)


def _value(value: Any) -> Any:
    return pydyf.Array(value) if isinstance(value, list) else value
