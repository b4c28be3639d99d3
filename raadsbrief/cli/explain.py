"""The command `explain`: more about a finding."""

import shutil
from typing import Annotated

import typer

from raadsbrief.cli.app import app
from raadsbrief.cli.inputs import UsageError
from raadsbrief.cli.texts import NAKIJKEN
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.diagnostics import Code, did_you_mean, nearest


@app.command(
    cls=DutchCommand,
    rich_help_panel=NAKIJKEN,
    epilog="""
    raadsbrief explain RB202 | wat deze melding betekent
    raadsbrief explain | een lijst van alle meldingen
    """,
)
def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE",
            help="Codes van meldingen, zoals RB202; geen code: een lijst van alle.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Leg uit wat een melding betekent, met een voorbeeld."""
    from raadsbrief.explain.texts import as_text, explanation_of, explanations

    if not codes:
        for explanation in explanations():
            typer.echo(f"{explanation.code}  {explanation.title}")
        return
    width = min(shutil.get_terminal_size().columns, 88)
    known = [explanation_of(_code(text)) for text in codes]
    typer.echo("\n\n\n".join(as_text(explanation, width) for explanation in known))


def _code(text: str) -> Code:
    wanted = text.strip("[] ").upper()
    known = [code.value for code in Code]
    if wanted not in known:
        near = nearest(wanted, known)
        hint = did_you_mean(wanted, near) if near else "`raadsbrief explain` toont ze alle"
        raise UsageError(f"er is geen melding '{text}'; {hint}")
    return Code(wanted)
