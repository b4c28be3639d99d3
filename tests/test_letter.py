"""The real letter: word for word, from data that stand once."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from conftest import ROOT, TESTS, struct_text

SEED = (TESTS / "data" / "2024-0062579.txt").read_text()
# The sender's block stands in the middle of the text, where its page turned.
LETTERHEAD = (
    "Gemeentebestuur",
    "Spuiboulevard 300",
    "3311 GR  DORDRECHT",
    "Zaaknummer 2024-0062579",
)
LETTER = ROOT / "content" / "brieven" / "2024-0062579.yaml"


def bare(text: str) -> str:
    return re.sub(r"[\s•]", "", text)


def test_tagged_text_is_the_seed_letter(letter: Path) -> None:
    lines = [line for line in SEED.splitlines() if line.strip() not in LETTERHEAD]
    body = "\n".join(lines)
    expected = bare(body[body.index("Wat is de aanleiding") :])
    text = bare("".join(re.findall(r'^ *"(.*)"$', struct_text(letter), re.MULTILINE)))
    start = text.index(bare("Wat is de aanleiding"))
    assert len(expected) > 10_000
    assert text[start : start + len(expected)] == expected


def test_letterhead_has_every_line_of_the_seed(letter: Path) -> None:
    text = bare("".join(re.findall(r'^ *"(.*)"$', struct_text(letter), re.MULTILINE)))
    for line in ("Raadsinformatiebrief", *LETTERHEAD):
        assert bare(line) in text[: text.index(bare("Wat is de aanleiding"))]


def test_letter_file_repeats_no_fact() -> None:
    text = LETTER.read_text().split("secties:")[1]
    for fact in (
        "17.061.648",
        "17061648",
        "2024-2026",
        "april",
        "Volkshuisvestingsfonds",
        "Alliantie",
    ):
        assert fact not in text
    for heading in (
        "Wonen en fysieke",
        "Gezond en samen",
        "Leren en ontw",
        "Arbeidsmarkt",
        "Leefbaar en",
    ):
        assert heading not in text
    seed = SEED[SEED.index("Wonen en fysieke leefomgeving") : SEED.index("Hoe verder na deze")]
    for sentence in re.findall(r"[A-Z][^.:;]{30,}[.:;]", re.sub(r"\s+", " ", seed)):
        assert sentence not in re.sub(r"\s+", " ", text)


def test_amounts_and_dates_of_the_programme_are_data() -> None:
    text = (ROOT / "content" / "programmas" / "dordt-west.yaml").read_text()
    for figure in (
        "€",
        "maart 2024",
        "mei 2024",
        "01-06-2025",
        "31-12-2033",
        " 925",
        " 200 ",
        "Het Volks",
    ):
        assert figure not in re.sub(r"^ *\w+: \S+$", "", text, flags=re.MULTILINE)


def test_pages_and_fonts(letter: Path) -> None:
    info = subprocess.run(["pdfinfo", letter], check=True, capture_output=True, text=True).stdout
    assert "A4" in info
    assert re.search(r"Tagged: +yes", info)
    assert re.search(r"Title: +Raadsinformatiebrief 2024-0062579", info)
    fonts = subprocess.run(["pdffonts", letter], check=True, capture_output=True, text=True).stdout
    rows = fonts.splitlines()[2:]
    assert rows
    assert all("Source-Sans-3" in row and " yes yes yes " in row for row in rows)
