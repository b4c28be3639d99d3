"""YAML as people write it: texts in blocks, comments above what they are about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from raadsbrief.inlezen.tabellen import Getal

# What YAML and an editor read as nothing but words.
_PLAIN = re.compile(r"[^\W\d_][\w .,'’()/€@+–-]*(?<! )")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NO_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n", "ja", "nee"))
_WIDTH = 96


def waarde(text: str) -> str:
    """Write a text on one line, between quotation marks where it needs them."""
    if isinstance(text, Getal) and _NUMBER.fullmatch(text):
        return text
    if re.fullmatch(r"[0-9][\w.-]*", text):
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in _NO_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def veld(name: str, value: Any, indent: int = 0) -> Iterator[str]:
    """Write a field: a text, a list or a group, or several of them in each other."""
    start = " " * indent + f"{sleutelwoord(name)}:"
    if isinstance(value, str):
        yield f"{start} {waarde(value)}"
    elif isinstance(value, dict):
        yield start
        for key, one in value.items():
            yield from veld(key, one, indent + 2)
    else:
        yield start
        yield from lijst(value, indent + 2)


def sleutelwoord(name: str) -> str:
    """Write the name of a field, between quotation marks where it is no word."""
    is_plain = re.fullmatch(r"[^\W\d_][\w ()-]*(?<! )", name) and name.casefold() not in _NO_WORDS
    return name if is_plain else json.dumps(name, ensure_ascii=False)


def lijst(values: Iterable[Any], indent: int) -> Iterator[str]:
    """Write a list; what is short stands on one line."""
    for value in values:
        start = " " * indent + "- "
        if isinstance(value, str):
            yield start + waarde(value)
        elif flow := _on_one_line(value, indent + 2):
            yield start + flow
        elif isinstance(value, dict):
            lines = [line for key, one in value.items() for line in veld(key, one, indent + 2)]
            yield start + lines[0][indent + 2 :]
            yield from lines[1:]
        else:
            lines = list(lijst(value, indent + 2))
            yield start + lines[0][indent + 2 :]
            yield from lines[1:]


def _on_one_line(value: Any, indent: int) -> str | None:
    items = value.items() if isinstance(value, dict) else [("", one) for one in value]
    if not all(isinstance(one, str) or one is None for _, one in items):
        return None
    parts = [
        (f"{sleutelwoord(key)}: " if key else "") + ("" if one is None else _in_flow(one))
        for key, one in items
    ]
    text = ", ".join(parts)
    text = f"{{{text.strip()}}}" if isinstance(value, dict) else f"[{text}]"
    return text if len(text) + indent <= _WIDTH else None


def _in_flow(text: str) -> str:
    written = waarde(text)
    is_safe = written[0] in '"' or not re.search(r"[,\[\]{}]", written)
    return written if is_safe else json.dumps(text, ensure_ascii=False)


def tekst(name: str, lines: Sequence[str], indent: int) -> Iterator[str]:
    """Write a text of more lines below its name; without a name it is an item of a list."""
    start = f"{sleutelwoord(name)}: " if name else "- "
    yield " " * indent + start + "|"
    yield from (" " * (indent + 2) + line if line else "" for line in lines)


def opmerking(text: str, indent: int = 0, width: int = _WIDTH) -> Iterator[str]:
    """Write a comment, folded over lines."""
    line = ""
    for word in text.split():
        if line and indent + len(line) + len(word) + 3 > width:
            yield " " * indent + f"# {line}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + f"# {line}".rstrip()
