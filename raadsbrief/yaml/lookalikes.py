"""What looks like YAML to people and is something else to YAML: hidden spaces, glued names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ruamel.yaml.nodes import ScalarNode

from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.model import Vorm
from raadsbrief.yaml.nodes import Source

# Signs that nobody sees, or that look like a space; text that is pasted brings them along.
WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
HIDDEN = f"{WIDE}\u00ad\u200b\u2060\ufeff"

_GLUED = re.compile(rf"(?P<name>[a-z_]+)[{HIDDEN}]*:(?:(?P<hidden>[{HIDDEN}])|(?=[^\s/:]))")
_DASH = re.compile(rf"-[{HIDDEN}](?=[^\W\d])")
_IN_A_NAME = re.compile(rf"[\u00ad\u200b\u2060\ufeff]|^[{WIDE}]|[{WIDE}]$")

HIDDEN_SPACE = (
    "hier staat een harde spatie, of een ander teken dat op een spatie lijkt",
    "vervang het door een gewone spatie",
)
_NO_SPACE = "na deze dubbele punt mist een spatie"


def glued(source: Source, node: ScalarNode) -> Iterator[Diagnostic]:
    """Find a text that was meant as `naam: waarde` or as an item of a list: `tekst:Hallo`."""
    if node.style:
        return
    begin = Span(node.start_mark.line + 1, node.start_mark.column + 1)
    if _DASH.match(node.value):
        yield _finding(source, begin, 1, *HIDDEN_SPACE)
        return
    found = _GLUED.match(node.value)
    if found and found["name"] in _field_names():
        if found["hidden"]:
            yield _finding(source, begin, found.start("hidden"), *HIDDEN_SPACE)
            return
        hint = f"schrijf `{found['name']}: ...`; hoort de dubbele punt bij de tekst, zet de tekst "
        hint += "dan tussen aanhalingstekens"
        yield _finding(source, begin, found.end() - 1, _NO_SPACE, hint)


def hidden_in_name(source: Source, key: ScalarNode) -> Iterator[Diagnostic]:
    """Find a sign in a name that nobody sees, so that the name looks right and is unknown."""
    found = _IN_A_NAME.search(key.value)
    if found:
        begin = Span(key.start_mark.line + 1, key.start_mark.column + 1)
        name = re.sub(f"[{HIDDEN}]", "", key.value)
        message = "in deze naam staat een teken dat niemand ziet"
        hint = f"typ de naam opnieuw: `{name}`"
        yield _finding(source, begin, found.start() + bool(key.style), message, hint)


def lost_heading(source: Source, key: ScalarNode, value: ScalarNode) -> Iterator[Diagnostic]:
    """Find a `## heading` that stands before a text without `|`: YAML takes it for a comment."""
    if value.style:
        return
    for number in range(key.end_mark.line + 1, len(source.lines)):
        line = source.lines[number]
        found = re.match(r"( *)#{2,6} +\S", line)
        if found and len(found[1]) > key.start_mark.column:
            span = Span(number + 1, len(found[1]) + 1, len(line.strip()))
            message = "deze tussenkop valt weg: YAML ziet hem als opmerking"
            hint = f"zet een `|` achter de dubbele punt: `{key.value}: |`"
            yield source.diagnostic(Code.YAML, message, span, hint)
        elif line.strip():
            return


def colon_in_brackets(text: str, start: int, colon: int) -> tuple[str, str]:
    """Say what is wrong with a text between { } or [ ] that has a colon: `12:30`, an address.

    `start` and `colon` are places in the text of the file.
    """
    if re.match(f"[{HIDDEN}]", text[colon + 1 : colon + 2]):
        return HIDDEN_SPACE
    rest = re.compile(r"[^,\]}\n]*").match(text, colon + 1)
    name, value = text[start:colon], rest[0].strip() if rest else ""
    if _is_in_braces(text, start) and re.fullmatch(r"[a-z_][a-z0-9_]*|\d{4}", name) and value:
        return _NO_SPACE, f"schrijf `{name}: {value}`"
    message = "een dubbele punt kan niet los in een tekst tussen { } of [ ] staan"
    item = f"{name}:{value}"
    is_whole = re.search(r"[\[{,]\s*$|:\s+$", text[:start]) and not re.search(r"[\[{\"]", item)
    example = f': "{item}"' if is_whole else ""
    return message, f"zet de hele tekst tussen aanhalingstekens{example}"


def _is_in_braces(text: str, place: int) -> bool:
    """Tell whether a name can stand at a place: the last bracket that is open is `{`."""
    depth = 0
    for sign in reversed(text[max(0, place - 2000) : place]):
        if sign in "]}":
            depth += 1
        elif sign in "[{" and depth:
            depth -= 1
        elif sign in "[{":
            return sign == "{"
    return False


def _finding(source: Source, begin: Span, offset: int, message: str, hint: str) -> Diagnostic:
    span = Span(begin.line, begin.column + offset)
    return source.diagnostic(Code.YAML, message, span, hint)


@cache
def _field_names() -> frozenset[str]:
    """Name all fields of all files."""
    found: set[str] = set()
    waiting = [Vorm]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        found.update(model.model_fields)
    return frozenset(found)
