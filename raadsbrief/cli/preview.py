"""The command `preview`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.cli.app import ContentFolder, TemplateFolder, app
from raadsbrief.cli.inputs import UsageError, inputs
from raadsbrief.cli.texts import SCHRIJVEN
from raadsbrief.cli.usage import DutchCommand

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content.dossier import Content

Brief = Annotated[
    str | None,
    typer.Argument(
        metavar="BRIEF",
        help="Naam van een brief; geen naam: de brief die het laatst is opgeslagen.",
        show_default=False,
    ),
]
NoOpen = Annotated[
    bool, typer.Option("--no-open", help="Toon alleen het adres; open de browser niet.")
]
Poll = Annotated[
    bool,
    typer.Option(
        "--poll", help="Kijk steeds zelf of er iets is opgeslagen, ook op trage netwerkschijven."
    ),
]
Hints = Annotated[
    bool, typer.Option("--hints", help="Toon ook hints in de terminal: wat misschien beter kan.")
]


@app.command(
    cls=DutchCommand,
    rich_help_panel=SCHRIJVEN,
    epilog="""
    raadsbrief preview | de brief die u het laatst opsloeg
    raadsbrief preview 2024-0062579 | deze brief
    raadsbrief preview 2024-0062579 --no-open | zonder de browser te openen
    """,
)
def preview(
    brief: Brief = None,
    content: ContentFolder = Path("content"),
    templates: TemplateFolder = None,
    no_open: NoOpen = False,
    poll: Poll = False,
    hints: Hints = False,
) -> None:
    """Toon een brief in de browser terwijl u schrijft; bij elk opslaan is hij weer bij."""
    meant = inputs(content, [brief] if brief is not None else None, templates)
    own = Path(meant.templates) if meant.templates else None
    name = meant.named[0] if meant.named else _newest(meant.folder)
    try:
        _show(content, name, own, no_open, poll, hints)
    except KeyboardInterrupt:  # it has no other end
        raise typer.Exit(0) from None


def _show(
    content: Path, name: str, templates: Path | None, no_open: bool, poll: bool, hints: bool
) -> None:
    from raadsbrief.preview import session

    with session.session(content, name, templates, session.Terminal(hints), poll) as server:
        typer.echo(server.address)
        typer.echo("Dit adres is alleen voor u. Stoppen: Ctrl-C.", err=True)
        if not no_open and sys.stdout.isatty():
            session.open_browser(server.ticket)
        threading.Event().wait()


def _newest(folder: Content) -> str:
    """Return the letter that was saved last."""
    from raadsbrief.content.dossier import BRIEVEN

    names = folder.names(BRIEVEN)
    if not names:
        raise UsageError(f"er staan geen brieven in '{folder.root.as_posix()}/{BRIEVEN}'")
    return max(names, key=lambda name: Path(folder.file_of(name)).stat().st_mtime_ns)
