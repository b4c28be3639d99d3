"""Tables from CSV files of a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError
from tables import BEDRAGEN, PROJECTS, made, shown, wrong

from raadsbrief.diagnostics import ContentError
from raadsbrief.letter.tabel import csv_file, figures


@pytest.mark.parametrize(
    ("text", "soort", "value"),
    [
        ("€ 1.250.000,-", "bedrag", "1250000"),
        ("1.250,50", "bedrag", "1250.50"),
        ("1250.50", "bedrag", "1250.50"),
        ("-1.250", "aantal", "-1250"),
        ("−3", "aantal", "-3"),
        ("12,5 %", "percentage", "12.5"),
    ],
)
def test_figures_of_a_spreadsheet(text: str, soort: Any, value: str) -> None:
    assert figures.read(text, soort, None, csv=True) == Decimal(value)


@pytest.mark.parametrize("text", ["1.2.3", "1,2,3", "een", "1e6", "--1", "1.2500", "٣"])
def test_what_is_no_figure(text: str) -> None:
    for csv in (True, False):
        with pytest.raises(PydanticCustomError):
            figures.read(text, "bedrag", None, csv)


CSV = (
    '\ufeffWijk;Woningen;woz;\r\nMolenwijk;1.200;"€ 310.000,-";\r\n'
    '"De ""Hoven""; *west*";400;;\r\n;;;\r\n'
)


def test_csv_of_a_dutch_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(CSV.encode())
    text = """
bestand: c.csv
kolommen:
  - Wijk
  - {kop: WOZ-waarde, naam: woz, soort: bedrag, optellen: nee}
  - {kop: Woningen, soort: aantal}
totaal: ja
"""
    assert shown(text, tmp_path) == [
        "Molenwijk | € 310.000 | 1.200",
        'De "Hoven"; \\*west\\* | – | 400',
        "Totaal |  | 1.600",
    ]
    assert shown("bestand: c.csv", tmp_path)[0] == "Molenwijk | 1.200 | € 310.000,-"


def test_csv_with_commas_and_lines_in_cells() -> None:
    file = csv_file.parse('a,b\n"x\ny","1,5"\n3,4', "f.csv")
    assert [[cell.text for cell in row] for row in file.rows] == [["x y", "1,5"], ["3", "4"]]
    assert [row[1].span.line for row in file.rows] == [3, 4]
    assert file.rows[0][1].span.column == 4


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"Post;Kosten\na;12o\n", "c.csv:2:3 '12o' is geen bedrag"),
        (b"Post;Kosten\na;1;2\n", "c.csv:2:5 deze regel heeft 3 cellen, de kop 2"),
        (b"Post;Kosten\n\na\n", "c.csv:3:1 deze regel heeft 1 cellen, de kop 2"),
        (b"Post;Kost\na;1\n", "1:18 'c.csv' heeft geen kolom 'Kosten'"),
        (b'Post;Kosten\n"a;1\n', "c.csv:2:1 dit aanhalingsteken wordt niet gesloten"),
        (b"Post;Kosten\ncaf\xe9;1\n", "c.csv:2:4 dit bestand is geen UTF-8-tekst"),
        ("Post;Kosten\na😀;1\n".encode(), "c.csv:2:1 het lettertype van de brief heeft"),
        (b"\n", "c.csv dit bestand is leeg"),
    ],
)
def test_csv_mistakes_have_their_place(data: bytes, answer: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(data)
    (found,) = wrong(BEDRAGEN + "bestand: c.csv", tmp_path)
    assert found.replace(f"{tmp_path.as_posix()}/", "").startswith(answer)


@given(st.text(alphabet='a;,"\n\t 1', max_size=30))
def test_no_csv_is_too_strange(text: str) -> None:
    try:
        file = csv_file.parse(text, "f.csv")
    except ContentError as error:
        assert error.diagnostics
    else:
        assert all(len(row) == len(file.head) for row in file.rows)


def from_file(tmp_path: Path, csv: str, more: str) -> str:
    (tmp_path / "p.csv").write_text(csv)
    kinds = "kolommen: [Project, {kop: 2025, soort: aantal}, {kop: 2026, soort: aantal}]\n"
    return f"bestand: p.csv\n{kinds}{more}"


def test_a_column_of_a_file_makes_groups(tmp_path: Path) -> None:
    text = from_file(tmp_path, PROJECTS, "groepen_uit: Stadsdeel\nsubtotalen: ja\ntotaal: ja\n")
    assert [str(body.kop) for body in made(text, tmp_path)[0].bodies] == ["Noord", "Zuid"]
    assert shown(text, tmp_path) == [
        *("Park | 1.200 | −300", "Plein | 400 | 0", "Subtotaal | 1.600 | −300"),
        *("Flats | 800 | 150", "Subtotaal | 800 | 150", "Totaal | 2.400 | −150"),
    ]


@pytest.mark.parametrize("group", ["", "Totaal", "Zuid"])
def test_a_total_in_a_file_is_checked_and_not_added_up(tmp_path: Path, group: str) -> None:
    text = from_file(tmp_path, f"{PROJECTS}{group};Totaal;2400;-150\n", "groepen_uit: Stadsdeel\n")
    assert shown(text, tmp_path)[-1] == "Totaal | 2.400 | −150"
    text = from_file(tmp_path, f"{PROJECTS}{group};Totaal;2401;-150\n", "totaal: Samen\n")
    (found,) = wrong(text, tmp_path)
    assert "de som van '2025' klopt niet" in found
    assert shown(text.replace("Samen", "nee"), tmp_path)[-1] == "Plein | 400 | 0"


def test_groups_of_a_file_that_are_wrong(tmp_path: Path) -> None:
    text = from_file(tmp_path, f"{PROJECTS};Los;1;1\nZuid;Slot;1;1\n", "groepen_uit: Stadsdeel\n")
    (found,) = wrong(text, tmp_path)
    assert found.endswith("p.csv:5:1 deze rij hoort bij geen groep")
    (found,) = wrong(text.replace("uit: Stadsdeel", "uit: Stadsdeeel"), tmp_path)
    assert found.endswith("heeft geen kolom 'Stadsdeeel'")
