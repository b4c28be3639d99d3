from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief import limits
from raadsbrief.content.dossier import Content
from raadsbrief.pdf import worker
from raadsbrief.pdf.jobs import Answer, Job
from raadsbrief.record.plan import Order, Plan
from raadsbrief.work.building import Building
from raadsbrief.work.renderers import NoRenderersError, Renderers, start

PROGRAM = [sys.executable, "-m", "raadsbrief"]
LETTERS = 4


@pytest.fixture
def brieven(stad: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some letters, and one of its own for temporary files."""
    folder = stad / "content" / "brieven"
    for number in range(1, LETTERS):
        text = (folder / "2026-014.yaml").read_text().replace("2026-014", f"2026-10{number}")
        (folder / f"2026-10{number}.yaml").write_text(text)
    (stad / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(stad / "tmp"))
    return stad


@pytest.fixture
def renderers(brieven: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Renderers]:
    """Two processes that die, hang or answer, as the HTML says."""

    def answer(job: Job) -> Answer:
        if job.html == "sterf":
            os._exit(1)
        if job.html == "slaap":
            time.sleep(60)
        return Answer(job.html.encode())

    monkeypatch.setattr(worker, "warm_up", lambda: None)
    monkeypatch.setattr(worker, "answer", answer)
    found = Renderers(2)
    yield found
    found.close()


def job(text: str) -> Job:
    return Job(text, f"{text}.pdf", None)


def test_all_letters_are_answered(renderers: Renderers) -> None:
    found = {}
    for number in range(20):
        found |= dict(renderers.submit(str(number), job(f"brief {number}")))
    found |= dict(renderers.finish())
    assert {key: answer.data for key, answer in found.items()} == {
        str(number): f"brief {number}".encode() for number in range(20)
    }


def test_a_process_that_dies_costs_its_letter(renderers: Renderers) -> None:
    found = {}
    for number, text in enumerate(["a", "sterf", "b", "sterf", "sterf", "c", "d"]):
        found |= dict(renderers.submit(f"{number}{text}", job(text)))
    found |= dict(renderers.finish())
    assert [key for key, answer in sorted(found.items()) if answer.data is None] == [
        "1sterf", "3sterf", "4sterf",
    ]  # fmt: skip
    assert found["1sterf"].stopped == limits.END
    assert len(found) == 7


def test_processes_that_are_busy_are_stopped(renderers: Renderers, brieven: Path) -> None:
    for number in range(3):
        list(renderers.submit(str(number), job("slaap")))
    while not all(renderer.doing for renderer in renderers._all()):
        list(renderers._turn(block=True))
    start = time.monotonic()
    renderers.close()
    assert time.monotonic() - start < 1.5
    assert not list((brieven / "tmp").iterdir())
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_processes_that_do_not_start(brieven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("no Pango")

    monkeypatch.setattr(worker, "warm_up", fail)
    found = Renderers(2)
    with pytest.raises(NoRenderersError):
        list(found.submit("x", job("x"))) + list(found.finish())
    plan = Plan(Order())
    made = dict(Building(plan, Content(Path("content")), found).run())  # in one process then
    assert all(outcome.files for outcome in made.values())
    assert len(made) == LETTERS


def test_a_system_without_room(brieven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))

    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert start(3) is None
    monkeypatch.undo()
    monkeypatch.setenv("TMPDIR", str(brieven / "tmp"))
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before + 20, hard))
    try:
        assert start(30) is None
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert not list((brieven / "tmp").iterdir())


def test_ctrl_c_at_the_start(brieven: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fork", interrupt)
    with pytest.raises(KeyboardInterrupt):
        start(2)
    assert not list((brieven / "tmp").iterdir())


def test_bytes_and_messages_do_not_depend_on_the_number(brieven: Path, run: Run) -> None:
    (brieven / "content" / "brieven" / "2026-102.yaml").write_text("gemeente: weg\n")
    found = []
    for jobs in (1, 3):
        result = run("build", "--jobs", jobs, "--force")
        pdfs = {path.name: path.read_bytes() for path in (brieven / "build").glob("*.pdf")}
        found.append((result, pdfs))
    assert found[0] == found[1]
    assert len(found[0][1]) == LETTERS - 1


# --- Signals -----------------------------------------------------------------------------------


def processes(folder: Path) -> list[int]:
    """The processes that use a folder for their temporary files, zombies included."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(f"TMPDIR={folder / 'tmp'}\0") in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def wait_until(is_so: Callable[[], object]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.01)
    return False


def build(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, "build", "-j", "2", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=_as_from_a_terminal,
    )  # fmt: skip


def _as_from_a_terminal() -> None:
    """Undo what `nohup` and `&` do for the tests as a whole: they have signals ignored."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


needs_proc = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="Linux only")


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.parametrize("late", [False, True])
def test_a_run_that_is_stopped_leaves_nothing(
    brieven: Path, number: signal.Signals, late: bool
) -> None:
    with build() as process:
        # With two processes the program is loading; with three the renderers work.
        assert wait_until(lambda: len(processes(brieven)) >= (3 if late else 2))
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
    if number == signal.SIGKILL:
        assert wait_until(lambda: not processes(brieven))
    else:
        assert (process.returncode, err) == (130, "\nafgebroken\n")
        assert not processes(brieven)
    assert not list((brieven / "tmp").iterdir())
    assert not list((brieven).glob("build/*.tmp"))
    for made in brieven.glob("build/*.pdf"):
        assert made.read_bytes().endswith(b"%%EOF\n")


@needs_proc
def test_a_renderer_that_is_killed_at_work(brieven: Path) -> None:
    with build() as process:
        assert wait_until(lambda: len(processes(brieven)) >= 3)
        (killed, *_) = [pid for pid in processes(brieven) if pid != process.pid]
        os.kill(killed, signal.SIGKILL)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, len(out.splitlines())) in ((0, LETTERS), (3, LETTERS - 1))
    assert ("te weinig geheugen" in err) == (process.returncode == 3)
    assert not processes(brieven)
    assert not list((brieven / "tmp").iterdir())
