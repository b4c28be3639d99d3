"""Whatever stands in a table or chart: a page, or a finding with a place; never a crash."""

from __future__ import annotations

import copy
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import STAD, TESTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import RaadsbriefError
from raadsbrief.work import pipeline
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import read

LETTER = TESTS / "data" / "2026-910.yaml"
TEXTS = ["", "x", "-1", "0", "1,5", "9" * 400, "{{ x }}", "{{ programma.totaal }}", "ja", "alle"]
WRONG = st.sampled_from(
    [*TEXTS, [], {}, ["x"], {"x": "y"}, [[]], [{}], {"som": "ja"}, {"som": "A + B"}, None]
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path to a value in a block that is a table or chart."""
    found = [path] if len(path) > 3 else []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, dict | list):
        for key, item in items:
            found += paths(item, (*path, key))
    return found


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(STAD, tmp_path_factory.mktemp("fuzz") / "content"))


@given(data=st.data())
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_a_wrong_value_anywhere_is_no_crash(data: st.DataObject, content: Path) -> None:
    letter = copy.deepcopy(plain(read(LETTER).root))
    # One section is enough, and quicker.
    section = data.draw(st.sampled_from(sorted(letter["secties"])))
    letter["secties"] = {section: letter["secties"][section]}
    path = data.draw(st.sampled_from(paths(letter)))
    parent = letter
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = data.draw(WRONG)
    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(letter, stream)
    (content / "brieven" / "f.yaml").write_text(stream.getvalue())
    try:
        pipeline.page(Content(content), "f")
    except RaadsbriefError as error:
        for diagnostic in error.diagnostics:
            assert diagnostic.span is not None
            assert diagnostic.message != "deze waarde past hier niet"
