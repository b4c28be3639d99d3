"""What prose cannot have, and which texts need no look."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from conftest import TESTS
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief.model import Proza
from raadsbrief.prose import prose
from raadsbrief.prose.checking import markdown_check
from raadsbrief.prose.markdown_html import Page

FACTS = {
    "gemeente": {"naam": "Voorbeeldstad", "huisstijl": {"bedragen": "€ 5"}},
    "feiten": {"ruw": "*a* <b> [c](d) 1. & `e` _f_", "items": "x", "geld": "5"},
}


def html(text: str, level: int = 3) -> str:
    return str(prose.render(Proza(text), FACTS, Page(), level))


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "a <br> b",
        "<!-- x -->",
        "![a](b.png)",
        "{# x #}",
        "[^1]",
        "---",
        "`a`",
        "```\nx\n```",
        "• een\n• twee",
        "[a](b c)",
        "[a](javascript:x)",
    ],
)
def test_what_prose_cannot_have(text: str) -> None:
    assert prose.check(Proza(text), FACTS, TESTS)


@pytest.mark.parametrize("text", ["5 < 6 & 7 > 6", "a { b } c", "[ ]", "100%", "    ingesprongen"])
def test_what_is_only_text(text: str) -> None:
    assert not prose.check(Proza(text), FACTS, TESTS)
    assert html(text).startswith("<p>")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("tekst\n\n| A | B |\n|---|---|", [7]),
        ("> | A | B |\n> |---|---|\n\ntekst", [2]),
        ("| A |\n|---|\n| 1 |\n\n| C |\n|---|", [19]),
        ("| A | B |\n|---|---|\n| 1 | |", []),
    ],
)
def test_a_table_has_rows(text: str, starts: list[int]) -> None:
    found = prose.check(Proza(text), FACTS, TESTS)
    assert [(one.start, one.message) for one in found] == [
        (start, "deze tabel heeft koppen, en geen enkele rij") for start in starts
    ]


# How lines begin, and what else stands in them: words, marks, and what looks like a mark.
_BEGINS = (
    *(
        "woord",
        "a",
        "xxx",
        "12",
        "2.1",
        "É",
        "",
        "- a",
        "- ",
        "* ",
        "  ",
        "    ",
        "'a",
        "\xa0",
        "_",
    ),
    *("---", "# ", "> ", "| a |", "a. ", "b. ", "(a) ", "i) ", "1. ", "• ", "~~~", "```", "- - a"),
)
_MARKS = (
    *("", " ", " woord", "1", ".", ". ", ")", ") ", "(", "*", "**", "_", "|", ":", "-", "=", "{"),
    *(" • ", " ● ", "<b>", "&lt;b>", "&#91;^a&#93;", "[^a]", "`a`", "[a](b c)", "]( ", "![](a.b)"),
    *("[a]{lang=X}", "{lang=X}", "\\[^a]", "https://a.b", "\n---", "\n1. b", "\n\n# a\n\n### b"),
    *("\na. b\na. c", "\na\\. b\na\\. c"),
)


def test_a_text_that_is_not_parsed_has_nothing_to_find() -> None:
    passed = 0
    for parts in product(_BEGINS, _MARKS, _MARKS):
        text = "".join(("Een regel\n", *parts))
        if markdown_check.is_words_alone(text):
            passed += 1
            assert markdown_check.check_fully(text, TESTS, is_line=False) == [], text
            assert markdown_check.check_fully(text, TESTS, is_line=True) == [], text
    assert passed > 700


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("'Een *zin* met {{ .\n12 woorden: één!", True),
        ("We doen:\n\n- dit;\n- dat.", True),
        ("a. een\nb. twee", False),
        ("Kijk <hier>.", False),
        ("Zie\n---", False),
    ],
)
def test_which_texts_are_words_alone(text: str, alone: bool) -> None:
    assert markdown_check.is_words_alone(text) is alone


@given(st.text(alphabet="{}%#|. abfeitn\n*_[]()<>!-`", max_size=60))
def test_prose_that_passes_can_be_rendered(text: str) -> None:
    prose_text = Proza(text)
    if not prose.check(prose_text, FACTS, TESTS):
        assert "<script" not in str(prose.render(prose_text, FACTS, Page(), 3))


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("https://www.voorbeeldstad.example/wijken?a=1#b", True),
        ("http://voorbeeldstad.example:8080", True),
        ("https://{{ feiten.site }}/wijken", True),
        ("mailto:raad@voorbeeldstad.example", True),
        ("tel:+31101234567", True),
        ("https://voorbeeldstad", False),
        ("https://https://voorbeeldstad.example", False),
        ("https://.example/a", False),
        ("https://www.voorbeeldstad.example,", False),
        ("mailto:raad", False),
        ("bijlage.pdf", False),
    ],
)
def test_addresses_of_links(address: str, fits: bool, tmp_path: Path) -> None:
    facts = {**FACTS, "feiten": {"site": "www.voorbeeldstad.example"}}
    found = prose.check(Proza(f"Zie [het programma]({address})."), facts, tmp_path)
    assert [problem.message.endswith("verwijzen") for problem in found] == [True] * (not fits)
