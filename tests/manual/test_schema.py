from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, STAD, TESTS, Run
from jsonschema import Draft202012Validator

from raadsbrief.manual.schema import schemas
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import read

FOLDERS = {"gemeenten": "gemeente", "programmas": "programma", "brieven": "brief"}
CONTENT = (ROOT / "content", STAD, TESTS / "data" / "vormen", TESTS / "data" / "soorten")
FILES = sorted(path for folder in CONTENT for path in folder.glob("*/*.yaml"))
APART = sorted((TESTS / "data").glob("2026-*.yaml"))  # letters that have all there can be


def as_editor(value: Any) -> Any:
    """Type scalars as the YAML 1.2 of an editor does."""
    if isinstance(value, dict):
        return {key: as_editor(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editor(item) for item in value]
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return {"true": True, "false": False}.get(value, value)


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schemas()[f"{kind}.schema.json"]))


def test_schemas_in_the_repository_are_fresh() -> None:
    folder = ROOT / "content" / "schema"
    assert {path.name: path.read_text() for path in folder.iterdir()} == schemas()


def test_content_of_the_repository_is_there() -> None:
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", [*FILES, *APART], ids=lambda path: path.stem)
def test_content_fits_its_schema(path: Path) -> None:
    data = as_editor(plain(read(path).root))
    kind = FOLDERS.get(path.parent.name, "brief")
    assert list(validator(kind).iter_errors(data)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_modeline_leads_to_the_schema(path: Path) -> None:
    match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text())
    assert match
    target = (path.parent / match[1]).resolve()
    assert target == ROOT / "content" / "schema" / f"{FOLDERS[path.parent.name]}.schema.json"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("brief", {"zaaknummer": 1, "gemeente": "a", "secties": {"b": "c"}, "onbekend": 1}),
        ("brief", {"zaaknummer": 1, "gemeente": "a"}),
        ("brief", {"zaaknummer": 1, "gemeente": "a", "datum": "20-5-2026", "secties": {"b": "c"}}),
        ("brief", {"zaaknummer": 1, "gemeente": "a", "secties": {"b": [{"kop": "c"}]}}),
        ("programma", {"naam": "a", "financiering": {"b": {"naam": "c", "bedrag": "veel"}}}),
        ("gemeente", {"naam": "a"}),
    ],
)
def test_schema_refuses_what_the_command_refuses(kind: str, data: Any) -> None:
    assert list(validator(kind).iter_errors(data))


def test_every_field_is_described_in_dutch() -> None:
    for text in schemas().values():
        schema = json.loads(text)
        for model in [schema, *schema.get("$defs", {}).values()]:
            for name, field in model.get("properties", {}).items():
                assert field.get("description"), name


def test_an_editor_proposes_the_words_of_the_gemeenten(tmp_path: Path, run: Run) -> None:
    content = shutil.copytree(TESTS / "data" / "soorten", tmp_path / "content")
    assert run("schema", "-o", content / "schema").code == 0
    fields = json.loads((content / "schema" / "brief.schema.json").read_text())["properties"]
    assert fields["afzender"]["anyOf"][0]["enum"] == ["college", "griffie", "wethouder_water"]
    kinds = {
        "enum": [
            "beantwoording",
            "formulier",
            "kaderbrief",
            "kennisgeving",
            "memo",
            "ter kennisname",
        ]
    }
    assert fields["soort"]["anyOf"][0] == kinds
    assert [kinds] == [
        one["items"]["anyOf"][0] for one in fields["soort"]["anyOf"] if "items" in one
    ]


def test_command_writes_them(tmp_path: Path, run: Run) -> None:
    result = run("schema", "-o", tmp_path / "s")
    assert result.code == 0
    assert {path.name: path.read_text() for path in (tmp_path / "s").iterdir()} == schemas()
