"""An SVG read for the rules in `svg_check`: its elements, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
_LINKS = ("http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
_SIMPLE_STYLE = re.compile(r"(?:\s*[\w-]+\s*:[^:;\"'()\\!{}@/<>]+(?:;|$))*\s*")
_MAX_DEPTH = 200  # WeasyPrint draws what is inside an element by a call inside a call

AS_PNG = "sla de afbeelding op als PNG (met 200 dpi of meer)"
AS_PATHS = "zet bij het opslaan tekst om naar paden, of sla de afbeelding op als PNG"


@dataclass(frozen=True)
class Fault:
    """Something that would not come on paper as it was drawn."""

    line: int
    message: str
    hint: str = AS_PNG


class SvgError(Exception):
    """This is no SVG that can be used; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(eq=False)
class Node:
    """An element of SVG, with the names of elements and attributes without their prefix."""

    name: str
    attributes: dict[str, str]
    line: int
    parent: Node | None = None
    kids: list[Node] = field(default_factory=list)
    text: str = ""

    @cached_property
    def properties(self) -> dict[str, str]:
        """What its attributes say, and its `style`, which goes before them."""
        own = {**self.attributes, **declared(self.attributes.get("style", ""))}
        own.pop("style", None)
        return own

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the file."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.kids))

    def inside(self, name: str) -> bool:
        """Tell whether this node stands inside an element of a name."""
        node = self.parent
        while node is not None and node.name != name:
            node = node.parent
        return node is not None


@dataclass(frozen=True)
class Drawing:
    """An SVG as the rules see it."""

    root: Node
    nodes: list[Node]
    by_id: dict[str, Node]

    @property
    def has_text(self) -> bool:
        """Tell whether there are words in it."""
        return any(node.name in TEXT and node.text.strip() for node in self.nodes)


TEXT = frozenset(("text", "tspan", "textPath", "tref", "a"))
# What is in these is not drawn, neither here nor elsewhere.
_SILENT = frozenset(("title", "desc", "metadata", "namedview"))


def read(data: bytes) -> Drawing:
    """Read an SVG. Raises SvgError when it is none, or refers to a style sheet beside it."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SvgError(Fault(error.lineno, "dit is geen geldige SVG")) from None
    root = reader.root
    if root is None or root.name != "svg":
        raise SvgError(Fault(1, "dit is geen SVG"))
    nodes = list(root.walk())
    by_id: dict[str, Node] = {}
    for node in nodes:
        by_id.setdefault(node.attributes.get("id", ""), node)
    return Drawing(root, nodes, by_id)


class _Reader:
    """Takes in what the parser of Python reads; that one does not let entities blow up."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node | None] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.ExternalEntityRefHandler = self._elsewhere
        self.parser.SkippedEntityHandler = self._unknown

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        parent = self._open[-1] if self._open else None
        if len(self._open) > _MAX_DEPTH:
            raise SvgError(Fault(self._line, "deze SVG zit te diep in elkaar"))
        # What other programs keep for themselves is not drawn.
        silent = namespace not in ("", SVG) or (self.root is not None and parent is None)
        if silent and local not in ("link", "script"):
            self._open.append(None)
            return
        own = {_plain(key): value for key, value in attributes.items() if _is_svg(key)}
        node = Node(local, own, self._line, parent)
        if parent is None:
            self.root = node
        else:
            parent.kids.append(node)
        self._open.append(None if local in _SILENT else node)

    def _end(self, name: str) -> None:  # noqa: ARG002
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and (node := self._open[-1]) is not None:
            node.text += text

    def _instruction(self, target: str, data: str) -> None:  # noqa: ARG002
        if target == "xml-stylesheet":
            message = "een stijlblad in een ander bestand (<?xml-stylesheet?>) wordt niet gelezen"
            raise SvgError(Fault(self._line, message))

    def _elsewhere(self, *named: str | None) -> int:
        """Refuse text that would be read from another file."""
        _, _, system, _ = named
        message = f"deze SVG haalt tekst uit een ander bestand: '{(system or '')[:60]}'"
        raise SvgError(Fault(self._line, message))

    def _unknown(self, name: str, is_parameter: bool) -> None:
        """Refuse a name for text that only another file could explain."""
        if not is_parameter:
            raise SvgError(Fault(self._line, f"deze SVG legt '&{name[:40]};' niet uit"))

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber


def _is_svg(attribute: str) -> bool:
    namespace, _, _ = attribute.rpartition(" ")
    return namespace in ("", SVG, *_LINKS)


def _plain(attribute: str) -> str:
    return attribute.rpartition(" ")[2]


def declared(style: str) -> dict[str, str]:
    """Return what a `style` declares, as WeasyPrint reads it."""
    if not style.strip():
        return {}
    if _SIMPLE_STYLE.fullmatch(style):  # which most are, and a map has thousands
        pairs = (one.partition(":") for one in style.split(";") if one.strip())
        found = {name.strip().lower(): value.strip() for name, _, value in pairs}
        return {name: value for name, value in found.items() if not name.startswith("-")}
    import tinycss2

    return declarations(tinycss2.parse_blocks_contents(style))


def declarations(content: list[Any]) -> dict[str, str]:
    """Return the declarations among the parts of a block of CSS."""
    import tinycss2

    return {
        one.lower_name: tinycss2.serialize(one.value).strip()
        for one in content
        if one.type == "declaration" and not one.name.startswith("-")
    }
