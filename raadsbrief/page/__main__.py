"""`python -m raadsbrief.page docs/sjablonen.md` writes what a template has."""

import sys
from pathlib import Path

from raadsbrief.page.reference import page

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
