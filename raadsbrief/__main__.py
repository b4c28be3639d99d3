"""Run the command line: ``raadsbrief``, or ``python -m raadsbrief``."""

import sys


def main() -> None:
    """Run the command line. Ctrl-C during its imports leaves no traceback either."""
    try:
        from raadsbrief import cli
    except KeyboardInterrupt:
        print("\nafgebroken", file=sys.stderr)
        sys.exit(130)
    cli.main()


if __name__ == "__main__":
    main()
