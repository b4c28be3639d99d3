"""Footnotes: on the page of their call, whole, inside the page and over nothing."""

from __future__ import annotations

import io
import re
import subprocess
from typing import NamedTuple

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import CSS, elements, make, opened, page

from raadsbrief.diagnostics import Code, TemplateError
from raadsbrief.pdf import pdf

TEXT = "Tekst over wat er dit jaar gebeurt in de wijk en daaromheen, en wie wat doet. "
NOTE = (
    'roep{n}<a role="doc-noteref" id="verwijzing-{n}" href="#noot-{n}" title="Voetnoot">{n}</a>'
    '<span role="doc-footnote" id="noot-{n}"><a role="doc-backlink" href="#verwijzing-{n}"'
    ' title="Terug">{n}</a>{text}</span>'
)
LINE = 15  # words in a line of a note


class Word(NamedTuple):
    page: int
    top: float
    bottom: float
    text: str


def words_of(n: int, lines: int) -> list[str]:
    return [f"n{n}w{i}" for i in range(lines * LINE)]


def note(n: int, lines: int) -> str:
    first, *rest = words_of(n, lines)
    return NOTE.format(n=n, text=f"{first} <em>{' '.join(rest[:-1])}</em> {rest[-1]}")


def words(data: bytes) -> list[Word]:
    command = ["pdftotext", "-bbox", "-", "-"]
    done = subprocess.run(command, input=data, check=True, capture_output=True)
    found, number = [], 0
    for line in done.stdout.decode().splitlines():
        number += "<page " in line
        if match := re.search(r'yMin="(.*?)" .*yMax="(.*?)">(.*)</word>', line):
            found.append(Word(number, float(match[1]), float(match[2]), match[3]))
    return found


def holds(data: bytes, notes: dict[int, int]) -> None:
    """Assert that all is well with notes of so many lines, by number."""
    found = words(data)
    place = {re.sub(r"(roep\d+?)(?=\1|$)|,", r"\1", word.text): word for word in found}
    for n, lines in notes.items():
        call = next(w for w in found if re.match(rf"roep{n}(?!\d*[a-z])", w.text) and _is(w, n))
        assert place[f"n{n}w0"].page == call.page, f"note {n} of {notes}"
        shown = [word.text for word in found if re.fullmatch(rf"n{n}w\d+", word.text)]
        assert shown == words_of(n, lines)
    mm = 72 / 25.4
    for number in {word.page for word in found}:
        of_page = [w for w in found if w.page == number and 16 * mm < w.top < 274 * mm]
        below = [w.top for w in of_page if re.fullmatch(r"n\d+w\d+", w.text)]
        above = [w.bottom for w in of_page if w.text in TEXT.split()]
        assert max(above, default=0) <= min(below, default=999) + 3
        assert max((w.bottom for w in of_page), default=0) < (297 - 20) * mm + 2
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(elements(file, "Note")) == len(notes)


def _is(word: Word, n: int) -> bool:
    """Tell a call: pdftotext has its number behind the word, or not."""
    return word.text.rstrip(".,") in (f"roep{n}", f"roep{n}{n}")


def paragraphs(count: int, at: int, mark: str) -> str:
    return "".join(
        f"<p>{TEXT * (1 + i % 4)}{mark if i == at else ''} {TEXT}</p>" for i in range(count)
    )


@pytest.mark.parametrize("lines", [1, 6, 60])
@pytest.mark.parametrize("at", [0, 8, 11])
def test_a_note_in_a_paragraph(at: int, lines: int) -> None:
    holds(make("<h1>Titel</h1>" + paragraphs(14, at, note(1, lines))), {1: lines})


@pytest.mark.parametrize("lines", [2, 60])
@pytest.mark.parametrize("fill", [2, 9])
def test_a_note_in_a_list_a_cell_and_the_title(fill: int, lines: int) -> None:
    filler = paragraphs(fill, -1, "")
    items = "".join(f"<li>{TEXT}{note(1, lines) if i == 4 else ''}</li>" for i in range(9))
    holds(make(f"{filler}<ul>{items}</ul>"), {1: lines})
    rows = "".join(f"<tr><td>{note(1, lines) if i == 4 else i}</td></tr>" for i in range(9))
    head = "<thead><tr><th>Kop</th></tr></thead>"
    holds(make(f"{filler}<table>{head}<tbody>{rows}</tbody></table>"), {1: lines})
    holds(make(f"{filler}<h2>Titel {note(1, lines)}</h2>{filler}"), {1: lines})


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=8, max_size=30))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_many_notes(sizes: list[tuple[int, int]]) -> None:
    body, notes = [], {}
    for sentences, lines in sizes:
        if lines > 4:
            notes[len(notes) + 1] = lines - 4
        mark = note(len(notes), lines - 4) if lines > 4 else ""
        body.append(f"<p>{TEXT * (sentences // 2)}{mark} {TEXT * (sentences % 4)}</p>")
    holds(make("".join(body)), notes)


def test_a_figure_does_not_stand_over_notes_from_the_page_before() -> None:
    figure = (
        "<figure><img src='plein.jpg' alt='Plein' style='width: 100mm; height: 190mm'></figure>"
    )
    data = make(f"{paragraphs(8, 7, note(1, 60))}{figure}<p>na</p>")
    holds(data, {1: 60})
    with pikepdf.open(io.BytesIO(data)) as file:
        ((number, box),) = [
            (file.pages.index(pikepdf.Page(item.Pg)) + 1, item.A.BBox)
            for item in elements(file, "Figure")
        ]
    below = [w.top for w in words(data) if w.page == number and w.text.startswith("n1w")]
    assert all(float(box[1]) > 842 - top for top in below)


def test_more_notes_in_a_line_than_a_page_has_room_for() -> None:
    marks = ", ".join(note(n, 5) for n in range(1, 12))
    row = f"<tr><td>Park</td><td>{marks}</td></tr>"
    table = f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{row}</tbody></table>"
    holds(make(f"<h2>Kop</h2>{table}"), dict.fromkeys(range(1, 12), 5))


def test_sizes_that_cannot_be_added_up_move_no_note() -> None:
    """WeasyPrint compares two sums of the same sizes, which differ by rounding."""
    css = "@page { @footnote { margin-top: 3.3mm; padding-top: 1.7pt; border-top: 0.3pt solid } }"
    css += "[role=doc-footnote] { font-size: 8.3pt; line-height: 1.37; margin-bottom: 0.77pt }"
    for at in range(6):
        data = make(paragraphs(9, at, note(1, 2)), css)
        found = {word.text: word.page for word in words(data)}
        assert found["n1w0"] == 1 + (found.get("roep1", found.get("roep11", 1)) - 1)


def test_a_note_in_pieces_is_one_to_who_listens() -> None:
    link = '<a href="https://a.example/">een lange link ' + "met woorden " * 400 + "</a>"
    file = opened(paragraphs(9, 2, NOTE.format(n=1, text=f"Zie {link} en klaar.")))
    assert len(elements(file, "Note")) == 1
    assert len(elements(file, "Link")) == 3  # the call, the way back and this one
    having = [page for page in file.pages if any("/A" in a for a in page.get("/Annots", []))]
    assert len(having) == 2


def test_what_cannot_be_is_refused_with_what_to_do() -> None:
    marks = "".join(note(n, 45) for n in range(1, 9))
    with pytest.raises(TemplateError) as error:
        pdf.render(page(f"<p>{marks}</p>", CSS), "proef.pdf")
    assert {found.code for found in error.value.diagnostics} == {Code.NOTE}
    assert "past niet op de bladzijde van haar verwijzing" in error.value.diagnostics[0].message
    assert "korter" in (error.value.diagnostics[0].hint or "")
