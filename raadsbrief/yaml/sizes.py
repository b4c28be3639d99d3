"""How large a file and its parts may be; what is larger is refused before it costs time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief import budgets
from raadsbrief.budgets import Budget
from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.yaml.nodes import KeyPath, Source, place_of, span_of

_LONG_WORD = re.compile(rf"(?<!\S)\S{{{budgets.WORD.most + 1},}}")


def refused(source: Source, budget: Budget, count: int, span: Span) -> Diagnostic:
    """Make the finding that there is more of something than there may be."""
    return source.diagnostic(Code.TOO_MUCH, budget.message(count), span, budget.advies)


def of_text(source: Source) -> Iterator[Diagnostic]:
    """Find the first word that is too long; in the text, because the parser stumbles as well."""
    found = _LONG_WORD.search(source.text)
    if found:
        line, column = place_of(source, found.start())
        span = Span(line, column, len(found[0]))
        yield refused(source, budgets.WORD, len(found[0]), span)


def of_nodes(source: Source) -> Iterator[Diagnostic]:
    """Find texts and lists that are too long, and a file with too many of them."""
    waiting: list[Node | None] = [source.root]
    count, seen = 0, set[int]()
    while waiting:
        node = waiting.pop()
        if node is None or id(node) in seen:  # an alias, which is refused
            continue
        seen.add(id(node))
        count += 1
        if count > budgets.VALUES.most:
            yield refused(source, budgets.VALUES, _all(source), span_of(node))
            return
        if isinstance(node, ScalarNode):
            if len(node.value) > budgets.TEXT.most:
                yield refused(source, budgets.TEXT, len(node.value), span_of(node))
        elif isinstance(node, MappingNode | SequenceNode):
            if len(node.value) > budgets.ITEMS.most:
                first = node.value[budgets.ITEMS.most]
                place = first[0] if isinstance(first, tuple) else first
                yield refused(source, budgets.ITEMS, len(node.value), span_of(place))
            parts = node.value
            waiting += [one[1] if isinstance(one, tuple) else one for one in reversed(parts)]


def characters(source: Source, path: KeyPath) -> int:
    """Count the characters of all texts at a path and below it."""
    return sum(len(node.value) for node in source.scalars(path))


def _all(source: Source) -> int:
    """Count all values of a file."""
    waiting: list[Node | None] = [source.root]
    seen = set[int]()
    while waiting:
        node = waiting.pop()
        if node is not None and id(node) not in seen:
            seen.add(id(node))
            if isinstance(node, MappingNode | SequenceNode):
                waiting += [one[1] if isinstance(one, tuple) else one for one in node.value]
    return len(seen)
