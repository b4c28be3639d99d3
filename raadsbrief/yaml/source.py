"""YAML text to nodes: strict YAML, and every refusal with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.tag import Tag

from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span, with_plain_ends
from raadsbrief.yaml import lookalikes, parser_errors, sizes
from raadsbrief.yaml.nodes import Source, is_empty, span_of
from raadsbrief.yaml.text import decode_utf8, read_bytes, refuse_other_kinds

MAX_DEPTH = 40
_NO_TAG = Tag()


class _Parser(CParser):  # type: ignore[misc]
    """The C parser, without asking of each scalar which type YAML takes it for.

    Nothing here looks at those types, and to work them out takes longer than all the rest.
    """

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Tag:  # noqa: ARG002
        """Give each node the same tag; without one, it would make its own."""
        return _NO_TAG

    def descend_resolver(self, parent: Any, index: Any) -> None:
        """Keep no path for types that depend on it."""

    def ascend_resolver(self) -> None:
        """Keep no path for types that depend on it."""


def read(path: Path) -> Source:
    """Read a YAML file.

    Raises ContentError when the file cannot be read, is not UTF-8 or is not the
    strict YAML that raadsbrief accepts (one document, no tags, anchors or
    duplicate keys).
    """
    data, file = read_bytes(path), path.as_posix()
    refuse_other_kinds(data, file)
    return parse(decode_utf8(data, file), file)


def parse(text: str, file: str) -> Source:
    """Parse YAML text; `file` is the name that findings carry. Raises ContentError."""
    text = with_plain_ends(text)
    source = Source(file, text, None)
    _refuse_hidden(source)
    try:
        _refuse_deep_nesting(source)
        _refuse_all(sizes.of_text(source))
        source = Source(file, text, _Parser(text).get_single_node())
    except YAMLError as error:
        raise ContentError([_yaml_problem(source, error)]) from None
    if source.root is not None and not unicodedata.is_normalized("NFC", text):
        _normalize(source.root, set())
    if source.root is None or is_empty(source.root):
        hint = "vul het bestand, of verwijder het"
        raise ContentError([source.diagnostic(Code.EMPTY_FILE, "dit bestand is leeg", None, hint)])
    _refuse_all(sizes.of_nodes(source))
    _refuse_all(_strictness(source, source.root, set(), 0))
    return source


def _refuse_all(found: Iterable[Diagnostic]) -> None:
    problems = list(found)
    if problems:
        raise ContentError(problems)


def _normalize(node: Node, seen: set[int]) -> None:
    """Make one character of a letter and its accent; apart, they are heard as two (NFC).

    The text itself stays as it is, so that places count as an editor counts.
    """
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, ScalarNode):
        node.value = unicodedata.normalize("NFC", node.value)
    for part in node.value if isinstance(node, MappingNode | SequenceNode) else ():
        for one in part if isinstance(part, tuple) else (part,):
            _normalize(one, seen)


def _refuse_hidden(source: Source) -> None:
    """Refuse what looks like a space or a line end, and is another one to YAML than to people."""
    found = re.search(r"[\x85\u2028\u2029]|^ *[\u00a0\u202f\u2007]", source.text, re.MULTILINE)
    if found:
        offset = found.end() - 1
        line = source.text.count("\n", 0, offset)
        span = Span(line + 1, offset - source.text.rfind("\n", 0, offset))
        message = "hier staat een onzichtbaar teken dat op een spatie of regeleinde lijkt"
        hint = "vervang het door een gewone spatie of een nieuwe regel"
        raise ContentError([source.diagnostic(Code.YAML, message, span, hint)])


def _refuse_deep_nesting(source: Source) -> None:
    """Refuse nesting that would exhaust the C parser's stack when it composes nodes."""
    text = source.text
    if text.count("[") + text.count("{") + text.count("- ") + text.count("? ") < 1000:
        return
    parser, depth = _Parser(text), 0
    while parser.check_event():
        event = parser.get_event()
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
    yield from _lost_text(source, node)
    if isinstance(node, ScalarNode):
        yield from lookalikes.glued(source, node)
    elif isinstance(node, MappingNode):
        yield from _keys(source, node)
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield from _strictness(source, value, seen, depth + 1)
                if isinstance(value, ScalarNode):
                    yield from lookalikes.lost_heading(source, key, value)
    elif isinstance(node, SequenceNode):
        yield from _split_numbers(source, node)
        for item in node.value:
            yield from _strictness(source, item, seen, depth + 1)


def _split_numbers(source: Source, node: SequenceNode) -> Iterator[Diagnostic]:
    """Find a number with a comma that YAML takes for two: `[Park, 12,5]`, but not `[1,2]`."""
    between = [
        source.text[one.end_mark.index : other.start_mark.index]
        for one, other in pairwise(node.value)
    ]
    if not node.flow_style or all(mark == "," for mark in between):
        return
    for (one, other), mark in zip(pairwise(node.value), between, strict=True):
        if mark != "," or not (isinstance(one, ScalarNode) and isinstance(other, ScalarNode)):
            continue
        number = f"{one.value},{other.value}"
        if re.fullmatch(r"[-−]?\d+,\d+", number):
            span = Span(*_begin(one), len(number))
            message = f"YAML leest '{number}' als twee waarden"
            hint = f'zet het getal tussen aanhalingstekens: "{number}"'
            if re.fullmatch(r"[-−]?[1-9]\d{0,2},\d{3}", number):
                hint += f"; zijn het duizenden, schrijf dan {number.replace(',', '')}"
            yield source.diagnostic(Code.YAML_FEATURE, message, span, hint)


def _begin(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


_COMMENT = re.compile(r":?[ \t]+(#[^\s#!][^\n]*)")


def _lost_text(source: Source, node: Node) -> Iterator[Diagnostic]:
    """Find text that YAML takes for a comment: `kleur: #1d4f7c`, `onderwerp: Actie #1`."""
    if not isinstance(node, ScalarNode) or node.style:
        return
    comment = _COMMENT.match(source.text, node.end_mark.index)
    if comment:
        start = node.end_mark.column + comment.start(1) - comment.start() + 1
        span = Span(node.end_mark.line + 1, start, len(comment[1].rstrip()))
        message = "alles vanaf dit hekje valt weg: YAML ziet het als opmerking"
        hint = "zet de waarde tussen aanhalingstekens, of een spatie na # bij een opmerking"
        yield source.diagnostic(Code.YAML_FEATURE, message, span, hint)


def _keys(source: Source, node: MappingNode) -> Iterator[Diagnostic]:
    first: dict[str, Node] = {}
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            begin = max(0, key.start_mark.index - 1)
            if source.text.startswith("{{", begin):
                message, hint = parser_errors.BEGINS_WITH_A_FACT
            else:
                message = "hier hoort een naam te staan, geen lijst"
                hint = "schrijf `naam: waarde`"
            yield source.diagnostic(Code.YAML_FEATURE, message, span_of(key), hint)
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
            yield from lookalikes.hidden_in_name(source, key)


_BEGINS_EARLIER = (
    "end of stream",
    "expected node content",
    "alphabetic or numeric",
    "could not find expected ':'",
)


def _yaml_problem(source: Source, error: YAMLError) -> Diagnostic:
    problem = str(error)
    span = None
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or ""
        mark = error.problem_mark or error.context_mark
        begin = error.context_mark or mark
        if any(one in problem for one in _BEGINS_EARLIER) or (
            "expected ',' or" in problem and begin.line < mark.line
        ):
            mark = begin  # where the value or the bracket began says more than its end
        span = _span_of_mark(source, mark)
        if mark is not None and source.text[mark.index : mark.index + 1] == "\t":
            problem = "tab character"
    elif isinstance(error, ReaderError):
        problem = error.reason
        before = source.text[: error.position]
        span = Span(before.count("\n") + 1, len(before) - before.rfind("\n"))
    line = source.lines[span.line - 1] if span else ""
    at = span.column - 1 if span else 0
    message, hint = parser_errors.explain(problem, line[:at], line[at:])
    if "unexpected ':'" in problem and isinstance(error, MarkedYAMLError):
        start, colon = error.context_mark.index, error.problem_mark.index
        message, hint = lookalikes.colon_in_brackets(source.text, start, colon)
        return source.diagnostic(Code.YAML, message, span, hint)
    slip = parser_errors.slip(source.lines, span.line) if span and "tab " not in problem else None
    if slip:
        number, column, message, hint = slip
        span = Span(number, column)
    return source.diagnostic(Code.YAML, message, span, hint)


def _span_of_mark(source: Source, mark: Any) -> Span | None:
    """Return the place of a parser mark; one past the last line goes to the end of the text."""
    if mark is None:
        return None
    last = max(1, len(source.text.rstrip("\n").split("\n")))
    if mark.line + 1 > last:
        return Span(last, max(1, len(source.lines[last - 1])))
    return Span(mark.line + 1, mark.column + 1)
