"""The field `verzonden` in the text of a letter: one line more, and nothing else."""

from __future__ import annotations

import pytest

from raadsbrief.diagnostics import ContentError
from raadsbrief.verzonden.veld import filled

DAY = "2026-05-21"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("datum: 2026-05-20\ngemeente: x\n", "datum: 2026-05-20\nverzonden: D\ngemeente: x\n"),
        ("datum: '2026' # w\ngemeente: x\n", "datum: '2026' # w\nverzonden: D\ngemeente: x\n"),
        ("gemeente: x\ndatum: 2026-05-20", "gemeente: x\ndatum: 2026-05-20\nverzonden: D\n"),
        ("# top\n\nkenmerk: 1\ngemeente: x\n", "# top\n\nkenmerk: 1\nverzonden: D\ngemeente: x\n"),
        ("kenmerk: >-\n  1\n\ngemeente: x\n", "kenmerk: >-\n  1\n\nverzonden: D\ngemeente: x\n"),
        ("datum: 2026\r\ngemeente: x\r\n", "datum: 2026\r\nverzonden: D\r\ngemeente: x\r\n"),
        ("verzonden: 2026-01-01  # toen\ngemeente: x\n", "verzonden: D  # toen\ngemeente: x\n"),
        ("verzonden: '2026-01-01'\ngemeente: x\n", "verzonden: D\ngemeente: x\n"),
        ("verzonden:\ngemeente: x\n", "verzonden: D\ngemeente: x\n"),
        ("verzonden:   # nog niet\ngemeente: x\n", "verzonden: D   # nog niet\ngemeente: x\n"),
        ("verzonden: ~\ngemeente: x\n", "verzonden: D\ngemeente: x\n"),
        ("secties: {kern: x}\n", "verzonden: D\nsecties: {kern: x}\n"),
    ],
)  # fmt: skip
def test_one_line(before: str, after: str) -> None:
    assert filled(before, "x.yaml", DAY) == after.replace("D", DAY)
    assert filled(filled(before, "x.yaml", DAY), "x.yaml", DAY) == filled(before, "x.yaml", DAY)


def test_a_file_in_braces() -> None:
    with pytest.raises(ContentError, match="past hier niet in één regel"):
        filled("{gemeente: x, datum: 2026-05-20}\n", "x.yaml", DAY)
