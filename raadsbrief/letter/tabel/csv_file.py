"""CSV files beside the letters, with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from raadsbrief import budgets
from raadsbrief.content.attachments import read
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span, with_plain_ends
from raadsbrief.font import missing_characters, name_of
from raadsbrief.yaml.nodes import Source
from raadsbrief.yaml.sizes import refused
from raadsbrief.yaml.text import decode_utf8

MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class CsvCell:
    """The text of a cell and its place in the file."""

    text: str
    span: Span


@dataclass(frozen=True)
class CsvFile:
    """A CSV file: its head and its rows, all of the same length, and what stood between cells."""

    source: Source
    head: tuple[CsvCell, ...]
    rows: tuple[tuple[CsvCell, ...], ...]
    separator: str = ";"

    def columns(self, name: str) -> list[int]:
        """Return the columns that have a head: as it was written, or else whatever its case."""
        exact = [i for i, cell in enumerate(self.head) if cell.text == name]
        return exact or [i for i, cell in enumerate(self.head) if _plain(cell.text) == _plain(name)]


def _plain(head: str) -> str:
    return " ".join(normalize("NFKC", head).casefold().split())


def load(folder: Path, name: str) -> CsvFile:
    """Read a CSV file by its path in the content folder.

    Raises AttachmentError when there is no such file, ContentError when its text is wrong.
    """
    data = read(folder, name, [".csv"], MAX_BYTES)
    file = (folder / name).as_posix()
    try:
        text = with_plain_ends(decode_utf8(data, file))
    except ContentError as error:
        hint = "kies in het rekenblad bij Opslaan als: CSV UTF-8"
        raise ContentError([replace(one, hint=hint) for one in error.diagnostics]) from None
    return parse(normalize("NFC", text), file)


def parse(text: str, file: str) -> CsvFile:
    """Parse CSV text; `file` is the name that findings carry. Raises ContentError."""
    source = Source(file, text, None)
    named = re.match(r'"?sep=([;,\t|])"?[;,\t|]*\n', text, re.IGNORECASE)  # Excel's own line
    separator = named[1] if named else _separator(text)
    rows = [row for row in _rows(source, separator) if any(cell.text for cell in row)]
    rows = rows[1:] if named else rows
    if not rows:
        hint = "zet op de eerste regel de koppen van de kolommen"
        raise ContentError([source.diagnostic(Code.EMPTY_FILE, "dit bestand is leeg", None, hint)])
    width = max(len(_without_empty_end(row)) for row in rows)
    head, *rest = (row[:width] for row in rows)
    if too_much := _too_much(source, head, rest):
        raise ContentError([too_much])
    problems = list(_no_head(source, head, rest)) or _problems(source, head, rest)
    if problems:
        raise ContentError(problems)
    return CsvFile(source, tuple(head), tuple(map(tuple, rest)), separator)


def _too_much(source: Source, head: list[CsvCell], rows: list[list[CsvCell]]) -> Diagnostic | None:
    """Find rows, columns or words that are more than a table in a letter can have."""
    if len(head) > budgets.COLUMNS.most:
        return refused(source, budgets.COLUMNS, len(head), head[budgets.COLUMNS.most].span)
    if len(rows) > budgets.ROWS.most:
        return refused(source, budgets.ROWS, len(rows), rows[budgets.ROWS.most][0].span)
    for cell in (cell for row in (head, *rows) for cell in row):
        longest = max(map(len, cell.text.split()), default=0)
        if longest > budgets.WORD.most:
            return refused(source, budgets.WORD, longest, cell.span)
        if len(cell.text) > budgets.TEXT.most:
            return refused(source, budgets.TEXT, len(cell.text), cell.span)
    return None


def _no_head(
    source: Source, head: list[CsvCell], rows: list[list[CsvCell]]
) -> Iterator[Diagnostic]:
    """Find a title above the heads, and heads without rows under them."""
    filled = [sum(bool(cell.text) for cell in row) for row in (head, *rows)]
    if filled[0] == 1 and head[0].text and max(filled) > 1:
        message = f"hier horen de koppen te staan, en er staat alleen '{head[0].text}'"
        hint = "haal regels boven de koppen weg; een titel schrijft u in de brief als `bijschrift`"
        yield source.diagnostic(Code.VALUE, message, head[0].span, hint)
    elif not rows:
        message = "onder deze koppen staat geen enkele rij"
        hint = "voeg rijen toe, of haal de tabel uit de brief"
        yield source.diagnostic(Code.VALUE, message, head[0].span, hint)


def _without_empty_end(row: list[CsvCell]) -> list[CsvCell]:
    """Take away the empty cells at the end, of which spreadsheets add whole columns."""
    last = max((i for i, cell in enumerate(row) if cell.text), default=0)
    return row[: last + 1]


def _separator(text: str) -> str:
    """Return what stands between cells: of `;`, tab and `,` the one that is in most lines."""
    lines = re.sub(r'"[^"]*"', "", text).split("\n")
    return max(";\t,", key=lambda mark: sum(mark in line for line in lines))  # the first of equals


def _rows(source: Source, separator: str) -> list[list[CsvCell]]:
    # A cell in quotation marks, in which they are doubled, or one without.
    pattern = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?=[{separator}\n]|$)|([^{separator}\n]*)')
    rows: list[list[CsvCell]] = [[]]
    text, place, line, begin = source.text, 0, 1, 0
    while place <= len(text):
        match = pattern.match(text, place)
        assert match is not None
        span = Span(line, match.start() - begin + 1, max(1, len(match[0].split("\n")[0])))
        if match[1] is None and match[2].lstrip().startswith('"'):
            message = "dit aanhalingsteken wordt niet gesloten, of er staat iets achter"
            hint = 'schrijf een aanhalingsteken in een cel dubbel: `"de ""Bak"""`'
            raise ContentError([source.diagnostic(Code.VALUE, message, span, hint)])
        words = match[2] if match[1] is None else match[1].replace('""', '"')
        rows[-1].append(CsvCell(" ".join(words.split()), span))
        breaks = match[0].count("\n")
        if breaks:
            line, begin = line + breaks, match.start() + match[0].rfind("\n") + 1
        place = match.end() + 1
        if text[match.end() : place] == "\n":
            rows.append([])
            line, begin = line + 1, place
    return rows


def _problems(source: Source, head: list[CsvCell], rows: list[list[CsvCell]]) -> list[Diagnostic]:
    found = []
    for row in rows:
        if len(row) != len(head):
            cell = row[min(len(row) - 1, len(head))]
            message = f"deze regel heeft {len(row)} cellen, de kop {len(head)}"
            hint = "zet een cel met een komma of puntkomma erin tussen aanhalingstekens"
            found.append(source.diagnostic(Code.VALUE, message, cell.span, hint))
    for row in (head, *rows):
        for cell in row:
            for character in missing_characters(cell.text)[:1]:
                message = f"het lettertype van de brief heeft het teken {name_of(character)} niet"
                hint = "gebruik een ander teken, of schrijf het uit"
                found.append(source.diagnostic(Code.FONT, message, cell.span, hint))
    return found
