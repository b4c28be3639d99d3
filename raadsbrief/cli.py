"""The command line: reads what the user asks, prints what became of it. In Dutch."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from raadsbrief import __version__, pipeline, publish
from raadsbrief.content import BRIEVEN, Content
from raadsbrief.diagnostics import (
    Code,
    ContentError,
    Diagnostic,
    OutputError,
    RaadsbriefError,
    Severity,
    did_you_mean,
    ordered,
    reason,
    render,
)
from raadsbrief.usage import DutchCommand, DutchGroup, usage_message

EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130

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
Inhoud = Annotated[
    Path, typer.Option("--content", metavar="MAP", help="Map met gemeenten, programmas en brieven.")
]
Sjablonen = Annotated[
    Path | None,
    typer.Option(
        "--templates", metavar="MAP", show_default=False,
        help="Map met eigen sjablonen, die voor de ingebouwde gaan (standaard: templates).",
    ),
]  # fmt: skip


class UsageError(Exception):
    """The user asked for something that cannot be; the text says what and what to do."""


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


@app.command(cls=DutchCommand)
def build(
    brieven: Brieven = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MAP", help="Map voor de PDF's.")
    ] = Path("build"),
    content: Inhoud = Path("content"),
    templates: Sjablonen = None,
    html: Annotated[
        bool, typer.Option("--html", help="Schrijf ook de HTML naast elke PDF.")
    ] = False,
) -> None:
    """Maak van elke brief een PDF, en toon waar die staat."""
    folder, names, own = _inputs(content, brieven, templates)
    report = Report()
    for name in names:
        outcome = pipeline.build(folder, name, output, own, html)
        report.add(outcome)
        for path in outcome.files:
            typer.echo(path.as_posix())
    if not brieven:
        report.add(pipeline.check_rest(folder))
    raise typer.Exit(report.close())


@app.command(cls=DutchCommand)
def check(
    brieven: Brieven = None, content: Inhoud = Path("content"), templates: Sjablonen = None
) -> None:
    """Controleer brieven zonder een PDF te maken."""
    folder, names, own = _inputs(content, brieven, templates)
    report = Report()
    for name in names:
        report.add(pipeline.check(folder, name, own))
    if not brieven:
        report.add(pipeline.check_rest(folder))
    raise typer.Exit(report.close())


@app.command(cls=DutchCommand)
def schema(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="MAP", help="Map voor de schema's.")
    ] = Path("content/schema"),
) -> None:
    """Schrijf de JSON-schema's waarmee een editor de inhoud aanvult en controleert."""
    from raadsbrief.schema import schemas

    for name, text in schemas().items():
        publish.write(output / name, text.encode())
        typer.echo((output / name).as_posix())


@app.command(cls=DutchCommand)
def verify(
    pdfs: Annotated[
        list[Path], typer.Argument(metavar="PDF", help="Paden van PDF's.", show_default=False)
    ],
) -> None:
    """Controleer of PDF's toegankelijk en archiefwaardig zijn."""
    from raadsbrief import verify  # late: pikepdf takes a tenth of a second

    report = Report()
    how = "ook volgens veraPDF" if verify.verapdf_installed() else "zonder veraPDF"
    looked_at = f"PDF/A-2a, PDF/UA-1, titel, taal, tags, lettertypen; {how}"
    for path in dict.fromkeys(pdfs):
        found = verify.verify(path)
        if not any(problem.code is Code.UNREADABLE for problem in found):
            found += verify.verapdf(path) or []
        report.add(pipeline.Outcome((), tuple(found), ContentError.exit_code if found else 0))
        if not found:
            typer.echo(f"{path.as_posix()}: in orde ({looked_at})")
    raise typer.Exit(report.close())


class Report:
    """Collects findings of a run and shows them once, sorted, when all work is done."""

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []
        self._exit_code = 0

    def add(self, outcome: pipeline.Outcome) -> None:
        """Take in the findings of one outcome; the most serious exit code counts."""
        self._diagnostics.extend(outcome.diagnostics)
        self._exit_code = max(self._exit_code, outcome.exit_code)

    def close(self) -> int:
        """Show the findings and a count of them on stderr; return the exit code."""
        found = ordered(self._diagnostics)
        _show(found)
        fouten = sum(d.severity is Severity.FOUT for d in found)
        if fouten:
            typer.echo(f"{fouten} fout{'en' * (fouten > 1)} gevonden.", err=True)
        return self._exit_code


def main() -> NoReturn:
    """Run the command line and leave with an exit code; never with a traceback."""
    try:
        code = _run(sys.argv[1:])
        if code == EXIT_INTERRUPTED:  # Typer has caught Ctrl-C
            raise KeyboardInterrupt
        sys.exit(code)
    except RaadsbriefError as error:
        _show(ordered(error.diagnostics))
        sys.exit(error.exit_code)
    except UsageError as problem:
        typer.echo(f"fout: {problem}", err=True)
        sys.exit(EXIT_USAGE)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("\nafgebroken", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has stopped reading
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO):
            _report_bug()
            sys.exit(EXIT_BUG)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        typer.echo(f"fout: de uitvoer kan niet geschreven worden ({reason(error)})", err=True)
        sys.exit(OutputError.exit_code)
    except Exception:
        _report_bug()
        sys.exit(EXIT_BUG)


def _run(arguments: Sequence[str]) -> int:
    try:
        result = app(arguments, standalone_mode=False)
        if sys.stdout is not None:  # it may have been closed
            sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except typer.TyperException as error:
        message = usage_message(error)
        if message is None:  # the help was asked for by giving nothing at all
            typer.echo(error.format_message(), err=True)
            return EXIT_USAGE
        typer.echo(f"fout: {message}\nHulp: raadsbrief --help", err=True)
        return EXIT_USAGE


def _inputs(
    content: Path, brieven: Sequence[str] | None, templates: Path | None
) -> tuple[Content, list[str], Path | None]:
    """Find out which letters are meant. Raises UsageError when they are not there."""
    if not _is_folder(content / BRIEVEN):
        raise UsageError(
            f"de map '{(content / BRIEVEN).as_posix()}' bestaat niet; "
            "ga naar de map waar uw inhoud staat, of wijs haar aan met --content"
        )
    if templates is None:
        templates = Path("templates") if Path("templates").is_dir() else None
    elif not templates.is_dir():
        raise UsageError(f"de map met sjablonen '{templates.as_posix()}' bestaat niet")
    folder = Content(content)
    available = folder.names(BRIEVEN)
    if not brieven:
        if not available and not folder.misnamed():
            raise UsageError(f"er staan geen brieven in '{(content / BRIEVEN).as_posix()}'")
        return folder, available, templates
    return (
        folder,
        list(dict.fromkeys(_name(brief, content, available) for brief in brieven)),
        templates,
    )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except PermissionError:  # it is there; what follows says that it may not be read
        return True


def _name(brief: str, content: Path, available: Iterable[str]) -> str:
    """Accept a letter by its name or by the path of its file."""
    path = Path(brief)
    name = path.stem if path.suffix == ".yaml" else brief
    if path.parent != Path() and path.resolve().parent != (content / BRIEVEN).resolve():
        raise UsageError(f"'{brief}' staat niet in '{(content / BRIEVEN).as_posix()}'")
    if name not in available:
        hint = did_you_mean(name, available)
        raise UsageError(f"er is geen brief '{name}'" + (f"; {hint}" if hint else ""))
    return name


def _show(diagnostics: Iterable[Diagnostic]) -> None:
    width = max(60, min(shutil.get_terminal_size().columns - 12, 110))
    for diagnostic in diagnostics:
        typer.echo(render(diagnostic, width) + "\n", err=True)


def _report_bug() -> None:
    """Keep the traceback in a file that the user can send, and say where it is."""
    text = f"raadsbrief {__version__}, Python {sys.version}\n\n{traceback.format_exc()}"
    message = "fout: dit ligt niet aan u, maar aan raadsbrief zelf."
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="raadsbrief-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            log.write(text)
        message += f" Stuur dit bestand naar de makers: {log.name}"
    except OSError:
        message += f" Stuur deze regel naar de makers: {sys.exc_info()[1]!r}"
    typer.echo(message, err=True)
