"""The parts that a structure tree is made of (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from raadsbrief.pdf.tagging.roles import CELLS


@dataclass(frozen=True)
class Marked:
    """A piece of painted content: marked-content number `mcid` on page `page`, from 0."""

    page: int
    mcid: int


@dataclass(frozen=True, eq=False)
class Annotation:
    """A link annotation (a pydyf.Dictionary) on page `page`, from 0."""

    page: int
    object: Any


@dataclass(eq=False)
class Node:
    """One structure element, with its kids in reading order.

    `attributes` are those of the table, list or layout owner (14.8.5), by owner. `levels` is in how
    many of the groups of rows above it a row of a table is: a total is in none.
    """

    role: str
    parent: Node | None = None
    kids: list[Node | Marked | Annotation] = field(default_factory=list)
    language: str = ""
    alt: str = ""
    expansion: str = ""
    identifier: str = ""
    contents: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    implied: bool = False
    levels: int = 2

    def add(self, role: str, **fields: Any) -> Node:
        """Make a node and put it behind the other kids."""
        node = Node(role, self, **{"language": self.language, **fields})
        self.kids.append(node)
        return node

    def nodes(self) -> list[Node]:
        """Return the kids that are structure elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for kid in self.nodes():
            yield from kid.walk()

    def nearest(self, roles: frozenset[str]) -> Node | None:
        """Return this node, or the nearest one above it, that has one of the roles."""
        node: Node | None = self
        while node is not None and node.role not in roles:
            node = node.parent
        return node


def body(item: Node) -> Node:
    """Return the body of a list item; make it when there is none yet."""
    bodies = [kid for kid in item.nodes() if kid.role == "LBody"]
    return bodies[0] if bodies else item.add("LBody")


def prune(node: Node) -> None:
    """Take out elements with nothing in them, such as that of an empty paragraph."""
    for kid in node.nodes():
        prune(kid)
        if not kid.kids and kid.role not in CELLS:
            node.kids.remove(kid)
