"""Markdown to a `Stuk`: what a letter cannot have, such as HTML, becomes plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from raadsbrief.inlezen.stuk import Alinea, Kop, Punt, Stuk, Tabel, letterlijk, schoon

_MARKS = {"strong_open": "**", "strong_close": "**", "em_open": "*", "em_close": "*"}
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*(?:\n|\Z)", re.DOTALL)


def lees(text: str) -> Stuk:
    """Read a Markdown file."""
    text = schoon(text)
    stuk = Stuk()
    if head := _HEAD.match(text):  # the fields that other programs put above a text
        lines = (line.strip() for line in head[1].split("\n"))
        stuk.delen += [Alinea(letterlijk(line)) for line in lines if line]
        text = text[head.end() :]
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.disable("code").use(footnote_plugin, inline=False)
    _Reader(stuk).read(parser.parse(text))
    stuk.opmerkingen += [f"Niet begrepen: {line}" for line in _lost(text, stuk)]
    return stuk


def _lost(text: str, stuk: Stuk) -> Iterator[str]:
    """Yield the lines with words that Markdown drops: a note without a call, lists too deep."""
    written = " ".join(
        [*stuk.noten.values(), *(one.tekst for one in stuk.delen if hasattr(one, "tekst"))]
        + [
            cell
            for one in stuk.delen
            if isinstance(one, Tabel)
            for row in one.rijen
            for cell in row
        ]
    )
    known = set(_WORD.findall(written.replace("\\", "").replace("*", "")))
    for line in text.split("\n"):
        bare = line.replace("\\", "").replace("*", "")
        is_address = re.match(r"\s*\[[^\]]+\]:\s", line) and "[^" not in line
        if not is_address and any(word not in known for word in _WORD.findall(bare)):
            yield line.strip()


class _Reader:
    def __init__(self, stuk: Stuk) -> None:
        self._stuk = stuk
        self._lists: list[Token] = []
        self._item: Token | None = None  # the item whose first words are still to come
        self._quotes = 0
        self._note: str | None = None
        self._heading = 0
        self._in_cell = False

    def read(self, tokens: Sequence[Token]) -> None:
        """Take in all blocks."""
        for token in tokens:
            self._take(token)

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(token)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            self._item = token
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += 1 if kind == "blockquote_open" else -1
        elif kind == "footnote_open":
            self._note = _name(token)
        elif kind == "footnote_close":
            self._note = None
        elif kind == "heading_open":
            self._heading = int(token.tag[1])
        elif kind == "table_open":
            self._stuk.delen.append(Tabel([], 1))
        elif kind == "tr_open":
            self._table.rijen.append([])
        elif kind in ("td_open", "th_open", "td_close", "th_close"):
            self._in_cell = kind.endswith("open")
        elif kind == "inline":
            self._line(token)
        elif kind in ("fence", "code_block", "html_block"):
            for line in token.content.split("\n"):
                if line.strip():
                    self._text(letterlijk(line.strip()))

    @property
    def _table(self) -> Tabel:
        table = self._stuk.delen[-1]
        assert isinstance(table, Tabel)
        return table

    def _line(self, token: Token) -> None:
        text = in_regel(token.children or [])
        if self._in_cell:
            self._table.rijen[-1].append(text)
        elif self._heading:
            self._stuk.delen.append(Kop(self._heading, text.replace("\\\n", " ")))
            self._heading = 0
        else:
            self._text(text)

    def _text(self, text: str) -> None:
        if self._note is not None:
            before = self._stuk.noten.get(self._note)
            self._stuk.noten[self._note] = f"{before} {text}" if before else text
        elif self._item is not None:
            mark = f"{self._item.info}{self._item.markup}" if self._item.info else "-"
            self._stuk.delen.append(Punt(len(self._lists) - 1, mark, text))
            self._item = None
        elif text.strip():
            self._stuk.delen.append(Alinea(text, citaat=self._quotes > 0))


def in_regel(tokens: Sequence[Token]) -> str:
    """Write the tokens of a line as Markdown again."""
    parts: list[str] = []
    links: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in _MARKS:
            parts.append(_MARKS[kind])
        elif kind == "link_open":
            links.append(str(token.attrs.get("href", "")))
            parts.append("[")
        elif kind == "link_close":
            parts.append(f"]({adres(links.pop())})")
        elif kind == "image":
            title = str(token.attrs.get("title", "")).replace('"', "'")
            source = adres(str(token.attrs["src"])) + (f' "{letterlijk(title)}"' if title else "")
            parts.append(f"![{letterlijk(token.content)}]({source})")
        elif kind == "footnote_ref":
            parts.append(f"[^{_name(token)}]")
        elif kind == "softbreak":
            parts.append(" ")
        elif kind == "hardbreak":
            parts.append("\\\n")
        else:
            parts.append(letterlijk(token.content))
    return "".join(parts)


def adres(href: str) -> str:
    """Write the address of a link so that Markdown finds its end."""
    href = re.sub(r"\s", "%20", href.strip())
    href = re.sub(r"[<>{}\\]", lambda found: f"%{ord(found[0]):02X}", href)
    return f"<{href}>" if re.search(r"[()]", href) else href


def _name(token: Token) -> str:
    return re.sub(r"[^\w-]", "-", str(token.meta["label"]))
