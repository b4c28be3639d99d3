"""From a save to the screen, in a browser; where `make browser` has put what drives it."""

from __future__ import annotations

import json
import statistics
import subprocess
from pathlib import Path

from .figures import Bench
from .measure import BenchError
from .report import Figure

_TESTS = Path(__file__).parents[1]
_PYTHON = _TESTS.parent / ".venv" / "browser" / "bin" / "python"
_ROWS = (  # as the browser names them, with bar and stretch
    ("voorbeeld: van opslaan tot de tekst", "{} W", "tekst", 0.12, 0.08),
    ("voorbeeld: van opslaan tot de bladzijden", "{} W", "bladzijden", 0.45, 0.30),
    ("voorbeeld: geheugen van alle processen", "{} MB", "geheugen", 250, None),
)


def screen(bench: Bench) -> list[Figure]:
    """Save ten times, between colds of WeasyPrint by itself."""
    if not _PYTHON.exists():
        missing = "geen browser; doe eerst `make browser`"
        return [Figure(name, shape, None, missing=missing) for name, shape, *_ in _ROWS]
    before = [bench.w() for _ in range(2)]
    command = [_PYTHON, "-m", "browser", "cijfers"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=_TESTS)
    if done.returncode:
        raise BenchError(done.stderr.strip().splitlines()[-1])
    w = statistics.median([*before, *(bench.w() for _ in range(2))])
    found = json.loads(done.stdout)
    return [
        Figure(name, shape, found[key] / (w if shape == "{} W" else 1), bar, stretch)
        for name, shape, key, bar, stretch in _ROWS
    ]
