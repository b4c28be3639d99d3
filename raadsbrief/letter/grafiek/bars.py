"""Bars, lying down: long names stand beside them, and figures at their ends."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from raadsbrief.font import width_of
from raadsbrief.letter.grafiek.chart import Chart
from raadsbrief.letter.grafiek.drawing import LARGE, QUIET, SMALL, WIDTH, Sheet, ink_on, tint, wrap

GAP = 5.0
_NAMES, _SERIES = 130.0, 84.0


@dataclass(frozen=True)
class Scale:
    """From figures to places on the sheet."""

    left: float
    right: float
    low: float
    high: float

    def at(self, value: Decimal | float) -> float:
        """Return where a figure lies."""
        return self.left + (float(value) - self.low) * (self.right - self.left) / (
            (self.high - self.low) or 1.0
        )


def draw(chart: Chart, kleur: str) -> tuple[Markup, str, str]:
    """Draw bars, in groups or stacked."""
    sheet = Sheet(kleur)
    if chart.soort == "gestapeld":
        return sheet.done(_stacked(sheet, chart))
    return sheet.done(_grouped(sheet, chart))


def _widest(texts: list[str], size: float, limit: float) -> float:
    return min(limit, max(width_of(text) * size for text in texts))


def _scale(
    chart: Chart, left: float, size: float, shown: list[Decimal], ends: list[Decimal]
) -> Scale:
    """Leave room for the figures that are shown at the ends of the bars."""
    room = max(width_of(chart.write(value), True) * size for value in shown) + 2 * GAP
    low, high = min(Decimal(), *ends), max(Decimal(), *ends)
    return Scale(left + (room if low < 0 else 0), WIDTH - room, float(low), float(high))


def _grouped(sheet: Sheet, chart: Chart) -> float:
    """Draw a bar for each figure; more series have their name beside each bar."""
    many = len(chart.categories) * len(chart.series) > 30
    size = SMALL if many else LARGE
    pitch = 11.0 if many else 14.0 if len(chart.series) > 1 else 19.0
    thick = pitch - (2.5 if len(chart.series) > 1 else 7.0)
    names = [wrap(name, size, _NAMES) for name in chart.categories]
    left = _widest([line for lines in names for line in lines], size, _NAMES) + 2 * GAP
    start = left
    if len(chart.series) > 1:
        start += _widest([series.name for series in chart.series], size, _SERIES) + 2 * GAP
    scale = _scale(chart, start, size, chart.values, chart.values)
    y = 2.0
    for i, lines in enumerate(names):
        height = max(pitch * len(chart.series), len(lines) * size * 1.15)
        sheet.block(0, y + height / 2, lines, size)
        for j, series in enumerate(chart.series):
            top = y + (height - pitch * len(chart.series)) / 2 + j * pitch
            middle = top + pitch / 2
            if len(chart.series) > 1:
                label = wrap(series.name, size, _SERIES, 1)
                sheet.block(left, middle, label, size, colour=QUIET)
            _bar(sheet, chart, scale, series.values[i], (middle, thick, size), j)
        y += height + (6.0 if len(chart.series) > 1 or len(lines) > 1 else 0.0)
    sheet.line([(scale.at(0), 0), (scale.at(0), y)], sheet.kleur, 0.75)
    return y + 2


def _bar(
    sheet: Sheet,
    chart: Chart,
    scale: Scale,
    value: Decimal | None,
    look: tuple[float, float, float],
    series: int,
) -> None:
    middle, thick, size = look
    if value is None:
        sheet.block(scale.at(0) + GAP, middle, ["–"], size, colour=QUIET)
        return
    zero, end = scale.at(0), scale.at(value)
    sheet.rect(min(zero, end), middle - thick / 2, abs(end - zero), thick, series)
    shown = chart.write(value)
    if value < 0:
        sheet.block(end - GAP, middle, [shown], size, anchor="end")
    else:
        sheet.block(end + GAP, middle, [shown], size)


def _stacked(sheet: Sheet, chart: Chart) -> float:
    """Draw one bar for each category, with the names of its parts above in the same order.

    Negative parts go the other way from zero; the figure at the end is all parts together.
    """
    size, pitch, thick = LARGE, 22.0, 15.0
    y = _key(sheet, [series.name for series in chart.series], size)
    names = [wrap(name, size, _NAMES) for name in chart.categories]
    left = _widest([line for lines in names for line in lines], size, _NAMES) + 2 * GAP
    bars = chart.bars()
    sums = [above + below for above, below in bars]
    scale = _scale(chart, left, size, sums, [end for bar in bars for end in bar])
    top = y
    for i, lines in enumerate(names):
        height = max(pitch, len(lines) * size * 1.15 + 4)
        middle = y + height / 2
        sheet.block(0, middle, lines, size)
        above = below = Decimal()
        for j, series in enumerate(chart.series):
            value = series.values[i] or Decimal()
            begin = above if value > 0 else below
            if value:
                ends = sorted((scale.at(begin), scale.at(begin + value)))
                _part(sheet, chart, (ends[0], ends[1]), middle, thick, j, value)
            above, below = above + max(value, Decimal()), below + min(value, Decimal())
        foot, shown, bold = middle + size * 0.33, chart.write(sums[i]), len(chart.series) > 1
        if below and not above:
            sheet.words(scale.at(below) - GAP, foot, shown, size, "end", bold=bold)
        else:
            sheet.words(scale.at(above) + GAP, foot, shown, size, bold=bold)
        y += height
    sheet.line([(scale.at(0), top), (scale.at(0), y)], sheet.kleur, 0.75)
    return y + 2


def _part(
    sheet: Sheet,
    chart: Chart,
    ends: tuple[float, float],
    middle: float,
    thick: float,
    series: int,
    value: Decimal,
) -> None:
    """Draw a part of a bar, with its figure in it where that fits."""
    x, end = ends
    sheet.rect(x, middle - thick / 2, end - x, thick, series)
    shown, size = chart.write(value), SMALL
    if width_of(shown) * size + 2 * 3 <= end - x:
        colour = ink_on(tint(sheet.kleur, series))
        if series > 1:
            sheet.ground((x + end) / 2, middle, shown, size)
        sheet.words((x + end) / 2, middle + size * 0.33, shown, size, "middle", colour)


def _key(sheet: Sheet, names: list[str], size: float) -> float:
    """Write the names of the parts, each behind its fill, in the order of the bars."""
    x, y, box = 0.0, 2.0, 9.0
    for i, name in enumerate(names):
        label = wrap(name, size, WIDTH - box - GAP, 1)[0]
        width = box + GAP + width_of(label) * size + 4 * GAP
        if x and x + width - 4 * GAP > WIDTH:
            x, y = 0.0, y + 14
        sheet.rect(x + 0.5, y + 0.5, box - 1, box - 1, i)
        sheet.words(x + box + GAP, y + box / 2 + size * 0.33, label, size)
        x += width
    return y + 18
