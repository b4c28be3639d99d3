"""Facts in prose: text and nothing else, written as the gemeente writes."""

from __future__ import annotations

import pytest
from conftest import TESTS
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief.model import Proza
from raadsbrief.prose import prose
from raadsbrief.prose.markdown_html import Page

FACTS = {
    "gemeente": {"naam": "Voorbeeldstad", "huisstijl": {"bedragen": "€ 5"}},
    "feiten": {"ruw": "*a* <b> [c](d) 1. & `e` _f_", "items": "x", "geld": "5"},
}


def html(text: str, level: int = 3) -> str:
    return str(prose.render(Proza(text), FACTS, Page(), level))


def test_a_sentence_has_one_full_stop() -> None:
    facts = {"f": "€ 1,3 mln."}
    assert str(prose.render_line(Proza("Dat is {{ f }}."), facts, Page())) == "Dat is € 1,3 mln."
    assert str(prose.render_line(Proza("{{ f }} of {{ f }}..."), facts, Page())).endswith("mln....")


def test_a_fact_is_text_and_never_markup() -> None:
    assert html("{{ feiten.ruw }}") == "<p>*a* &lt;b&gt; [c](d) 1. &amp; `e` _f_</p>"
    assert (
        str(prose.render_line(Proza("{{feiten.ruw}}"), FACTS, Page()))
        == html("{{ feiten.ruw }}")[3:-4]
    )


@given(st.text(max_size=40))
def test_any_fact_is_text(value: str) -> None:
    facts = {"f": value}
    rendered = str(prose.render_line(Proza("a {{ f }} z"), facts, Page()))
    assert set(rendered.split("<")) == {rendered}
    assert not prose.check(Proza("a {{ f }} z"), facts, TESTS)


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
    assert prose.check(Proza(f"x {{{{ {expression} }}}} y"), FACTS, TESTS)


def test_a_gemeente_chooses_where_the_minus_stands() -> None:
    gemeente = {"huisstijl": {"bedragen": "€ 5", "negatief": "- € 5"}}
    facts = {"gemeente": gemeente, "feiten": {"saldo": "-2500000"}}
    filters = ("euro", "miljoenen", "zonder_min | euro")
    text = ", ".join(f"{{{{ feiten.saldo | {name} }}}}" for name in filters)
    assert not prose.check(Proza(text), facts, TESTS)
    written = str(prose.render_line(Proza(text), facts, Page())).replace("\N{NO-BREAK SPACE}", " ")
    assert written == "− € 2.500.000, − € 2,5 mln., € 2.500.000"
