"""What is printed cannot command: not a terminal, not a build service, not an editor."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import STAD
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.record.outcome import Outcome
from raadsbrief.report.formats import Format, write
from raadsbrief.report.human import render
from raadsbrief.report.result import Result
from raadsbrief.report.visible import encodable, path_line, visible, visible_json
from raadsbrief.work import pipeline
from raadsbrief.yaml.source import parse

COMMANDS = (
    "\x1b[2J", "\x1b]8;;https://x.nl\x07hier\x1b]8;;\x07", "\u202etxt.exe", "\u2066\u2069",
    "\r::error file=x.yaml,line=1::nee", "\n::set-output name=x::1", "\u2028x.yaml:1:1: RB001 nee",
    "##[error]nee", "##vso[task.setvariable variable=x]1", "%0A::error::nee", "a,line=9::b",
    "\x00\x7f", "a\x85b",
)  # fmt: skip
FILES = sorted(path.relative_to(STAD) for path in STAD.glob("*/*.yaml"))


def scalars(node: Node | None) -> Iterator[tuple[int, int]]:
    """Where each key and each value on one line begins and ends."""
    if isinstance(node, ScalarNode) and node.start_mark.line == node.end_mark.line:
        yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from scalars(item)
    elif isinstance(node, MappingNode):
        for pair in node.value:
            for one in pair:
                yield from scalars(one)


PLACES = [
    (file, start, end)
    for file in FILES
    for start, end in scalars(parse((STAD / file).read_text(), file.name).root)
]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(STAD, tmp_path_factory.mktemp("inhoud") / "content")


def found_in(content: Path) -> tuple[Diagnostic, ...]:
    folder = Content(content)
    letter = pipeline.check(folder, "2026-014")
    return (*letter.diagnostics, *pipeline.check_rest(folder).diagnostics)


def safe(text: str) -> None:
    unseen = [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set(unseen) <= {"\n"}
    assert not re.search(r"##[\w.-]*\[", text)


def safe_in_every_format(found: tuple[Diagnostic, ...]) -> None:
    result = Result(found)
    drawn = [render(one) for one in found]
    for text in drawn:
        safe(text)
        assert all(line.startswith("  ") for line in text.split("\n")[1:])
    safe(short := write(Format.SHORT, result))
    assert all(re.match(r"\S.*: RB\d{3} ", line) for line in short.splitlines())
    assert len(short.splitlines()) == len(found)
    safe(github := write(Format.GITHUB, result))
    command = (
        r"::(error|warning|notice) file=[^:,]*(,(line|col|endColumn)=\d+)*,title=\w+ RB\d{3}::"
    )
    assert all(re.match(command, line) for line in github.splitlines())
    assert len(github.splitlines()) == len(found)
    for format_ in (Format.JSON, Format.SARIF):
        safe(text := write(format_, result))
        json.loads(text).keys()
        assert json.loads(write(format_, result, "ascii")) == json.loads(text)


@given(st.sampled_from(PLACES), st.sampled_from(COMMANDS), st.booleans())
@settings(deadline=None, max_examples=60)
def test_no_key_or_value_commands(
    content: Path, place: tuple[Path, int, int], command: str, alone: bool
) -> None:
    file, start, end = place
    text = (STAD / file).read_text()
    old = "" if alone else text[start:end].strip("\"'")
    written = json.dumps(old + command)  # YAML reads what JSON writes
    (content / file).write_text(text[:start] + written + text[end:])
    try:
        safe_in_every_format(found_in(content))
    finally:
        (content / file).write_text(text)


@given(st.text(), st.text(), st.text(max_size=40), st.integers(1, 45))
def test_no_finding_commands(message: str, hint: str, line: str, column: int) -> None:
    span = Span(1, column)
    found = Diagnostic(Code.VALUE, message, f"map/{line}.yaml", span, line, hint or None)
    safe_in_every_format((found,))


@given(st.text())
def test_json_reads_the_same(text: str) -> None:
    whole = "".join(c for c in text if not "\ud800" <= c <= "\udfff")
    assert json.loads(visible_json(json.dumps(whole, ensure_ascii=False))) == whole
    assert json.loads(encodable(json.dumps(whole, ensure_ascii=False), "latin-1", True)) == whole


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë, € 5\N{NO-BREAK SPACE}mln. – ‘ja’ 👍", "Zoë, € 5 mln. – ‘ja’ 👍"),
        ("a\tb", "a b"),
        ("a\x1b[31m", r"a\x1b[31m"),
        ("\u202eb", r"\u202eb"),
        ("caf\udce9.yaml", r"caf\xe9.yaml"),
        ("## [Kop](x) ##[error]", r"## [Kop](x) #\#[error]"),
    ],
)
def test_what_is_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_path_is_no_command() -> None:
    assert path_line("::error::x.pdf") == "./::error::x.pdf"
    assert path_line("build/a\nb.pdf") == r"build/a\nb.pdf"


def test_the_caret_stands_under_what_was_escaped() -> None:
    found = Diagnostic(Code.VALUE, "nee", "a.yaml", Span(1, 3, 2), "\x1bxyz")
    *_, source, caret = render(found).split("\n")
    assert source[caret.index("^") :][: caret.count("^")] == "yz"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("format_", [*Format])
def test_every_output_encoding(stad: Path, encoding: str, format_: str) -> None:
    (stad / "content" / "brieven" / "2026-015.yaml").write_text("vöorbeeldstad…→: x\n")
    command = [sys.executable, "-m", "raadsbrief", "check", "--format", format_]
    done = subprocess.run(
        command, capture_output=True, env={"PYTHONIOENCODING": encoding, "PATH": ""}, check=False
    )
    assert done.returncode == 1
    out = io.TextIOWrapper(io.BytesIO(done.stdout), encoding).read()
    if format_ in ("json", "sarif"):
        assert "vöorbeeldstad…→" in json.dumps(json.loads(out), ensure_ascii=False)


def test_a_file_name_that_is_no_utf_8(stad: Path) -> None:
    name = os.fsdecode(b"content/brieven/caf\xe9\n::error::x.yaml")
    Path(name).write_text("gemeente: [\n")
    for format_ in Format:
        command = [sys.executable, "-m", "raadsbrief", "check", "--format", format_]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert not re.search("^::error::x", done.stdout + done.stderr, re.MULTILINE)


def test_outcomes_of_a_build(capsys: pytest.CaptureFixture[str]) -> None:
    from raadsbrief.report.report import Report

    report = Report()
    report.add(Outcome((Path("build/a\n::error::b.pdf"),)))
    assert capsys.readouterr().out == "build/a\\n::error::b.pdf\n"
