"""The command `sent`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.cli.app import ContentFolder, OutputFormat, TemplateFolder, app
from raadsbrief.cli.inputs import UsageError, inputs
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.diagnostics import RaadsbriefError
from raadsbrief.record.outcome import Outcome
from raadsbrief.report.formats import Format
from raadsbrief.report.report import Report
from raadsbrief.report.visible import path_line

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content.dossier import Content
    from raadsbrief.model import Datum

Sent = Annotated[
    list[str],
    typer.Argument(metavar="BRIEF", help="Namen van verzonden brieven.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="DATUM", show_default=False,
        help="De dag van verzending, als 2026-05-20 (standaard: de datum van de brief).",
    ),
]  # fmt: skip
OutputFolder = Annotated[
    Path, typer.Option("--output", "-o", metavar="MAP", help="Map met de PDF's.")
]


@app.command(cls=DutchCommand)
def sent(
    brieven: Sent,
    date: On = None,
    output: OutputFolder = Path("build"),
    content: ContentFolder = Path("content"),
    templates: TemplateFolder = None,
    format_: OutputFormat = Format.HUMAN,
) -> None:
    """Bewaar een verzonden brief: hij blijft wat hij was, wat er ook verandert."""
    from raadsbrief.content.dossier import Content
    from raadsbrief.work import sending

    meant = inputs(content, brieven, templates)
    own = Path(meant.templates) if meant.templates else None
    days = {name: _day(meant.folder, name, date) for name in meant.named}
    report = Report(format_)
    for name, day in days.items():
        asked = sending.Sending(name, output, own, day)
        folder = Content(content)  # what is written for one letter, is content for the next
        try:
            if sending.is_done(folder, asked):
                typer.echo(f"De brief {name} was al bewaard zoals hij verzonden is.", err=True)
                continue
            kept = sending.send(folder, asked)
        except RaadsbriefError as error:
            report.add(Outcome((), error.diagnostics, error.exit_code))
            continue
        typer.echo(path_line(kept.as_posix()))
        typer.echo(
            f"De brief {name} is verzonden ({day}) en blijft vanaf nu wat hij is. Zet deze map en "
            f"{folder.file_of(name)} in het versiebeheer.",
            err=True,
        )
    raise typer.Exit(report.close())


def _day(content: Content, name: str, asked: str | None) -> str:
    """Return the day on which a letter was sent: as asked, or as its own file says."""
    if asked is not None:
        day = _read(asked)
        if day.eerste_dag > dt.datetime.now().astimezone().date():
            raise UsageError(f"--date {asked} moet nog komen; noem de dag van verzending")
    brief = content.brief(name).model
    own = brief.verzonden or brief.datum
    if asked is not None:
        if brief.datum is not None and day.laatste_dag < brief.datum.eerste_dag:
            raise UsageError(f"--date {asked} is eerder dan de datum van de brief '{name}'")
        return asked.strip()
    if own is None or not own.dag:
        raise UsageError(
            f"wanneer is '{name}' verzonden? Noem de dag, bijvoorbeeld --date 2026-05-20"
        )
    return own.eerste_dag.isoformat()


def _read(text: str) -> Datum:
    from pydantic_core import PydanticCustomError

    from raadsbrief.model import Datum

    try:
        found = Datum.read(text)
    except PydanticCustomError as error:
        hint = (error.context or {}).get("hint")
        why = f"{error.message()}; {hint}" if hint else error.message()
        raise UsageError(f"--date {text}: {why}") from None
    if not found.dag:
        raise UsageError(f"--date {text} is geen dag; schrijf bijvoorbeeld --date 2026-05-20")
    return found
