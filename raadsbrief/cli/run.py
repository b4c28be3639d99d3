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
from raadsbrief.work.prepare import Prepared

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
# What the system says of a name that it was given; such a name comes from who typed it.
_NAMES = (errno.ENAMETOOLONG, errno.EACCES, errno.EPERM, errno.ELOOP)


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
    except BrokenPipeError:  # whoever read our output has stopped reading
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno in _NAMES and isinstance(error.filename, str):
            message = f"'{error.filename}' is niet te gebruiken ({reason(error)})"
            typer.echo(f"fout: {visible(message)}", err=True)
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


def _report_bug() -> None:
    message = f"fout: dit ligt niet aan u, maar aan raadsbrief zelf; {bugs.report()}"
    typer.echo(message, err=True)
