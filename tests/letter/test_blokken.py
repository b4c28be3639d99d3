"""Selections of results, plannings and questions, from YAML to HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief import dutch
from raadsbrief.content.dossier import Content
from raadsbrief.model import Datum
from raadsbrief.model.blokken import Tijdvak, volgend_nummer
from raadsbrief.work import pipeline

RESULTS = """
resultaten:
  laat: { tekst: Laat., datum: 2026-05, pijler: werk }
  vroeg: { tekst: Vroeg., datum: 2025-12-31, pijler: werk }
  los: { tekst: Los., datum: 2026-02-01 }
  jaar: { tekst: Jaar., datum: 2026, pijler: wonen }
  kwartaal: { tekst: Kwartaal., datum: 2026-K1, pijler: wonen }
"""


def section(stad: Path, blocks: str) -> str:
    """The HTML of a section that has these blocks."""
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    head = brief.read_text().split("  toelichting:")[0]
    indented = "".join(f"    {line}\n" for line in blocks.strip("\n").split("\n"))
    brief.write_text(f"{head}  toelichting:\n{indented}")
    page = pipeline.page(Content(stad / "content"), "2026-014")
    return page.split("<h2>Toelichting</h2>")[1].split("</section>")[0]


def with_results(stad: Path) -> Path:
    programma = stad / "content" / "programmas" / "wijken-aan-zet.yaml"
    text = re.sub(r"(?s)\nresultaten:.*?(?=\nfinanciering:)", RESULTS, programma.read_text())
    programma.write_text(text)
    return stad


def texts(html: str) -> list[str]:
    """Headings and paragraphs, the headings with their level."""
    found = re.findall(r"<(p|h\d)[^>]*>(.*?)</\1>", html)
    return [text if tag == "p" else f"{tag[1]} {text}" for tag, text in found]


@pytest.mark.parametrize(
    ("selection", "found"),
    [
        ("alle", ["Laat.", "Vroeg.", "Los.", "Jaar.", "Kwartaal."]),
        ("[jaar, laat]", ["Jaar.", "Laat."]),
        ("{ pijler: werk }", ["Laat.", "Vroeg."]),
        ("{ pijler: [wonen, werk] }", ["Laat.", "Vroeg.", "Jaar.", "Kwartaal."]),
        ("{ pijler: alle, sinds: 2026-04 }", ["Laat.", "Jaar."]),
        ("{ sinds: 2026-03 }", ["Laat.", "Jaar.", "Kwartaal."]),
        ("{ pijler: werk, sinds: 2026 }", ["Laat."]),
        ("{}", ["Laat.", "Vroeg.", "Los.", "Jaar.", "Kwartaal."]),
        (
            "{ per_pijler: ja }",
            ["Los.", "3 Wonen", "Jaar.", "Kwartaal.", "3 Werk en inkomen", "Laat.", "Vroeg."],
        ),
    ],
)
def test_results(stad: Path, selection: str, found: list[str]) -> None:
    assert texts(section(with_results(stad), f"- resultaten: {selection}")) == found


def test_headings_of_pillars_stand_below_that_of_their_block(stad: Path) -> None:
    html = section(with_results(stad), "- kop: Kop\n  resultaten: { per_pijler: ja, pijler: werk }")
    assert texts(html)[:2] == ["3 Kop", "4 Werk en inkomen"]


def test_a_date_is_needed_since(stad: Path, run: Run) -> None:
    programma = with_results(stad) / "content" / "programmas" / "wijken-aan-zet.yaml"
    programma.write_text(programma.read_text().replace(", datum: 2026-02-01", ""))
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    brief.write_text(brief.read_text().replace("buurthuis", "{ sinds: 2026 }"))
    result = run("check")
    assert result.code == 1
    assert "wijken-aan-zet.yaml:22:3: " in result.err
    assert "het resultaat 'los' heeft geen datum, en een brief kiest op datum" in result.err
    assert "haal `sinds` weg in content/brieven/2026-014.yaml" in result.err
    assert result.err.count("fout[") == 1


def test_a_selection_asks_for_a_programme(stad: Path, run: Run) -> None:
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    fields = "zaaknummer: 1\ngemeente: voorbeeldstad\ndatum: 2026-05\n"
    brief.write_text(f"{fields}secties:\n  kern:\n    - resultaten: {{}}\n")
    assert "deze brief heeft geen programma om resultaten uit te halen" in run("check").err


def test_planning_is_a_table_with_words(stad: Path) -> None:
    html = section(
        stad,
        """
- planning:
    - { wanneer: 2026-K1, wat: Een *begin*, gereed: ja, wie: het college }
    - { wanneer: { vanaf: 2026-09 }, wat: "{{ programma.naam }}" }
    - { wanneer: Nog te bepalen, wat: Ergens, gereed: nee }
    - { wanneer: 2026-W50, wat: Slot }
""",
    )
    nobody = '<abbr title="niet ingevuld">–</abbr>'
    cells = re.findall(r"<(?:td|th)[^>]*>(.*?)</t", html.replace(dutch.NBSP, " "))
    assert cells == [
        *("Wanneer", "Wat", "Wie", "Stand"),
        *("Eerste kwartaal 2026", "Een <em>begin</em>", "het college", "Gereed"),
        *("Vanaf september 2026", "Wijken aan zet", nobody, "Nog niet gereed"),
        *("Nog te bepalen", "Ergens", nobody, "Nog niet gereed"),
        *("Week 50 van 2026", "Slot", nobody, "Nog niet gereed"),
    ]
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 4


def test_planning_has_no_empty_columns(stad: Path) -> None:
    html = section(stad, "- planning:\n    - { wanneer: 2026-K1, wat: Begin }")
    assert re.findall(r"<th [^>]*>(.*?)</th>", html) == ["Wanneer", "Wat", "Begin"]


def test_questions_are_numbered_through_the_letter(stad: Path) -> None:
    html = section(
        stad,
        """
- vragen:
    - { vraag: "Waarom?", antwoord: Daarom. }
- Tussendoor.
- kop: Meer
  vragen:
    woorden: ja
    lijst:
      - { vraag: "En nu?", antwoord: Nu dit. }
- vragen:
    - { vraag: "A?", antwoord: B., nummer: 7a }
    - { vraag: "C?", antwoord: "# D\\n\\nE." }
""",
    )
    assert texts(html) == [
        *("3 1. Waarom?", "Daarom.", "Tussendoor.", "3 Meer"),
        *("4 Vraag 2", "En nu?", "Antwoord", "Nu dit."),
        *("4 7a. A?", "B.", "4 7b. C?", "5 D", "E."),
    ]


@pytest.mark.parametrize(
    ("vraag", "html"),
    [
        ("Een?", "<h3>1. Een?</h3>"),
        ("Een?\\n\\nTwee?", "<h3>1. Een?</h3><p>Twee?</p>"),
        ("- a\\n- b", "<h3>1.</h3><ul><li>a</li><li>b</li></ul>"),
        ("Een?\\n\\n## Kop\\n\\nx", "<h3>1. Een?</h3><h4>Kop</h4><p>x</p>"),
        ("# Kop\\n\\nx", "<h3>1.</h3><h4>Kop</h4><p>x</p>"),
    ],
)
def test_a_question_is_a_heading(stad: Path, vraag: str, html: str) -> None:
    blocks = f'- vragen:\n    - {{ vraag: "{vraag}", antwoord: Ja. }}'
    assert f'<div class="vraag">{html}</div>' in section(stad, blocks)


@pytest.mark.parametrize(
    ("nummer", "volgend"),
    [(None, "1"), ("1", "2"), ("9", "10"), ("3a", "3b"), ("3y", "3z"), ("3z", "4")],
)
def test_next_number(nummer: str | None, volgend: str) -> None:
    assert volgend_nummer(nummer) == volgend


@pytest.mark.parametrize(
    ("vanaf", "tot_en_met", "text"),
    [
        ("2026-01", "2026-03", "januari t/m maart 2026"),
        ("2025-12", "2026-03", "december 2025 t/m maart 2026"),
        ("2026-01-05", "2026-01-09", "5 t/m 9 januari 2026"),
        ("2026-01-05", "2026-02-09", "5 januari t/m 9 februari 2026"),
        ("2026-01", "2026-01-09", "januari t/m 9 januari 2026"),
        ("2026-K1", "2026-K3", "eerste t/m derde kwartaal 2026"),
        ("2026-K3", "2026-K4", "derde en vierde kwartaal 2026"),
        ("2026-K4", "2027-K1", "vierde kwartaal 2026 t/m eerste kwartaal 2027"),
        ("2026-K3", "2026-K3", "derde kwartaal 2026"),
        ("2026-H1", "2026-H2", "eerste en tweede halfjaar 2026"),
        ("2026-W08", "2026-W12", "week 8 t/m 12 van 2026"),
        ("2026-W08", "2026-W09", "week 8 en 9 van 2026"),
        ("2026-W52", "2027-W01", "week 52 van 2026 t/m week 1 van 2027"),
        ("2026-05", "2026-06", "mei en juni 2026"),
        ("2026-05-04", "2027-05-08", "4 mei 2026 t/m 8 mei 2027"),
        ("2026-zomer", "2026-najaar", "zomer en najaar 2026"),
        ("2026-lente", "2027", "lente 2026 t/m 2027"),
        ("2026", "2027", "2026 t/m 2027"),
        ("2026", "2026-03", "2026 t/m maart 2026"),
        ("2026-03", None, "vanaf maart 2026"),
        (None, "2026-K2", "tot en met het tweede kwartaal van 2026"),
    ],
)
def test_a_time_in_words(vanaf: str | None, tot_en_met: str | None, text: str) -> None:
    assert dutch.tijdvak(Tijdvak(vanaf=vanaf, tot_en_met=tot_en_met)) == text


def test_a_date_is_a_time_too() -> None:
    assert dutch.tijdvak(Datum.read("2026-K3")) == "derde kwartaal 2026"
