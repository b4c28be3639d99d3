"""Which files a letter is made of, noted while it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from raadsbrief.record.digests import BUILT_IN, LIBRARY, Files
from raadsbrief.record.manifest import Inputs
from raadsbrief.resources import FOLDER

_BUILT_IN_FOLDER = Path(FOLDER)
_follower: Callable[[str], None] | None = None
_noted: ContextVar[tuple[Files, Inputs] | None] = ContextVar("noted", default=None)


@contextmanager
def noted(files: Files | None = None) -> Iterator[Inputs]:
    """Collect the files that are used meanwhile, with their digests."""
    around = _noted.get()
    inputs: Inputs = {}
    files = files or (around[0] if around else Files())
    token = _noted.set((files, inputs))
    try:
        yield inputs
        inputs.update((path, files.at_rest(path)) for path in inputs)
    finally:
        _noted.reset(token)


def note(*paths: str) -> None:
    """Tell that files are going to be used, or that they are missed where they could have been."""
    noting = _noted.get()
    if noting is not None:
        files, inputs = noting
        if _follower is not None:
            for path in paths:
                is_own = not path.startswith((BUILT_IN, LIBRARY)) and not path.endswith("/")
                if is_own and files[path] is not None:
                    _follower(path)
        inputs.update((path, files[path]) for path in paths)


def follow(follower: Callable[[str], None]) -> None:
    """Have each file of the user told when it is going to be used, from now on."""
    global _follower
    _follower = follower


def note_template(folders: Iterable[Path], name: str) -> None:
    """Tell that a file is wanted from the first of some folders that has it."""
    for folder in folders:
        if folder == _BUILT_IN_FOLDER:  # comes last: no need to look whether it has the file
            note(BUILT_IN + name)
            continue
        note((folder / name).as_posix())
        if (folder / name).is_file():  # a folder of that name is passed over
            break
