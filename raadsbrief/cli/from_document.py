"""`new brief --from`: the draft of a letter from a document that is there already."""

from pathlib import Path
from typing import Annotated

import typer

from raadsbrief import disk
from raadsbrief.cli.inputs import UsageError, must_be_there, one_of
from raadsbrief.report.visible import path_line

FromOption = Annotated[
    Path | None,
    typer.Option(
        "--from", metavar="BESTAND", show_default=False,
        help="Een brief die er al is: een .docx, .md of .txt, of een PDF met codes (tags).",
    ),
]  # fmt: skip


def from_document(
    document: Path, content: Path, gemeente: str | None = None, programma: str | None = None
) -> None:
    """Write the draft of a letter, and its images, where nothing stands yet."""
    from raadsbrief.content.dossier import GEMEENTEN, PROGRAMMAS, Content
    from raadsbrief.inlezen.concept import draft_from

    must_be_there(content)
    folder = Content(content)
    names = folder.names(GEMEENTEN)
    if not names:
        raise UsageError("er is nog geen gemeente; maak haar met `raadsbrief new gemeente NAAM`")
    if gemeente is not None:
        gemeente = one_of(gemeente, names, "gemeente")
    if programma is not None:
        programma = one_of(programma, folder.names(PROGRAMMAS), "programma")
    concept = draft_from(document, folder, gemeente, programma)
    path = content / "brieven" / f"{concept.naam}.yaml"
    if not disk.create(path, concept.tekst.encode()):
        raise UsageError(
            f"'{path.as_posix()}' bestaat al, en is niet veranderd; geef dat bestand eerst een "
            "andere naam"
        )
    for name, data in concept.beelden.items():
        disk.create(content / name, data)
    for made in (path, *(content / name for name in concept.beelden)):
        typer.echo(path_line(made.as_posix()))
    for melding in concept.meldingen:
        typer.echo(f"Let op: {melding}.", err=True)
    typer.echo("Lees het concept na; `raadsbrief check` toont wat nog open is.", err=True)
