"""Wrong content, one case a heading in data/fouten.md: what the user then reads.

Each case changes the content of Voorbeeldstad: lines that begin with `-` become those that
begin with `+`. `pytest --update-golden` writes the answers anew; read the difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import TESTS, Run

GOLDEN = TESTS / "data" / "fouten.md"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n`(?P<file>\S+)`\n\n"
    r"```diff\n(?P<diff>.*?)```\n\n```text\n(?P<answer>.*?)```\n",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    title: str
    file: str
    diff: str
    answer: str

    def change(self, text: str) -> str:
        lines = self.diff.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        assert text.count(old) == 1, f"the lines of '{self.title}' must stand in {self.file} once"
        return text.replace(old, new)


def cases() -> list[Case]:
    return [Case(**match.groupdict()) for match in _CASE.finditer(GOLDEN.read_text())]


def test_every_case_is_read() -> None:
    assert len(cases()) == GOLDEN.read_text().count("\n## ") >= 40


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_answer(case: Case, stad: Path, run: Run, request: pytest.FixtureRequest) -> None:
    path = stad / "content" / case.file
    path.write_text(case.change(path.read_text()))
    earlier = stad / "build" / "2026-014.pdf"
    earlier.parent.mkdir()
    earlier.write_bytes(b"the PDF of last week")

    result = run("build")

    assert result.code == 1
    assert result.out == ""
    assert earlier.read_bytes() == b"the PDF of last week"
    assert [path.name for path in earlier.parent.iterdir()] == [earlier.name]
    if request.config.getoption("--update-golden"):
        old = f"## {case.title}\n\n`{case.file}`\n\n```diff\n{case.diff}```\n\n```text\n"
        text = GOLDEN.read_text()
        GOLDEN.write_text(text.replace(f"{old}{case.answer}```", f"{old}{result.err}```"))
    else:
        assert result.err == case.answer
