"""Each hint of data/fouten.md is followed, and then the letter is right.

What a hint asks for is done by `followed.py`, as far as a program can do it. The rest is done in
data/gevolgd.md, by hand: under the same heading, what an author changes who follows the hints.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import STAD, TESTS, Run
from followed import Place, follow
from test_fouten import Case, cases

FOLLOWED = TESTS / "data" / "gevolgd.md"
_STEP = re.compile(
    r"^(?:## (?P<title>[^\n]+)\n\n)?`(?P<file>\S+)`\n\n```diff\n(?P<diff>.*?)```\n",
    re.MULTILINE | re.DOTALL,
)
# More hints than these nobody follows.
MOST = 12

Finding = dict[str, object]


def by_hand() -> dict[str, list[Case]]:
    """What an author changes, step by step, by the title of the case."""
    found: dict[str, list[Case]] = {}
    title = ""
    for step in _STEP.finditer(FOLLOWED.read_text()):
        title = step["title"] or title
        found.setdefault(title, []).append(Case(title, step["file"], step["diff"], ""))
    return found


BY_HAND = by_hand()


def errors(run: Run) -> list[Finding]:
    found = json.loads(run("check", "--facts", "--format", "json").out)["meldingen"]
    return [one for one in found if one["ernst"] == "fout"]


def kind(finding: Finding) -> tuple[object, object]:
    return finding["code"], finding["melding"]


def follow_all(stad: Path, run: Run) -> None:
    """Follow the hints one by one; each takes its finding away, and brings nothing new."""
    found = errors(run)
    assert found
    for _ in range(MOST):
        if not found:
            return
        file = Path(str(found[0]["bestand"]))
        right = (STAD / file.relative_to("content")).read_text()
        text = follow(Place(found[0], file.read_text(), right))
        assert text is not None, f"do by hand, in gevolgd.md: {found[0]['advies']}"
        (stad / file).write_text(text)
        left = errors(run)
        assert len(left) < len(found)
        assert {kind(one) for one in left} <= {kind(one) for one in found}
        found = left
    pytest.fail("there is no end to the hints")


def test_every_case_done_by_hand_is_there() -> None:
    assert FOLLOWED.read_text().count("\n## ") == len(BY_HAND)
    assert set(BY_HAND) <= {case.title for case in cases()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_hints_lead_to_a_letter_that_is_right(case: Case, stad: Path, run: Run) -> None:
    path = stad / "content" / case.file
    path.write_text(case.change(path.read_text()))
    if case.title not in BY_HAND:
        follow_all(stad, run)
    for step in BY_HAND.get(case.title, []):
        path = stad / "content" / step.file
        path.parent.mkdir(exist_ok=True)
        path.write_text(step.change(path.read_text()) if path.exists() else step.change(""))
    assert errors(run) == []
