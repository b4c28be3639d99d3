"""What is read of a letter with wrong facts, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import GEMEENTE, PROGRAMMA

from raadsbrief.content.dossier import Content
from raadsbrief.work import pipeline

HEAD = "gemeente: stad\nprogramma: wijken\nonderwerp: Proef\nzaaknummer: 2026-1\n"
SLIP = "Dit is de de wijk."


def told(folder: Path, letter: str) -> list[str]:
    for name, text in {
        "gemeenten/stad.yaml": GEMEENTE, "programmas/wijken.yaml": PROGRAMMA,
        "brieven/a.yaml": letter,
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    outcome = pipeline.check(Content(folder), "a")
    assert outcome.exit_code == 1
    return [
        f"{one.code} {one.span.line if one.span else ''} {one.words or ''}".strip()
        for one in outcome.diagnostics
        if one.is_language
    ]


@pytest.mark.parametrize(
    ("letter", "language"),
    [
        # A fact that is not there: the sentence around it is read, and the others are.
        (f"secties: {{kern: 'Team {{{{ feiten.teem }}}} komt. {SLIP}'}}\n", ["RB303 5 de de"]),
        # A wrong date costs no prose.
        (f"datum: 31 juni 2026\nsecties: {{kern: {SLIP}}}\n", ["RB303 6 de de"]),
        # A typing error in a key costs the prose under it.
        (
            f"secties: {{kern: {SLIP}}}\nvervlog: |\n  Dit is geen\n  vervolg.\nx: Er is niets.\n",
            ["RB303 5 de de", "RB380 6"],
        ),
        # Of a letter that cannot be read, nothing was.
        (f"secties: {{kern: {SLIP}\n", ["RB380"]),
        (f"secties: {{kern: {SLIP}}}\ngemeente: stat\n", ["RB380"]),
    ],
)
def test_what_can_be_read_is_read(letter: str, language: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, HEAD + letter) == language


def test_more_than_its_budget_is_not_read(tmp_path: Path) -> None:
    rows = "".join(f"    - kop: Deel {n}\n      tekst: Kort.\n" for n in range(3000))
    assert told(tmp_path, f"{HEAD}secties:\n  kern:\n{rows}") == ["RB380"]
