"""Where each text on the page comes from."""

from __future__ import annotations

import html as entities
import re
from pathlib import Path

import pytest
from conftest import ROOT, TESTS
from ruamel.yaml.nodes import ScalarNode

from raadsbrief.content.dossier import Content, Dossier
from raadsbrief.page import html
from raadsbrief.page.places import Places
from raadsbrief.yaml.nodes import span_of

_SPAN = re.compile(r'<span data-bron="[^"]*">(.*?)</span>', re.DOTALL)


def with_places(dossier: Dossier) -> tuple[str, Places]:
    places = Places()
    return html.render(dossier, None, places), places


def without(page: str) -> str:
    """Take the places out of a page."""
    while _SPAN.search(page):
        page = re.sub(r'<span data-bron="[^"]*">((?:(?!<span).)*?)</span>', r"\1", page, flags=re.S)
    return re.sub(r' data-bron="[^"]*"', "", page)


def dossiers(tmp_path: Path) -> list[Dossier]:
    content = tmp_path / "content"
    for name in ("2026-021", "2026-910", "2026-930"):
        text = (TESTS / "data" / f"{name}.yaml").read_text()
        (content / "brieven" / f"{name}.yaml").write_text(text)
    found = Content(content)
    made = [found.dossier(name) for name in ("2026-014", "2026-021", "2026-910", "2026-930")]
    return [*made, Content(ROOT / "content").dossier("2024-0062579")]


def test_the_page_is_the_same_without_them(stad: Path) -> None:
    for dossier in dossiers(stad):
        page, places = with_places(dossier)
        assert len(places.found) > 20
        assert not re.search("[\ue000\ue001\U000f0000-\U000fffff]", page)
        assert without(page) == html.render(dossier)


def test_each_text_stands_where_its_place_says(stad: Path) -> None:
    checked = 0
    for dossier in dossiers(stad):
        page, places = with_places(dossier)
        for name, words in re.findall(r'<span data-bron="([^"]*)">([^<>]*)</span>', page):
            place = places.found[entities.unescape(name)]
            line = place.source.lines[place.span.line - 1]
            text = entities.unescape(words)
            node = place.source.find(place.path)
            if place.path[-1:] in [("financiering",), ("bestand",)] or not (node or place.in_csv):
                continue  # what is not in the file itself leads to where it could be
            # Dates and totals are written in another way.
            if re.fullmatch(r"[A-Za-z ]{4,}", text) and not text.endswith("otaal"):
                whole = place.is_key or place.in_csv or not isinstance(node, ScalarNode)
                written = line if whole else node.value
                assert text.split()[0] in written, (name, words)
                checked += 1
    assert checked > 60


def test_cells_of_a_file_lead_to_the_file(stad: Path) -> None:
    folder = stad / "content"
    (folder / "cijfers" / "wijken.csv").write_text("Wijk;Woningen\nMolenwijk;120\n")
    letter = folder / "brieven" / "2026-014.yaml"
    block = "    - tabel: {bestand: cijfers/wijken.csv}\n  vervolg:\n"
    letter.write_text(letter.read_text().replace("  vervolg:\n", block, 1))
    page, places = with_places(Content(folder).dossier("2026-014"))
    found = re.search(r'<span data-bron="([^"]*)">Molenwijk</span>', page)
    assert found is not None
    assert found[1].endswith("cijfers/wijken.csv:2:1")
    assert places.found[found[1]].span.line == 2


def test_prose_names_its_place_in_every_block(stad: Path) -> None:
    page, places = with_places(Content(stad / "content").dossier("2026-014"))
    (name,) = set(re.findall(r'<li data-bron="([^"]*)">bij ', page))
    assert name.endswith("2026-014.yaml#/secties/vervolg/0/tekst")
    node = places.found[name].source.find(places.found[name].path)
    assert node is not None
    assert span_of(node).line == 23


def test_attributes_and_titles_have_none(stad: Path) -> None:
    page, _ = with_places(Content(stad / "content").dossier("2026-014"))
    assert re.search(r"<title>Collegebericht 2026-014: Voortgang Wijken aan zet</title>", page)
    assert 'data-nummer="2026-014"' in page


@pytest.mark.parametrize("field", ["straat", "plaats"])
def test_the_letterhead_leads_to_the_gemeente(stad: Path, field: str) -> None:
    page, _ = with_places(Content(stad / "content").dossier("2026-014"))
    assert f'gemeenten/voorbeeldstad.yaml#/adres/{field}">' in page
