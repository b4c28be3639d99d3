"""What a check remembers, and when it does not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from raadsbrief.content.dossier import Content
from raadsbrief.record.manifest import Manifest
from raadsbrief.record.plan import NUMBERS
from raadsbrief.record.recall import ACCEPTED, CACHE
from raadsbrief.work import pipeline
from raadsbrief.work.prepare import Prepared, prepare

PROGRAM = [sys.executable, "-m", "raadsbrief"]


def looked_at(run: Run, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    """The letters that a check looks at."""
    names = Path("looked-at.txt")  # a list would stay behind in the process that looks
    names.write_text("")

    def watch(what: str) -> None:
        look = getattr(pipeline, what)

        def watched(content: Content, name: str, *more: Any) -> Any:
            with names.open("a") as stream:
                stream.write(f"{name}\n")
            return look(content, name, *more)

        monkeypatch.setattr(pipeline, what, watched)

    watch("check")
    watch("check_facts")
    run("check", *arguments)
    return names.read_text().split()


@pytest.fixture
def three(stad: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three letters."""
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    for number in ("015", "016"):
        text = letter.read_text().replace("2026-014", f"2026-{number}")
        (letter.parent / f"2026-{number}.yaml").write_text(text)
    return stad


ALL = ["2026-014", "2026-015", "2026-016"]


def test_only_what_has_changed_is_looked_at(
    three: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*arguments: str) -> list[str]:
        with monkeypatch.context() as patch:
            patch.chdir(three)
            return looked_at(run, patch, *arguments)

    for arguments, more in ((["--facts"], ["2026-015"]), ([], ALL[1:])):
        letter = three / "content" / "brieven" / "2026-015.yaml"
        assert look(*arguments) == ALL
        assert look(*arguments) == []
        letter.write_text(letter.read_text() + "# gezien\n")
        assert look(*arguments) == more  # a letter is held against those before it
        (three / "content" / "namen.txt").write_text(f"Molenwijk {arguments}\n")
        assert look(*arguments, "2026-014") == ["2026-014"]
        assert look(*arguments) == ALL[1:]
    assert look("--facts", "--strict", "--hints", "--format", "json") == ALL
    assert look("--facts", "--content", "./content/") == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert look("--facts") == ALL


def test_a_repair_is_checked_again(stad: Path, run: Run) -> None:
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    right = letter.read_text()
    letter.write_text(right.replace("ligt op koers", "ligt op  koers , in zake"))
    before = run("check")
    assert before == run("check")
    fixed = run("check", "--fix")
    assert "hersteld[" in fixed.out
    assert letter.read_text() != right
    shutil.rmtree(CACHE)
    assert run("check").err == fixed.err


def test_told_before_much_is_loaded(stad: Path, run: Run) -> None:
    gemeente = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    gemeente.write_text(gemeente.read_text().replace("afzender:", "afzendr:"))
    found = run("check", "2026-014")
    command = [sys.executable, "-X", "importtime", *PROGRAM[1:], "check", "2026-014"]
    result = subprocess.run(command, capture_output=True, text=True)
    lines = result.stderr.splitlines()
    imported = {line.split("|")[-1].strip() for line in lines if line.startswith("import time:")}
    told = [line for line in lines if not line.startswith("import time:")]
    assert (result.returncode, told) == (found.code, found.err.splitlines())
    assert "afzendr" in found.err
    assert {"raadsbrief.record.recall", "raadsbrief.report.report"} <= imported
    heavy = {"typer", "pydantic", "jinja2", "babel", "ruamel", "ruamel.yaml", "markdown_it"}
    assert not imported & {*heavy, "pathlib", "typing", "raadsbrief.work.pipeline"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--fix"], ["check", "--help"], ["check", "weg"], ["check", "--content", "weg"],
        ["check", "--templates", "weg"], ["check", "--format", "pdf"], ["check", "--format"],
        ["check", "--wat"], ["check", "--facts=ja"], ["check", "--force"],
        ["check", "content/brieven/2026-014.yaml"],
    ],
)  # fmt: skip
def test_what_is_left_to_the_command_line(stad: Path, run: Run, arguments: list[str]) -> None:
    run("check")
    assert prepare(arguments) is None


def test_warnings_of_a_build_are_told_at_once(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "brief.css").write_text("h1 { kleur: rood }")
    first = run("build")
    command = [sys.executable, "-X", "importtime", *PROGRAM[1:], "build"]
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = again.stderr.splitlines()
    imported = {line.split("|")[-1].strip() for line in lines if line.startswith("import time:")}
    told = [line for line in lines if not line.startswith("import time:")]
    assert told == ["Niets te doen: de brief is al klaar.", *first.err.splitlines()]
    assert not imported & {"typer", "pydantic", "jinja2", "babel", "pathlib", "typing"}


def test_the_folder_says_that_it_may_go(stad: Path, run: Run) -> None:
    run("check")
    assert (stad / CACHE / ".gitignore").read_text() == "*\n"
    tag = (stad / CACHE / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


@pytest.mark.parametrize("there", ["a file", "a link to nowhere", "a folder without rights"])
def test_a_place_where_nothing_can_be_kept(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    if there == "a file":
        (stad / CACHE).write_text("van mij")
    elif there == "a link to nowhere":
        (stad / CACHE).symlink_to("weg")
    else:
        monkeypatch.setattr(os, "makedirs", refuse)
    result = run("check")
    assert (result.code, result.out) == (0, "")
    assert run("check") == result
    monkeypatch.undo()
    assert not (stad / CACHE).is_file() or (stad / CACHE).read_text() == "van mij"


def refuse(*arguments: object, **options: object) -> None:
    raise PermissionError


def test_what_changes_meanwhile_is_not_remembered(
    three: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = three / "content" / "brieven" / "2026-014.yaml"
    right, check = other.read_text(), pipeline.check

    def meanwhile(content: Content, name: str, *more: Any) -> Any:
        other.write_text(right + "x: 1\n")
        try:
            return check(content, name, *more)
        finally:
            other.write_text(right)

    with monkeypatch.context() as patch:
        patch.chdir(three)
        patch.setattr(pipeline, "check", meanwhile)
        run("check", *ALL[1:])
    for name in ALL:  # the last, too, was held against what is there no longer
        assert isinstance(prepare(["check", name]), Prepared)


def test_letters_that_went_are_forgotten(three: Path, run: Run) -> None:
    run("check")
    (three / "content" / "brieven" / "2026-016.yaml").unlink()
    run("check")
    files = sorted((three / CACHE).glob("*.json"), key=lambda path: len(path.name))
    found, heads = (json.loads(file.read_text()) for file in files)
    assert list(found["records"]) == [*ALL[:2], NUMBERS, "", ACCEPTED]
    assert heads["heads"]


def test_two_checks_at_the_same_time(three: Path) -> None:
    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [*PROGRAM, "check", *arguments]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    runs = [start("--facts", name) for name in ALL for _ in range(2)]
    for one in runs:
        one.communicate()
        assert one.returncode == 0
    (file,) = (three / CACHE).glob("*.json")
    manifest = Manifest(CACHE, file.name)
    assert all(manifest.told(name) is not None for name in ALL)


def test_an_output_that_cannot_be_written(stad: Path, run: Run) -> None:
    run("check", "--format", "json")
    command = f"{' '.join(PROGRAM)} check --format json > /dev/full"
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert result.returncode == 3
    assert "de schijf is vol" in result.stderr
    command = f"{' '.join(PROGRAM)} check --format json | true"
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")
