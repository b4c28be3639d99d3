"""Content never becomes HTML: whatever stands in whatever field, it is text or it is refused."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import STAD, TESTS
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import ContentError
from raadsbrief.work import pipeline
from raadsbrief.yaml.source import parse

# Letters in which every kind of block and table stands, and what they refer to.
TABLES = """\
zaaknummer: 2026-099
datum: 2026-05-20
gemeente: voorbeeldstad
programma: wijken-aan-zet
secties:
  kern:
    - tabel:
        bijschrift: Raming
        noot: Bron
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        rijen: [[Park, 1200], [Flats, 300]]
        totaal: [Samen, 1500]
    - tabel:
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        groepen:
          - naam: Wonen
            rijen: [[Park, 1200], [Flats, 300]]
            subtotaal: [Deel, 1500]
          - naam: Werk
            rijen: [[Haven, 10]]
            subtotaal: Rest
        totaal: Alles
    - grafiek:
        soort: staven
        bijschrift: Beeld
        beschrijving: Wat er te zien is
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        rijen: [[Park, 1200], [Flats, 300]]
        totaal: [Bij elkaar, 1500]
    - planning: [{wanneer: 2026-06, wat: Start, wie: Team}]
    - vragen: [{vraag: "Hoe?", antwoord: Zo.}]
"""
EVIL = "</p></td></section></body><script>x</script><style>td{font-size:0}</style><img src=x>"
NO_FACT = "{{ programma.geen_feit }}"
LETTERS = {
    "2026-014": (STAD / "brieven" / "2026-014.yaml").read_text(),
    "2026-910": (TESTS / "data" / "2026-910.yaml").read_text(),
    "tabellen": TABLES,
}
SHARED = ("gemeenten/voorbeeldstad.yaml", "programmas/wijken-aan-zet.yaml")


def values(node: Node | None) -> Iterator[tuple[int, int]]:
    """Where each value on one line begins and ends."""
    if isinstance(node, ScalarNode) and node.start_mark.line == node.end_mark.line:
        yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from values(item)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from values(value)


FILES = {**{f"brieven/{name}.yaml": text for name, text in LETTERS.items()},
         **{name: (STAD / name).read_text() for name in SHARED}}  # fmt: skip
ALL = [(name, *place) for name, text in FILES.items() for place in values(parse(text, "t").root)]
# Every field of the letter that has one of each, and every third of the others.
PLACES = [place for i, place in enumerate(ALL) if i % 3 == 0 or "tabellen" in place[0]]


class Elements(HTMLParser):
    """Counts the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.found[tag] += 1


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(STAD, tmp_path_factory.mktemp("inhoud") / "content")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def pages(content: Path, name: str) -> Iterator[str]:
    """The pages of the letters that a file is part of, as far as they are made."""
    letter = Path(name).stem if name.startswith("brieven/") else "2026-014"
    try:
        yield pipeline.page(Content(content), letter)
    except ContentError as error:
        assert error.diagnostics


@pytest.mark.parametrize("evil", [EVIL, NO_FACT], ids=["html", "feit"])
def test_no_field_becomes_html(content: Path, evil: str) -> None:
    made = 0
    for name, start, end in PLACES:
        text = FILES[name]
        (content / name).write_text(text[:start] + json.dumps(f"x {evil}") + text[end:])
        for page in pages(content, name):
            made += 1
            found = Elements(page).found
            assert (found["script"], found["style"], found["body"]) == (0, 1, 1), text[start:end]
            assert "geen_feit" not in page
        (content / name).write_text(text)
    assert len(PLACES) > 100
    assert made > 4 or evil == NO_FACT  # that is refused, wherever it is printed


def test_the_letters_are_right(content: Path) -> None:
    for name in FILES:
        assert len([*pages(content, name)]) == 1, name
