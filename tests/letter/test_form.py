"""The form that a gemeente gives its letters, and what a letter says of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS, Run
from pydantic import ValidationError

from raadsbrief import dutch
from raadsbrief.content.dossier import Content
from raadsbrief.letter import form
from raadsbrief.model import Brief, Gemeente
from raadsbrief.model.briefvorm import Ondertekening, Sectiekop, Zaaknummervorm
from raadsbrief.model.gegevens import Grond
from raadsbrief.work import pipeline

VORMEN = TESTS / "data" / "vormen"
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def vormen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the content of two made-up gemeenten, in which the program runs."""
    shutil.copytree(VORMEN, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def rows(content: Path, name: str) -> dict[str, tuple[Any, ...]]:
    return {row.label: row.waarden for row in form.kenmerken(Content(content).dossier(name))}


def text_of(pdf: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize(
    ("patroon", "good", "bad"),
    [
        ("JJJJ-#######", "2024-0062579", "1824-0062579"),
        ("JJJJ-#######", "2024-0062579", "2024-006257"),
        ("##@@####", "17bb3261", "17b13261"),
        ("D/JJ/######", "D/22/070818", "E/22/070818"),
        (["########", "JJJJ/######"], "2021/354026", "2021354"),
        ("a.b(#)", "a.b(1)", "axb(1)"),
    ],
)
def test_a_mask_reads_as_it_looks(patroon: Any, good: str, bad: str) -> None:
    vorm = Zaaknummervorm.model_validate({"patroon": patroon})
    assert (vorm.past(good), vorm.past(bad)) == (True, False)
    assert Zaaknummervorm().past(bad)


@pytest.mark.parametrize(
    ("text", "value"),
    [("ja", True), ("Nee", False), ("true", True), ("false", False), (" ja ", True)],
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert Sectiekop.model_validate({"kop": "a", "verplicht": text}).verplicht is value


@pytest.mark.parametrize("value", ["yes", "1", "on", ["ja"], {}])
def test_nothing_else_is_yes_or_no(value: Any) -> None:
    with pytest.raises(ValidationError):
        Sectiekop.model_validate({"kop": "a", "verplicht": value})


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("artikel 5.1, lid 2, onder b", "artikel 5.1, lid 2, onder b"),
        ("5.1 lid 2 b", "artikel 5.1, lid 2, onder b"),
        ("Art. 5.1, eerste lid, aanhef en onder C, van de Woo", "artikel 5.1, lid 1, onder c"),
        ("artikel 5.1 lid 2 sub i Wet open overheid", "artikel 5.1, lid 2, onder i"),
    ],
)
def test_grounds(text: str, ground: str) -> None:
    assert str(Grond.read(text)) == ground


@pytest.mark.parametrize("text", ["5.1 lid 3 a", "5.2 lid 1 a", "5.1 lid 1 f", "5.1 lid 2", ""])
def test_no_grounds(text: str) -> None:
    with pytest.raises(ValueError, match="geen"):
        Grond.read(text)


@pytest.mark.parametrize(
    ("bedrag", "text"),
    [
        (1_250_000, "€ 1,3 mln."),
        (428_000_000, "€ 428 mln."),
        (-1_340_000, "€ −1,3 mln."),
        (999_999, "€ 999.999,00"),
        (1_234_567_890, "€ 1.234,6 mln."),
    ],
)
def test_millions(bedrag: int, text: str) -> None:
    written = dutch.euro_kort(bedrag, "€ 5,00", "€ 1,3 mln.")
    assert written.replace(NBSP, " ") == text
    assert " " not in written


def test_prose_writes_amounts_as_the_gemeente_does(stad: Path) -> None:
    gemeente = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    change(gemeente, "  bedragen: € 5\n", "  bedragen: € 5\n  miljoenen: € 1,3 miljoen\n")
    programma = stad / "content" / "programmas" / "wijken-aan-zet.yaml"
    change(programma, "| euro }}", "| euro }} ({{ dit.bedrag | euro_voluit }})")
    page = pipeline.page(Content(stad / "content"), "2026-014").replace(NBSP, " ")
    assert "€ 1,3 miljoen (€ 1.250.000)" in page


def test_short_and_long_ways_of_writing() -> None:
    lang = {"functies": ["secretaris"]}
    for short in ("secretaris", ["secretaris"], lang):
        fields = {
            "naam": "A",
            "secties": {"a": "A"},
            "afsluiting": "B",
            "college": [{"naam": "C", "functie": "secretaris"}],
            "ondertekening": short,
        }
        gemeente = Gemeente.model_validate(fields)
        assert gemeente.ondertekening == Ondertekening.model_validate(lang)
        assert gemeente.secties == {"a": Sectiekop(kop="A")}
        assert gemeente.volledige_naam == "Gemeente A"


def test_one_value_is_one_fact(stad: Path) -> None:
    path = stad / "content" / "brieven" / "2026-014.yaml"
    change(path, "ligt op koers.", "ligt op koers, zegt {{ brief.portefeuillehouder }}.")
    assert "zegt W. Wethouder." in pipeline.page(Content(stad / "content"), "2026-014")


def test_characteristics_in_the_order_of_the_gemeente(vormen: Path) -> None:
    found = rows(vormen, "vorm-geheim")
    order = ["Datum", "Aan", "Onderwerp", "Geheimhouding", "Registratienummer", "Collegelid"]
    assert list(found)[:6] == order
    assert list(found)[-2:] == ["Bijlagen", "Wijk"]
    assert found["Collegelid"] == (
        "de heer O. Zijlstra",
        "mevrouw drs. J.M. van der Wetering-Oosterhuis",
    )
    assert found["Portefeuilles"] == ("Water en dijken", "Financiën")
    assert found["Soort"] == ("Afdoening toezegging", "Beantwoording vragen")


def test_rows_with_one_label_are_one_row(vormen: Path) -> None:
    found = rows(vormen, "vorm-stellers")
    assert found["Kenmerk"] == ("10359801", "RB/2026/44")
    afdoening = ("T-2026-003", "M-2025-09 Bouwen aan de haven", "M-2025-11 Eerst de weg")
    assert found["Afdoening"] == afdoening
    assert list(found)[:3] == ["Datum", "Kenmerk", "Onderwerp"]


def test_stellers_are_one_or_more(vormen: Path) -> None:
    found = rows(vormen, "vorm-stellers")["Stellers"]
    assert [steller.naam for steller in found] == ["M. Meidoorn", "H. Hazelaar", "L. Linde"]
    page = pipeline.page(Content(vormen), "vorm-stellers")
    assert '<p class="steller">H. Hazelaar, verkeerskundige<br><a href="mailto:h.haz' in page
    one = pipeline.page(Content(vormen), "vorm-geheim")
    assert '<td class="steller">J. de Boer<br>0299 123 456<br><a href' in one
    assert rows(vormen, "vorm-geheim")["Behandeld door"][0].naam == "J. de Boer"


def test_one_steller_has_facts(vormen: Path) -> None:
    change(
        vormen / "brieven" / "vorm-geheim.yaml",
        "De raad besluit op",
        "Bel met {{ brief.steller.naam }} voor",
    )
    assert "Bel met J. de Boer voor 3 juni" in pipeline.page(Content(vormen), "vorm-geheim")


def section(page: str, kop: str) -> str:
    """The text of a section below its heading, without tags."""
    match = re.search(rf"<h2>{kop}</h2>(.*?)</section>", page, re.DOTALL)
    assert match
    return " ".join(re.sub(r"<[^>]+>", " ", match[1]).split())


def test_a_section_is_filled_from_a_field(vormen: Path) -> None:
    page = pipeline.page(Content(vormen), "vorm-vult")
    found = {kop: section(page, kop) for kop in re.findall("<h2>(.*?)</h2>", page)}
    assert found["Bijgaande stukken"] == (
        "Notitie over de locaties Kaart van de Noorder Oeverdijk "
        "(2026/000413, kaart.pdf, openbaar) Taxatierapport (2026/000414, niet openbaar)"
    )
    assert "Bijlagen" not in found
    assert found["Motie"] == "M-2025-17 Kazerne dichtbij"
    assert found["Contact"].startswith("J. de Boer, adviseur grondzaken 0299 123 456")
    assert found["Eerdere besluiten"].endswith("Collegebesluit van 3 maart 2026")
    secret = "geldt tot het eerste kwartaal van 2027. De gemeenteraad kan"
    assert secret in found["Geheimhouding"]
    assert found["Geheimhouding"].endswith("Daarom is deze brief nu nog geheim.")
    assert page.count(secret) == 1
    labels = list(rows(vormen, "vorm-vult"))
    assert labels == ["Zaaknummer", "Datum", "Onderwerp", "Soort", "Portefeuillehouder"]


def test_a_section_without_its_field_says_so_or_disappears(vormen: Path) -> None:
    path = vormen / "brieven" / "vorm-vult.yaml"
    text = path.read_text()
    path.write_text(
        re.sub(r"(motie|eerdere_besluiten|geheimhouding|soort):.*\n(  .*\n)*", "", text)
        .replace("{{ brief.geheimhouding.tot | datum_in_zin }}", "2027")
        .replace("  geheimhouding: De onderhandelingen", "#")
    )
    page = pipeline.page(Content(vormen), "vorm-vult")
    assert section(page, "Geheimhouding") == "Niet van toepassing."
    assert section(page, "Eerdere besluiten") == "Geen."
    assert "<h2>Motie" not in page


def test_the_table_points_to_a_filled_section_where_the_gemeente_wants_a_row(vormen: Path) -> None:
    assert rows(vormen, "vorm-stellers")["Bijlagen"] == ("2, zie onder ‘Bijlagen’",)


def test_signatories_are_found_without_article_and_capital(vormen: Path) -> None:
    dossier = Content(vormen).dossier("vorm-stellers")
    assert [who.naam for who in form.ondertekenaars(dossier)] == ["V. Vlier", "S. Spar"]
    assert rows(vormen, "vorm-stellers")["Portefeuillehouders"] == ("de heer E. Els", "B. Berk")


def test_a_name_to_the_letter_goes_first(vormen: Path) -> None:
    path = vormen / "gemeenten" / "voorbeelddam.yaml"
    college = "  - {naam: A. Andere, functie: voorzitter}\n"
    path.write_text(path.read_text() + college)
    dossier = Content(vormen).dossier("vorm-stellers")
    assert form.ondertekenaars(dossier)[0].naam == "A. Andere"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("wethouder wonen", "J. Jansen", "'J. Jansen' staat niet bij `college`"),
        ("wethouder wonen", "wethouder Els", "bedoelde u 'E. Els'?"),
        ("wethouder wonen", "wethouder wonnen", "bedoelde u 'Wethouder wonen'?"),
        ("soort:", "portefeuille: Haven\nsoort:", "'Haven' is geen portefeuille van de heer E. E"),
        ("soort:", "portefeuille: [zorg, Verkeer]\nsoort:", None),
        ("wethouder wonen, B. Berk", "V. Vlier]\nportefeuille: [Haven", None),
    ],
)
def test_a_strange_portfolio_holder_is_told_and_printed(
    vormen: Path, run: Run, old: str, new: str, told: str | None
) -> None:
    change(vormen / "brieven" / "vorm-stellers.yaml", old, new)
    result = run("check", "vorm-stellers")
    assert result.code == 0
    assert result.err.count("waarschuwing[RB204]") == (told is not None)
    assert (told or "") in result.err
    assert run("build", "vorm-stellers").out == "build/vorm-stellers.pdf\n"


def test_someone_out_of_office_is_a_mistake(vormen: Path, run: Run) -> None:
    change(vormen / "brieven" / "vorm-stellers.yaml", "wethouder wonen", "mevrouw W. Wilg")
    result = run("check", "vorm-stellers")
    assert result.code == 1
    assert "mevrouw W. Wilg is niet in functie op de datum" in result.err


def test_an_annex_may_not_lead_out_of_the_folder(vormen: Path, run: Run) -> None:
    kaart = vormen / "bijlagen" / "kaart.pdf"
    kaart.rename(vormen.parent / "kaart.pdf")
    kaart.symlink_to(vormen.parent / "kaart.pdf")
    result = run("check", "vorm-vult")
    assert result.code == 1
    assert "ligt buiten de map met inhoud" in result.err


def test_characteristics_are_only_what_the_letter_has(vormen: Path) -> None:
    assert list(rows(vormen, "vorm-drie")) == ["Bijlagen"]
    assert list(rows(vormen, "vorm-vijf")) == ["Zaaknummer", "Datum"]


def test_signatories_of_the_letter_go_before_those_of_the_gemeente(vormen: Path) -> None:
    content = Content(vormen)
    names = {
        name: [who.naam for who in form.ondertekenaars(content.dossier(f"vorm-{name}"))]
        for name in ("een", "drie", "vijf", "geheim")
    }
    assert names["een"] == ["C. Iep"]
    assert names["drie"] == ["A. Esdoorn", "B. Linde", "C. Iep"]
    assert len(names["vijf"]) == 5
    assert names["geheim"] == ["J.M. van der Wetering-Oosterhuis", "K. de Haan"]


def test_an_empty_section_says_what_the_gemeente_says(vormen: Path) -> None:
    page = pipeline.page(Content(vormen), "vorm-geheim")
    assert re.search(r"juridische consequenties</h2>\s*<p>Niet van toepassing.</p>", page)
    change(vormen / "gemeenten" / "oeverland.yaml", "    leeg: Niet van toepassing.\n", "")
    assert "juridische consequenties" not in pipeline.page(Content(vormen), "vorm-geheim")


def test_notes_are_numbered_after_the_one_of_the_title(vormen: Path) -> None:
    page = pipeline.page(Content(vormen), "vorm-geheim")
    assert re.findall(r'role="doc-footnote" id="(noot-\d)"', page) == ["noot-1", "noot-2"]


def test_every_page_of_a_secret_letter_says_so(vormen: Path, run: Run) -> None:
    assert run("build", "vorm-geheim").code == 0
    pages = text_of(Path("build/vorm-geheim.pdf"), "-layout").rstrip("\f").split("\f")
    assert len(pages) >= 2
    for number, page in enumerate(pages, 1):
        assert page.strip().startswith("GEHEIM · artikel 5.1, lid 1, onder c, en lid 2, onder b")
        assert "Opheffing door de gemeenteraad" in page
        assert f"D/26/070818 {number}/{len(pages)}" in re.sub(r"\s+", " ", page)


def test_a_letter_without_head_and_numbers(vormen: Path, run: Run) -> None:
    more = "Een alinea met genoeg woorden voor twee bladzijden.\\n\\n" * 60
    change(vormen / "brieven" / "vorm-een.yaml", "Op 1 juli opent", f'"{more}" #')
    assert run("build", "vorm-een").code == 0
    last = text_of(Path("build/vorm-een.pdf")).rstrip("\f").split("\f")[1]
    assert last.startswith("Een alinea")
    assert "Pagina" not in last


def test_a_letter_needs_no_number_where_the_gemeente_says_so(vormen: Path, run: Run) -> None:
    assert Brief.model_validate({"gemeente": "a", "secties": {"a": "b"}}).zaaknummer is None
    assert run("build", "vorm-drie", "--html").code == 0
    page = Path("build/vorm-drie.html").read_text()
    assert "<title>Memo</title>" in page
    assert "Zaaknummer" not in page
    assert "None" not in page
