"""Lines over the years, each with its name at its end."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from raadsbrief.font import width_of
from raadsbrief.letter.grafiek.bars import GAP, Scale
from raadsbrief.letter.grafiek.chart import Chart, Series
from raadsbrief.letter.grafiek.drawing import GRID, LARGE, QUIET, SMALL, WIDTH, Sheet, wrap

HEIGHT, TOP, SIZE = 150.0, 14.0, LARGE
_LABEL = 110.0
# Lines differ in stroke and in the shape of their points, not in colour alone.
_DASHES = ("", "5 2.5", "1.5 2", "8 2 1.5 2")
_SHAPES = (8, 4, 3, -4)


def draw(chart: Chart, kleur: str) -> tuple[Markup, str, str]:
    """Draw a line for each series."""
    sheet = Sheet(kleur)
    ticks = _ticks(min(chart.values), max(chart.values))
    left = max(width_of(chart.write_round(tick)) * SIZE for tick in ticks) + 2 * GAP
    labels = [_label(chart, series) for series in chart.series]
    right = max(width_of(line, True) * SIZE for lines in labels for line in lines) + 2 * GAP
    scale = Scale(TOP + HEIGHT, TOP, float(ticks[0]), float(ticks[-1]))
    step = (WIDTH - left - right - 2 * GAP) / (len(chart.categories) - 1)
    places = [left + GAP + i * step for i in range(len(chart.categories))]
    for tick in ticks:
        y = scale.at(tick)
        sheet.line([(left, y), (places[-1] + GAP, y)], "#888888" if tick == 0 else GRID)
        sheet.words(left - GAP, y + SIZE * 0.33, chart.write_round(tick), SIZE, "end", QUIET)
    foot = _categories(sheet, chart.categories, places, step)
    for i, series in enumerate(chart.series):
        _line(sheet, chart, series, places, scale, i)
    _name_lines(sheet, labels, [scale.at(s.known[-1]) for s in chart.series], places[-1] + 2 * GAP)
    return sheet.done(foot)


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round figures from below the lowest to above the highest, zero included."""
    low, high = min(low, Decimal()), max(high, Decimal())
    span = float(high - low) or 1.0
    power = 10 ** math.floor(math.log10(span / 4))
    step = next(Decimal(str(m * power)) for m in (1, 2, 5, 10) if m * power * 5 >= span)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * i for i in range(first, max(last, first + 1) + 1)]


def _label(chart: Chart, series: Series) -> list[str]:
    lines = wrap(series.name, SIZE, _LABEL, 2) if len(chart.series) > 1 else []
    return [*lines, chart.write(series.known[-1])]


def _categories(sheet: Sheet, names: list[str], places: list[float], step: float) -> float:
    """Write the names under the lines; of names that would touch, some are left out."""
    widest = max(width_of(word) for name in names for word in name.split() or [""]) * SIZE
    every = max(1, math.ceil((widest + GAP) / step))
    lines = 1
    for i, (name, x) in enumerate(zip(names, places, strict=True)):
        if (len(names) - 1 - i) % every:
            continue
        wrapped = wrap(name, SIZE, min(every * step - GAP, 2 * x, 2 * (WIDTH - x)))
        lines = max(lines, len(wrapped))
        for j, line in enumerate(wrapped):
            sheet.words(x, TOP + HEIGHT + 14 + j * SIZE * 1.15, line, SIZE, "middle")
    return TOP + HEIGHT + 8 + lines * SIZE * 1.15 + 2


def _line(
    sheet: Sheet, chart: Chart, series: Series, places: list[float], scale: Scale, index: int
) -> None:
    run: list[tuple[float, float]] = []
    for x, value in [*zip(places, series.values, strict=True), (0.0, None)]:
        if value is not None:
            run.append((x, scale.at(value)))
            continue
        if len(run) > 1:
            sheet.line(run, sheet.kleur, 1.5, _DASHES[index])
        for point in run:
            _point(sheet, point, index)
        run = []
    if len(chart.series) == 1:
        _figures(sheet, chart, series, places, scale)


def _point(sheet: Sheet, point: tuple[float, float], index: int) -> None:
    corners = _SHAPES[index]
    turn = math.pi / 4 if corners < 0 else math.pi / 2
    x, y = point
    angles = [turn + 2 * math.pi * i / abs(corners) for i in range(abs(corners))]
    shape = [(x + 2.7 * math.cos(angle), y - 2.7 * math.sin(angle)) for angle in angles]
    sheet.shape(shape, sheet.kleur if index % 2 == 0 else "#ffffff")


def _figures(sheet: Sheet, chart: Chart, series: Series, places: list[float], scale: Scale) -> None:
    """Write the figures at the points of a single line where they have room, beside the line."""
    end = places[0] - 2 * GAP  # there, the figures of the axis end
    points = list(zip(places, series.values, strict=True))
    for i, (x, value) in enumerate(points[:-1]):
        if value is None:
            continue
        before, after = points[i - 1][1] if i else None, points[i + 1][1]
        width = width_of(chart.write(value)) * SMALL
        start = x - width * _share_to_the_left(before, value, after)
        if i == 0:
            start = max(start, end + GAP)
        if start >= end + GAP and start + width < places[-1]:
            y = scale.at(value)
            is_low = all(other is not None and other > value for other in (before, after))
            below = is_low and y + 14 < TOP + HEIGHT
            sheet.words(start, y + 12 if below else y - 6, chart.write(value), SMALL)
            end = start + width


def _share_to_the_left(before: Decimal | None, value: Decimal, after: Decimal | None) -> float:
    """Tell how much of a figure stands left of its point: where the line does not come."""
    falls_to = before is not None and before > value
    rises_from = after is not None and after > value
    if falls_to == rises_from:
        return 0.5
    return 0.1 if falls_to else 0.9


def _name_lines(sheet: Sheet, labels: list[list[str]], ends: list[float], x: float) -> None:
    """Write the names at the ends of the lines, moved apart where they would touch."""
    heights = [len(lines) * SIZE * 1.15 + 3 for lines in labels]
    for lines, end, y in zip(labels, ends, _apart(ends, heights), strict=True):
        if abs(end - y) > 2:
            sheet.line([(x - 2 * GAP + 4, end), (x - 2, y)], QUIET)
        sheet.block(x, y, lines, SIZE, bold=True)


def _apart(wanted: list[float], heights: list[float]) -> list[float]:
    """Move labels from where they are wanted, each as little as the others allow."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = list(wanted)
    for _ in range(300):
        for above, below in pairwise(order):
            overlap = (heights[above] + heights[below]) / 2 - (places[below] - places[above])
            if overlap > 0:
                places[above] -= overlap / 2
                places[below] += overlap / 2
        for i, height in enumerate(heights):
            lowest = TOP + HEIGHT + 10 - height / 2
            places[i] = min(max(places[i], height / 2), lowest)
    return places
