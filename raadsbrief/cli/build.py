"""The command `build`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import pipeline
from raadsbrief.cli.app import Brieven, Inhoud, Sjablonen, app
from raadsbrief.cli.inputs import inputs
from raadsbrief.cli.report import Report, Uitvoervorm
from raadsbrief.uitvoer import Formaat
from raadsbrief.usage import DutchCommand


@app.command(cls=DutchCommand)
def build(
    brieven: Brieven = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MAP", help="Map voor de PDF's.")
    ] = Path("build"),
    content: Inhoud = Path("content"),
    templates: Sjablonen = None,
    html: Annotated[
        bool, typer.Option("--html", help="Schrijf ook de HTML naast elke PDF.")
    ] = False,
    formaat: Uitvoervorm = Formaat.HUMAN,
) -> None:
    """Maak van elke brief een PDF, en toon waar die staat."""
    folder, names, own = inputs(content, brieven, templates)
    report = Report(formaat)
    for name in names:
        report.add(pipeline.build(folder, name, output, own, html))
    if not brieven:
        report.add(pipeline.check_rest(folder))
    raise typer.Exit(report.close())
