"""Pledges and the planning of a programme: what a letter shows of them, settles, and must know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief import dutch
from raadsbrief.content.dossier import Content
from raadsbrief.work import pipeline

PROGRAMMA = "content/programmas/wijken-aan-zet.yaml"
LETTER = "content/brieven/2026-014.yaml"
MORE = """
planning:
  notitie:
    wanneer: 2026-03
    wat: Notitie over {{ programma.gebied }}, tot {{ dit.wanneer | datum_in_zin }}
    gereed: ja
  gesprekken: { wanneer: 2026-K3, wat: Gesprekken, wie: "team {{ feiten.wijkteam }}" }
  voorstel: { wanneer: nog te bepalen, wat: Voorstel }
toezeggingen:
  wachtlijst:
    tekst: Cijfers over de **wachtlijst** voor {{ dit.termijn | datum }}
    nummer: 2026-T014
    datum: 2026-01-20
    termijn: 2026-04
  park: { tekst: Een plan voor het park, termijn: 2026-05 }
  oud: { tekst: Een bezoek, termijn: 2025, afgedaan_met: het werkbezoek, afgedaan: 2025-10-01 }
"""


@pytest.fixture
def wijken(stad: Path) -> Path:
    """Voorbeeldstad, with a planning and pledges in its programme."""
    path = stad / PROGRAMMA
    path.write_text(path.read_text() + MORE)
    return stad


def letter(stad: Path, blocks: str = "", fields: str = "") -> None:
    """Give the letter fields and blocks more; the section `vervolg` comes last."""
    path = stad / LETTER
    text = path.read_text().replace("secties:\n", f"{fields}secties:\n", 1)
    indented = "".join(f"    {line}\n" for line in blocks.splitlines())
    path.write_text(text + indented)


def cells(stad: Path) -> list[str]:
    page = pipeline.page(Content(stad / "content"), "2026-014").replace(dutch.NBSP, " ")
    table = page.split("<h2>Vervolg</h2>")[1].split("</section>")[0]
    return [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table)]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("alle", ["Notitie over de Molenwijk, tot maart 2026", "Gesprekken", "Voorstel"]),
        ("[gesprekken]", ["Gesprekken"]),
        ("voorstel", ["Voorstel"]),
        ("{ gereed: ja }", ["Notitie over de Molenwijk, tot maart 2026"]),
        ("{ gereed: nee }", ["Gesprekken", "Voorstel"]),
        ("{ sinds: 2026-07 }", ["Gesprekken", "Voorstel"]),
    ],
)
def test_a_letter_chooses_steps(wijken: Path, choice: str, expected: list[str]) -> None:
    letter(wijken, f"- planning: {choice}")
    found = cells(wijken)
    width = found.index(expected[0]) - 1  # the first cell of a row is the time
    assert found[1 + width :: width] == expected
    assert ("team Buurtkracht" in found) is ("Gesprekken" in expected)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("alle", ["wachtlijst", "park", "oud"]),
        ("open", ["wachtlijst", "park"]),
        ("[oud, park]", ["oud", "park"]),
    ],
)
def test_a_letter_shows_pledges(wijken: Path, choice: str, expected: list[str]) -> None:
    rows = {
        "wachtlijst": ["2026-T014", "Cijfers over de wachtlijst voor april 2026", "April 2026",
                       "Afgedaan met deze brief"],
        "park": ["–", "Een plan voor het park", "Mei 2026", "Open"],
        "oud": ["–", "Een bezoek", "2025", "Afgedaan met het werkbezoek (1 oktober 2025)"],
    }  # fmt: skip
    letter(wijken, f"- toezeggingen: {choice}", "afdoening: wachtlijst\n")
    has_numbers = "wachtlijst" in expected
    head = ["Nummer", "Toezegging", "Termijn", "Stand"]
    wanted = [head, *(rows[key] for key in expected)]
    assert cells(wijken) == [cell for row in wanted for cell in row[not has_numbers :]]


def test_what_a_letter_settles_stands_in_its_head(wijken: Path, run: Run) -> None:
    letter(
        wijken,
        "- Zie {{ toezeggingen.park.termijn | datum }} en {{ planning.notitie.wanneer | maand }}.",
        "soort: afdoening toezegging\nafdoening: [wachtlijst, park]\n",
    )
    edit = (wijken / PROGRAMMA).read_text()
    named = edit.replace("voor het park,", 'voor het park in {{ dit.termijn | datum }}",')
    (wijken / PROGRAMMA).write_text(named.replace("tekst: Een plan", 'tekst: "Een plan'))
    assert run("check", "--facts").err == ""
    page = pipeline.page(Content(wijken / "content"), "2026-014").replace(dutch.NBSP, " ")
    row = page.split("Toezeggingen</th>")[1].split("</tr>")[0]
    assert "2026-T014" in row
    assert "Een plan voor het park in mei 2026" in row
    assert "Zie mei 2026 en maart 2026." in page


def test_a_pledge_past_its_term(wijken: Path, run: Run) -> None:
    """What is due on the letter's date, is open, and is not settled by the letter itself."""

    def overdue() -> list[str]:
        return re.findall(r"RB680\] .*? '(\w+)'", run("check", "--facts").err)

    assert overdue() == ["wachtlijst"]  # of the park the term is the month of the letter
    letter(wijken, fields="afdoening: wachtlijst\n")
    assert overdue() == []
    path = wijken / LETTER
    path.write_text(path.read_text().replace("datum: 2026-05-20", "datum: 2026-06-01"))
    assert overdue() == ["park"]
    path.write_text(path.read_text().replace("datum: 2026-06-01", "datum: 2026-06-01\nnegeer:\n"
                                             "  - { code: RB680, woorden: park }"))  # fmt: skip
    assert overdue() == []


def test_what_a_sent_letter_has_settled_is_not_open(wijken: Path, run: Run) -> None:
    letter(wijken, "- planning: alle\n- toezeggingen: open", "afdoening: wachtlijst\n")
    assert run("build").code == 0
    assert run("check").err.count("RB681") == 0
    assert run("sent", "2026-014").code == 0
    told = run("check").err
    assert f"{PROGRAMMA}:57:3: waarschuwing[RB681] de toezegging 'wachtlijst' is afgedaan" in told

    path = wijken / PROGRAMMA
    text = path.read_text().replace("    termijn: 2026-04\n", "    afgedaan_met: brief 2026-014\n")
    path.write_text(text.replace("wanneer: 2026-K3", "wanneer: 2026-K4"))
    found = run("check", "--hints").err
    assert "RB681" not in found
    assert (
        "de tijd van de stap 'gesprekken' was derde kwartaal 2026 en is nu vierde kwartaal 2026"
        in found
    )
    assert "de termijn van de toezegging 'wachtlijst' (april 2026) is er niet meer" in found


def test_steps_that_letter_and_programme_have_out_of_order(wijken: Path, run: Run) -> None:
    letter(wijken, "- planning: [gesprekken, notitie]")
    found = run("check", "--facts").err
    assert re.search(rf"{LETTER}:\d+:30: fout\[RB104\] deze stap \(maart 2026\)", found)


def test_a_finished_step_of_after_the_letter(wijken: Path, run: Run) -> None:
    path = wijken / PROGRAMMA
    path.write_text(
        path.read_text().replace("wanneer: 2026-K3, wat", "gereed: ja, wanneer: 2026-K3, wat")
    )
    assert "RB206" not in run("check", "--facts").err  # the letter does not show it
    letter(wijken, "- planning: alle")
    found = run("check", "--facts").err
    assert "RB206" in found
    assert f"(20 mei 2026, {LETTER})" in found


def test_the_language_of_what_is_shown_is_read(wijken: Path, run: Run) -> None:
    path = wijken / PROGRAMMA
    path.write_text(
        path.read_text().replace("Een plan voor het park", "Een plan voor voor het park")
    )
    assert "RB303" not in run("check").err
    letter(wijken, "- toezeggingen: [park]")
    assert "RB303" in run("check").err
