"""What a chart shows: categories and one to four series of figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from raadsbrief.letter.tabel import Column, Surroundings, Table, figures
from raadsbrief.model import Grafiek, Regel
from raadsbrief.prose import prose
from raadsbrief.prose.checking import expression_check
from raadsbrief.prose.markdown_html import Page

MAX_SERIES = 4
MAX_CATEGORIES = {"staven": 12, "gestapeld": 12, "lijn": 30}


@dataclass(frozen=True)
class Series:
    """The figures of one line, or of one bar in each category."""

    name: str
    values: list[Decimal | None]

    @property
    def known(self) -> list[Decimal]:
        """The figures that are there."""
        return [value for value in self.values if value is not None]


@dataclass(frozen=True)
class Chart:
    """The figures of a chart; `write` shows one as the letter does, `write_round` on an axis."""

    soort: str
    categories: list[str]
    series: list[Series]
    write: Callable[[Decimal], str]
    write_round: Callable[[Decimal], str]
    adds_up: bool

    @property
    def values(self) -> list[Decimal]:
        """Every figure in the chart."""
        return [value for series in self.series for value in series.known]

    def bars(self) -> list[tuple[Decimal, Decimal]]:
        """For each category, how far its stacked parts go above zero and below it."""
        found = []
        for parts in zip(*(series.values for series in self.series), strict=True):
            known = [value for value in parts if value is not None]
            above = sum((value for value in known if value > 0), Decimal())
            found.append((above, sum(known, Decimal()) - above))
        return found


def chart_of(grafiek: Grafiek, table: Table, around: Surroundings) -> Chart:
    """Take the figures of a chart from its table, and report what cannot be drawn."""
    columns = [c for c in table.columns if c.is_figures and not c.is_computed and c.index]
    rows = table.parts()
    names = [_plain(row.cells[0].shown, around) for row in rows]
    heads = [_plain(_head(column), around) for column in columns]
    grid = [[row.cells[column.index].value for row in rows] for column in columns]
    if grafiek.per:  # a table of funding has the years beside, a chart has them below
        names, heads = heads, names
        grid = [list(values) for values in zip(*grid, strict=True)]
        if grafiek.soort == "staven":
            heads, grid = ["Bedrag"], [[_sum(values) for values in zip(*grid, strict=True)]]
    series = [Series(head, values) for head, values in zip(heads, grid, strict=True)]
    if len({column.soort for column in columns}) > 1:
        message = "de kolommen van een grafiek hebben één soort"
        around.report(around.place, message, "maak twee grafieken")
    adds_up = all(column.has_total for column in columns)
    write = _writer(grafiek, columns, grid, around)
    write_round = partial(write, is_round=True)
    chart = Chart(grafiek.soort, names, series, write, write_round, adds_up)
    _check(chart, around)
    return chart


def _sum(values: tuple[Decimal | None, ...]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal())


def _plain(text: str, around: Surroundings) -> str:
    """Return prose of one line as the words that a reader sees."""
    if not isinstance(text, Regel) or expression_check.check(text, around.facts):
        return text  # a wrong fact has a finding of its own
    line = prose.render_line(text, around.facts, Page())
    return Markup(re.sub(r"<br ?/?>", " ", line)).striptags()


def _head(column: Column) -> Regel | str:
    """Return the head of a column, behind the one that it has with others."""
    kop = column.kolom.kop or ""
    return Regel(f"{column.boven.kop} {kop}".strip()) if column.boven else kop


def _writer(
    grafiek: Grafiek,
    columns: list[Column],
    grid: list[list[Decimal | None]],
    around: Surroundings,
) -> Callable[..., str]:
    values = [value for series in grid for value in series if value is not None]
    soort = columns[0].soort if columns else "aantal"
    eenheid = grafiek.bedragen_in
    places = min(2, figures.decimals(values))
    if eenheid and grafiek.financiering:
        places = 1 if eenheid == "miljoenen" else 0
    elif soort == "bedrag" and not eenheid:
        places = _cents(values)
    places = min(figures.enough(values, places, soort), max(places, figures.MANY))

    def write(value: Decimal, is_round: bool = False) -> str:
        few = figures.enough([value], places, soort)
        if is_round:
            cents = soort == "bedrag" and not eenheid
            few = _cents([value]) if cents else figures.decimals([value.normalize()])
        return figures.write(value, soort, eenheid, around.huisstijl, few)

    return write


def _cents(values: Sequence[Decimal]) -> int:
    """Return how many decimals amounts in euros have: two, where one of them is not whole."""
    return 2 if any(value != int(value) for value in values) else 0


def _check(chart: Chart, around: Surroundings) -> None:
    most = MAX_CATEGORIES[chart.soort]
    if not chart.values:
        message, hint = "deze grafiek heeft geen cijfers", "geef een kolom `soort: aantal`"
    elif len(chart.series) > MAX_SERIES:
        message = f"deze grafiek heeft {len(chart.series)} reeksen, meer dan {MAX_SERIES}"
        hint = "kies minder kolommen of fondsen, of maak er een tabel van"
    elif len(chart.categories) > most:
        message = f"deze grafiek heeft {len(chart.categories)} groepen, meer dan {most}"
        hint = "voeg kleine groepen samen, of maak er een tabel van"
    elif chart.soort == "lijn" and len(chart.categories) < 2:
        message, hint = "een lijn heeft minstens twee punten", "gebruik `soort: staven`"
    else:
        return
    around.report(around.place, message, hint)
