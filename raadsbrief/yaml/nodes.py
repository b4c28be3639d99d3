"""A YAML file as nodes, and the exact place of each of them in its text.

Nothing is typed here: every scalar is the text that the author wrote, so that `nee`, `012`
and `2024-0062579` survive until the model says what they are.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.diagnostics import Code, Diagnostic, Span

Key = str | int
KeyPath = tuple[Key, ...]


@dataclass(frozen=True)
class Source:
    """One YAML file: its name as the user knows it, its text and its root node."""

    file: str
    text: str
    root: Node | None

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without line ends."""
        return self.text.split("\n")

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins in the text."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    @cached_property
    def positions(self) -> dict[int, tuple[list[int], list[int]]]:
        """What `_visible_positions` found, by the identity of a node: many findings share one."""
        return {}

    @cached_property
    def _named(self) -> dict[int, dict[Any, tuple[Node, Node]]]:
        """The parts of each mapping that was asked for, by the identity of its node."""
        return {}

    def diagnostic(
        self, code: Code, message: str, span: Span | None, hint: str | None = None
    ) -> Diagnostic:
        """Make a finding in this file, with the source line that it points at."""
        excerpt = None
        if span is not None and span.line <= len(self.lines):
            excerpt = self.lines[span.line - 1]
        return Diagnostic(code, message, self.file, span, excerpt, hint)

    def find(self, path: KeyPath) -> Node | None:
        """Return the node at a path of keys and indices, or None if there is none."""
        found = None
        for node in self._walk(path):
            found = node
        return found

    def span(self, path: KeyPath) -> Span:
        """Return the place of the value at a path, or of its deepest parent that exists."""
        deepest = self.root
        for node in self._walk(path):
            deepest = node or deepest
        return span_of(deepest) if deepest is not None else Span(1, 1)

    def key_span(self, path: KeyPath) -> Span:
        """Return the place of the key at a path; without such a key, that of its value."""
        parent = self.find(path[:-1]) if path else None
        if isinstance(parent, MappingNode) and (found := self._parts(parent).get(path[-1])):
            return span_of(found[0])
        return self.span(path)

    def scalars(self, path: KeyPath = ()) -> Iterator[ScalarNode]:
        """Yield every key and value that is text, at a path and below it, as the file has them."""
        root = self.find(path)
        waiting = [root] if root is not None else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, MappingNode):
                waiting.extend(part for pair in reversed(node.value) for part in reversed(pair))
            elif isinstance(node, SequenceNode):
                waiting.extend(reversed(node.value))
            elif isinstance(node, ScalarNode):
                yield node

    def _walk(self, path: KeyPath) -> Iterator[Node | None]:
        node = self.root
        yield node
        for key in path:
            node = self._child(node, key)
            yield node

    def _child(self, node: Node | None, key: Key) -> Node | None:
        if isinstance(node, MappingNode):
            found = self._parts(node).get(key)
            return found[1] if found else None
        if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            child: Node = node.value[key]
            return child
        return None

    def _parts(self, node: MappingNode) -> dict[Any, tuple[Node, Node]]:
        """Return the keys and values of a mapping by name; of two with one name, the first."""
        if id(node) not in self._named:
            named: dict[Any, tuple[Node, Node]] = {}
            for key, value in node.value:
                if isinstance(key, ScalarNode):
                    named.setdefault(key.value, (key, value))
            self._named[id(node)] = named
        return self._named[id(node)]


def plain(node: Node) -> Any:
    """Turn a node into dicts, lists and strings; a value that was left empty is None."""
    if isinstance(node, MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    return None if is_empty(node) else node.value


# How YAML writes that there is nothing; between quotation marks these are words.
_NOTHING = frozenset(["~", "null", "Null", "NULL"])


def is_empty(node: Node) -> bool:
    """Tell whether nothing at all was written where this value should stand, or YAML's `null`."""
    if isinstance(node, ScalarNode) and not node.style and node.value in _NOTHING:
        return True
    if not isinstance(node, ScalarNode) or node.value:
        return False
    return bool(node.start_mark.index == node.end_mark.index)


def span_of(node: Node) -> Span:
    """Return the place of a node: all of it on one line, otherwise only its beginning."""
    start, end = node.start_mark, node.end_mark
    one_line = start.line == end.line and isinstance(node, ScalarNode)
    return Span(
        start.line + 1, start.column + 1, max(1, end.column - start.column) if one_line else 1
    )


def span_within(source: Source, node: ScalarNode, start: int, length: int) -> Span:
    """Return the place in the file of `length` characters at `start` in a scalar's value.

    Folding changes only white space, so the nth visible character of the value is the
    nth visible character of the source, quotes and escapes aside.
    """
    in_value, positions = _visible_positions(source, node)
    nth = bisect_left(in_value, start)
    length -= (in_value[nth] if nth < len(in_value) else len(node.value)) - start
    if nth >= len(positions):
        return span_of(node)
    line, column = place_of(source, positions[nth])
    end_of_line = len(source.lines[line - 1]) - column + 1
    return Span(line, column, max(1, min(length, end_of_line)))


def place_of(source: Source, offset: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a character of the text."""
    line = bisect_right(source.line_starts, offset)
    return line, offset - source.line_starts[line - 1] + 1


def prose_node(source: Source, path: KeyPath) -> ScalarNode | None:
    """Return the node of the prose at a path; a section, block or annex can be prose alone."""
    node = source.find(path)
    if node is None:
        node = source.find(path[:-1]) or source.find(path[:-2])
    return node if isinstance(node, ScalarNode) else None


def span_in_prose(source: Source, path: KeyPath, text: str, start: int, length: int) -> Span | None:
    """Return the place of characters in the prose at a path; None for what was lost."""
    node = prose_node(source, path)
    if node is None:
        return None
    # A single line was stripped when it was read; places count in the value as it stands.
    return span_within(source, node, start + node.value.find(text), length)


def visible_places(source: Source, node: ScalarNode) -> dict[int, int]:
    """Map the place in the file of each visible character of a value to its place in there."""
    in_value, positions = _visible_positions(source, node)
    return dict(zip(positions, in_value, strict=False))


def _visible_positions(source: Source, node: ScalarNode) -> tuple[list[int], list[int]]:
    """Return where the characters that are not space stand, in the value and in the file."""
    if id(node) not in source.positions:
        in_value = [i for i, c in enumerate(node.value) if not c.isspace()]
        source.positions[id(node)] = in_value, _look_for_positions(source, node)
    return source.positions[id(node)]


def _look_for_positions(source: Source, node: ScalarNode) -> list[int]:
    """Offsets in the source text of the characters of a scalar's value that are not space.

    A letter and its accent that the file has apart are one character of the value.
    """
    begin, end = node.start_mark.index, node.end_mark.index
    text = source.text
    if node.style in ("|", ">"):  # the value begins after the header line
        begin = text.index("\n", begin) + 1
    elif node.style in ("'", '"'):
        begin, end = begin + 1, end - 1
    positions = []
    offset = begin
    while offset < end:
        if node.style == "'" and text.startswith("''", offset):
            offset += 1
        elif node.style == '"' and text[offset] == "\\":
            offset += 1
            if text[offset] in "nrtLPNe0abvf_ \n":  # an escape that stands for space or control
                offset += 1
                continue
            positions.append(offset - 1)
            offset += {"x": 3, "u": 5, "U": 9}.get(text[offset], 1)
            continue
        if not text[offset].isspace():
            positions.append(offset)
        offset += 1
    if unicodedata.is_normalized("NFC", text[begin:end]):
        return positions
    return list(_composed(text, positions))


def _composed(text: str, positions: Sequence[int]) -> Iterator[int]:
    """Leave out the places of accents that become one character with the letter before them."""
    letter: list[int] = []
    for position in [*positions, None]:
        if letter and (position is None or not unicodedata.combining(text[position])):
            together = unicodedata.normalize("NFC", "".join(text[i] for i in letter))
            yield from letter[: len(together)]
            letter = []
        if position is not None:
            letter.append(position)
