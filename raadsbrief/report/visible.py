"""What a stranger wrote, made safe to print: it can be read, and commands nothing.

Control characters steer a terminal, those for the direction of text hide what stands there
(CVE-2021-42574), and build services read `##[...` and `##name[...` anywhere in a line as a command.
"""

from __future__ import annotations

import re
import unicodedata

# Controls, formats, surrogates, and the ends of lines and paragraphs of Unicode.
_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
_COMMAND = re.compile(r"##(?=[\w.-]*\[)")
_BYTES = range(0xDC80, 0xDD00)  # what Python makes of bytes in a file name that are no UTF-8


def visible(text: str) -> str:
    r"""Write what cannot be seen as an escape such as `\x1b`, so that all is on one line."""
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return _COMMAND.sub(r"#\\#", "".join(map(seen, text)))


def path_line(path: str) -> str:
    """Write a path on a line of its own, which no build service takes for a `::command::`."""
    return visible(f"./{path}" if path.startswith(":") else path)


def seen(character: str) -> str:
    """Write one character so that it is seen; white space of any width is a space."""
    if character.isprintable():
        return character
    if unicodedata.category(character) not in _UNSEEN:
        return " " if character.isspace() else character
    if character == "\t":
        return " "
    code = ord(character)
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def visible_json(text: str) -> str:
    r"""Write what cannot be seen as `\u....` in a text that is JSON: it reads the same."""
    found = "".join(c if c == "\n" else _in_json(c) for c in text)
    return _COMMAND.sub(r"#\\u0023", found)


def _in_json(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    if ord(character) in _BYTES:  # a surrogate alone is no text
        return "\\" + seen(character)
    return _units(character)


def _units(character: str) -> str:
    """Write a character as JSON does without it: in units of UTF-16."""
    data = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{data[i]:02x}{data[i + 1]:02x}" for i in range(0, len(data), 2))


def encodable(text: str, encoding: str, is_json: bool) -> str:
    """Write what an output cannot carry as an escape: an old console knows no `→`."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        escape = _units if is_json else _escaped
        return "".join(c if _fits(c, encoding) else escape(c) for c in text)
    except LookupError:  # an encoding that only its stream knows
        pass
    return text


def _escaped(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode("ascii")


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
