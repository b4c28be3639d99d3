"""The process that draws, as the main one sees it: one page at a time, and the newest first."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from raadsbrief.preview.jobs import Draw, Drawing, Find, Spots

_MODULE = "raadsbrief.preview.drawing"
# So long a page may take when a newer one waits; one that takes longer is broken off.
_PATIENCE = 10.0
# So long a page may take at all.
_MOST = 120.0
_TRIES = 2

Answered = Callable[[str, int, Drawing | Spots], None]


class _BrokenOffError(Exception):
    """A page took too long."""


class Renderer:
    """Has pages drawn in another process, which is started anew when it ends."""

    def __init__(self, answered: Answered) -> None:
        """Start the process. `answered` is called with a letter, a round and what was drawn."""
        self._answered = answered
        self._waiting: dict[str, tuple[int, Draw, Find]] = {}
        self._condition = threading.Condition()
        self._is_closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._target: Connection | None = None
        self._source: Connection | None = None
        self._folder = ""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The number of the process, if there is one."""
        process = self._process
        return process.pid if process is not None else None

    def submit(self, letter: str, number: int, draw: Draw, find: Find) -> None:
        """Hand in a page of a letter, in the place of one that still waits."""
        with self._condition:
            self._waiting.pop(letter, None)
            self._waiting[letter] = (number, draw, find)
            self._condition.notify_all()

    def close(self) -> None:
        """End the process at once, whatever it is doing."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()
            process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._is_closed:
                with contextlib.suppress(OSError):
                    self._start()
                with self._condition:
                    self._condition.wait_for(lambda: self._waiting or self._is_closed)
                    if self._is_closed:
                        return
                    letter = next(iter(self._waiting))
                    number, draw, find = self._waiting.pop(letter)
                self._do(letter, number, draw, find)
        finally:
            self._stop()

    def _do(self, letter: str, number: int, draw: Draw, find: Find) -> None:
        made = self._ask(letter, draw)
        if self._is_closed:
            return
        self._answered(letter, number, made if isinstance(made, Drawing) else Drawing())
        with self._condition:
            is_newest = not self._waiting
        if is_newest and isinstance(made, Drawing) and made.pictures:
            found = self._ask(letter, find)
            if not self._is_closed:
                self._answered(letter, number, found if isinstance(found, Spots) else Spots())

    def _ask(self, letter: str, job: Draw | Find) -> Any:
        """Return an answer; none when the process ended over it time and again."""
        for _ in range(_TRIES):
            if self._is_closed:
                return None
            try:
                self._start()
                assert self._target is not None
                self._target.send(job)
                return self._received(letter)
            except _BrokenOffError:
                self._stop()
                return None
            except (EOFError, OSError):
                self._stop()
        return None

    def _received(self, letter: str) -> Any:
        assert self._source is not None
        begin = time.monotonic()
        while not self._source.poll(0.5):
            passed = time.monotonic() - begin
            if passed > _MOST or (letter in self._waiting and passed > _PATIENCE):
                raise _BrokenOffError
        return self._source.recv()

    def _start(self) -> None:
        """Start the process if there is none. Raises OSError."""
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        self._folder = tempfile.mkdtemp(prefix="raadsbrief-")
        # -P: nothing is loaded from the folder of whoever sent a letter.
        command = [sys.executable, "-P", "-m", _MODULE, self._folder]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdin is not None
        assert process.stdout is not None
        self._target = Connection(os.dup(process.stdin.fileno()), readable=False)
        self._source = Connection(os.dup(process.stdout.fileno()), writable=False)
        process.stdin.close()
        process.stdout.close()
        with self._condition:
            self._process = process
            if self._is_closed:
                process.kill()

    def _stop(self) -> None:
        """End the process, bury it, and clean up behind it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
        for connection in (self._source, self._target):
            if connection is not None:
                connection.close()
        self._source = self._target = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""
