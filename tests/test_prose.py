from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief import prose
from raadsbrief.model import Proza

FACTS = {
    "gemeente": {"naam": "Voorbeeldstad", "huisstijl": {"bedragen": "€ 5"}},
    "feiten": {"ruw": "*a* <b> [c](d) 1. & `e` _f_", "items": "x", "geld": "5"},
}


def html(text: str, level: int = 3) -> str:
    return str(prose.render(Proza(text), FACTS, level))


def test_markdown_without_white_space_between_blocks() -> None:
    text = "Een *zin*\nop twee regels.\n\n- a\n- b\n\n1. c\n\n> d\n"
    assert html(text) == (
        "<p>Een <em>zin</em> op twee regels.</p><ul><li>a</li><li>b</li></ul>"
        "<ol><li>c</li></ol><blockquote><p>d</p></blockquote>"
    )


def test_headings_begin_at_the_level_of_their_place() -> None:
    assert html("# A\n\n## B\n\n# C", 4) == "<h4>A</h4><h5>B</h5><h4>C</h4>"
    assert html("### A\n\nx", 3) == "<h3>A</h3><p>x</p>"


def test_a_list_goes_on_counting() -> None:
    assert html("5. e\n6. f").startswith('<ol start="5" style="counter-reset: list-item 4">')


def test_a_fact_is_text_and_never_markup() -> None:
    assert html("{{ feiten.ruw }}") == "<p>*a* &lt;b&gt; [c](d) 1. &amp; `e` _f_</p>"
    assert str(prose.render_line(Proza("{{feiten.ruw}}"), FACTS)) == html("{{ feiten.ruw }}")[3:-4]


@given(st.text(max_size=40))
def test_any_fact_is_text(value: str) -> None:
    facts = {"f": value}
    rendered = str(prose.render_line(Proza("a {{ f }} z"), facts))
    assert set(rendered.split("<")) == {rendered}
    assert not prose.check(Proza("a {{ f }} z"), facts)


def test_amounts_are_in_the_style_of_the_gemeente() -> None:
    assert html("{{ feiten.geld | euro }}") == "<p>€\N{NO-BREAK SPACE}5</p>"


def test_a_fact_may_have_the_name_of_a_method() -> None:
    assert html("{{ feiten.items }}") == "<p>x</p>"


@pytest.mark.parametrize(
    "expression",
    [
        "gemeente.naam.upper()",
        "gemeente.__class__",
        "gemeente.naam.__class__",
        "''.__class__.__mro__",
        "self",
        "range(9)",
        "9 ** 9",
        "'x' * 999999999",
        "cycler",
        "lipsum()",
        "feiten | attr('items')",
        "feiten | list",
        "feiten.values",
        "gemeente.naam[0]",
        "[1, 2]",
        "gemeente.naam if 1 else 2",
        "",
        "}}{{",
        "%}",
    ],
)
def test_content_reaches_facts_and_nothing_else(expression: str) -> None:
    assert prose.check(Proza(f"x {{{{ {expression} }}}} y"), FACTS)


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "a <br> b", "<!-- x -->", "![a](b.png)", "{# x #}"]
)
def test_what_prose_cannot_have(text: str) -> None:
    assert prose.check(Proza(text), FACTS)


@pytest.mark.parametrize(
    "text", ["5 < 6 & 7 > 6", "a { b } c", "100%", "---", "    ingesprongen", "`code`"]
)
def test_what_is_only_text(text: str) -> None:
    assert not prose.check(Proza(text), FACTS)
    assert html(text).startswith("<p>")


@given(st.text(alphabet="{}%#|. abfeitn\n*_[]()<>!-`", max_size=60))
def test_prose_that_passes_can_be_rendered(text: str) -> None:
    prose_text = Proza(text)
    if not prose.check(prose_text, FACTS):
        assert "<script" not in str(prose.render(prose_text, FACTS, 3))
