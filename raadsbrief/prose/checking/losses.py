"""What stands in the source of a text and in nothing that is made of it.

The rules name the faults that we know. This compares, so that what none of them knows is told
too: what is printed must stand in the source in the same order, and what is left over there
must be marks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from raadsbrief.diagnostics import Problem
from raadsbrief.prose.checking.checked import Checked, problem

_MARKUP = frozenset("*_#>|-+\\`[](){}!^=\"'<:~&;")
# Stands for where a link leads: the parser writes an address in its own way.
_TARGET = "\ue000"
_TARGET_IN_SOURCE = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"
    r"(?:\s+(?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")


def lost(checked: Checked) -> Iterator[Problem]:
    """Find the first character of a text that comes nowhere in the letter."""
    printed = "".join("".join(_printed(checked)).split())
    place = _first_lost(_without_addresses(checked), printed)
    if place is not None:
        rest = re.match(r"\S*", checked.text[place:])
        words = rest[0] if rest else ""
        message = f"'{words}' komt niet in de brief: Markdown leest er iets anders in"
        hint = "zet een \\ voor het teken dat geen opmaak is, of schrijf de zin anders"
        yield problem(place, words, message, hint)


def _first_lost(source: str, printed: str) -> int | None:
    """Walk both texts; what is printed is always looked for as early as it can stand."""
    at, i = 0, 0
    while i < len(source):
        target = _TARGET_IN_SOURCE.match(source, i) if printed.startswith(_TARGET, at) else None
        if target:
            i, at = target.end(), at + 1
            continue
        entity = _ENTITY.match(source, i)
        meant = "".join(html.unescape(entity[0]).split()) if entity else ""
        if entity and printed.startswith(meant, at):
            i, at = entity.end(), at + len(meant)
            continue
        if at < len(printed) and source[i] == printed[at]:
            at += 1
        elif not source[i].isspace() and source[i] not in _MARKUP:
            return i
        i += 1
    return None


def _without_addresses(checked: Checked) -> str:
    """Blank what only says where a link leads, or what a note or link is called."""
    text = checked.text
    lines = text.split("\n")
    for label, reference in checked.env.get("references", {}).items():
        for i in range(*reference["map"]) if label in checked.used else ():
            lines[i] = " " * len(lines[i])
    text = "\n".join(lines)
    if checked.used:
        text = re.sub(r"\]\[[^\]]*\]", lambda match: " " * len(match[0]), text)
    return re.sub(
        r"^((?:[ >]|[-*+] |\d+[.)] )*)\[\^([^\]\s]+)\]:",
        lambda m: " " * len(m[0]) if f":{m[2]}" in checked.footnotes else m[0],
        text,
        flags=re.MULTILINE,
    )


def _printed(checked: Checked) -> Iterator[str]:
    """Yield what is printed, in the order of the source: notes stand there where they like."""
    found: list[tuple[int, str]] = []
    for token in checked.tokens:
        line = token.map[0] if token.map else 0
        if token.type == "list_item_open":
            label = token.meta.get("label")
            found.append((line, label.text if label else f"{token.info}{token.markup}"))
        elif token.type == "inline":
            found.append((line, "".join(_words(token.children or []))))
    return (words for _, words in sorted(found, key=lambda one: one[0]))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield words with what belongs to them, such as the language of a span, as it is typed."""
    ends: list[str] = []
    for token in tokens:
        if token.type == "image":
            yield token.content + _target(token)
        elif token.type == "link_open":
            ends.append(_target(token))
        elif token.type == "span_open":
            ends.append("".join(f"{name}{value}" for name, value in token.attrs.items()))
        elif token.type in ("link_close", "span_close"):
            yield ends.pop()
        elif token.type == "footnote_ref":
            yield str(token.meta["label"])
        else:
            yield token.content


def _target(token: Token) -> str:
    """Return what stands for an address; a link by name or in `<>` has none behind its words."""
    return "" if token.meta.get("label") or token.markup == "autolink" else _TARGET
