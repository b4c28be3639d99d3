"""The command `check`: the colleague who reads a letter before the council does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.cli.app import Brieven, ContentFolder, OutputFormat, TemplateFolder, TimeLimit, app
from raadsbrief.cli.inputs import inputs
from raadsbrief.cli.texts import NAKIJKEN
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.limits import SECONDS
from raadsbrief.record.recall import Check, Recall
from raadsbrief.report.formats import Format
from raadsbrief.report.report import FEW, Report
from raadsbrief.work.prepare import Prepared

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content.dossier import Content


Hints = Annotated[bool, typer.Option("--hints", help="Toon ook hints: wat misschien beter kan.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Laat ook waarschuwingen meetellen als fout.")
]
Fix = Annotated[
    bool, typer.Option("--fix", help="Herstel in de bestanden wat veilig te herstellen is.")
]
FactsOnly = Annotated[
    bool, typer.Option("--facts", help="Kijk alleen naar de feiten, niet naar de taal.")
]
Figures = Annotated[
    bool,
    typer.Option(
        "--figures",
        help="Toon hoe elke brief leest, naast echte brieven; "
        f"zonder deze optie bij hoogstens {FEW} genoemde brieven.",
    ),
]


@app.command(
    cls=DutchCommand,
    rich_help_panel=NAKIJKEN,
    epilog="""
    raadsbrief check | feiten en taal van alle brieven
    raadsbrief check 2024-0062579 --hints | ook wat misschien beter kan
    raadsbrief check --fix | herstel wat veilig te herstellen is
    """,
)
def check(
    context: typer.Context,
    brieven: Brieven = None,
    content: ContentFolder = Path("content"),
    templates: TemplateFolder = None,
    hints: Hints = False,
    strict: Strict = False,
    fix: Fix = False,
    facts: FactsOnly = False,
    figures: Figures = False,
    time_limit: TimeLimit = SECONDS,
    format_: OutputFormat = Format.HUMAN,
) -> None:
    """Controleer feiten en taal van brieven, zonder een PDF te maken."""
    from raadsbrief.content import repair
    from raadsbrief.content.dossier import Content

    meant = inputs(content, brieven, templates)
    order = Check(meant.named, meant.content, meant.templates, facts)
    report = Report(format_, hints, strict, figures or 0 < len(brieven or ()) <= FEW)
    _check(report, meant.folder, _recall(context.obj, order), time_limit)
    if fix:
        repairs = repair.repair(report.shown())
        if repairs:
            report.repaired(repairs)
            report.restart()
            _check(report, Content(content), Recall(order), time_limit)
    raise typer.Exit(report.close())


def _recall(prepared: Prepared | None, order: Check) -> Recall:
    """Take what was prepared if it fits the order; otherwise look at it now."""
    if prepared and isinstance(prepared.plan, Recall) and prepared.fits(order):
        return prepared.plan
    return Recall(order)


def _check(report: Report, folder: Content, recall: Recall, limit: int) -> None:
    from raadsbrief.work.checking import check_all

    for outcome in check_all(folder, recall, limit):
        report.add(outcome)
