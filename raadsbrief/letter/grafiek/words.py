"""A chart in words, for who does not see it: what it is, and what stands out."""

from __future__ import annotations

from decimal import Decimal

from raadsbrief.dutch import opsomming
from raadsbrief.letter.grafiek.chart import Chart, Series

_KINDS = {"staven": "Staafdiagram", "gestapeld": "Gestapeld staafdiagram", "lijn": "Lijngrafiek"}


def title(chart: Chart) -> str:
    """Say what kind of chart it is, and of what."""
    kind = _KINDS[chart.soort]
    if len(chart.series) > 1:
        kind += f" van {opsomming([series.name for series in chart.series])}"
    if chart.soort == "lijn":
        return f"{kind}, van {chart.categories[0]} tot en met {chart.categories[-1]}."
    return f"{kind} met {len(chart.categories)} staven." if len(chart.series) == 1 else f"{kind}."


def describe(chart: Chart) -> str:
    """Say of each series what is highest and lowest, its sum, or how it went."""
    told = _course if chart.soort == "lijn" else _extremes
    series = [one for one in chart.series if one.known]
    if chart.soort == "gestapeld" and len(series) > 1 and min(chart.values) < 0:
        series.append(Series("Per saldo", [above + below for above, below in chart.bars()]))
    return " ".join(told(chart, one) for one in series)


def _name(chart: Chart, series: Series) -> str:
    return f"{series.name}: " if len(chart.series) > 1 else ""


def _extremes(chart: Chart, series: Series) -> str:
    highest, lowest = max(series.known), min(series.known)
    name = _name(chart, series)
    if highest == lowest:
        told = f"overal {chart.write(highest)}"
    else:
        told = f"het hoogst is {_where(chart, series, highest)}"
        told += f", het laagst {_where(chart, series, lowest)}"
    if chart.adds_up and len(series.known) > 1:
        told += f", samen {chart.write(sum(series.known, Decimal()))}"
    return _sentence(name + told)


def _where(chart: Chart, series: Series, value: Decimal) -> str:
    names = [n for n, v in zip(chart.categories, series.values, strict=True) if v == value]
    return f"{opsomming(names)} met {chart.write(value)}"


def _course(chart: Chart, series: Series) -> str:
    points = [(n, v) for n, v in zip(chart.categories, series.values, strict=True) if v is not None]
    (begin, first), (end, last) = points[0], points[-1]
    name = _name(chart, series)
    verb = "stijgt" if last > first else "daalt" if last < first else "begint en eindigt"
    ways = f"van {chart.write(first)} in {begin} naar {chart.write(last)} in {end}"
    if last == first:
        ways = f"op {chart.write(first)}"
    told = f"{name}{'' if name else 'de lijn '}{verb} {ways}"
    for word, value in (("hoogst", max(series.known)), ("laagst", min(series.known))):
        if value not in (first, last):
            names = [n for n, v in points if v == value]
            told += f", het {word} is {chart.write(value)} in {opsomming(names)}"
    return _sentence(told)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
