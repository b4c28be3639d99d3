"""The structure tree of a page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pages import elements, make, objects, opened, outline, reads, stress

from raadsbrief.diagnostics import Code, TemplateError


def test_nested_lists() -> None:
    reads(
        "<ul><li>een <ul><li>onder</li></ul></li><li><p>twee</p><p>meer</p></li></ul>"
        '<ol type="a"><li>drie</li></ol><ul class="kaal"><li>vier</li></ul>',
        """
        L:
           /ListNumbering /Disc
          LI
            Lbl
              "•"
            LBody
              "een"
              L:
                 /ListNumbering /Disc
                LI
                  Lbl
                    "–"
                  LBody
                    "onder"
          LI
            Lbl
              "•"
            LBody
              P
                "twee"
              P
                "meer"
        L:
           /ListNumbering /LowerAlpha
          LI
            Lbl
              "a."
            LBody
              "drie"
        L:
           /ListNumbering /None
          LI
            LBody
              "vier"
        """,
        ".kaal > li::before { content: none }",
    )


def test_table() -> None:
    reads(
        "<table><caption>Geld</caption>"
        "<thead><tr><th rowspan=2>Wie</th><th colspan=2>Wat</th></tr><tr><th>2025</th>"
        "<th>2026</th></tr></thead><tbody><tr><th>Wij</th><td>1</td><td></td></tr></tbody></table>",
        """
        Table
          Caption
            "Geld"
          THead
            TR
              TH <kop-1-1>:
                 /Scope /Column
                 /RowSpan 2
                "Wie"
              TH <kop-1-2>:
                 /Scope /Column
                 /ColSpan 2
                "Wat"
            TR
              TH <kop-1-3>:
                 /Scope /Column
                 /Headers [(kop-1-2)]
                "2025"
              TH <kop-1-4>:
                 /Scope /Column
                 /Headers [(kop-1-2)]
                "2026"
          TBody
            TR
              TH <kop-1-5>:
                 /Scope /Row
                 /Headers [(kop-1-1)]
                "Wij"
              TD:
                 /Headers [(kop-1-2) (kop-1-3) (kop-1-5)]
                "1"
              TD:
                 /Headers [(kop-1-2) (kop-1-4) (kop-1-5)]
        """,
    )


def test_table_over_pages_is_one_table() -> None:
    rows = "".join(f"<tr><td>rij {n}</td><td>{n}</td></tr>" for n in range(100))
    head = "<thead><tr><th>Wat</th><th>Hoeveel <a href='#x'>meer</a></th></tr></thead>"
    file = opened(f"<p id=x>X</p><table>{head}<tbody>{rows}</tbody></table>")
    assert len(file.pages) >= 3
    assert [len(elements(file, role)) for role in ("Table", "THead", "TBody", "TR", "TD")] == [
        1, 1, 1, 101, 200,
    ]  # fmt: skip
    links = elements(file, "Link")
    assert len(links) == 1
    assert len(objects(links[0])) == len(file.pages)  # also in the repeated heads


def test_running_heads_are_artifacts() -> None:
    file = opened("<h1>Titel</h1>" + "<p>Tekst.</p>" * 200)
    content = file.pages[1].Contents.read_bytes().decode("latin-1")
    for kind in ("Header", "Footer"):
        assert re.search(
            rf"/Artifact\s*<</Type\s*/Pagination\s*/Subtype\s*/{kind}>>\s*BDC", content
        )


def test_figures() -> None:
    file = opened(
        '<p>Stip <img src="stip.png" alt=""> en <img src="stip.png" alt="blauwe stip">.</p>'
        '<figure><svg width="96" height="48" xmlns="http://www.w3.org/2000/svg">'
        "<title>Staaf.</title><desc>Van 1 naar 2.</desc><text y='20'>1</text></svg>"
        "<figcaption>Figuur 1</figcaption></figure>"
        '<figure role="img" aria-label="Drie van vier"><p>75%</p><p>25%</p></figure>'
        '<p aria-hidden="true">* * *</p>'
    )
    figures = elements(file, "Figure")
    assert [str(figure.Alt) for figure in figures] == [
        "blauwe stip", "Staaf. Van 1 naar 2.", "Drie van vier",
    ]  # fmt: skip
    left, bottom, right, top = map(float, figures[1].A.BBox)
    assert (right - left, top - bottom) == pytest.approx((72, 36))
    assert left == pytest.approx(35 / 25.4 * 72, abs=0.01)  # the margin of the page
    assert 690 < bottom < 730  # near the top
    assert [len(elements(file, role)) for role in ("P", "Caption")] == [1, 1]


def test_order_of_the_html_in_flex_boxes_and_floats() -> None:
    reads(
        '<div class="rij"><p>een</p><p>twee</p></div><p class="los">drie</p><p>vier</p>',
        """
        Div
          P
            "een"
          P
            "twee"
        P
          "drie"
        P
          "vier"
        """,
        ".rij { display: flex; flex-direction: row-reverse } .los { float: right }",
    )


def test_no_empty_elements() -> None:
    reads(
        "<div></div><p> </p><ul></ul><section><p>x<em></em></p></section>", 'Sect\n  P\n    "x"\n'
    )


def test_parts() -> None:
    reads(
        "<header>a</header><main><h1>b <em>c</em></h1><article>d</article>"
        "<blockquote>e<p>f</p>g</blockquote></main><dl><dt>h</dt><dd>i</dd></dl>",
        """
        Div
          P
            "a"
        Part
          H1
            "b "
            Span (inline)
              "c"
          Art
            P
              "d"
          BlockQuote
            P
              "e"
            P
              "f"
            P
              "g"
        L:
           /ListNumbering /None
          LI
            Lbl
              "h"
            LBody
              "i"
        """,
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<img src="stip.png">', "'stip.png'"),
        ('<svg width="9" height="9" xmlns="http://www.w3.org/2000/svg"></svg>', "<svg>"),
        ('<p>Lees <a href="https://a.example/"></a>.', "een link heeft geen tekst"),
        ('<p style="opacity: 0.5">x', "opacity"),
        ('<p aria-hidden="true"><a href="https://a.example/">klik</a></p>', "'klik'"),
    ],
)
def test_refuses_what_cannot_be_accessible(body: str, words: str) -> None:
    with pytest.raises(TemplateError) as error:
        make(body)
    (found,) = error.value.diagnostics
    assert found.code == Code.ACCESS
    assert words in found.message


def test_stress_page(tmp_path: Path) -> None:
    path = stress(tmp_path / "stress.pdf")
    with pikepdf.open(io.BytesIO(path.read_bytes())) as file:
        assert len(file.pages) >= 10
        assert len(elements(file, "Note")) == 50
        assert len(elements(file, "Table")) == 3


def test_headings_begin_at_the_first_level_without_a_title() -> None:
    body = "<section><h2>Kern</h2><h3>Deel</h3><p>Tekst.</p></section>"
    reads(
        body,
        """
        Sect
          H1
            "Kern"
          H2
            "Deel"
          P
            "Tekst."
        """,
    )
    assert "H1" in outline(f"<h1>Titel</h1>{body}")
    assert "H3" in outline(f"<h1>Titel</h1>{body}")
