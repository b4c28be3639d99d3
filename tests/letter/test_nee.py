"""What a letter does not show, or has otherwise than its gemeente: kinds, senders, and `geen`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import TESTS, Run

from raadsbrief.content.dossier import Content
from raadsbrief.letter.huis import huis
from raadsbrief.page import html
from raadsbrief.page.places import Places
from raadsbrief.work import pipeline

SOORTEN = TESTS / "data" / "soorten"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content of a made-up gemeente with kinds of letter and senders."""
    shutil.copytree(SOORTEN, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "content"


def page(content: Path, name: str) -> str:
    return pipeline.page(Content(content), name)


def shown(content: Path, name: str, more: str = "", without: str = "") -> str:
    """The words of a page, after lines were added to the letter and fields taken out."""
    path = content / "brieven" / f"{name}.yaml"
    text = path.read_text()
    for field in without.split():
        text = re.sub(rf"(?m)^{field}:.*\n(?:[ -].*\n)*", "", text)
    path.write_text(more + text)
    return words(page(content, name))


def words(page: str) -> str:
    body = page[page.index("<body") :]
    return re.sub(r"\s+", " ", re.sub(r"<(?:br|/p|/h\d|/t[dh])[^>]*>|<[^>]*>", " ", body))


def headings(content: Path, name: str) -> list[tuple[str, str]]:
    return re.findall(r"<h(\d)[^>]*>(?:<[^>]*>)*([^<]+)", page(content, name))


def test_a_memo_of_one_person_shows_what_its_kind_asks(content: Path) -> None:
    text = page(content, "memo")
    said = words(text)
    assert "Memo" in said
    assert said.count("Wethouder water") == 1  # the sender, above the address
    assert "W. Wiel" in said
    assert "2026-00117" not in text[text.index("<body") :]  # nor in the head of a next page
    assert "Hoogachtend" not in said
    assert "Soort" not in said
    assert headings(content, "memo") == [("1", "Memo"), ("2", "Wat merkt de buurt ervan?")]


def test_a_notice_is_only_its_text(content: Path) -> None:
    text = page(content, "kennisgeving")
    body = text[text.index("<main") :]
    assert not re.search(r"<(h\d|table|footer|section class)", body)
    assert "<title>Kennisgeving: Afsluiting van de Noordkade</title>" in text
    assert re.search(r"@page \{ @bottom-right \{ content: none \} \}", text)


def test_a_letter_of_another_sender(content: Path) -> None:
    said = words(page(content, "griffie"))
    assert "De griffie" in said
    assert "Kade 1" not in said  # adres: geen
    assert "www.waterkant.example" in said  # what a sender says nothing of is the gemeente's
    assert "G. Griffier raadsgriffier" in said
    assert "Verzonden namens het presidium." in said
    assert headings(content, "griffie")[1:] == [("2", "Programma"), ("2", "Gevolgen")]


def test_headings_of_the_letter_stand_where_it_has_them(content: Path) -> None:
    assert [kop for _, kop in headings(content, "beantwoording")] == [
        "Beantwoording schriftelijke vragen",
        "Wat eraan voorafging",
        "Ons antwoord van 24 maart 2026",
        "1. Sinds wanneer weet het college dat de pompen versleten zijn?",
        "2. Wie betaalt de noodpomp?",
        "Hoe het verder gaat",
        "De vragen van de fractie",
        "Doorgestuurd bericht van het waterschap",
    ]
    said = words(page(content, "beantwoording"))
    assert said.index("burgemeester Vastgesteld in de") < said.index("Geacht college")
    assert "Soort Ter kennisname" in said


def test_names_as_typed(content: Path) -> None:
    said = words(page(content, "gewoon"))
    assert "burgemeester B. Burger" in said
    assert "drs." not in said
    assert "Portefeuillehouder W. Wiel" in said
    assert "mevrouw" not in said
    assert "Voor gezien:" in said
    assert "Aan Fietsersbond" not in said
    assert "Ondertekend in het zaaksysteem Getekend op 25 maart 2026" in said
    assert "Kade 1" not in said
    assert "Postbus 10" in said


def test_titles_stand_where_nobody_says_otherwise(content: Path) -> None:
    said = shown(content, "gewoon", without="namen")
    assert "burgemeester drs. B. Burger" in said
    assert "Aan Fietsersbond" in said


@pytest.mark.parametrize(
    ("more", "without", "words", "there"),
    [
        ("", "genre", "Raadsinformatiebrief", True),
        ("aanhef: geen\n", "aanhef", "Beste bestuursleden", False),
        ("aan: geen\n", "aan", "Fietsersbond", False),
        ("logo: geen\n", "logo", "Gemeente Waterkant", True),
        ("adres: geen\n", "adres", "Postbus 10", False),
        ("afzender: geen\n", "", "College van burgemeester", False),
        ("afzender: Cluster Ruimte\n", "", "Cluster Ruimte", True),
        ("afzender: {naam: Team Water, telefoon: geen}\n", "", "14 0297", False),
        ("afzender: {naam: geen, naam_voluit: Raad van Waterkant}\n", "logo", "Raad van", True),
        ("niet_tonen: briefhoofd\n", "niet_tonen", "Postbus 10", False),
        ("niet_tonen: kenmerken\n", "niet_tonen", "25 maart 2026 Onderwerp", False),
        ("niet_tonen: [datum, aan]\n", "niet_tonen", "Fietsersbond", False),
        ("afsluiting: geen\n", "afsluiting", "groet", False),
        ("afsluiting: geen\nondertekening: geen\n", "afsluiting ondertekening", "<footer", False),
        ("ondertekening: [burgemeester, {naam: A. Ander}]\n", "ondertekening", "A. Ander", True),
        ("ondertekening: {onder: Digitaal}\n", "ondertekening", "mr. S. Sluis", False),
        ("ondertekening: {onder: Digitaal}\n", "ondertekening namen", "mr. S. Sluis", True),
        ("soort: kennisgeving\n", "genre secties koppen afsluiting ondertekening", "groet", False),
        ("koppen: {gevolgen: geen}\n", "koppen", "Gevolgen", False),
    ],
)
def test_a_letter_has_it_otherwise(
    content: Path, more: str, without: str, words: str, there: bool
) -> None:
    if "secties" in without:
        more += "tekst: Dank voor uw brief.\n"
    assert (words in shown(content, "gewoon", more, without)) is there


def test_the_house_can_say_no_as_well(content: Path) -> None:
    house = content / "gemeenten" / "waterkant.yaml"
    text = house.read_text().replace("afzender: college\n", "afzender: geen\n", 1)
    text = re.sub(r"\nadres: .*\ntelefoon: .*\n", "\nadres: geen\ntelefoon: geen\n", text)
    text = text.replace("\naan: de gemeenteraad\naanhef: Geachte leden van de raad,\n",
                        "\naan: geen\naanhef: geen\n")  # fmt: skip
    house.write_text(text)
    said = words(page(content, "beantwoording"))
    assert "geen" not in said
    for gone in ("College van", "Kade 1", "14 0297", "de gemeenteraad", "Geachte leden"):
        assert gone not in said


def test_text_alone_stands_without_the_headings_of_the_gemeente(content: Path) -> None:
    path = content / "gemeenten" / "waterkant.yaml"
    path.write_text(path.read_text().replace("{kop: Kern, verplicht: ja}", "Kern"))
    said = shown(content, "gewoon", "tekst: Alleen dit.\n", "secties koppen")
    assert "Alleen dit." in said
    assert "Gevolgen" not in said
    both = shown(content, "griffie", "tekst: Eerst dit.\n")
    assert both.index("Eerst dit.") < both.index("Op vrijdag 17 april") < both.index("Gevolgen")


def test_a_filled_section_without_heading_or_with_one_of_the_letter(content: Path) -> None:
    house = content / "gemeenten" / "waterkant.yaml"
    filled = "kenmerken: [bijlagen]\neigen_koppen: ja\nsecties:\n"
    filled += "  geheim: {kop: Geheim, vult: geheimhouding}\n"
    filled += "  stukken: {kop: Stukken, vult: bijlagen}\n"
    house.write_text(house.read_text().replace("\nsecties:\n", f"\n{filled}"))
    more = "geheimhouding: {grond: 5.1 lid 2 b, opheffing_door: de raad}\nbijlagen: [Kaart]\n"
    more += 'koppen: {kern: geen, geheim: geen, stukken: "Stuk van {{ brief.datum | datum }}"}\n'
    said = shown(content, "gewoon", more, "koppen")
    assert "Geheim. Op deze brief rust geheimhouding. Fietsersbond" in said
    assert said.count("artikel 87") == 1
    assert "1, zie onder ‘Stuk van 25 maart 2026’" in said
    assert shown(content, "gewoon", "", "geheimhouding").count("geheim") == 0


def test_kind_and_sender_of_the_house_itself(content: Path) -> None:
    dossier = Content(content).dossier("gewoon")
    assert huis(dossier).afzender == "College van burgemeester en wethouders"
    assert dossier.gemeente.model.afzender == "college"
    assert huis(dossier).zaaknummer.label == "Zaaknummer"
    memo = huis(Content(content).dossier("memo"))
    assert (memo.zaaknummer.verplicht, memo.zaaknummer.patroon) == (False, ("JJJJ-#####",))
    assert memo.email == "wethouder.water@waterkant.example"


@pytest.mark.parametrize("name", ["memo", "kennisgeving", "griffie", "beantwoording", "gewoon"])
def test_a_page_with_places_says_the_same(content: Path, name: str) -> None:
    """What is filled in stays known in copies that know their places."""
    dossier = Content(content).dossier(name)
    placed = html.render(dossier, None, places := Places())
    assert words(placed).replace(" ", "") == words(page(content, name)).replace(" ", "")
    assert places.found


MISTAKES = [
    ("afzender: grifie\n", "", "heeft geen afzender 'grifie'", "bedoelde u 'griffie'?"),
    ("afzender: directie\n", "", "heeft geen afzender 'directie'", "`afzender: {naam: directie}`"),
    ("soort: memoo\n", "", "'memoo' kan hier niet", "bedoelde u 'memo'?"),
    ("soort: Memo\n", "", "'Memo' kan hier niet", "bedoelde u 'memo'?"),
    (
        "soort: [memo, kennisgeving]\n",
        "",
        "zeggen allebei iets anders over `aan",
        "haal een van beide weg",
    ),
    ("voetnoot: Bij de titel.\n", "", "de brief heeft geen titel", "`[^1]`"),
    ("koppen: {kerm: geen}\n", "koppen", "geen sectie 'kerm'", "bedoelde u 'kern'?"),
    ("koppen: {kern: Anders}\n", "koppen", "de kop van 'kern' staat vast", "eigen_koppen: ja"),
    ("logo: {bestand: beeld/weg.svg}\n", "logo", "beeld/weg.svg' bestaat niet", "bedoelde u"),
    (
        "afzender: {naam: X, logo: {bestand: weg.svg}}\n",
        "",
        "content/weg.svg' bestaat niet",
        "",
    ),
    ("secties: geen\n", "secties koppen", "zonder secties heeft deze brief geen", "`tekst: ...`"),
    ("koppen: geen\n", "koppen", "hier hoort per sectie een kop te staan", "{kern: geen}"),
    ("niet_tonen: [titel]\n", "niet_tonen", "'titel' kan hier niet", ""),
    ("ondertekening: {naam: geen}\n", "ondertekening", "hier tekent niemand", ""),
    ("ondertekening: Griffier\n", "ondertekening", "de functie 'Griffier'", "{naam: ..., functie"),
    ("datum: 2026-03-25\n", "datum onderwerp", "veld 'onderwerp' ontbreekt", ""),
    ("tekst: Alleen dit.\n", "secties koppen", "sectie 'kern' (Kern) ontbreekt", "`kern: ...`"),
    ("", "secties koppen", "het verplichte veld 'secties' ontbreekt", ""),
    ("", "zaaknummer", "het verplichte veld 'zaaknummer' ontbreekt", ""),
]


@pytest.mark.parametrize(("more", "without", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_with_the_way_out(
    content: Path, run: Run, more: str, without: str, message: str, hint: str
) -> None:
    path = content / "brieven" / "gewoon.yaml"
    text = path.read_text()
    for field in without.split():
        text = re.sub(rf"(?m)^{field}:.*\n(?:[ -].*\n)*", "", text)
    path.write_text(more + text)
    result = run("build", "gewoon")
    assert result.code == 1
    assert message in result.err
    assert hint in result.err
    assert "content/brieven/gewoon.yaml:" in result.err


OWN = [
    ("Antword", "Of is dit een eigen kop, geef hem dan bij `koppen: {Antword: ...}`"),
    ("Antwoord van het college", "bedoelde u 'antwoord'?"),
    ("slotwoord", "`Slotwoord: ...`"),
    ("Antwoord van de portefeuillehouder", None),
    ("Slotwoord", None),
]


@pytest.mark.parametrize(("kop", "hint"), OWN)
def test_a_heading_of_the_letter_is_told_from_a_slip(
    content: Path, run: Run, kop: str, hint: str | None
) -> None:
    path = content / "brieven" / "beantwoording.yaml"
    path.write_text(path.read_text().replace("Hoe het verder gaat", kop))
    if hint is None:
        assert ("2", kop) in headings(content, "beantwoording")
        return
    result = run("check", "beantwoording")
    assert (
        f"de soort 'beantwoording' van gemeente Waterkant heeft geen sectie '{kop}'" in result.err
    )
    assert hint in result.err
    path.write_text(path.read_text().replace("koppen: {", f"koppen: {{{kop}: Zo moet het, "))
    assert ("2", "Zo moet het") in headings(content, "beantwoording")


def test_the_language_of_a_heading_of_the_letter_is_read(content: Path, run: Run) -> None:
    path = content / "brieven" / "beantwoording.yaml"
    path.write_text(path.read_text().replace("Hoe het verder", "Hoe het het verder"))
    result = run("check", "beantwoording")
    assert "beantwoording.yaml:20:7: waarschuwing[RB303] 'het' staat hier dubbel" in result.err


def test_text_without_a_heading_and_after_the_signatures_is_checked(
    content: Path, run: Run
) -> None:
    path = content / "brieven" / "kennisgeving.yaml"
    text = path.read_text().split("tekst:")[0]
    table = "- tabel: {kolommen: [A, {kop: B, soort: aantal}], rijen: [[x, 1], [y, z]]}\n"
    path.write_text(f"{text}tekst:\n  {table}na_ondertekening:\n  {table}  - Zie {{{{ x.y }}}}.\n")
    result = run("build", "kennisgeving")
    assert "kennisgeving.yaml:6:73: fout" in result.err
    assert "kennisgeving.yaml:8:73: fout" in result.err
    assert "kennisgeving.yaml:9:12: fout[RB202] het feit 'x' bestaat niet" in result.err


OF_THE_HOUSE = [
    ("afzender: college\n", "afzender: colege\n", "heeft geen afzender 'colege'"),
    (
        "    genre: Memo\n",
        "    genre: Memo\n    afzender: grifie\n",
        "heeft geen afzender 'grifie'",
    ),
    ("ondertekening: wethouder water", "ondertekening: wethouder watr", "'wethouder watr'"),
    ("labels: {aan: Aan, steller: Van}", "labels: {overige: Aan}", "het label van 'overige'"),
    ("    adres: geen\n", "    logo: {bestand: weg.svg}\n", "content/weg.svg' bestaat niet"),
    (
        "ondertekening: [secretaris, burgemeester]",
        "ondertekening: {vorm: regel}",
        "het verplichte veld 'functies' ontbreekt",
    ),
    ("{{ brief.datum | datum }}", "{{ brief.dautm | datum }}", "'dautm'"),
    ("{{ brief.datum | datum }}", "{{ brief.steller }}", "'steller'"),
]


@pytest.mark.parametrize(("old", "new", "message"), OF_THE_HOUSE)
def test_a_mistake_of_the_house_is_told(
    content: Path, run: Run, old: str, new: str, message: str
) -> None:
    path = content / "gemeenten" / "waterkant.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    result = run("build", "beantwoording")
    assert result.code == 1
    assert message in result.err
    assert "content/gemeenten/waterkant.yaml:" in result.err
