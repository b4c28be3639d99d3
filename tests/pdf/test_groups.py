"""The name of a group that goes on on the next page of a table."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
from pages import elements, make


def pages(data: bytes) -> list[list[str]]:
    """The lines of each page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
    found = done.stdout.decode().split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in found]


def table(rows: int, name: str = "Noord") -> str:
    body = "".join(f"<tr><th scope='row'>rij {i}</th><td>1</td></tr>" for i in range(rows))
    head = f"<tr class='groep'><th scope='rowgroup' colspan='2'>{name}</th></tr>"
    columns = "<thead><tr><th>Wat</th><th>n</th></tr></thead>"
    return f"<table>{columns}<tbody>{head}{body}</tbody></table>"


def test_a_broken_group_has_its_name_on_every_page() -> None:
    found = pages(make(table(90)))
    assert len(found) == 3
    assert [page[1] for page in found] == ["Noord", "Noord (vervolg)", "Noord (vervolg)"]
    rows = [line for page in found for line in page if line.startswith("rij")]
    assert [int(re.findall(r"\d+", row)[0]) for row in rows] == list(range(90))
    assert len(found[1]) == max(map(len, found))  # no page ends early


def test_who_listens_hears_it_once() -> None:
    data = make(table(90))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(elements(pdf, "TR")) == 92


def test_notes_and_links_are_not_repeated() -> None:
    name = "De <a href='https://voorbeeldstad.example'>Hoven</a>, <em>west</em>"
    found = pages(make(table(40, name)))
    assert found[1][1] == "De Hoven, west (vervolg)"


def test_a_whole_group_has_its_name_once() -> None:
    assert sum("Noord" in line for page in pages(make(table(5))) for line in page) == 1


def test_no_page_ends_early_below_a_caption_that_goes_on() -> None:
    """The caption takes room at the top of each page, so it comes before the names of groups."""
    body = re.compile("<tbody>.*</tbody>")
    groups = "".join(body.findall(table(20, f"Wijk {i}"))[0] for i in range(4))
    html = body.sub(groups, table(1)).replace("<table>", "<table><caption>Groepen</caption>")
    rows = [sum(line.startswith("rij") for line in page) for page in pages(make(html))]
    assert min(rows[:-1]) > max(rows) - 6
