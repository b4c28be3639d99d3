"""The manual is fresh, whole and true: every example in it is content that works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from conftest import ROOT, Run
from PIL import Image
from plaatjes import draw, examples, over, pages_with_examples, write
from pydantic import Field, TypeAdapter

from raadsbrief.manual.contents import headings
from raadsbrief.manual.examples import as_yaml
from raadsbrief.manual.kinds import fields_of, soort
from raadsbrief.manual.models import Usage, all_models, description
from raadsbrief.manual.pages import pages
from raadsbrief.model import Datum, Regel, Vorm
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

DOCS = ROOT / "docs"
PAGES = pages(DOCS)
FIELDS = "\n".join(text for name, text in PAGES.items() if name.startswith("velden-"))
BLOCK = re.compile(r"(?:<!-- (voorbeeld|bestand): (\S+) -->\n)?```yaml\n(.*?)```", re.DOTALL)
# The pages on which every example is content that is tested.
TESTED = re.compile(r"(beginnen|schrijven|tabellen|feiten|weglaten|gemeente|velden-\w+)\.md")
BLOCKS = [
    match.groups()
    for name, page in PAGES.items()
    if TESTED.fullmatch(name)
    for match in BLOCK.finditer(page)
]
MODELS = {model.__name__: model for model in all_models()}
OLD = """
als-er-iets-niet-in-moet soorten-brieven-en-afzenders koppen tabellen feiten-ophalen korte-namen
tekst-schrijven hoe-u-een-bestand-schrijft een-begin-drie-kleine-bestanden zo-werkt-het
secties-en-blokken planning-en-toezeggingen vragen-en-formulieren secties-die-raadsbrief-vult
cijfers-uit-een-rekenblad datums-bedragen-en-aantallen
het-bestand-van-een-gemeente het-bestand-van-een-programma het-bestand-van-een-brief
"""
LETTERS = [one for name in pages_with_examples() for one in examples(name)]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_in_the_repository_are_fresh(name: str) -> None:
    assert (DOCS / name).read_text() == PAGES[name], "voer `make docs` uit"


def test_the_command_writes_them(tmp_path: Path) -> None:
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("*.png"))
    for page in (tmp_path / "docs").glob("velden-*.md"):
        page.unlink()
    feiten = tmp_path / "docs" / "feiten.md"
    feiten.write_text(feiten.read_text().replace("| Wijken aan zet |", "| niets |"))
    command = [sys.executable, "-m", "raadsbrief.manual", tmp_path / "docs"]
    subprocess.run(command, check=True, cwd=ROOT)
    assert {name: (tmp_path / "docs" / name).read_text() for name in PAGES} == PAGES


def test_a_page_is_short_enough_to_read_in_one_go() -> None:
    for name, page in PAGES.items():
        assert len(page.splitlines()) <= (1000 if name.startswith("velden-") else 300), name


def test_every_field_has_a_row_and_an_example() -> None:
    for name, model in MODELS.items():
        part = FIELDS.split(f"\n## {name}\n")[1].split("\n## ")[0]
        shown = "".join(text for _, _, text in BLOCK.findall(part))
        for field in model.model_fields:
            assert f"\n| `{field}`" in part, f"{name}.{field}"
            assert re.search(rf"^ *(- )*{field}:", shown, re.MULTILINE), f"{name}.{field}"


def test_every_block_says_what_it_is() -> None:
    assert len(BLOCKS) > 25
    assert all(kind for kind, _, _ in BLOCKS)


@pytest.mark.parametrize(
    ("owner", "text"), [(name, text) for kind, name, text in BLOCKS if kind == "voorbeeld"]
)
def test_every_example_is_valid(owner: str, text: str) -> None:
    model = MODELS[owner]
    hints = fields_of(model)
    root = parse(text, "voorbeeld").root
    assert root is not None
    for field, value in plain(root).items():
        TypeAdapter(hints[field]).validate_python(value)


def test_the_small_files_make_a_letter(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, name, text in BLOCKS:
        if kind == "bestand":
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    result = run("build")
    assert (result.code, result.out, result.err) == (0, "build/2026-014.pdf\n", "")


def test_every_example_of_a_letter_makes_a_letter(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(LETTERS) > 25
    for one in LETTERS:
        write(one, tmp_path / "content")
    result = run("check", "--facts", "--format", "short")
    assert (result.code, result.out) == (0, ""), result.err


def test_every_form_of_a_letter_has_a_small_picture() -> None:
    shown = [one.picture for one in LETTERS if one.picture]
    assert len(set(shown)) == len(shown) > 20
    assert {f"{name}.png" for name in shown} == {path.name for path in (DOCS / "beelden").iterdir()}
    for name in ("weglaten", "gemeente"):
        assert all(one.picture for one in LETTERS if one.page == name), name
    pictures = list(DOCS.rglob("*.png"))
    assert sum(path.stat().st_size for path in pictures) < 600_000
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.mode == "P", path


def test_a_picture_shows_the_lines_that_its_example_names(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (one,) = (one for one in LETTERS if one.picture == "nieuwe-regel")
    write(one, tmp_path / "content")
    assert run("build").code == 0
    pdf = tmp_path / "build" / f"{one.name}.pdf"
    draw(one, pdf, tmp_path / "deel.png")
    draw(replace(one, tot="Wijkteam Noord"), pdf, tmp_path / "minder.png")
    with Image.open(tmp_path / "deel.png") as part, Image.open(tmp_path / "minder.png") as less:
        assert 0 < less.height < part.height < 200
    with pytest.raises(SystemExit, match=r"schrijven\.md: .* geen 'Zuid'"):
        draw(replace(one, vanaf="Zuid"), pdf, tmp_path / "niets.png")


def test_what_an_example_says_goes_over_the_small_files() -> None:
    base = "naam: A\nsecties:\n  kern: B\n\nleeg: ja\n"
    assert over(base, "naam: C\n") == "secties:\n  kern: B\n\nleeg: ja\nnaam: C\n"
    assert over(base, "tekst: D\n") == "naam: A\nleeg: ja\ntekst: D\n"


def test_no_mark_is_left() -> None:
    marks = {mark for page in PAGES.values() for mark in re.findall(r"<!-- (\w+)", page)}
    assert marks == {"voorbeeld", "bestand", "beeld", "gemaakt", "einde"}


def test_an_old_link_to_the_first_page_leads_on() -> None:
    """Once all stood on one page, with a heading for each of these."""
    for name in (*OLD.split(), *map(str.lower, MODELS)):
        (target,) = re.findall(rf'<a id="{name}"></a>\[[^]]+\]\((\S+?)\)', PAGES["inhoud.md"])
        page, _, place = target.partition("#")
        first = next(headings(PAGES[page])).anchor
        assert (place or first) == name


class Binnen(Vorm):
    """Iets."""

    een: Literal["a", "b"]
    """Een."""
    twee: tuple[Datum, ...] = ()
    """Twee."""


class Buiten(Vorm):
    """Iets om iets heen."""

    lijst: tuple[Annotated[Binnen, Field()] | Regel, ...] | None = None
    """Lijst."""
    namen: dict[str, Binnen] = Field(default={}, examples=[{"x": {"een": "a"}}])
    """Namen."""


def test_any_model_can_be_described() -> None:
    page = description(Usage(Buiten))
    assert "| `lijst` | een lijst, met per punt" in page
    assert "namen:\n  x:\n    een: a\n" in page
    inner = description(Usage(Binnen, Buiten, "namen"))
    assert "| `een` (verplicht) | `a` of `b` |" in inner
    assert "namen:\n  x:\n    een: a\n    twee: [2026-05-20]\n" in inner
    assert soort(Binnen) == "de velden van [Binnen](#binnen)"


@pytest.mark.parametrize(
    "value",
    [
        {"a": "x: y", "b": "- c", "c": "# d", "d": 'e "f" \\', "e": " g ", "f": "*h*"},
        {"a": ["b", "c: d"], "e": [{"f": "g", "h": ["i"]}, {"j": {"k": "l"}}]},
        {"a": "b\n\n  c\nd\n", "e": {"f": "g\nh\n"}},
        {"a": ["b\n\nc\n", "d"]},
        {"a": [["b", "c"], ["d", "e"]]},
    ],
)
def test_yaml_says_what_was_meant(value: Any) -> None:
    root = parse(as_yaml(value), "voorbeeld").root
    assert root is not None
    assert plain(root) == value
