"""The command `new brief`: the draft of the next letter."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief import disk
from raadsbrief.cli.app import ContentFolder
from raadsbrief.cli.from_document import FromOption, from_document
from raadsbrief.cli.inputs import UsageError, must_be_there, one_of
from raadsbrief.cli.new import new
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.report.visible import path_line

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.content.dossier import Content
    from raadsbrief.model import Datum
    from raadsbrief.volgende.concept import Concept


@new.command(
    cls=DutchCommand,
    epilog="""
    raadsbrief new brief wijken-aan-zet | na de vorige brief over dat programma
    raadsbrief new brief --zaaknummer 2026-031 --datum 2026-10-07 | met nummer en datum
    raadsbrief new brief wijken-aan-zet --na 2026-014 --sinds 2026-05 | na een andere brief
    raadsbrief new brief --from oude-brief.docx | een concept van een brief die er al is
    """,
)
def brief(
    programma: Annotated[
        str | None,
        typer.Argument(
            metavar="PROGRAMMA", show_default=False,
            help="Waarover: de naam van een bestand in programmas/. Is er maar één, dan dat.",
        ),
    ] = None,
    zaaknummer: Annotated[
        str | None,
        typer.Option(
            "--zaaknummer", metavar="NUMMER", show_default=False,
            help="Het zaaknummer. Zonder blijft het leeg, en heet het bestand een concept.",
        ),
    ] = None,
    datum: Annotated[
        str | None,
        typer.Option(
            "--datum", metavar="DATUM", show_default=False,
            help="Datum van de brief, als 2026-10-07 (standaard: vandaag).",
        ),
    ] = None,
    sinds: Annotated[
        str | None,
        typer.Option(
            "--sinds", metavar="DATUM", show_default=False,
            help="Vanaf wanneer u het nieuws wilt (standaard: sinds de vorige brief).",
        ),
    ] = None,
    na: Annotated[
        str | None,
        typer.Option(
            "--na", metavar="BRIEF", show_default=False,
            help="De brief waarna deze komt (standaard: de laatste over het programma).",
        ),
    ] = None,
    gemeente: Annotated[
        str | None,
        typer.Option(
            "--gemeente", metavar="GEMEENTE", show_default=False,
            help="Wie schrijft, als er nog geen brief is, of bij --from (standaard: de enige).",
        ),
    ] = None,
    leeg: Annotated[
        bool, typer.Option("--leeg", help="Neem van de vorige brief de tekst niet over.")
    ] = False,
    document: FromOption = None,
    content: ContentFolder = Path("content"),
) -> None:  # fmt: skip
    """Maak een concept van de volgende brief: wat er gebeurd is, met de tekst van de vorige.

    Of, met --from, van een brief die er al is: in Word, Markdown, tekst of PDF.
    """
    gemeente = gemeente.removesuffix(".yaml") if gemeente else None
    if document is not None:
        others = {
            "--zaaknummer": zaaknummer, "--datum": datum, "--sinds": sinds, "--na": na,
            "--leeg": leeg or None,
        }  # fmt: skip
        if given := [option for option, value in others.items() if value is not None]:
            raise UsageError(f"{given[0]} kan niet samen met --from: dat staat in het document")
        from_document(document, content, gemeente, programma)
        return
    from raadsbrief.content.dossier import Content
    from raadsbrief.volgende.concept import OnmogelijkError, concept
    from raadsbrief.volgende.verslag import Opdracht

    must_be_there(content)
    folder = Content(content)
    day = datum.strip() if datum else dt.datetime.now().astimezone().date().isoformat()
    _read("--datum", day)
    after = one_of(na, folder.names("brieven"), "brief") if na is not None else None
    opdracht = Opdracht(
        _programma(folder, programma, after),
        day,
        _number(zaaknummer),
        _read("--sinds", sinds) if sinds else None,
        after,
        leeg,
        gemeente,
    )
    try:
        made = concept(folder, opdracht)
    except OnmogelijkError as problem:
        raise UsageError(str(problem)) from None
    name = _write(folder, made, opdracht.programma)
    for line in made.gezegd:
        typer.echo(path_line(line), err=True)
    typer.echo(f"Vul het aan; `raadsbrief check {name}` toont wat nog leeg is.", err=True)


def _programma(content: Content, asked: str | None, after: str | None) -> str | None:
    """Accept a programme by name or by path; without one, it is that of the letter before.

    Which of several is asked on a terminal.
    """
    known = content.names("programmas")
    if asked is not None:
        return one_of(asked, known, "programma")
    if after is not None:
        return content.brief(after).model.programma
    if len(known) < 2:
        return known[0] if known else None
    if not _can_ask():
        raise UsageError(f"noem het programma: {', '.join(known)}")
    return _asked(known)


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(known: list[str]) -> str:
    while True:
        typer.echo(f"Over welk programma? ({', '.join(known)}) ", nl=False, err=True)
        try:
            answer = input().strip()
        except EOFError:
            raise typer.Abort from None
        if answer in known:
            return answer


def _number(text: str | None) -> str | None:
    from raadsbrief.cli.init import named

    return None if text is None else named(text)


def _write(content: Content, made: Concept, programma: str | None) -> str:
    """Write a draft that is not there yet; return its name. Raises UsageError."""
    from raadsbrief.volgende.concept import is_about

    path = Path()
    for name in made.namen:
        path = Path(content.file_of(name))
        if is_about(content, name, programma):
            break
        if disk.create(path, made.tekst.encode()):
            typer.echo(path_line(path.as_posix()))
            return name
    raise UsageError(
        f"'{path.as_posix()}' bestaat al, en is niet veranderd; maak die brief af, of kies een "
        "andere --datum"
    )


def _read(option: str, text: str) -> Datum:
    from pydantic_core import PydanticCustomError

    from raadsbrief.model import Datum

    try:
        return Datum.read(text)
    except PydanticCustomError as error:
        hint = (error.context or {}).get("hint")
        why = f"{error.message()}; {hint}" if hint else error.message()
        raise UsageError(f"{option} {text}: {why}") from None
