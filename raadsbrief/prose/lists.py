"""Lists as letters have them: nested by their labels, and marked as they were typed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from raadsbrief.prose.labels import Label, name_in

_OPEN = ("ordered_list_open", "bullet_list_open")
_CLOSE = ("ordered_list_close", "bullet_list_close")
_ONE_SENTENCE = [
    *("list_item_open", "paragraph_open", "inline", "paragraph_close"),
    *("list_item_close", "ordered_list_close"),
]
# How long the labels of a list can be before they get more room: those that are typed, those that
# CommonMark counts, and Roman numbers, which have many narrow letters.
_ROOMS = ((9, "breedst"), (5, "breder"), (3, "breed"))
_COUNTED = ((8, "breedst"), (5, "breder"), (4, "breed"))
_ROMAN = ((7, "breder"), (5, "breed"))

# What tells the levels of a list apart that was typed without indents: 1., then 1.1 or a.
_Level = tuple[str, int, tuple[str, str]]


def nested(tokens: Sequence[Token]) -> list[Token]:
    """Put the items of a list that have another kind of label in a list of their own."""
    done: list[Token] = []
    open_lists: list[list[_Level]] = []  # the levels of each list that CommonMark found
    for token in tokens:
        if token.type in _OPEN:
            open_lists.append([])
        elif token.type == "list_item_open" and token.markup in (".", ")"):
            _enter(_level(token), open_lists[-1], done)
        elif token.type in _CLOSE:
            for _ in open_lists.pop()[1:]:
                done.extend(_ends())
        done.append(token)
    return done


def _level(token: Token) -> _Level:
    label: Label | None = token.meta.get("label")
    if label is None:
        return ("1", 1, ("", token.markup))
    return (label.kind, len(label.number), ("", "") if label.kind == "1" else label.form)


def _enter(level: _Level, levels: list[_Level], done: list[Token]) -> None:
    """Open a list for an item of a new level, or close those that are deeper than it."""
    if level in levels:
        while levels[-1] != level:
            levels.pop()
            done.extend(_ends())
    elif levels and not _is_above(level, levels[0]):
        done.pop()  # the end of the item that the new list is in
        done.append(Token("ordered_list_open", "ol", 1, block=True))
        levels.append(level)
    elif not levels:
        levels.append(level)


def _is_above(level: _Level, root: _Level) -> bool:
    """Tell whether 2. comes after 1.2 without a list that holds them both."""
    return level[0] == root[0] and level[1] < root[1]


def _ends() -> list[Token]:
    return [
        Token("ordered_list_close", "ol", -1, block=True),
        Token("list_item_close", "li", -1, block=True),
    ]


def without_loose_numbers(text: str, tokens: Sequence[Token], labels: Container[int]) -> str:
    """Escape the number of an item that is a list by itself: a year or article begins a sentence.

    `labels` are the lines whose label is none of CommonMark's. The first item of a list is 1,
    and `2.` goes on after a `1.` above it.
    """
    lines, numbers = text.split("\n"), {0}
    for i, opening in enumerate(tokens):
        if opening.type == "ordered_list_open" and opening.map:
            first, line = tokens[i + 1].info, opening.map[0]
            is_sentence = [token.type for token in tokens[i + 1 : i + 7]] == _ONE_SENTENCE
            if is_sentence and line not in labels and int(first) - 1 not in numbers:
                mark = rf"(?<![\w.]){first}(?=[.)](?:\s|$))"
                lines[line] = re.sub(mark, rf"{first}\\", lines[line], count=1)
        elif opening.type == "list_item_open" and opening.info.isdigit():
            numbers.add(int(opening.info))
    return "\n".join(lines)


def miscounted(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield each item with a number that is not the next one, and the number that is.

    A list of only ones counts on by itself: that is how Markdown is often written.
    """
    for _, _, items in _ordered(tokens):
        plain = [item for item in items if "label" not in item.meta and item.info.isdigit()]
        if len(plain) < len(items) or all(int(item.info) == 1 for item in items):
            continue
        for item, other in pairwise(items):
            if int(other.info) != int(item.info) + 1:
                yield other, int(item.info) + 1
                break


def mark(tokens: Sequence[Token]) -> None:
    """Give numbered lists their kind, and items the label that was typed where CSS has another.

    Lists of numbers inside numbered lists count as letters do: 1, then a, then i.
    """
    for depth, opening, items in _ordered(tokens):
        label: Label | None = items[0].meta.get("label")
        kind = label.kind if label else ("1", "a", "i")[min(depth, 2)]
        if depth or kind != "1":
            opening.attrSet("type", kind)
        start = int(opening.attrs.get("start", 1))
        if start != 1:  # WeasyPrint leaves `start` to the style sheet
            opening.attrSet("style", f"counter-reset: list-item {start - 1}")
        for i, item in enumerate(items):
            text = _typed(item, start + i, kind, label)
            if text:
                item.attrSet("data-label", text)
        room = _room(items, start, kind)
        if room:
            opening.attrSet("class", room)


def _room(items: Sequence[Token], start: int, kind: str) -> str | None:
    """Name how much room the longest label of a list needs, if that is more than usual."""
    typed = max(len(item.meta["label"].text) if "label" in item.meta else 0 for item in items)
    names = (len(name_in(kind, start + i)) + 1 for i in range(len(items)))
    counted = 0 if typed else max(names)
    rooms = _ROOMS if typed else _ROMAN if kind in ("i", "I") else _COUNTED
    return next((name for length, name in rooms if max(typed, counted) >= length), None)


def _typed(item: Token, place: int, kind: str, first: Label | None) -> str:
    """Return the label of an item, or nothing when it is what its place in the list says."""
    label: Label | None = item.meta.get("label")
    if label is not None:
        usual = label.form == ("", ".") and label.number == (place,)
        return "" if usual else label.text
    unusual = item.markup == ")" or first is not None
    return f"{item.info}{item.markup}" if unusual and kind == "1" else ""


def _ordered(tokens: Sequence[Token]) -> Iterator[tuple[int, Token, list[Token]]]:
    """Yield each numbered list with how many are around it, and its items."""
    around: list[tuple[Token, list[Token]]] = []
    for token in tokens:
        if token.type in _OPEN:
            around.append((token, []))
        elif token.type == "list_item_open":
            around[-1][1].append(token)
        elif token.type in _CLOSE:
            opening, items = around.pop()
            if opening.type == "ordered_list_open":
                yield sum(one.type == "ordered_list_open" for one, _ in around), opening, items
