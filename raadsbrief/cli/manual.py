"""The command `manual`: all that can stand in a file, or the manual page of the program."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import disk
from raadsbrief.cli.app import app
from raadsbrief.cli.texts import MEER
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.report.visible import path_line


@app.command(
    cls=DutchCommand,
    rich_help_panel=MEER,
    epilog="""
    raadsbrief manual -o handleiding.md | bewaar de handleiding
    raadsbrief manual --man -o raadsbrief.1 | daarna: man ./raadsbrief.1
    """,
)
def manual(
    context: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="BESTAND", show_default=False,
            help="Bestand voor de tekst (standaard: op het scherm).",
        ),
    ] = None,
    man: Annotated[
        bool,
        typer.Option("--man", help="De opdrachten en hun opties, als pagina voor `man`."),
    ] = False,
) -> None:  # fmt: skip
    """Toon de handleiding: alles wat er in een bestand kan staan, met voorbeelden."""
    text = _page(context) if man else _manual()
    if output is None:
        typer.echo(text, nl=False)
        return
    disk.write(output, text.encode())
    typer.echo(path_line(output.as_posix()))


def _manual() -> str:
    from raadsbrief.manual.pages import manual  # late: it takes all models

    return manual()


def _page(context: typer.Context) -> str:
    from raadsbrief.cli.manpage import page
    from raadsbrief.cli.tree import walk

    return page(list(walk(context)))
