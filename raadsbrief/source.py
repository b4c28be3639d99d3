"""YAML text to nodes with exact positions.

Nothing is typed here: every scalar stays the text that the author wrote, so that
`nee`, `012` and `2024-0062579` survive until the model says what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from raadsbrief import yaml_errors
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span, reason

MAX_BYTES = 1_000_000
MAX_DEPTH = 40

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
        if isinstance(parent, MappingNode):
            for key, _ in parent.value:
                if key.value == path[-1]:
                    return span_of(key)
        return self.span(path)

    def scalars(self) -> Iterator[ScalarNode]:
        """Yield every value that is text, in the order of the file."""
        waiting = [self.root] if self.root is not None else []
        while waiting:
            node = waiting.pop()
            if isinstance(node, MappingNode):
                waiting.extend(value for _, value in reversed(node.value))
            elif isinstance(node, SequenceNode):
                waiting.extend(reversed(node.value))
            else:
                yield node

    def _walk(self, path: KeyPath) -> Iterator[Node | None]:
        node = self.root
        yield node
        for key in path:
            node = _child(node, key)
            yield node


def read(path: Path) -> Source:
    """Read a YAML file.

    Raises ContentError when the file cannot be read, is not UTF-8 or is not the
    strict YAML that raadsbrief accepts (one document, no tags, anchors or
    duplicate keys).
    """
    file = path.as_posix()
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ContentError([Diagnostic(Code.FILE, "dit bestand bestaat niet", file)]) from None
    except OSError as error:
        message = f"dit bestand is niet te lezen ({reason(error)})"
        raise ContentError([Diagnostic(Code.FILE, message, file)]) from None
    if len(data) > MAX_BYTES:
        message = f"dit bestand is te groot (meer dan {MAX_BYTES // 1_000_000} MB)"
        raise ContentError([Diagnostic(Code.FILE, message, file)])
    return parse(_decode_utf8(data, file), file)


def parse(text: str, file: str) -> Source:
    """Parse YAML text; `file` is the name that findings carry. Raises ContentError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(file, text, None)
    try:
        _refuse_deep_nesting(source)
        source = Source(file, text, _yaml().compose(text))
    except YAMLError as error:
        raise ContentError([_yaml_problem(source, error)]) from None
    if source.root is None:
        hint = "vul het bestand, of verwijder het"
        raise ContentError([source.diagnostic(Code.EMPTY_FILE, "dit bestand is leeg", None, hint)])
    problems = list(_strictness(source, source.root, set(), 0))
    if problems:
        raise ContentError(problems)
    return source


def plain(node: Node) -> Any:
    """Turn a node into dicts, lists and strings. A value that was left empty is dropped."""
    if isinstance(node, MappingNode):
        return {k.value: plain(v) for k, v in node.value if not is_empty(v)}
    if isinstance(node, SequenceNode):
        return [None if is_empty(item) else plain(item) for item in node.value]
    return node.value


def is_empty(node: Node) -> bool:
    """Tell whether nothing at all was written where this value should stand."""
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
    positions = _visible_positions(source, node)
    value: str = node.value
    while start < len(value) and value[start].isspace():
        start, length = start + 1, length - 1
    nth = sum(not c.isspace() for c in value[:start])
    if nth >= len(positions):
        return span_of(node)
    offset = positions[nth]
    line = source.text.count("\n", 0, offset)
    column = offset - (source.text.rfind("\n", 0, offset) + 1)
    end_of_line = len(source.lines[line]) - column
    return Span(line + 1, column + 1, max(1, min(length, end_of_line)))


def _visible_positions(source: Source, node: ScalarNode) -> list[int]:
    """Offsets in the source text of the characters of a scalar's value that are not space."""
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
    return positions


def _child(node: Node | None, key: Key) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for k, value in node.value if k.value == key), None)
    if isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
        child: Node = node.value[key]
        return child
    return None


def _decode_utf8(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n")
        shown = data.decode("utf-8", errors="replace").splitlines()[line : line + 1]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace"))
        raise ContentError(
            [
                Diagnostic(
                    Code.ENCODING,
                    "dit bestand is geen UTF-8-tekst",
                    file,
                    Span(line + 1, column + 1),
                    shown[0] if shown else None,
                    "sla het bestand in uw editor op met codering UTF-8",
                )
            ]
        ) from None


def _yaml() -> YAML:
    return YAML(typ="safe", pure=False)


def _refuse_deep_nesting(source: Source) -> None:
    """Refuse nesting that would exhaust the C parser's stack when it composes nodes."""
    text = source.text
    if text.count("[") + text.count("{") + text.count("- ") + text.count("? ") < 1000:
        return
    depth = 0
    for event in _yaml().parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ContentError([_too_deep(source, event.start_mark)])


def _too_deep(source: Source, mark: Any) -> Diagnostic:
    span = Span(mark.line + 1, mark.column + 1)
    return source.diagnostic(Code.YAML_FEATURE, "de lijsten zijn te diep in elkaar gezet", span)


_REFUSED_MARKS = {
    "!": (
        "een waarde kan hier niet met een uitroepteken beginnen",
        "zet de tekst tussen aanhalingstekens",
    ),
    "&": (
        "een waarde kan hier niet met een &-teken beginnen",
        "zet de tekst tussen aanhalingstekens, of haal een feit op met {{ ... }}",
    ),
}


def _strictness(source: Source, node: Node, seen: set[int], depth: int) -> Iterator[Diagnostic]:
    """Find what YAML allows and raadsbrief does not."""
    if id(node) in seen:  # an alias: its anchor has been refused already
        return
    seen.add(id(node))
    if depth > MAX_DEPTH:
        yield _too_deep(source, node.start_mark)
        return
    mark = source.text[node.start_mark.index : node.start_mark.index + 1]
    if mark in _REFUSED_MARKS:
        message, hint = _REFUSED_MARKS[mark]
        yield source.diagnostic(Code.YAML_FEATURE, message, span_of(node), hint)
    if isinstance(node, MappingNode):
        yield from _keys(source, node)
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield from _strictness(source, value, seen, depth + 1)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _strictness(source, item, seen, depth + 1)


def _keys(source: Source, node: MappingNode) -> Iterator[Diagnostic]:
    first: dict[str, Node] = {}
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            yield source.diagnostic(
                Code.YAML_FEATURE,
                "hier hoort een naam te staan, geen lijst",
                span_of(key),
                "begint de waarde met `{{`? zet haar dan tussen aanhalingstekens",
            )
        elif key.value in first:
            line = first[key.value].start_mark.line + 1
            yield source.diagnostic(
                Code.DUPLICATE_KEY,
                f"'{key.value}' staat hier dubbel (eerder op regel {line})",
                span_of(key),
                "verwijder er een van",
            )
        else:
            first[key.value] = key


def _yaml_problem(source: Source, error: YAMLError) -> Diagnostic:
    problem = str(error)
    span = None
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or ""
        mark = error.problem_mark or error.context_mark
        if "end of stream" in problem or "<stream end>" in problem:
            mark = error.context_mark or mark  # where the quotation began says more than the end
        span = _span_of_mark(source, mark)
    elif isinstance(error, ReaderError):
        problem = error.reason
        before = source.text[: error.position]
        span = Span(before.count("\n") + 1, len(before) - before.rfind("\n"))
    message, hint = yaml_errors.explain(problem)
    return source.diagnostic(Code.YAML, message, span, hint)


def _span_of_mark(source: Source, mark: Any) -> Span | None:
    """Return the place of a parser mark; one past the last line goes to the end of the text."""
    if mark is None:
        return None
    last = max(1, len(source.text.rstrip("\n").split("\n")))
    if mark.line + 1 > last:
        return Span(last, max(1, len(source.lines[last - 1])))
    return Span(mark.line + 1, mark.column + 1)
