"""`verify` looks at the page: where words stand, on any PDF."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pages import make
from pikepdf import Array, Dictionary, Name, Pdf

from raadsbrief.diagnostics import Code
from raadsbrief.verify.content import Drawn, Word, draw
from raadsbrief.verify.rules import verify

# Letters that are as wide as they are high would be, in a font of one byte.
FONT = Dictionary(
    Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Proef, FirstChar=32, LastChar=126,
    Widths=Array([500] * 95), Encoding=Name.WinAnsiEncoding,
)  # fmt: skip


def pdf(content: str, change: Callable[[Any, Any], object] | None = None) -> Pdf:
    """A PDF of one page of A4 with some content."""
    opened = pikepdf.new()
    page = opened.add_blank_page(page_size=(595, 842))
    page.Resources = Dictionary(Font=Dictionary(F=FONT))
    page.Contents = opened.make_stream(content.encode("latin-1"))
    if change:
        change(opened, page)
    return opened


def drawn(content: str, change: Callable[[Any, Any], object] | None = None) -> Drawn:
    with pdf(content, change) as opened:
        return draw(opened.pages[0])


def words(content: str) -> list[tuple[str, tuple[float, ...]]]:
    found: list[Word] = drawn(content).words
    return [(word.text, tuple(round(side, 2) for side in word.box)) for word in found]


def misplaced(tmp_path: Path, opened: Pdf) -> list[str]:
    opened.save(tmp_path / "proef.pdf")
    return [d.message for d in verify(tmp_path / "proef.pdf") if d.code is Code.MISPLACED]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("BT /F 10 Tf 100 700 Td (ab c) Tj ET", [("ab", 100, 110), ("c", 115, 120)]),
        (
            "BT /F 10 Tf 100 700 Td [(a) -1000 (b) 50 (c)] TJ ET",
            [("a", 100, 105), ("bc", 115, 124.5)],
        ),
        ("BT /F 10 Tf 1 Tc 100 700 Td (ab) Tj ET", [("ab", 100, 111)]),
        ("BT /F 10 Tf 5 Tw 100 700 Td (a b) Tj ET", [("a", 100, 105), ("b", 115, 120)]),
        ("BT /F 10 Tf 50 Tz 100 700 Td (ab) Tj ET", [("ab", 100, 105)]),
        ("BT /F 10 Tf 2 0 0 2 100 700 Tm (ab) Tj ET", [("ab", 100, 120)]),
        ("q 2 0 0 2 0 0 cm BT /F 10 Tf 50 350 Td (ab) Tj ET Q", [("ab", 100, 120)]),
        ("BT /F 10 Tf 12 TL 100 712 Td T* (a) Tj ET", [("a", 100, 105)]),
        ("BT /F 10 Tf 12 TL 100 712 Td (a) ' ET", [("a", 100, 105)]),
        ('BT /F 10 Tf 12 TL 100 712 Td 5 1 (a b) " ET', [("a", 100, 105), ("b", 117, 122)]),
        ("BT /F 10 Tf 0 0 Td 100 712 TD 0 -12 TD (a) Tj ET", [("a", 100, 105)]),
        ("BT /F 10 Tf 3 Tr 100 700 Td (ab) Tj ET", []),
        ("BT /F 10 Tf .7 .7 -.7 .7 100 700 Tm (ab) Tj ET", []),
        ("q 0 0 50 50 re W n BT /F 10 Tf 100 700 Td (ab) Tj ET Q", []),
        ("q 0 0 105 842 re W n BT /F 10 Tf 100 700 Td (ab) Tj ET Q", [("ab", 100, 105)]),
        ("BT /Onbekend 10 Tf 100 700 Td (ab) Tj ET", []),
    ],
)
def test_words_stand_where_a_viewer_shows_them(
    content: str, expected: list[tuple[str, float, float]]
) -> None:
    assert [(text, box[0], box[2]) for text, box in words(content)] == expected
    assert all(box[1] == 700 for _, box in words(content))


def test_words_in_a_form() -> None:
    def add(opened: Pdf, page: Any) -> None:
        form = opened.make_stream(b"BT /F 10 Tf 0 0 Td (ab) Tj ET", Subtype=Name.Form)
        form.Type, form.Matrix = Name.XObject, Array([1, 0, 0, 1, 100, 0])
        form.BBox = Array([0, 0, 99, 99])
        page.Resources.XObject = Dictionary(Vorm=form)

    (word,) = drawn("q 1 0 0 1 0 700 cm /Vorm Do Q", add).words
    assert (word.text, word.box[:2]) == ("ab", (100, 700))


def test_words_of_a_letter_are_those_that_poppler_finds(good: Path) -> None:
    command = ["pdftotext", "-bbox", str(good), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pattern = r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>'
    theirs = {
        (html.unescape(text), round(float(left)), round(float(right)))
        for left, right, text in re.findall(pattern, told)
    }
    with pikepdf.open(good) as opened:
        found = [word for page in opened.pages for word in draw(page).words]
    ours = {(word.text, round(word.box[0]), round(word.box[2])) for word in found}
    assert len(theirs) > 50
    assert len(theirs & ours) > 0.9 * len(theirs)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("(Goed) 100 700", []),
        ("(Goed) 0.2 700", []),
        ("(Rechts) 580 700", ["buiten de bladzijde: 'Rechts'"]),
        ("(Links) -20 700", ["buiten de bladzijde: 'Links'"]),
        ("(Boven) 100 838", ["buiten de bladzijde: 'Boven'"]),
        ("(Onder) 100 -5", ["buiten de bladzijde: 'Onder'"]),
        ("(een twee drie vier vijf zes zeven) 100 -5",
         ["'een twee drie vier vijf' en nog 2 woorden"]),
        ("(Eerste) 100 700 (Tweede) 110 702", ["over andere tekst: 'Eerste' en 'Tweede'"]),
        ("(Eerste) 100 700 (Tweede) 100 688", []),
        ("(Eerste) 100 700 (Tweede) 130 700", []),
        ("(Vet) 100 700 (Vet) 100.3 700", []),
        ("(Vet) 100 700 (Net) 100.3 700", ["over andere tekst"]),
    ],
)  # fmt: skip
def test_words_off_the_page_or_over_each_other(
    tmp_path: Path, content: str, expected: list[str]
) -> None:
    shown = re.sub(r"(\(.*?\)) (\S+) (\S+)", r"BT /F 10 Tf \2 \3 Td \1 Tj ET", content)
    found = misplaced(tmp_path, pdf(shown))
    assert len(found) == len(expected)
    assert all(part in message for part, message in zip(expected, found, strict=True))


LINES = "".join(f"BT /F 10 Tf 100 {700 - 12 * i} Td (regel van de brief) Tj ET " for i in range(20))


@pytest.mark.parametrize(
    ("content", "sticks_out"),
    [
        ("100 720 380 1 re f", True),  # a line across the page says where the margin begins
        ("q 100 719.5 380 1 re W n 100 700 380 99 re f Q", True),
        ("100 720 m 480 720 l S", True),
        ("100 720 400 1 re f", False),  # all text keeps to it
        ("100 720 100 1 re f", False),  # a short line is of a small table
        ("120 720 360 1 re f", False),  # a line that does not begin where the text does
        ("100 720 380 1 re f 100 500 400 1 re f", False),
        ("", False),
    ],
)
def test_a_word_in_the_margin(tmp_path: Path, content: str, sticks_out: bool) -> None:
    found = misplaced(tmp_path, pdf(f"{content} {LINES} BT /F 10 Tf 450 400 Td (aanhouden) Tj ET"))
    expected = ["bladzijde 1: tekst loopt door in de marge: 'aanhouden'"]
    assert found == (expected if sticks_out else [])


def test_our_letters_say_where_their_margins_are(tmp_path: Path) -> None:
    """So that anyone can hold the page to it; no page of ours would be made like the second."""
    path = tmp_path / "proef.pdf"
    path.write_bytes(make("<h1>Kop</h1><p>" + "Wijkontwikkelingsprogramma " * 20))
    assert [d.message for d in verify(path)] == []
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        left, bottom, right, top = opened.pages[0].artbox
        opened.pages[0].artbox = [left, bottom, right - 100, top]
        opened.save(path)
    found = [d.message for d in verify(path) if d.code is Code.MISPLACED]
    assert [one.rpartition(":")[0] for one in found] == [
        "bladzijde 1: tekst loopt door in de marge"
    ]


def test_what_a_style_sheet_puts_in_the_margin_belongs_there(tmp_path: Path) -> None:
    path = tmp_path / "proef.pdf"
    path.write_bytes(make("<h1>Kop</h1>", "@page { @right-middle { content: 'Concept' } }"))
    with pikepdf.open(path) as opened:
        assert "Concept" in [word.text for word in draw(opened.pages[0]).words]
    assert [d.message for d in verify(path)] == []


def test_a_page_of_endless_words_ends() -> None:
    many = "BT /F 1 Tf 1 0 0 1 0 0 Tm (a b c d e f g h) Tj ET " * 20_000
    assert 50_000 < len(drawn(many).words) < 50_020
