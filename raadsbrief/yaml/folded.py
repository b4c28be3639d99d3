"""Lines that YAML puts behind each other, although the author began a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import ScalarNode

from raadsbrief.diagnostics import Span
from raadsbrief.yaml.nodes import Source, visible_places

# What begins a line of a list, table or heading.
_MARK = re.compile(r"[ \t]*(?:([-*+•]|\d{1,2}[.)]|[a-z][.)]|#{1,6})[ \t]+\S|(\|))")


def folded_mark(source: Source, node: ScalarNode) -> Span | None:
    """Return the place of the first item, row or heading that stands behind another line.

    Only `|` keeps lines as they are. One dash at the head of a line may be a dash; a list has
    two, or a colon above it.
    """
    if node.style == "|" or node.start_mark.line == node.end_mark.line:
        return None
    marks = list(_marks(source, node))
    if not marks:
        return None
    places = visible_places(source, node)
    marked = [(line, column, places[offset]) for line, column, offset in marks if offset in places]
    for line, column, place in marked:
        if place and node.value[place - 1] == " ":
            before = node.value[: place - 1].rstrip()
            if before.endswith(":") or len(marked) > 1:
                return Span(line + 1, column + 1, len(source.lines[line].strip()))
    return None


def _marks(source: Source, node: ScalarNode) -> Iterator[tuple[int, int, int]]:
    """Yield line, column and place in the file of each mark at the head of a line."""
    first, last = node.start_mark.line, node.end_mark.line
    offset = node.start_mark.index - node.start_mark.column
    for line in range(first, min(last + 1, len(source.lines))):
        text = source.lines[line]
        if line == first:  # each character keeps its own column
            begin = node.start_mark.column + (node.style in ("'", '"'))
            text = " " * begin + text[begin:]
        match = _MARK.match(text)
        if match:
            column = match.start(match.lastindex or 0)
            yield line, column, offset + column
        offset += len(source.lines[line]) + 1
