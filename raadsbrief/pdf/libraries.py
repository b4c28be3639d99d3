"""Finding the system's libraries quickly: a run that makes a PDF loads seven."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def known_by_name() -> Iterator[None]:
    """Have libraries found by the names that the system's loader knows, and in no other way.

    WeasyPrint tries the names of other systems first, and for each of those `ctypes` runs a
    compiler, a linker and more: two hundred processes, which take longer than all else that it
    loads. On Linux the loader knows every library that is installed by its own name.
    """
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nothing
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _nothing(name: str) -> str | None:  # noqa: ARG001
    return None
