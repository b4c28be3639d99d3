"""Letters with mistakes, drawn all the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_fouten import cases

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, RaadsbriefError
from raadsbrief.preview.letter import Letter, read_page

# Of all 262 known mistakes 196 can be drawn, and 41 are YAML that cannot be read. That takes too
# long for each time: of one in four, so many can be drawn.
DRAWN = 47


def read(name: str = "2026-014") -> str:
    return read_page(Content(Path("content")), name, None)[0].html


def change(old: str, new: str, file: str = "brieven/2026-014.yaml") -> None:
    path = Path("content", file)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_most_of_the_known_mistakes_can_be_drawn(stad: Path) -> None:
    drawn = 0
    for case in cases()[::4]:
        path = stad / "content" / case.file
        text = path.read_text()
        path.write_text(case.change(text))
        try:
            drawn += bool(read())
        except RaadsbriefError as error:
            assert error.diagnostics, case.title
        path.write_text(text)
    assert drawn >= DRAWN


def test_an_unknown_fact_stays_as_it_was_typed(stad: Path) -> None:
    change("Dit najaar", "In {{ programma.nam }} van {{ programma.naam }}")
    page, found = read_page(Content(Path("content")), "2026-014", None)
    assert '<mark data-feit="programma.nam">{{ programma.nam }}</mark> van Wijken' in page.html
    assert "data-bron" not in page.html
    assert [one.code for one in found] == [Code.FACT]


def test_a_block_of_which_nothing_can_be_made_gives_way_to_a_sentence(stad: Path) -> None:
    before = read()
    change("resultaten: buurthuis", "resultaten: buurthuisje")
    after = read()
    assert after.count("Dit blok is nog niet te tonen") == 1
    assert "Het <em>buurthuis" in before or "buurthuis" in before
    assert "Team Buurtkracht" in after


@pytest.mark.parametrize("file", ["brieven/2026-014", "gemeenten/voorbeeldstad"])
def test_what_cannot_be_read_keeps_the_last_good_page(stad: Path, file: str) -> None:
    letter = Letter("2026-014")
    assert letter.read(Content(Path("content")), None)
    good = letter.page
    text = Path("content", f"{file}.yaml").read_text()
    Path("content", f"{file}.yaml").write_text(text + "\n  x: [\n")
    assert not letter.read(Content(Path("content")), None)
    assert letter.page is good
    assert letter.hub.last("stand")["oud"]
    assert "vorige versie" in letter.hub.last("stand")["balk"]
    assert {one.code for one in letter.findings()} == {Code.YAML}
    Path("content", f"{file}.yaml").write_text(text)
    assert letter.read(Content(Path("content")), None)
    assert letter.hub.last("stand")["balk"] == ""


def test_too_much_is_not_drawn(stad: Path) -> None:
    change("Dit najaar", "x" * 3000)
    with pytest.raises(RaadsbriefError) as stop:
        read()
    assert Code.TOO_MUCH in {one.code for one in stop.value.diagnostics}


def test_a_mistake_in_a_template_is_told(stad: Path) -> None:
    templates = stad / "templates"
    templates.mkdir()
    (templates / "brief.html").write_text("{{ brief.bestaat_niet }}")
    with pytest.raises(RaadsbriefError) as stop:
        read_page(Content(Path("content")), "2026-014", templates)
    assert [one.code for one in stop.value.diagnostics] == [Code.TEMPLATE]


def test_html_in_a_letter_stays_text(stad: Path) -> None:
    change("Dit najaar", "{{ x.<script>alert(1)</script> }}")
    page = read_page(Content(Path("content")), "2026-014", None)[0]
    for html in (page.html, page.with_places):
        assert not re.search("<script", html)
