"""What browsers are told: server-sent events, with the last of each kind for who comes later."""

from __future__ import annotations

import json
import threading
from queue import SimpleQueue
from typing import Any

# In this order someone who comes later is told what there is.
KINDS = ("brieven", "html", "bladzijden", "plekken", "meldingen", "stand")


class Hub:
    """Tells everyone who listens to one letter what became of it."""

    def __init__(self) -> None:
        self._last: dict[str, dict[str, Any]] = {}
        self._listeners: set[SimpleQueue[bytes | None]] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    @property
    def is_heard(self) -> bool:
        """Tell whether anyone listens."""
        return bool(self._listeners)

    def tell(self, kind: str, **data: Any) -> None:
        """Tell all listeners; the last of each kind is kept."""
        with self._lock:
            self._last[kind] = data
            for queue in self._listeners:
                queue.put(_written(kind, data))

    def last(self, kind: str) -> dict[str, Any]:
        """Return what was told last."""
        return self._last.get(kind, {})

    def listen(self) -> SimpleQueue[bytes | None]:
        """Return a queue of events, with what was told before in it; None is the end."""
        queue: SimpleQueue[bytes | None] = SimpleQueue()
        with self._lock:
            for kind in KINDS:
                if kind in self._last:
                    queue.put(_written(kind, self._last[kind]))
            self._listeners.add(queue)
            if self._is_closed:
                queue.put(None)
        return queue

    def leave(self, queue: SimpleQueue[bytes | None]) -> None:
        """Tell a listener no more."""
        with self._lock:
            self._listeners.discard(queue)

    def close(self) -> None:
        """Let all listeners go."""
        with self._lock:
            self._is_closed = True
            for queue in self._listeners:
                queue.put(None)


def _written(kind: str, data: dict[str, Any]) -> bytes:
    # JSON without line ends, so that no text can begin an event of its own.
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
