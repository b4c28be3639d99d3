"""The command line of the measuring rod: prints the figures, and writes them down."""

from __future__ import annotations

import sys

from .figures import PAGE, measure


def main() -> int:
    """Measure, print, and keep what a later change is held against."""
    page = measure()
    print(page)
    PAGE.write_text(page, "utf-8")
    print(
        f"tests/taal/{PAGE.name} is geschreven; `git diff` laat zien wat anders is",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
