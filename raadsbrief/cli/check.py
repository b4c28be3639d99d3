"""The command `check`: the colleague who reads a letter before the council does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.cli.app import Brieven, Inhoud, Sjablonen, app
from raadsbrief.cli.inputs import inputs
from raadsbrief.cli.report import Report, Uitvoervorm
from raadsbrief.uitvoer import Formaat
from raadsbrief.usage import DutchCommand

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content import Content

# With more letters than these, a table of each is more than anyone reads.
FEW = 3


@app.command(cls=DutchCommand)
def check(
    brieven: Brieven = None,
    content: Inhoud = Path("content"),
    templates: Sjablonen = None,
    hints: Annotated[
        bool, typer.Option("--hints", help="Toon ook hints: wat misschien beter kan.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Laat ook waarschuwingen meetellen als fout.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Herstel in de bestanden wat veilig te herstellen is.")
    ] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help="Kijk alleen naar de feiten, niet naar de taal.")
    ] = False,
    figures: Annotated[
        bool,
        typer.Option(
            "--figures",
            help="Toon hoe elke brief leest, naast echte brieven; "
            f"zonder deze optie bij hoogstens {FEW} genoemde brieven.",
        ),
    ] = False,
    formaat: Uitvoervorm = Formaat.HUMAN,
) -> None:
    """Controleer feiten en taal van brieven, zonder een PDF te maken."""
    from raadsbrief import herstel
    from raadsbrief.content import Content

    folder, names, own = inputs(content, brieven, templates)
    report = Report(formaat, hints, strict, figures or 0 < len(brieven or ()) <= FEW)
    _check(report, folder, names, own, facts, everything=not brieven)
    if fix:
        repairs = herstel.repair(report.shown())
        if repairs:
            report.repaired(repairs)
            report.restart()
            _check(report, Content(content), names, own, facts, everything=not brieven)
    raise typer.Exit(report.close())


def _check(
    report: Report, folder: Content, names: Sequence[str], own: Path | None, facts: bool,
    everything: bool,
) -> None:  # fmt: skip
    """Check the letters; with `everything`, also what no letter alone can tell."""
    from raadsbrief import pipeline
    from raadsbrief.checking import check_all

    for outcome in check_all(folder, names, own, facts):
        report.add(outcome)
    if everything:
        letters = list(report.outcomes)
        report.add(pipeline.check_rest(folder))
        if not facts:  # what is accepted is mostly about the language
            report.add(pipeline.check_accepted(folder, letters))
