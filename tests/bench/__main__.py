"""The command line of the measurements; see `make help`."""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

from . import figures, others, report, screen
from .figures import EXTRA, GROUPS, QUICK, Bench
from .measure import BenchError, two_cores

PAGE = Path(__file__).parents[2] / "docs" / "snelheid.md"
_BEGIN = time.monotonic()


def main(arguments: list[str]) -> int:
    """Measure all and write the page, or only the groups that are named and print their table."""
    names = list(QUICK) if arguments == ["snel"] else arguments or [*GROUPS, "scherm"]
    known = {**GROUPS, "scherm": screen.screen, **EXTRA}
    if unknown := [name for name in names if name not in known]:
        print(f"onbekend: {' '.join(unknown)}; kies uit: snel {' '.join(known)}", file=sys.stderr)
        return 2
    two_cores()
    with tempfile.TemporaryDirectory(prefix="raadsbrief-bench-") as folder:
        try:
            say("brieven schrijven en opwarmen ...")
            bench = Bench(Path(folder), say)
            found, problems = figures.measure(bench, {name: known[name] for name in names})
            rest = [] if arguments else others.measure(bench)
        except BenchError as error:
            found, rest, problems = [], [], [str(error)]
    print(report.table([*found, *rest]))
    for problem in problems:
        print(f"fout: {problem}", file=sys.stderr)
    if not arguments and not problems:
        PAGE.write_text(report.page(found, rest), "utf-8")
        say("docs/snelheid.md is geschreven")
    return 1 if problems else 0


def say(text: str) -> None:
    """Show how far it is."""
    print(f"[{time.monotonic() - _BEGIN:4.0f} s] {text}", file=sys.stderr, flush=True)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stop)  # the folder goes, whoever breaks it off
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nafgebroken", file=sys.stderr)
        sys.exit(130)
