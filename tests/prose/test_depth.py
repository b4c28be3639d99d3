"""Lists in lists in lists: what Markdown does not read is told, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from raadsbrief.prose.checking import markdown_check
from raadsbrief.prose.markdown import parse
from raadsbrief.prose.markdown_html import Page, render

WORDS = [f"woord{letter}" for letter in "abcdefghijklmnopq"]
MARKS = ("- ", "1. ", "+ ")


def nested(mark: str, depth: int) -> str:
    return "\n".join(" " * len(mark) * i + mark + WORDS[i] for i in range(depth))


def told(text: str) -> list[str]:
    return [problem.message for problem in markdown_check.check(text, Path(), False)]


@pytest.mark.parametrize("depth", [1, 5, 9, 10, 11, 14, 17])
@pytest.mark.parametrize("mark", MARKS)
def test_each_word_is_printed_or_told(mark: str, depth: int) -> None:
    text = nested(mark, depth)
    found = told(text)
    html = render(parse(text)[0], Page(str, {}))
    if depth > 9:
        assert any("te diep" in one for one in found)
        assert not any("leeg" in one for one in found)
    else:
        assert not any("te diep" in one for one in found)
        assert all(word in html for word in WORDS[:depth])


def test_the_place_is_that_of_the_first_that_is_lost() -> None:
    text = nested("- ", 14)
    (problem,) = markdown_check.check(text, Path(), False)
    assert text[problem.start :].split("\n")[0] == f"- {WORDS[9]}"


@pytest.mark.parametrize("text", ["- " * 12 + "aap", "> " * 24 + "aap", "> - " * 8 + "aap"])
def test_on_one_line_too(text: str) -> None:
    assert any("te diep" in one for one in told(text))
