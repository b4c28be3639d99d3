"""A Word file to a `Stuk`, by way of mammoth.

Tracked changes count as accepted, text boxes come after the paragraph that they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from raadsbrief.inlezen import pakket
from raadsbrief.inlezen.markdown_lezen import adres
from raadsbrief.inlezen.nummering import BLADWIJZER
from raadsbrief.inlezen.stuk import (
    VET,
    Alinea,
    Beeld,
    Deel,
    Kop,
    Punt,
    Stuk,
    Tabel,
    letterlijk,
    onleesbaar,
    plat,
    schoon,
)

_WIDEST = 63  # columns of a table in Word
_HIGHEST = 5_000
_LARGEST = 20_000_000  # of one image
_MARK = re.compile(r"-|\(?(?:[A-Za-z]|[ivxIVX]{2,6}|[1-9][0-9]?(?:\.[1-9][0-9]?){0,3})[.)]?")
_SMALL = {
    "superscript": str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"),
    "subscript": str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}


def lees(data: bytes, file: str) -> Stuk:
    """Read a Word file. Raises ContentError when it is none, or too much."""
    from mammoth import docx  # late: only this needs it

    found = pakket.open_pakket(data, file)
    try:
        document = docx.read(found.docx).value
        stuk = _Reader(document).read()
    except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError,
            ValueError):  # fmt: skip
        raise onleesbaar(
            file, "dit Word-bestand is niet te begrijpen",
            "open het in Word, kopieer de tekst naar een nieuw document, en bewaar dat als .docx",
        ) from None  # fmt: skip
    stuk.randen = [schoon(line) for line in found.randen]
    stuk.opmerkingen += [f"Verborgen tekst: {schoon(text)}" for text in found.verborgen]
    if found.wijzigingen:
        stuk.meldingen.append(
            "er staan bijgehouden wijzigingen in; ze gelden alle als aanvaard, en wat geschrapt is "
            "doet niet mee"
        )
    return stuk


@dataclass(frozen=True)
class _Piece:
    """Words that look the same: bold, in italics, a link to somewhere; or a mark as it is."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""
    is_mark: bool = False

    @property
    def look(self) -> tuple[bool, bool, str, bool]:
        return self.bold, self.italic, self.href, self.is_mark


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._stuk = Stuk()
        self._noted: dict[tuple[str, str], str] = {}
        self._images: list[Beeld] = []

    def read(self) -> Stuk:
        """Take in the document, its notes and its comments."""
        self._stuk.delen = list(self._blocks(self._document.children))
        for comment in self._document.comments:
            words = " ".join(plat(self._words([one])) for one in comment.body)
            if words.strip():
                self._stuk.opmerkingen.append(f"Opmerking in Word: {words}")
        return self._stuk

    def _blocks(self, children: Iterable[Any]) -> Iterator[Deel]:
        for child in children:
            kind = type(child).__name__
            if kind == "Paragraph":
                yield from self._paragraph(child)
            elif kind == "Table":
                yield from self._table(child)
            elif hasattr(child, "children"):
                yield from self._blocks(child.children)
            yield from self._waiting_images()

    def _waiting_images(self) -> Iterator[Deel]:
        yield from self._images
        self._images = []

    # --- Paragraphs ---

    def _paragraph(self, paragraph: Any) -> Iterator[Deel]:
        marks = [
            one.name.removeprefix(BLADWIJZER)
            for one in paragraph.children
            if type(one).__name__ == "Bookmark" and str(one.name).startswith(BLADWIJZER)
        ]
        kind, _, rest = marks[0].partition(":") if marks else ("", "", "")
        pieces = list(self._pieces(paragraph.children))
        words = [one for one in pieces if one.text.strip() and not one.is_mark]
        if kind == "kop":
            if words:
                pieces = [_Piece(p.text, href=p.href, is_mark=p.is_mark) for p in pieces]
                yield Kop(int(rest), _written(pieces).replace("\\\n", " "))
            return
        text = _written(pieces)
        if not text:
            return
        if kind == "punt":
            level, _, mark = rest.partition(":")
            yield from _item(int(level), mark, text)
        elif level := _looks_like_heading(words, plat(text)):
            pieces = [_Piece(p.text, href=p.href, is_mark=p.is_mark) for p in pieces]
            yield Kop(level, _written(pieces).replace("\\\n", " "))
        else:
            name = str(paragraph.style_name or paragraph.style_id or "").casefold()
            yield Alinea(text, citaat="quote" in name or "citaat" in name)

    def _words(self, children: Iterable[Any]) -> str:
        return _written(list(self._pieces(children)))

    def _pieces(self, children: Iterable[Any], look: _Piece = _Piece("")) -> Iterator[_Piece]:
        for child in children:
            kind = type(child).__name__
            if kind == "Run":
                own = _Piece(
                    "", look.bold or child.is_bold, look.italic or child.is_italic, look.href
                )
                small = _SMALL.get(child.vertical_alignment)
                for piece in self._pieces(child.children, own):
                    yield (
                        piece if piece.is_mark else _Piece(_raised(piece.text, small), *piece.look)
                    )
            elif kind == "Hyperlink":
                href = child.href or ""
                is_web = re.match(r"(?:https?|mailto):", href, re.IGNORECASE)
                own = _Piece("", look.bold, look.italic, href if is_web else look.href)
                yield from self._pieces(child.children, own)
            elif kind == "Text":
                yield _Piece(schoon(child.value), *look.look)
            elif kind == "Tab":
                yield _Piece("\t", *look.look)
            elif kind == "Break":
                yield _Piece("\n" if child.break_type == "line" else " ", *look.look)
            elif kind == "Checkbox":
                yield _Piece("[x]" if child.checked else "[ ]", *look.look)
            elif kind == "NoteReference":
                yield _Piece(f"[^{self._note(child)}]", is_mark=True)
            elif kind == "Image":
                self._image(child)
            elif hasattr(child, "children"):
                yield from self._pieces(child.children, look)
                yield _Piece(" ")

    def _note(self, reference: Any) -> str:
        key = (reference.note_type, reference.note_id)
        if key not in self._noted:
            name = self._noted[key] = str(len(self._noted) + 1)
            try:
                body = self._document.notes.resolve(reference).body
            except KeyError:
                body = []
            self._stuk.noten[name] = " ".join(filter(None, (self._words([one]) for one in body)))
        return self._noted[key]

    def _image(self, image: Any) -> None:
        try:
            with image.open() as stream:
                data = stream.read(_LARGEST + 1)
        except (OSError, LookupError, ValueError, RuntimeError):  # what lies outside the document
            data = b""
        if data and len(data) <= _LARGEST:
            alt = schoon(image.alt_text or "").replace("\n", " ")
            self._images.append(Beeld(data, image.content_type or "", alt.strip()))
        else:
            self._stuk.meldingen.append(
                "een afbeelding is niet meegekomen: zij staat niet in het document, of is te groot"
            )

    # --- Tables ---

    def _table(self, table: Any) -> Iterator[Deel]:
        rows = [row for row in table.children if type(row).__name__ == "TableRow"][:_HIGHEST]
        widths = [sum(min(cell.colspan, _WIDEST) for cell in row.children) for row in rows]
        width = min(max(widths, default=0), _WIDEST)
        nested = any(
            type(one).__name__ == "Table" for row in rows for cell in row.children
            for one in cell.children
        )  # fmt: skip
        if width <= 1 or nested or len(rows) == 1:
            for row in rows:
                for cell in row.children:
                    yield from self._blocks(cell.children)
            return
        yield self._grid(rows, width)

    def _grid(self, rows: list[Any], width: int) -> Tabel:
        """Lay the cells in a grid; what is merged stands in its first place."""
        grid = [[""] * width for _ in rows]
        taken: set[tuple[int, int]] = set()
        found = Tabel(grid, max(1, sum(1 for row in rows if row.is_header)))
        for y, row in enumerate(rows):
            x = 0
            for cell in row.children:
                while (y, x) in taken:
                    x += 1
                if x >= width:
                    break
                across, down = min(cell.colspan, width - x), min(cell.rowspan, len(rows) - y)
                grid[y][x] = self._cell(cell)
                if across == width and y >= found.koprijen:
                    found.groepen.add(y)
                taken |= {(y + j, x + i) for j in range(down) for i in range(across)}
                x += across
        return found

    def _cell(self, cell: Any) -> str:
        """Write a cell on one line, its paragraphs with line ends between them."""
        parts = []
        for one in self._blocks(cell.children):
            if isinstance(one, Punt):
                mark = "•" if one.teken == "-" else one.teken.replace(".", "\\.", 1)
                parts.append(f"{mark} {one.tekst}")
            elif isinstance(one, Kop | Alinea):
                parts.append(one.tekst)
            elif isinstance(one, Beeld):
                self._images.append(one)
        return "\\\n".join(parts)


def _item(level: int, mark: str, text: str) -> Iterator[Deel]:
    """Make an item of a list; a mark that no list of ours has stands in the text."""
    if _MARK.fullmatch(mark):
        mark = mark if mark == "-" or mark[-1] in ".)" or "." in mark else f"{mark}."
        yield Punt(level, mark, text)
    else:
        yield Alinea(f"{letterlijk(mark)} {text}")


def _looks_like_heading(pieces: list[_Piece], words: str) -> int:
    """Return the level of a short line that is all in bold, or one lower in italics; else 0."""
    if len(words) > 100 or "\n" in words or re.search(r"[.:;,!]\s*$", words) or not pieces:
        return 0
    if all(one.bold for one in pieces):
        return VET
    return VET + 1 if all(one.italic for one in pieces) and len(words) <= 60 else 0


def _raised(text: str, small: dict[int, int] | None) -> str:
    """Write a small figure as a character of its own, if there is one for all of it."""
    if small is None or not all(ord(sign) in small for sign in text.strip()):
        return text
    return text.translate(small)


def _written(pieces: list[_Piece]) -> str:
    """Write pieces as Markdown, emphasis against the words; plainly where that cannot be read."""
    merged: list[_Piece] = []
    for piece in pieces:
        if merged and merged[-1].look == piece.look and not piece.is_mark:
            merged[-1] = _Piece(merged[-1].text + piece.text, *piece.look)
        elif piece.text:
            merged.append(piece)
    text = _tidy("".join(_marked(one) for one in merged))
    words = _tidy("".join(one.text for one in merged if not one.is_mark))
    if plat(text).split() == words.replace("\\\n", "\n").split():
        return text
    return _tidy("".join(_marked(_Piece(p.text, href=p.href, is_mark=p.is_mark)) for p in merged))


def _tidy(text: str) -> str:
    """Put no spaces at either end of a line; a line end in Word is a hard one."""
    lines = [re.sub(r" {2,}", " ", line).strip(" ") for line in text.split("\n")]
    return "\\\n".join(line for line in lines if line.strip())


def _marked(piece: _Piece) -> str:
    if piece.is_mark:
        return piece.text
    inner = piece.text.strip()
    if not inner:
        return piece.text
    start = piece.text.index(inner)
    text = letterlijk(inner)
    if piece.href:
        text = f"[{text}]({adres(piece.href)})"
    stars = "*" * (2 * piece.bold + piece.italic)
    if stars and "\n" not in text:
        text = f"{stars}{text}{stars}"
    return piece.text[:start] + text + piece.text[start + len(inner) :]
