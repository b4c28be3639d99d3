"""Forms with fields and boxes to tick; questions with other numbers, and answers with parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_blokken import section, texts

from raadsbrief.model.blokken import volgend_nummer

FORM = """
    - formulier:
        kolommen: 2
        velden:
          - {veld: Naam, waarde: "*R.* Raadslid"}
          - Datum
          - {veld: Opmerkingen, waarde: "", breed: ja}
          - veld: Soort
            keuzes: [Technisch, "Politiek, kort"]
            aangekruist: Technisch
"""


def test_fields_stand_beside_each_other(stad: Path) -> None:
    page = section(stad, FORM.replace("\n    ", "\n"))
    found = []
    for row in page.split("<tr>")[1:]:
        cells = re.findall(r"<(t[hd])([^>]*)>(.*?)</t", row, re.DOTALL)
        plain = [" ".join(re.sub("<[^>]*>", " ", inside).split()) for _, _, inside in cells]
        found.append([tag + ("*" if "colspan" in more else "") for tag, more, _ in cells] + plain)
    assert found == [
        ["th", "td", "th", "td", "Naam", "R. Raadslid", "Datum", ""],
        ["th", "td*", "Opmerkingen", ""],
        ["th", "td*", "Soort", "Technisch Politiek, kort"],
    ]


def test_boxes_say_whether_they_are_ticked(stad: Path) -> None:
    page = section(stad, FORM.replace("\n    ", "\n"))
    assert re.findall(r'<li class="(\w+)" data-zegt="([^"]+)">([^<]+)', page) == [
        ("gekozen", "aangekruist", "Technisch"),
        ("open", "niet aangekruist", "Politiek, kort"),
    ]


def test_questions_without_numbers(stad: Path) -> None:
    page = section(
        stad,
        """
- vragen: [{vraag: "Eerst?", antwoord: Ja.}]
- vragen:
    nummers: nee
    lijst: [{vraag: "Zonder?", antwoord: Nee.}, {vraag: "- een\\n- twee", antwoord: Ja.}]
- vragen:
    nummers: nee
    woorden: ja
    lijst: [{vraag: "Met woorden?", antwoord: Ja.}]
- vragen: [{vraag: "Weer?", antwoord: Ja.}]
""",
    )
    assert texts(page) == [
        "3 1. Eerst?", "Ja.", "3 Zonder?", "Nee.", "Ja.", "3 Vraag", "Met woorden?", "Antwoord",
        "Ja.", "3 2. Weer?", "Ja.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "after"),
    [
        *((None, "1"), ("9", "10"), ("12a", "12b"), ("12z", "13"), ("3.1", "3.2"), ("3.9", "3.10")),
        *(("A", "B"), ("A3", "A4"), ("3.1b", "3.1c"), ("iv", "v"), ("IX", "X"), ("B-2", "B-3")),
        *(("viii", "ix"), ("XIII", "XIV"), ("c", "d"), ("10", "11")),
    ],
)
def test_numbers_count_on_in_their_own_way(number: str | None, after: str) -> None:
    assert volgend_nummer(number) == after


def test_an_answer_has_parts(stad: Path) -> None:
    page = section(
        stad,
        """
- kop: Vragen
  vragen:
    - vraag: Hoeveel?
      antwoord:
        - "Zoveel:"
        - tabel:
            kolommen: [Wijk, {kop: Woningen, soort: aantal}]
            rijen: [[Molenwijk, 1200], [De Hoven, 80]]
            totaal: ja
        - tekst: |
            ## Tussenkop

            - een lijst
        - planning: [{wanneer: 2026-K3, wat: Start}]
        - grafiek: {soort: staven, kolommen: [Jaar, n], rijen: [[2025, 1], [2026, 2]]}
        - formulier: [Naam]
""",
    )
    assert texts(page) == ["3 Vragen", "4 1. Hoeveel?", "Zoveel:", "5 Tussenkop"]
    assert page.count("<table") == 4
    assert "1.280" in page
    assert "<svg" in page
    assert page.index("1.280") < page.index("Tussenkop") < page.index("kwartaal")
