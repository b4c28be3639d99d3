"""What does not fit on the pages, through the front door."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import Run

AMOUNT = 123_456_789


def write(stad: Path, block: str) -> None:
    """Put a block in the letter."""
    path = stad / "content" / "brieven" / "2026-014.yaml"
    path.write_text(path.read_text().replace("  vervolg:\n", f"{block}  vervolg:\n", 1))


def table(columns: int, head: str = "bijschrift: Raming", rows: str = "") -> str:
    kolommen = "".join(
        f"          - {{kop: '{2001 + i}', soort: bedrag}}\n" for i in range(columns)
    )
    cells = ", ".join(["Park", *[str(AMOUNT)] * columns])
    rows = rows or f"        rijen:\n          - [{cells}]\n"
    return f"    - tabel:\n        {head}\n        kolommen:\n          - Post\n{kolommen}{rows}"


def answer(stad: Path, run: Run, *arguments: object) -> str:
    """What the user reads; no PDF is made."""
    result = run("build", *arguments)
    assert (result.code, result.out) == (1, "")
    assert not (stad / "build" / "2026-014.pdf").exists()
    return re.sub(r"\s+", " ", result.err)


def test_a_table_is_named_with_its_place_and_the_remedy(stad: Path, run: Run) -> None:
    write(stad, table(20))
    said = answer(stad, run)
    assert "content/brieven/2026-014.yaml:22:7: fout[RB506] de tabel 'Raming' is te breed" in said
    assert "schrijf de bedragen in duizenden, met `bedragen_in: duizenden`" in said
    assert "1 fout gevonden" in said


def test_the_remedy_works(stad: Path, run: Run) -> None:
    block = table(11).replace(str(AMOUNT), "123456789012")
    write(stad, block)
    assert "bedragen_in: duizenden" in answer(stad, run)
    path = stad / "content" / "brieven" / "2026-014.yaml"
    smaller = path.read_text().replace("123456789012", "123456789")
    path.write_text(smaller.replace("Raming", "Raming\n        bedragen_in: duizenden"))
    assert run("build").code == 0


def test_what_can_be_no_smaller_is_to_be_split(stad: Path, run: Run) -> None:
    write(stad, table(40, "bedragen_in: miljoenen"))
    said = answer(stad, run)
    assert "fout[RB506] de tabel is te breed" in said
    assert "→ laat kolommen weg, of maak er twee tabellen van" in said


def test_a_table_of_a_file_leads_to_the_letter(stad: Path, run: Run) -> None:
    heads = ";".join(str(2001 + i) for i in range(20))
    row = ";".join([str(AMOUNT)] * 20)
    (stad / "content" / "cijfers" / "raming.csv").write_text(f"Post;{heads}\nPark;{row}\n")
    write(stad, table(20, "bestand: cijfers/raming.csv", "\n"))
    said = answer(stad, run)
    assert "content/brieven/2026-014.yaml:22:7: fout[RB506] de tabel is te breed" in said


def test_a_table_in_prose_leads_to_its_text(stad: Path, run: Run) -> None:
    row = "".join(f"| € {AMOUNT + i} " for i in range(16))
    heads = "".join(f"| {2001 + i} " for i in range(16))
    lines = (heads + "|", "|---" * 16 + "|", row + "|")
    write(stad, "    - tekst: |\n" + "".join(f"        {line}\n" for line in lines))
    said = answer(stad, run)
    assert re.search(r"2026-014\.yaml:23:\d+: fout\[RB506\] op bladzijde \d valt '20", said)


def test_the_pdf_of_before_stays(stad: Path, run: Run) -> None:
    assert run("build").code == 0
    before = (stad / "build" / "2026-014.pdf").read_bytes()
    write(stad, table(20))
    assert run("build").code == 1
    assert (stad / "build" / "2026-014.pdf").read_bytes() == before
    assert run("build").code == 1  # and it is not taken for made


@pytest.mark.parametrize("jobs", [1, 2])
def test_other_letters_are_made(stad: Path, run: Run, jobs: int) -> None:
    letters = stad / "content" / "brieven"
    text = (letters / "2026-014.yaml").read_text()
    for number in range(3):
        name = f"2026-10{number}"
        (letters / f"{name}.yaml").write_text(text.replace("2026-014", name))
    write(stad, table(20))
    result = run("build", "--jobs", jobs)
    assert result.code == 1
    assert len(result.out.splitlines()) == 3
    assert result.err.count("RB506") == 1


def test_a_running_head_leads_to_the_gemeente(stad: Path, run: Run) -> None:
    path = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    label = "Nummer in het zaaksysteem van de gemeenschappelijke regeling van alle gemeenten in zee"
    path.write_text(path.read_text() + f"zaaknummer: {{label: {label} en op land}}\n")
    said = answer(stad, run)
    assert "gemeenten/voorbeeldstad.yaml" in said
    assert "boven aan bladzijde 2 is geen plaats voor 'Nummer in" in said


def test_a_note_that_cannot_stand_with_its_call_has_its_place(stad: Path, run: Run) -> None:
    long = "Dit is een lange noot over de wijk en de brief van het college. " * 150
    notes = "".join(f"\n        [^{key}]: Noot {key} begint zo. {long}\n" for key in "abc")
    write(stad, f"    - tekst: |\n        Een zin[^a] met nog een[^b] en nog een[^c].\n{notes}")
    result = run("build")
    assert result.code == 3
    assert re.search(
        r"content/brieven/2026-014\.yaml:27:15: fout\[RB507\] voetnoot 2 \('Noot b begint zo",
        result.err,
    )
    assert not (stad / "build" / "2026-014.pdf").exists()


def test_a_word_that_is_torn_asks_for_more_room(stad: Path, run: Run) -> None:
    heads = (
        "Wijk|Woningbouwopgave|Leefbaarheidsmonitor|Energietransitie|Verkeersveiligheid|"
        "Jeugdhulpverlening|Arbeidsparticipatie|Groenvoorziening|Subsidieverlening|"
        "Handhavingscapaciteit|Wijkontwikkelingsplan|Uitvoeringsorganisatie"
    )
    lines = (f"|{heads}|", "|---" * 12 + "|", "|a" * 12 + "|")
    write(stad, "    - tekst: |\n" + "".join(f"        {line}\n" for line in lines))
    assert run("build").code == 0
    text = subprocess.run(
        ["pdftotext", "-layout", stad / "build" / "2026-014.pdf", "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    parts = re.findall(r"\b[a-zA-Z]+\b", text)
    assert "e" not in parts, "organisati-e"
