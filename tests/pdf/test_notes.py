"""Notes, links and languages in the structure tree."""

from __future__ import annotations

import re

from pages import elements, objects, opened, reads

NOTE = (
    '<a role="doc-noteref" id="verwijzing-{n}" href="#noot-{n}" title="Voetnoot {n}">{n}</a>'
    '<span role="doc-footnote" id="noot-{n}"><a role="doc-backlink" href="#verwijzing-{n}"'
    ' title="Terug naar verwijzing {n}">{n}</a>{text}</span>'
)


def note(n: int, text: str) -> str:
    return NOTE.format(n=n, text=text)


def test_link_with_bold_text_over_lines() -> None:
    text = "de bladzijde over <strong>de wijk en de plannen</strong> voor " + "nog meer jaren " * 11
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
