"""Every code is explained, with a wrong and a right example; the page of them is fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from raadsbrief.diagnostics import Code
from raadsbrief.explain.texts import Explanation, as_page, explanation_of, explanations


def test_every_code_is_explained_once() -> None:
    assert [explanation.code for explanation in explanations()] == sorted(Code)


@pytest.mark.parametrize(
    "explanation", explanations(), ids=lambda explanation: str(explanation.code)
)
def test_an_explanation_has_all_its_parts(explanation: Explanation) -> None:
    for part in (
        explanation.title,
        explanation.text,
        explanation.wrong,
        explanation.right,
        explanation.advice,
    ):
        assert part.strip() == part != ""
    assert explanation.wrong != explanation.right
    assert not explanation.title.endswith(".")
    assert explanation.text.endswith(".")
    assert explanation.advice.endswith(".")
    assert not re.search(r"\b(je|jij|jouw)\b", f"{explanation.text} {explanation.advice}")


# What is not read for a mistake in a field (RB380) is no slip in prose.
LANGUAGE = [
    explanation
    for explanation in explanations()
    if explanation.code.startswith("RB3") and explanation.code is not Code.UNREAD
]


@pytest.mark.parametrize("explanation", LANGUAGE, ids=lambda explanation: str(explanation.code))
def test_examples_of_language_are_true(explanation: Explanation, stad: Path, run: Run) -> None:
    assert explanation.code in codes_in(stad, run, explanation.wrong)
    assert explanation.code not in codes_in(stad, run, explanation.right)


def codes_in(stad: Path, run: Run, text: str) -> set[str]:
    """Return the codes of what is found in a letter with a text."""
    letter = yaml_of(text)
    (stad / "content" / "brieven" / "2026-014.yaml").write_text(letter)
    lines = run("check", "--hints", "--format", "short", "2026-014").out.splitlines()
    return {line.split(": ")[1].split()[0] for line in lines}


def yaml_of(text: str) -> str:
    prose = "".join(f"    {line}\n" for line in text.split("\n"))
    head = "zaaknummer: 2026-014\ngemeente: voorbeeldstad\ndatum: 2026-05-20\n"
    return f"{head}secties:\n  kern: |\n{prose}"


def test_the_page_is_fresh() -> None:
    page = (ROOT / "docs" / "meldingen.md").read_text()
    assert page == as_page(), "voer `make docs` uit"


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    target = tmp_path / "meldingen.md"
    subprocess.run([sys.executable, "-m", "raadsbrief.explain", target], check=True, cwd=ROOT)
    assert target.read_text() == as_page()


def test_explain_tells_all_of_a_code(run: Run) -> None:
    result = run("explain", "rb207")
    explanation = explanation_of(Code.COUNT)
    assert (result.code, result.err) == (0, "")
    for part in (
        f"RB207: {explanation.title}",
        explanation.text,
        explanation.wrong,
        explanation.right,
        explanation.advice,
    ):
        assert " ".join(part.split()) in " ".join(result.out.split())
    assert max(map(len, result.out.splitlines())) <= 88


def test_explain_lists_all(run: Run) -> None:
    lines = run("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(Code)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("RB27", "er is geen melding 'RB27'; bedoelde u 'RB207'?"),
        ("hallo", "er is geen melding 'hallo'; `raadsbrief explain` toont ze alle"),
    ],
)
def test_explain_an_unknown_code(run: Run, code: str, message: str) -> None:
    result = run("explain", code)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
