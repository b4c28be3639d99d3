"""Fixtures: content to change, and the program through its front door."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from raadsbrief import cli
from raadsbrief.content.dossier import Content
from raadsbrief.record.outcome import Outcome
from raadsbrief.record.plan import Order, Plan
from raadsbrief.work.building import Building, Here

# In CI the same examples every time: a change is judged on itself. At a desk, ever new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
STAD = TESTS / "data" / "voorbeeldstad"  # the content of a made-up gemeente


@dataclass(frozen=True)
class Result:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""

    def run(*arguments: object) -> Result:
        monkeypatch.setattr(sys, "argv", ["raadsbrief", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return Result(int(stop.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def stad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the content of Voorbeeldstad, in which the program runs."""
    shutil.copytree(STAD, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the real letter, made once."""
    output = tmp_path_factory.mktemp("letter")
    subprocess.run(
        [sys.executable, "-m", "raadsbrief", "build", "--content", ROOT / "content", "-o", output],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    return output / "2024-0062579.pdf"


def make(content: Path, name: str, output: Path) -> Outcome:
    """Make one letter in this process."""
    plan = Plan(Order([name], content.as_posix(), output.as_posix()))
    ((_, outcome),) = Building(plan, Content(content), Here()).run()
    return outcome


def struct_text(pdf: Path) -> str:
    """The tagged text of a PDF, as a tree."""
    command = ["pdfinfo", "-struct-text", str(pdf)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


Change = Callable[[Callable[[Any], object]], Path]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF with everything in it that a letter can have."""
    from raadsbrief.pdf import pdf  # late: most tests need no WeasyPrint

    path = tmp_path_factory.mktemp("good") / "proef.pdf"
    path.write_bytes(pdf.render((TESTS / "data" / "proef.html").read_text(), "proef.pdf")[0])
    return path


@pytest.fixture
def changed(good: Path, tmp_path: Path) -> Change:
    """Change the good PDF and save it elsewhere."""
    import pikepdf

    def changed(change: Callable[[Any], object]) -> Path:
        with pikepdf.open(good) as opened:
            change(opened)
            opened.save(tmp_path / "anders.pdf", fix_metadata_version=False)
        return tmp_path / "anders.pdf"

    return changed
