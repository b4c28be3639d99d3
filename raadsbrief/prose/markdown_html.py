"""Parsed Markdown to HTML.

The HTML of a paragraph, item or cell has no line breaks, because the style sheet keeps
white space: otherwise the text layer of the PDF glues words at the ends of lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import count
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from raadsbrief.prose import lists
from raadsbrief.prose.markdown import flatten, parser


@dataclass
class Page:
    """What the prose texts of one letter share while they are rendered.

    `image` turns the address of an image into one that stands on its own; `afkortingen`
    are the abbreviations with what they stand for.
    """

    image: Callable[[str], str] = str
    afkortingen: Mapping[str, str] = field(default_factory=dict)
    note_numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @cached_property
    def abbreviated(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        """What finds the abbreviations in HTML, and what each of them stands for there."""
        full = {str(escape(short)): escape(long) for short, long in self.afkortingen.items()}
        longest_first = sorted(full, key=len, reverse=True)
        pattern = rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)"
        return re.compile(pattern), full


def render(
    tokens: list[Token], page: Page, level: int = 1, calls: Mapping[str, Markup] | None = None
) -> Markup:
    """Render tokens to HTML; the highest heading among them becomes `h<level>`.

    `calls` is the HTML that calls a note elsewhere, by its label.
    """
    _shift_headings(tokens, level)
    notes = _take_notes(tokens)
    _improve_tables(tokens)
    _make_figures(tokens)
    lists.mark(tokens)
    for token in flatten(tokens):
        if token.type == "softbreak":
            token.type, token.content = "text", " "
    env = {"page": page, "notes": notes, "numbers": {}, "calls": calls or {}}
    return Markup(_renderer().render(tokens, parser().options, env).replace("\n", ""))


def note(number: int, words: str) -> Markup:
    """Return the call of a footnote with the note itself, as docs/toegankelijkheid.md has it."""
    return Markup(
        f'<a id="verwijzing-{number}" {_call(number)}<span role="doc-footnote" id="noot-{number}">'
        f'<a role="doc-backlink" href="#verwijzing-{number}"'
        f' title="Terug naar verwijzing {number}">{number}</a>{words}</span>'
    )


def _call(number: int) -> str:
    return f'role="doc-noteref" href="#noot-{number}" title="Voetnoot {number}">{number}</a>'


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
        page: Page = env["page"]
        pattern, full = page.abbreviated
        return pattern.sub(lambda match: f'<abbr title="{full[match[0]]}">{match[0]}</abbr>', words)

    def image(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:  # noqa: ARG002
        """Render an image, carried inside the page."""
        source = env["page"].image(str(tokens[i].attrs["src"]))
        inside = flatten(tokens[i].children or [])
        words = "".join(" " if one.type == "softbreak" else one.content for one in inside)
        return f'<img src="{escape(source)}" alt="{escape(words)}">'

    def caption(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:  # noqa: ARG002
        """Render the caption of a figure."""
        return f"<figcaption>{escape(tokens[i].content)}</figcaption>"

    def html_block(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:  # noqa: ARG002
        """Show HTML as it was typed: the check refuses it, and no text can become a page."""
        return str(escape(tokens[i].content))

    def html_inline(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        """Show HTML in a line as it was typed."""
        return self.html_block(tokens, i, options, env)

    def footnote_ref(self, tokens: Sequence[Token], i: int, options: Any, env: Any) -> str:
        """Render the call of a footnote and, at the first call, the note itself."""
        if tokens[i].meta["label"] in env["calls"]:
            return str(env["calls"][tokens[i].meta["label"]])
        note_id = tokens[i].meta["id"]
        first = note_id not in env["numbers"]
        if first:
            env["numbers"][note_id] = next(env["page"].note_numbers)
        number = env["numbers"][note_id]
        if not first:
            return f"<a {_call(number)}"
        return note(number, self.renderInline(env["notes"][note_id], options, env))


@cache
def _renderer() -> _Renderer:
    return _Renderer(parser())
