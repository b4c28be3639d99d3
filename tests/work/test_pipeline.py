"""Mistakes through all stages: whatever is wrong in a file, the answer is a finding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import STAD
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Severity
from raadsbrief.work import pipeline

FILES = sorted(path.relative_to(STAD) for path in STAD.glob("*/*.yaml"))
SCRAPS = ["", ":", "- ", "{{ x }}", "{{", '"', "\t", "  ", "[", "null", "*", "0", "é", "\n", "alle"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(STAD, tmp_path_factory.mktemp("inhoud") / "content")


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_mutilated_content_gets_findings(copy: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    text = (STAD / file).read_text()
    words = text.split(" ")
    at = data.draw(st.integers(0, len(words) - 1))
    words[at : at + data.draw(st.integers(0, 3))] = [data.draw(st.sampled_from(SCRAPS))]
    (copy / file).write_text(" ".join(words))
    try:
        content = Content(copy)
        outcomes = [pipeline.check(content, "2026-014"), pipeline.check_rest(content)]
    finally:
        (copy / file).write_text(text)
    for outcome in outcomes:
        is_wrong = any(found.severity is Severity.FOUT for found in outcome.diagnostics)
        assert outcome.exit_code == int(is_wrong)


def test_content_as_it_stands_is_right(copy: Path) -> None:
    (hint,) = pipeline.check(Content(copy), "2026-014").diagnostics
    assert hint.severity is Severity.HINT  # it tells one of two funds
    assert pipeline.check_rest(Content(copy)).diagnostics == ()
