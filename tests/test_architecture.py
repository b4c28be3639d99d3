"""The rooms of the house: a room imports only from the floors below its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from conftest import ROOT

PACKAGE = ROOT / "raadsbrief"
FLOORS = (  # from the top; docs/ontwikkelen.md says what each room is for
    {"__main__"},
    {"cli"},
    {"work"},
    {"taal", "page", "checks", "verzonden", "begin"},
    {"letter"},
    {"prose", "report"},
    {"content", "manual"},
    {"yaml", "pdf", "dutch"},
    {"model", "verify", "explain", "record", "font", "disk", "breaks", "limits"},
    {"diagnostics", "resources", "leftovers"},
    {"budgets"},
    {"__init__"},  # the version
)
# Within these rooms there are rooms too.
TAAL = ({"check"}, {"rules"}, {"reading"}, {"words"})
LETTER = ({"grafiek"}, {"tabel"}, {"form", "blokken"}, {"huis"})
PROSE = (
    {"prose"},
    {"checking"},
    {"pictures", "expressions", "markdown_html"},
    {"filters", "markdown", "address"},
    {"facts", "lists"},
    {"labels"},
)
PDF = (
    {"worker"},
    {"pdf"},
    {"fitting"},
    {"seam"},
    {"tagging"},
    {"jobs", "libraries", "pictures", "sheets", "spaces", "style", "xmp"},
)
LARGE = {"taal": TAAL, "letter": LETTER, "prose": PROSE, "pdf": PDF}
MAX_LINES = 350


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py")}


def imports(name: str) -> Iterator[str]:
    """Yield the modules of the program that a module imports, wherever in its code."""
    for node in ast.walk(ast.parse(MODULES[name].read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def room(name: str, depth: int = 1) -> str:
    return (*name.split("."), "__init__", "__init__")[depth]


def floor(name: str, floors: tuple[set[str], ...], depth: int) -> int:
    (found,) = [i for i, rooms in enumerate(floors) if room(name, depth) in rooms]
    return found


def test_every_room_has_a_floor() -> None:
    assert {room(name) for name in MODULES} == set().union(*FLOORS)


def test_imports_point_downwards() -> None:
    checked = 0
    for name in MODULES:
        for other in imports(name):
            if room(name) != room(other):
                assert floor(name, FLOORS, 1) < floor(other, FLOORS, 1), f"{name} imports {other}"
                checked += 1
    assert checked > 300


def test_imports_within_a_large_room_point_downwards_too() -> None:
    checked = 0
    for large, floors in LARGE.items():
        inside = {name for name in MODULES if name.startswith(f"raadsbrief.{large}.")}
        for name, other in [(one, other) for one in inside for other in imports(one)]:
            if other in inside and room(name, 2) != room(other, 2):
                assert floor(name, floors, 2) < floor(other, floors, 2), f"{name} imports {other}"
                checked += 1
    assert checked > 50


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: {other for other in imports(name) if other != name} for name in MODULES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def test_every_room_says_on_its_first_page_what_it_is_for() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        if path.parent not in (PACKAGE, PACKAGE / "taal" / "words" / "data"):
            text = ast.get_docstring(ast.parse(path.read_text())) or ""
            assert all(words in text for words in ("In: ", "Out: ", "egin with")), path
            assert len(text.splitlines()) <= 12, path


def test_modules_fit_in_a_head() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert len(path.read_text().splitlines()) <= MAX_LINES, path
