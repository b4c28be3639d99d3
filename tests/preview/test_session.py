"""A preview from its start to its end: what a save shows, and that no process stays behind."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from raadsbrief.preview.session import Terminal, session
from raadsbrief.report.lines import ROUND_BEGINS, ROUND_ENDS

LETTER = Path("content/brieven/2026-014.yaml")
Event = tuple[str, dict[str, Any]]


class Browser:
    """Listens as a browser does."""

    def __init__(self, address: str) -> None:
        self.host, self.path = address.removeprefix("http://").split("/", 1)
        self.events: Queue[Event] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        connection = http.client.HTTPConnection(self.host)
        connection.request("GET", f"/{self.path}gebeurtenissen")
        answer = connection.getresponse()
        kind = ""
        while line := answer.readline().decode():
            if line.startswith("event: "):
                kind = line[7:].strip()
            elif line.startswith("data: "):
                self.events.put((kind, json.loads(line[6:])))
        answer.close()
        connection.close()

    def until(self, is_it: Callable[[str, dict[str, Any]], bool]) -> list[Event]:
        """Return all that comes up to an event."""
        came: list[Event] = []
        while not came or not is_it(*came[-1]):
            came.append(self.events.get(timeout=60))
        return came

    def text(self) -> str:
        connection = http.client.HTTPConnection(self.host)
        connection.request("GET", f"/{self.path}tekst/")
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return text


def all_found(kind: str, data: dict[str, Any]) -> bool:
    return kind == "meldingen" and bool(data["alles"])


def pages(kind: str, data: dict[str, Any]) -> bool:
    return kind == "bladzijden"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(Terminal, "_say", lambda _, line: said.append(line))
    return said


@pytest.fixture
def browser(stad: Path, lines: list[str], request: pytest.FixtureRequest) -> Iterator[Browser]:
    by_looking = getattr(request, "param", False)
    with session(Path("content"), "2026-014", None, Terminal(False), by_looking) as server:
        found = Browser(server.address)
        found.server = server  # type: ignore[attr-defined]
        yield found


def in_place(text: str) -> None:
    LETTER.write_text(text)


def by_rename(text: str) -> None:
    other = LETTER.with_name("2026-014.yaml~tmp")
    other.write_text(text)
    other.replace(LETTER)


def as_vim(text: str) -> None:
    backup = LETTER.with_name("2026-014.yaml~")
    LETTER.rename(backup)
    LETTER.with_name("4913").touch()
    LETTER.with_name("4913").unlink()
    LETTER.write_text(text)
    backup.unlink()


def in_pieces(text: str) -> None:
    with LETTER.open("w") as file:
        for i in range(0, len(text), 200):
            file.write(text[i : i + 200])
            file.flush()


WAYS = (in_place, by_rename, as_vim, in_pieces)


@pytest.mark.parametrize(
    ("browser", "ways"),
    [pytest.param(False, WAYS, id="events"), pytest.param(True, WAYS[2:], id="looking")],
    indirect=["browser"],
)
def test_every_way_to_save_is_one_update(
    browser: Browser, lines: list[str], ways: Sequence[Callable[[str], None]]
) -> None:
    original, by_looking = LETTER.read_text(), ways is not WAYS
    browser.until(all_found)
    for i, save in enumerate(ways):
        for j in range(10):  # what editors leave beside it
            LETTER.with_name(f".2026-014.yaml.{i}{j}.swp").write_text("x")
        LETTER.touch()
        save(original.replace("Dit najaar", f"Versie {i}"))
        came = [kind for kind, _ in browser.until(all_found)]
        while by_looking and f"Versie {i}" not in browser.text():  # half a save was seen
            browser.until(all_found)
        assert f"Versie {i}" in browser.text(), save.__name__
        if not by_looking:
            assert (came.count("html"), came.count("bladzijden")) == (1, 1), save.__name__
    assert len(lines) == 2 * (1 + len(ways)) or by_looking
    for line, start in zip(lines, [ROUND_BEGINS, ROUND_ENDS] * (len(lines) // 2), strict=True):
        assert line.startswith(start)


def test_a_burst_a_letter_that_comes_back_and_all_it_is_made_of(
    browser: Browser,
) -> None:
    original = LETTER.read_text()
    first = browser.until(all_found)
    (before,) = [data for kind, data in first if kind == "bladzijden"]
    renderer = browser.server.rounds.renderer  # type: ignore[attr-defined]
    dead = renderer.pid
    os.kill(dead, signal.SIGKILL)
    for i in range(12):
        LETTER.write_text(original.replace("Dit najaar", f"Versie {i}"))
    while "Versie 11" not in browser.text():
        browser.until(all_found)
    assert renderer.pid not in (None, dead)  # another one draws
    aside = LETTER.with_name("weg")
    LETTER.rename(aside)
    browser.until(lambda kind, data: kind == "stand" and data["oud"])
    assert "Versie 11" in browser.text()
    aside.write_text(original)
    aside.rename(LETTER)
    _, after = browser.until(pages)[-1]
    assert after["bladzijden"] == before["bladzijden"]  # the very same pictures: none is swapped

    # Whatever it is made of is watched, also what is not there yet.
    folder = Path("content")
    browser.until(all_found)
    programma = folder / "programmas" / "wijken-aan-zet.yaml"
    programma.write_text(programma.read_text().replace("is open sinds", "blijft open sinds"))
    browser.until(all_found)
    (folder / "woordenlijst.txt").write_text("keukentafel\n")
    browser.until(all_found)
    block = "    - tabel: {bestand: cijfers/nieuw.csv}\n  vervolg:\n"
    LETTER.write_text(original.replace("  vervolg:\n", block, 1))
    browser.until(all_found)
    (folder / "cijfers" / "nieuw.csv").write_text("Wijk;Woningen\nMolenwijk;120\n")
    browser.until(all_found)
    assert "Molenwijk" in browser.text()


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(word) for task in tasks for word in (task / "children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_no_process_stays_however_it_ends(stad: Path, tmp_path: Path) -> None:
    ends = [signal.SIGINT, signal.SIGHUP, signal.SIGKILL]  # SIGTERM is as SIGHUP
    room = tmp_path / "tijdelijk"
    room.mkdir()
    command = [sys.executable, "-m", "raadsbrief", "preview", "--no-open"]
    started = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "TMPDIR": str(room)},
        )
        for _ in ends
    ]  # fmt: skip
    for process, end in zip(started, ends, strict=True):
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        others = children(process.pid)
        assert others
        process.send_signal(end)
        _, said = process.communicate(timeout=30)
        assert process.returncode == (-end if end is signal.SIGKILL else 0)
        assert "Traceback" not in said
        assert "afgebroken" not in said
        limit = time.monotonic() + 30
        while any(map(is_there, others)) and time.monotonic() < limit:
            time.sleep(0.02)
        assert not any(map(is_there, others)), end
    assert list(room.iterdir()) == []


def test_only_the_process_that_draws_loads_what_draws() -> None:
    program = "import sys, raadsbrief.preview.session; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr == ""
    assert not {"weasyprint", "pypdfium2", "pikepdf"} & set(done.stdout.split())
