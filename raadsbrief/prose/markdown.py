"""Markdown to HTML: CommonMark with tables, footnotes, abbreviations and language spans.

The HTML of a paragraph, item or cell has no line breaks, because the style sheet keeps
white space: otherwise the text layer of the PDF glues words at the ends of lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from raadsbrief.prose import labels, lists

# Where a letter on paper or on screen can lead: not to a file beside it.
# A site has a name with a dot in it; `https://https://...` and a full stop at the end were not
# meant.
_ADDRESS = re.compile(
    r"https?://(?!https?:)[^\s/?#.:]+(?:\.[^\s/?#.:]+)+(?::\d+)?(?:[/?#]\S*)?(?<![.,;])"
    r"|mailto:[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+"
    r"|tel:\+?[\d().-]+"
)


def is_address(text: str) -> bool:
    """Tell whether a letter can refer to an address: of a site, for mail, or a telephone number."""
    return _ADDRESS.fullmatch(text) is not None


@dataclass
class Page:
    """What the prose texts of one letter share while they are rendered.

    `image` turns the address of an image into one that stands on its own; `afkortingen`
    are the abbreviations with what they stand for.
    """

    image: Callable[[str], str] = str
    afkortingen: Mapping[str, str] = field(default_factory=dict)
    note_numbers: Iterator[int] = field(default_factory=lambda: count(1))


def parse(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Parse a text to tokens; the second value tells of footnotes under `footnotes`."""
    env: dict[str, Any] = {}
    numbered = labels.number(text)
    tokens = _parser().parse(numbered.text, env)
    for token in tokens:
        if token.type == "list_item_open" and token.map and token.map[0] in numbered.labels:
            token.meta["label"] = numbered.labels[token.map[0]]
    return lists.nested(tokens), env


def parse_line(text: str) -> list[Token]:
    """Parse a text without paragraphs or lists."""
    return _parser().parseInline(text)


def flatten(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield every token, also those inside a line of text."""
    for token in tokens:
        yield token
        yield from flatten(token.children or [])


def render(tokens: list[Token], page: Page, level: int = 1) -> Markup:
    """Render tokens to HTML; the highest heading among them becomes `h<level>`."""
    _shift_headings(tokens, level)
    notes = _take_notes(tokens)
    _improve_tables(tokens)
    _make_figures(tokens)
    lists.mark(tokens)
    for token in flatten(tokens):
        if token.type == "softbreak":
            token.type, token.content = "text", " "
    parser = _parser()
    env = {"page": page, "notes": notes, "numbers": {}}
    return Markup(parser.renderer.render(tokens, parser.options, env).replace("\n", ""))


def head_first_paragraph(tokens: list[Token], number: str) -> None:
    """Turn the first paragraph into a heading above all others, with a number before it."""
    if not tokens or tokens[0].type != "paragraph_open":
        tokens[:0] = _parser().parse("x")
        tokens[1].children = []
    else:
        number += " "
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    tokens[0].type, tokens[2].type = "heading_open", "heading_close"
    tokens[0].tag = tokens[2].tag = f"h{min(levels, default=1) - 1}"
    tokens[1].children = [Token("text", "", 0, content=number), *(tokens[1].children or [])]


def note(number: int, words: str) -> Markup:
    """Return the call of a footnote with the note itself, as docs/toegankelijkheid.md has it."""
    return Markup(
        f'<a id="verwijzing-{number}" {_call(number)}<span role="doc-footnote" id="noot-{number}">'
        f'<a role="doc-backlink" href="#verwijzing-{number}"'
        f' title="Terug naar verwijzing {number}">{number}</a>{words}</span>'
    )


def _call(number: int) -> str:
    return f'role="doc-noteref" href="#noot-{number}" title="Voetnoot {number}">{number}</a>'


@cache
def _parser() -> MarkdownIt:
    """Make the parser, without indented code and underlined headings: slips in a letter.

    HTML, other code and rules are recognised, so that the check can refuse them; none
    reaches the rendering.
    """
    parser = MarkdownIt("commonmark", {"html": True}, renderer_cls=_Renderer).enable("table")
    parser.disable(["code", "lheading"])
    parser.use(footnote_plugin, inline=False)
    parser.use(attrs_plugin, after=(), spans=True, allowed=["lang"])
    for name in ("image", "footnote_ref"):  # the plugins have put theirs in place
        parser.add_render_rule(name, getattr(_Renderer, name))
    return parser


def _shift_headings(tokens: list[Token], level: int) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    top = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) - top + level)}"


def _take_notes(tokens: list[Token]) -> dict[int, list[Token]]:
    """Take the footnotes from the end of the tokens: the words of each, by its id."""
    notes: dict[int, list[Token]] = {}
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), None)
    if start is None:
        return notes
    for token in tokens[start:]:
        if token.type == "footnote_open":
            current = notes.setdefault(token.meta["id"], [])
        elif token.type == "inline":
            if current:
                current.append(Token("hardbreak", "br", 0))
            current.extend(t for t in token.children or [] if t.type != "footnote_anchor")
    del tokens[start:]
    return notes


def _improve_tables(tokens: list[Token]) -> None:
    """Give heads their scope, and columns that are aligned right the look of figures.

    Under an empty first head, the first column holds row heads.
    """
    row_heads = False
    for i, token in enumerate(tokens):
        first = i > 0 and tokens[i - 1].type == "tr_open"
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "getal")
        if token.type == "th_open":
            token.attrSet("scope", "col")
            if first:
                row_heads = not tokens[i + 1].content
            if first and row_heads:  # an empty head says nothing
                token.tag = tokens[i + 2].tag = "td"
                del token.attrs["scope"]
        elif token.type == "td_open" and first and row_heads:
            token.tag = tokens[i + 2].tag = "th"
            token.attrSet("scope", "row")


def _make_figures(tokens: list[Token]) -> None:
    """Turn a paragraph that is only an image into a figure, with its title as caption."""
    for i, token in enumerate(tokens):
        children = token.children or []
        in_paragraph = i > 0 and tokens[i - 1].type == "paragraph_open"
        if in_paragraph and [child.type for child in children] == ["image"]:
            tokens[i - 1].tag = tokens[i + 1].tag = "figure"
            title = children[0].attrs.pop("title", None)
            if title:
                children.append(Token("caption", "", 0, content=str(title)))


class _Renderer(RendererHTML):
    """Renders what a letter has and CommonMark lacks; a method is named after its token."""

    def text(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:  # noqa: ARG002
        """Render words, with what their abbreviations stand for."""
        afkortingen = env["page"].afkortingen
        words = str(escape(tokens[i].content))
        if not afkortingen:
            return words
        full = {str(escape(short)): escape(long) for short, long in afkortingen.items()}
        longest_first = sorted(full, key=len, reverse=True)
        return re.sub(
            rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)",
            lambda match: f'<abbr title="{full[match[0]]}">{match[0]}</abbr>',
            words,
        )

    def image(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:  # noqa: ARG002
        """Render an image, carried inside the page."""
        source = env["page"].image(str(tokens[i].attrs["src"]))
        return f'<img src="{escape(source)}" alt="{escape(tokens[i].content)}">'

    def caption(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:  # noqa: ARG002
        """Render the caption of a figure."""
        return f"<figcaption>{escape(tokens[i].content)}</figcaption>"

    def footnote_ref(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        """Render the call of a footnote and, at the first call, the note itself."""
        note_id = tokens[i].meta["id"]
        first = note_id not in env["numbers"]
        if first:
            env["numbers"][note_id] = next(env["page"].note_numbers)
        number = env["numbers"][note_id]
        if not first:
            return f"<a {_call(number)}"
        return note(number, self.renderInline(env["notes"][note_id], options, env))
