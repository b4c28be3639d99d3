"""Charts: the figures of a table as SVG, with a text that says the same.

In: `grafiek` of a block. Out: `Chart`, a drawing with its words and its table. May use `tabel/`
and what `letter/` may. Begin with `chart.py`; `bars.py` and `lines.py` draw.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from raadsbrief.letter.grafiek import bars, lines, words
from raadsbrief.letter.grafiek.chart import Chart, chart_of
from raadsbrief.letter.tabel import Surroundings, Table, table_of
from raadsbrief.model import Grafiek, Regel

__all__ = ["Chart", "ChartView", "chart_of", "view_of"]


@dataclass(frozen=True)
class ChartView:
    """A chart as a template sees it; `cijfers` is the table under it, if it has one."""

    tekening: Markup
    breedte: str
    hoogte: str
    bijschrift: Regel | None
    eenheid: str
    titel: str
    woorden: str
    beschrijving: Regel | None
    noot: Regel | None
    cijfers: Table | None


def view_of(grafiek: Grafiek, around: Surroundings, kleur: str) -> ChartView:
    """Draw a checked chart in the colour of the gemeente."""
    table = table_of(grafiek, around)
    chart = chart_of(grafiek, table, around)
    drawn = lines.draw(chart, kleur) if chart.soort == "lijn" else bars.draw(chart, kleur)
    return ChartView(
        *drawn,
        grafiek.bijschrift,
        table.eenheid,
        words.title(chart),
        words.describe(chart),
        grafiek.beschrijving,
        grafiek.noot,
        table if grafiek.tabel else None,
    )
