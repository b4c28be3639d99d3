"""The data that the language rules go by, in plain files that anyone can read and add to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def of(text: str) -> frozenset[str]:
    """Return the words of a text, for lists that are too short for a file."""
    return frozenset(text.split())


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a file, without the lines that begin with `#`."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a file; between two columns stands a bar with a space on each side."""
    return tuple(tuple(cell.strip() for cell in line.split(" | ")) for line in _lines(name))


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
