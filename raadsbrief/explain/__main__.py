"""`python -m raadsbrief.explain docs/meldingen.md` writes the list of all findings."""

import sys
from pathlib import Path

from raadsbrief.explain import als_pagina

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(als_pagina(), encoding="utf-8")
