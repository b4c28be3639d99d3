"""What is wider than the page, made to fit: one step at a time, until it does.

In a table, first long words and addresses may break, then letters become smaller, then it gets a
page of its own in landscape. In a letterhead, the sender comes under the name. Amounts never break.
What fits is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pyphen

from raadsbrief.pdf.fitting import measure
from raadsbrief.pdf.fitting.measure import Found, Piece
from raadsbrief.pdf.spaces import BLOCKS, KEEPER
from raadsbrief.pdf.tagging.words import ADDRESS

_STEP, _BREAKS, _AMOUNT = "data-breedte", "data-breekt", "data-bedrag"
_LANDSCAPE, _PORTRAIT = "data-liggend", "data-staand"
_TURNED = 4  # the first step that turns the page
# How many steps there are, by the class of what takes them; the last is for other tables.
_STEPS = {"briefhoofd": 1, "kenmerken": 2, "": 6}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LIMITS = (10, 4, 4)  # letters of a word that may break, and of its first and last part

# The tables of a letter have letters of 9.5 pt; 7.5 pt is what people still read with ease.
SHEET = f"""
[{_STEP}], [{_BREAKS}] {{ hyphens: auto; hyphenate-limit-chars: {" ".join(map(str, _LIMITS))} }}
[{_STEP}] [{ADDRESS}], [{_BREAKS}] [{ADDRESS}] {{ hyphens: manual }}
[{_STEP}] [{_AMOUNT}], [{_BREAKS}] [{_AMOUNT}] {{ white-space: nowrap }}
[{_STEP}] thead .getal {{ white-space: pre-wrap }}
.cijfers[{_STEP}] :is(th, td) + :is(th, td) {{ padding-left: 2mm }}
table[{_STEP}="2"], table[{_STEP}="5"] {{ font-size: 8.5pt }}
table[{_STEP}="3"], table[{_STEP}="6"] {{ font-size: 7.5pt; line-height: 1.35 }}
[{_STEP}="2"] .wanneer, [{_STEP}="3"] .wanneer {{ width: auto }}
table:is([{_STEP}="3"], [{_STEP}="6"]) :is(th, td) + :is(th, td) {{ padding-left: 1mm }}
table:is([{_STEP}="3"], [{_STEP}="6"]) :is(th, td) {{ padding-right: 1mm }}
table.kenmerken[{_STEP}="2"] {{ width: 100%; font-size: 9.5pt }}
.kenmerken[{_STEP}="2"] th {{ white-space: pre-wrap; width: 40% }}
.briefhoofd[{_STEP}] {{ display: block }}
.briefhoofd[{_STEP}] address {{ margin-top: 3mm }}
@page raadsbrief-liggend {{ size: A4 landscape }}
[{_LANDSCAPE}] {{ page: raadsbrief-liggend }}
[{_PORTRAIT}] {{ break-before: page }}
"""

_Around = tuple[Element, ...]  # an element, behind all that it stands in


def fit(document: Any) -> bool:
    """Take the next step for all that does not fit; tell whether there was any."""
    seen = measure.look(document)
    wide = {around[-1]: around for found in seen.found for around in _owners(found)}
    torn = {block for piece in seen.torn for block in _block(piece)}
    # A word that is torn where words may break asks for more room: it has no better place.
    wide |= {around[-1]: around for piece in seen.torn for around in _stepped(piece)}
    return any([*map(_take_step, wide.values()), *map(_let_words_break, torn)])


def _stepped(piece: Piece) -> Iterator[_Around]:
    """Yield the table that a piece is in, if its words may break already."""
    around = _elements(piece)
    yield from [around[: i + 1] for i, one in enumerate(around) if _STEP in one.attrib][:1]


def _owners(found: Found) -> Iterator[_Around]:
    """Yield the tables and letterheads that something too wide is in."""
    if found.over is None and not found.piece.is_wide:
        return
    for piece in found:
        if piece is not None:
            around = _elements(piece)
            yield from [around[: i + 1] for i, one in enumerate(around) if _steps(one)][:1]


def _elements(piece: Piece) -> _Around:
    elements = (box.element for box in piece.around)
    return tuple(dict.fromkeys(element for element in elements if element is not None))


def _steps(element: Element) -> int:
    classes = (element.get("class") or "").split()
    named = [count for name, count in _STEPS.items() if name in classes]
    return named[0] if named else _STEPS[""] if element.tag == "table" else 0


def _block(piece: Piece) -> list[Element]:
    blocks = (one for one in reversed(_elements(piece)) if one.tag in BLOCKS or _is_note(one))
    return list(islice(blocks, 1))


def _is_note(element: Element) -> bool:
    return element.get("role") == "doc-footnote"


def _take_step(around: _Around) -> bool:
    element = around[-1]
    step = int(element.get(_STEP, 0)) + 1
    if step > _steps(element):
        return False
    element.set(_STEP, str(step))
    if step == 1:
        _show_places(element)
    if step == _TURNED:
        _turn(around)
    return True


def _let_words_break(block: Element) -> bool:
    if _BREAKS in block.attrib:
        return False
    block.set(_BREAKS, "")
    _show_places(block)
    return True


# --- Landscape ---


def _turn(around: _Around) -> None:
    """Put a table on a landscape page, with the headings before it and the note under it."""
    *parents, table = around
    siblings = list(parents[-1]) if parents else [table]
    place = siblings.index(table) if table in siblings else 0
    first, last = place, place
    while first > 0 and siblings[first - 1].tag in _HEADINGS:
        first -= 1
    while last + 1 < len(siblings) and siblings[last + 1].get("class") in ("noten", "noot"):
        last += 1
    for element in siblings[first : last + 1]:
        element.set(_LANDSCAPE, "")
        element.attrib.pop(_PORTRAIT, None)
    after = _next(siblings[last], parents)
    # Who signs stays with the last words.
    if after is not None and after.tag != "footer" and _LANDSCAPE not in after.attrib:
        after.set(_PORTRAIT, "")


def _next(element: Element, parents: list[Element]) -> Element | None:
    """Return what comes behind an element, inside its parent or else behind that."""
    for parent in reversed(parents):
        siblings = list(parent)
        if element not in siblings:
            return None
        place = siblings.index(element)
        if place + 1 < len(siblings):
            return siblings[place + 1]
        element = parent
    return None


# --- Places to break ---

# An amount in a text, and an address of a page, person or file; a word is what is left.
_MONEY = r"(?:€\s?[-−]?\d+|[-−]?\d{1,3}(?=\.\d{3}))(?:\.\d{3})*(?:,(?:\d+|[-–]))?(?![\w/@-])"
_PIECE = re.compile(rf"(?P<money>{_MONEY})|(?P<word>[^\s{KEEPER}]+)")
_IS_ADDRESS = re.compile(r".*(?:://|@|www\.|_|[^\W\d_]{2}\.[^\W\d_]{2})")
_NUMBER = re.compile(r"[\d.,€%+−–-]+")
_SHORT_ADDRESS, _LONG_WORD, _LONG_PART = 12, 20, 20  # characters
_JOINT = re.compile(r"(?<=[/-])(?=\w)|(?<=\w)(?=[.@_?=&#%])")
_PART = re.compile(rf"[^{KEEPER}]{{{_LONG_PART}}}(?=[^{KEEPER}]{{4}})")


def _show_places(top: Element) -> None:
    """Show where addresses and words without syllables can break, and that amounts cannot."""
    for element in list(top.iter()):
        for child in reversed(list(element)):
            _part(child, "tail", element, list(element).index(child) + 1)
        _part(element, "text", element, 0)


def _part(owner: Element, slot: str, parent: Element, place: int) -> None:
    """Put each address and amount of a text in an element of its own."""
    text = getattr(owner, slot) or ""
    parts = [(match, kind) for match in _PIECE.finditer(text) if (kind := _kind(match))]
    if not parts or not isinstance(owner.tag, str) or owner.tag.startswith("{"):
        return
    setattr(owner, slot, text[: parts[0][0].start()])
    ends = [match.start() for match, _ in parts[1:]] + [len(text)]
    for i, ((match, kind), end) in enumerate(zip(parts, ends, strict=True)):
        inner = Element("span", {kind: ""})
        inner.text = match[0] if kind == _AMOUNT else _with_places(match[0])
        inner.tail = re.sub(rf"^ {KEEPER}?", f" {KEEPER}", text[match.end() : end])
        parent.insert(place + i, inner)


def _with_places(word: str) -> str:
    return _PART.sub(rf"\g<0>{KEEPER}", _JOINT.sub(KEEPER, word))


def _kind(match: re.Match[str]) -> str | None:
    """Tell whether a piece of text is an amount, or a word that no hyphen may break."""
    word = match["word"]
    if word is None:
        return _AMOUNT
    if _NUMBER.fullmatch(word):
        return None
    if _IS_ADDRESS.match(word):
        return ADDRESS if len(word) >= _SHORT_ADDRESS else None
    return ADDRESS if len(word) >= _LONG_WORD and not _has_syllables(word) else None


def _has_syllables(word: str) -> bool:
    """Tell whether every part of a long word is short once it is hyphenated."""
    _, left, right = _LIMITS
    places = [0, *pyphen.Pyphen(lang="nl", left=left, right=right).positions(word), len(word)]
    longest: int = max(b - a for a, b in pairwise(places))
    return longest <= _LONG_PART
