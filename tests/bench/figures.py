"""What is measured: a function for each group of figures."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from raadsbrief.record.recall import CACHE
from raadsbrief.resources import FOLDER

from . import letters
from .measure import (
    BenchError,
    Memory,
    Run,
    command,
    instructions,
    median_ratio,
    pairs,
    run,
    seconds,
)  # fmt: skip
from .report import Figure
from .warm import SHORT

_RAADSBRIEF, _WEASYPRINT = command("raadsbrief"), command("weasyprint")
_ONE = letters.names(1)[0]
_LONG = 10  # times the lists of the letter: forty pages
_SHOW_EVERY = 20.0  # seconds between two lines about how far a long build is
_NOTHING = "Niets te doen: alle 500 brieven"

# A straightforward program would read its files like this.
_ROUND_TRIP = """
import pathlib, sys
from ruamel.yaml import YAML
for path in pathlib.Path(sys.argv[1]).glob("brieven/*.yaml"):
    for one in [path, *(pathlib.Path(name) for name in sys.argv[2:])]:
        YAML().load(one)
"""


class Bench:
    """A folder to measure in, and what more than one group of figures needs."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        """Make one letter, and warm up what is measured everywhere."""
        self.folder = folder
        self.say = say
        self.last_hundred: float | None = None
        self.content("een", letters.names(1))
        self.raadsbrief("build", "--html", "--content", "een", "-o", "html")
        self.html = folder / "html" / f"{_ONE}.html"
        for warm in (self.w, self.p, self.cold):
            warm()

    def content(self, name: str, numbers: list[str]) -> Path:
        """Write content with these letters, unless it is there."""
        path = self.folder / name
        if not path.exists():
            letters.write(path, numbers)
        return path

    def raadsbrief(
        self, *arguments: object, code: int = 0, watch: Callable[[int], None] | None = None
    ) -> Run:
        """Run the program."""
        return run(_RAADSBRIEF, *arguments, cwd=self.folder, code=code, watch=watch)

    def first_check(self, *arguments: object, code: int = 0) -> Run:
        """Run a check that remembers nothing."""
        shutil.rmtree(self.folder / CACHE, ignore_errors=True)
        return self.raadsbrief("check", *arguments, code=code)

    def w(self) -> float:
        """Time a cold WeasyPrint on the HTML of one letter, with our fonts and our kind of PDF."""
        return seconds(
            self.weasyprint, self.folder, {"FONTCONFIG_FILE": f"{FOLDER}/fonts/fonts.conf"}
        )

    @property
    def weasyprint(self) -> list[object]:
        """The command that makes the same letter."""
        options = ["--pdf-variant", "pdf/a-2a", "--base-url", f"{FOLDER}/"]
        return [_WEASYPRINT, *options, self.html, "w.pdf"]

    def p(self) -> float:
        """Time an empty Python."""
        return seconds([sys.executable, "-c", "pass"], self.folder)

    def cold(self) -> float:
        """Time one letter from YAML to PDF."""
        shutil.rmtree(self.folder / "koud", ignore_errors=True)
        return self.raadsbrief("build", "--content", "een", "-o", "koud").wall

    def batch(self, count: int, memory: Memory | None = None) -> float:
        """Time a build of so many letters, none of which is there; return seconds per letter."""
        content = self.content(f"inhoud-{count}", letters.names(count))
        output = self.folder / f"build-{count}"
        shutil.rmtree(output, ignore_errors=True)
        arguments = ("build", "-q", "--jobs", 2, "--content", content, "-o", output)
        shown = time.monotonic()

        def watch(pid: int) -> None:
            nonlocal shown
            if memory is not None:
                memory(pid)
            if time.monotonic() > shown + _SHOW_EVERY:
                shown = time.monotonic()
                self.say(f"  {len(list(output.glob('*.pdf')))} van {count} brieven")

        taken = self.raadsbrief(*arguments, watch=watch).wall / count
        made = len(list(output.glob("*.pdf")))
        if made != count:
            raise BenchError(f"van {count} brieven zijn er {made} gemaakt")
        self.say(f"  {count} brieven: {taken * 1000:.0f} ms per brief")
        return taken

    def hundred(self) -> float:
        """Time a hundred letters."""
        self.last_hundred = self.batch(100)
        return self.last_hundred

    def five_hundred(self) -> tuple[str, ...]:
        """Have 500 letters made, and return the arguments with which there is nothing to do."""
        content, output = self.folder / "inhoud-1000", self.folder / "build-1000"
        if output.exists():  # keep the first half of what was made
            for name in letters.names(500, start=500):
                (content / "brieven" / f"{name}.yaml").unlink(missing_ok=True)
                (output / f"{name}.pdf").unlink(missing_ok=True)
        else:
            self.batch(500)
            content, output = self.folder / "inhoud-500", self.folder / "build-500"
        arguments = ("build", "--content", str(content), "-o", str(output))
        self.raadsbrief(*arguments)  # the list of letters may have changed
        if _NOTHING not in self.raadsbrief(*arguments).err:
            raise BenchError("er is nog iets te doen, terwijl alle 500 brieven klaar zijn")
        return arguments


def one_letter(bench: Bench) -> list[Figure]:
    """One letter, cold."""
    found = median_ratio(pairs(bench.cold, bench.w, 9))
    return [Figure("één brief, koud, van YAML tot PDF", "{} W", found, 0.95, 0.60)]


def hundred_letters(bench: Bench) -> list[Figure]:
    """A hundred letters on two cores, each time between runs of WeasyPrint."""
    found = []
    for _ in range(2):
        before = [bench.w() for _ in range(2)]
        taken = bench.hundred()
        found.append((taken, statistics.median([*before, *(bench.w() for _ in range(2))])))
    name = "100 verschillende brieven op twee kernen, per brief"
    return [Figure(name, "W / {}", median_ratio(found), 1 / 7, 1 / 10)]


def thousand_letters(bench: Bench) -> list[Figure]:
    """A thousand letters between two hundreds, and the memory of who makes them."""
    memory = Memory()
    before = bench.last_hundred or bench.hundred()
    taken = bench.batch(1000, memory)
    ratio = taken / statistics.mean([before, bench.hundred()])
    rss, pss = memory.largest() or (None, None)
    note = pss and f"RSS van het proces dat er het meest heeft; de PSS is {pss:.0f} MB"
    return [
        Figure("1.000 brieven: tijd per brief, tegen die bij 100", "{} ×", ratio, 1.05, 1),
        Figure(
            "geheugen van een proces dat ongeveer 500 brieven maakte",
            "{} MB", rss, 100, 80, note or "",
        ),
    ]  # fmt: skip


def ready(bench: Bench) -> list[Figure]:
    """Five hundred letters that are ready, and then one that is not."""
    arguments = bench.five_hundred()
    brief = Path(arguments[2], "brieven", f"{_ONE}.yaml")

    def nothing() -> float:
        return bench.raadsbrief(*arguments).wall

    def one_changed() -> float:
        brief.write_text(f"{brief.read_text('utf-8')}\n    Gewijzigd.\n", "utf-8")
        found = bench.raadsbrief(*arguments)
        if _ONE not in found.out or len(found.out.split()) != 1:
            raise BenchError(f"niet die ene gewijzigde brief is gemaakt:\n{found.out}")
        return found.wall

    alone = median_ratio(pairs(nothing, bench.p, 25))
    rounds = [(one_changed(), nothing(), bench.cold(), bench.w()) for _ in range(7)]
    changed = median_ratio((one, ready + cold) for one, ready, cold, _ in rounds)
    against_w = median_ratio((one, w) for one, _, _, w in rounds)
    name = "500 brieven, één gewijzigd"
    return [
        Figure("500 brieven, niets gewijzigd", "{} P", alone, 4, 3),
        Figure(f"{name}, tegen niets gewijzigd plus één brief koud", "{} ×", changed, 1),
        Figure(name, "{} W", against_w, None, 0.5),
    ]


def facts(bench: Bench) -> list[Figure]:
    """Five hundred letters checked, one of them wrong, against reading them with comments.

    The first time nothing is remembered; when it is done again, nothing has changed.
    """
    content = bench.content("inhoud-fout", letters.names(500))
    wrong = content / "brieven" / f"{_ONE}.yaml"
    wrong.write_text(wrong.read_text("utf-8").replace("programma.gebied", "programma.gebeid"))
    arguments = ["--facts", "--content", content]

    def found_in(run: Run) -> float:
        if not re.search(rf"{_ONE}\.yaml:\d+:\d+: fout", run.err):
            raise BenchError(f"de fout in {_ONE} is niet gevonden:\n{run.err}")
        return run.wall

    def check() -> float:
        return found_in(bench.first_check(*arguments, code=1))

    def check_again() -> float:
        return found_in(bench.raadsbrief("check", *arguments, code=1))

    def round_trip(*others: Path) -> float:
        return seconds([sys.executable, "-c", _ROUND_TRIP, content, *others], bench.folder)

    # What a simple program reads for each letter: its gemeente and its programme too.
    others = [path for kind in ("gemeenten", "programmas") for path in (content / kind).iterdir()]
    alone = median_ratio(pairs(check, round_trip, 3))
    again = median_ratio(pairs(check_again, round_trip, 3))
    in_p = median_ratio(pairs(check_again, bench.p, 15))
    together = median_ratio(pairs(check, partial(round_trip, *others), 2))
    name = "feiten van 500 brieven nakijken"
    loop = "tegen alleen de brieven met ruamel inlezen (round trip)"
    return [
        Figure(f"{name}, de eerste keer, {loop}", "{} ×", alone, 1 / 10, 1 / 20),
        Figure("hetzelfde, met per brief ook de gemeente en het programma", "{} ×", together),
        Figure(f"{name}, nog eens, niets gewijzigd, {loop}", "{} ×", again, 1 / 10, 1 / 20),
        Figure(f"{name}, nog eens, niets gewijzigd", "{} P", in_p),
    ]


def language(bench: Bench) -> list[Figure]:
    """All that `check` looks at the first time: what it takes to begin, and what a letter takes."""
    hundred = bench.content("inhoud-100", letters.names(100))
    # The letter has slips, so that a check of its language ends with 1.
    one = [bench.first_check("--content", "een", code=1) for _ in range(3)]
    all_ = [bench.first_check("--content", hundred, code=1) for _ in range(3)]
    begin = statistics.median(run.cpu for run in one)
    each = statistics.median(
        (more.cpu - less.cpu) / 99 for more, less in zip(all_, one, strict=True)
    )
    memory = statistics.median(run.memory for run in one)
    name = "`check` met taal"
    return [
        Figure(f"{name}, één brief: processortijd", "{} s", begin, 1.5),
        Figure(f"{name}, één brief: geheugen", "{} MB", memory, 150),
        Figure(f"{name}, 100 brieven: processortijd per brief erbij", "{} s", each, 0.1),
    ]


def language_again(bench: Bench) -> list[Figure]:
    """The language of five hundred letters: when one has changed, and the first time.

    One that has changed is timed by the processor, for its work is the same on a busy machine.
    """
    names = letters.names(500)
    content, alone = bench.content("inhoud-taal", names), bench.content("alleen", names[-1:])

    def changed(folder: Path, name: str) -> float:
        brief = folder / "brieven" / f"{name}.yaml"
        brief.write_text(f"{brief.read_text('utf-8')}\n    Gewijzigd.\n", "utf-8")
        return bench.raadsbrief("check", "--content", folder, code=1).cpu

    def first(*before: object) -> float:
        shutil.rmtree(bench.folder / CACHE, ignore_errors=True)
        command = [*before, _RAADSBRIEF, "check", "--content", content]
        return run(*command, cwd=bench.folder, code=1).wall

    core = str(min(os.sched_getaffinity(0))) if shutil.which("taskset") else None
    gain = core and median_ratio(pairs(first, partial(first, "taskset", "-c", core), 1))
    cold = partial(changed, alone, names[-1])
    last = median_ratio(pairs(partial(changed, content, names[-1]), cold, 5))
    middle = median_ratio(pairs(partial(changed, content, names[249]), cold, 3))
    name = "`check` met taal, 500 brieven"
    against = "tegen die ene brief koud, processortijd"
    return [
        Figure(f"{name}, de laatste gewijzigd, {against}", "{} ×", last, 1.5, 1.15),
        Figure(f"{name}, een middelste gewijzigd (zeven te lezen), {against}", "{} ×", middle),
        Figure(f"{name}, de eerste keer, tegen op één kern", "1 / {}", gain or None, 1 / 1.7),
    ]


def start(bench: Bench) -> list[Figure]:
    """What takes no letter at all."""
    found = []
    for option, bar, stretch in (("--version", 4, 3), ("--help", 10, 7)):
        ratio = median_ratio(pairs(partial(_wall, bench, option), bench.p, 15))
        found.append(Figure(f"`{option}`", "{} P", ratio, bar, stretch))
    return found


def _wall(bench: Bench, option: str) -> float:
    return bench.raadsbrief(option).wall


def long_letter(bench: Bench) -> list[Figure]:
    """A letter of forty pages in a warm process, by the page."""
    rounds = 3
    content = bench.folder / "inhoud-lang"
    letters.write(content, [f"lang-{n + 1}" for n in range(rounds + 1)], _LONG)
    letters.write(content, [f"kort-{n + 1}" for n in range(SHORT * (rounds + 1))], 0)
    cwd = Path(__file__).parents[1]
    found = json.loads(run(sys.executable, "-m", "bench.warm", content, rounds, cwd=cwd).out)
    long, short = found["pages"]["lang"], found["pages"]["kort"]
    name = f"een brief van {long} bladzijden, tijd per bladzijde, tegen een van {short}, warm"
    return [Figure(name, "{} ×", median_ratio(found["pairs"]), 1.1, 1)]


def counted(bench: Bench) -> list[Figure]:
    """Instructions instead of seconds, for what one process does; only when asked for."""
    if not shutil.which("valgrind"):
        raise BenchError("valgrind is niet geïnstalleerd")

    def count(*words: object) -> int:
        bench.say(f"  callgrind: {' '.join(str(word) for word in words[:2])}")
        return instructions(*words, cwd=bench.folder)

    ready_arguments = bench.five_hundred()
    p = count(sys.executable, "-c", "pass")
    rows = [
        ("`--version`", ("--version",), "P", p, 4, 3),
        ("`--help`", ("--help",), "P", p, 10, 7),
        ("500 brieven, niets gewijzigd", ready_arguments, "P", p, 4, 3),
    ]
    return [
        Figure(name, f"{{}} {unit}", count(sys.executable, _RAADSBRIEF, *arguments) / by, bar, goal)
        for name, arguments, unit, by, bar, goal in rows
    ]


_Group = Callable[[Bench], list[Figure]]
# In this order: later ones use what earlier ones made.
GROUPS: dict[str, _Group] = {
    "koud": one_letter,
    "honderd": hundred_letters,
    "duizend": thousand_letters,
    "klaar": ready,
    "feiten": facts,
    "taal": language,
    "taal-weer": language_again,
    "start": start,
    "lang": long_letter,
}
QUICK = ("koud", "start", "lang")
EXTRA: dict[str, _Group] = {"callgrind": counted}


def measure(bench: Bench, groups: dict[str, _Group]) -> tuple[list[Figure], list[str]]:
    """Measure groups of figures; return them, and what went wrong."""
    figures, problems = [], []
    for name, group in groups.items():
        bench.say(f"{name} ...")
        begin = time.monotonic()
        try:
            figures += group(bench)
        except BenchError as error:
            problems.append(f"{name}: {error}")
        bench.say(f"  {time.monotonic() - begin:.0f} s")
    return figures, problems
