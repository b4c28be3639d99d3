"""A content made small, as long as the same goes wrong in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from .corpus import World


def shrunk(world: World, is_wrong: Callable[[World], bool], seconds: float = 30) -> World:
    """Return a smaller content in which the same goes wrong: fewer files, lines and characters."""
    until = time.monotonic() + seconds
    for name in sorted(world):
        less = {other: data for other, data in world.items() if other != name}
        if time.monotonic() < until and is_wrong(less):
            world = less
    for unit in (_lines, _characters):
        for name in sorted(world, key=lambda one: "/brieven/" not in one):
            world = _less(world, name, unit, is_wrong, until)
    return world


def _less(
    world: World, name: str, unit: Callable[[bytes], list[bytes]],
    is_wrong: Callable[[World], bool], until: float,
) -> World:  # fmt: skip
    """Leave out pieces of a file, half of it first, then ever smaller ones."""
    parts = unit(world[name])
    size = len(parts) // 2 or 1
    while size and parts and len(parts) < 3000:
        start = 0
        while start < len(parts):
            if time.monotonic() > until:
                return world
            left = parts[:start] + parts[start + size :]
            smaller = {**world, name: b"".join(left)}
            if left != parts and is_wrong(smaller):
                parts, world = left, smaller
            else:
                start += size
        size //= 2
    return world


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _characters(data: bytes) -> list[bytes]:
    return list(_whole(data))


def _whole(data: bytes) -> Iterator[bytes]:
    """Yield the characters of a text, each as its bytes."""
    for character in data.decode("utf-8", "surrogateescape"):
        yield character.encode("utf-8", "surrogateescape")
