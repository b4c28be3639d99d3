"""`python -m raadsbrief.manual docs/inhoud.md` writes the manual."""

import sys
from pathlib import Path

from raadsbrief.manual.pages import manual

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(manual(), encoding="utf-8")
