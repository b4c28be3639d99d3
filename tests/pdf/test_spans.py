"""Cells over more rows and columns: where a page ends, and which heads they have."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache

import pikepdf
import pytest
from pages import elements, make, reads

HEAD = (
    '<thead><tr><th rowspan="2">Soort</th><th colspan="2">Cijfers</th></tr>'
    "<tr><th>Rij</th><th>n</th></tr></thead>"
)


@cache
def made(*spans: int) -> bytes:
    return make(table(*spans))


def table(*spans: int) -> str:
    """A table of which the first cells span so many rows."""
    rows, number = [], 0
    for i, span in enumerate(spans):
        for row in range(span):
            first = f'<th rowspan="{span}">Soort {i}</th>' if row == 0 else ""
            rows.append(f"<tr>{first}<td>rij {number}</td><td>1</td></tr>")
            number += 1
    return f"<table><caption>Veel</caption>{HEAD}<tbody>{''.join(rows)}</tbody></table>"


def pages(data: bytes) -> list[list[str]]:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
    found = done.stdout.decode().split("\f")[:-1]
    return [
        [" ".join(line.split()) for line in page.splitlines() if line.strip()] for page in found
    ]


@pytest.mark.parametrize("spans", [(60,), (3, 30, 2, 25)])
def test_a_cell_is_cut_where_its_page_ends(spans: tuple[int, ...]) -> None:
    data = made(*spans)
    found = pages(data)
    rows = [
        int(number) for page in found for line in page for number in re.findall(r"rij (\d+)", line)
    ]
    assert rows == list(range(60))
    assert len(found) == 2
    for page in found[1:]:
        assert "Cijfers" in page[1]
        assert re.search(r"Soort \d.*rij", page[3])  # each page says what its first row is of
    assert all(len(page) > 30 for page in found[:-1])  # no page ends early


def test_who_listens_hears_the_cell_once_with_all_its_rows() -> None:
    with pikepdf.open(io.BytesIO(made(60))) as pdf:
        (head,) = [th for th in elements(pdf, "TH") if th.get("/A", {}).get("/RowSpan") == 60]
        assert len(elements(pdf, "TR")) == 62
        named = [td for td in elements(pdf, "TD") if head.ID in list(td.A.get("/Headers", []))]
        assert len(named) == 120


def test_cells_name_their_heads_where_scope_says_too_little() -> None:
    reads(
        f"""<table>{HEAD}<tbody>
        <tr class="groep"><th scope="rowgroup" colspan="3">Noord</th></tr>
        <tr class="tussenkop"><th scope="rowgroup" colspan="3">Lasten</th></tr>
        <tr><th rowspan="2">Geld</th><td>a</td><td>b</td></tr>
        <tr><td colspan="2">c</td></tr></tbody></table>""",
        """
        Table
          THead
            TR
              TH <kop-1-1>:
                 /Scope /Column
                 /RowSpan 2
                "Soort"
              TH <kop-1-2>:
                 /Scope /Column
                 /ColSpan 2
                "Cijfers"
            TR
              TH <kop-1-3>:
                 /Scope /Column
                 /Headers [(kop-1-2)]
                "Rij"
              TH <kop-1-4>:
                 /Scope /Column
                 /Headers [(kop-1-2)]
                "n"
          TBody
            TR
              TH <kop-1-5>:
                 /Scope /Row
                 /ColSpan 3
                "Noord"
            TR
              TH <kop-1-6>:
                 /Scope /Row
                 /ColSpan 3
                 /Headers [(kop-1-5)]
                "Lasten"
            TR
              TH <kop-1-7>:
                 /Scope /Row
                 /RowSpan 2
                 /Headers [(kop-1-1) (kop-1-5) (kop-1-6)]
                "Geld"
              TD:
                 /Headers [(kop-1-2) (kop-1-3) (kop-1-5) (kop-1-6) (kop-1-7)]
                "a"
              TD:
                 /Headers [(kop-1-2) (kop-1-4) (kop-1-5) (kop-1-6) (kop-1-7)]
                "b"
            TR
              TD:
                 /ColSpan 2
                 /Headers [(kop-1-2) (kop-1-3) (kop-1-4) (kop-1-5) (kop-1-6) (kop-1-7)]
                "c"
        """,
    )


def test_a_plain_table_needs_no_names() -> None:
    body = '<tbody><tr class="groep"><th scope="rowgroup" colspan="2">Noord</th></tr>'
    body += "<tr><th>a</th><td>b</td></tr></tbody>"
    with pikepdf.open(
        io.BytesIO(make(f"<table><thead><tr><th>A</th><th>B</th></tr></thead>{body}</table>"))
    ) as pdf:
        assert not any("/ID" in head or "/Headers" in head.A for head in elements(pdf, "TH"))


def test_two_fields_beside_each_other_have_a_head_each() -> None:
    row = "<tr><th>Naam</th><td>R.</td><th>Datum</th><td>mei</td></tr>"
    with pikepdf.open(io.BytesIO(make(f"<table><tbody>{row}</tbody></table>"))) as pdf:
        heads = [head.ID for head in elements(pdf, "TH")]
        assert [list(cell.A.Headers) for cell in elements(pdf, "TD")] == [[heads[0]], [heads[1]]]


def test_the_mark_of_an_item_can_say_what_it_means() -> None:
    body = '<ul class="keuzes"><li class="gekozen" data-zegt="aangekruist">Ja</li></ul>'
    done = subprocess.run(["pdftotext", "-", "-"], input=make(body), capture_output=True)
    assert done.stdout.decode().split() == ["aangekruist", "Ja"]
