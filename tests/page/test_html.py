from __future__ import annotations

import itertools
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.content.dossier import Content
from raadsbrief.work import pipeline


class Outline(HTMLParser):
    """The elements of a page in order, and the text of each heading."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.lang: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.lang = dict(attrs)["lang"]


def page(stad: Path) -> str:
    return pipeline.page(Content(stad / "content"), "2026-014")


def test_page_is_accessible(stad: Path) -> None:
    outline = Outline(page(stad))
    assert outline.lang == "nl"
    assert outline.tags.count("h1") == 1
    assert {"header", "main", "footer", "title"} <= set(outline.tags)
    levels = [int(tag[1]) for tag in outline.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_missing_fields_leave_no_hole(stad: Path) -> None:
    path = stad / "content" / "brieven" / "2026-014.yaml"
    lines = path.read_text().splitlines(keepends=True)
    for field in ("aan", "onderwerp", "portefeuillehouder"):
        lines = [line for line in lines if not line.startswith(f"{field}:")]
    path.write_text("".join(lines))
    text = page(stad)
    for absent in ("Onderwerp", "Portefeuillehouder", "None", 'class="aan"'):
        assert absent not in text
    assert "Datum" in text


def test_sections_follow_the_order_of_the_gemeente(stad: Path) -> None:
    path = stad / "content" / "brieven" / "2026-014.yaml"
    text = path.read_text()
    start, end = text.index("  kern:"), text.index("  toelichting:")
    path.write_text(text[:start] + text[end:] + text[start:end])
    rendered = page(stad)
    places = [rendered.index(kop) for kop in ("Kernboodschap", "Toelichting</h2>", "Vervolg</h2>")]
    assert places == sorted(places)


def test_who_is_in_office_signs(stad: Path) -> None:
    assert "S. Nieuw" in page(stad)
    assert "S. Oud" not in page(stad)
    path = stad / "content" / "brieven" / "2026-014.yaml"
    path.write_text(path.read_text().replace("2026-05-20", "2025-12-31"))
    assert "S. Oud" in page(stad)
    assert "S. Nieuw" not in page(stad)


def test_content_is_escaped(stad: Path) -> None:
    path = stad / "content" / "brieven" / "2026-014.yaml"
    path.write_text(path.read_text().replace("aan: de gemeenteraad", "aan: <b>raad</b> & co"))
    assert "Aan &lt;b&gt;raad&lt;/b&gt; &amp; co" in page(stad)


def test_own_template_and_style_sheet_go_first(stad: Path, run: Run) -> None:
    own = stad / "templates"
    own.mkdir()
    (own / "ondertekening.html").write_text("<footer><p>Namens {{ gemeente.naam }}</p></footer>\n")
    (own / "brief.css").write_text("p { color: #123456 }\n")
    assert run("build", "--html").code == 0
    text = (stad / "build" / "2026-014.html").read_text()
    assert "Namens Voorbeeldstad" in text
    assert "#123456" in text
    assert "Kernboodschap" in text


@pytest.mark.parametrize(
    ("template", "where", "message"),
    [
        ("<p>{{ gemeente.nam }}</p>", "1:16", "het veld 'nam' bestaat niet"),
        ("\n<p>{{ gemente }}</p>", "2:7", "'gemente' bestaat niet in dit sjabloon"),
        ("{{ brief.aan | hoofdletters }}", "1:16", "het filter 'hoofdletters' bestaat niet"),
        ("{% if brief.aan %}", "1:1", "een blok wordt niet gesloten"),
        ("{% zolang %}", "1:4", "de opdracht 'zolang' bestaat niet"),
        ('x\n{% include "nergens.html" %}', "2:13", "het sjabloon 'nergens.html' bestaat niet"),
        ('{% include "ondertekening.html" %}', "1:1", "roept zichzelf steeds weer aan"),
        ("{{ 1 / 0 }}", "1:1", "hier wordt gedeeld door nul"),
        ("{{ 'a' + 1 }}", "1:1", "tekst en een getal zijn niet samen te voegen"),
        ("{{ 1 + [] }}", "1:1", "met een getal en een lijst is niet te rekenen"),
        ("{{ -'a' }}", "1:1", "met tekst is niet te rekenen"),
        ("{{ 'a' < 1 }}", "1:1", "tekst en een getal zijn niet te vergelijken"),
        (
            "{% for a in 5 %}{% endfor %}",
            "1:1",
            "hier hoort een lijst te staan; er staat een getal",
        ),
        ("{{ 'a' | round }}", "1:1", "niet uitgevoerd worden: deze waarde kan hier niet"),
        ("{{ 'a' | upper(1, 2) }}", "1:1", "tussen deze haakjes staat te veel of te weinig"),
        ("{{ [1][5] }}", "1:1", "element '5' bestaat niet"),
        ("{{ 1 $ 2 }}", "1:6", "'$' kan hier niet"),
        ("{{ a b }}", "1:6", "hier hoort `}}` te staan; er staat 'b'"),
        ("{{ }}", "1:1", "hier mist een waarde, voor `}}`"),
        ("{% set 1 = 2 %}", "1:1", "hieraan kan geen waarde gegeven worden"),
        ("{% for x in y", "1:1", "deze regel is geen geldig sjabloon"),
        ("{{ brief.secties | euro }}", "1:1", "dit is geen getal"),
        ("{% for i in range(10 ** 5) %}{{ 'x' * i }}{% endfor %}", "1:1", "vraagt te veel"),
        (
            "{% for i in range(999) %}{% for j in range(999) %}{% endfor %}{% endfor %}",
            "1:1",
            "te veel",
        ),
        ("{{ 9 ** 9 ** 9 }}", "1:1", "vraagt te veel"),
        ("{{ 'x' * 9999999999 }}", "1:1", "vraagt te veel"),
        ("{{ brief.__class__.__mro__ }}", "1:10", "'__class__' kan niet in een sjabloon"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "1:7", "__"),
    ],
)
def test_a_mistake_in_a_template(
    stad: Path, run: Run, template: str, where: str, message: str
) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "ondertekening.html").write_text(template)
    result = run("check")
    assert result.code == 3
    assert f"templates/ondertekening.html:{where}: fout[RB401]" in result.err
    assert message in result.err
    assert "^" in result.err


def test_a_page_without_end(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("raadsbrief.page.sandbox.MAX_CHARACTERS", 5_000)
    (stad / "templates").mkdir()
    template = "{% for i in range(1000) %}een regel {% endfor %}"
    (stad / "templates" / "ondertekening.html").write_text(template)
    result = run("check")
    assert result.code == 3
    assert "vraagt te veel: 5000 tekens" in result.err


def test_a_template_by_a_link_to_elsewhere(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "geheim.html").write_text("geheim")
    (stad / "templates" / "ondertekening.html").symlink_to(stad / "geheim.html")
    result = run("check")
    assert result.code == 3
    assert "'ondertekening.html' is een koppeling naar buiten" in result.err


def test_a_template_that_is_no_text(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "ondertekening.html").write_bytes(b"<p>\xe9</p>")
    result = run("check")
    assert result.code == 3
    assert "templates/ondertekening.html" in result.err
    assert "geen UTF-8" in result.err
