"""A point or a comma for decimals: the figures of a file tell, or the author is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from tables import shown, wrong

from raadsbrief.model import Grafiek, Tabel

TABLE = """
bestand: c.csv
kolommen:
  - Wijk
  - {kop: Kosten, soort: bedrag}
  - {kop: Deel, soort: percentage}
"""


def write(folder: Path, *rows: str, separator: str = ";") -> None:
    lines = ("Wijk|Kosten|Deel", *rows)
    (folder / "c.csv").write_text("".join(f"{row}\n" for row in lines).replace("|", separator))


@pytest.mark.parametrize(
    ("rows", "separator", "answer"),
    [
        # What is no figure in one notation tells of the others.
        (["a|1|0.125", "b|2|12.345"], ";", ["€ 1 | 0,125%", "€ 2 | 12,345%"]),
        (["a|1|1.5", "b|2|12.345"], ",", ["€ 1 | 1,500%", "€ 2 | 12,345%"]),
        (['a|"1,250.00"|12.345', 'b|"1,250"|5'], ",", ["€ 1.250 | 12,345%", "€ 1.250 | 5,000%"]),
        (["a|1.250,50|5", "b|1.250|0,5"], ";", ["€ 1.250,50 | 5,0%", "€ 1.250,00 | 0,5%"]),
        (['a|"1,250"|1', 'b|"1,250,000"|2'], ",", ["€ 1.250 | 1%", "€ 1.250.000 | 2%"]),
        # What is no amount in one notation is one in that of the country.
        (["a|1.250|1", "b|300|2"], ";", ["€ 1.250 | 1%", "€ 300 | 2%"]),
        (['a|"1,250"|1'], ",", ["€ 1.250 | 1%"]),
        # A comma in a Dutch file is what it is in the letter.
        (["a|1|12,345"], ";", ["€ 1 | 12,345%"]),
    ],
)
def test_a_file_is_read_in_one_notation(
    rows: list[str], separator: str, answer: list[str], tmp_path: Path
) -> None:
    write(tmp_path, *rows, separator=separator)
    assert [row.split(" | ", 1)[1] for row in shown(TABLE, tmp_path)] == answer


@pytest.mark.parametrize(
    ("rows", "separator", "place"),
    [
        (["a|1|12.345"], ";", "2:5 '12.345'"),
        (["a|1|12.345"], ",", "2:5 '12.345'"),
        (["a|1|5", "b|1.250|5"], ",", "3:3 '1.250'"),
        (["a|1|5", "b|1.250|5"], "\t", "3:3 '1.250'"),
        (["a|1,250|5"], ";", "2:3 '1,250'"),
        (["a|1.250|12.345"], ";", "2:9 '12.345'"),  # each column is judged by itself
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(
    rows: list[str], separator: str, place: str, tmp_path: Path
) -> None:
    write(tmp_path, *rows, separator=separator)
    (found,) = wrong(TABLE, tmp_path)
    assert f"c.csv:{place} kan twee getallen zijn" in found


@pytest.mark.parametrize(("decimaal", "answer"), [("punt", "12,345%"), ("komma", "12.345%")])
def test_the_author_can_say_which(decimaal: str, answer: str, tmp_path: Path) -> None:
    write(tmp_path, "a|1|12.345")
    assert shown(f"{TABLE}decimaal: {decimaal}", tmp_path) == [f"a | € 1 | {answer}"]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["a|1.250,50|1", "b|2|12.5"], "3:5 '12.5' is anders geschreven dan '1.250,50' op regel 2"),
        (["a|1|12.5", "b|1.250|1"], "3:3 '1.250' is anders geschreven dan '12.5' op regel 2"),
    ],
)
def test_a_mix_is_refused(rows: list[str], found: str, tmp_path: Path) -> None:
    write(tmp_path, *rows)
    (answer,) = wrong(TABLE, tmp_path)
    assert answer.endswith(f"c.csv:{found}")


def test_what_is_not_in_the_notation_of_the_author_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a|1.250,50|12.5")
    (found,) = wrong(f"{TABLE}decimaal: komma", tmp_path)
    assert found.endswith("c.csv:2:12 '12.5' is geen percentage")
    (found,) = wrong(f"{TABLE}decimaal: punt", tmp_path)
    assert found.endswith("c.csv:2:3 '1.250,50' is geen bedrag")


def test_words_and_other_columns_tell_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Wijk;Kosten;Deel;Versie\n1.5;1.250;-;2.5\n")
    assert shown(TABLE, tmp_path) == ["1.5 | € 1.250 | –"]


@pytest.mark.parametrize("model", [Tabel, Grafiek])
def test_the_notation_is_that_of_a_file(model: Any) -> None:
    data = {"kolommen": ["a", "b"], "rijen": [["x", "1"]], "decimaal": "punt", "soort": "staven"}
    if model is Tabel:
        del data["soort"]
    with pytest.raises(ValidationError, match="hoort bij `bestand`"):
        model.model_validate(data)


def test_the_unit_of_amounts_is_not_that_of_counts(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("Wijk;Aantal;Kosten\na;1.250;12,5\nb;300;1\n")
    text = "bestand: c.csv\nbedragen_in: duizenden\nkolommen: [Wijk, {kop: Aantal, soort: aantal}]"
    assert shown(text, tmp_path) == ["a | 1.250", "b | 300"]
