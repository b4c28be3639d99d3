"""The program itself, and the options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import __version__
from raadsbrief.cli.usage import DutchGroup
from raadsbrief.report.formats import Format

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Brieven = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="BRIEF", help="Namen van brieven; geen naam: alle brieven.", show_default=False
    ),
]
ContentFolder = Annotated[
    Path, typer.Option("--content", metavar="MAP", help="Map met gemeenten, programmas en brieven.")
]
TemplateFolder = Annotated[
    Path | None,
    typer.Option(
        "--templates", metavar="MAP", show_default=False,
        help="Map met eigen sjablonen, die voor de ingebouwde gaan (standaard: templates).",
    ),
]  # fmt: skip

TimeLimit = Annotated[
    int,
    typer.Option(
        "--time-limit", min=1, metavar="SECONDEN",
        help="Hoe lang het maken of nakijken van een brief mag duren; dan stopt het.",
    ),
]  # fmt: skip

OutputFormat = Annotated[
    Format,
    typer.Option(
        "--format",
        help="Hoe de meldingen geschreven worden: voor mensen, per regel, of voor programma's.",
    ),
]


@app.callback(invoke_without_command=True)
def raadsbrief(
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", is_eager=True)
    ] = False,
) -> None:
    """Maak raadsinformatiebrieven als PDF uit YAML."""
    if version:
        typer.echo(f"raadsbrief {__version__}")
        raise typer.Exit
