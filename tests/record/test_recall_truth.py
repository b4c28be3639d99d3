"""A check with memory equals one without, whatever has changed."""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import ClassVar

import pytest
from conftest import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import GEMEENTE, PROGRAMMA, SHEET, WIJK

from raadsbrief import cli
from raadsbrief.page import html
from raadsbrief.record import digests, plan
from raadsbrief.record.recall import CACHE
from raadsbrief.work.prepare import prepare

BRIEF = (
    "gemeente: stad\nprogramma: wijken\nonderwerp: Proef\nzaaknummer: 2026-1\n"
    "datum: 2026-03-01\nsecties:\n  kern: "
)
KORT = BRIEF + "Team {{ feiten.team }} is in zake de de wijk.\n"
LANG = BRIEF.replace("2026-1", "2026-2").replace("03-01", "01-01") + (
    "\n"
    '    - tekst: "![Een wijk](beelden/wijk.svg)"\n'
    "    - tabel: {bijschrift: Woningen, bestand: cijfers/w.csv}\n"
)
NEGEER = "negeer: [{code: RB303, woorden: [de de]}]\n"
RESULTAAT = PROGRAMMA + "resultaten: {brug: {tekst: De brug is klaar., datum: 2026-02-01}}\n"

Value = str | None
# What each file of the user can be; None is: not there. What stands first is right.
CONTENTS: dict[str, list[Value]] = {
    "content/gemeenten/stad.yaml": [GEMEENTE, GEMEENTE + NEGEER, GEMEENTE + "x: 1\n", None],
    "content/gemeenten/stat.yaml": [None, GEMEENTE],
    "content/programmas/wijken.yaml": [RESULTAAT, PROGRAMMA, PROGRAMMA + NEGEER, "naam: [", None],
    "content/programmas/los.yaml": [None, PROGRAMMA, "naam: ["],
    "content/brieven/aap.yaml": [KORT.replace("2026-1", "2026-0"), None],
    "content/brieven/kort.yaml": [KORT, KORT + NEGEER, KORT.replace("team }}", "teem }}"),
                                  KORT.replace("stad", "stat"), KORT + "x: 1\n"],
    "content/brieven/lang.yaml": [LANG, KORT.replace("03-01", "01-01").replace("in zake", "inzake"),
                                  LANG.replace("wijk.svg", "wij.svg"), None],
    "content/brieven/meer.yaml": [None, KORT.replace("2026-1", "2026-3"), KORT, "gemeente: ["],
    "content/brieven/oud.yml": [None, KORT],
    "content/brieven/oud/kort.yaml": [None, KORT],
    "content/los.yaml": [None, KORT],
    "content/beelden/wijk.svg": [WIJK.format(9), "geen beeld", None],
    "content/beelden/wij.svg": [None, WIJK.format(5)],
    "content/cijfers/w.csv": ["Wijk;Woningen\nOost;5\nTotaal;5\n",
                              "Wijk;Woningen\nOost;6\nTotaal;5\n", "Wijk\n", None],
    "content/cijfers/wo.csv": [None, "Wijk;Woningen\nOost;5\n"],
    "content/woordenlijst.txt": [None, "Buurtkracht\nin zake\n", "a, b\n"],
    "templates/brief.css": [None, SHEET],
    "templates/kenmerken.html": [None, "<p>Eigen</p>", "{{ fout", "{% include 'eigen.html' %}"],
    "templates/eigene.html": [None, "x"],
}  # fmt: skip
OPTIONS: dict[str, list[Value]] = {
    "names": ["", "kort", "kort lang"],
    "facts": ["--facts", ""],
    "format": ["human", "short", "json", "github", "sarif"],
    "shown": ["", "--hints", "--strict", "--hints --strict --figures"],
    "version": ["1", "2"],
}


def damage(change: Callable[[Path], object]) -> Callable[[Path], None]:
    def each(folder: Path) -> None:
        for path in folder.glob(f"{CACHE}/*.json"):
            if path.is_dir():
                path.rmdir()
            else:
                change(path)

    return each


def unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()


def shuffled(path: Path) -> None:
    """What was told stands there in a form that nobody knows."""
    text = path.read_text()
    data = json.loads(text) if text.endswith("}}") else {"records": {}}
    for record in data["records"].values():
        record["told"] = record["told"][::-1]
    path.write_text(json.dumps(data))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "forget": lambda folder: shutil.rmtree(folder / CACHE, ignore_errors=True),
    "garble": damage(lambda path: path.write_text('{"version": 4')),
    "empty": damage(lambda path: path.write_bytes(b"")),
    "folder": damage(unreadable),
    "shuffle": damage(shuffled),
    "links": lambda folder: link(folder / "content" / "programmas" / "wijken.yaml"),
}


def link(path: Path) -> None:
    """Have a link lead out of the content to the file that stood there."""
    if path.exists() and not path.is_symlink():
        path.rename(path.parents[2] / "elders.yaml")
        path.symlink_to(path.parents[2] / "elders.yaml")


STATES: dict[str, list[Value]] = CONTENTS | OPTIONS | {"damage": list(DAMAGE)}


def dated(number: int, date: str, text: str, programma: str = "wijken") -> str:
    head = f"gemeente: stad\nprogramma: {programma}\nonderwerp: Proef\nzaaknummer: 2026-{number}\n"
    return f"{head}datum: {date}\nsecties:\n  kern: {text}\n"


# Letters of one programme, of which the last is held against six before it.
_ROW: dict[str, list[Value]] = {
    f"content/brieven/b{n}.yaml": [dated(n, f"2026-01-0{n}", f"Dit is nummer {n} van de reeks.")]
    for n in range(1, 8)
}
_SAID = "De jeugdhulporganisaties en de Troelstraweg doen mee."
_ROW["content/brieven/b1.yaml"] += [
    dated(1, "2026-01-01", _SAID), dated(1, "2026-01-04", _SAID), dated(1, "2027-01-01", _SAID),
]  # fmt: skip
_ROW["content/brieven/b2.yaml"] = [
    dated(2, "2026-01-02", _SAID),
    dated(2, "2026-01-02", "De jeugdhulporganisaties doen niet mee."),
    dated(2, "2025-01-02", _SAID),
    dated(2, "2027-01-02", _SAID),
    dated(2, "2026-01-02", _SAID, "los"),
    dated(2, "2026-01-02", _SAID).replace("gemeente: stad", "gemeente: stat"),
    dated(2, "2026-01-02", _SAID) + "x: 1\n",
    "naam: [",
    None,
]
_ROW["content/brieven/b5.yaml"] += [None, dated(5, "2026-02-05", "Dit is een andere dag.")]
_ROW["content/brieven/b8.yaml"] = [
    dated(8, "2026-01-08", "De jeugdhulp organisaties en de Troelstaweg doen mee."),
    dated(8, "2025-12-08", "De jeugdhulp organisaties en de Troelstaweg doen mee."),
]
ACROSS: dict[str, list[Value]] = {
    "content/gemeenten/stad.yaml": [GEMEENTE],
    "content/gemeenten/stat.yaml": [GEMEENTE],
    "content/programmas/wijken.yaml": [
        PROGRAMMA + "resultaten: {brug: {tekst: De brug is klaar., datum: 2026-01-03}}\n"
    ],
    "content/programmas/los.yaml": [PROGRAMMA],
    **_ROW,
    "names": ["", "b8"],
    "facts": [""],
    "format": ["short"],
    "shown": ["--hints"],
    "version": ["1"],
}


class World:
    """A folder of the user, with the options and the program that it is checked with."""

    # What a check of a state says that knows nothing: made once, for it depends on nothing else.
    fresh: ClassVar[dict[object, Result]] = {}

    def __init__(self, folder: Path, states: dict[str, list[Value]] = STATES) -> None:
        self.folder = folder
        self.states = states
        self.state: dict[str, Value] = {"damage": None}
        for what in states:
            if what != "damage":
                self.change(what, 0)
        self.check()

    def change(self, what: str, number: int) -> None:
        value = self.states[what][number]
        if what == "damage":
            DAMAGE[str(value)](self.folder)
            self.state["damage"] = value if value == "links" else self.state["damage"]
            return
        self.state[what] = value
        if what not in OPTIONS:
            path = self.folder / what
            path.parent.mkdir(parents=True, exist_ok=True)
            if what == "content/programmas/wijken.yaml":
                self.state["damage"] = None
            path.unlink(missing_ok=True)
            if value is not None:
                path.write_text(value)

    def check(self) -> tuple[Result, bool]:
        """Check as a new process would; also tell whether nothing was looked at."""
        html._environment.cache_clear()
        digests._leads_elsewhere.cache_clear()
        options = [str(self.state[what]) for what in ("names", "facts", "shown")]
        arguments = ["check", *" ".join(options).split(), "--format", str(self.state["format"])]
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            patch.setenv("COLUMNS", "100")
            version = str(self.state["version"])
            patch.setattr(plan, "_program", lambda: version)
            patch.setattr(sys, "argv", ["raadsbrief", *arguments])
            prepared = prepare(arguments)
            if isinstance(prepared, int):
                return Result(prepared, out.getvalue(), err.getvalue()), True
            with pytest.raises(SystemExit) as stop:
                cli.main(prepared)
        return Result(int(stop.value.code or 0), out.getvalue(), err.getvalue()), False

    def fresh_check(self) -> Result:
        key = tuple(self.state.items())
        if key not in self.fresh:
            cache, aside = self.folder / CACHE, self.folder / "opzij"
            if cache.exists():
                cache.rename(aside)
            self.fresh[key] = self.check()[0]
            shutil.rmtree(cache, ignore_errors=True)
            if aside.exists():
                aside.rename(cache)
        return self.fresh[key]

    def assert_equals_fresh(self) -> None:
        found = self.fresh_check()
        first, (second, is_told) = self.check()[0], self.check()
        assert first == second == found
        if not self.folder.joinpath(CACHE).is_dir() or found.code in (2, 3):
            return
        # A folder in the place of a record may stand there for another kind of check.
        in_the_way = any(path.is_dir() for path in (self.folder / CACHE).iterdir())
        assert is_told or in_the_way


# Changes that matter only after another.
PAIRS: list[tuple[tuple[str, int], tuple[str, int]]] = [
    (("content/beelden/wijk.svg", 2), ("content/beelden/wij.svg", 1)),
    (("content/cijfers/w.csv", 3), ("content/cijfers/wo.csv", 1)),
    (("content/brieven/kort.yaml", 1), ("names", 1)),
    (("content/brieven/kort.yaml", 3), ("content/gemeenten/stat.yaml", 1)),
    (("templates/kenmerken.html", 3), ("templates/eigene.html", 1)),
    (("templates/kenmerken.html", 1), ("templates/brief.css", 1)),
]
CHANGES = [(what, number) for what, values in STATES.items() for number in range(len(values))]


@pytest.mark.parametrize("facts", [0, 1])
@pytest.mark.parametrize("what", STATES)
def test_each_change_there_and_back(what: str, facts: int, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change("facts", facts)
    for number in [*range(len(STATES[what])), 0]:
        world.change(what, number)
        world.assert_equals_fresh()


@pytest.mark.parametrize("facts", [0, 1])
@pytest.mark.parametrize(("first", "then"), PAIRS)
def test_a_change_after_another(
    first: tuple[str, int], then: tuple[str, int], facts: int, tmp_path: Path
) -> None:
    world = World(tmp_path)
    for change in (("facts", facts), first, then, (then[0], 0), (first[0], 0)):
        world.change(*change)
        world.assert_equals_fresh()


def test_language_is_held_against_earlier_letters(tmp_path: Path) -> None:
    world = World(tmp_path, ACROSS)
    told = set()
    for names, what, number in [
        (0, "b1", 2), (1, "b5", 1), (0, "b2", 1), (0, "b2", 2), (1, "b2", 3), (0, "b2", 4),
        (0, "b2", 5), (0, "b2", 6), (1, "b2", 7), (0, "b2", 8), (0, "b8", 1), (0, "b8", 0),
    ]:  # fmt: skip
        world.change("names", names)
        world.change(f"content/brieven/{what}.yaml", number)
        world.assert_equals_fresh()
        told.update(world.fresh_check().out.split())
    assert {"RB211", "RB301", "RB302"} <= told  # each is about what another letter says


@given(
    steps=st.lists(
        st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=1, max_size=5
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_check_with_memory_equals_one_without(steps: list[list[tuple[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        for step in steps:
            for change in step:
                world.change(*change)
            world.assert_equals_fresh()
