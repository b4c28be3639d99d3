"""Marks that look like markup and are none: they would be printed as they were typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.entities import html5
from itertools import pairwise

from markdown_it.token import Token

from raadsbrief.diagnostics import Problem
from raadsbrief.prose.checking.checked import Checked, problem

_STARS = "zet ** tegen de woorden, met een spatie of leesteken erbuiten; een los sterretje is \\*"
_SMALL = "schrijf een klein cijfer zelf: H₂O, m²"

# Each kind with what to write instead. Addresses are left out of the search.
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"(?<!\*)\*{2,3}(?![*\d])", _STARS),
        (r"(?<=[\s('\"‘“])\*(?=[^\W\d])", "sluit de nadruk: *woord*; een los sterretje is \\*"),
        (r"(?<![\w_/¡])_{1,2}(?=[^\W_])", "sluit de nadruk: _woord_; een los streepje is \\_"),
        (r"~~(?=\S)[^~]*(~~)?", "doorhalen kan niet in een brief: haal de woorden weg"),
        (
            r"(?<!~)\b\w*~\w{1,6}~(?!~)|(?<![\w~])~\w{1,6}~(?!~)",
            "schrijf een klein cijfer zelf: H₂O",
        ),
        (r"\w*\^[^\s^]{1,6}\^|\b[a-z]{1,2}\^-?\d\b", _SMALL),
        (r"==(?=[^\s=])[^=]*==", "markeren kan niet: schrijf **woord** voor nadruk"),
        (r"\+\+(?=[^\s+])[^+]*\+\+", "schrijf **woord** voor nadruk"),
        (r"(?<!\S):[a-z][a-z_]+:(?!\S)", "laat het weg: een brief heeft geen plaatjes in de regel"),
        (r"\[\[[^\[\]]+\]\]", "schrijf [tekst](https://adres)"),
        (r"\{[.#][\w-]+\}", "haal het weg: opmaak staat in het sjabloon"),
        (r"\[![A-Z]+\]|\[TOC\]", "haal het weg, of schrijf het als zin"),
        (r"\^\[", "schrijf [^1], en eronder [^1]: met de noot"),
        (r"\|\s*:?-{3,}:?\s*\|", "schrijf elke rij van de tabel op een eigen regel, onder `|`"),
    )
)
_HEADING = re.compile(r"#{2,}(?=[^\s#])|#{7,}|#(?=[A-ZÀ-Þ][^.]*$)")
_ENTITY = re.compile(r"&([a-z]{4,10})\b(;?)")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_BACKSLASH = re.compile(r"(?<![\\\S])(?:[A-Za-z]:\\|\\\\)\S*")


def _printed(checked: Checked) -> Iterator[Problem]:
    """Emphasis that does not begin or end, strike-through, smileys: other dialects have them."""
    told = set[tuple[str, str]]()  # once a paragraph: `**` comes in twos
    for parent, text, start in _texts(checked.bare):
        shown = _ADDRESS.sub(lambda match: "x" * len(match[0]), text)
        for pattern, hint in _KINDS:
            match = pattern.search(shown)
            if match and (parent.content, hint) not in told and not _is_reference(match[0], parent):
                told.add((parent.content, hint))
                yield _told(start + match.start(), match[0], hint)
        for match in _ENTITY.finditer(shown):
            if f"{match[1]};" in html5 or match[2]:
                yield _told(start + match.start(), match[0], "schrijf het teken zelf")


def _is_reference(mark: str, parent: Token) -> bool:
    """Tell the star of `*exclusief btw` from emphasis: another one stands behind a word."""
    return mark == "*" and re.search(r"[\w)]\*(?!\w)", parent.content) is not None


def _told(start: int, mark: str, hint: str) -> Problem:
    message = f"'{mark.strip()}' is hier geen opmaak: het komt zo in de brief"
    return problem(start, mark, message, hint)


def _texts(checked: Checked) -> Iterator[tuple[Token, str, int]]:
    """Yield each run of text as it stands in the source, with its paragraph and its place."""
    for parent, children in checked.lines():
        place = checked.start(parent)
        for token in children:
            if token.type == "text" and token.content.strip():
                found = checked.text.find(token.content, place)
                place = found + len(token.content) if found >= 0 else place
                yield parent, token.content, max(0, found)


def _headings(checked: Checked) -> Iterator[Problem]:
    """`##Kop` and `Kop` above `===` are no headings, nor is `## Kop` in a field of one line."""
    for parent, children in checked.bare.lines():
        content = parent.content
        mark = re.match(r"#{1,6}(?= \D)", content) if checked.is_line else _HEADING.match(content)
        if mark and parent.level < 2 and not (mark[0] == "#" and "\n" in content):
            hint = "laat het weg" if checked.is_line else "zet er een spatie achter: `## Kop`"
            yield _told(checked.bare.find(mark[0], parent), mark[0], hint)
        for token in children:
            if token.type == "text" and re.fullmatch(r"={2,}\s*", token.content):
                place = checked.bare.find(f"\n{token.content}", parent) + 1
                yield _told(place, token.content, "schrijf een tussenkop als `## Kop`")


def _inside_words(checked: Checked) -> Iterator[Problem]:
    """Stars in `4*3*2` are emphasis to Markdown, and would be lost."""
    bare = checked.bare
    for parent, children in bare.lines():
        place = bare.start(parent)
        for before, opening, inner, after in _emphases(children):
            mark = opening.markup
            found = bare.text.find(f"{before[-1:]}{mark}{inner}", place)
            place = max(place, found)
            if _is_product(mark, before, inner, after):
                start = max(0, found) + len(before[-1:])
                length = bare.text.find(mark, start + len(mark)) + len(mark) - start
                message = f"'{mark}' maakt hier van '{inner.strip()}' nadruk, en valt weg"
                hint = "schrijf × of \\*; nadruk begint en eindigt niet midden in een woord"
                yield problem(start, "x" * max(1, length), message, hint)


def _is_product(mark: str, before: str, inner: str, after: str) -> bool:
    """Tell marks between figures or codes from emphasis on a part of a word: **r**aadsbrief."""
    left, right = before[-1:].isalnum(), after[:1].isalnum()
    if left and right:
        return mark == "*" or (before[-1:] + inner[:1] + inner[-1:] + after[:1]).isdigit()
    code = re.compile(r"[\dA-Z]")
    glued = (before[-1:], inner[:1]) if left else (inner[-1:], after[:1])
    return (left or right) and mark == "*" and all(code.match(one) for one in glued)


def _emphases(children: Sequence[Token]) -> Iterator[tuple[str, Token, str, str]]:
    """Yield emphasis with the words before, in and behind it."""
    opened: list[int] = []
    for i, token in enumerate(children):
        if token.type in ("em_open", "strong_open"):
            opened.append(i)
        elif token.type in ("em_close", "strong_close") and opened:
            begin = opened.pop()
            before = children[begin - 1].content if begin else ""
            after = children[i + 1].content if i + 1 < len(children) else ""
            inner = "".join(one.content for one in children[begin + 1 : i])
            yield before, children[begin], inner, after


def _backslashes(checked: Checked) -> Iterator[Problem]:
    """Markdown takes the backslash before punctuation and at the end of a line: in a path, one."""
    for match in _BACKSLASH.finditer(checked.text):
        path = match[0]
        taken = re.search(r"\\(?=[!-/:-@\[-`{-~])(?!\\\\)", path[2:]) or path.endswith("\\")
        if (path.startswith("\\\\") and not path.startswith("\\\\\\\\")) or (
            taken and "\\\\" not in path[2:]
        ):
            hint = f"schrijf elke \\ twee keer: {_doubled(path)}"
            yield problem(match.start(), path, f"van '{path}' valt een \\ weg", hint)


def _doubled(path: str) -> str:
    return path.replace("\\", "\\\\")


def _glued(checked: Checked) -> Iterator[Problem]:
    """`-een` above `-twee` is no list: a space is missing."""
    previous: list[str] = []
    for parent, _ in checked.bare.lines():
        lines = parent.content.split("\n")
        found = [line for line in lines if _GLUED.match(line)]
        after_colon = any(a.rstrip().endswith(":") and _GLUED.match(b) for a, b in pairwise(lines))
        if found and (after_colon or len([*previous, *found]) > 1):
            mark = _GLUED.match(found[0])
            assert mark is not None
            message = f"'{mark[1]}' begint geen lijst: er staat geen spatie achter"
            hint = f"schrijf `{mark[1]} ` met een spatie, elk punt op een eigen regel"
            yield problem(checked.bare.find(found[0], parent), mark[1], message, hint)
            previous = []
        else:
            previous = found


_GLUED = re.compile(r"([-–*+]|[1-9]\d?[.)])(?=[^\W\d_])(?!\w+\*)")

RULES: tuple[Callable[[Checked], Iterable[Problem]], ...] = (
    _printed,
    _headings,
    _inside_words,
    _backslashes,
    _glued,
)
