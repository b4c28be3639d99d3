"""Markdown to tokens: CommonMark with tables, footnotes and language spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from raadsbrief.prose import labels, lists


def parse(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Parse a text to tokens; the second value tells of footnotes under `footnotes`."""
    numbered = labels.number(text)
    written, env = numbered.text, dict[str, Any]()
    tokens = parser().parse(written, env)
    as_text = lists.without_loose_numbers(written, tokens, numbered.labels)
    if as_text != written:
        env = {}
        tokens = parser().parse(as_text, env)
    for token in tokens:
        if token.type == "list_item_open" and token.map and token.map[0] in numbered.labels:
            token.meta["label"] = numbered.labels[token.map[0]]
    return lists.nested(tokens), env


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the texts of paragraphs, items and cells, with their lines, without reading them."""
    tokens: list[Token] = []
    parser().block.parse(text, parser(), {}, tokens)
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type == "inline":
            yield line, token.content


def parse_line(text: str, notes: Iterable[str] = ()) -> list[Token]:
    """Parse a text without paragraphs or lists; it can call `notes`, which are elsewhere."""
    refs = {f":{label}": -1 for label in notes}
    return parser().parseInline(text, {"footnotes": {"refs": refs, "list": {}}} if refs else None)


def flatten(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield every token, also those inside a line of text."""
    for token in tokens:
        yield token
        yield from flatten(token.children or [])


def head_first_paragraph(tokens: list[Token], number: str) -> None:
    """Turn the first paragraph into a heading above all others, with a number before it.

    Without a number, prose that begins with anything else gets no heading.
    """
    if not number and (not tokens or tokens[0].type != "paragraph_open"):
        return
    if not tokens or tokens[0].type != "paragraph_open":
        tokens[:0] = parser().parse("x")
        tokens[1].children = []
    else:
        number += " " if number else ""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    tokens[0].type, tokens[2].type = "heading_open", "heading_close"
    tokens[0].tag = tokens[2].tag = f"h{min(levels, default=1) - 1}"
    tokens[1].children = [Token("text", "", 0, content=number), *(tokens[1].children or [])]


@cache
def parser() -> MarkdownIt:
    """Make the parser, without indented code and underlined headings: slips in a letter.

    HTML, other code and rules are recognised, so that the check can refuse them; none
    reaches the rendering.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "store_labels": True}).enable("table")
    markdown.disable(["code", "lheading"])
    markdown.use(footnote_plugin, inline=False)
    markdown.block.ruler.at("footnote_def", _note, {"alt": ["paragraph", "reference"]})
    markdown.use(attrs_plugin, after=(), spans=True, allowed=["lang"])
    return markdown


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a note; a note in a note is text, because the plugin would lose track of its ends."""
    if silent:
        return footnote_def(state, start, end, silent)
    if state.env.get("in_note"):
        return False
    state.env["in_note"] = True
    is_note = footnote_def(state, start, end, silent)
    del state.env["in_note"]
    return is_note
