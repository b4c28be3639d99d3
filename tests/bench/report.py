"""A figure beside its bar, and the table of all of them."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from raadsbrief import __version__


@dataclass(frozen=True)
class Figure:
    """One thing that was measured; less is better, and None is unknown or not asked.

    `shape` is how a number is written: `{} W`. In `W / {}` it is written as one over the number.
    """

    name: str
    shape: str
    measured: float | None
    bar: float | None = None
    stretch: float | None = None
    note: str = ""
    missing: str = "niet gemeten"

    def written(self, number: float | None) -> str:
        """Write a number as its reader knows it."""
        if number is None:
            return "–"
        if "/ {}" in self.shape:
            number = 1 / number
        return self.shape.format(plain(number))

    @property
    def verdict(self) -> str:
        """Say whether the bar and the stretch are reached."""
        if self.measured is None:
            return self.missing
        asked = [limit for limit in (self.bar, self.stretch) if limit is not None]
        if not asked:
            return "–"
        if self.measured > max(asked):
            return "nee"
        if self.stretch is None:
            return "ja"
        return "ja, ook het streven" if self.measured <= self.stretch else "ja"


def plain(number: float) -> str:
    """Write a number in Dutch: three digits, as far as they say something."""
    digits = 0 if number >= 100 else 1 if number >= 10 else 2 if number >= 0.1 else 3
    text = f"{number:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def table(figures: Sequence[Figure]) -> str:
    """Write figures as a Markdown table, with their notes below it."""
    lines = ["| wat | norm | streven | gemeten | gehaald |", "|---|--:|--:|--:|---|"]
    for figure in figures:
        cells = [
            figure.name, figure.written(figure.bar), figure.written(figure.stretch),
            figure.written(figure.measured), figure.verdict,
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    notes = [f"- {figure.name}: {figure.note}." for figure in figures if figure.note]
    return "\n".join([*lines, "", *notes, ""] if notes else [*lines, ""])


def page(figures: Sequence[Figure], others: Sequence[Figure]) -> str:
    """Write the page for readers: what was measured, and what other programs take."""
    return _PAGE.format(
        figures=table(figures),
        others=table(others),
        raadsbrief=__version__,
        weasyprint=version("weasyprint"),
        python=platform.python_version(),
    )


_PAGE = """\
# Hoe snel raadsbrief is

Deze bladzijde is gemaakt met `make bench` (raadsbrief {raadsbrief}, WeasyPrint {weasyprint}, \
Python {python}).

Seconden zeggen vooral iets over de computer. Daarom staan hier verhoudingen: twee dingen worden
om en om gemeten, en wat telt is de middelste van de verhoudingen binnen die paren. Zo storen
andere programma's beide evenveel. Minder is beter.

- **W** is de tijd die het commando `weasyprint` nodig heeft om van de HTML van één brief een PDF
  te maken, met dezelfde lettertypen en als PDF/A-2a.
- **P** is de tijd waarin Python start en weer stopt zonder iets te doen.
- De **norm** is wat raadsbrief moet halen, het **streven** wat we graag zien.

Elke brief in een meting is anders: een ander zaaknummer, een ander onderwerp en andere tekst.
Alles gebeurt op twee processorkernen, met bestanden die al in het geheugen van de computer staan.

{figures}
## Andere programma's

Dezelfde tekst, met koppen, alinea's, lijsten en tabellen, maar zonder huisstijl en zonder de
gegevens over de brief zelf. Typst maakt er PDF/A-2a van, LibreOffice PDF/A-2b; beide met tags.

{others}"""
