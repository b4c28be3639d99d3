"""The command line of the search; see `make help`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from .attempt import attempt
from .corpus import World, right, wrong
from .search import Search

FOLDER = Path(__file__).parents[2] / "build" / "fuzz"
_MEMORY = 4 << 30  # a content that asks for more is a fault, and must not stop the computer
_BEGIN = time.monotonic()


def main(arguments: list[str]) -> int:
    """Search for so many minutes, or look at one kept case again; 1 when something is wrong."""
    parser = argparse.ArgumentParser("fuzz")
    parser.add_argument("--minuten", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--aantal", type=int, help="stop na zoveel pogingen")
    parser.add_argument("--geval", type=Path, help="een bewaard geval opnieuw doen")
    asked = parser.parse_args(arguments)
    if asked.geval:
        return _again(asked.geval)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    search = Search(right(), wrong(), FOLDER, asked.seed, _say)
    count = len(search.right) + len(search.wrong)
    _say(f"{count} inhouden om mee te beginnen, seed {asked.seed}")
    search.run(asked.minuten * 60, asked.aantal)
    _say(
        f"{search.tried} geprobeerd, {search.built} ook gebouwd: {len(search.found)} soorten fouten"
    )
    if search.found:
        print(f"Bewaard in {FOLDER}; opnieuw doen: make fuzz GEVAL=MAP")
    return 1 if search.found else 0


def _again(folder: Path) -> int:
    done = attempt(read(folder), FOLDER / "proef", build=True)
    for outcome in done.outcomes:
        for one in outcome.diagnostics:
            print(f"{one.location}: {one.code} {one.message!a}")
    for fault in done.faults:
        print(f"FOUT: {fault}")
    return 1 if done.faults else 0


def read(folder: Path) -> World:
    """Read a case that was kept."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for top in ("content", "templates")
        for path in sorted((folder / top).rglob("*.*"))
        if path.is_file()
    }


def _say(text: str) -> None:
    print(f"[{time.monotonic() - _BEGIN:4.0f} s] {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nafgebroken", file=sys.stderr)
