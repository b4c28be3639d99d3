"""Which earlier letters a letter is held against. Imports as little as `manifest` does.

Of every other letter only its head matters for that: whom it is of, and when. A head is known by
the digest of the file, so that one letter that has changed does not make all others be read.
"""

from __future__ import annotations

import contextlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from raadsbrief.record.own import read_own, write_own

TYPE_CHECKING = False  # to import what only types need takes longer than all that is done here
if TYPE_CHECKING:
    from typing import Any

# With so many letters before it a letter is compared: what was written last is what counts, and
# an archive of hundreds takes no longer than one of ten.
COMPARED = 6

_VERSION = 1
_LATE = "9999-12-31"  # a letter without a date is still being written

# The gemeente, the programme, and the first and last day of the date, as the letter has them.
Head = tuple[str, str | None, str | None, str | None]


class Kin:
    """The letters that a letter is held against: the last ones before it, oldest first.

    `previous` is the last letter that was dated before it, on the same programme.
    """

    def __init__(self, earlier: Sequence[str] = (), previous: str | None = None) -> None:
        self.earlier = tuple(earlier)
        self.previous = previous

    def __repr__(self) -> str:
        return repr((self.earlier, self.previous))


class Heads:
    """The heads of all letters; None for a letter that cannot be read."""

    def __init__(self, heads: Mapping[str, Head | None]) -> None:
        """Sort the letters that can be read, each among those of the same gemeente and subject."""
        self.all = heads
        families: dict[tuple[str, str | None], list[tuple[str, str, str]]] = {}
        dated: dict[tuple[str, str | None], list[tuple[str, str, str]]] = {}
        for name, head in heads.items():
            if head is not None:
                gemeente, programma, first, last = head
                key = (gemeente, programma)
                families.setdefault(key, []).append((first or _LATE, f"{name}.yaml", name))
                if last is not None:
                    dated.setdefault(key, []).append((last, f"{name}.yaml", name))
        self._families = {key: sorted(letters) for key, letters in families.items()}
        self._dated = {key: sorted(letters) for key, letters in dated.items()}

    def kin_of(self, name: str) -> Kin:
        """Return what a letter is held against; nothing if it cannot be read."""
        head = self.all.get(name)
        if head is None:
            return Kin()
        gemeente, programma, first, _ = head
        family = self._families[gemeente, programma]
        place = bisect_left(family, (first or _LATE, f"{name}.yaml"))
        earlier = [other for _, _, other in family[max(0, place - COMPARED) : place]]
        return Kin(earlier, self._previous(gemeente, programma, first))

    def _previous(self, gemeente: str, programma: str | None, first: str | None) -> str | None:
        dated = self._dated.get((gemeente, programma), [])
        if programma is None or first is None:
            return None
        place = bisect_left(dated, (first,))
        if place == 0:
            return None
        # Of letters of one day, the first.
        return dated[bisect_left(dated, (dated[place - 1][0],))][2]


class HeadsRecord:
    """The heads that earlier checks read, by the digest of the letter. Only a memory."""

    def __init__(self, path: str, way: str) -> None:
        """Read the record; of one that another program made, nothing is true."""
        self._path, self._way = path, way
        self._known: dict[str, Head | None] = {}
        self._is_new = False
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            data = json.loads(read_own(path))
            if (data["version"], data["way"]) == (_VERSION, way):
                self._known = {str(key): _head(value) for key, value in data["heads"].items()}

    def of(self, files: Mapping[str, str | None]) -> dict[str, Head | None]:
        """Return the heads that are known of some letters, by name; `files` are their digests."""
        return {name: self._known[one] for name, one in files.items() if one in self._known}

    def note(self, digest: str, head: Head | None) -> None:
        """Remember the head of a letter with this digest."""
        self._known[digest] = head
        self._is_new = True

    def save(self, left: Iterable[str | None]) -> None:
        """Write down the heads of the letters that are left; without them, they are read again."""
        if self._is_new:
            known = self._known
            heads = {key: known[key] for key in left if key is not None and key in known}
            data = {"version": _VERSION, "way": self._way, "heads": heads}
            text = json.dumps(data, separators=(",", ":")).encode("ascii")
            with contextlib.suppress(OSError):
                write_own(self._path, text)
            self._is_new = False


def _head(value: Any) -> Head | None:
    if value is None:
        return None
    gemeente, programma, first, last = value
    return str(gemeente), _text(programma), _text(first), _text(last)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
