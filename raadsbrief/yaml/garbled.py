"""Text that was once read in the wrong encoding: `cafÃ©` for `café`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What Windows, an old Mac and DOS make of the bytes of UTF-8, one character each.
_CODECS = ("cp1252", "mac_roman", "cp850")
_IN_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
# What Dutch text can have meant; by chance, other characters lie side by side as well.
_MEANT = frozenset(
    [chr(code) for code in (*range(0xA0, 0x100), *range(0x2010, 0x203B))]
    + [*"ŒœŠšŽžŸŁłŃńČčĆćĘęĄąŻżŹźŚśĞğİıŞşŐőŰűŘřĚěŮů€™−≤≥→•\ufffd\ufb01\ufb02"]
)
_SUSPECT = re.compile(r"[^\x00-\x7f][^\x00-\x7f]|\ufffd|[a-z]Ã|Ã[a-z]|â€")
_LOST = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Garbled:
    """A garbled word: where it stands in the text, and what was meant, if that can be told."""

    start: int
    word: str
    meant: str | None


def garbled(text: str) -> Iterator[Garbled]:
    """Find words that were read in the wrong encoding, or that have lost a letter."""
    if text.isascii() or not _SUSPECT.search(text):
        return
    for match in re.finditer(r"\S+", text):
        word = match[0]
        if word.isascii() or not _SUSPECT.search(word):
            continue
        meant = _repaired(word)
        if meant != word or _LOST in word or re.search("[a-z]Ã|Ã[a-z]|â€", word):
            is_sure = meant != word and not re.search("[ÃÂ�]|â€", meant)
            yield Garbled(match.start(), word, meant if is_sure else None)


def _repaired(word: str) -> str:
    for codec in _CODECS:
        meant = _once(_once(word, codec), codec)  # some text has been through it twice
        if meant != word:
            return meant
    return word


def _once(word: str, codec: str) -> str:
    """Read the bytes that the characters stand for as UTF-8, where they are that."""
    data = b"".join(_byte(c, codec) for c in word)
    done, end = "", 0
    for match in _IN_UTF8.finditer(data):
        character = match[0].decode("utf-8", errors="replace")
        if character in _MEANT:
            done += word[end : match.start()] + character
            end = match.end()
    return done + word[end:]


def _byte(character: str, codec: str) -> bytes:
    """Return one byte for a character; none that matters for what the codec lacks."""
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        return character.encode("latin-1") if "\x80" <= character < "\xa0" else b" "
