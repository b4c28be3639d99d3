"""Run the command line: ``raadsbrief``, or ``python -m raadsbrief``."""

import gc
import os
import sys


def main() -> None:
    """Run the command line. Ctrl-C during its imports leaves no traceback either."""
    gc.disable()  # what is loaded is no garbage
    # We use no plugins of pydantic; to look for them takes a hundredth of a second.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_what_is_closed()
    prepared = None
    try:
        from raadsbrief.prepare import prepare, stop_as_by_ctrl_c

        prepared = prepare(sys.argv[1:])
        if isinstance(prepared, int):
            sys.exit(prepared)
        stop_as_by_ctrl_c()
        from raadsbrief import cli

        gc.freeze()
        gc.enable()
        cli.main(prepared)
    except KeyboardInterrupt:
        print("\nafgebroken", file=sys.stderr)
        sys.exit(130)
    finally:
        if prepared is not None and not isinstance(prepared, int):
            prepared.close()


def _open_what_is_closed() -> None:
    """Give a closed stdin, stdout or stderr an end, so that nothing else gets its number."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)


if __name__ == "__main__":
    main()
