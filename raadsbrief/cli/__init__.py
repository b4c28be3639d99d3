"""The command line: reads what the user asks, prints what became of it. In Dutch."""

from raadsbrief.cli import build, check, explain, schema, verify  # noqa: F401, each adds a command
from raadsbrief.cli.app import app
from raadsbrief.cli.run import main

__all__ = ["app", "main"]
