"""A council letter as Word writes it becomes a draft in which nothing is lost."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, TESTS, Run, make
from drafts import Reader, words
from word_files import cell, docx, field, note, para, picture, table
from word_files import run as woord

from raadsbrief.content.dossier import Content
from raadsbrief.inlezen.concept import draft_from

PNG = (TESTS / "data" / "stip.png").read_bytes()
HEAD = "".join(
    (
        para("Collegebericht", "Titel"),
        table(
            ["Zaaknummer", "2026-117"],
            ["Datum", "donderdag 12 maart 2026"],
            ["Onderwerp", "Voortgang Wijken aan zet: park & plein"],
            ["Portefeuillehouder", "W. Wethouder"],
            ["Behandeld door", "J. de Boer\n010 123 4567\nj.deboer@voorbeeldstad.example"],
            ["Bijlagen", "1. Kaart van de wijk\n2. Overzicht"],
            ["Wijk", "Centrum"],
        ),
        para("Aan de leden van de raad"),
        para("Geachte leden van de raad,"),
    )
)
END = para("Met vriendelijke groet,") + table(
    [cell(para("B. Burger") + para("burgemeester")), cell(para("S. Nieuw") + para("secretaris"))]
)


@pytest.fixture
def lees(stad: Path) -> Reader:
    return Reader(stad)


def body(*parts: str) -> bytes:
    return docx(HEAD + para("1. Kernboodschap", "KopBrief") + "".join(parts) + END)


def text_of(data: str) -> str:
    """The text of a section that is only text, without the indent of YAML."""
    found = re.search(r"(?m)^  kern: \|\n((?:    .*\n|\n)+)", data)
    assert found, data
    return re.sub(r"(?m)^    ", "", found[1]).strip()


def test_the_head_becomes_fields_and_the_end_what_is_usual(lees: Reader) -> None:
    concept = lees(body(para("Het gaat goed.")))
    fields = concept.tekst.split("\n\nsecties:")[0].split("\n\n", 1)[1]
    assert fields.splitlines() == [
        "zaaknummer: 2026-117",
        "gemeente: voorbeeldstad",
        "programma: wijken-aan-zet",
        "datum: 2026-03-12",
        'onderwerp: "Voortgang Wijken aan zet: park & plein"',
        "aan: de leden van de raad",
        "aanhef: Geachte leden van de raad,",
        "portefeuillehouder: W. Wethouder",
        "steller:",
        "  naam: J. de Boer",
        '  telefoon: "010 123 4567"',
        "  email: j.deboer@voorbeeldstad.example",
        "overige_kenmerken:",
        "  Wijk: Centrum",
        "bijlagen:",
        "  - Kaart van de wijk",
        "  - Overzicht",
    ]
    assert concept.naam == "2026-117"
    assert "Niet geplaatst" not in concept.tekst


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            [para("een", num=(1, 0)), para("diep", num=(1, 1)), para("twee", "Opsomming")],
            "- een\n  - diep\n- twee",
        ),
        (
            [para("een", num=(2, 0)), para("sub", num=(2, 1)), para("onder", num=(2, 2)),
             para("twee", num=(2, 0)), para("Tussenin."), para("drie", num=(2, 0))],
            "1. een\n   a. sub\n      i. onder\n2. twee\n\nTussenin.\n\n3. drie",
        ),
        ([para("Wij:"), para("1. bouwen;"), para("2. breken.")], "Wij:\n\n1. bouwen;\n2. breken."),
        ([para("Wij:\n- bouwen;\n- breken.\nZo.")], "Wij:\n\n- bouwen;\n- breken.\n\nZo."),
        ([para("- bouwen"), para("1. breken"), para("3. Wat nu?")],
         "\\- bouwen\n\n1\\. breken\n\n3\\. Wat nu?"),
        ([para("een", num=(3, 0)), para("twee", num=(3, 0))], "a) een\nb) twee"),
        (
            [para("een", num=(4, 0)), para("deel", num=(4, 1)), para("deel", num=(4, 1))],
            "1. een\n   1.1 deel\n   1.2 deel",
        ),
        ([para("Wie tekent.", num=(5, 0))], "Artikel 1: Wie tekent."),
        ([para("Rustig aan.", "Citaat")], "> Rustig aan."),
        (
            [para(xml=woord("Het ") + woord("pro", "b") + '<w:proofErr w:type="spellStart"/>'
                  + woord("gramma ", "b") + '<w:bookmarkStart w:id="1" w:name="x"/>'
                  + woord("loopt", "i") + woord(" goed."))],
            "Het **programma** *loopt* goed.",
        ),
        ([para(xml=woord("Let op:", "b") + woord("tekst"))], "Let op:tekst"),
        ([para(xml=woord("CO") + woord("2", 'vertAlign w:val="subscript"') + woord(" per m")
               + woord("2", 'vertAlign w:val="superscript"'))], "CO₂ per m²"),
        (
            [para(xml='<w:hyperlink r:id="rId1">' + woord("de site") + "</w:hyperlink>"
                  + woord(" en ") + field('HYPERLINK "https://b.example/(y)"', "het verslag"))],
            "[de site](https://a.example/x) en [het verslag](<https://b.example/(y)>)",
        ),
        ([para(xml='<w:fldSimple w:instr="DATE">' + woord("3 mei") + "</w:fldSimple>")], "3 mei"),
        ([para(xml="<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")], "a+b"),
        (["<w:sdt><w:sdtPr/><w:sdtContent>" + para("Gekozen.") + "</w:sdtContent></w:sdt>"],
         "Gekozen."),
        (
            [para(xml='<w:ins w:id="1">' + woord("Nieuw. ") + '</w:ins><w:del w:id="2"><w:r>'
                  "<w:delText>Oud. </w:delText></w:r></w:del>" + woord("Gebleven."))],
            "Nieuw. Gebleven.",
        ),
        (
            [para("Vak:", xml='<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
                  "<wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
                  + para("In het vak.") + "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
                  "</a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
                  + woord("Bij het vak."))],
            "Bij het vak.\n\nIn het vak.",
        ),
        ([para("Een regel\nen nog een")], "Een regel\\\nen nog een"),
        (
            [table(["Wat", "Wie"], ["Plan", "a|b"], [cell("samen", 2)])],
            "| Wat | Wie |\n|---|---|\n| Plan | a\\|b |\n| samen |  |",
        ),
        ([table(["Alleen een kader."])], "Alleen een kader."),
    ],
)  # fmt: skip
def test_what_word_makes(lees: Reader, parts: list[str], expected: str) -> None:
    data = docx(
        HEAD + para("Kernboodschap", "Kop1") + "".join(parts) + END,
        links=("https://a.example/x",),
    )
    assert text_of(lees(data).tekst) == expected


TYPED = (
    "- 300 woningen", "1. Eerste", "# geen kop", "> 5", "{{ geen.feit }}", "{% raw %}", "a*b*c",
    "*x*", "_x_", "[x]", "`code`", "<b>vet</b>", "~~weg~~", "| a | b |", "H~2~O ^3^", "C:\\map\\x",
    "==x== ++y++", "a: b # c", "'x' \"y\"", "**", "***", "(a) x", "a. Jansen", "---", "[ ] {x} %}",
)  # fmt: skip


def test_signs_that_mean_something_elsewhere(lees: Reader, run: Run, stad: Path) -> None:
    typed = "".join(para(one) + para(f"Zin {one}") + para(one, num=(1, 0)) for one in TYPED)
    concept = lees(docx(HEAD + para("Kernboodschap", "Kop1") + typed + END))
    (stad / "content/brieven/2026-117.yaml").write_text(concept.tekst)
    assert run("check", "2026-117", "--facts", "--format", "short").out == ""
    assert run("build", "2026-117", "--html", "-q").code == 0
    page = (stad / "build/2026-117.html").read_text()
    blocks = re.findall(r"<(?:p|li)\b[^>]*>(.*?)(?=<)", page, re.DOTALL)
    shown = [" ".join(html.unescape(one).split()) for one in blocks]
    for one in TYPED:
        assert (shown.count(one), shown.count(f"Zin {one}")) == (2, 1), one


def test_notes_stand_below_the_text_that_calls_them(lees: Reader) -> None:
    data = docx(
        para("Kernboodschap", "Kop1")
        + para(xml=woord("Eerst") + note(2) + woord(", dan") + note(1))
        + para("Toelichting", "Kop1") + para(xml=woord("Weer") + note(3)),
        notes=("Noot een: *x*.", "Noot twee.", "Noot drie."),
    )  # fmt: skip
    text = lees(data).tekst
    assert text_of(text) == ("Eerst[^1], dan[^2]\n\n[^1]: Noot twee.\n\n[^2]: Noot een: \\*x\\*.")
    assert "[^3]: Noot drie." in text


def test_headings_near_those_of_the_gemeente(lees: Reader) -> None:
    concept = lees(
        docx(
            para("1 KERNBOODSCHAP:", "Kop1") + para("Kern.")
            + para(xml=woord("Let op", "b")) + para("Onder een vette kop.")
            + para("II. Toelichtng", "KopBrief") + para("Uitleg.")
            + para("Planning", "Kop2") + para("Straks.")
            + para("Achtergrond", "Kop1") + para("Vreemd.")
        )
    )  # fmt: skip
    assert re.findall(r"(?m)^  (\w+):", concept.tekst.split("secties:")[1]) == [
        "kern", "toelichting",
    ]  # fmt: skip
    assert "    - kop: Let op\n      tekst: |\n        Onder een vette kop." in concept.tekst
    assert "## Planning" in concept.tekst
    assert "# 'Achtergrond' is geen vaste kop van de gemeente" in concept.tekst


def test_a_form_of_two_columns_and_headings_without_a_style(lees: Reader) -> None:
    form = table(
        ["Kernboodschap", cell(para("Wij bouwen.") + para("een park", num=(1, 0)))],
        ["Bron", "De griffie"],
        ["3. Vervolg", "In mei."],
    )
    text = lees(docx(para("Raadsbrief", "Titel") + form)).tekst
    assert "\ngenre: Raadsbrief\n" in text  # this gemeente calls them otherwise
    assert "  kern: |\n    Wij bouwen.\n\n    - een park\n\n    Bron\n\n    De griffie\n" in text
    assert "  vervolg: |\n    In mei.\n" in text
    text = lees(docx(HEAD + para("KERNBOODSCHAP:") + para("Wij bouwen."))).tekst
    assert "  kern: |\n    Wij bouwen.\n" in text


def test_amounts_in_thousands(lees: Reader) -> None:
    rows = (["(bedragen x € 1.000)", "2025"], ["Baten", "1.200"], ["Lasten", "(300)"])
    text = lees(body(table(*rows, ["Per saldo", "n.v.t."]))).tekst
    assert '- ""\n          - {kop: 2025, soort: bedrag}\n        bedragen_in: duizenden' in text
    assert "          - [Lasten, -300]\n" in text
    assert "in het document stond dat als kop: (bedragen x € 1.000)" in " ".join(
        text.replace("\n    #", "").split()
    )


def test_a_table_of_figures_is_a_block_with_a_total(lees: Reader) -> None:
    rows = (["Wijk", "2025", "Deel"], ["Molenwijk", "€ 1.250,50", "62,5%"],
            ["De Hoven", "€ 750,-", "37,5%"])  # fmt: skip
    text = lees(body(para("Geld:"), table(*rows, ["Totaal", "€ 2.000,50", ""]))).tekst
    assert text.split("    - tabel:\n")[1].split("\n\n")[0].splitlines() == [
        "        kolommen:",
        "          - Wijk",
        "          - {kop: 2025, soort: bedrag}",
        "          - {kop: Deel, soort: percentage}",
        "        rijen:",
        '          - [Molenwijk, "1250,50", "62,5"]',
        '          - [De Hoven, 750, "37,5"]',
        "        totaal:",
        "          - Totaal",
        '          - "2000,50"',
        '          - ""',
    ]
    wrong = lees(body(table(*rows, ["Totaal", "€ 9.999,-", ""]))).tekst
    assert "| Totaal | € 9.999,- |  |" in wrong  # no sum is made of it, and none is refused


def test_groups_of_rows_are_groups(lees: Reader) -> None:
    text = lees(
        body(
            table(
                ["Wijk", "Woningen"], [cell("Noord", 2)], ["Molenwijk", "1.250"], ["Kade", "80"],
                [cell("Zuid", 2)], ["De Hoven", "7"],
            )
        )
    ).tekst  # fmt: skip
    assert "          - naam: Noord\n            rijen:\n              - [Molenwijk, 1250]" in text


def test_images_lie_beside_the_content(stad: Path, run: Run) -> None:
    (stad / "oud.docx").write_bytes(
        docx(HEAD + para("Kernboodschap", "Kop1") + para("Zie:") + para(xml=picture()) + END,
             files={"word/media/image1.png": PNG})
    )  # fmt: skip
    (stad / "content/beelden/oud-1.jpg").write_bytes(b"van een ander")
    result = run("new", "brief", "--from", "oud.docx")
    assert result.code == 0
    assert result.out.splitlines() == ["content/brieven/2026-117.yaml", "content/beelden/oud-2.png"]
    assert (stad / "content/beelden/oud-2.png").read_bytes() == PNG
    said = run("check", "2026-117", "--facts", "--format", "short").out
    assert re.fullmatch(r"content/brieven/2026-117\.yaml:\d+:5: RB203 .*\n", said), said
    assert run("new", "brief", "--from", "oud.docx").code == 2  # it is there
    assert not (stad / "content/beelden/oud-3.png").exists()


def test_what_has_no_place_stands_at_the_end(lees: Reader) -> None:
    data = docx(
        HEAD + para("Kernboodschap", "Kop1")
        + para(xml=woord("Tekst.") + woord("Stil", "vanish")) + END,
        header=para("Gemeente Voorbeeldstad") + para("Team Ruimte"),
        footer=para(
            xml=woord("Pagina ") + field("PAGE", "2") + woord(" van ") + field("NUMPAGES", "4")
        ),
        comments=("Klopt dit wel?",),
    )  # fmt: skip
    rest = lees(data).tekst.split("# Niet geplaatst. Zet het in de brief, of haal het weg:\n")[1]
    assert rest.split("\n\n")[0].splitlines() == [
        "# - Team Ruimte",
        "# - Opmerking in Word: Klopt dit wel?",
        "# - Verborgen tekst: Stil",
    ]


def test_what_the_programme_knows_is_proposed(lees: Reader) -> None:
    text = lees(body(para("Op 20 november 2025 kwam € 1.250.000,- uit het Woonfonds."))).tekst
    assert (
        "# Feit van het programma: € 1.250.000,- is {{ financiering.woonfonds.bedrag | euro }}"
        in text
    )
    assert (
        "# Feit van het programma: 20 november 2025 is "
        "{{ financiering.woonfonds.toegekend | datum }}" in text
    )
    assert "Op 20 november 2025 kwam € 1.250.000,- uit het Woonfonds." in text_of(
        "".join(line for line in text.splitlines(True) if "Feit van" not in line)
    )


def test_no_number_is_invented(lees: Reader, stad: Path, run: Run) -> None:
    concept = lees(docx(para("Kernboodschap", "Kop1") + para("Tekst.")), "Brief over Park.docx")
    assert concept.naam == "brief-over-park-concept"
    assert "zaaknummer:    # vul in" in concept.tekst
    (stad / "content/brieven/x-concept.yaml").write_text(concept.tekst)
    said = run("check", "x-concept", "--facts", "--format", "short").out
    assert re.findall("'secretaris'; voeg `datum: ...` toe|'zaaknummer' is leeg", said) == (
        ["'secretaris'; voeg `datum: ...` toe", "'zaaknummer' is leeg"]
    )
    assert len(said.splitlines()) == 2
    text = concept.tekst.replace("zaaknummer: ", "zaaknummer: 2026-118 ")
    (stad / "content/brieven/x-concept.yaml").write_text(
        text.replace("datum: ", "datum: 2026-03-12 ")
    )
    assert run("check", "x-concept", "--facts").code == 0


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (para("Hoogachtend,") + para("S. Nieuw\tB. Burger") + para("secretaris\tburgemeester"),
         "ondertekening:\n  - secretaris\n  - burgemeester\nafsluiting: Hoogachtend,"),
        (para("Met vriendelijke groet,") + para("B Burger, burgemeester")
         + para("S. Nieuw, secretaris"), ""),
        (para("Met vriendelijke groet,") + para("De burgemeester,") + para("") + para("B. Burger"),
         "ondertekening:\n  - burgemeester"),
        (para("Met vriendelijke groet,") + para("G. Griffier") + para("raadsgriffier"),
         "ondertekening:\n  - {naam: G. Griffier, functie: raadsgriffier}"),
    ],
)  # fmt: skip
def test_who_signed(lees: Reader, end: str, expected: str) -> None:
    text = lees(docx(HEAD + para("Kernboodschap", "Kop1") + para("Tekst.") + end)).tekst
    found = re.search(r"(?ms)^(ondertekening:.*?|afsluiting:.*?)\n\n", text)
    assert (found[1] if found else "") == expected


def test_the_real_letter_comes_through_whole(tmp_path: Path) -> None:
    """Its text as a Word file becomes a draft, and the PDF of the draft has every word."""
    source = (TESTS / "data" / "2024-0062579.txt").read_text()
    headings = re.findall(
        r"(?m)^  \w+: (.*\?)$", (ROOT / "content/gemeenten/dordrecht.yaml").read_text()
    )
    parts, paragraph = [], ""
    for line in [*map(str.strip, source.split("\n")), ""]:
        if paragraph and (not line or line in headings or line[0] == "•" or len(paragraph) < 70):
            is_item, style = paragraph[0] == "•", "Kop1" if paragraph in headings else ""
            parts.append(para(paragraph.lstrip("• "), style, (1, 0) if is_item else None))
            paragraph = ""
        paragraph = f"{paragraph} {line}".strip()
    content = tmp_path / "content"
    subprocess.run(["cp", "-r", ROOT / "content", content], check=True)
    (tmp_path / "oud.docx").write_bytes(docx("".join(parts)))
    concept = draft_from(tmp_path / "oud.docx", Content(content))
    assert not words(source) - words(concept.tekst)
    (content / f"brieven/{concept.naam}.yaml").write_text(concept.tekst)
    outcome = make(content, concept.naam, tmp_path / "uit")
    assert not outcome.has_errors, outcome
    text = subprocess.run(
        ["pdftotext", tmp_path / "uit" / f"{concept.naam}.pdf", "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert not set(words(source)) - set(words(re.sub(r"-\n", "", text) + text))
