"""Where a line of Dutch does not end."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import make, outline

from raadsbrief import breaks


def unbroken(text: str, limit: int = breaks.MAX_CHARACTERS) -> str:
    """The text as the page has it."""
    instead = breaks.joined(text, limit)
    return "".join(instead.get(i, c) for i, c in enumerate(text))


def shown(text: str, limit: int = breaks.MAX_CHARACTERS) -> str:
    """A text with `_` for a no-break space and `+` for a word joiner."""
    return unbroken(text, limit).replace(breaks.NBSP, "_").replace(breaks.JOINER, "+")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("een € 1,3 mln. bedrag", "een €_1,3_mln. bedrag"),
        ("van 1,3 miljoen euro is", "van 1,3_miljoen_euro is"),
        ("het is € 1.250,- of € -5 of € −5", "het is €_1.250,- of €_-5 of €_−5"),
        ("bedragen × € 1.000", "bedragen ×_€_1.000"),
        ("op 1 april 2026 was", "op 1_april 2026 was"),
        ("d.d. 3 mrt. jl. en", "d.d._3_mrt._jl. en"),
        ("na 16 dagen en 120 woningen", "na 16_dagen en 120_woningen"),
        ("om 9.00 uur en 13:30 uur", "om 9.00_uur en 13:30_uur"),
        ("bij 12 % of 30 °C", "bij 12_% of 30_°C"),
        ("door drs. B. Burger en", "door drs._B._Burger en"),
        ("prof. mr. A. de Vries", "prof._mr._A._de_Vries"),
        ("de heer Bos en mevrouw El Amrani", "de heer_Bos en mevrouw_El Amrani"),
        ("in artikel 3, lid 2, onder a", "in artikel_3, lid_2, onder_a"),
        ("zie blz. 4 e.v. en § 3", "zie blz._4_e.v. en §_3"),
        ("nr. 5, tabel 2, bijlage A, fase 3b", "nr._5, tabel_2, bijlage_A, fase_3b"),
        ("de jaren 2024–2026", "de jaren 2024+–+2026"),
        ("van 1 t/m 5 en/of 24/7", "van 1_t+/+m_5 en+/+of 24+/+7"),
        ("bel 14 010 of 06 12 34 56 78", "bel 14_010 of 06_12_34_56_78"),
        ("te 1234 AB Stad", "te 1234_AB Stad"),
        ("NL91 ABNA 0417 1643 00", "NL91_ABNA_0417_1643_00"),
        # What is only words, or would make lines ragged for nothing, is left alone.
        ("in 2024 werd de wijk 3 van de 5", "in 2024 werd de wijk 3 van de 5"),
        ("onder meer PvdA/GroenLinks", "onder meer PvdA/GroenLinks"),
        ("zie www.stad.nl/a/b en 1.250 – 3", "zie www.stad.nl/a/b en 1.250 – 3"),
        ("Wij – met u – zijn er", "Wij – met u – zijn er"),
    ],
)
def test_what_hangs_together(text: str, held: str) -> None:
    assert shown(text) == held


def test_what_hangs_together_has_an_end() -> None:
    assert max(map(len, shown("1 " * 60).split())) <= breaks.MAX_CHARACTERS
    assert shown("prof. mr. A. de Vries", limit=12) == "prof._mr._A. de Vries"


@given(st.text(alphabet="€ 12,.–/amdeprnlBV§x", max_size=80))
def test_only_spaces_change_and_joiners_are_added(text: str) -> None:
    held = unbroken(text)
    assert held.replace(breaks.NBSP, " ").replace(breaks.JOINER, "") == text
    longest = max((len(word) for word in text.split()), default=0)
    ends = held.replace(breaks.JOINER, "").split(" ")
    assert max(map(len, ends)) <= max(longest, breaks.MAX_CHARACTERS)


def lines(body: str) -> list[str]:
    done = subprocess.run(["pdftotext", "-", "-"], input=make(body), capture_output=True)
    return [line for line in done.stdout.decode().splitlines() if line.strip("\f ")]


@pytest.mark.parametrize("tag", ["p", "h2", "li", "td", "strong"])
def test_a_line_of_the_letter_does_not_end_there(tag: str) -> None:
    before = {"li": "<ul>", "td": "<table><tr>"}.get(tag, "")
    for width in range(38, 60, 2):
        words = "Een bedrag van € 1,3 mln. op 1 april voor A. Bos in 2024–2026."
        body = f"<div style='width: {width}mm'>{before}<{tag}>{words}</{tag}></div>"
        found = [line.removeprefix("• ") for line in lines(body)]
        assert " ".join(found) == words
        for held in ("€ 1,3 mln.", "1 april", "A. Bos", "2024–2026"):
            assert any(held in line for line in found), (width, held)


def test_emphasis_and_notes_do_not_part_what_hangs_together() -> None:
    for width in range(30, 50, 2):
        found = lines(
            f"<p style='width: {width}mm'>Dat kost meer dan € <b>1.250</b> <i>euro</i>.</p>"
        )
        assert any("€ 1.250" in line for line in found)


def test_other_languages_are_left_alone() -> None:
    text = '<p>Op <span lang="en">page 4 of 12 pages</span> of 4 dagen.</p>'
    assert '"page 4 of 12 pages"' in outline(text)


def test_the_text_layer_has_plain_spaces_in_each_style() -> None:
    body = "<p>1&nbsp;april</p><h2>2&nbsp;april</h2><p><em>3&nbsp;mei</em> 2024–2026 −€&nbsp;5</p>"
    done = subprocess.run(["pdftotext", "-", "-"], input=make(body), capture_output=True)
    text = done.stdout.decode()
    assert "\N{NO-BREAK SPACE}" not in text
    assert "\N{WORD JOINER}" not in text
    assert "2024–2026" in text
