"""The structure tree: what a screen reader meets, one construct a test."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from textwrap import dedent

import pikepdf
import pytest
from pages import elements, make, opened, outline, stress

from raadsbrief.diagnostics import Code, TemplateError
from raadsbrief.pdf import seam

NOTE = (
    '<a role="doc-noteref" id="verwijzing-{n}" href="#noot-{n}" title="Voetnoot {n}">{n}</a>'
    '<span role="doc-footnote" id="noot-{n}"><a role="doc-backlink" href="#verwijzing-{n}"'
    ' title="Terug naar verwijzing {n}">{n}</a>{text}</span>'
)


def note(n: int, text: str) -> str:
    return NOTE.format(n=n, text=text)


def reads(body: str, expected: str, css: str = "") -> None:
    found = re.sub(r"Object \d+ 0", "Object", outline(body, css))
    assert found == dedent(expected).lstrip("\n")


def objects(link: pikepdf.Dictionary) -> list[tuple[int, int]]:
    """The annotations that hang on a Link element."""
    kids = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
    return [kid.Obj.objgen for kid in kids if "/Obj" in kid]


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
              TH:
                 /Scope /Column
                 /RowSpan 2
                "Wie"
              TH:
                 /Scope /Column
                 /ColSpan 2
                "Wat"
            TR
              TH:
                 /Scope /Column
                "2025"
              TH:
                 /Scope /Column
                "2026"
          TBody
            TR
              TH:
                 /Scope /Row
                "Wij"
              TD
                "1"
              TD
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


def test_link_with_bold_text_over_lines() -> None:
    text = "de bladzijde over <strong>de wijk en de plannen</strong> voor " + "nog meer jaren " * 9
    file = opened(f'<p>Zie <a href="https://voorbeeld.example/">{text}</a>.')
    (link,) = elements(file, "Link")
    annotations = list(file.pages[0].Annots)
    assert len(annotations) == 3  # one a line
    words = " ".join(re.sub("</?strong>", "", text).split())
    assert {str(annotation.Contents) for annotation in annotations} == {words}
    assert objects(link) == [annotation.objgen for annotation in annotations]


def test_link_says_its_title_and_that_of_a_picture() -> None:
    file = opened(
        '<p><a href="https://a.example/" title="Naar A">A</a> <a href="https://b.example/">'
        '<img src="plein.jpg" alt="Het plein" style="width: 3cm"></a>'
    )
    assert [str(a.Contents) for a in file.pages[0].Annots] == ["Naar A", "Het plein"]
    assert [str(link.get("/Alt", "")) for link in elements(file, "Link")] == ["", "Het plein"]


def test_footnotes_follow_their_paragraph() -> None:
    reads(
        f"<p>Een{note(1, 'Eerste.')} en twee{note(2, 'Tweede.')}, klaar.</p><p>Verder.</p>"
        f"<ul><li>Punt{note(3, 'Derde.')} af<ul><li>onder</li></ul></li></ul>",
        """
        P
          "Een"
          Link (inline)
            Object
            "1"
          " en twee"
          Link (inline)
            Object
            "2"
          ", klaar."
        Note <noot-1> (inline)
          Lbl
            Link (inline)
              Object
              "1"
          "Eerste."
        Note <noot-2> (inline)
          Lbl
            Link (inline)
              Object
              "2"
          "Tweede."
        P
          "Verder."
        L:
           /ListNumbering /Disc
          LI
            Lbl
              "•"
            LBody
              "Punt"
              Link (inline)
                Object
                "3"
              " af"
              Note <noot-3> (inline)
                Lbl
                  Link (inline)
                    Object
                    "3"
                "Derde."
              L:
                 /ListNumbering /Disc
                LI
                  Lbl
                    "–"
                  LBody
                    "onder"
        """,
    )


def test_footnotes_share_the_page_of_their_call() -> None:
    text = "Tekst over wat er dit jaar gebeurt in de wijk en daaromheen, en wie wat doet. "
    file = opened(
        "".join(f"<p>{text * 2}{note(n, text * (1 + n % 2))} {text}</p>" for n in range(1, 40))
    )
    assert len(file.pages) >= 3
    for number, one in enumerate(elements(file, "Note"), 1):
        back = one.K[0].K[0]
        (call,) = (
            annotation
            for page in file.pages
            for annotation in page.Annots
            if annotation.get("/Dest") == f"noot-{number}"
        )
        left, bottom, right, top = map(float, call.Rect)
        assert abs(top - bottom) > 5
        assert abs(right - left) > 2
        assert any(
            call.objgen == a.objgen for p in file.pages if p.obj == back.Pg for a in p.Annots
        )


def test_languages_and_abbreviations() -> None:
    file = opened(
        '<p>De <abbr title="vereniging van eigenaren">vve</abbr> zei <span lang="en">well</span>.'
        '<blockquote lang="fr"><p>Bien <span lang="nl">ja</span>.</p></blockquote>'
    )
    spans = elements(file, "Span")
    assert str(spans[0].E) == "vereniging van eigenaren"
    assert [str(span.get("/Lang", "")) for span in spans] == ["", "en", "nl"]
    assert str(elements(file, "BlockQuote")[0].Lang) == "fr"
    assert "/Lang" not in elements(file, "P")[1]


def test_a_note_has_the_language_of_its_call() -> None:
    file = opened(f'<p lang="en">Well{note(1, "Indeed.")}.</p><p>Nou{note(2, "Ja.")}.</p>')
    assert [str(one.get("/Lang", "")) for one in elements(file, "Note")] == ["en", ""]


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
    assert left == pytest.approx(30 / 25.4 * 72, abs=0.01)  # the margin of the page
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


def test_bookmarks_and_page_labels_have_no_invisible_characters() -> None:
    file = opened("<h1><em>Een</em> titel</h1>")
    with file.open_outline() as bookmarks:
        assert [item.title for item in bookmarks.root] == ["Een titel"]


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
