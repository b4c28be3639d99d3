"""veraPDF, where it is installed, and the command `verify`."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.diagnostics import Code
from raadsbrief.verify.verapdf import verapdf

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<report><jobs><job><item size="1"><name>x.pdf</name></item>{result}</job></jobs></report>"""
PASSED = '<validationReport isCompliant="true"><details failedRules="0"/></validationReport>'
FAILED = """<validationReport isCompliant="false"><details passedRules="9" failedRules="1">
<rule specification="ISO 14289-1:2014" clause="7.3" testNumber="1" status="failed" failedChecks="2">
<description>Figure tags shall include
an alternative representation</description><check status="failed"/></rule>
<rule clause="7.2" testNumber="2" status="passed"/></details></validationReport>"""
UNREADABLE = """<taskException type="PARSE" isExecuted="true" isSuccess="false">
<exceptionMessage>Couldn't parse stream</exceptionMessage></taskException>"""


@pytest.fixture
def install_verapdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Put a false `verapdf` on the PATH that gives these answers and notes what it was asked."""

    def install(ua1: str, a2: str = PASSED, code: int = 1) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        answers = {"2a": REPORT.format(result=a2), "ua1": REPORT.format(result=ua1)}
        script = folder / "verapdf"
        script.write_text(
            f"#!{sys.executable}\nimport sys, pathlib\n"
            f"open({str(tmp_path / 'asked')!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
            f"print({answers!r}[sys.argv[4]])\nsys.exit({code})\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))
        return tmp_path / "asked"

    return install


@pytest.fixture
def no_verapdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_verapdf")
def test_verapdf_not_installed(good: Path) -> None:
    assert verapdf(good) is None


def test_verapdf_passes(good: Path, install_verapdf: Callable[..., Path]) -> None:
    asked = install_verapdf(PASSED, code=0)
    assert verapdf(good) == []
    assert asked.read_text().splitlines() == [
        f"--format xml --flavour {flavour} {good}" for flavour in ("2a", "ua1")
    ]


def test_verapdf_fails_a_rule(good: Path, install_verapdf: Callable[..., Path]) -> None:
    install_verapdf(FAILED)
    (found,) = verapdf(good) or []
    assert found.code is Code.VERAPDF
    assert found.message == (
        "veraPDF: PDF/UA-1 regel 7.3-1, 2 keer: "
        "Figure tags shall include an alternative representation"
    )


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (UNREADABLE, "niet nakijken (Couldn't parse stream)"),
        ("", "niet nakijken (geen uitslag)"),
        ("<oeps>", "geen leesbaar antwoord"),
        ('<validationReport isCompliant="false"/>', "geen geldige PDF/UA-1"),
    ],
)
def test_verapdf_without_a_verdict(
    good: Path, install_verapdf: Callable[..., Path], answer: str, part: str
) -> None:
    install_verapdf(answer)
    (found,) = verapdf(good) or []
    assert part in found.message


# --- The command ---


@pytest.mark.usefixtures("no_verapdf")
def test_command_on_good_pdfs(run: Run, good: Path) -> None:
    result = run("verify", good, good)
    assert result.out == (
        f"{good}: in orde (PDF/A-2a, PDF/UA-1, titel, taal, tags, tabellen, voetnoten, "
        "lettertypen, kleuren, afbeeldingen, plaats van de tekst op de bladzijde; zonder veraPDF)\n"
    )
    assert (result.code, result.err) == (0, "")


def test_command_with_verapdf(run: Run, good: Path, install_verapdf: Callable[..., Path]) -> None:
    install_verapdf(PASSED)
    assert "ook volgens veraPDF" in run("verify", good).out


def test_command_with_verapdf_that_finds(
    run: Run, good: Path, install_verapdf: Callable[..., Path]
) -> None:
    install_verapdf(FAILED)
    result = run("verify", good)
    assert (result.code, result.out) == (1, "")
    assert "fout[RB610]" in result.err


def test_command_goes_on_after_a_bad_file(
    run: Run, good: Path, tmp_path: Path, install_verapdf: Callable[..., Path]
) -> None:
    asked = install_verapdf(PASSED)
    result = run("verify", tmp_path / "nee.pdf", good, tmp_path)
    assert result.code == 1
    assert result.out.startswith(f"{good}: in orde")
    assert "nee.pdf: fout[RB601] dit bestand bestaat niet" in result.err
    assert result.err.endswith("2 fouten gevonden.\n")
    assert "nee.pdf" not in asked.read_text()


def test_command_without_a_file(run: Run) -> None:
    result = run("verify")
    assert result.code == 2
    assert "achter deze opdracht hoort een PDF" in result.err
