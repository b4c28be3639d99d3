"""Cells that are joined, heads over more columns, headings between rows, notes under a table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import TESTS, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tables import BEDRAGEN, made, shown, wrong

from raadsbrief.content.dossier import Content
from raadsbrief.model import Tabel
from raadsbrief.work import pipeline

TWO_LEVELS = """
kolommen:
  - Post
  - kop: 2025
    kolommen: [{kop: Begroot, soort: bedrag}]
  - kop: 2026
    kolommen: [{kop: Begroot, soort: bedrag}, {kop: Werkelijk, soort: bedrag}]
"""


def html(stad: Path, block: str) -> str:
    """The HTML of a section with one block."""
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    head = brief.read_text().split("  toelichting:")[0]
    indented = "".join(f"      {line}\n" for line in block.strip("\n").split("\n"))
    brief.write_text(f"{head}  toelichting:\n    -\n{indented}")
    page = pipeline.page(Content(stad / "content"), "2026-014")
    return page.split("<h2>Toelichting</h2>")[1].split("</section>")[0]


def table(stad: Path, text: str) -> str:
    return html(stad, "tabel:\n" + "".join(f"  {line}\n" for line in text.strip("\n").split("\n")))


def test_columns_below_one_head_are_called_by_both() -> None:
    rows = "rijen: [{Post: Park, 2025 Begroot: 10, 2026 Begroot: 20, Werkelijk: 30}]\ntotaal: ja"
    assert shown(TWO_LEVELS + rows) == ["Park | € 10 | € 20 | € 30", "Totaal | € 10 | € 20 | € 30"]


def test_two_rows_of_heads(stad: Path) -> None:
    page = table(stad, TWO_LEVELS + "rijen: [[Park, 10, 20, 30]]")
    heads = re.findall(r"<t[hd][^>]*>[^<]*(?=</t)", page.split("<tbody>")[0])
    assert heads == [
        '<th scope="col" rowspan="2">Post',
        '<th scope="col" class="samen">2025',
        '<th scope="colgroup" class="samen" colspan="2">2026',
        '<th scope="col" class="getal binnen">Begroot',
        '<th scope="col" class="getal">Begroot',
        '<th scope="col" class="getal">Werkelijk',
    ]


def test_a_table_without_heads_has_those_of_its_rows(stad: Path) -> None:
    page = table(stad, "kolommen: geen\nrijen: [[Inwoners, 120], [Woningen, 80]]")
    assert "<thead>" not in page
    assert re.findall(r"<th[^>]*>(\w+)", page) == ["Inwoners", "Woningen"]
    assert shown("kolommen: [{}, {soort: aantal}]\nrijen: [[Inwoners, 1200]]") == [
        "Inwoners | 1.200"
    ]


@pytest.mark.parametrize("soort", ["staven", "lijn"])
def test_a_chart_has_heads(soort: str) -> None:
    from raadsbrief.model import Grafiek

    with pytest.raises(ValidationError, match="koppen nodig"):
        Grafiek.model_validate({"soort": soort, "kolommen": "geen", "rijen": [["a", "1"]]})


def test_an_empty_cell_can_stay_empty() -> None:
    assert shown(BEDRAGEN + 'leeg: ""\nrijen: [[Park, ""], [Plein, 3]]') == [
        "Park | ",
        "Plein | € 3",
    ]


def test_rows_outside_a_group_count_in_the_total() -> None:
    text = (
        BEDRAGEN
        + """
groepen:
  - rijen: [[Vooraf, 1]]
  - {naam: Noord, rijen: [[Park, 10], [Plein, 20]], subtotaal: ja}
  - {rijen: [[Achteraf, 2]]}
totaal: ja
"""
    )
    assert shown(text)[-3:] == ["Subtotaal | € 30", "Achteraf | € 2", "Totaal | € 33"]


def test_sums_between_the_rows() -> None:
    text = (
        BEDRAGEN
        + """
rijen:
  - [Vooraf, 1]
  - tussenkop: Lasten
  - [Park, 10]
  - [Plein, 20]
  - {cellen: [Lasten, ""], som: ja}
  - [Rest, 5]
  - {cellen: [Samen, ""], som: ja}
  - tussenkop: Baten
  - [Rijk, -4]
  - {cellen: [Tot hier, ""], som: doorlopend, vet: ja}
totaal: ja
"""
    )
    rows = [row.split(" | ")[1] for row in shown(text)]
    assert rows == ["€ 1", "€ 10", "€ 20", "€ 30", "€ 5", "€ 5", "€ −4", "€ 32", "€ 32"]
    assert wrong(text.replace('[Samen, ""]', "[Samen, 6]")) == [
        "10:22 de som van 'Kosten' klopt niet: 5 = 5, u schreef 6"
    ]


def test_a_heading_in_a_group_begins_a_new_sum() -> None:
    text = (
        BEDRAGEN
        + """
groepen:
  - naam: Noord
    subtotaal: ja
    rijen:
      - tussenkop: Lasten
      - [Park, 10]
      - tussenkop: Baten
      - [Rijk, -4]
      - {cellen: [Baten, ""], som: ja}
"""
    )
    assert shown(text) == [
        "Lasten | ", "Park | € 10", "Baten | ", "Rijk | € −4", "Baten | € −4", "Subtotaal | € 6",
    ]  # fmt: skip


def test_a_bold_row(stad: Path) -> None:
    text = "kolommen: [Post, Stand]\nrijen:\n"
    page = table(stad, text + "  - {cellen: [A, b], vet: ja}\n  - {Post: B, vet: ja}\n  - [C, d]")
    assert page.count('<tr class="vet">') == 2
    assert wrong(text + "  - {Post: B, vet: misschien}") == ["3:20 'misschien' is geen ja of nee"]


def test_a_column_may_be_called_what_a_row_can_be() -> None:
    assert shown("kolommen: [Letter, vet]\nrijen: [{Letter: A, vet: misschien}]") == [
        "A | misschien"
    ]


JOINED = """
kolommen: [Soort, Risico, {kop: Kans, soort: aantal}, {kop: Gevolg, soort: aantal}]
rijen:
  - [Geld, Rente, 1, 2]
  - [^^, Subsidie, nog niet bekend, <<]
  - [^^, ^^, 3, ""]
  - [Mensen, <<, 4, 5]
totaal: ja
"""


def test_joined_cells_stand_once_and_count_for_nothing(stad: Path) -> None:
    page = table(stad, JOINED)
    body = page.split("<tbody>")[1]
    spans = re.findall(r'<(t[hd])[^>]*?((?: (?:row|col)span="\d")+)>([^<]*)', body)
    assert spans == [
        ("th", ' rowspan="3"', "Geld"),
        ("th", ' rowspan="2"', "Subsidie"),
        ("td", ' colspan="2"', "nog niet bekend"),
        ("th", ' colspan="2"', "Mensen"),
    ]
    assert shown(JOINED)[-1] == "Totaal |  | 8 | 7"
    assert 'scope="rowgroup" rowspan="3"' in body
    assert body.count('<tr class="samen">') == 2


def test_equal_cells_below_each_other_become_one(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text("Fractie;Motie\nA;een\nA;twee\n;drie\nB;vier\n<<;vijf\n")
    found, problems = made("bestand: m.csv\nkolommen: [{kop: Fractie, samenvoegen: ja}, Motie]",
                           tmp_path)  # fmt: skip
    assert problems == []
    assert [row.cells[0].rowspan for row in found.rows()] == [3, 1, 1, 1, 1]
    assert [row.cells[0].covered for row in found.rows()] == [False, True, True, False, False]


def test_equal_cells_are_kept_apart_by_the_columns_before() -> None:
    found, _ = made("""
kolommen: [{kop: Fractie, samenvoegen: ja}, {kop: Stand, samenvoegen: ja}, Motie]
rijen: [[A, loopt, een], [A, loopt, twee], [B, loopt, drie], [B, "", vier]]
""")
    spans = [[cell.rowspan for cell in row.cells[:2]] for row in found.rows()]
    assert spans == [[2, 2], [1, 1], [2, 2], [1, 1]]


def test_equal_figures_stay_two_figures() -> None:
    text = "kolommen: [Post, {kop: Kosten, soort: bedrag, samenvoegen: ja}]\n"
    assert wrong(text + "rijen: [[A, 5], [B, 5]]\ntotaal: ja") == [
        "1:60 cijfers die gelijk zijn, kunnen niet samen één cel worden"
    ]


CELLS = st.sampled_from(["1", "", "<<", "^^"])


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
@settings(deadline=None, max_examples=60)
def test_joined_cells_fill_the_table_or_are_told(rows: list[list[str]]) -> None:
    written = "".join(f"  - [Rij, {', '.join(repr(cell) for cell in row)}]\n" for row in rows)
    kinds = ", ".join(f"{{kop: {name}, soort: aantal}}" for name in "abc")
    found, problems = made(f"kolommen: [Wat, {kinds}]\nrijen:\n{written}totaal: ja\n")
    if problems:
        assert all("cel" in problem for problem in problems)
        return
    filled: set[tuple[int, int]] = set()
    for i, row in enumerate(found.rows()):
        for j, cell in enumerate(row.cells):
            if not cell.covered:
                own = {(i + y, j + x) for y in range(cell.rowspan) for x in range(cell.colspan)}
                assert not own & filled
                filled |= own
    assert len(filled) == 4 * (len(rows) + 1)


NOTES = """
bijschrift: Woningen[^a]
kolommen: [Wijk, {kop: "2026[^b]", soort: aantal}]
rijen:
  - ["**Molenwijk**[^*] en rest", "1200[^b]"]
  - [De Hoven, "80[^a][^b]"]
  - ["Totaal[^b]", 1280]
totaal: ja
noten: {a: Zonder *studenten*., b: Voorlopig., "*": Nieuw.}
noot: ["Bron: monitor.", "Stand: mei."]
"""


def test_notes_below_a_table(stad: Path) -> None:
    page = table(stad, NOTES)
    text = re.sub(r"<[^>]*>", "", re.sub(r"<a [^>]*>(.)</a>", r"(\1)", page)).replace("\n", " ")
    words = [
        "Woningen(a)", "2026(b)", "Molenwijk(*) en rest", "1.200(b)", "80(a)(b)", "Totaal(b)",
        "Zonder studenten.", "Bron: monitor.Stand: mei.",
    ]  # fmt: skip
    assert all(word in text for word in words), text
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets == set(re.findall(r'<li id="([^"]+)"', page))
    assert len(targets) == 3


def test_lines_in_a_cell(stad: Path) -> None:
    page = table(stad, 'kolommen: [Wat, Wie]\nrijen:\n  - [Park, "*een*\\n  twee"]\n')
    assert "<td><em>een</em><br>twee</td>" in page.replace("<br />", "<br>")


@pytest.mark.parametrize("teken", ["ab cd", "-", "abcd", "\u2192"])
def test_a_mark_that_no_note_can_have(teken: str) -> None:
    with pytest.raises(ValidationError, match="teken van een noot"):
        Tabel.model_validate({"kolommen": ["a"], "rijen": [["b"]], "noten": {teken: "Noot."}})


def test_a_letter_with_everything_reads_well(stad: Path, run: Run) -> None:
    letter = TESTS / "data" / "2026-930.yaml"
    (stad / "content" / "brieven" / letter.name).write_text(letter.read_text())
    result = run("check", "--hints", "--content", stad / "content", "2026-930")
    assert result.code == 0
    assert not re.search(r"\[RB\d+\]", result.err)
