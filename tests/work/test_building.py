from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import ClassVar

import pytest
from conftest import Result, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import GEMEENTE, PROGRAMMA, SHEET, WIJK

from raadsbrief import cli, leftovers
from raadsbrief.content.dossier import Content
from raadsbrief.page import html
from raadsbrief.pdf import pdf, worker
from raadsbrief.record import plan
from raadsbrief.record.digests import Files
from raadsbrief.record.plan import Order, Plan
from raadsbrief.work import pipeline
from raadsbrief.work.building import Building, Here

# --- An incremental build equals a clean one ---------------------------------------------------

BRIEF = "gemeente: stad\nprogramma: wijken\nonderwerp: Proef\nzaaknummer: 2026-1\nsecties:\n"
KORT = BRIEF + "  kern: Team {{ feiten.team }}.\n"
LANG = BRIEF.replace("2026-1", "2026-2") + (
    "  kern:\n"
    '    - tekst: "![Een wijk](beelden/wijk.svg)"\n'
    "    - tabel: {bijschrift: Woningen, bestand: cijfers/w.csv}\n"
)
OWN_FONT = SHEET + "@font-face {font-family: Eigen; src: url(eigen.ttf)} h1 {font-family: Eigen}"
FONTS = [(Path(html.FOLDER) / "fonts" / f"SourceSans3-{style}.ttf").read_bytes()
         for style in ("Regular", "It")]  # fmt: skip

Value = str | bytes | bool | None
# What each file of the user can be; None is: not there. What stands first is right.
CONTENTS: dict[str, list[Value]] = {
    "content/gemeenten/stad.yaml": [GEMEENTE, GEMEENTE.replace("7a1f3d", "1f3d7a"),
                                    GEMEENTE.replace("7a1f3d", "ffff00"), None],
    "content/programmas/wijken.yaml": [PROGRAMMA, PROGRAMMA.replace("kracht", "werk"),
                                       PROGRAMMA.replace("team:", "teem:")],
    "content/programmas/los.yaml": [None, PROGRAMMA, "naam: ["],
    "content/brieven/kort.yaml": [KORT, KORT.replace("Proef", "Toets"), KORT + "x: 1\n", None],
    "content/brieven/lang.yaml": [LANG, KORT, LANG.replace("wijk.svg", "weg.svg")],
    "content/brieven/meer.yaml": [None, KORT.replace("2026-1", "2026-3"), LANG],
    "content/brieven/oud.yml": [None, KORT],
    "content/brieven/oud.bak": [None, KORT],
    "content/beelden/wijk.svg": [WIJK.format(9), WIJK.format(5), "geen beeld", None],
    "content/cijfers/w.csv": ["Wijk;Woningen\nOost;5\n", "Wijk;Woningen\nOost;6\n", None],
    "content/woordenlijst.txt": [None, "Buurtkracht\n", "a, b\n"],
    "templates/brief.css": [None, SHEET, SHEET + "h2 {color: navy}", SHEET + "h2 {kleur: blauw}",
                            OWN_FONT],
    "templates/kenmerken.html": [None, "<p>Eigen</p>", "{{ fout"],
    "templates/eigen.ttf": [*FONTS, None],
}  # fmt: skip


def spoil(pdf_file: Path) -> None:
    """Change a byte, and keep the size and the time."""
    times, data = pdf_file.stat(), pdf_file.read_bytes()
    pdf_file.write_bytes(data[:-9] + b"x" + data[-8:])
    os.utime(pdf_file, ns=(times.st_atime_ns, times.st_mtime_ns))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "spoil": spoil,
    "empty": lambda file: file.write_bytes(b""),
    "delete": lambda file: file.unlink(),
    "touch": lambda file: os.utime(file, (1, 1)),
    "forget": lambda file: (file.parent / ".raadsbrief.json").unlink(missing_ok=True),
    "garble": lambda file: (file.parent / ".raadsbrief.json").write_text('{"version": 2'),
    "clean": lambda file: shutil.rmtree(file.parent),
    "link": lambda file: file.rename(file.with_name("x")) and file.symlink_to("x"),
}


OPTIONS: dict[str, list[Value]] = {
    "names": ["", "kort", "lang", "--shard=1/2", "--shard=2/2"],
    "html": [False, True],
    "epoch": ["", "0", "86400"],
    "version": ["1", "2"],
}
STATES: dict[str, list[Value]] = CONTENTS | OPTIONS | {"damage": list(DAMAGE)}


class World:
    """A folder of the user, with the options and the program that it is built with."""

    # What a clean build of a state gave: made once, for it depends on nothing else.
    clean: ClassVar[dict[object, tuple[Result, dict[str, bytes]]]] = {}

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state: dict[str, Value] = {}
        for what in CONTENTS | OPTIONS:
            self.change(what, 0)
        self.build("build")

    def change(self, what: str, number: int) -> None:
        value = STATES[what][number]
        if what == "damage":
            for file in sorted(self.folder.glob("build/*.pdf"))[:1]:
                DAMAGE[str(value)](file)
            return
        self.state[what] = value
        if what in CONTENTS:
            path = self.folder / what
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            if value is not None:
                path.write_bytes(value.encode() if isinstance(value, str) else bytes(value))

    def build(self, output: str) -> Result:
        """Build as a new process would."""
        html._environment.cache_clear()
        worker._files = Files()
        version = str(self.state["version"])
        arguments = [
            "build",
            "--quiet",
            "-j1",
            "-o",
            output,
            *str(self.state["names"]).split(),
            *["--html"] * bool(self.state["html"]),
        ]
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.chdir(self.folder)
            patch.setenv("SOURCE_DATE_EPOCH", str(self.state["epoch"]))
            patch.setattr(plan, "_program", lambda: version)
            patch.setattr(pdf, "__version__", version)
            patch.setattr(sys, "argv", ["raadsbrief", *arguments])
            with pytest.raises(SystemExit) as stop:
                cli.main()
        return Result(int(stop.value.code or 0), "", err.getvalue())

    def clean_build(self) -> tuple[Result, dict[str, bytes]]:
        key = tuple(self.state.items())
        if key not in self.clean:
            output = self.folder / "blanco"
            shutil.rmtree(output, ignore_errors=True)
            result = self.build("blanco")
            made = {path.name: path.read_bytes() for path in output.glob("[!.]*")}
            err = result.err.replace("blanco/", "build/")
            self.clean[key] = (Result(result.code, "", err), made)
        return self.clean[key]

    def assert_equals_clean(self) -> None:
        """All letters that a clean build makes are there and the same, with the same findings."""
        found, made = self.clean_build()
        for _ in range(2):  # what is ready by then, says the same again
            assert self.build("build") == found
        for name, data in made.items():
            path = self.folder / "build" / name
            assert path.read_bytes() == data, name
            assert not path.is_symlink()


CHANGES = [(what, number) for what, values in STATES.items() for number in range(len(values))]


@pytest.mark.parametrize("what", STATES)
def test_each_change_there_and_back(what: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    if what == "templates/eigen.ttf":
        world.change("templates/brief.css", 4)  # which asks for it
    for number in [*range(len(STATES[what])), 0]:
        world.change(what, number)
        world.assert_equals_clean()


@given(
    steps=st.lists(
        st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3), min_size=1, max_size=4
    )
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_incremental_build_equals_a_clean_one(steps: list[list[tuple[str, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        for step in steps:
            for change in step:
                world.change(*change)
            world.assert_equals_clean()


# --- What one build does -----------------------------------------------------------------------


def test_a_file_that_changes_and_changes_back_during_the_build(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    gemeente = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    right = gemeente.read_text()
    sound = pipeline.sound

    def meanwhile(content: Content, name: str) -> object:
        gemeente.write_text(right.replace("Collegebericht", "Bericht"))
        try:
            return sound(content, name)
        finally:
            gemeente.write_text(right)

    monkeypatch.setattr(pipeline, "sound", meanwhile)
    run("build")
    monkeypatch.undo()
    monkeypatch.chdir(stad)
    assert "veranderd tijdens het maken" in run("build", "--dry-run").out


def test_a_computer_without_pango(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "raadsbrief.pdf.worker":
                print("WeasyPrint could not import some external libraries.")
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "raadsbrief.pdf.worker", raising=False)
    monkeypatch.delattr("raadsbrief.pdf.worker", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    result = run("build", "-j", "1")
    assert (result.code, result.out) == (3, "")
    assert "Pango is niet te vinden" in result.err
    assert "installeer Pango" in result.err
    assert not (stad / "build").exists()


def test_the_second_fifth_is_made_alone(stad: Path, run: Run) -> None:
    brieven = stad / "content" / "brieven"
    for number in range(12):
        (brieven / f"2026-{number:03}.yaml").write_text("gemeente: weg\n")
    result = run("build", "--shard", "2/5", "--dry-run")
    assert result.out.splitlines() == [
        f"build/{name}.pdf is nog niet gemaakt" for name in ("2026-002", "2026-011")
    ] + ["build/2026-014.pdf is nog niet gemaakt"]
    assert "--shard 2/5" in run("build", "--shard", "6/5").err


def test_timings_and_a_count_of_what_was_ready(stad: Path, run: Run) -> None:
    run("build")
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    (letter.parent / "2026-015.yaml").write_text(letter.read_text().replace("-014", "-015"))
    result = run("build", "--timings")
    assert result.out == "build/2026-015.pdf\n"
    stages = [line.rsplit(maxsplit=2)[0] for line in result.err.splitlines()[:-1]]
    assert stages == ["lezen en nakijken", "opmaken als HTML", "PDF maken", "schrijven"]
    assert result.err.endswith("1 brief was al klaar.\n")


def test_what_a_killed_run_left_is_removed(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stad / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(stad / "tmp"))
    (stad / "build").mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone, there = ended.pid, os.getppid()  # of a run that has ended, and of one that goes on
    files = [stad / "build" / f".{name}.pdf.{pid}.tmp" for name in "ab" for pid in (gone, there)]
    for path in files:
        path.write_bytes(b"%PDF")
    os.utime(files[3], (1, 1))  # so old that the number is another's now
    folders = [stad / "tmp" / f"raadsbrief-{pid}-0123456789{n}" for n in "abc" for pid in (gone,)]
    for number, path in enumerate(folders):
        path = path.with_name(f"{path.name}{number}")
        path.mkdir()
        (path / "letter.ttf").write_bytes(b"")
    _, b, c = sorted((stad / "tmp").iterdir())
    b.rename(b.with_name("van-een-ander"))
    (stad / "tmp" / c.name.replace("c2", "d3")).symlink_to(stad / "content")
    held = os.open(c, os.O_RDONLY)
    assert leftovers.lock(held)  # a renderer of it goes on
    with files[2].open("rb") as stream:
        assert leftovers.lock(stream.fileno())
        run("build")
    os.close(held)
    assert [path.exists() for path in files] == [False, True, True, False]
    left = sorted(path.name for path in (stad / "tmp").iterdir())
    assert left == sorted([c.name, c.name.replace("c2", "d3"), "van-een-ander"])
    assert (stad / "content" / "brieven").is_dir()


def test_a_folder_of_the_name_of_a_template_is_passed_over(stad: Path) -> None:
    (stad / "templates" / "brief.css").mkdir(parents=True)
    plan_ = Plan(Order(templates="templates"))
    dict(Building(plan_, Content(Path("content")), Here()).run())
    manifest = (stad / "build" / ".raadsbrief.json").read_text()
    assert '"@/brief.css"' in manifest


def test_what_all_letters_share_counts_for_each(stad: Path, run: Run) -> None:
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    (letter.parent / "2026-015.yaml").write_text(letter.read_text().replace("014", "015"))
    assert run("build").code == 0
    for file in ("woordenlijst.txt", "namen.txt"):
        (stad / "content" / file).write_text("Molenwijk\n")
        shown = run("build", "--dry-run").out.splitlines()
        assert [line.partition(" ")[2] for line in shown] == [f"'content/{file}' is nieuw"] * 2
        run("build")
