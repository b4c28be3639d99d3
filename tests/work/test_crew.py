from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief import limits
from raadsbrief.record.recall import Check, Recall
from raadsbrief.resources import FOLDER
from raadsbrief.work import crew
from raadsbrief.work.crew import Crew, Stopped

Make = Callable[[int], Crew]


def do(what: str) -> object:
    """Do what a hostile letter could do."""
    crew.at(f"doen van {what}")
    if what == "eeuwig":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        sum(1 for _ in iter(int, 1))
    if what == "in C":
        return 10 ** (10**9)  # does not listen, and holds the interpreter
    if what == "groot":
        return len(b"x" * (limits.MEMORY + 1))
    if what == "sterf":
        os._exit(9)
    if what == "fout":
        raise KeyError(what)
    return what, os.getpid()


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[Crew] = []

    def make(count: int) -> Crew:
        made.append(Crew(do, count, 0.2))
        return made[-1]

    yield make
    for one in made:
        one.close()
    with pytest.raises(ChildProcessError):  # no process stays behind
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("eeuwig", limits.TIME), ("in C", limits.TIME), ("groot", limits.ROOM),
        ("sterf", limits.END),
    ],
)  # fmt: skip
def test_what_one_task_costs_is_bounded_and_the_others_go_on(
    make: Make, count: int, what: str, why: str
) -> None:
    tasks = [what, "a", "b", what, "c"]
    found = list(make(count).all([(task,) for task in tasks]))
    for task, given in zip(tasks, found, strict=True):
        if task == what:
            assert given == Stopped(why, f"doen van {what}")
        else:
            assert given[0] == task
            assert given[1] != os.getpid()


def test_tasks_are_done_in_other_processes_that_share_the_first(make: Make) -> None:
    found = list(make(3).all([(str(number),) for number in range(40)]))
    assert [text for text, _ in found] == [str(number) for number in range(40)]
    assert 1 < len({pid for _, pid in found}) <= 3


def test_a_mistake_of_ours_has_its_traceback(make: Make) -> None:
    found = make(1).ask("fout")
    assert "KeyError: 'fout'" in found.bug
    assert make(1).ask("a")[0] == "a"


def test_a_system_without_room(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", refuse)
    assert make(2).ask("a") == ("a", os.getpid())


def test_what_is_busy_is_stopped_at_once() -> None:
    busy = Crew(do, 1, 60)
    line = busy.all([("eeuwig",)])
    started = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crew, "wait", lambda _: [])
        patch.setattr(busy, "_answers", lambda: iter([(0, "weg")]))
        assert next(line) == "weg"
    busy.close()
    assert time.monotonic() - started < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


# --- Letters -----------------------------------------------------------------------------------

TWICE = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"


@pytest.fixture
def hostile(stad: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template that has no end for one letter, and a page that has none."""
    from raadsbrief.pdf import pdf

    brieven = stad / "content" / "brieven"
    text = (brieven / "2026-014.yaml").read_text()
    for number in ("015", "016"):
        (brieven / f"2026-{number}.yaml").write_text(text.replace("2026-014", f"2026-{number}"))
    (stad / "templates").mkdir()
    page = (Path(FOLDER) / "brief.html").read_text()
    endless = f'{{% if brief.zaaknummer == "2026-014" %}}{TWICE}{{% endif %}}'
    (stad / "templates" / "brief.html").write_text(page.replace("<body", f"{endless}<body"))
    make = pdf.render

    def render(page: str, file: str, templates: Path | None = None) -> pdf.Rendered:
        if "2026-015" in file:
            do("in C")
        return make(page, file, templates)

    monkeypatch.setattr(pdf, "render", render)
    return stad


def test_a_build_in_one_process_goes_on(hostile: Path, run: Run) -> None:
    result = run("build", "-j", 1, "--time-limit", 3)
    assert (result.code, result.out) == (3, "build/2026-016.pdf\n")
    first, second = result.err.split("\n\n")[:2]
    assert "content/brieven/2026-014.yaml: fout[RB511]" in first
    assert "bij het opmaken als HTML" in first
    assert "het laatst gelezen is 'templates/" in first
    assert "content/brieven/2026-015.yaml: fout[RB511]" in second
    assert "meer dan 3 seconden" in second
    assert "bij het maken van de PDF" in second
    assert "--time-limit 6" in second


def test_a_check_goes_on_and_does_not_remember_it(hostile: Path, run: Run) -> None:
    names = ["2026-014", "2026-016"]
    result = run("check", *names, "--time-limit", 3)
    assert result.code == 3
    assert "content/brieven/2026-014.yaml: fout[RB511]" in result.err
    assert "2026-016.yaml: fout" not in result.err
    recall = Recall(Check(names, templates="templates"))
    assert [recall.letter(name) is None for name in names] == [True, False]
