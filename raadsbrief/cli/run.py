"""A run of the command line: from arguments to an exit code, never with a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from raadsbrief.cli.app import app
from raadsbrief.cli.inputs import UsageError
from raadsbrief.cli.usage import command_of, usage_message
from raadsbrief.diagnostics import OutputError, RaadsbriefError, ordered, reason
from raadsbrief.report.report import show
from raadsbrief.report.visible import visible
from raadsbrief.work import bugs
from raadsbrief.work.prepare import FLAGS, Prepared

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
# What the system refuses of a name that the user gave, and that no other code has met.
_ABOUT_NAMES = (
    errno.ENAMETOOLONG, errno.ELOOP, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR,
)  # fmt: skip


def main(prepared: Prepared | None = None) -> NoReturn:
    """Run the command line and leave with an exit code; never with a traceback.

    `prepared` is what was done before the command line was loaded.
    """
    try:
        code = _run(sys.argv[1:], prepared)
        if code == EXIT_INTERRUPTED:  # Typer has caught Ctrl-C
            raise KeyboardInterrupt
        sys.exit(code)
    except RaadsbriefError as error:
        show(ordered(error.diagnostics))
        sys.exit(error.exit_code)
    except UsageError as problem:
        typer.echo(f"fout: {visible(str(problem))}", err=True)
        sys.exit(EXIT_USAGE)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("\nafgebroken", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        if error.filename is not None and error.errno in _ABOUT_NAMES:
            about = f"'{os.fsdecode(error.filename)}' is niet te gebruiken ({reason(error)})"
            typer.echo(f"fout: {visible(about)}", err=True)
            sys.exit(EXIT_USAGE)
        if error.errno not in (errno.ENOSPC, errno.EIO):
            _report_bug()
            sys.exit(bugs.EXIT_BUG)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        typer.echo(f"fout: de uitvoer kan niet geschreven worden ({reason(error)})", err=True)
        sys.exit(OutputError.exit_code)
    except Exception:
        _report_bug()
        sys.exit(bugs.EXIT_BUG)


def _run(arguments: Sequence[str], prepared: Prepared | None) -> int:
    try:
        _refuse_nothing(arguments)
        result = app(arguments, standalone_mode=False, obj=prepared)
        if sys.stdout is not None:  # it may have been closed
            sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except typer.TyperException as error:
        message = usage_message(error)
        if message is None:  # the help was asked for by giving nothing at all
            typer.echo(error.format_message(), err=True)
            return EXIT_USAGE
        typer.echo(f"fout: {visible(message)}\nHulp: {command_of(error)} --help", err=True)
        return EXIT_USAGE


def _refuse_nothing(arguments: Sequence[str]) -> None:
    """Refuse an option with an empty value, for it would mean the folder where one is.

    Raises UsageError. Mostly it is a variable of a script that has no value.
    """
    before = ""
    for argument in arguments:
        option, is_joined, value = argument.partition("=")
        if argument == "--":
            return
        if is_joined and not value and option.startswith("--"):
            before, argument = option, ""
        is_flag = any(before in flags for flags in FLAGS.values())
        if not argument and before.startswith("-") and not is_flag:
            raise UsageError(f"achter de optie {before} staat niets; schrijf er een waarde achter")
        before = argument


def _report_bug() -> None:
    message = f"fout: dit ligt niet aan u, maar aan raadsbrief zelf; {bugs.report()}"
    typer.echo(message, err=True)
