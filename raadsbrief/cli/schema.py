"""The command `schema`."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import disk
from raadsbrief.cli.app import app
from raadsbrief.cli.texts import MEER
from raadsbrief.cli.usage import DutchCommand


@app.command(
    cls=DutchCommand,
    rich_help_panel=MEER,
    epilog="""
    raadsbrief schema | schrijft ze in content/schema
    """,
)
def schema(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MAP", help="Map voor de schema's.")
    ] = Path("content/schema"),
) -> None:
    """Schrijf de JSON-schema's waarmee een editor de inhoud aanvult en controleert."""
    from raadsbrief.content.dossier import Content
    from raadsbrief.manual.schema import schemas

    # Beside the schemas stands the content, whose gemeenten have words of their own.
    gemeenten = Content(output.parent).gemeenten
    soorten = (naam for one in gemeenten for naam in one.model.soorten)
    afzenders = (naam for one in gemeenten for naam in one.model.afzenders)
    for name, text in schemas(soorten, afzenders).items():
        disk.write(output / name, text.encode())
        typer.echo((output / name).as_posix())
