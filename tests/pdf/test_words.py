"""Words that a line breaks, in the text of the PDF."""

from __future__ import annotations

import subprocess

import pytest
from pages import make, opened

WORD = "gebiedsontwikkelingsovereenkomst"


def text(body: str, css: str = "") -> str:
    command = ["pdftotext", "-", "-"]
    done = subprocess.run(command, input=make(body, css), capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


@pytest.mark.parametrize("width", [12, 20, 30, 45])
def test_a_hyphenated_word_is_whole(width: int) -> None:
    style = f"width: {width}mm; hyphens: auto"
    found = text(f"<p style='{style}'>De {WORD} en <em>nog een {WORD}</em> erbij.</p>")
    assert found.count(WORD) == 2
    words = f"De {WORD} en nog een {WORD} erbij."
    assert sorted(found.replace("\N{HYPHEN}", "").split()) == sorted(words.split())


def test_lines_that_end_between_words_stay_apart() -> None:
    found = text("<p style='width: 20mm'>een twee<br>drie vier vijf zes zeven acht negen</p>")
    assert found == "een twee drie vier vijf zes zeven acht negen"


def test_words_of_different_elements_are_not_joined() -> None:
    assert text("<ul><li>een</li><li>twee</li></ul><p>drie</p>").split() == [
        *("•", "een", "•", "twee", "drie")
    ]


def test_where_no_white_space_is_kept_nothing_is_joined() -> None:
    sheet = "p { white-space: normal; width: 15mm }"
    with opened("<p>een twee drie vier vijf</p>", sheet) as pdf:
        assert b"/ActualText" not in pdf.pages[0].Contents.read_bytes()
    with opened(f"<p style='hyphens: auto; width: 15mm'>{WORD}</p>") as pdf:
        assert b"/ActualText" in pdf.pages[0].Contents.read_bytes()
