"""The measuring rod of the language: its figures are up to date, however good or bad they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from rod import figures, marks

from raadsbrief.diagnostics import Code, Diagnostic, Severity, Span

LETTER = """\
onderwerp: Proef: een brief
datum: 2025-01-02

## Risico's
De {wijk team|wijkteam|los} komt, {zij|hij|verwijzing} blijft
tot het eind.
"""


def letter(tmp_path: Path, text: str = LETTER) -> marks.Marked:
    path = tmp_path / "brief.txt"
    path.write_text(text)
    return marks.read(path, 1)


def found(line: int, column: int, length: int, words: str) -> Diagnostic:
    span = Span(line, column, length)
    return Diagnostic(Code.SPLIT_COMPOUND, "x", "f", span, None, None, Severity.WAARSCHUWING, words)


def test_marks_stand_where_the_author_wrote(tmp_path: Path) -> None:
    one = letter(tmp_path)
    assert [one.yaml[mark.begin : mark.end] for mark in one.marks] == ["wijk team", "zij"]
    assert "De wijk team komt, zij blijft\n        tot het eind." in one.yaml
    assert one.words == 9


def test_a_finding_is_about_the_slips_that_it_touches(tmp_path: Path) -> None:
    one = letter(tmp_path)
    line = 1 + one.yaml[: one.marks[0].begin].count("\n")
    first, second = one.marks
    assert one.touched_by(found(line, 12, 9, "wijk team")) == {first}
    assert one.touched_by(found(line, 9, 2, "De")) == set()
    assert one.touched_by(found(line, 9, 12, "De wijk team")) == {first}
    assert one.touched_by(found(line, 28, 3, "zij blijft tot")) == {second}


@pytest.mark.parametrize("wrong", ["{a|b|raar}", "{a|a|los}", "{a|b}", "een } los"])
def test_a_mark_that_is_none_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"[{}]"):
        letter(tmp_path, LETTER + wrong)


def test_the_figures_are_up_to_date() -> None:
    assert figures.measure() == figures.PAGE.read_text("utf-8"), "maak ze opnieuw: `make taal`"
