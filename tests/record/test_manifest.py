from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from raadsbrief.record.digests import Files
from raadsbrief.record.manifest import NAME, UNREADABLE, VERSION, Manifest
from raadsbrief.record.own import sealed

MADE_WITH = {"program": "1"}
WARNING = ["RB402", "let op", "x", None, None, None, "waarschuwing", None, None]


def why(folder: Path, outputs: tuple[str, ...] = ("a.pdf",), **made_with: str) -> str | None:
    manifest = Manifest(str(folder))
    return manifest.why_stale("a", outputs, MADE_WITH | made_with, Files())


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder in which the letter `a` was made of the file `bron`."""
    bron = tmp_path / "bron"
    bron.write_text("x")
    note(tmp_path, "a")
    return tmp_path


def note(folder: Path, name: str) -> Manifest:
    (folder / f"{name}.pdf").write_bytes(b"PDF")
    bron = str(folder / "bron")
    manifest = Manifest(str(folder))
    inputs = {bron: Files()[bron], str(folder / "mist"): None}
    manifest.note(name, inputs, {f"{name}.pdf": b"PDF"}, MADE_WITH, None)
    manifest.save()
    return manifest


def test_why(made: Path) -> None:
    assert why(made) is None
    assert why(made, program="2") == "is met een andere versie van raadsbrief gemaakt"
    assert why(made, nieuw="") == UNREADABLE
    assert why(made, ("a.pdf", "a.html")) == "'a.html' ontbreekt of is veranderd"
    (made / "mist").write_text("")
    assert why(made) == f"'{made}/mist' is nieuw"
    (made / "bron").write_text("y")
    assert why(made) == f"'{made}/bron' is veranderd"
    (made / "bron").unlink()
    assert why(made) == f"'{made}/bron' is weg"


def test_a_result_with_the_same_size_and_time(made: Path) -> None:
    times = (made / "a.pdf").stat()
    (made / "a.pdf").write_bytes(b"pdf")
    os.utime(made / "a.pdf", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert why(made) == "'a.pdf' ontbreekt of is veranderd"


def test_a_result_that_was_copied_is_whole(made: Path) -> None:
    os.utime(made / "a.pdf", (1, 1))
    assert why(made) is None


def test_two_builds_in_one_folder_keep_what_the_other_noted(made: Path) -> None:
    one, two = Manifest(str(made)), Manifest(str(made))
    for manifest, name in ((one, "b"), (two, "c")):
        (made / f"{name}.pdf").write_bytes(b"PDF")
        manifest.note(name, {}, {f"{name}.pdf": b"PDF"}, MADE_WITH, None)
        manifest.save()
    manifest = Manifest(str(made))
    for name in "abc":
        assert manifest.why_stale(name, [f"{name}.pdf"], MADE_WITH, Files()) is None


def test_a_result_that_another_build_replaced_at_once(made: Path) -> None:
    manifest = Manifest(str(made))
    (made / "a.pdf").write_bytes(b"fdp")
    manifest.note("a", {}, {"a.pdf": b"PDF"}, MADE_WITH, None)
    manifest.save()
    assert why(made) == "'a.pdf' ontbreekt of is veranderd"


def test_forgets_what_nothing_is_left_of(made: Path) -> None:
    (made / "a.pdf").unlink()
    note(made, "b")
    assert list(json.loads((made / NAME).read_text())["records"]) == ["b"]


def test_names_that_are_no_utf_8(made: Path) -> None:
    note(made, "half\udcff")
    assert Manifest(str(made)).why_stale("half\udcff", [], MADE_WITH, Files()) is None


def test_each_file_stands_there_once(made: Path) -> None:
    note(made, "b")
    assert len(json.loads((made / NAME).read_text())["files"]) == 2


def test_a_folder_that_may_not_be_written(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError

    before = (made / NAME).read_bytes()
    monkeypatch.setattr(os, "replace", refuse)
    note(made, "b")
    assert (made / NAME).read_bytes() == before
    assert not list(made.glob("*.tmp"))


def broken(record: Any) -> str:
    return whole(written([["x", None]], record))


def whole(data: Any) -> str:
    """A record as it is kept, with its digest: what is wrong inside still counts."""
    return sealed(json.dumps({k: v for k, v in data.items() if k != "digest"}).encode()).decode()


def written(files: Any, record: Any) -> dict[str, Any]:
    return {"version": VERSION, "files": files, "ways": [MADE_WITH], "records": {"a": record}}


RECORD = {"made_with": 0, "inputs": [], "outputs": {"a.pdf": ["?"]}, "told": None}


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", '"x"', "\x00", "\udcff", '{"version": 1}', "[" * 100_000,
        '{"version": 2, "records": {"a": 1}}', broken(None), broken([]), broken({}),
        broken(RECORD), broken(RECORD | {"inputs": [7]}), broken(RECORD | {"inputs": "ab"}),
        broken(RECORD | {"outputs": {"a.pdf": None}}), broken(RECORD | {"outputs": []}),
        broken(RECORD | {"outputs": {"a.pdf": 5}}), broken(RECORD | {"made_with": 1}),
        broken(RECORD | {"made_with": "program"}),
    ],
)  # fmt: skip
def test_a_record_that_is_damaged_means_build(made: Path, text: str) -> None:
    (made / NAME).write_bytes(text.encode(errors="surrogateescape"))
    assert why(made) is not None
    note(made, "a")
    assert why(made) is None


def test_no_bit_of_a_record_changes_an_answer(made: Path) -> None:
    data = (made / NAME).read_bytes()
    assert why(made) is None
    for place in range(0, len(data), 7):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        (made / NAME).write_bytes(changed)
        assert why(made) == "is nog niet gemaakt"


@pytest.mark.parametrize("path", [5, [], {}, "pijp", "/dev/zero", "nul\0", "half\udcff", "\ud800"])
def test_paths_that_someone_made_up(made: Path, path: Any) -> None:
    os.mkfifo(made / "pijp")
    path = str(made / path) if path == "pijp" else path
    record = RECORD | {"inputs": [0]}
    (made / NAME).write_text(whole(written([[path, "x"]], record)))
    assert why(made) is not None
    note(made, "a")
    assert why(made) is None


def test_a_pipe_in_the_place_of_the_record(made: Path) -> None:
    (made / NAME).unlink()
    os.mkfifo(made / NAME)
    assert why(made) == "is nog niet gemaakt"


def test_what_was_told_is_told_again(stad: Path, run: Run) -> None:
    assert run("build").code == 0
    tell(stad, [[WARNING], 0, [], None, []])
    assert run("build", "-q").err == "x: waarschuwing[RB402] let op\n\n1 waarschuwing gevonden.\n"


@pytest.mark.parametrize(
    "told",
    [
        {}, 5, "x", [], [[WARNING]], [[{}], 0, [], None, []], [[WARNING], "0", [], None, []],
        [[WARNING], 0, [5], None, []], [[WARNING], 0, [], 5, []], [[WARNING], 0, [], None, [[1]]],
        *(
            [[[*WARNING[:i], wrong, *WARNING[i + 1 :]]], 0, [], None, []]
            for i, wrong in [(0, "RB999"), (1, None), (2, 5), (3, [1]), (3, [1, 2, "3"]), (4, []),
                             (5, {}), (6, "ramp"), (7, 5), (8, [[1, 2, 3]]), (8, [[1, 2, 3], 5])]
        ),
    ],
)  # fmt: skip
def test_what_someone_made_up_is_not_told(stad: Path, run: Run, told: Any) -> None:
    assert run("build").code == 0
    tell(stad, told)
    assert run("build", "-q").err == ""
    assert json.loads((stad / "build" / NAME).read_text())["records"]["2026-014"]["told"] is None


def tell(stad: Path, told: Any) -> None:
    """Have the findings stand where they stand in a record: once, with a number."""
    data = json.loads((stad / "build" / NAME).read_text())
    told = list(told) if isinstance(told, list) else told
    for i in (0, 2) if isinstance(told, list) else ():
        if i < len(told):
            begin = len(data["findings"])
            data["findings"] += told[i]
            told[i] = [*range(begin, len(data["findings"]))]
    data["records"]["2026-014"]["told"] = told
    (stad / "build" / NAME).write_text(whole(data))
