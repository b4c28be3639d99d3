"""The program itself, and the options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import __version__
from raadsbrief.cli.usage import DutchGroup
from raadsbrief.record.plan import names_in
from raadsbrief.report.formats import Format

_EXIT_NOTHING_ASKED = 2

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""
    raadsbrief init | begin een project in deze map
    raadsbrief check | kijk alle brieven na
    raadsbrief build 2024-0062579 | maak van één brief een PDF
    """,
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
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", is_eager=True)
    ] = False,
) -> None:
    """Maak raadsinformatiebrieven als PDF uit YAML."""
    if version:
        typer.echo(f"raadsbrief {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(where_to_begin(len(names_in("content", "brieven"))), err=True)
        raise typer.Exit(_EXIT_NOTHING_ASKED)


def where_to_begin(letters: int) -> str:
    """Tell someone who asked for nothing what to do, in a folder with so many letters."""
    if letters:
        there = "staat een brief" if letters == 1 else f"staan {letters} brieven"
        return (
            f"Hier {there}, in content/brieven.\n\n"
            "  raadsbrief check     kijkt feiten en taal na\n"
            "  raadsbrief build     maakt er PDF's van, in build\n"
            "  raadsbrief --help    toont wat er nog meer kan"
        )
    return (
        "Hier staan nog geen brieven. Begin zo:\n\n"
        "  raadsbrief init      maakt een project met een voorbeeldbrief\n"
        "  raadsbrief build     maakt er een PDF van\n"
        "  raadsbrief --help    toont wat er nog meer kan"
    )
