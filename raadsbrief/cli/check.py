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
    _check(report, folder, names, own, everything=not brieven)
    if fix:
        repairs = herstel.repair(report.shown())
        if repairs:
            report.repaired(repairs)
            report.restart()
            _check(report, Content(content), names, own, everything=not brieven)
    raise typer.Exit(report.close())


def _check(
    report: Report, folder: Content, names: Sequence[str], own: Path | None, everything: bool
) -> None:
    """Check the letters; with `everything`, also what no letter alone can tell."""
    from raadsbrief import pipeline

    for name in names:
        report.add(pipeline.check(folder, name, own))
    if everything:
        letters = list(report.outcomes)
        report.add(pipeline.check_rest(folder))
        report.add(pipeline.check_accepted(folder, letters))
