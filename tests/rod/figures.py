"""What the check finds in letters of which the slips are known, as figures."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from small import GEMEENTE

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Diagnostic, Severity
from raadsbrief.work import pipeline

from .marks import SOORTEN, Mark, Marked, read

CORPUS = Path(__file__).parents[1] / "taal" / "corpus"
PAGE = CORPUS.parent / "cijfers.md"


@dataclass
class Half:
    """What was found in a half of the letters: how often each rule spoke, and was right."""

    letters: int = 0
    words: int = 0
    marks: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    hinted: Counter[str] = field(default_factory=Counter)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)

    def add(self, letter: Marked, findings: Iterable[Diagnostic]) -> None:
        """Hold what was found in a letter against its marks, by place."""
        self.letters += 1
        self.words += letter.words
        self.marks.update(mark.soort for mark in letter.marks)
        seen: dict[bool, set[Mark]] = {False: set(), True: set()}
        for one in findings:
            is_hint = one.severity is Severity.HINT
            rule = (str(one.code), one.severity.value)
            touched = letter.touched_by(one)
            self.told[rule] += 1
            self.right[rule] += bool(touched)
            seen[is_hint] |= touched
            if not touched and not is_hint:
                self.false.append(f"{letter.name}: {one.code} {one.message}")
        self.found.update(mark.soort for mark in seen[False])
        self.hinted.update(mark.soort for mark in seen[True] - seen[False])

    def count(self, hints: bool) -> tuple[int, int]:
        """Return how many findings were right, and how many there were."""
        rules = [rule for rule in self.told if (rule[1] == Severity.HINT.value) == hints]
        return sum(self.right[rule] for rule in rules), sum(self.told[rule] for rule in rules)


def measure() -> str:
    """Check all letters, and return the page with the figures."""
    paths = {"gewoon": sorted(CORPUS.glob("*.txt")), "apart": sorted(CORPUS.glob("apart/*.txt"))}
    ordered = sorted(path for group in paths.values() for path in group)
    numbers = {path: number for number, path in enumerate(ordered, 1)}
    letters = {path: read(path, number) for path, number in numbers.items()}
    halves = {name: Half() for name in paths}
    with tempfile.TemporaryDirectory() as folder:
        content = _content(Path(folder), letters.values())
        for name, group in paths.items():
            for path in group:
                halves[name].add(letters[path], _language(content, letters[path].name))
    return _page(halves)


def _content(folder: Path, letters: Iterable[Marked]) -> Content:
    for part in ("gemeenten", "brieven"):
        (folder / part).mkdir()
    (folder / "gemeenten" / "stad.yaml").write_text(GEMEENTE, "utf-8")
    for letter in letters:
        (folder / "brieven" / f"{letter.name}.yaml").write_text(letter.yaml, "utf-8")
    return Content(folder)


def _language(content: Content, name: str) -> Iterator[Diagnostic]:
    outcome = pipeline.check(content, name)
    for one in outcome.diagnostics:
        if one.severity is Severity.FOUT and not one.is_language:
            raise ValueError(f"{name}: {one.message}")  # the language was not looked at
        if one.is_language and one.file == content.file_of(name):
            yield one


def _page(halves: dict[str, Half]) -> str:
    names = list(halves)
    parts = [
        "# Wat `check` vindt in brieven waarvan de slordigheden bekend zijn\n",
        "Gemaakt met `make taal`; zie [nakijken.md](../../docs/nakijken.md#hoe-goed-is-het).\n",
        _table(["", *names], _totals(halves.values())),
        "## Per regel\n\nWat klopte, van alle meldingen.\n",
        _table(["regel", "", *names], _rules(halves.values())),
        "## Per soort slordigheid\n\nWat gevonden werd, van alles; na + wat alleen een hint is.\n",
        _table(["soort", *names], _kinds(halves.values())),
        "## Wat niet klopte\n\nIn de brieven die niet apart zijn gehouden.\n",
        "\n".join(f"- {line}" for line in halves["gewoon"].false) + "\n",
    ]
    return "\n".join(parts)


def _totals(halves: Iterable[Half]) -> list[list[str]]:
    rows = []
    for half in halves:
        right, told = half.count(hints=False)
        hints_right, hints = half.count(hints=True)
        total = half.marks.total()
        rows.append(
            [
                str(half.letters),
                str(half.words),
                f"{total} ({1000 * total / half.words:.0f} per 1.000 woorden)",
                f"{half.found.total()} ({_percent(half.found.total(), total)})",
                f"{right} van {told} ({_percent(right, told)})",
                _decimal((told - right) / half.letters),
                _decimal(hints / half.letters),
                f"{hints_right} van {hints} ({_percent(hints_right, hints)})",
            ]
        )
    names = [
        "brieven", "woorden", "slordigheden", "gevonden met een fout of waarschuwing",
        "fouten en waarschuwingen die kloppen", "vals alarm per brief", "hints per brief",
        "hints bij een slordigheid",
    ]  # fmt: skip
    return [list(row) for row in zip(names, *rows, strict=True)]


def _rules(halves: Iterable[Half]) -> list[list[str]]:
    halves = list(halves)
    rules = sorted({rule for half in halves for rule in half.told})
    return [
        [code, severity, *(_of(half.right[code, severity], half.told[code, severity])
                           for half in halves)]
        for code, severity in rules
    ]  # fmt: skip


def _kinds(halves: Iterable[Half]) -> list[list[str]]:
    halves = list(halves)
    rows = []
    for soort, name in SOORTEN.items():
        cells = []
        for half in halves:
            more = f" + {half.hinted[soort]}" if half.hinted[soort] else ""
            cells.append(f"{_of(half.found[soort], half.marks[soort])}{more}")
        rows.append([name, *cells])
    return rows


def _of(part: int, whole: int) -> str:
    return f"{part} van {whole}" if whole else "–"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _decimal(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
