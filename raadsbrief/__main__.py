"""Run the command line: ``raadsbrief``, or ``python -m raadsbrief``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line. Ctrl-C during its imports leaves no traceback either."""
    gc.disable()  # what is loaded is no garbage
    # We use no plugins of pydantic; to look for them takes a hundredth of a second.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from raadsbrief.prepare import prepare

        prepared = prepare(sys.argv[1:])
        if isinstance(prepared, int):
            sys.exit(prepared)
        from raadsbrief import cli
    except KeyboardInterrupt:
        print("\nafgebroken", file=sys.stderr)
        sys.exit(130)
    gc.freeze()
    gc.enable()
    cli.main(prepared)


if __name__ == "__main__":
    main()
