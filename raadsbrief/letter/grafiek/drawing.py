"""A sheet to draw on, in points: rectangles, lines and words that know their width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from raadsbrief.font import width_of
from raadsbrief.model.gemeente import MIN_CONTRAST, contrast_with_white

WIDTH = 413.5  # the width of the text of a letter, 146 mm
INK, QUIET, GRID = "#1a1a1a", "#555555", "#d4d4d4"
LARGE, SMALL = 9.5, 8.5  # the sizes of words, those of tables
# WCAG 2.1, success criterion 1.4.11 (AA), asks this of parts that touch.
MIN_BESIDE = 3.0
_HATCHED, _STEP = 2, 4.0  # the series that is, and how far apart its lines are


def tint(kleur: str, series: int) -> str:
    """Return the fill of a series: the house colour, a tint that stands out against it, or white.

    No more tints stand out against each other and against white; so the third is hatched.
    """
    if series != 1:
        return "#ffffff" if series else kleur
    shares = (share / 20 for share in range(9, -1, -1))
    tints = (_mixed(kleur, share) for share in shares)
    beside = MIN_BESIDE + 0.1
    return next(
        one for one in tints if contrast_with_white(kleur) / contrast_with_white(one) >= beside
    )


def _mixed(kleur: str, share: float) -> str:
    channels = (int(kleur[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - c) * share):02x}" for c in channels)


def ink_on(fill: str) -> str:
    """Return the colour of words on a fill that contrasts enough."""
    return "#ffffff" if contrast_with_white(fill) >= MIN_CONTRAST else INK


def wrap(text: str, size: float, width: float, most: int = 3) -> list[str]:
    """Break a text over lines of a width; what does not fit ends in dots."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer) * size <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(line, size, width) for line in lines]


def _cut(line: str, size: float, width: float) -> str:
    if width_of(line) * size <= width:
        return line
    while len(line) > 1 and width_of(f"{line}…") * size > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


class Sheet:
    """Collects what is drawn."""

    def __init__(self, kleur: str) -> None:
        self.kleur = kleur
        self._parts: list[Markup] = []

    def rect(self, x: float, y: float, width: float, height: float, series: int) -> None:
        """Draw a bar of a series, with an outline in the house colour that parts it from others."""
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}"').format(
            *map(_n, (x, y, max(0.0, width), height))
        )
        fill = tint(self.kleur, series)
        self._parts.append(
            shape + Markup(' fill="{}" stroke="{}" stroke-width="0.75"/>').format(fill, self.kleur)
        )
        if series == _HATCHED:
            self._hatch(x, y, width, height)

    def _hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Draw slanting lines in a rectangle, which go on from one to the next beside it."""
        path, cut = "", (x + y) // _STEP * _STEP + _STEP
        while cut < x + width + y + height:
            low, high = max(x, cut - y - height), min(x + width, cut - y)
            path += f"M{_n(low)} {_n(cut - low)}L{_n(high)} {_n(cut - high)}"
            cut += _STEP
        if path:
            lines = Markup('<path d="{}" stroke="{}" stroke-width="1"/>')
            self._parts.append(lines.format(path, self.kleur))

    def ground(self, x: float, middle: float, text: str, size: float) -> None:
        """Clear the ground for words in the middle of a hatched bar."""
        width = width_of(text) * size + 3
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="#ffffff"/>')
        box = (x - width / 2, middle - size / 2, width, size)
        self._parts.append(shape.format(*map(_n, box)))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = GRID,
        width: float = 0.5,
        dash: str = "",
    ) -> None:
        """Draw a line through points."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else ""
        self._parts.append(
            Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(
                path, colour, _n(width), dashed
            )
        )

    def shape(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        """Draw a closed shape with an outline in the house colour."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._parts.append(
            Markup('<polygon points="{}" fill="{}" stroke="{}" stroke-width="1"/>').format(
                path, fill, self.kleur
            )
        )

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = LARGE,
        anchor: str = "start",
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        """Write one line of text, its foot at `y`."""
        if anchor != "start":  # measured here, so that nothing depends on the drawing program
            x -= width_of(text, bold) * size * (1.0 if anchor == "end" else 0.5)
        weight = Markup(' font-weight="600"') if bold else ""
        self._parts.append(
            Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}>{}</text>').format(
                _n(x), _n(y), _n(size), colour, weight, escape(text)
            )
        )

    def block(
        self, x: float, middle: float, lines: Sequence[str], size: float, **look: Any
    ) -> None:
        """Write lines of text around a height."""
        top = middle - (len(lines) - 1) * size * 0.575 + size * 0.33
        for i, line in enumerate(lines):
            self.words(x, top + i * size * 1.15, line, size, **look)

    def done(self, height: float) -> tuple[Markup, str, str]:
        """Return what was drawn, its width and its height."""
        return Markup("").join(self._parts), _n(WIDTH), _n(height)


def _n(number: float) -> str:
    """Write a coordinate the same way on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
