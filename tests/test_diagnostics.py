from __future__ import annotations

from raadsbrief.diagnostics import Code, Diagnostic, Span, did_you_mean, ordered


def finding(
    line: int = 1, column: int = 1, excerpt: str = "abc", file: str = "b.yaml"
) -> Diagnostic:
    return Diagnostic(Code.VALUE, "fout", file, Span(line, column, 2), excerpt, "doe iets")


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
