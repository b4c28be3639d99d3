"""The command `manual`: the manual or a page of it, or the manual page of the program."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import disk
from raadsbrief.cli.app import app
from raadsbrief.cli.inputs import UsageError
from raadsbrief.cli.texts import MEER
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.diagnostics import did_you_mean, nearest
from raadsbrief.report.visible import path_line


@app.command(
    cls=DutchCommand,
    rich_help_panel=MEER,
    epilog="""
    raadsbrief manual tabellen | hoe u een tabel maakt
    raadsbrief manual -o handleiding.md | bewaar de hele handleiding
    raadsbrief manual --man -o raadsbrief.1 | daarna: man ./raadsbrief.1
    """,
)
def manual(
    context: typer.Context,
    page: Annotated[
        str | None,
        typer.Argument(
            metavar="BLADZIJDE", show_default=False,
            help="Eén bladzijde, zoals tabellen; `inhoud` noemt ze. Geen: de hele handleiding.",
        ),
    ] = None,
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
    """Toon de handleiding: hoe u een brief schrijft, en alles wat er in een bestand kan staan."""
    if man and page is not None:
        raise UsageError("`--man` geeft de opdrachten; noem daar geen bladzijde bij")
    text = _commands(context) if man else _manual(page)
    if output is None:
        typer.echo(text, nl=False)
        return
    disk.write(output, text.encode())
    typer.echo(path_line(output.as_posix()))


def _manual(wanted: str | None) -> str:
    from raadsbrief.manual import printing  # late: only this command needs it

    if wanted is None:
        return printing.everything()
    known = printing.topics()
    topic = wanted.lower().removeprefix("docs/").partition("#")[0].removesuffix(".md")
    if topic not in known:
        near = nearest(topic, known)
        hint = did_you_mean(topic, near) if near else "`raadsbrief manual inhoud` noemt ze alle"
        raise UsageError(f"de handleiding heeft geen bladzijde '{wanted}'; {hint}")
    return printing.page(topic)


def _commands(context: typer.Context) -> str:
    from raadsbrief.cli.manpage import page
    from raadsbrief.cli.tree import walk

    return page(list(walk(context)))
