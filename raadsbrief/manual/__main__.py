"""`python -m raadsbrief.manual docs` writes the pages of the manual anew."""

import sys
from pathlib import Path

from raadsbrief.manual.pages import pages

if __name__ == "__main__":
    for name, text in pages(Path(sys.argv[1])).items():
        Path(sys.argv[1], name).write_text(text, encoding="utf-8")
