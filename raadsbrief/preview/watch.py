"""Knows when something that a letter is made of was saved, however an editor saves.

What counts is not the event but what the files then hold: they are looked at when an event wakes
us, and in any case every second, because network drives send none. A save by rename, by writing in
place or by way of a second file is one change, and a file that was only touched is none.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from raadsbrief.record.digests import BUILT_IN, LIBRARY, Files, times_of

_QUIET = 20  # ms without an event: then a save is over
_MOST = 200  # ms: so long is waited for that
_LOOK = 1000  # ms: so often the files are looked at anyway
_POLL = 0.2  # s: so often when no events are waited for
_PATIENCE, _STEP = 0.2, 0.01  # s: so long a file may be gone or empty while it is being saved
_STILL = 0.05  # s: so long a file stays the same when a save is over, for who gets no events

Used = Iterable[tuple[str, str | None]]


class Watcher:
    """Watches the files that letters were made of: `used` tells which, with their digests."""

    def __init__(
        self, folders: Iterable[Path], used: Callable[[], Used], by_looking: bool = False
    ) -> None:
        self._folders = [folder for folder in folders if folder.is_dir()]
        self._used = used
        self._by_looking = by_looking
        self._seen: dict[str, tuple[list[int], str | None]] = {}
        self._told: dict[str, str | None] = {}
        self._stop = threading.Event()

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()

    def moments(self) -> Iterator[set[str]]:
        """Yield whenever something may have happened which files were saved, until it is closed."""
        for _ in self._wakings():
            if changed := self._changed():
                self._settle(changed)
                changed |= self._changed()
            yield changed

    def _wakings(self) -> Iterator[None]:
        from watchfiles import watch

        if not self._by_looking:
            # More than the system can watch, or a folder that went: then by looking.
            with contextlib.suppress(OSError, RuntimeError):
                for _ in watch(
                    *self._folders, watch_filter=None, debounce=_MOST, step=_QUIET,
                    rust_timeout=_LOOK, yield_on_timeout=True, stop_event=self._stop,
                    raise_interrupt=False, ignore_permission_denied=True,
                ):  # fmt: skip
                    yield
        self._by_looking = True
        while not self._stop.wait(_POLL):
            yield

    def _changed(self) -> set[str]:
        """Return the files that hold something else than what was made of them, each once."""
        by_name: dict[str, set[str | None]] = {}
        for name, used in self._used():
            if not name.startswith((BUILT_IN, LIBRARY)):
                by_name.setdefault(name, set()).add(used)
        files = Files()
        return {name for name, used in by_name.items() if self._is_other(name, used, files)}

    def _is_other(self, name: str, used: set[str | None], files: Files) -> bool:
        """Tell whether a file holds something else than was used, and that was not told yet."""
        times = times_of(name)
        if name not in self._seen or self._seen[name][0] != times or not times:
            self._seen[name] = times, files[name]
        now = self._seen[name][1]
        if used == {now}:
            self._told.pop(name, None)
            return False
        is_told = name in self._told and self._told[name] == now
        self._told[name] = now
        return not is_told

    def _settle(self, changed: Iterable[str]) -> None:
        """Wait for files that are gone or empty: most come back at once.

        Events tell when a save is over. Who only looks, waits until nothing changes any more.
        """
        before: list[list[int]] | None = None
        step = _STILL if self._by_looking else _STEP
        for _ in range(int(_PATIENCE / step)):
            now = [times_of(name) for name in changed]
            is_whole = all(times[:1] not in ([], [0]) for times in now)
            if is_whole and (now == before or not self._by_looking):
                return
            before = now
            if self._stop.wait(step):
                return
