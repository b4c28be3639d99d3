"""`python -m raadsbrief.explain docs/meldingen.md` writes the list of all findings."""

import sys
from pathlib import Path

from raadsbrief.explain.texts import as_page

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_page(), encoding="utf-8")
