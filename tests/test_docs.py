"""Every link in README, CHANGELOG and docs/ leads to a file, and to a heading, that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from raadsbrief.manual.contents import FIRST, headings, names, with_links

FILES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DEVELOPERS = {"SECURITY.md", "ontwikkelen.md", "sjablonen.md", "snelheid.md", "toegankelijkheid.md"}
CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r'!\[[^\]]*\]\(([^()\s]+)\)|<img src="([^"]+)"')


def links(page: str) -> set[str]:
    """Return where the links and pictures of a page lead, but for those to the web."""
    targets = {one or other for one, other in PICTURE.findall(CODE.sub("", page))}

    def keep(words: str, target: str) -> str:
        targets.add(target)
        return words

    with_links(page, keep)
    return {one for one in targets if not re.match(r"\w+:", one)}


def places(path: Path) -> set[str]:
    """Return every anchor of a page."""
    page = path.read_text()
    return {head.anchor for head in headings(page)} | set(re.findall(r'<a id="([^"]+)">', page))


def broken(path: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    wrong = []
    for link in sorted(links(path.read_text())):
        name, _, place = link.partition("#")
        target = path.parent / name if name else path
        if not target.exists() or (place and place not in places(target)):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert broken(path) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Eén\n## Twee\n## Twee\n```\n# Drie\n```\n")
    page = tmp_path / "a.md"
    page.write_text(
        "[goed](b.md) [goed](b.md#twee-1) [`goed`](b.md#eén) `[code](c.md)` [web](https://a.nl/b)\n"
        "[1](c.md) [2](b.md#drie) [3](#hier) ![4](d.png) [`vijf`](b.md#vijf)\n"
    )
    assert broken(page) == ["#hier", "b.md#drie", "b.md#vijf", "c.md", "d.png"]


def test_links_are_found() -> None:
    found = {path.name: len(links(path.read_text())) for path in FILES}
    assert found["README.md"] > 10
    assert found["inhoud.md"] > 80


def test_every_page_for_authors_is_in_the_table_of_pages() -> None:
    there = {path.name for path in (ROOT / "docs").glob("*.md")}
    wanted = there - DEVELOPERS - {"meldingen.md"}
    assert set(names(ROOT / "docs")) == wanted, "noem de bladzijde in de tabel van docs/inhoud.md"
    assert names(ROOT / "docs")[0] == FIRST
