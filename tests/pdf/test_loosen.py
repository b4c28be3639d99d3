"""Tables and questions that a page has no room for: no page without text, no row without head."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from pages import elements, make
from test_groups import pages

SENTENCE = "De wijkraad sprak met bewoners over het park en de straat. "


def table(heights: list[int], css: str = "") -> str:
    rows = "".join(
        f"<tr><th scope='row'>rij{i}</th><td>{SENTENCE * n} eind{i}</td></tr>"
        for i, n in enumerate(heights)
    )
    head = "<thead><tr><th scope='col'>Kolom</th><th scope='col'>Stand</th></tr></thead>"
    caption = "<caption>Bijschrift van de moties</caption>"
    return f"<table style='{css}'>{caption}{head}<tbody>{rows}</tbody></table>"


def holds(data: bytes, rows: int) -> list[list[str]]:
    """Assert that each row is there, below a head, and no page is without text."""
    found = [[line for line in page if not line.startswith("Pagina")] for page in pages(data)]
    text = "\n".join("\n".join(page) for page in found)
    assert re.findall(r"\brij\d+", text) == [f"rij{i}" for i in range(rows)]
    assert re.findall(r"\beind\d+", text) == [f"eind{i}" for i in range(rows)]
    for page in found:
        if any(SENTENCE[:20] in line or "eind" in line for line in page):
            assert any(line.split() == ["Kolom", "Stand"] for line in page), page
    for before, _ in pairwise(found):
        assert before[-1] not in ("Kop", "Tussenkop", "Bijschrift van de moties")
        assert before[-1].split() != ["Kolom", "Stand"]
    with pikepdf.open(io.BytesIO(data)) as file:
        (item,) = elements(file, "Table")
        roles = [str(kid.S) for kid in item.K]
        assert roles == ["/Caption", "/THead", "/TBody"]
        assert len(elements(file, "TR")) == rows + 1
    return found


@pytest.mark.parametrize(
    "heights",
    [
        [1, 140, 1],  # a row higher than a page
        [40, 40, 40, 40],  # two rows do not fit on a page together
        [1, 1, 1, 1, 1, 40, 40],  # nor do the last two
        [90],  # a row and a half page
        [1, 1, 90, 1],
        [40, 1, 1],
        [200, 200],
        [50, 1, 50, 1, 50],
    ],
)
@pytest.mark.parametrize("fill", [0, 8])
def test_rows_that_do_not_fit(heights: list[int], fill: int) -> None:
    filler = f"<p>{SENTENCE * 4}</p>".replace("De wijkraad", "Een ander") * fill
    body = f"{filler}<h2>Kop</h2><h3>Tussenkop</h3>{table(heights)}"
    holds(make(body), len(heights))


def test_a_head_higher_than_a_page_is_not_lost() -> None:
    tall = table([1, 1]).replace("Stand</th>", f"Stand {SENTENCE * 140} slot</th>")
    text = "\n".join("\n".join(page) for page in pages(make(tall)))
    assert "slot" in text
    assert text.count("Kolom") == 1


@pytest.mark.parametrize("fill", range(22, 34, 4))
def test_a_small_table_stays_whole(fill: int) -> None:
    found = pages(make("<p>Regel.</p>" * fill + "<h2>Kop</h2>" + table([1] * 6)))
    having = [page for page in found if any("rij" in line for line in page)]
    assert len(having) == 1
    assert "Kop" in having[0]


def test_a_table_says_that_it_goes_on_to_who_looks_alone() -> None:
    data = make(table([1] * 60))
    found = holds(data, 60)
    assert [page[0] for page in found] == [
        "Bijschrift van de moties",
        "Bijschrift van de moties (vervolg)",
    ]
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(elements(file, "Caption")) == 1
        assert len(elements(file, "TH")) == 62


def test_a_long_caption_changes_no_column() -> None:
    css = "width: auto"
    long = table([0] * 60, css).replace("Bijschrift", "Heel lang bijschrift " * 12)
    assert any("(vervolg)" in line for line in pages(make(long))[1])
    assert _left_of(make(long), "eind0") == _left_of(make(table([0] * 60, css)), "eind0")


def _left_of(data: bytes, word: str) -> list[str]:
    command = ["pdftotext", "-bbox", "-", "-"]
    done = subprocess.run(command, input=data, check=True, capture_output=True)
    return re.findall(rf'xMin="(.*?)".*>{word}<', done.stdout.decode())


@pytest.mark.parametrize("last", ["totaal", "subtotaal"])
def test_a_total_does_not_stand_alone(last: str) -> None:
    rows = "".join(f"<tr><td>rij{i}</td></tr>" for i in range(70))
    total = f"<tr class='{last}'><td>som</td></tr>"
    head = "<thead><tr><th>Kolom</th></tr></thead>"
    for fill in range(0, 12, 3):
        body = "<p>Regel.</p>" * fill
        body += (
            f"<table>{head}<tbody>{rows}{total}</tbody><tbody><tr><td>x</td></tr></tbody></table>"
        )
        for page in pages(make(body)):
            at = [i for i, line in enumerate(page) if line == "som"]
            assert not at or page[at[0] - 1].startswith("rij")


def test_a_long_question_does_not_leave_its_heading() -> None:
    long = "".join(f"<p>Alinea {i}. {SENTENCE * 5}</p>" for i in range(14))
    question = f"<div class='vraag'><h3>1. Een vraag?</h3>{long}</div><p>Ja.</p>"
    found = pages(make(f"<p>Eerst.</p><h2>Kop</h2>{question}"))
    assert found[0][:4] == ["Eerst.", "Kop", "1. Een vraag?", found[0][3]]
    assert found[0][3].startswith("Alinea 0")
    assert all(len(page) > 5 for page in found)


def test_a_short_question_stays_whole() -> None:
    question = f"<div class='vraag'><h3>1. Een vraag?</h3><p>{SENTENCE * 8}</p></div><p>Ja.</p>"
    for fill in range(24, 34, 3):
        found = pages(make("<p>Regel.</p>" * fill + question))
        assert len([page for page in found if any(SENTENCE[:12] in line for line in page)]) == 1
