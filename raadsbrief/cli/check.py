"""The command `check`."""

from __future__ import annotations

from pathlib import Path

import typer

from raadsbrief import pipeline
from raadsbrief.cli.app import Brieven, Inhoud, Sjablonen, app
from raadsbrief.cli.inputs import inputs
from raadsbrief.cli.report import Report
from raadsbrief.usage import DutchCommand


@app.command(cls=DutchCommand)
def check(
    brieven: Brieven = None, content: Inhoud = Path("content"), templates: Sjablonen = None
) -> None:
    """Controleer brieven zonder een PDF te maken."""
    folder, names, own = inputs(content, brieven, templates)
    report = Report()
    for name in names:
        report.add(pipeline.check(folder, name, own))
    if not brieven:
        report.add(pipeline.check_rest(folder))
    raise typer.Exit(report.close())
