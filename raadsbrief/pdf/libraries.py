"""The system's libraries that make a PDF: found quickly, and which they are."""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What lays out, embeds and compresses.
_OURS = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi", "libz")


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


def give_fonts_a_cache(folder: str) -> None:
    """Have fontconfig remember fonts in a folder of ours, if it may write in none of its own.

    Without one it looks at all fonts again each time, and complains. Do this before it is loaded.
    """
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not any(map(_may_write, ("/var/cache/fontconfig", os.path.join(home, "fontconfig")))):
        os.environ["XDG_CACHE_HOME"] = folder


def _may_write(folder: str) -> bool:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def loaded() -> list[str]:
    """Return the files of the libraries that are loaded and make a difference to a PDF.

    Only Linux and macOS tell which these are; elsewhere there is none.
    """
    paths = set(_images() if sys.platform == "darwin" else _maps())
    return sorted(path for path in paths if Path(path).name.startswith(_OURS))


def _maps() -> list[str]:
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return []
    return [line.split(maxsplit=5)[-1] for line in lines]


def _images() -> list[str]:
    """Ask the loader of macOS (see `man 3 dyld`)."""
    loader = ctypes.CDLL(None)
    loader._dyld_get_image_name.restype = ctypes.c_char_p
    names = map(loader._dyld_get_image_name, range(loader._dyld_image_count()))
    return [os.fsdecode(name) for name in names if name]
