"""The manual is fresh, whole and true: every example in it is content that works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from conftest import ROOT, Run
from pydantic import Field, TypeAdapter

from raadsbrief.manual.examples import as_yaml
from raadsbrief.manual.kinds import anchor, fields_of, soort
from raadsbrief.manual.models import Usage, all_models, description
from raadsbrief.manual.pages import manual
from raadsbrief.model import Datum, Regel, Vorm
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

MANUAL = ROOT / "docs" / "inhoud.md"
PAGE = manual()
BLOCK = re.compile(r"(?:<!-- (voorbeeld|bestand): (\S+) -->\n)?```yaml\n(.*?)```", re.DOTALL)
BLOCKS = [match.groups() for match in BLOCK.finditer(PAGE)]
MODELS = {model.__name__: model for model in all_models()}


def test_the_manual_in_the_repository_is_fresh() -> None:
    assert MANUAL.read_text() == PAGE, "voer `make docs` uit"


def test_the_command_writes_it(tmp_path: Path) -> None:
    target = tmp_path / "inhoud.md"
    subprocess.run([sys.executable, "-m", "raadsbrief.manual", target], check=True, cwd=ROOT)
    assert target.read_text() == PAGE


def test_every_field_has_a_row() -> None:
    for name, model in MODELS.items():
        part = PAGE.split(f"\n### {name}\n")[1].split("\n### ")[0]
        for field in model.model_fields:
            assert f"\n| `{field}`" in part, f"{name}.{field}"


def test_every_field_has_an_example() -> None:
    for name, model in MODELS.items():
        part = PAGE.split(f"\n### {name}\n")[1].split("\n### ")[0]
        shown = "".join(text for _, _, text in BLOCK.findall(part))
        for field in model.model_fields:
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


def test_every_link_leads_somewhere() -> None:
    outside = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    anchors = {anchor(head) for head in re.findall(r"^#+ (.+)$", outside, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", outside))
    assert links
    assert links <= anchors


def test_no_mark_is_left() -> None:
    marks = re.findall(r"<!-- (\w+)", PAGE)
    assert set(marks) == {"voorbeeld", "bestand"}


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
