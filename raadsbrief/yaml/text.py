"""The bytes of a content file, and the text that they are."""

from __future__ import annotations

import errno
from pathlib import Path

from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span, lines_of, reason

MAX_BYTES = 1_000_000
# How files begin that people take for text, or that have been given another name.
_OTHER_KINDS = {
    b"PK\x03\x04": "een Word- of Excelbestand",
    b"\xd0\xcf\x11\xe0": "een oud Word- of Excelbestand",
    b"{\\rtf": "een Wordbestand (RTF)",
    b"%PDF": "een PDF",
    b"\xff\xd8\xff": "een foto",
    b"\x89PNG": "een afbeelding",
    b"<!DOCTYPE": "een webpagina",
    b"<html": "een webpagina",
}


def refuse_other_kinds(data: bytes, file: str) -> None:
    """Refuse a file that is no text, whatever its name says. Raises ContentError."""
    for begin, kind in _OTHER_KINDS.items():
        if data.startswith(begin):
            message = f"dit is {kind}, geen tekst in YAML"
            hint = "kopieer een bestand dat wel goed is, en neem de tekst daarin over"
            raise ContentError([Diagnostic(Code.ENCODING, message, file, hint=hint)])


def read_bytes(path: Path) -> bytes:
    """Read a content file that is not too large. Raises ContentError."""
    file = path.as_posix()
    try:
        if not path.is_file() and path.exists() and not path.is_dir():  # a pipe would never end
            raise OSError(errno.EINVAL, "no regular file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "zet het bestand hier; staat hier een koppeling, dan wijst zij nergens heen"
        problem = Diagnostic(Code.FILE, "dit bestand bestaat niet", file, hint=hint)
        raise ContentError([problem]) from None
    except OSError as error:
        message = f"dit bestand is niet te lezen ({reason(error)})"
        hint = _UNREADABLE.get(error.errno or 0, "vraag uw beheerder om hulp")
        raise ContentError([Diagnostic(Code.FILE, message, file, hint=hint)]) from None
    if len(data) > MAX_BYTES:
        message = f"dit bestand is te groot (meer dan {MAX_BYTES // 1_000_000} MB)"
        hint = "haal eruit wat geen tekst is: beelden en cijfers staan in eigen bestanden"
        raise ContentError([Diagnostic(Code.FILE, message, file, hint=hint)])
    return data


_UNREADABLE = {
    errno.EISDIR: "geef de map een andere naam, en zet de inhoud in een bestand",
    errno.EINVAL: "zet er een gewoon bestand met tekst neer",
    errno.EACCES: "vraag wie het bestand beheert, of u het mag lezen",
    errno.EPERM: "vraag wie het bestand beheert, of u het mag lezen",
}


def decode_utf8(data: bytes, file: str) -> str:
    """Decode the bytes of a file. Raises ContentError with the place of what is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = lines_of(data.decode("utf-8-sig", errors="replace"))
        *before, last = lines_of(data[: error.start].decode("utf-8-sig", errors="replace"))
        raise ContentError(
            [
                Diagnostic(
                    Code.ENCODING,
                    "dit bestand is geen UTF-8-tekst",
                    file,
                    Span(len(before) + 1, len(last) + 1),
                    lines[len(before)],
                    "sla het bestand in uw editor op met codering UTF-8",
                )
            ]
        ) from None
