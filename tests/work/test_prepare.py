from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.work.prepare import prepare

PROGRAM = [sys.executable, "-m", "raadsbrief"]


def test_with_nothing_to_do_little_is_imported(stad: Path, run: Run) -> None:
    run("build")
    command = [sys.executable, "-X", "importtime", "-m", "raadsbrief", "build"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = {line.split("|")[-1].strip() for line in result.stderr.splitlines()}
    assert "Niets te doen: de brief is al klaar." in imported
    assert "raadsbrief.record.plan" in imported
    assert not imported & {"typer", "pydantic", "jinja2", "babel", "weasyprint", "pathlib"}


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["schema"], ["build", "--help"], ["build", "--jobs", "0"], ["build", "-j", "veel"],
        ["build", "--output"], ["build", "--output="], ["build", "--shard", "6/5"],
        ["build", "--shard", "2"], ["build", "--html=ja"], ["build", "--wat"], ["build", "weg"],
        ["build", "--templates", "weg"], ["build", "--content", "weg"], ["build", "--dry-run"],
    ],
)  # fmt: skip
def test_what_is_left_to_the_command_line(stad: Path, run: Run, arguments: list[str]) -> None:
    run("build")
    assert prepare(arguments) is None


@pytest.mark.parametrize(
    "arguments",
    [["-q"], ["2026-014"], ["--output=./build/"], ["-j", "2"], ["--shard", "1/1"]],
)
def test_what_is_done_at_once(stad: Path, run: Run, arguments: list[str]) -> None:
    run("build")
    assert prepare(["build", *arguments]) == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_outputs(stad: Path, closed: str) -> None:
    for _ in range(2):
        command = f"{' '.join(PROGRAM)} build -j 2 {closed}"
        assert subprocess.run(command, shell=True).returncode == 0
    assert (stad / "build" / "2026-014.pdf").read_bytes().endswith(b"%%EOF\n")


def test_an_output_that_is_full(stad: Path, run: Run) -> None:
    command = f"{' '.join(PROGRAM)} --version > /dev/full"
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert result.returncode == 3
    assert "de schijf is vol" in result.stderr


def test_warnings_of_earlier_are_shown_again(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "brief.css").write_text("h1 { kleur: rood }")
    first = run("build")
    assert "deze eigenschap bestaat niet" in first.err
    again = subprocess.run([*PROGRAM, "build", "-q"], capture_output=True, text=True, check=True)
    assert again.stderr == first.err


def test_a_name_that_is_no_utf_8(stad: Path) -> None:
    letters = stad / "content" / "brieven"
    (letters / "2026-014.yaml").rename(letters / os.fsdecode(b"half\xff.yaml"))
    for arguments in (["--shard", "1/1"], []):
        command = [*PROGRAM, "build", *arguments]
        result = subprocess.run(command, capture_output=True, errors="surrogateescape", text=True)
        assert "Traceback" not in result.stderr
        assert (result.returncode, result.stderr[:12]) in ((0, ""), (0, "Niets te doe"))
