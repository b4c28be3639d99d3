"""Tables: their sums, their figures and what is refused, with its place."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tables import BEDRAGEN, PROJECTS, made, shown, wrong

from raadsbrief.content.dossier import Content
from raadsbrief.letter.tabel import figures
from raadsbrief.letter.tabel.sums import explain
from raadsbrief.model import Huisstijl, Tabel
from raadsbrief.work import pipeline
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

AMOUNTS = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20)


def rows_of(amounts: list[int]) -> str:
    return "rijen:\n" + "".join(f"  - [Post, {amount}]\n" for amount in amounts)


@given(AMOUNTS)
@settings(deadline=None)
def test_a_computed_total_is_the_sum_of_its_parts(amounts: list[int]) -> None:
    table, found = made(BEDRAGEN + rows_of(amounts) + "totaal: ja\n")
    assert found == []
    assert table.total is not None
    assert table.total.cells[1].value == sum(amounts)


@given(AMOUNTS, st.integers(-3, 3))
def test_a_written_total_is_right_or_refused(amounts: list[int], off: int) -> None:
    text = BEDRAGEN + rows_of(amounts) + f"totaal: [Totaal, {sum(amounts) + off}]\n"
    assert bool(wrong(text)) == (off != 0)


@given(st.lists(AMOUNTS, min_size=1, max_size=4))
def test_subtotals_add_up_to_the_total(groups: list[list[int]]) -> None:
    text = BEDRAGEN + "groepen:\n"
    for i, amounts in enumerate(groups):
        rows = rows_of(amounts).replace("\n", "\n    ").rstrip()
        text += f"  - naam: Groep {i}\n    {rows}\n    subtotaal: ja\n"
    table, found = made(text + "totaal: ja\n")
    assert found == []
    subtotals = [row.cells[1].value for row in table.rows() if row.soort == "subtotaal"]
    assert subtotals == [sum(amounts) for amounts in groups]
    assert table.total is not None
    assert table.total.cells[1].value == sum(map(sum, groups))


@given(AMOUNTS)
@settings(deadline=None)
def test_an_explained_sum_is_right(amounts: list[int]) -> None:
    outcome = explain([Decimal(amount) for amount in amounts])
    number = re.split(r"= | samen ", outcome)[-1].replace(".", "").replace(figures.MINUS, "-")
    assert int(number) == sum(amounts)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_is_written_is_read_again(value: Decimal) -> None:
    for soort in ("bedrag", "aantal", "percentage"):
        text = figures.write(value, soort, None, Huisstijl(), 2)
        assert figures.read(text, soort, None, csv=True) == value


def test_the_simplest_table_shows_what_was_typed() -> None:
    text = "kolommen: [Wijk, Woningen, Sinds]\nrijen: [[Molenwijk, 1200, 2019], [De Hoven, 80, x]]"
    assert shown(text) == ["Molenwijk | 1200 | 2019", "De Hoven | 80 | x"]
    table, _ = made(text)
    assert [column.klas for column in table.columns] == ["", "getal", "getal"]


def test_with_a_total_figures_are_recognised_and_years_are_not() -> None:
    text = """
kolommen: [Wijk, Sinds, Woningen, {kop: Aandeel, aandeel_van: Woningen}]
rijen:
  - [Molenwijk, 2019, 1200]
  - {Woningen: 300, Wijk: De Hoven}
totaal: ja
"""
    assert shown(text) == [
        "Molenwijk | 2019 | 1.200 | 80%",
        "De Hoven |  | 300 | 20%",
        "Totaal |  | 1.500 | 100%",
    ]


def test_years_in_thousands_with_sums_of_lettered_rows() -> None:
    text = """
bedragen_in: duizenden
letters: ja
kolommen:
  - {naam: post}
  - {kop: 2025, soort: bedrag}
  - {kop: 2026, soort: bedrag}
  - {kop: Samen, som_van: alle}
rijen:
  - [Lasten, 1200, "320,5"]
  - [Baten, -900, p.m.]
  - [Fonds, "{{ fonds.bedrag }}", ""]
  - {post: Saldo, som: A - B - C}
"""
    assert shown(text) == [
        "Lasten | 1.200,0 | 320,5 | 1.520,5",
        "Baten | −900,0 | p.m. | −900,0",
        "Fonds | 1.250,0 | – | 1.250,0",
        "Saldo | 850,0 | 320,5 | 1.170,5",
    ]
    assert made(text)[0].eenheid == "bedragen × €\N{NO-BREAK SPACE}1.000"


def test_kinds_of_cells() -> None:
    text = """
kolommen:
  - Wat
  - {kop: Kosten, soort: bedrag}
  - {kop: Klaar, soort: datum}
  - {kop: Deel, soort: percentage}
  - {kop: Fte, soort: aantal}
leeg: onbekend
rijen:
  - ["{{ fonds.woningen }} *flats*", "1250,50", 2026-K3, "12,5", "{{ fonds.woningen }}"]
  - [Park, -3, "", 10, "7,25"]
"""
    assert shown(text) == [
        "{{ fonds.woningen }} *flats* | € 1.250,50 | derde kwartaal van 2026 | 12,5% | 925,00",
        "Park | € −3,00 | onbekend | 10,0% | 7,25",
    ]


def test_rounded_figures_may_stray_half_a_unit_each() -> None:
    text = BEDRAGEN + rows_of([33, 33, 33]) + "totaal: [Totaal, 100]\nbedragen_in: duizenden\n"
    assert wrong(text) == ["6:18 de som van 'Kosten' klopt niet: 33 + 33 + 33 = 99, u schreef 100"]
    assert wrong(text + "afgerond: ja") == []
    assert wrong(text.replace("100", "102") + "afgerond: ja") != []


def test_facts_that_are_rounded_say_so() -> None:
    text = BEDRAGEN + "bedragen_in: miljoenen\nrijen:\n" + "  - [a, '{{ fonds.bedrag }}']\n" * 2
    table, _ = made(text + "totaal: ja")
    assert [row.cells[1].shown for row in table.rows()] == ["1,3", "1,3", "2,5"]
    assert table.rounding


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ("rijen: [[a, 12o]]", "2:13 '12o' is geen bedrag"),
        ("rijen: [[a, 1.250]]", "2:13 '1.250' is geen bedrag"),
        ("rijen: [[a, 1, 2]]", "2:16 deze rij heeft 3 cellen, de tabel 2 kolommen"),
        ("rijen: [[a]]", "2:9 deze rij heeft 1 cel, de tabel 2 kolommen"),
        ("rijen: [{Post: a, Koste: 1}]", "2:19 de tabel heeft geen kolom 'Koste'"),
        ("rijen: [[a, '{{ fonds.bedra }}']]", "2:23 het feit 'bedra' bestaat niet in 'fonds'"),
        (
            "rijen: [[a, '{{ fonds.bedrag | euro }}']]",
            "2:14 in deze kolom staat een getal, of één feit zonder opmaak",
        ),
        ("rijen: [['{{ fonds.x }}', 1]]", "2:20 het feit 'x' bestaat niet in 'fonds'"),
        (
            "rijen: [[a, 1200], [b, 300]]\ntotaal: [Totaal, 1600]",
            "3:18 de som van 'Kosten' klopt niet: 1.200 + 300 = 1.500, u schreef 1.600",
        ),
        ("rijen: [[a, 1]]\nletters: [A, B]", "3:10 er zijn 2 letters voor 1 rijen"),
        ("rijen: [[a, 1], {Post: b, som: A + B}]", "2:32 er is geen rij met de letter 'A'"),
        ("rijen: [[a, 1], {Post: b, som: A * 2}]", "2:32 'A * 2' is geen som van rijen"),
        ("bestand: weg.csv", "2:10 het bestand 'weg.csv' bestaat niet"),
        ("bestand: ../weg.csv", "2:10 '../weg.csv' ligt buiten de map met inhoud"),
    ],
)
def test_what_is_refused_has_its_place(change: str, answer: str, tmp_path: Path) -> None:
    found = [
        line.replace(f"{tmp_path.as_posix()}/", "") for line in wrong(BEDRAGEN + change, tmp_path)
    ]
    assert found == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "kolommen: [a]",
        "rijen: [[a]]",
        "kolommen: [a]\nrijen: [[a]]\nbestand: a.csv",
        "kolommen: [a]\nfinanciering: alle",
        "kolommen: [a]\nrijen: [[a]]\nper: jaar",
        "kolommen: [{kop: a, som_van: alle, aandeel_van: b}]\nrijen: [[a]]",
    ],
)
def test_combinations_that_cannot_be(text: str) -> None:
    root: Any = parse(text, "t.yaml").root
    with pytest.raises(ValidationError):
        Tabel.model_validate(plain(root))


def test_html_of_a_table(stad: Path) -> None:
    path = stad / "content" / "brieven" / "2026-014.yaml"
    block = """    - tabel:
        bijschrift: De **wijken**
        kolommen: ["", {kop: 2026, soort: bedrag}]
        groepen:
          - {naam: Wonen, rijen: [[Park, -5], [Flat, 20]], subtotaal: ja}
        totaal: ja
  vervolg:
"""
    path.write_text(path.read_text().replace("  vervolg:\n", block))
    page = pipeline.page(Content(stad / "content"), "2026-014")
    table = re.sub(
        r"\s*\n\s*", "", page[page.index('<table class="gegevens') :].split("</table>")[0]
    )
    assert table.replace("\N{NO-BREAK SPACE}", " ") == (
        '<table class="gegevens"><caption>De <strong>wijken</strong></caption>'
        '<thead><tr><td></td><th scope="col" class="getal">2026</th></tr></thead><tbody>'
        '<tr class="groep"><th scope="rowgroup" colspan="2">Wonen</th></tr>'
        '<tr><th scope="row">Park</th><td class="getal">€ −5</td></tr>'
        '<tr><th scope="row">Flat</th><td class="getal">€ 20</td></tr>'
        '<tr class="subtotaal"><th scope="row">Subtotaal</th><td class="getal">€ 15</td></tr>'
        '<tr class="totaal"><th scope="row">Totaal</th><td class="getal">€ 15</td></tr></tbody>'
    )


def test_the_column_of_the_groups_is_no_column_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(PROJECTS)
    table, _ = made("bestand: p.csv\ngroepen_uit: Stadsdeel\n", tmp_path)
    assert [column.name for column in table.columns] == ["Project", "2025", "2026"]


@pytest.mark.parametrize(
    ("eenheid", "rows"),
    [
        ("duizenden", ["a | 1.250,000", "b | 0,001", "Totaal | 1.250,001"]),
        # A whole column does not get six decimals for the sake of one figure.
        ("miljoenen", ["a | 1,250", "b | 0,000001", "Totaal | 1,250"]),
    ],
)
def test_no_figure_is_rounded_to_nothing(eenheid: str, rows: list[str]) -> None:
    text = BEDRAGEN + f"bedragen_in: {eenheid}\ntotaal: ja\nrijen:\n"
    text += "  - [a, '{{ fonds.bedrag }}']\n  - [b, '{{ fonds.euro }}']\n"
    assert shown(text) == rows


def test_a_share_is_not_rounded_to_nothing() -> None:
    text = "kolommen: [Wijk, {kop: N, soort: aantal}, {kop: Deel, aandeel_van: N}]\n"
    rows = shown(text + "rijen: [[A, 1], [B, 999]]\ntotaal: ja")
    assert rows == ["A | 1 | 0,1%", "B | 999 | 99,9%", "Totaal | 1.000 | 100,0%"]


def test_a_name_that_two_columns_have_is_refused() -> None:
    two = "kolommen: [Post, {kop: K, soort: bedrag}, {kop: K, soort: bedrag}%s]\n"
    assert wrong(two % "" + "rijen: [{Post: a, K: 1}]") == ["2:19 de tabel heeft 2 kolommen 'K'"]
    share = two % ", {kop: Deel, aandeel_van: K}" + "rijen: [[a, 1, 2, '']]"
    assert wrong(share) == ["1:93 de tabel heeft 2 kolommen 'K'"]
    named = two.replace("kop: K,", "kop: K, naam: k1,", 1) % ", {kop: Deel, aandeel_van: K}"
    assert shown(named + "rijen: [{Post: a, k1: 1, K: 2}, {Post: b, k1: 1, K: 6}]") == [
        *("a | € 1 | € 2 | 25%", "b | € 1 | € 6 | 75%"),
    ]


def test_a_column_that_others_are_computed_from_is_one_of_figures() -> None:
    share = "kolommen: [Wijk, N, {kop: Deel, aandeel_van: N}]\nrijen: [[A, 1000], [B, 3000]]"
    assert shown(share) == ["A | 1.000 | 25%", "B | 3.000 | 75%"]
    whole = "kolommen: [Wijk, M, N, {kop: Samen, som_van: [M, N]}]\nrijen: [[A, 1, 2], [B, 3, 4]]"
    assert shown(whole) == ["A | 1 | 2 | 3", "B | 3 | 4 | 7"]


@pytest.mark.parametrize(("bedrag", "text"), [(45000, "0,045"), (1340000, "1,3"), (1050000, "1,1")])
def test_an_amount_in_millions_is_near_the_amount(bedrag: int, text: str) -> None:
    rows = BEDRAGEN + "bedragen_in: miljoenen\nrijen: [[a, '{{ bedrag }}']]"
    assert shown(rows, facts={"bedrag": Decimal(bedrag)}) == [f"a | {text}"]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("1200", "9OO", "300"), ["4:12 '9OO' is geen getal, zoals de rest van de kolom"]),
        (("1200", "n.v.t.", "300"), []),
        (("1200", "onbekend", "300"), []),
        (("fase 1", "fase 2", "3"), []),
        (("2024", "2025", "2026 (raming)"), []),
    ],
)
def test_a_slip_in_a_number_is_told_where_a_table_adds_up(
    cells: tuple[str, ...], found: list[str]
) -> None:
    rows = "".join(f"  - [Post, '{cell}', 1]\n" for cell in cells)
    text = f"kolommen: [Post, 2026, Deel]\nrijen:\n{rows}"
    assert wrong(text + "totaal: ja\n") == found
    assert wrong(text) == []
