"""Tables from CSV files of a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
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
        ("Post;Kosten\na;1".encode("utf-16"), "c.csv:1:1 dit bestand is geen UTF-8-tekst"),
        (b"Post;Kosten\n;;\n", "c.csv:1:1 onder deze koppen staat geen enkele rij"),
        (b"Kosten 2026;\n;\nPost;Kosten\na;1\n", "c.csv:1:1 hier horen de koppen te staan"),
        (b"Kosten, 2026\nPost;Kosten\na;1\n", "c.csv:1:1 hier horen de koppen te staan"),
        (b"Post;Kosten;kosten;Kosten\na;1;2;3\n", "c.csv:1:20 de kop 'Kosten' staat 2 keer"),
        (b"Post;KOSTEN;kosten\na;1;2\n", "c.csv:1:13 de kop 'kosten' staat 2 keer"),
        (b"Post;Kosten\na;#N/B\n", "c.csv:2:3 '#N/B' is een melding van het rekenblad"),
        (b"#DEEL/0!;Kosten;Post\n1;2;#REF!\n", "c.csv:2:5 '#REF!' is een melding van het"),
        (b"Post;Kosten\na;12%\n", "c.csv:2:3 '12%' is geen bedrag, maar een percentage"),
        (b"Post;Kosten\na;12 5\n", "c.csv:2:3 '12 5' is geen bedrag"),
        (b"Post;Kosten\na;1,25E+06\n", "c.csv:2:3 '1,25E+06' is geen bedrag"),
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


def test_the_hint_names_the_kind_of_file_to_save_as(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes("Post;Kosten\ncafé;1\n".encode("cp1252"))
    with pytest.raises(ContentError) as caught:
        csv_file.load(tmp_path, "c.csv")
    assert "CSV UTF-8" in str(caught.value.diagnostics[0].hint)


EXCEL = """sep={0}\r
Post{0}Kosten{0}Deel{0}Klaar{0}\r
a{0}(300){0}"12,5%"{0}1-6-2025{0}\r
b{0}300-{0}+5{0}2025-06-01 00:00:00{0}\r
c{0}€ -{0}-{0}1 juni 2025{0}\r
d{0}"€ 1.234,00-"{0}"0,5 %"{0}13/6/2025{0}\r
e{0}1 234{0}0{0}06-2025{0}\r
{0}{0}{0}{0}\r
"""
COLUMNS = """
bestand: c.csv
kolommen:
  - Post
  - {kop: Kosten, soort: bedrag}
  - {kop: deel, soort: percentage}
  - {kop: "Klaar ", soort: datum}
"""


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_figures_and_dates_as_a_spreadsheet_writes_them(separator: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(EXCEL.format(separator))
    assert shown(COLUMNS, tmp_path) == [
        "a | € −300 | 12,5% | 1 juni 2025",
        "b | € −300 | 5,0% | 1 juni 2025",
        "c | € 0 | – | 1 juni 2025",
        "d | € −1.234 | 0,5% | 13 juni 2025",
        "e | € 1.234 | 0,0% | juni 2025",
    ]


def test_heads_are_found_whatever_their_case_and_spaces(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(" post ;KOSTEN\N{NO-BREAK SPACE} \na;1\n")
    assert shown(BEDRAGEN + "bestand: c.csv", tmp_path) == ["a | € 1"]


def test_the_head_as_it_is_written_goes_before_another_case(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Post;KOSTEN;Kosten\na;1;2\n")
    assert shown(BEDRAGEN + "bestand: c.csv", tmp_path) == ["a | € 2"]


def test_a_column_of_a_file_is_shown_once(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Post;Kosten\na;1\n")
    text = "bestand: c.csv\nkolommen: [Post, Kosten, Kosten]\n"
    assert wrong(text, tmp_path) == ["2:26 de kolom 'Kosten' uit het bestand staat hier al"]


def test_a_day_that_can_be_two_days_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Post;Klaar\na;1/6/2025\n")
    (found,) = wrong("bestand: c.csv\nkolommen: [{kop: Klaar, soort: datum}]", tmp_path)
    assert found.endswith("c.csv:2:3 '1/6/2025' kan twee dagen zijn")


def test_columns_without_a_kind_keep_their_signs(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text('Wijk;Kosten;Deel;Aantal\na;"€ 1.250,-";12%;3\nb;€ 300;88%;4\n')
    assert shown("bestand: c.csv\ntotaal: ja", tmp_path) == [
        *("a | € 1.250 | 12% | 3", "b | € 300 | 88% | 4", "Totaal | € 1.550 |  | 7"),
    ]


WORDS = ["Totaal", "Subtotaal", "Totaal Noord", "Noord", "", "-", "€ -", "(3)", "3-", "1.250"]
WORDS += ["12.345", "0.5", "1,5", "12%", "€ 3", "p.m.", "#N/B", "1-6-2025", '"', "9" * 15, "-0"]
KOLOMMEN = ["", "kolommen: [P, {kop: K, soort: bedrag}]\n"]
KOLOMMEN += [
    "kolommen: [P, {kop: K, soort: percentage}, {kop: D, soort: datum}]\n",
    "kolommen: [{kop: K, soort: aantal}, P, {kop: S, som_van: alle}, {kop: A, aandeel_van: K}]\n",
]
HOW = ["", "totaal: ja\n", "totaal: nee\n", "groepen_uit: G\nsubtotalen: ja\n", "letters: ja\n"]
UNIT = ["", "decimaal: punt\n", "decimaal: komma\n", "bedragen_in: duizenden\n"]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=4, max_size=4), max_size=6),
    st.sampled_from(";,\t"),
    st.tuples(*map(st.sampled_from, (KOLOMMEN, HOW, UNIT))),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_in_a_file_is_shown_or_refused(
    tmp_path: Path, rows: list[list[str]], separator: str, more: tuple[str, ...]
) -> None:
    lines = [separator.join(row) for row in (["G", "P", "K", "D"], *rows)]
    (tmp_path / "c.csv").write_text("\n".join(lines))
    table, found = made("bestand: c.csv\n" + "".join(more), tmp_path)
    assert found or any(row.cells for row in table.rows())
