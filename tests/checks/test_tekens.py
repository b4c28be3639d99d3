"""Characters that the font lacks, or that turn the text around, are told at `check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run

BRIEF = Path("content/brieven/2026-014.yaml")


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ('"a\\u115fb"', 14), ('"\\U0001d553"', 13), ("a&bopf;b", 13), ("a&#0;b", 13),
        ("a&#xd800;b", 13),
        ("a&#8238;b", 13), ('"a\\u202eb"', None), ('"a\\u2066b"', None), ('"a\\u2028b"', None),
        ("a\u202eb", None), ("a\U000e0041b", 13),
    ],
)  # fmt: skip
def test_characters_are_told_with_their_place(
    stad: Path, run: Run, written: str, column: int | None
) -> None:
    code = "RB503" if column else "RB104"
    BRIEF.write_text(re.sub("onderwerp: .*", lambda _: f"onderwerp: {written}", BRIEF.read_text()))
    lines = run("check", "--facts", "--format", "short").out.splitlines()
    assert any(re.match(rf"{BRIEF}:6:{column or 12}: {code} ", line) for line in lines), lines
    assert len(lines) == 1


def test_in_a_csv_file_too(stad: Path, run: Run) -> None:
    path = stad / "content" / "cijfers" / "woningen.csv"
    path.write_text(path.read_text().replace(";", "\u202e;", 1))
    block = "    - tabel: {bijschrift: Woningen, bestand: cijfers/woningen.csv}\n"
    BRIEF.write_text(BRIEF.read_text().rstrip() + "\n" + block)
    assert "(U+202E)" in run("check", "--facts", "--format", "short").out


@pytest.mark.parametrize(
    "written", ["a&nbsp;b", "AT&T", '"R\\u0026D; x"', "a&shy;b", "caf&eacute;"]
)
def test_what_the_font_has_is_left_alone(stad: Path, run: Run, written: str) -> None:
    BRIEF.write_text(re.sub("onderwerp: .*", lambda _: f"onderwerp: {written}", BRIEF.read_text()))
    assert "RB503" not in run("check", "--facts", "--format", "short").out
