"""Nothing in silence: what stands in a text is in the letter, in its order, or it is told."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from conftest import TESTS
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsbrief.model import Proza
from raadsbrief.prose import prose
from raadsbrief.prose.checking import markdown_check
from raadsbrief.prose.markdown_html import Page

# Beginnings of lines, words, and marks of this and other dialects, glued and apart.
_PIECES = (
    *("woord", "a", "de Vries", "12", "3", "2025", "€ 5", "i", "B", "é", "Kop", "1.250", "tekst"),
    *(" ", " ", " ", "\n", "\n", "\n\n", "  \n", "    ", "\t", ".", ",", ":", ";", "!", "?", "'"),
    *("*", "**", "_", "__", "~", "~~", "^", "=", "==", "`", "\\", "|", "#", "## ", ">", "> ", "<"),
    *(
        "- ",
        "-",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "4. ",
        "1) ",
        "a. ",
        "b. ",
        "A. ",
        "(a) ",
        "1.1 ",
        "i. ",
    ),
    *(
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "[x]",
        "[^1]",
        "[^1]: ",
        "[a]: ",
        "{lang=en}",
        "|---|",
        "| a |",
    ),
    *("\n---", "\n===", "&", ";", '"', "”", "•", "–", "/", "$", "%", "@", "5*3*2", "x_y"),
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")


class _Reader(HTMLParser):
    """Reads a page aloud: words, and the labels of lists as the style sheet prints them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.lists: list[tuple[str, int]] = []
        self.notes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, Any] = dict(attrs)
        if tag in ("ol", "ul"):
            kind = found.get("type", "1") if tag == "ol" else ""
            self.lists.append((kind, int(found.get("start", 1)) - 1))
        elif tag == "li":
            kind, place = self.lists[-1]
            self.lists[-1] = (kind, place + 1)
            names = {"": "", "1": str(place + 1), "a": chr(97 + place), "A": chr(65 + place)}
            roman = _ROMAN[(place + 1) % len(_ROMAN)]
            name = names.get(kind, roman if kind == "i" else roman.upper())
            self.words.append(f" {found.get('data-label', name)} ")
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _signs(text: str) -> str:
    """What no mark is made of."""
    return "".join(re.findall(r"[^\W_]|[€%,?/$@.•–”]", text))


def _counts_by_itself(text: str, page: str) -> bool:
    """Tell lists that number themselves: all ones, and numbers inside numbers are letters."""
    nested = re.search(r"<ol[^>]*>(?:(?!</ol>).)*<ol", page)
    return len(re.findall(r"1[.)] ", text)) > 1 or nested is not None


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=14).map("".join))
def test_what_is_not_told_is_printed(text: str) -> None:
    if not text.strip() or markdown_check.check(text, TESTS, is_line=False):
        return
    page = str(prose.render(Proza(text), {}, Page(), 3))
    reader = _Reader()
    reader.feed(page)
    # Notes stand elsewhere, and where a link leads nowhere.
    has_more = re.search(r"\[\^|\{lang|\]\(", text) or "<a " in page
    if not has_more and not _counts_by_itself(text, page):
        printed, typed = _signs("".join(reader.words)), _signs(text)
        assert printed.replace(".", "") == typed.replace(".", ""), page


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join))
def test_a_field_of_one_line_is_printed_too(text: str) -> None:
    line = " ".join(text.split())
    if not line or markdown_check.check(line, TESTS, is_line=True):
        return
    reader = _Reader()
    reader.feed(str(prose.render_line(Proza(line), {}, Page())))
    if not re.search(r"\{lang|\]\(", line):
        assert _signs("".join(reader.words)) == _signs(line)


ORDINARY = (TESTS / "data" / "gewone-proza.txt").read_text().rstrip("\n").split("\n%\n")


@pytest.mark.parametrize("text", ORDINARY, ids=lambda text: text[:30])
def test_ordinary_prose_has_nothing_to_tell(text: str) -> None:
    assert markdown_check.check_fully(text, TESTS / "data", is_line=False) == []


@pytest.mark.parametrize(
    ("text", "mark", "message"),
    [
        ("1. a\n2. b\n4. c", "4.", "'4.' wordt in de brief '3.': de lijst telt door"),
        ("1. a\n2. b\n\n1. c", "1. c", "'1.' wordt in de brief '3.': de lijst telt door"),
        ("4*3*2 meter", "*3*", "'*' maakt hier van '3' nadruk, en valt weg"),
        ("Kenmerk A*B*C", "*B*", "'*' maakt hier van 'B' nadruk, en valt weg"),
        ("tot 7*8*.", "*8*", "'*' maakt hier van '8' nadruk, en valt weg"),
        ("Zie **Let op:**tekst", "**", "'**' is hier geen opmaak: het komt zo in de brief"),
        ("Een **onaf woord", "**", "'**' is hier geen opmaak: het komt zo in de brief"),
        ("Een _onaf woord", "_", "'_' is hier geen opmaak: het komt zo in de brief"),
        ("Dat is ~~weg~~", "~~weg~~", "'~~weg~~' is hier geen opmaak: het komt zo in de brief"),
        ("Veel H~2~O", "H~2~", "'H~2~' is hier geen opmaak: het komt zo in de brief"),
        ("Een m^2^", "m^2^", "'m^2^' is hier geen opmaak: het komt zo in de brief"),
        ("Een ==woord==", "==woord==", "'==woord==' is hier geen opmaak: het komt zo in de brief"),
        ("&euro 5", "&euro", "'&euro' is hier geen opmaak: het komt zo in de brief"),
        ("Kop\n===", "===", "'===' is hier geen opmaak: het komt zo in de brief"),
        ("##Kop", "##", "'##' is hier geen opmaak: het komt zo in de brief"),
        ("Zie:\n-een\n-twee", "-een", "'-' begint geen lijst: er staat geen spatie achter"),
        ("1.een\n2.twee", "1.een", "'1.' begint geen lijst: er staat geen spatie achter"),
        ("Zie:\n2. een\n3. twee", "2.", "'2.' begint geen lijst: de regels komen achter elkaar"),
        (
            "A. de Vries, raadslid\nB. Burger",
            "A.",
            "'A.' begint geen lijst: de regels komen achter elkaar",
        ),
        ("In de jaren\n- 2026 en later", "- ", "'-' begint hier een lijst, midden in de tekst"),
        ("In artikel\n1. staat dat", "1.", "'1.' begint hier een lijst, midden in de tekst"),
        ("Het saldo:\n\n- 300 euro", "- ", "'-' begint hier een lijst: de lezer ziet geen '-'"),
        ("> 50 woningen", ">", "'>' begint hier een citaat: de lezer ziet geen '>'"),
        ("- a\n-\n- b", "-\n- b", "dit punt is leeg"),
        ("Zie\n\n>\n\nhier", ">", "dit citaat is leeg"),
        ("Zie\n\n##\n\nhier", "##", "deze tussenkop is leeg"),
        ("Zie[^1].\n\n[^1]:", "[^1]:", "deze noot is leeg"),
        ("| a | b |\n|---|---|\n| | |", "| | |", "deze rij is leeg"),
        (
            "Jaar\tBedrag\n2024\t500",
            "Jaar",
            "dit lijkt een tabel, maar de kolommen komen achter elkaar",
        ),
        (
            "Jaar     Bedrag\n2024     500",
            "Jaar",
            "dit lijkt een tabel, maar de kolommen komen achter elkaar",
        ),
        (
            "Jaar | Geld\n2024 | 5",
            "Jaar",
            "dit lijkt een tabel, maar de kolommen komen achter elkaar",
        ),
        (
            "Zie[^1].\n\n[^1]: noot\n\n    - a",
            "- a",
            "een noot is gewone tekst, zonder lijst, tabel of kop",
        ),
        (
            "[Let_op]: dit",
            "[Let_op]",
            "dit komt niet in de brief: Markdown leest het als adres bij een link",
        ),
        (
            "Zie[^1].\n\n[^1]: een\n\n[^1]: twee",
            "[^1]: twee",
            "de noot '1' staat er twee keer: een ervan komt niet in de brief",
        ),
        (
            'Zie ![Stip](stip.png "Een stip") hier',
            "Een stip",
            "dit bijschrift komt niet in de brief: de afbeelding staat in een zin",
        ),
        (
            '![Stip](stip.png "Een *rode* stip")',
            "*rode",
            "een bijschrift is gewone tekst: opmaak komt zo in de brief",
        ),
        ("- [ ] doen", "[ ]", "'[ ]' wordt geen vakje: het komt zo in de brief"),
        (
            "- [x]{.rood}",
            ".rood}",
            "'.rood}' komt niet in de brief: Markdown leest er iets anders in",
        ),
        (r"In \\server\map", r"\\server", r"van '\\server\map' valt een \ weg"),
        ("Een </b> zonder", "</b>", "HTML kan niet in tekst"),
    ],
)
def test_what_is_told(text: str, mark: str, message: str) -> None:
    (found,) = markdown_check.check(text, TESTS / "data", is_line=False)
    assert found.message == message
    assert text.startswith(mark, found.start)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("2025. Dit jaar\nbegon goed.", "<p>2025. Dit jaar begon goed.</p>"),
        ("Het is:\n\n213. Controle", "<p>Het is:</p><p>213. Controle</p>"),
        ("* 2025. Goed", "<ul><li>2025. Goed</li></ul>"),
        ("A. de Vries was er.\n\nB. Bos ook.", "<p>A. de Vries was er.</p><p>B. Bos ook.</p>"),
        ("1. a\n\nTekst.\n\n2. b", '<ol><li>a</li></ol><p>Tekst.</p><ol start="2" style="count'),
        ("212. a\n213. b", '<ol start="212" style="counter-reset: list-item 211" class="breed">'),
        ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
        (r"\*ster\* en snake\_case &euro; 5", "<p>*ster* en snake_case € 5</p>"),
    ],
)
def test_what_is_printed(text: str, page: str) -> None:
    assert markdown_check.check(text, TESTS, is_line=False) == []
    assert str(prose.render(Proza(text), {}, Page(), 3)).startswith(page)


def test_the_words_of_an_image_have_no_marks() -> None:
    facts = {"feiten": {"wijk": "Noord-West (2)"}}
    page = str(prose.render(Proza("![De *wijk* {{ feiten.wijk }}](a.png)"), facts, Page(), 3))
    assert 'alt="De wijk Noord-West (2)"' in page


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("1. a\n2. b\n\nEn:\n\n1. c", "<ol><li>a</li><li>b</li></ol><p>En:</p><ol><li>c"),
        ("4×3×2 of 4\\*3\\*2", "<p>4×3×2 of 4*3*2</p>"),
        ("**Let op:** tekst", "<p><strong>Let op:</strong> tekst</p>"),
        ("Een \\*los en \\_streepje", "<p>Een *los en _streepje</p>"),
        ("H₂O en m²", "<p>H₂O en m²</p>"),
        ("- A. de Vries\n- B. Burger", "<ul><li>A. de Vries</li><li>B. Burger</li></ul>"),
        ("In de jaren -\n2026 en later", "<p>In de jaren - 2026 en later</p>"),
        ("In de jaren\n\n- 2026 en later", "<p>In de jaren</p><ul><li>2026 en later</li></ul>"),
        ("\\- 300 euro", "<p>- 300 euro</p>"),
        ("* 300 euro", "<ul><li>300 euro</li></ul>"),
        ("- 12 woningen", "<ul><li>12 woningen</li></ul>"),
        ("\\> 50 woningen", "<p>&gt; 50 woningen</p>"),
        (r"In \\\\server\\map en C:\\map\\_x", r"<p>In \\server\map en C:\map\_x</p>"),
        ("\\[Let_op]: dit", "<p>[Let_op]: dit</p>"),
        ("- ☐ doen", "<ul><li>☐ doen</li></ul>"),
        ("Zie:\n\n2. een\n3. twee", '<p>Zie:</p><ol start="2"'),
    ],
)
def test_what_a_hint_proposes_is_printed_as_it_was_meant(text: str, page: str) -> None:
    assert markdown_check.check(text, TESTS, is_line=False) == []
    assert str(prose.render(Proza(text), {}, Page(), 3)).startswith(page)
