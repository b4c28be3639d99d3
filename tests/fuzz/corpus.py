"""The contents to begin with: each a small folder with one letter and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pictures import BAD_SVG, GOOD

from raadsbrief.resources import FOLDER

World = dict[str, bytes]  # the files of a folder, by their names

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
STAD = TESTS / "data" / "voorbeeldstad"
_CASE = re.compile(r"^`(\S+\.\w+)`\n\n```diff\n(.*?)```", re.MULTILINE | re.DOTALL)
_WITH_PICTURE = b"""\
zaaknummer: 2026-001
datum: 2026-05-20
gemeente: voorbeeldstad
programma: wijken-aan-zet
secties:
  kern: |
    De wijk is in beeld.

    ![de wijk](beelden/%s "Bijschrift")
  vervolg:
    - pijlers: alle
"""
_LISTS = (b"# Woorden van het project\nbuurtkracht\nwijkdeal\n", b"Wijken aan zet\nB. Burger\n")


def right() -> list[World]:
    """Return the contents of the repository that can be built."""
    data = TESTS / "data"
    folders = (ROOT / "content", STAD, data / "vormen", data / "soorten")
    found = [world for folder in folders for world in _letters(folder)]
    town = next(_letters(STAD))
    letters = sorted(data.glob("2026-*.yaml"))
    found += [_other(town, letter.read_bytes()) for letter in letters]
    found += [_with_lists(town), *_pictures(town, GOOD), *_templates(town)]
    return found


def wrong() -> list[World]:
    """Return the contents that cannot be built: the mistakes of `fouten.md`, and bad pictures."""
    town = next(_letters(STAD))
    bad = {f"{name}.svg": data for name, (data, *_) in BAD_SVG.items()}
    return [*_mistakes(town), *_pictures(town, bad)]


def _letters(content: Path) -> Iterator[World]:
    """Yield each letter of a content folder, with all that is no letter."""
    files = {path: path.read_bytes() for path in sorted(content.rglob("*.*")) if path.is_file()}
    letters = [path for path in files if path.parent.name == "brieven"]
    shared = [path for path in files if path not in letters and path.suffix != ".json"]
    for letter in letters:
        yield {
            f"content/{path.relative_to(content).as_posix()}": files[path]
            for path in (letter, *shared)
        }


def _other(world: World, letter: bytes) -> World:
    """Return a content with another letter."""
    kept = {name: data for name, data in world.items() if "/brieven/" not in name}
    return {**kept, "content/brieven/2026-001.yaml": letter}


def _with_lists(town: World) -> World:
    words, names = _LISTS
    return {**town, "content/woordenlijst.txt": words, "content/namen.txt": names}


def _pictures(town: World, pictures: dict[str, bytes]) -> Iterator[World]:
    for name, data in pictures.items():
        if len(data) < 20_000:
            world = _other(town, _WITH_PICTURE % name.encode())
            yield {**world, f"content/beelden/{name}": data}


def _templates(town: World) -> Iterator[World]:
    """Yield a content with each template as the user's own."""
    for path in sorted(Path(FOLDER).rglob("*.*")):
        if path.suffix in (".html", ".css"):
            yield {**town, f"templates/{path.relative_to(FOLDER).as_posix()}": path.read_bytes()}


def _mistakes(town: World) -> Iterator[World]:
    """Yield the content of each case in `fouten.md`."""
    for file, diff in _CASE.findall((TESTS / "data" / "fouten.md").read_text()):
        lines = diff.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        name = f"content/{file}"
        text = town[name].decode()
        yield {**town, name: text.replace(old, new).encode()}
