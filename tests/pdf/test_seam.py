"""The seam with WeasyPrint, and the text layer."""

from __future__ import annotations

import re
import subprocess
from textwrap import dedent

import pytest
from pages import make, opened, outline

from raadsbrief.pdf import seam


def reads(body: str, expected: str, css: str = "") -> None:
    found = re.sub(r"Object \d+ 0", "Object", outline(body, css))
    assert found == dedent(expected).lstrip("\n")


def test_seam_is_there() -> None:
    seam.check()


def test_seam_says_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seam.weasyprint.pdf, "add_tags", lambda pdf: pdf)
    with pytest.raises(AssertionError, match=r"add_tags.*adapt raadsbrief/pdf/seam\.py"):
        seam.check()


def test_seam_is_closed_afterwards() -> None:
    before = seam.weasyprint.pdf.add_tags, seam.inline.trailing_whitespace_size
    make("<p>Tekst.")
    assert (seam.weasyprint.pdf.add_tags, seam.inline.trailing_whitespace_size) == before


def test_words_stay_apart() -> None:
    reads(
        "<p>\n  <strong>vet</strong> <em>schuin</em>\n  en <b>vet</b><br>regel <i>en</i><br>\n"
        "  <img src='stip.png' alt=''> dan\n</p>",
        """
        P
          Span (inline)
            "vet"
          " "
          Span (inline)
            "schuin"
          " en "
          "vet"
          " "
          "regel "
          "en"
          " "
          " dan"
        """,
    )


def test_line_ends_keep_their_space() -> None:
    words = " ".join(f"<b>{'x' * n}</b> {'y' * n}" for n in range(1, 15))
    for width in range(60, 90, 3):
        text = outline(f"<p style='width: {width}mm'>{words}</p>")
        found = "".join(re.findall(r'"(.*)"', text))
        assert found.split() == re.sub(r"</?b>", "", words).split()


def test_space_at_the_line_end_hangs() -> None:
    # A bullet is followed by its text whatever room is left for the space at the end.
    for width in range(300, 324, 2):
        data = make(f"<ul style='width: {width}px'><li>{'woord ' * 20}</li></ul>")
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
        assert done.stdout.decode().lstrip().startswith("• woord")


def test_bookmarks_and_page_labels_have_no_invisible_characters() -> None:
    file = opened("<h1><em>Een</em> titel</h1>")
    with file.open_outline() as bookmarks:
        assert [item.title for item in bookmarks.root] == ["Een titel"]


def test_bookmarks_have_no_notes() -> None:
    note = (
        '<a role="doc-noteref" href="#noot-1">1</a><span role="doc-footnote" id="noot-1">'
        '<a role="doc-backlink" href="#noot-1">1</a>De noot.</span>'
    )
    file = opened(f"<h1>Een titel</h1><h2>Geld{note} en <em>meer</em></h2>")
    with file.open_outline() as bookmarks:
        assert [item.title for item in bookmarks.root[0].children] == ["Geld en meer"]


def test_a_label_never_breaks() -> None:
    for number in (9, 98, 211, 2024):
        start = f'start="{number}" style="counter-reset: list-item {number}"'
        assert f'"{number + 1}."\n' in outline(f"<ol {start}><li>Punt</li></ol>")
    assert '"10.10.10.10"\n' in outline('<ol><li data-label="10.10.10.10">Punt</li></ol>')
