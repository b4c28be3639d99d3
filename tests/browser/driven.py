"""A preview of a copy of some content, with the system's Chromium looking at it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".venv" / "bin" / "raadsbrief"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_STAMPS = ("tekst", "bladzijden", "plekken", "meldingen")
# The moment at which each thing was on the screen: two frames after the page says so.
_CLOCK = """() => {
  window.seen = {};
  new MutationObserver(() => {
    for (const name of STAMPS) {
      const key = name + document.documentElement.dataset[name];
      if (seen[key]) continue;
      seen[key] = 1;
      requestAnimationFrame(() => requestAnimationFrame(() => {
        seen[key] = performance.timeOrigin + performance.now();
      }));
    }
  }).observe(document.documentElement, { attributes: true });
}""".replace("STAMPS", json.dumps(_STAMPS))


@dataclass
class Driven:
    """A preview and a page of a browser that shows it."""

    folder: Path
    letter: Path
    page: Page
    pid: int
    address: str
    said: list[str]

    def data(self) -> dict[str, str]:
        found: dict[str, str] = self.page.evaluate("({...document.documentElement.dataset})")
        return found

    def round(self) -> int:
        """Return the round that is on the screen whole."""
        data = self.data()
        return int(data.get("meldingen") or 0)

    def until_done(self, after: int = 0, with_spots: bool = True) -> None:
        """Wait until a later round is on the screen, and nothing of it is still to come."""
        spots = "+d.plekken === +d.meldingen" if with_spots else "true"
        self.page.wait_for_function(
            f"after => {{ const d = document.documentElement.dataset;"
            f" return +d.meldingen > after && {spots} }}",
            arg=after,
            timeout=60_000,
        )

    def text(self) -> str:
        """Return what the frame with the letter shows."""
        return str(
            self.page.evaluate("document.getElementById('tekst').contentDocument.body.innerText")
        )

    def moments(self, number: int) -> dict[str, float]:
        seen: dict[str, float] = self.page.evaluate("window.seen")
        return {name: seen.get(f"{name}{number}", 0) for name in _STAMPS}

    def memory(self) -> float:
        """Return the memory of all processes together, in MB; shared memory counts once."""
        kilobytes = 0
        for pid in (self.pid, *_children(self.pid)):
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            kilobytes += next(
                int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")
            )
        return kilobytes / 1024


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *_children(child)]
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; to download another takes long."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise SystemExit("er is geen Chromium op deze computer")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield started
        finally:
            started.close()


@contextmanager
def driven(
    browser: Browser, content: Path, name: str, templates: Path | None = None, **page: Any
) -> Iterator[Driven]:
    """Show a letter of a copy of some content; everything is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="raadsbrief-browser-") as folder:
        shutil.copytree(content, Path(folder, "content"))
        if templates is not None:
            shutil.copytree(templates, Path(folder, "templates"))
        process = subprocess.Popen(
            [PROGRAM, "preview", name, "--no-open"], cwd=folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": folder},
        )  # fmt: skip
        assert process.stdout is not None
        said: list[str] = []
        shown = browser.new_page(**page)
        shown.on("pageerror", lambda error: said.append(f"fout in de pagina: {error}"))
        shown.on("dialog", lambda dialog: said.append(f"dialoog: {dialog.message}"))
        shown.on("console", lambda line: "404" in line.text or said.append(line.text))
        try:
            address = process.stdout.readline().strip()
            shown.goto(address, wait_until="domcontentloaded")
            shown.evaluate(_CLOCK)
            letter = Path(folder, "content", "brieven", f"{name}.yaml")
            yield Driven(Path(folder), letter, shown, process.pid, address, said)
        finally:
            shown.close()
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
            assert process.returncode == 0, process.returncode


def now() -> float:
    """Return the time as a browser tells it, in ms."""
    return time.time() * 1000
