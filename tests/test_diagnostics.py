from __future__ import annotations

from raadsbrief.diagnostics import Code, Diagnostic, Span, did_you_mean, ordered
from raadsbrief.uitvoer.mens import render


def finding(
    line: int = 1, column: int = 1, excerpt: str = "abc", file: str = "b.yaml"
) -> Diagnostic:
    return Diagnostic(Code.VALUE, "fout", file, Span(line, column, 2), excerpt, "doe iets")


def test_place_line_caret_and_hint() -> None:
    assert render(finding(12, 3, "naam: x")) == (
        "b.yaml:12:3: fout[RB104] fout\n  12 | naam: x\n     |   ^^\n  → doe iets"
    )


def test_a_long_line_is_cut_around_the_caret() -> None:
    drawn = render(finding(1, 300, "x" * 299 + "Y" + "x" * 300), width=60).splitlines()
    assert len(drawn[1]) <= 66
    assert drawn[1][drawn[2].index("^")] == "Y"
    assert drawn[1].count("…") == 2


def test_tabs_and_control_characters_keep_the_caret_in_place() -> None:
    drawn = render(finding(1, 4, "\t\x1b[Y")).splitlines()
    assert "\x1b" not in drawn[1]
    assert drawn[1][drawn[2].index("^")] == "Y"


def test_findings_are_sorted_and_shown_once() -> None:
    found = [finding(2), finding(1, 5), finding(1, 2), finding(9, 9, file="a.yaml"), finding(2)]
    assert [d.location for d in ordered(found)] == [
        "a.yaml:9:9",
        "b.yaml:1:2",
        "b.yaml:1:5",
        "b.yaml:2:1",
    ]


def test_nearest_name() -> None:
    assert did_you_mean("Onderwep", ["zaaknummer", "onderwerp"]) == "bedoelde u 'onderwerp'?"
    assert did_you_mean("qqq", ["a", "b"]) == "kies uit: a, b"
    assert did_you_mean("qqq", []) is None
