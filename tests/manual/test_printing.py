"""The pages as one text: what leads from one to the other leads on within it."""

from __future__ import annotations

from pathlib import Path

import pytest

from raadsbrief.manual import printing

FIRST = """\
# Begin

| bladzijde | waarvoor |
|---|---|
| [Een](een.md) | iets |
| [Twee](twee.md) | <a id="kop"></a>[kop](twee.md#kop-1) |
"""
ONE = "# Een\n\n[Terug](inhoud.md)\n\n## Kop\n\n[`code`](#kop) `[x](een.md)` [ver](../ver.md)\n"
TWO = """\
# Twee

## Kop

<!-- beeld: vanaf "a" tot "b" -->
![Een rij.](beelden/rij.png)

## Kop

[boven](#kop) [hier](#kop-1) [daar](een.md#kop) [web](https://voorbeeldstad.nl)

```
[x](een.md)
# Kop
```
"""


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "DOCS", str(tmp_path))
    texts = {"inhoud": FIRST, "een": ONE, "twee": TWO, "ander": "# Ander\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text)


def test_links_lead_on_within_the_whole() -> None:
    whole = printing.everything()
    assert "| [Een](#een) |" in whole
    assert "[kop](#kop-2) |" in whole
    assert "# Een\n\n## Kop\n\n[`code`](#kop) `[x](een.md)` ver\n" in whole
    assert "[boven](#kop-1) [hier](#kop-2) [daar](#kop) [web](https://voorbeeldstad.nl)" in whole
    assert "```\n[x](een.md)\n# Kop\n```" in whole
    assert "Ander" not in whole


def test_a_page_alone() -> None:
    assert printing.topics() == ["inhoud", "een", "twee", "ander"]
    assert "\n\n(Plaatje: Een rij.)\n\n" in printing.page("twee")
    assert "[Terug](inhoud.md)" in printing.page("een")
