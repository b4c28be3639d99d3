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

from raadsbrief import dutch, form, pipeline
from raadsbrief.content import Content
from raadsbrief.model import Brief, Gemeente
from raadsbrief.model.briefvorm import Ondertekening, Sectiekop, Zaaknummervorm
from raadsbrief.model.gegevens import Grond

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
        (-1_340_000, "€ -1,3 mln."),
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
    assert len(pages) >= 3
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
