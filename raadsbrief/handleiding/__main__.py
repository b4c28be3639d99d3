"""`python -m raadsbrief.handleiding docs/inhoud.md` writes the manual."""

import sys
from pathlib import Path

from raadsbrief.handleiding import handleiding

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(handleiding(), encoding="utf-8")
