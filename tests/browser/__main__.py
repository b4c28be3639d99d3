"""What a browser shows of the preview: ways of saving, the page for everyone, strangers' letters.

Prints a line for each thing that was looked at, and last how long a save takes to be on the screen.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from .driven import ROOT, Driven, browser, driven, now

STAD = ROOT / "tests" / "data" / "voorbeeldstad"
REAL, NAME = ROOT / "content", "2024-0062579"
OLD, MARK = "  vervolg: |\n", "  vervolg: |\n    Dit is wijziging {} van deze brief.\n"


# --- Ways to save: each takes the file and its new text ---


def in_place(file: Path, text: str) -> None:
    file.write_text(text)


def by_rename(file: Path, text: str) -> None:
    other = file.with_name(f"{file.name}~tmp")
    other.write_text(text)
    other.replace(file)


def as_vim(file: Path, text: str) -> None:
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text)
    backup.unlink()


def with_copy(file: Path, text: str) -> None:
    file.with_name(f"{file.name}~").write_bytes(file.read_bytes())
    file.write_text(text)


def in_pieces(file: Path, text: str) -> None:
    with file.open("w") as stream:
        for i in range(0, len(text), 1000):
            stream.write(text[i : i + 1000])
            stream.flush()


def twice(file: Path, text: str) -> None:
    file.write_text(text)
    file.write_text(text)


def with_sync(file: Path, text: str) -> None:
    with file.open("w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def as_jetbrains(file: Path, text: str) -> None:
    new, old = (file.with_name(f"{file.name}___jb_{end}___") for end in ("tmp", "old"))
    new.write_text(text)
    file.rename(old)
    new.rename(file)
    old.unlink()


def removed_first(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def from_elsewhere(file: Path, text: str) -> None:
    other = file.parents[2] / "elders.yaml"
    other.write_text(text)
    other.replace(file)


WAYS = (
    in_place, by_rename, as_vim, with_copy, in_pieces, twice, with_sync, as_jetbrains,
    removed_first, from_elsewhere,
)  # fmt: skip


# --- What is looked at ---


def saves(chromium: Browser) -> None:
    """Each way of saving is one update; how long that takes, and in how much memory."""
    middle, memory = _saved(chromium)
    cpu, clock = _cold()
    for name in ("tekst", "bladzijden"):
        seconds = middle[name]
        say(
            f"van opslaan tot {name}: {seconds * 1000:.0f} ms, {seconds / cpu:.2f} W, en "
            f"{seconds / clock:.2f} van de tijd die W nu op de klok duurt"
        )
    say(f"geheugen van alle processen: {memory:.0f} MB (W = {cpu:.2f} s, op de klok {clock:.2f} s)")


def cijfers(chromium: Browser) -> None:
    """Write the same as JSON, for `make bench`."""
    with redirect_stdout(sys.stderr):
        middle, memory = _saved(chromium)
    print(json.dumps({**middle, "geheugen": memory}))


def _saved(chromium: Browser) -> tuple[dict[str, float], float]:
    """Each way of saving is one update: text, one page swapped, and nothing that moves.

    Returns how long each thing took, in s, and the memory of all processes.
    """
    times: dict[str, list[float]] = {}
    with driven(chromium, REAL, NAME, viewport={"width": 1500, "height": 1000}) as shown:
        shown.until_done()
        page, original = shown.page, shown.letter.read_text()
        page.select_option("#grootte", "125")
        page.evaluate("document.getElementById('bladzijden').scrollTop = 1500")
        page.evaluate("document.getElementById('tekst').contentWindow.scrollTo(0, 900)")
        for i, save in enumerate(WAYS):
            before, begin = shown.round(), now()
            save(shown.letter, original.replace(OLD, MARK.format(i)))
            shown.until_done(before)
            page.wait_for_timeout(400)
            data = shown.data()
            _equal(shown.round(), before + 1, f"{save.__name__}: één ronde")
            assert f"wijziging {i} " in shown.text(), save.__name__
            _equal(data["gewisseld"], "1", f"{save.__name__}: één bladzijde gewisseld")
            _equal(page.evaluate("document.getElementById('bladzijden').scrollTop"), 1500, "plaats")
            _equal(page.evaluate("document.getElementById('tekst').contentWindow.scrollY"), 900,
                   "plaats in de tekst")  # fmt: skip
            for name, moment in shown.moments(before + 1).items():
                times.setdefault(name, []).append(moment - begin)
        say(f"{len(WAYS)} manieren van opslaan: elk één keer bijgewerkt, niets verschoof")
        before = shown.round()
        for i in range(40):
            shown.letter.with_name(f".{i}.swp").write_text("x")
        for i in range(12):
            shown.letter.write_text(original.replace(OLD, MARK.format(100 + i)))
            page.wait_for_timeout(40)
        page.wait_for_function(
            "() => document.getElementById('tekst').contentDocument.body.innerText"
            ".includes('wijziging 111 ')"
        )
        shown.until_done(before)
        say("een salvo van twaalf keer opslaan: de laatste tekst")
        _equal(shown.said, [], "geen fouten in de pagina")
        memory = shown.memory()
    return {name: statistics.median(values) / 1000 for name, values in times.items()}, memory


def everyone(chromium: Browser) -> None:
    """Axe finds nothing in any state, light and dark, wide and at 320 px; keys lead everywhere."""
    for scheme in ("light", "dark"):
        with driven(chromium, STAD, "2026-014", color_scheme=scheme) as shown:
            shown.until_done()
            original = shown.letter.read_text()
            _axe(shown, f"goed, {scheme}")
            before = shown.round()
            shown.letter.write_text(original.replace("Dit najaar", "{{ programma.nam }}"))
            shown.until_done(before)
            assert "{{ programma.nam }}" in shown.text()
            _axe(shown, f"met fouten, {scheme}")
            before = shown.round()
            shown.letter.write_text(f"{original}\n x: [\n")
            shown.until_done(before, with_spots=False)
            assert shown.page.is_visible("#balk")
            assert "{{ programma.nam }}" in shown.text()
            _axe(shown, f"niet te lezen, {scheme}")
    with driven(chromium, STAD, "2026-014", viewport={"width": 320, "height": 640}) as shown:
        shown.until_done()
        _axe(shown, "320 px")
        _equal(shown.page.evaluate("document.documentElement.scrollWidth"), 320, "breedte")
        shown.page.focus("#bladzijden")
        shown.page.keyboard.press("Tab")
        for _ in range(3):
            shown.page.keyboard.press("ArrowDown")
        link = shown.page.evaluate("document.activeElement.href")
        assert link.startswith(f"vscode://file{shown.folder}/content/"), link
    say("voor iedereen: axe vindt niets, toetsen werken, 320 px is genoeg")


def clicks(chromium: Browser) -> None:
    """A click leads to its line, a finding to its place; a safe repair has a button."""
    with driven(chromium, STAD, "2026-014", viewport={"width": 1500, "height": 1000}) as shown:
        shown.until_done()
        page, before = shown.page, shown.round()
        original = shown.letter.read_text()
        text = original.replace("komt langs", "komt  langs", 1)
        shown.letter.write_text(text)
        shown.until_done(before)
        line = text[: text.index("komt  langs")].count("\n") + 1
        where = f"content/brieven/2026-014.yaml:{line}"
        spot = page.locator(f".bladzijde a[aria-label*='{where}']").first
        assert f"/content/brieven/2026-014.yaml:{line}:" in (spot.get_attribute("href") or "")
        page.select_option("#klikken", "kopieer")
        spot.click()
        assert where in page.inner_text("#stand")
        row = page.locator("#meldingen li", has_text="RB309")
        row.get_by_role("button", name="Toon op de bladzijde").click()
        assert page.evaluate("document.activeElement.classList.contains('hier')")
        before = shown.round()
        row.get_by_role("button", name="Herstel").click()
        shown.until_done(before)
        _equal(shown.letter.read_text(), original, "hersteld")
        _equal(shown.said, [], "geen fouten in de pagina")
    say("een klik leidt naar de regel, een melding naar de plek, en herstellen werkt")


_HOSTILE = """<!DOCTYPE html><html lang="nl"><head><title>x</title>
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:POORT/weg">
<base href="http://127.0.0.1:POORT/"><link rel="stylesheet" href="http://127.0.0.1:POORT/x.css">
<script>top.gehackt = 1; alert(1)</script></head>
<body onload="top.gehackt = 2"><p>{{ brief.onderwerp | regel }}</p>
<img src="data:image/png;base64,AAAA" onerror="top.gehackt = 3" alt="">
<svg onload="top.gehackt = 4"><script>top.gehackt = 5</script></svg>
<iframe src="javascript:top.gehackt=6"></iframe><iframe srcdoc="<script>top.gehackt=7</script>">
</iframe><form action="http://127.0.0.1:POORT/"><button id="k">x</button></form>
<a id="j" href="javascript:top.gehackt=8" target="_top">x</a>
<a id="t" href="http://127.0.0.1:POORT/" target="_top">x</a></body></html>"""


@contextmanager
def _elsewhere() -> Iterator[tuple[int, list[str]]]:
    """Be another site, and tell what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()


def strangers(chromium: Browser) -> None:
    """A template of a stranger runs nothing, leads nowhere and asks nothing of others."""
    with tempfile.TemporaryDirectory() as folder, _elsewhere() as (port, asked):
        Path(folder, "brief.html").write_text(_HOSTILE.replace("POORT", str(port)))
        with driven(chromium, STAD, "2026-014", Path(folder)) as shown:
            shown.page.wait_for_function("() => document.documentElement.dataset.tekst")
            shown.page.wait_for_timeout(500)
            frame = shown.page.frame_locator("#tekst")
            for place in ("#k", "#j", "#t"):
                frame.locator(place).click(force=True)
            shown.page.wait_for_timeout(500)
            assert shown.page.evaluate("window.gehackt") is None
            assert shown.page.url == shown.address, shown.page.url
            assert not any(line.startswith("dialoog") for line in shown.said), shown.said
            shown.page.goto(f"{shown.address}tekst/")
            shown.page.wait_for_timeout(300)
            assert shown.page.evaluate("window.gehackt") is None
        _equal(asked, [], "niets gevraagd")
    say("een sjabloon van een vreemde: niets wordt uitgevoerd of gevraagd")


def _axe(shown: Driven, what: str) -> None:
    # Our own policy runs only our own scripts; axe comes by way of the debugger.
    found = Axe().run(shown.page, options={"iframes": False})
    wrong = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]
    _equal(wrong, [], f"axe, {what}")


def _cold() -> tuple[float, float]:
    """Return W: the CPU time of WeasyPrint by itself on the real letter, and that on the clock."""
    bin_ = ROOT / ".venv" / "bin"
    with tempfile.TemporaryDirectory() as folder:
        command = [bin_ / "raadsbrief", "build", NAME, "--html", "--content", REAL, "-o", folder]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        times = []
        for _ in range(3):
            before, begin = _cpu(), now()
            command = [bin_ / "weasyprint", "--pdf-variant", "pdf/a-2a", f"{NAME}.html", "x.pdf"]
            subprocess.run(command, check=True, capture_output=True, cwd=folder)
            times.append((_cpu() - before, (now() - begin) / 1000))
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _equal(found: object, wanted: object, what: str) -> None:
    assert found == wanted, f"{what}: {found!r}, en niet {wanted!r}"


def say(text: str) -> None:
    print(text, flush=True)


ALL: dict[str, Callable[[Browser], None]] = {
    one.__name__: one for one in (strangers, clicks, everyone, saves)
}

EXTRA: dict[str, Callable[[Browser], None]] = {"cijfers": cijfers}

if __name__ == "__main__":
    with browser() as chromium:
        for name in sys.argv[1:] or ALL:
            (ALL | EXTRA)[name](chromium)
