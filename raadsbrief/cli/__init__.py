"""The command line: reads what the user asks, prints what became of it. In Dutch.

In: the arguments, and what `work/prepare.py`, which reads them first, has done already. Out: lines
on stdout and stderr (findings by way of `report/`), and an exit code. One command, one module.

May use every other room. Begin with `build.py`, and follow its calls: they meet the stages in
their order. `run.py` turns every error into text and an exit code.
"""

from raadsbrief.cli import (  # noqa: F401, each adds a command
    build,
    check,
    completion,
    explain,
    init,
    manual,
    new,
    schema,
    sent,
    verify,
)
from raadsbrief.cli.app import app
from raadsbrief.cli.run import main

__all__ = ["app", "main"]
