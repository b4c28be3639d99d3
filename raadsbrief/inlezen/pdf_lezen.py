"""A tagged PDF to a `Stuk`: its structure tree says what is a heading, a list or a table.

A PDF without tags, such as a scan, is only ink: it is refused with what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from raadsbrief.diagnostics import ContentError
from raadsbrief.inlezen.stuk import (
    VET,
    Alinea,
    Deel,
    Kop,
    Punt,
    Stuk,
    Tabel,
    letterlijk,
    onleesbaar,
    schoon,
)
from raadsbrief.verify.fonts import Font, read_font
from raadsbrief.verify.reading import (
    DAMAGE,
    Element,
    Reading,
    is_array,
    is_dictionary,
    open_pdf,
    text,
)

_MOST_STEPS = 3_000_000
_MOST_SIGNS = 2_000_000
_DEEPEST = 8
_WORD = "bewaar de brief in Word als Word-document (.docx), of kopieer de tekst naar een .txt"
_MARK = re.compile(r"\(?(?:[A-Za-z]|[ivxIVX]{2,6}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?")
_BLOCKS = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "Table", "Caption", "BlockQuote")
)


def lees(path: Path) -> Stuk:
    """Read a tagged PDF. Raises ContentError when it is none, or damaged."""
    file = path.as_posix()
    try:
        reading = open_pdf(path)
    except ContentError as error:
        raise onleesbaar(file, error.diagnostics[0].message, _WORD) from None
    with reading.pdf:
        try:
            if not reading.tree:
                message = "dit PDF heeft geen codes (tags) die zeggen wat een kop of een lijst is"
                raise onleesbaar(file, message, _WORD)
            reader = _Reader(reading)
            stuk = reader.read()
        except DAMAGE:
            raise onleesbaar(file, "dit PDF is niet te begrijpen", _WORD) from None
    if not stuk.delen:
        raise onleesbaar(file, "in dit PDF staat geen tekst; is het een scan?", _WORD)
    return stuk


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        left = [_MOST_STEPS]
        self._texts = {
            number: _Text(page.resources, left).follow(page)
            for number, page in enumerate(reading.pages, 1)
        }
        self._stuk = Stuk()

    def read(self) -> Stuk:
        """Take in the tree in its order."""
        for root in self._reading.tree:
            self._stuk.delen += self._blocks(root, 0)
        return self._stuk

    def _blocks(self, element: Element, depth: int) -> Iterator[Deel]:
        role = element.role
        if re.fullmatch(r"H[1-6]?", role):
            if words := self._words(element):
                yield Kop(int(role[1:] or VET), letterlijk(words))
        elif role == "Table":
            yield from self._table(element)
        elif role == "L":
            yield from self._list(element, depth)
        elif role == "Note":
            self._note(element)
        elif role == "Figure":
            alt = text(element.obj.get("/Alt"))
            self._stuk.opmerkingen.append(
                f"Afbeelding in het PDF: {schoon(alt) or 'zonder beschrijving'}"
            )
        elif any(one.role in _BLOCKS for kid in element.kids for one in kid.walk()):
            for kid in element.kids:
                yield from self._blocks(kid, depth)
        elif words := self._words(element):
            yield Alinea(letterlijk(words), citaat=role == "BlockQuote")
        for kid in element.kids if re.fullmatch(r"P|H[1-6]?", role) else ():
            for one in kid.walk():
                if one.role == "Note":
                    self._note(one)

    def _list(self, element: Element, depth: int) -> Iterator[Deel]:
        for item in element.kids:
            if item.role == "L":
                yield from self._list(item, depth + 1)
                continue
            labels = [self._words(kid) for kid in item.kids if kid.role == "Lbl"]
            bodies = [kid for kid in item.kids if kid.role != "Lbl"]
            words = " ".join(
                filter(None, (self._words(kid, without="L") for kid in bodies or [item]))
            )
            label = labels[0].strip() if labels else ""
            mark = label if _MARK.fullmatch(label) else "-"
            mark = f"{mark}." if mark.isdigit() else mark
            if words.strip():
                yield Punt(min(depth, _DEEPEST), mark, letterlijk(words))
            for body in bodies:
                for one in body.kids:
                    if one.role == "L":
                        yield from self._list(one, depth + 1)

    def _table(self, element: Element) -> Iterator[Deel]:
        rows: list[list[str]] = []
        heads = 0
        for row in element.walk():
            if row.role == "TR":
                cells = [kid for kid in row.kids if kid.role in ("TH", "TD")]
                rows.append([letterlijk(self._words(cell)) for cell in cells])
                heads += len(rows) == heads + 1 and all(cell.role == "TH" for cell in cells)
        width = max(map(len, rows), default=0)
        if width > 1:
            yield Tabel([row + [""] * (width - len(row)) for row in rows], max(heads, 1))
        else:
            yield from (Alinea(cell) for row in rows for cell in row if cell)

    def _note(self, element: Element) -> None:
        words = letterlijk(self._words(element))
        if words and words not in self._stuk.noten.values():
            self._stuk.noten[f"{len(self._stuk.noten) + 1}"] = words

    def _words(self, element: Element, without: str = "Note") -> str:
        return " ".join(schoon("".join(self._runs(element, without))).split())

    def _runs(self, element: Element, without: str) -> Iterator[str]:
        """Yield the words in an element in their order, without those of some inner ones."""
        if spoken := text(element.obj.get("/ActualText")):
            yield spoken
            return
        kids = {kid.obj.objgen: kid for kid in element.kids if kid.obj.objgen != (0, 0)}
        direct = iter([kid for kid in element.kids if kid.obj.objgen == (0, 0)])
        content = iter(element.content)
        inner = element.obj.get("/K")
        for one in list(inner) if is_array(inner) else [inner]:
            if is_dictionary(one) and "/S" in one:
                kid = kids.get(one.objgen) or (next(direct, None) if one.objgen == (0, 0) else None)
                if kid is not None and kid.role not in (without, "Note"):
                    yield from self._runs(kid, without)
                    yield " " if kid.role in _BLOCKS or kid.role == "LBody" else ""
            elif isinstance(one, int) or (is_dictionary(one) and "/MCID" in one):
                page, mcid = next(content, (None, -1))
                yield self._texts.get(page or 0, {}).get(mcid, "")


class _Text:
    """Collects the text of a page by its marked content."""

    def __init__(self, resources: Any, left: list[int], depth: int = 0) -> None:
        self._left = left  # of the instructions of all pages together
        self._resources = resources
        self._depth = depth
        self._fonts: dict[str, Font | None] = {}
        self._font: Font | None = None
        self._marks: list[int | None] = []
        self._spoken: list[bool] = []
        self._found: dict[int, str] = {}
        self._signs = 0

    def follow(self, content: Any) -> dict[int, str]:
        """Return the text of each piece of marked content."""
        for instruction in pikepdf.parse_content_stream(content):
            self._left[0] -= 1
            if self._left[0] < 0:
                return self._found
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator in ("BDC", "BMC"):
                self._begin(operands)
            elif operator == "EMC" and self._marks:
                self._marks.pop()
                self._spoken.pop()
            elif operator == "Tf":
                self._font = self._font_of(str(operands[0]))
            elif operator in ("Td", "TD", "T*", "Tm", "'", '"') and self._moves(operator, operands):
                self._add(" ", if_none=True)
            if operator in ("Tj", "'", '"'):
                self._show([operands[-1]])
            elif operator == "TJ":
                self._show(list(operands[0]))
            elif operator == "Do":
                self._form(str(operands[0]))
        return self._found

    def _moves(self, operator: str, operands: list[Any]) -> bool:
        """Tell whether a new line begins, or a place apart on the same one."""
        if operator == "Td":
            return abs(float(operands[1])) > 0.5 or float(operands[0]) > 50
        return True

    def _begin(self, operands: list[Any]) -> None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name) and is_dictionary(self._resources):
            group = self._resources.get("/Properties")
            properties = group.get(str(properties)) if is_dictionary(group) else None
        found = properties.get("/MCID") if is_dictionary(properties) else None
        inside = self._marks[-1] if self._marks else None
        self._marks.append(found if isinstance(found, int) else inside)
        spoken = properties.get("/ActualText") if is_dictionary(properties) else None
        if spoken is not None:
            self._add(str(spoken))
        self._spoken.append(spoken is not None or bool(self._spoken and self._spoken[-1]))

    def _font_of(self, name: str) -> Font | None:
        if name not in self._fonts:
            fonts = self._resources.get("/Font") if is_dictionary(self._resources) else None
            found = fonts.get(name) if is_dictionary(fonts) else None
            self._fonts[name] = read_font(found) if is_dictionary(found) else None
        return self._fonts[name]

    def _show(self, parts: list[Any]) -> None:
        if self._font is None or (self._spoken and self._spoken[-1]):
            return
        for part in parts:
            if isinstance(part, pikepdf.String):
                self._add("".join(sign for sign, _, _ in self._font.read(bytes(part))))
            elif float(part) < -250:  # as wide as a space
                self._add(" ", if_none=True)

    def _add(self, words: str, if_none: bool = False) -> None:
        mark = self._marks[-1] if self._marks else None
        if mark is None or self._signs > _MOST_SIGNS:
            return
        before = self._found.get(mark, "")
        if not (if_none and (not before or before[-1].isspace())):
            self._found[mark] = before + words
            self._signs += len(words)

    def _form(self, name: str) -> None:
        group = self._resources.get("/XObject") if is_dictionary(self._resources) else None
        form = group.get(name) if is_dictionary(group) else None
        if is_dictionary(form) and form.get("/Subtype") == "/Form" and self._depth < _DEEPEST:
            inner = _Text(form.get("/Resources", self._resources), self._left, self._depth + 1)
            inner._marks, inner._spoken = [*self._marks[-1:]], [*self._spoken[-1:]]
            inner._found, inner._signs = self._found, self._signs
            inner.follow(form)
            self._signs = inner._signs
