"""Where on a page its words stand: the content stream followed as a viewer follows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from raadsbrief.verify.fonts import Font, read_font
from raadsbrief.verify.reading import is_array, is_dictionary

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
_ALL: Box = (-1e9, -1e9, 1e9, 1e9)
_SAME: Matrix = (1, 0, 0, 1, 0, 0)

_MOST_WORDS = 50_000  # on one page; a page full of small print has 3,000
_MOST_DEPTH = 8
_UNSEEN = (3, 7)  # text rendering modes that show nothing


@dataclass(frozen=True)
class Word:
    """A word as it stands on the page: what it says, where its letters stand, and how large.

    The box goes from the baseline to the height of a small x.
    """

    text: str
    box: Box
    size: float
    is_artifact: bool


@dataclass
class Drawn:
    """What stands on a page: its words, and the ends (left, right) of its horizontal lines."""

    words: list[Word] = field(default_factory=list)
    lines: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class _Text:
    font: Font | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(frozen=True)
class _State:
    ctm: Matrix = _SAME
    clip: Box = _ALL
    text: _Text = field(default_factory=_Text)


def draw(page: pikepdf.Page) -> Drawn:
    """Follow the content of a page."""
    drawn = Drawn()
    _Viewer(drawn, page.resources, _State(), False, 0).follow(page)
    return drawn


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return what does first the one thing, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _corners(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    sides = [(left, bottom), (right, bottom), (left, top), (right, top)]
    return _around([_moved(matrix, x, y) for x, y in sides])


def shared(one: Box, other: Box) -> Box:
    """Return what two boxes share; its sides are the wrong way round when that is nothing."""
    return (
        max(one[0], other[0]), max(one[1], other[1]),
        min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


class _Viewer:
    """Follows one content stream, of a page or of a form on it."""

    def __init__(
        self, drawn: Drawn, resources: Any, state: _State, is_artifact: bool, depth: int
    ) -> None:
        self._drawn = drawn
        self._resources = resources
        self._state = state
        self._stack: list[_State] = []
        self._marks: list[bool] = [is_artifact]
        self._depth = depth
        self._matrix = self._line = _SAME
        self._path: list[tuple[float, float]] = []
        self._clips = False
        self._fonts: dict[str, Font | None] = {}

    def follow(self, content: Any) -> None:
        """Take in all instructions."""
        for instruction in pikepdf.parse_content_stream(content):
            if len(self._drawn.words) > _MOST_WORDS:
                return
            act = _ACTS.get(str(instruction.operator))
            if act is not None:
                act(self, list(instruction.operands))

    # --- State ---

    def save(self, _: list[Any]) -> None:
        self._stack.append(self._state)

    def restore(self, _: list[Any]) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def transform(self, operands: list[Any]) -> None:
        matrix = _matrix(operands)
        self._state = replace(self._state, ctm=times(matrix, self._state.ctm))

    def set_text(self, **values: Any) -> None:
        self._state = replace(self._state, text=replace(self._state.text, **values))

    def set_font(self, operands: list[Any]) -> None:
        name = str(operands[0])
        if name not in self._fonts:
            fonts = self._resources.get("/Font") if is_dictionary(self._resources) else None
            found = fonts.get(name) if is_dictionary(fonts) else None
            self._fonts[name] = read_font(found) if is_dictionary(found) else None
        self.set_text(font=self._fonts[name], size=float(operands[1]))

    def begin_marked(self, operands: list[Any]) -> None:
        self._marks.append(self._marks[-1] or operands[0] == "/Artifact")

    def end_marked(self, _: list[Any]) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    # --- Paths: what is cut off, and what is a line ---

    def add_point(self, operands: list[Any]) -> None:
        numbers = [float(one) for one in operands]
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        self._path += [_moved(self._state.ctm, x, y) for x, y in pairs]

    def add_rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = (float(one) for one in operands)
        corners = [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        self._path += [_moved(self._state.ctm, *corner) for corner in corners]

    def clip(self, _: list[Any]) -> None:
        self._clips = True

    def paint(self, _: list[Any]) -> None:
        if self._path:
            left, bottom, right, top = shared(_around(self._path), self._state.clip)
            if top - bottom < 4 and left < right:
                self._drawn.lines.append((left, right))
        self.end_path(_)

    def end_path(self, _: list[Any]) -> None:
        if self._clips and self._path:
            clip = shared(self._state.clip, _around(self._path))
            self._state = replace(self._state, clip=clip)
        self._path, self._clips = [], False

    def paint_form(self, operands: list[Any]) -> None:
        group = self._resources.get("/XObject") if is_dictionary(self._resources) else None
        form = group.get(str(operands[0])) if is_dictionary(group) else None
        if not is_dictionary(form) or form.get("/Subtype") != "/Form" or self._depth >= _MOST_DEPTH:
            return
        state = self._state
        if is_array(form.get("/Matrix")):
            state = replace(state, ctm=times(_matrix(list(form.Matrix)), state.ctm))
        if is_array(form.get("/BBox")):
            box = _corners(state.ctm, *(float(side) for side in form.BBox))
            state = replace(state, clip=shared(state.clip, box))
        resources = form.get("/Resources", self._resources)
        inner = _Viewer(self._drawn, resources, state, self._marks[-1], self._depth + 1)
        inner.follow(form)

    # --- Text ---

    def begin_text(self, _: list[Any]) -> None:
        self._matrix = self._line = _SAME

    def set_matrix(self, operands: list[Any]) -> None:
        self._matrix = self._line = _matrix(operands)

    def move(self, operands: list[Any]) -> None:
        x, y = (float(one) for one in operands)
        self._matrix = self._line = times((1, 0, 0, 1, x, y), self._line)

    def move_and_lead(self, operands: list[Any]) -> None:
        self.set_text(leading=-float(operands[1]))
        self.move(operands)

    def next_line(self, _: list[Any]) -> None:
        self.move([0, -self._state.text.leading])

    def show(self, operands: list[Any]) -> None:
        self._show([operands[-1]])

    def show_next(self, operands: list[Any]) -> None:
        if len(operands) == 3:
            self.set_text(word_space=float(operands[0]), character_space=float(operands[1]))
        self.next_line([])
        self.show(operands)

    def show_spaced(self, operands: list[Any]) -> None:
        self._show(list(operands[0]))

    def _show(self, parts: list[Any]) -> None:
        """Take in strings, with numbers between them that move what comes after."""
        text = self._state.text
        if text.font is None:
            return
        word, start, end, x = "", 0.0, 0.0, 0.0
        for part in parts:
            if not isinstance(part, pikepdf.String):
                step = -float(part) / 1000 * text.size * text.stretch
                if abs(step) > 0.25 * abs(text.size):  # as wide as a space
                    self._add(word, start, end)
                    word = ""
                x += step
                continue
            for character, width, is_space in text.font.read(bytes(part)):
                advance = width * text.size + text.character_space + is_space * text.word_space
                if character.isspace() or not width:
                    self._add(word, start, end)
                    word = ""
                else:
                    start = start if word else x
                    end = x + width * text.size * text.stretch
                    word += character or "?"
                x += advance * text.stretch
        self._add(word, start, end)
        self._matrix = times((1, 0, 0, 1, x, 0), self._matrix)

    def _add(self, word: str, start: float, end: float) -> None:
        """Add a word that stands straight; what is turned, such as a stamp, is left out."""
        text, state = self._state.text, self._state
        matrix = times(self._matrix, state.ctm)
        a, b, _, d = matrix[:4]
        straight = abs(b) < 0.01 * abs(a) or abs(a) < 0.01 * abs(b)
        if not word or text.mode in _UNSEEN or not straight:
            return
        height = 0.45 * text.size
        box = _corners(matrix, start, text.rise, end, text.rise + height)
        seen = shared(box, state.clip)
        if seen[0] < seen[2] and seen[1] < seen[3]:
            size = abs(text.size) * max(abs(d), abs(b))
            self._drawn.words.append(Word(word, seen, size, self._marks[-1]))


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f


def _sets(name: str, scale: float = 1.0) -> Callable[[_Viewer, list[Any]], None]:
    return lambda viewer, operands: viewer.set_text(**{name: float(operands[0]) * scale})


_ACTS: dict[str, Callable[[_Viewer, list[Any]], None]] = {
    "q": _Viewer.save,
    "Q": _Viewer.restore,
    "cm": _Viewer.transform,
    "Tf": _Viewer.set_font,
    "Tc": _sets("character_space"),
    "Tw": _sets("word_space"),
    "Tz": _sets("stretch", 0.01),
    "TL": _sets("leading"),
    "Ts": _sets("rise"),
    "Tr": _sets("mode"),
    "BMC": _Viewer.begin_marked,
    "BDC": _Viewer.begin_marked,
    "EMC": _Viewer.end_marked,
    "re": _Viewer.add_rectangle,
    **dict.fromkeys(("m", "l", "c", "v", "y"), _Viewer.add_point),
    **dict.fromkeys(("W", "W*"), _Viewer.clip),
    **dict.fromkeys(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"), _Viewer.paint),
    "n": _Viewer.end_path,
    "Do": _Viewer.paint_form,
    "BT": _Viewer.begin_text,
    "Tm": _Viewer.set_matrix,
    "Td": _Viewer.move,
    "TD": _Viewer.move_and_lead,
    "T*": _Viewer.next_line,
    "Tj": _Viewer.show,
    "TJ": _Viewer.show_spaced,
    "'": _Viewer.show_next,
    '"': _Viewer.show_next,
}
