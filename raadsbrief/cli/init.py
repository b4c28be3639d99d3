"""The command `init`: a first project."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.begin.choices import Ci, Vorm
from raadsbrief.cli.app import app
from raadsbrief.cli.inputs import UsageError
from raadsbrief.cli.texts import BEGIN
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.report.visible import path_line

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.begin.texts import Adres, Gemeente


VormOption = Annotated[
    Vorm | None,
    typer.Option(
        "--vorm", show_default=False,
        help="Welke vaste koppen brieven hebben: "
        + "; ".join(f"{vorm} ({vorm.koppen})" for vorm in Vorm)
        + ". Standaard: vragen. U kunt ze later veranderen.",
    ),
]  # fmt: skip
Genre = Annotated[
    str | None,
    typer.Option(
        "--genre", metavar="WOORD", show_default=False,
        help="Hoe u deze brieven noemt, zoals Raadsinformatiebrief.",
    ),
]  # fmt: skip
AdresOption = Annotated[
    str | None,
    typer.Option(
        "--adres", metavar="ADRES", show_default=False,
        help="Adres in het briefhoofd: 'Marktplein 1, 1234 AB VOORBEELDSTAD'.",
    ),
]  # fmt: skip
Burgemeester = Annotated[
    str | None,
    typer.Option(
        "--burgemeester", metavar="NAAM", show_default=False,
        help="De burgemeester, zoals het onder de brief staat.",
    ),
]  # fmt: skip
Secretaris = Annotated[
    str | None,
    typer.Option(
        "--secretaris", metavar="NAAM", show_default=False,
        help="De secretaris, zoals het onder de brief staat.",
    ),
]  # fmt: skip


@app.command(
    cls=DutchCommand,
    rich_help_panel=BEGIN,
    epilog="""
    raadsbrief init | vraagt wat nodig is, en begint in deze map
    raadsbrief init brieven --gemeente Voorbeeldstad --vorm kern | begint in de map brieven
    raadsbrief init --ci gitlab | zet er later bij wat GitLab nodig heeft
    """,
)
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="MAP", help="Waar het project komt.", show_default=False)
    ] = Path(),
    gemeente: Annotated[
        str | None,
        typer.Option(
            "--gemeente", metavar="NAAM", show_default=False,
            help="Naam van de gemeente, zonder het woord gemeente.",
        ),
    ] = None,
    vorm: VormOption = None,
    genre: Genre = None,
    adres: AdresOption = None,
    burgemeester: Burgemeester = None,
    secretaris: Secretaris = None,
    ci: Annotated[
        Ci | None,
        typer.Option(
            "--ci", show_default=False,
            help="Laat brieven bij elke verandering maken: het bestand dat daarvoor nodig is.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Begin een project: een voorbeeldbrief, en wat uw editor nodig heeft.

    Wat er al staat, blijft zoals het is.
    """
    from raadsbrief.begin.project import has_content, project, write

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"'{folder.as_posix()}' is een bestand; noem een map")
    asked = None
    options = (gemeente, vorm, genre, adres, burgemeester, secretaris)
    if not has_content(folder):
        asked = _gemeente(*options)
    elif any(options):
        raise UsageError(
            f"in '{(folder / 'content').as_posix()}' staat al inhoud, en die blijft zoals zij is; "
            "een gemeente erbij maakt u met `raadsbrief new gemeente`"
        )
    made, left = write(folder, project(asked, ci))
    if asked is None:
        left.insert(0, folder / "content")
    if not made:
        raise UsageError(f"in '{folder.as_posix()}' staat alles al; er is niets gemaakt")
    for path in made:
        typer.echo(path_line(path.as_posix()))
    if left:
        names = ", ".join(path.as_posix() for path in left)
        typer.echo(path_line(f"Stond er al, en bleef zoals het was: {names}."), err=True)
    if ci is not None and (top := _repository_above(folder)):
        typer.echo(
            f"Let op: het recept werkt alleen in de bovenste map van de repository, '{top}'.",
            err=True,
        )
    if asked is not None:
        typer.echo(_next(folder, made[0], asked), err=True)


def _next(folder: Path, file: Path, gemeente: "Gemeente") -> str:
    """Say what to do now, in a project whose gemeente is in this file."""
    way = "" if folder == Path() else f"ga naar de map '{path_line(folder.as_posix())}', en "
    lines = [
        f"\nVerder: {way}typ `raadsbrief build`. De PDF van de voorbeeldbrief staat dan in build."
    ]
    if len(gemeente.namen) < 2:
        lines.append(f"Wie ondertekenen, vult u in in {path_line(file.as_posix())}.")
    return "\n".join(lines)


def _repository_above(folder: Path) -> str | None:
    """Return the top of the repository that a folder is in, unless the folder is its top."""
    places = [folder.resolve(), *folder.resolve().parents]
    top = next((place for place in places if (place / ".git").exists()), places[0])
    return None if top == places[0] else path_line(top.as_posix())


def _gemeente(
    naam: str | None, vorm: Vorm | None, genre: str | None, adres: str | None,
    burgemeester: str | None, secretaris: str | None,
) -> "Gemeente":  # fmt: skip
    """Collect what must be known; ask on a terminal for what no option gave."""
    if naam is None:
        if not _can_ask():
            raise UsageError("noem de gemeente: `raadsbrief init --gemeente Voorbeeldstad`")
        naam = _ask("Hoe heet de gemeente, zonder het woord gemeente?", named)
        vorm = vorm or Vorm(_ask(_choice(), _vorm))
        if adres is None:
            adres = _ask("Adres, zoals Marktplein 1, 1234 AB VOORBEELDSTAD (leeg: later):", _adres)
        if burgemeester is None:
            burgemeester = _ask("Wie is burgemeester? (leeg: later)", _maybe_named)
        if secretaris is None:
            secretaris = _ask("Wie is secretaris? (leeg: later)", _maybe_named)
    return gemeente_of(naam, vorm, genre, adres, burgemeester, secretaris)


def gemeente_of(
    naam: str, vorm: Vorm | None, genre: str | None, adres: str | None,
    burgemeester: str | None, secretaris: str | None,
) -> "Gemeente":  # fmt: skip
    """Make a gemeente of what the options say. Raises UsageError where that cannot be."""
    from raadsbrief.begin.texts import Gemeente

    namen = {"burgemeester": burgemeester, "secretaris": secretaris}
    return Gemeente(
        named(naam),
        vorm or Vorm.VRAGEN,
        named(genre) if genre else None,
        _read_adres(adres) if adres else None,
        {functie: named(who) for functie, who in namen.items() if who},
    )


def _can_ask() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(question: str, accept: Callable[[str], str]) -> str:
    """Ask until the answer can be used; no more input is as Ctrl-C."""
    while True:
        typer.echo(f"{question} ", nl=False, err=True)
        try:
            return accept(input().strip())
        except EOFError:
            raise typer.Abort from None
        except UsageError as problem:
            typer.echo(f"  {problem}", err=True)


def _choice() -> str:
    lines = [f"  {vorm.value:8}{vorm.koppen}" for vorm in Vorm]
    return "\n".join(["Welke koppen hebben de brieven?", *lines, "Kies (leeg: vragen):"])


def _vorm(text: str) -> str:
    if text.casefold() not in ("", *Vorm):
        raise UsageError(f"kies uit: {', '.join(Vorm)}")
    return text.casefold() or Vorm.VRAGEN


def named(text: str) -> str:
    """Accept a name. Raises UsageError when the model would refuse it."""
    from raadsbrief.begin.names import refusal

    if problem := refusal(text):
        raise UsageError(f"'{text}' kan geen naam zijn: {problem}")
    return " ".join(text.split())


def _maybe_named(text: str) -> str:
    return named(text) if text else ""


def _adres(text: str) -> str:
    if text:
        _read_adres(text)
    return text


def _read_adres(text: str) -> "Adres":
    from raadsbrief.begin.texts import Adres

    adres = Adres.read(named(text))
    if adres is None:
        raise UsageError(
            f"'{text}' is geen adres; schrijf het zo: 'Marktplein 1, 1234 AB VOORBEELDSTAD'"
        )
    return adres
