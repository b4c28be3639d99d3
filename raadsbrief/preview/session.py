"""A preview from beginning to end: what is started, what is said, and that nothing stays behind."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from raadsbrief.diagnostics import Diagnostic, Severity
from raadsbrief.preview.rounds import Rounds
from raadsbrief.preview.server import Server
from raadsbrief.record.outcome import Outcome
from raadsbrief.report.lines import ROUND_BEGINS, ROUND_ENDS
from raadsbrief.report.report import Report
from raadsbrief.report.visible import visible


class Terminal:
    """Says on the terminal what is found, between two lines that programs know."""

    def __init__(self, hints: bool) -> None:
        self._hints = hints

    def begun(self, names: Sequence[str]) -> None:
        """Say that a round begins."""
        self._say(ROUND_BEGINS + ", ".join(names))

    def done(self, names: Sequence[str], found: Sequence[Diagnostic]) -> None:
        """Say what was found, and that a round is at its end."""
        report = Report(hints=self._hints)
        report.add(Outcome((), tuple(found)))
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            report.close()
        is_good = not any(one.severity is Severity.FOUT for one in found)
        self._say(f"{ROUND_ENDS}{', '.join(names)}{'' if is_good else ' (met fouten)'}")

    def _say(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            print(visible(line), file=sys.stderr, flush=True)


@contextmanager
def session(
    root: Path, name: str, templates: Path | None, terminal: Terminal, by_looking: bool = False
) -> Iterator[Server]:
    """Show a letter for as long as the context lasts; after it there is nothing left."""
    rounds = Rounds(root, templates, terminal.begun, terminal.done, by_looking)
    try:
        server = Server(rounds, name, templates)
        thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
        thread.start()
        try:
            rounds.opened(name)
            rounds.start()
            yield server
        finally:
            server.shutdown()
            server.server_close()
    finally:
        rounds.close()


def open_browser(address: str) -> None:
    """Open a page in a browser with windows; one for the terminal would get in the way."""
    has_windows = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_windows:
        with contextlib.suppress(webbrowser.Error, OSError):
            webbrowser.open(address)
