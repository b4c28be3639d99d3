"""Rows that are called a total: checked, and never added once more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import BEDRAGEN, made, shown, wrong

from raadsbrief.letter.tabel.totals import label_of

OF_ALL = ["Totaal", "Eindtotaal", "Totaal generaal", "Som", "TOTAAL:", "**Totaal**", "Grand Total"]
OF_PART = ["Subtotaal", "Subtotaal wonen", "Sub-totaal", "Deeltotaal", "Tussentotaal 1"]
OF_EITHER = ["Totaal wonen", "Totale lasten", "Wonen totaal", "Totaal (afgerond)"]
AMOUNTS = st.lists(st.integers(1, 10**6), min_size=2, max_size=6)


def rows(*parts: tuple[str, int | str]) -> str:
    return "rijen:\n" + "".join(f"  - ['{name}', {amount}]\n" for name, amount in parts)


def test_labels() -> None:
    assert {label_of(text) for text in OF_ALL} == {"alles"}
    assert {label_of(text) for text in OF_PART} == {"deel"}
    assert {label_of(text) for text in OF_EITHER} == {"totaal"}
    for text in ("", "Totaalpakket", "Somers", "Wonen", "Saldo", "-", "Sommen"):
        assert label_of(text) is None


@pytest.mark.parametrize("label", [*OF_ALL, "Totaal wonen", "Totale lasten"])
def test_a_last_row_that_is_the_total_is_not_added_again(label: str, tmp_path: Path) -> None:
    parts = (("A", 100), ("B", 200))
    text = BEDRAGEN + rows(*parts, (label, 300)) + "totaal: ja\n"
    (tmp_path / "c.csv").write_text(f"Post;Kosten\nA;100\nB;200\n{label};300\n")
    in_file = BEDRAGEN + "bestand: c.csv\ntotaal: ja\n"
    for table in (made(text)[0], made(in_file, tmp_path)[0]):
        assert table.total is not None
        assert table.total.cells[1].value == 300
        assert len(table.parts()) == 2
    assert shown(text)[-1] == f"{label} | € 300"
    found = "de som van 'Kosten' klopt niet: 100 + 200 = 300, u schreef 301"
    assert wrong(text.replace("300", "301")) == [f"5:{10 + len(label)} {found}"]
    (tmp_path / "c.csv").write_text(f"Post;Kosten\nA;100\nB;200\n{label};301\n")
    assert wrong(in_file, tmp_path)[0].endswith(f"c.csv:4:{2 + len(label)} {found}")


@given(AMOUNTS, st.sampled_from(OF_PART), st.integers(0, 3))
@settings(deadline=None)
def test_subtotals_among_the_rows_are_checked_and_not_counted(
    amounts: list[int], label: str, off: int
) -> None:
    parts = [(f"Post {i}", amount) for i, amount in enumerate(amounts)]
    subtotal = (label, sum(amounts) + off)
    text = BEDRAGEN + rows(*parts, subtotal, ("Nog een", 7)) + "totaal: ja\n"
    table, found = made(text)
    assert bool(found) == bool(off)
    if not off:
        assert table.total is not None
        assert table.total.cells[1].value == sum(amounts) + 7


def test_a_subtotal_is_that_of_its_part_or_of_all_above_it() -> None:
    own = (("A", 1), ("Subtotaal", 1), ("B", 2), ("C", 3), ("Subtotaal", 5), ("Subtotaal", 6))
    text = BEDRAGEN + rows(*own, ("D", 4), ("Eindtotaal", "''")) + "totaal: ja\n"
    assert shown(text)[-1] == "Eindtotaal | € 10"
    assert [row.soort for row in made(text)[0].rows()].count("subtotaal") == 3
    (found,) = wrong(text.replace("'Subtotaal', 5", "'Subtotaal', 4"))
    assert "2 + 3 = 5, u schreef 4" in found


def test_groups_with_totals_of_their_own() -> None:
    text = """
kolommen: [Post, {kop: Kosten, soort: bedrag}]
groepen:
  - {naam: Noord, rijen: [[A, 1], [Totaal, 1]]}
  - {naam: Zuid, rijen: [[B, 2], [C, 3], [Totaal, 5]], subtotaal: ja}
totaal: ja
"""
    assert shown(text) == [
        *("A | € 1", "Totaal | € 1", "B | € 2", "C | € 3", "Totaal | € 5", "Totaal | € 6"),
    ]
    last = text.replace("[Totaal, 5]", "[Totaal Zuid, 5]").replace("[A, 1], [Totaal, 1]", "[A, 1]")
    assert shown(last)[-2:] == ["Totaal Zuid | € 5", "Totaal | € 6"]
    (found,) = wrong(text.replace("[Totaal, 5]", "[Totaal, 6]"))
    assert "2 + 3 = 5, u schreef 6" in found
    whole = text.replace("[Totaal, 5]", "[Eindtotaal, 6]")
    assert shown(whole)[-2:] == ["Subtotaal | € 5", "Eindtotaal | € 6"]


PIVOT = """Deel;Project;Kosten
Noord;Park;1
Totaal Noord;;1
Zuid;Plein;2
Zuid;Flats;3
;Subtotaal;5
Eindtotaal;;6
"""


def test_the_totals_of_a_pivot_table_are_in_their_groups(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(PIVOT)
    text = "bestand: c.csv\ngroepen_uit: deel\nsubtotalen: ja\n"
    text += "kolommen: [Project, {kop: Kosten, soort: bedrag}]\n"
    table, found = made(text, tmp_path)
    assert found == []
    assert [str(body.kop) for body in table.bodies] == ["Noord", "Zuid"]
    assert shown(text, tmp_path) == [
        *("Park | € 1", "Totaal Noord | € 1", "Plein | € 2", "Flats | € 3", "Subtotaal | € 5"),
        "Eindtotaal | € 6",
    ]


def test_a_group_that_is_called_a_total_keeps_its_rows(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Deel;Project;Kosten\nTotaal;Park;1\nNoord;Plein;2\n")
    text = "bestand: c.csv\ngroepen_uit: Deel\n"
    assert shown(text, tmp_path) == ["Park | 1", "Plein | 2"]


def test_what_nobody_adds_up_stays_as_it_was_written() -> None:
    text = "kolommen: [Post, Aantal]\n" + rows(("A", 1200), ("Totaal", 1300))
    assert shown(text) == ["A | 1200", "Totaal | 1300"]


def test_parts_that_only_sound_like_totals_are_parts() -> None:
    text = BEDRAGEN + rows(("Totaal baten", 100), ("Totaal lasten", -80)) + "totaal: Saldo\n"
    assert shown(text)[-1] == "Saldo | € 20"


def test_a_total_above_its_parts_is_refused() -> None:
    text = BEDRAGEN + rows(("Totaal", 3), ("A", 1), ("B", 2)) + "totaal: ja\n"
    assert wrong(text) == ["3:5 boven dit totaal staan geen rijen om op te tellen"]


def test_shares_and_sums_leave_a_typed_total_out() -> None:
    text = "kolommen: [Wijk, {kop: N, soort: aantal}, {kop: Deel, aandeel_van: N}]\n"
    assert shown(text + "rijen: [[A, 1], [B, 3], [Totaal, 4]]") == [
        *("A | 1 | 25%", "B | 3 | 75%", "Totaal | 4 | 100%"),
    ]
    text = BEDRAGEN + rows(("A", 1), ("Subtotaal", 1), ("B", 2)) + "  - {Post: Samen, som: ja}\n"
    assert shown(text)[-1] == "Samen | € 3"


def test_letters_stay_with_typed_totals() -> None:
    text = BEDRAGEN + "letters: ja\n" + rows(("A", 5), ("B", 1), ("Subtotaal", 6), ("C", 2))
    text += "  - {Post: Saldo, som: C - D}\n"
    assert shown(text)[-1] == "Saldo | € 4"
    assert [row.letter for row in made(text + "totaal: ja\n")[0].rows()][:4] == list("ABCD")


def test_the_author_names_a_total_that_is_among_the_rows() -> None:
    text = BEDRAGEN + rows(("A", 1), ("B", 2), ("Totaal", 3))
    assert shown(text + "totaal: Alles *samen*\n")[-1] == "Alles *samen* | € 3"
    assert wrong(text + "totaal: [Totaal, 3]\n") == ["6:9 het totaal staat al in de laatste rij"]


def test_a_name_that_is_not_in_the_first_column(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Nr;Post;Kosten\n1;A;1\n2;B;2\n;Totaal;3\n")
    text = "bestand: c.csv\nkolommen: [Nr, Post, {kop: Kosten, soort: bedrag}]\n"
    assert shown(text, tmp_path)[-1] == "Totaal |  | € 3"
