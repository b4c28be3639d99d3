"""Pages to be looked at while a letter is written."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from conftest import STAD

from raadsbrief.content.dossier import Content
from raadsbrief.page import html
from raadsbrief.page.places import Places
from raadsbrief.pdf import pdf
from raadsbrief.pdf.draft import draft, spots


def pictures(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=1).to_pil().tobytes() for page in document]


def test_a_draft_looks_as_the_letter_will() -> None:
    page = html.render(Content(STAD).dossier("2026-014"))
    made = draft(page, "2026-014.pdf")
    assert (made.breaches, made.found) == ((), ())
    assert pictures(made.data) == pictures(pdf.render(page, "2026-014.pdf").data)


def test_a_draft_is_drawn_with_what_a_letter_may_not_have() -> None:
    wide = f"<p data-bron='x'>{'w' * 300}</p><p>\u2603</p>"
    made = draft(f"<html lang='nl'><title>x</title><body>{wide}</body></html>", "x.pdf")
    assert made.breaches[0].bron == "x"
    assert len(pictures(made.data)) == 1


def test_each_block_has_a_spot_with_its_line() -> None:
    page = html.render(Content(STAD).dossier("2026-014"), None, Places())
    found = spots(page, "2026-014.pdf")
    tekst = [spot for spot in found if spot.bron.endswith("#/secties/vervolg/0/tekst")]
    assert [(spot.regel, spot.words) for spot in tekst][1:3] == [
        (3, "Team Buurtkracht komt langs:"),
        (5, "bij bewoners;"),
    ]
    assert {spot.page for spot in tekst} <= {0, 1}
    assert all(spot.width > 10 and spot.height > 10 for spot in tekst)
    assert any("gemeenten/" in spot.bron for spot in found)
    # A date, and what stands before it, lead to the date.
    dates = [spot.words for spot in found if spot.bron.endswith("2026-014.yaml#/datum")]
    assert dates == ["Datum", "20 mei 2026"]


def test_what_cannot_be_asked_for_is_refused_here_too(tmp_path: Path) -> None:
    (tmp_path / "brief.css").write_text("")
    page = "<html lang='nl'><title>x</title><img src='file:///etc/hostname' alt='x'></html>"
    try:
        draft(page, "x.pdf", tmp_path)
    except pdf.TemplateError as error:
        assert "buiten de map met sjablonen" in error.diagnostics[0].message
    else:
        raise AssertionError
