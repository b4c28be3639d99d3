"""The command `verify`."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief.cli.app import app
from raadsbrief.cli.texts import NAKIJKEN
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.diagnostics import Code, ContentError
from raadsbrief.record.outcome import Outcome
from raadsbrief.report.report import Report
from raadsbrief.report.visible import path_line

_LOOKED_AT = (
    "PDF/A-2a, PDF/UA-1, titel, taal, tags, tabellen, voetnoten, lettertypen, kleuren, "
    "afbeeldingen, plaats van de tekst op de bladzijde"
)


@app.command(
    cls=DutchCommand,
    rich_help_panel=NAKIJKEN,
    epilog="""
    raadsbrief verify build/2024-0062579.pdf | kijk één PDF na
    raadsbrief verify build/*.pdf | kijk ze alle na
    """,
)
def verify(
    pdfs: Annotated[
        list[Path], typer.Argument(metavar="PDF", help="Paden van PDF's.", show_default=False)
    ],
) -> None:
    """Controleer of PDF's toegankelijk en archiefwaardig zijn."""
    # Late: pikepdf takes a tenth of a second.
    from raadsbrief.verify import rules, verapdf

    report = Report()
    how = "ook volgens veraPDF" if verapdf.is_installed() else "zonder veraPDF"
    looked_at = f"{_LOOKED_AT}; {how}"
    for path in dict.fromkeys(pdfs):
        found = rules.verify(path)
        if not any(problem.code is Code.UNREADABLE for problem in found):
            found += verapdf.verapdf(path) or []
        report.add(Outcome((), tuple(found), ContentError.exit_code if found else 0))
        if not found:
            typer.echo(f"{path_line(path.as_posix())}: in orde ({looked_at})")
    raise typer.Exit(report.close())
