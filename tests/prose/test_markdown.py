"""Markdown to HTML: lists, tables, notes, images."""

from __future__ import annotations

import re
from typing import Any

import pytest
from conftest import TESTS
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief.model import Proza
from raadsbrief.prose import expressions, prose
from raadsbrief.prose.checking import markdown_check
from raadsbrief.prose.markdown_html import Page

FACTS = {
    "gemeente": {"naam": "Voorbeeldstad", "huisstijl": {"bedragen": "€ 5"}},
    "feiten": {"ruw": "*a* <b> [c](d) 1. & `e` _f_", "items": "x", "geld": "5"},
}


def html(text: str, level: int = 3) -> str:
    return str(prose.render(Proza(text), FACTS, Page(), level))


def test_markdown_without_white_space_between_blocks() -> None:
    text = "Een *zin*\nop twee regels.\n\n- a\n- b\n\n1. c\n\n> d\n"
    assert html(text) == (
        "<p>Een <em>zin</em> op twee regels.</p><ul><li>a</li><li>b</li></ul>"
        "<ol><li>c</li></ol><blockquote><p>d</p></blockquote>"
    )


def test_headings_begin_at_the_level_of_their_place() -> None:
    assert html("# A\n\n## B\n\n# C", 4) == "<h4>A</h4><h5>B</h5><h4>C</h4>"
    assert html("### A\n\nx", 3) == "<h3>A</h3><p>x</p>"


def test_numbered_lists_inside_each_other_count_as_letters_do() -> None:
    rendered = html("1. a\n   1. b\n      1. c\n2. d\n   - e\n     1. f")
    assert rendered.count("<ol>") == 1
    assert rendered.count('<ol type="a">') == 2
    assert rendered.count('<ol type="i">') == 1


def test_lists_with_letters() -> None:
    assert html("a. een\nb. twee") == '<ol type="a"><li>een</li><li>twee</li></ol>'
    assert html("1. kop\n   a. een\n   b. twee\n2. slot").count('<ol type="a">') == 1
    assert html("a. Jansen was er.") == "<p>a. Jansen was er.</p>"
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    assert html("\n".join(f"{c}. x" for c in alphabet)).count("<li>x</li>") == 26


def outline(text: str) -> str:
    """The lists of a text: a bracket for each list, and the labels as they are printed."""
    found, page = "", html(text)
    counts: list[list[Any]] = []
    for tag, attributes, words in re.findall(r"<(/?\w+)([^>]*)>([^<]*)", page):
        if tag == "ol":
            kind = re.search(r'type="(.)"', attributes)
            start = re.search(r'start="(\d+)"', attributes)
            counts.append([kind[1] if kind else "1", int(start[1]) if start else 1])
            found += "["
        elif tag == "/ol":
            counts.pop()
            found = found.rstrip() + "] "
        elif tag == "li":
            kind, place = counts[-1]
            names = {"1": str(place), "a": chr(96 + place), "A": chr(64 + place)}
            typed = re.search(r'data-label="([^"]+)"', attributes)
            found += (typed[1] if typed else f"{names.get(kind) or ROMAN[place]}.") + f" {words} "
            counts[-1][1] += 1
    return found.strip()


ROMAN = ["", "i", "ii", "iii", "iv"]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("1.1 een\n1.2 twee", "[1.1 een 1.2 twee]"),
        ("2.3 een\n2.4 twee", "[2.3 een 2.4 twee]"),
        ("1.1. een\n1.1.1. diep\n1.2. twee", "[1.1. een [1.1.1. diep] 1.2. twee]"),
        ("1. een\n1.1 p\n1.2 q\n2. twee\n2.1 r", "[1. een [1.1 p 1.2 q] 2. twee [2.1 r]]"),
        ("1. een\n   1.1 p\n2. twee\n   2.1 r", "[1. een [1.1 p] 2. twee [2.1 r]]"),
        ("1.9 een\n1.10 twee\n2. drie", "[1.9 een 1.10 twee 2. drie]"),
        ("1. een\na. p\nb. q\n2. twee", "[1. een [a. p b. q] 2. twee]"),
        ("a. een\n   i. p\n   ii. q\nb. twee", "[a. een [i. p ii. q] b. twee]"),
        ("i. een\nii. twee\niii. drie", "[i. een ii. twee iii. drie]"),
        ("h. een\ni. twee\nj. drie", "[h. een i. twee j. drie]"),
        ("A. een\nB. twee", "[A. een B. twee]"),
        ("(a) een\n(b) twee", "[(a) een (b) twee]"),
        ("a) een\nb) twee", "[a) een b) twee]"),
        ("1) een\n2) twee", "[1) een 2) twee]"),
        ("a. een\nb. twee\n\nTekst.\n\nc. drie\nd. vier", "[a. een b. twee] [c. drie d. vier]"),
        ("1.1 een\n\n    meer\n\n1.2 twee", "[1.1  1.2]"),
        ("> a. een\n> b. twee", "[a. een b. twee]"),
    ],
)
def test_labels_are_printed_as_typed(text: str, lists: str) -> None:
    assert outline(text) == lists
    assert not prose.check(Proza(text), FACTS, TESTS)


@pytest.mark.parametrize(
    "text",
    [
        "Op grond van artikel\n5.1 van de Woo",
        "Er zijn\n1.250 woningen en\n1.251 huizen",
        "1.1 is een getal.",
        "Bel met\nA. Jansen",
    ],
)
def test_what_looks_like_a_label_is_text(text: str) -> None:
    assert html(text) == f"<p>{text.replace(chr(10), ' ')}</p>"
    assert not prose.check(Proza(text), FACTS, TESTS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a. x\nb. y\nd. z\ne. w", "'d.' volgt niet op 'b.'"),
        ("1.1 x\n\n1.2 y\n\n1.4 z", "'1.4' volgt niet op '1.2'"),
        ("i. x\nii. y\nii. z", "'ii.' volgt niet op 'ii.'"),
    ],
)
def test_a_list_counts_on(text: str, message: str) -> None:
    (problem,) = prose.check(Proza(text), FACTS, TESTS)
    assert problem.message == message
    assert text[problem.start :].startswith(message.split("'")[1])


def test_a_heading_may_have_a_number() -> None:
    assert html("## 1.1 Aanleiding\n\nTekst.") == "<h3>1.1 Aanleiding</h3><p>Tekst.</p>"


def test_headings_go_no_deeper_than_html_does() -> None:
    assert html("# A\n\n## B\n\n### C", 5) == "<h5>A</h5><h6>B</h6><h6>C</h6>"


def test_underlined_text_is_no_heading() -> None:
    assert html("Tekst\n===") == "<p>Tekst ===</p>"


def test_a_list_goes_on_counting() -> None:
    assert html("5. e\n6. f").startswith('<ol start="5" style="counter-reset: list-item 4">')


def test_tables_have_heads_with_scope() -> None:
    text = "| | 2025 | 2026 |\n|---|--:|---|\n| wonen | {{ feiten.geld | euro }} | *b* |"
    assert html(text) == (
        '<table><thead><tr><td></td><th class="getal" scope="col">2025</th>'
        '<th scope="col">2026</th></tr></thead><tbody><tr><th scope="row">wonen</th>'
        '<td class="getal">€\N{NO-BREAK SPACE}5</td><td><em>b</em></td></tr>'
        "</tbody></table>"
    )
    assert '<th scope="col">a</th>' in html("| a | b |\n|---|---|\n| c | d |")
    assert "<td>c</td>" in html("| a | b |\n|---|---|\n| c | d |")


def test_notes_stand_at_their_call_and_count_through_the_letter() -> None:
    page = Page()
    text = "a[^x] b[^y] c[^x]\n\n[^x]: Een *noot*.\n[^y]: Nog een."
    assert str(prose.render(Proza(text), {}, page, 3)) == (
        '<p>a<a id="verwijzing-1" role="doc-noteref" href="#noot-1" title="Voetnoot 1">1</a>'
        '<span role="doc-footnote" id="noot-1"><a role="doc-backlink" href="#verwijzing-1"'
        ' title="Terug naar verwijzing 1">1</a>Een <em>noot</em>.</span>'
        ' b<a id="verwijzing-2" role="doc-noteref" href="#noot-2" title="Voetnoot 2">2</a>'
        '<span role="doc-footnote" id="noot-2"><a role="doc-backlink" href="#verwijzing-2"'
        ' title="Terug naar verwijzing 2">2</a>Nog een.</span>'
        ' c<a role="doc-noteref" href="#noot-1" title="Voetnoot 1">1</a></p>'
    )
    assert 'id="noot-3"' in prose.render(Proza("d[^x]\n\n[^x]: Derde."), {}, page, 3)


def test_abbreviations_and_languages() -> None:
    wet = "Wet maatschappelijke ondersteuning"
    page = Page(afkortingen={"Wmo": wet, "B&W": "burgemeester"})
    text = "De Wmo en de Wmo-wet, niet Wmos; [community]{lang=en} van B&W"
    assert str(prose.render_line(Proza(text), {}, page)) == (
        'De <abbr title="Wet maatschappelijke ondersteuning">Wmo</abbr> en de '
        '<abbr title="Wet maatschappelijke ondersteuning">Wmo</abbr>-wet, niet Wmos; '
        '<span lang="en">community</span> van <abbr title="burgemeester">B&amp;W</abbr>'
    )


_WRITTEN = (
    *("Wmo", " ", "*", "\n\n", "## ", "- ", "{{ feiten.geld }}"),
    *("x[^1]\n\n[^1]: y", "![a](b.svg)", "[a](https://b.nl)"),
)


@given(st.lists(st.sampled_from(_WRITTEN), max_size=8).map("".join))
def test_prose_that_letters_share_is_rendered_for_the_page_of_each(text: str) -> None:
    def own_page() -> Page:
        return Page(image=lambda name: f"data:{name}", afkortingen={"Wmo": "Wet"})

    written = expressions.insert(text, FACTS)
    pages = [Page(), Page(afkortingen={"Wmo": "anders"}), own_page()]
    shared = [prose.render(Proza(text), FACTS, page, level) for page in pages for level in (3, 4)]
    page = own_page()
    assert shared[-2:] == [prose._rendered(written, page, level) for level in (3, 4)]


def test_an_image_is_carried_inside_the_page() -> None:
    page = Page(image=lambda name: f"data:{name}")
    assert str(prose.render(Proza("![Kaart & plan](a.svg 'De wijk')"), {}, page, 3)) == (
        '<figure><img src="data:a.svg" alt="Kaart &amp; plan">'
        "<figcaption>De wijk</figcaption></figure>"
    )
    assert (
        str(prose.render_line(Proza("x ![y](z.png)"), {}, page))
        == 'x <img src="data:z.png" alt="y">'
    )


def test_an_image_that_is_no_paragraph_is_no_figure() -> None:
    page = Page(image=lambda name: f"data:{name}")
    image = '<img src="data:b.svg" alt="a">'
    assert str(prose.render_line(Proza("![a](b.svg)"), FACTS, page)) == image
    cell = prose.render(Proza("| k |\n|---|\n| ![a](b.svg) |"), FACTS, page, 3)
    assert f"<td>{image}</td>" in cell


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("99. a\n100. b", "breed"),
        ("2025. a\n2026. b", "breder"),
        ("98. a\n99. b", None),
        ("vii. a\nviii. b", "breder"),
        ("10.10.10.1 a\n10.10.10.2 b", "breedst"),
        ("\n".join(f"{i}. x" for i in range(1, 106)), "breed"),
    ],
)
def test_long_labels_have_room(text: str, room: str | None) -> None:
    found = re.search(r'<ol[^>]*class="(\w+)"', html(text))
    assert (found[1] if found else None) == room
    assert markdown_check.check(text, TESTS, is_line=False) == []


def test_the_longest_roman_number_need_not_be_the_last() -> None:
    roman = "1. a\n   1. b\n" + "".join(f"      {i}. c\n" for i in range(1, 10))
    assert re.search(r'<ol type="i" class="(\w+)"', html(roman)) is not None
