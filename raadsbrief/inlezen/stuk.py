"""What was read of a document: its parts in order, in the Markdown of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from raadsbrief.diagnostics import Code, ContentError, Diagnostic
from raadsbrief.prose import markdown

# The level of what only looks like a heading: in bold, or alone on its line.
VET = 9


@dataclass
class Kop:
    """A heading; a smaller number is a higher level."""

    niveau: int
    tekst: str


@dataclass
class Alinea:
    """A paragraph; a quotation has `> ` before it when it is written."""

    tekst: str
    citaat: bool = False


@dataclass
class Punt:
    """An item of a list, with the mark that it has in Markdown."""

    niveau: int
    teken: str
    tekst: str


@dataclass
class Tabel:
    """A table as a grid; `koprijen` of its rows are heads, and `groepen` fill their whole row."""

    rijen: list[list[str]]
    koprijen: int = 1
    groepen: set[int] = field(default_factory=set)


@dataclass
class Beeld:
    """An image in the document, with what Word says that it shows."""

    data: bytes
    soort: str
    beschrijving: str = ""


Deel = Kop | Alinea | Punt | Tabel | Beeld


@dataclass
class Stuk:
    """A document: its parts, its notes by name, and what stands above and below the pages."""

    delen: list[Deel] = field(default_factory=list)
    noten: dict[str, str] = field(default_factory=dict)
    randen: list[str] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)
    meldingen: list[str] = field(default_factory=list)


def onleesbaar(file: str, message: str, hint: str) -> ContentError:
    """Make the error of a file that cannot be read."""
    return ContentError([Diagnostic(Code.DOCUMENT, message, file, hint=hint)])


# What no file of ours can have: control characters, halves of pairs, marks of direction.
_WEG = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SPATIES = re.compile("[\xa0\u2000-\u200a\u202f\u205f\u3000]")


def schoon(text: str) -> str:
    """Leave out what cannot be printed; every kind of space and line end becomes a plain one."""
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return _SPATIES.sub(" ", _WEG.sub("", text))


_TEKENS = re.compile(
    r"[\\`*\[\]~^]|<(?=[A-Za-z/!?])|\{(?=[{%#.])|\}(?=\})|(?<=[}%#])\}|(?<=\{)[{%#]|[%#](?=\})"
    r"|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|=(?==)|(?<==)=|\+(?=\+)|[!:](?=\[)"
)
_BEGIN = re.compile(
    r"(?P<teken>[#>]|[-+](?=\s|[^\W\d]|-)|\||:(?=[a-z_]+:)|=)"
    r"|(?P<nummer>\(?(?:\d{1,9}|[A-Za-z]|[ivxIVX]{2,6}))(?P<punt>[.)])(?=\s)"
)


def letterlijk(text: str) -> str:
    """Escape what Markdown or a fact would make of a plain text, wherever it stands in a line."""
    return _TEKENS.sub(lambda found: f"\\{found[0]}", text)


def begin(text: str) -> str:
    """Escape what would begin a heading, list or table at the start of a paragraph."""
    found = _BEGIN.match(text)
    if found is None:
        return text
    if found["teken"]:
        return "\\" + text
    return f"{found['nummer']}\\{text[found.end('nummer') :]}"


_NOOT = re.compile(r"(?<!\\)\[\^[\w-]+\]")


def zonder_noten(text: str) -> str:
    """Leave out the calls of notes, which a field of one line cannot have."""
    return _NOOT.sub("", text)


@lru_cache(maxsize=4096)  # a line is looked at from many sides
def plat(text: str) -> str:
    """Return the words of a line of Markdown, on one line, without its marks and notes."""
    words = []
    for token in markdown.flatten(markdown.parse_line(zonder_noten(text))):
        if token.type in ("text", "code_inline", "html_inline", "text_special"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append("\n")
    return "".join(words)
