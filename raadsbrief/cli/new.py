"""The command `new`: a file to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import disk
from raadsbrief.cli.app import ContentFolder, app
from raadsbrief.cli.init import (
    AdresOption,
    Burgemeester,
    Genre,
    Secretaris,
    VormOption,
    gemeente_of,
    named,
)
from raadsbrief.cli.inputs import UsageError, must_be_there
from raadsbrief.cli.texts import SCHRIJVEN
from raadsbrief.cli.usage import DutchCommand, DutchGroup
from raadsbrief.report.visible import path_line

new = typer.Typer(cls=DutchGroup, rich_markup_mode=None)
app.add_typer(
    new,
    name="new",
    rich_help_panel=SCHRIJVEN,
    help="Maak een nieuw bestand in de inhoud, met uitleg erin.",
    epilog="raadsbrief new programma 'Wijken aan zet' | maakt programmas/wijken-aan-zet.yaml",
)


_FOLDERS = {"gemeente": "gemeenten", "programma": "programmas"}


@new.command(
    cls=DutchCommand,
    epilog="""
    raadsbrief new gemeente Voorbeeldstad --vorm kern | met vier vaste koppen
    raadsbrief new gemeente "'s-Hertogenbosch" | een naam met een apostrof
    """,
)
def gemeente(
    naam: Annotated[
        str,
        typer.Argument(metavar="NAAM", help="Naam, zonder het woord gemeente.", show_default=False),
    ],
    content: ContentFolder = Path("content"),
    vorm: VormOption = None,
    genre: Genre = None,
    adres: AdresOption = None,
    burgemeester: Burgemeester = None,
    secretaris: Secretaris = None,
) -> None:
    """Maak het bestand van een gemeente: briefhoofd, vaste koppen, ondertekenaars."""
    from raadsbrief.begin.texts import gemeente_text

    text = gemeente_text(gemeente_of(naam, vorm, genre, adres, burgemeester, secretaris))
    _write(content, "gemeente", naam, text)


@new.command(
    cls=DutchCommand,
    epilog="raadsbrief new programma 'Wijken aan zet' | maakt programmas/wijken-aan-zet.yaml",
)
def programma(
    naam: Annotated[
        str,
        typer.Argument(metavar="NAAM", help="Naam van het programma.", show_default=False),
    ],
    content: ContentFolder = Path("content"),
) -> None:
    """Maak het bestand van een programma: pijlers, resultaten, financiering."""
    from raadsbrief.begin.texts import programma_text

    _write(content, "programma", naam, programma_text(named(naam)))


def _write(content: Path, kind: str, naam: str, text: str) -> None:
    """Write a file that is not there yet, and say what is next."""
    from raadsbrief.begin.names import file_name

    if naam.lower().endswith((".yaml", ".yml")):
        raise UsageError(
            f"noem de naam, niet het bestand: `raadsbrief new {kind} {Path(naam).stem}`"
        )
    must_be_there(content)
    path = content / _FOLDERS[kind] / f"{file_name(naam, kind)}.yaml"
    if not disk.create(path, text.encode()):
        raise UsageError(
            f"'{path.as_posix()}' bestaat al, en is niet veranderd; kies een andere naam"
        )
    typer.echo(path_line(path.as_posix()))
    typer.echo("Vul het bestand aan; `raadsbrief check` toont wat nog leeg is.", err=True)
