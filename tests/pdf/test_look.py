"""The look, as far as it can be told without eyes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import STAD, make


def pages(pdf: Path) -> list[str]:
    """The text of each page, running head and foot included."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(STAD, tmp_path / "content")


def build(content: Path, secties: str, onderwerp: str = "Een onderwerp") -> list[str]:
    head = "zaaknummer: 2026-001\ngemeente: voorbeeldstad\ndatum: 2026-05-20\n"
    path = content / "brieven" / "2026-001.yaml"
    path.write_text(f"{head}onderwerp: {onderwerp}\nsecties:\n{secties}")
    outcome = make(content, "2026-001", content / "build")
    assert outcome.diagnostics == ()
    return pages(outcome.files[0])


def test_running_head_and_page_number_from_the_second_page_on(letter: Path) -> None:
    first, *later = pages(letter)
    assert "Pagina" not in first
    assert len(later) >= 3
    for number, text in enumerate(later, 2):
        lines = [line for line in text.splitlines() if line.strip()]
        assert re.fullmatch(r" *Zaaknummer 2024-0062579 +Raadsinformatiebrief", lines[0])
        assert lines[-1].strip() == f"Pagina {number} van {len(later) + 1}"


@pytest.mark.parametrize("lines", range(24, 34, 2))
def test_no_heading_at_the_foot_and_no_signatures_alone(content: Path, lines: int) -> None:
    filler = "".join(f"    Regel {i}.\n\n" for i in range(lines))
    text = "    Een slot dat lang genoeg is om over meer dan een regel van de brief te lopen, " * 3
    found = build(content, f"  kern: |\n{filler}  vervolg: |\n{text}\n")
    for page in found:
        words = [line.strip() for line in page.splitlines() if line.strip()]
        words = [word for word in words if not word.startswith("Pagina")]
        assert words[-1] != "Vervolg"
        if "B. Burger" in page:
            body = words[: words.index("Met vriendelijke groet,")]
            assert len([word for word in body if "slot" in word or "regel" in word.lower()]) >= 1


def test_a_long_subject_takes_one_line_of_the_running_head(content: Path) -> None:
    filler = "".join(f"    Regel {i}.\n\n" for i in range(60))
    onderwerp = "Een onderwerp dat zo lang is dat het zeker niet op één regel van de kop past, nee"
    head = build(content, f"  kern: |\n{filler}", onderwerp)[1].splitlines()
    assert head[0].endswith("Een onderwerp dat zo lang is dat het zeker niet op één…")
    assert not head[1].strip()


def body(page: str) -> list[str]:
    """The lines of a page without its running head and foot."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    return [line for line in lines if not re.match(r"Pagina|Zaaknummer 2026-001 +\w", line)]


def test_a_sentence_stays_with_the_first_item_of_its_list_alone(content: Path) -> None:
    items = "".join(f"    - Punt {i}.\n" for i in range(3))
    last = set()
    for lines in range(18, 28):
        filler = "".join(f"    Regel {i}.\n\n" for i in range(lines))
        found = build(
            content, f"  kern: |\n{filler}    We doen drie dingen:\n\n{items}\n    Klaar.\n"
        )
        last.add(body(found[0])[-1].removeprefix("• "))
    assert "We doen drie dingen:" not in last
    assert "Punt 0." in last  # the first item can stand there alone with its sentence
    assert "Punt 1." not in last  # the last of three does not


def test_the_note_under_a_table_stays_with_its_last_row(content: Path) -> None:
    rows = "".join(f"          - [Wijk {i}, {i}]\n" for i in range(30))
    found = set()
    for lines in range(14, 24):
        filler = "".join(f"        Regel {i}.\n\n" for i in range(lines))
        tabel = "kolommen: [Wijk, {kop: Aantal, soort: aantal}]"
        note = '"Bron: de count_in_words."'
        text = f"    - |\n{filler}    - tabel:\n        {tabel}\n        noot: {note}\n"
        for page in build(content, f"  kern:\n{text}        rijen:\n{rows}"):
            found |= {i for i, line in enumerate(body(page)) if line == "Bron: de count_in_words."}
    assert len(found) > 3  # it stood in many places, and never alone at the top of a page
    assert min(found) > 2
