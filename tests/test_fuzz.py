"""What `make fuzz` does: its mutants, how they are judged, what is kept; a few every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from fuzz import __main__ as command
from fuzz import attempt as attempts
from fuzz.attempt import attempt
from fuzz.corpus import World, right, wrong
from fuzz.mutate import mutant
from fuzz.search import Search
from fuzz.shrink import shrunk
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsbrief.checks import rules
from raadsbrief.diagnostics import Code, Diagnostic, Span

RIGHT = right()
TOWN = next(world for world in RIGHT if "content/brieven/2026-014.yaml" in world)
LETTER = "content/brieven/2026-014.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@given(st.integers(0, 1 << 32))
@settings(deadline=None, max_examples=10)
def test_no_mutant_breaks_the_program(folder: Path, seed: int) -> None:
    random = Random(seed)
    world = mutant(random, random.choice(RIGHT), RIGHT)
    assert attempt(world, folder / "proef").faults == []


def test_it_begins_with_all_there_is() -> None:
    kinds = Counter(name.rpartition(".")[2] for world in [*RIGHT, *wrong()] for name in world)
    assert {"yaml", "csv", "svg", "html", "css", "txt", "png", "jpg", "pdf"} <= set(kinds)
    assert len(RIGHT) > 50
    assert len(wrong()) > 250


def test_many_mutants_are_still_contents(folder: Path) -> None:
    random = Random(1)
    found = [attempt(mutant(random, TOWN, RIGHT), folder / "proef") for _ in range(12)]
    is_broken = [any(one.code == Code.YAML for one in done.found) for done in found]
    assert sum(is_broken) < 9
    assert len({done.answers for done in found}) > 3


def test_one_seed_gives_the_same_mutants() -> None:
    assert mutant(Random(7), TOWN, RIGHT) == mutant(Random(7), TOWN, RIGHT)


def test_a_building_is_judged_too(folder: Path) -> None:
    assert attempt(TOWN, folder / "proef", build=True).faults == []
    assert (folder / "proef" / "build" / "2026-014.pdf").is_file()


def _crash(found: Diagnostic) -> Diagnostic:
    raise IndexError(found.file)


FAULTS: list[tuple[Callable[[Diagnostic], Diagnostic], str]] = [
    (_crash, "crash: IndexError"),
    (lambda one: replace(one, span=Span(99999, 1)), "een regel buiten het bestand"),
    (lambda one: replace(one, span=Span(1, 999), excerpt=None), "een kolom buiten de regel"),
    (lambda one: replace(one, span=Span(1, 1, 9999), excerpt=None), "een einde buiten de regel"),
    (lambda one: replace(one, excerpt=f"{one.excerpt} "), "een andere regel"),
    (lambda one: replace(one, file="x.yaml"), "een bestand dat er niet is"),
    (lambda one: replace(one, code=Code.PDF), "inhoud die pas als sjabloon of PDF fout gaat"),
]


@pytest.mark.parametrize(("spoil", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_what_is_a_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Diagnostic], Diagnostic], fault: str,
) -> None:  # fmt: skip
    def rule(dossier: object) -> list[Diagnostic]:
        source = dossier.brief.source  # type: ignore[attr-defined]
        return [spoil(source.diagnostic(Code.COUNT, "nee", Span(2, 1), None))]

    monkeypatch.setattr(rules, "DOSSIER_RULES", (*rules.DOSSIER_RULES, rule))
    faults = attempt(TOWN, folder / "proef").faults
    assert any(fault in one for one in faults), faults


def test_what_is_printed_raw_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from raadsbrief.report import human, lines

    assert attempt(_with_esc(), folder / "proef").faults == []
    for module in (human, lines):
        monkeypatch.setattr(module, "visible", lambda text: text)
    faults = attempt(_with_esc(), folder / "proef").faults
    assert {fault.split(":")[0] for fault in faults} >= {
        "stuurtekens in human", "stuurtekens in short", "stuurtekens in github",
    }  # fmt: skip


def _with_esc() -> World:
    return {**TOWN, LETTER: TOWN[LETTER] + b'"\\e[2J\\u202e": a\n'}


def test_what_never_ends_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(dossier: object) -> list[Diagnostic]:
        while True:
            pass

    monkeypatch.setattr(attempts, "SECONDS", 1)
    monkeypatch.setattr(rules, "DOSSIER_RULES", (*rules.DOSSIER_RULES, forever))
    assert attempt(TOWN, folder / "proef").faults == ["het duurt langer dan 1 seconden"]


def test_a_case_is_made_small() -> None:
    world = {"a": b"een\ntwee\ndrie vier\n", "b": b"vijf\n", "c": "zes ï\n".encode()}
    small = shrunk(
        world, lambda one: b"ie" in one.get("a", b"") and "ï".encode() in one.get("c", b"")
    )
    assert small == {"a": b"ie", "c": "ï".encode()}


def test_what_is_found_is_kept_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rule(dossier: object) -> list[Diagnostic]:
        if "onderwerp" in dossier.brief.source.text:  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return []

    monkeypatch.setattr(rules, "DOSSIER_RULES", (*rules.DOSSIER_RULES, rule))
    monkeypatch.setattr(command, "FOLDER", tmp_path)
    said: list[str] = []
    search = Search([TOWN], [], tmp_path, 3, said.append, shrinking=3)
    search.run(60, at_most=1)
    (case,) = tmp_path.glob("geval-*")
    assert "ZeroDivisionError" in (case / "waarom.txt").read_text()
    assert len((case / LETTER).read_bytes()) < len(TOWN[LETTER])
    assert command.main(["--geval", str(case)]) == 1
    assert "FOUT: crash: ZeroDivisionError" in capsys.readouterr().out
