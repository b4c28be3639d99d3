"""A sheet to draw on, in points: rectangles, lines and words that know their width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from raadsbrief.font import width_of
from raadsbrief.model.gemeente import MIN_CONTRAST, contrast_with_white

WIDTH = 413.5  # the width of the text of a letter, 146 mm
INK, QUIET, GRID = "#1a1a1a", "#555555", "#d4d4d4"
# How much of the colour of the gemeente each series has: far apart in lightness too.
_TINTS = (1.0, 0.48, 0.22, 0.05)


def tint(kleur: str, series: int) -> str:
    """Return the fill of a series: the house colour, lighter for each next one."""
    share = _TINTS[series]
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
        """Draw a bar of a series, with an outline so that a light one shows as well."""
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}"').format(
            *map(_n, (x, y, max(0.0, width), height))
        )
        fill = tint(self.kleur, series)
        self._parts.append(
            shape + Markup(' fill="{}" stroke="{}" stroke-width="0.75"/>').format(fill, self.kleur)
        )

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
        size: float = 9,
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
