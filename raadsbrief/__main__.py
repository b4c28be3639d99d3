"""Run the command line: ``raadsbrief``, or ``python -m raadsbrief``."""

from __future__ import annotations

import gc
import io
import os
import sys

from raadsbrief.work.stack import roomy

TYPE_CHECKING = False  # to import `typing` for this takes longer than a run with nothing to do
if TYPE_CHECKING:
    from typing import Any, NoReturn, TextIO


@roomy
def main() -> None:
    """Run the command line. Ctrl-C during its imports leaves no traceback either."""
    gc.disable()  # what is loaded is no garbage
    # We use no plugins of pydantic; to look for them takes a hundredth of a second.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _open_what_is_closed()
    prepared = None
    try:
        from raadsbrief.work.prepare import prepare, stop_as_by_ctrl_c

        prepared = prepare(sys.argv[1:])
        if isinstance(prepared, int):
            _end(prepared)
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


def _end(code: int) -> NoReturn:
    """End at once: to clear the memory first takes as long as to look at a hundred letters."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _open_what_is_closed() -> None:
    """Give a closed stdin, stdout or stderr an end, so that nothing else gets its number."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)
    sys.stdout, sys.stderr = _patient(sys.stdout), _patient(sys.stderr)


class _Patient(io.FileIO):
    """An output of which the reader may stop: `raadsbrief build | head -1` still makes all."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return super().write(data)


def _patient(stream: TextIO) -> TextIO:
    """Return an output that does not mind who reads it.

    What an old console cannot show is shown as an escape, rather than that nothing is.
    """
    return io.TextIOWrapper(
        io.BufferedWriter(_Patient(stream.fileno(), "wb", closefd=False)),
        encoding=stream.encoding, errors="backslashreplace",
        line_buffering=stream.isatty() or stream is sys.stderr,
    )  # fmt: skip


if __name__ == "__main__":
    main()
