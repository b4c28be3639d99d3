"""Tables and other things wider than the page, made to fit."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pytest
from pages import elements, make, opened, outline

from raadsbrief.pdf.fitting import groups, layout
from raadsbrief.pdf.jobs import BreachError


def pages(data: bytes) -> list[str]:
    """The text of each page."""
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def turned(data: bytes) -> list[bool]:
    """Which pages lie on their side."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]


def table(heads: list[str], *rows: list[str], klas: str = "") -> str:
    head = "".join(f"<th scope='col'{klas}>{one}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td{klas}>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    caption = "<caption>Het bijschrift</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def amounts(columns: int, rows: int = 2) -> str:
    values = [[f"€ 12.345.{100 * row + i:03},-" for i in range(columns)] for row in range(rows)]
    return table([f"Jaar {i}" for i in range(columns)], *values, klas=" class='getal'")


def test_what_fits_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    body = amounts(5) + table(["Wat", "Wie"], ["een lange tekst " * 20, "ook lang " * 20])
    made = make(body)
    monkeypatch.setattr(layout, "ADJUSTMENTS", (groups.repeat_name,))
    assert make(body) == made


def test_amounts_that_fit_in_small_letters_stay_on_the_page() -> None:
    data = make(amounts(8))
    assert turned(data) == [False]
    (text,) = pages(data)
    assert len(re.findall(r"€ 12\.345\.\d{3},-", text)) == 16


def test_more_amounts_get_a_page_that_lies() -> None:
    body = f"<p>Ervoor.</p><section><h2>De kop</h2><h3>Eronder</h3>{amounts(11)}"
    data = make(f"{body}<p class='noot'>De noot.</p><p>Erna.</p></section>")
    assert turned(data) == [False, True, False]
    before, lying, after = pages(data)
    assert before.split() == ["Ervoor."]
    assert lying.split("\n")[:3:2] == ["De kop", "Eronder"] or "De kop" in lying
    assert all(words in lying for words in ("De kop", "Eronder", "Het bijschrift", "De noot."))
    assert len(re.findall(r"€ 12\.345\.\d{3},-", lying)) == 22
    assert "Erna." in after and "Erna." not in lying  # noqa: PT018


def test_the_head_is_on_every_page_that_lies_and_heard_once() -> None:
    data = make(amounts(11, 60))
    assert set(turned(data)) == {True}
    assert all("Jaar 10" in page for page in pages(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [len(elements(pdf, role)) for role in ("Table", "THead", "TH", "TR")] == [
            1,
            1,
            11,
            61,
        ]


def test_two_tables_that_lie_share_a_page() -> None:
    assert turned(make(f"<p>Ervoor.</p>{amounts(11)}{amounts(11)}<p>Erna.</p>")) == [
        False,
        True,
        False,
    ]


def test_who_signs_stays_with_the_last_table() -> None:
    foot = "<footer class='ondertekening'><p>Met groet</p></footer>"
    data = make(f"<main><section><p>Ervoor.</p>{amounts(11)}</section></main>{foot}")
    assert turned(data) == [False, True]


def test_too_many_amounts_are_refused() -> None:
    with pytest.raises(BreachError) as error:
        make(amounts(20))
    assert [breach.in_table for breach in error.value.args] == [True]


LONG = "gebiedsontwikkelingsovereenkomst woningbouwprogrammering volkshuisvestingsbeleidskader"


def test_long_words_break_by_syllable_and_are_whole_in_the_text() -> None:
    words = [*LONG.split(), "jeugdhulpverleningsorganisatie", "arbeidsmarktregioconvenant"]
    body = table(words, words[::-1], words)
    (text,) = pages(make(body))
    assert all(text.count(word) == 3 for word in words)
    assert "‐" not in text  # the hyphen at the end of a line
    assert "gebiedsontwikke‐" in outline(body)
    assert turned(make(body)) == [False]


def test_short_words_stay_whole() -> None:
    body = table(LONG.split(), ["Molenwijk", "gereed", "wijkteam"], LONG.split())
    assert not re.search(r"(Mo|Molen|wijk|ge)‐", outline(body))


ADDRESS = (
    "https://www.voorbeeldstad.example/bestuur/raad/2026/verslag_van-de_bijeenkomst.pdf?taal=nl&v=2"
)
MAIL = "programmabureau.wijkontwikkeling.noordwest@gemeentevoorbeeldstad.example"


def test_addresses_break_without_a_hyphen() -> None:
    row = ["Verslag", f"Zie {ADDRESS} hier", MAIL, "€ 1.250.000,-"]
    body = table(["Wat", "Waar", "Wie", "Bedrag"], row)
    (text,) = pages(make(body))
    assert ADDRESS in text
    assert MAIL in text
    assert "€ 1.250.000,-" in text
    shown = re.findall(r'"(.*)"', outline(body))
    assert not any(line.endswith("‐") and ("voor" in line or "wijk" in line) for line in shown)
    assert "€ 1.250.000,-" in shown


def test_a_link_goes_where_it_went() -> None:
    cell = f"<a href='{ADDRESS}'>{ADDRESS}</a>"
    with opened(table(["Wat", "Waar", "Wie"], ["Verslag", cell, MAIL])) as pdf:
        links = {str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", [])}
        assert links == {ADDRESS}
        assert len(elements(pdf, "Link")) == 1


def test_labels_of_characteristics_break_only_where_they_must() -> None:
    def kenmerken(label: str, value: str) -> str:
        rows = (("Zaaknummer", "2026-014"), (label, value))
        cells = "".join(f"<tr><th scope='row'>{a}</th><td>{b}</td></tr>" for a, b in rows)
        return f"<table class='kenmerken'>{cells}</table>"

    wide = outline(kenmerken("Onderwerp", "overeenkomst" * 12))
    assert '"Zaaknummer"' in wide
    long = outline(kenmerken("Nummer in het systeem van de regio " * 5, "20 mei 2026"))
    assert '"20 mei 2026"' in long


def test_a_long_sender_stands_under_the_name() -> None:
    def letterhead(name: str, *sender: str) -> list[str]:
        website = "</p><p>".join(sender)
        body = f"<header class='briefhoofd'><p class='gemeente'>{name}</p><address><p>{website}</p>"
        (text,) = pages(make(f"{body}</address></header><p>x</p>"))
        return text.split("\n")

    assert letterhead("Gemeente Zee", "www.zee.nl")[0] == "Gemeente Zee"
    name = "Gemeente Nieuw-Voorbeeldstad-Achterveld en Zuiderzeestrand"
    site = "www.gemeentenieuwvoorbeeldstadachterveldenzuiderzeestrandaandezee.nl"
    mail = f"gemeentesecretariaat@{site}"
    found = [line for line in letterhead(name, mail, site) if line]
    assert " ".join(found[: found.index(mail)]) == name
    assert found[found.index(mail) + 1] == site


@pytest.mark.parametrize("tag", ["h2", "p", "li"])
def test_a_word_longer_than_a_line_breaks_by_syllable(tag: str) -> None:
    word = "gebiedsontwikkelingsovereenkomst" * 5
    body = f"<{tag}>Over {word}</{tag}>"
    (text,) = pages(make(f"<ul>{body}</ul>" if tag == "li" else body))
    assert word in text
    assert re.search(r"(lings|ge|bieds|ont|wik|ke|over|een|komst)‐", outline(body))


def test_a_word_without_syllables_breaks_too() -> None:
    (text,) = pages(make(f"<p>{'x' * 200}</p>"))
    assert "x" * 200 in text


def test_a_long_word_in_a_note_leaves_its_paragraph_alone() -> None:
    note = f"<span role='doc-footnote' id='n'>Zie {'x' * 300}.</span>"
    call = "<a role='doc-noteref' href='#n' title='Voetnoot 1'>1</a>"
    words = "Tekst over een gebiedsontwikkelingsovereenkomst in de wijk. " * 9
    (text,) = pages(make(f"<p>{words}{call}{note}</p>"))
    assert "x" * 300 in text
    assert "‐" not in outline(f"<p>{words}{call}{note}</p>")
