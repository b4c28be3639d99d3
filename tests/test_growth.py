"""What is twice as long costs at most twice as much, and what is above a budget is refused.

Costs are calls of functions, not seconds. What costs time in C, such as patterns and the layout of
a page, is held by the budgets.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from small import GEMEENTE

from raadsbrief import budgets
from raadsbrief.content.dossier import Content
from raadsbrief.record.outcome import Outcome
from raadsbrief.work import pipeline

HEAD = "gemeente: g\nzaaknummer: 2026-001\nonderwerp: Iets\ndatum: 2026-05-20\n"
SMALL = 150  # characters; twice and four times as many as well
Files = dict[str, str]
Fragment = Callable[[int], Files]


def brief(text: str, head: str = "") -> Files:
    return {"brieven/b.yaml": f"{HEAD}{head}{text}"}


def prose(text: str, head: str = "") -> Files:
    lines = "".join(f"        {line}\n" if line else "\n" for line in text.split("\n"))
    return brief(f"secties:\n  kern:\n    - tekst: |2\n{lines}", head)


def programme(text: str, blok: str, count: int = 1) -> Files:
    blokken = f"    - {blok}\n" * count
    head = "programma: p\n"
    return {
        **brief(f"secties:\n  kern:\n{blokken}", head),
        "programmas/p.yaml": f"naam: Wijken\n{text}",
    }


def times(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def named(pattern: str, size: int) -> str:
    """Repeat a piece in which `{}` is another word each time."""
    count = size // len(pattern)
    return "".join(pattern.replace("{}", _word(i)) for i in range(count))


def _word(i: int) -> str:
    return "".join(chr(97 + (i // 26**k) % 26) for k in (2, 0, 1))


# ruff: noqa: E501
# Repeated in one paragraph.
INLINE = (
    "{ ", "a{b ", "{{ ", "{{ a ", "{{a| ", "{% ", "{# ", "a { programma. ", "{{ brief.zaaknummer }} ",
    "[ ", "a[b ", "![ ", "[a](b ", "[a](<b ", "[a](https://a.nl) ", "[a]{lang=en} ", "[^a] ", "] ", "( ",
    "< ", "a<b ", "<a ", "<!-- ", "<b@c.nl> ", "& ", "&amp; ", "&#12 ", "* ", "*a ", "**a ", "a**b ",
    "*[a ", "_a ", "__a_ ", "` ", "`a ", "``a` ", "~~a ", "^a ", "== ", "\\ ", "| ", "\u201ea ", "' a ", "\"a ",
    "a. ", "a, ", "a: ", "A. ", "1. ", "12 ", "\u20ac 1 ", "1% ", "1 juni 2025 ", "a- ", "bijv. ", "(a)b ",
    "www.a.nl ", "ABC ", "Woordnaam ", "de ", "zowel ", "99 pijlers ", "bijlage 9 ", "\u00c3\u00a9 ", "\u5b57 ",
    "alle maatregel ",
)  # fmt: skip
# Repeated as lines below an opening.
LINES = (
    "Een alinea.\n\n", "- punt\n", "- \n", "1. punt\n", "a. punt\n", "1.1 punt\n", "# kop\n\n", "> a\n",
    "---\n\n", "```\n", "| a | b |\n", "[a]: http://b\n", "<div>\n\n", "\u2022 a\n", "- a:\n", "a\tb\n", "-a\n",
    "2026. was zo.\n\n", "regel\n", "[^a]: noot\n",
)  # fmt: skip
# Other parts of a letter, and other files.
WHOLE: dict[str, Fragment] = {
    "words": lambda n: prose(named("q{}q ", n)),
    "names": lambda n: prose(named("Wij en Q{}qnaam ", 4 * n)),
    "notes": lambda n: prose(named("a[^{}] ", n) + "\n\n" + named("[^{}]: noot\n", n)),
    "quotations": lambda n: prose(">" * min(30, n // 60) + times(" a b c", n)),
    "table": lambda n: prose("| a | b |\n|---|---|\n" + times("| c | d |\n", n)),
    "keys": lambda n: brief("secties: {kern: Tekst.}\n" + named("k{}: a\n", 4 * n)),
    "keys on a line": lambda n: brief(
        "secties: {kern: Tekst.}\noveral: {" + named("k{}: a, ", 4 * n) + "}\n"
    ),
    "names of characteristics": lambda n: brief(
        "secties: {kern: Tekst.}\noverige_kenmerken:\n" + named("  k{}: a\n", n)
    ),
    "repeated keys": lambda n: brief("secties: {kern: Tekst.}\n" + times("a: b\n", n)),
    "comments": lambda n: brief("secties: {kern: Tekst.}\n" + times("# a # b\n", n)),
    "a long comment": lambda n: brief("secties: {kern: Tekst.}\n# " + times("a #b ", n) + "\n"),
    "abbreviations": lambda n: prose(
        named("A{} ", n), "afkortingen:\n" + named("  A{}: afkorting\n", n)
    ),
    "ignored": lambda n: brief(
        "secties: {kern: Tekst.}\nnegeer:\n" + named("  - {code: RB340, woorden: q{}}\n", n)
    ),
    "motions": lambda n: brief("secties: {kern: Tekst.}\nmotie:\n" + named("  - M {}\n", n)),
    "annexes": lambda n: brief("secties: {kern: T.}\nbijlagen:\n" + named("  - Stuk {}\n", n)),
    "blocks": lambda n: brief("secties:\n  kern:\n" + times("    - tekst: Tekst.\n", n)),
    "wrong blocks": lambda n: brief("secties:\n  kern:\n" + times("    - onzin: a\n", 4 * n)),
    "sections": lambda n: brief("secties:\n  kern: a\n" + named("  s{}: a\n", n)),
    "steps": lambda n: brief(
        "secties:\n  kern:\n    - planning:\n"
        + times("        - {wanneer: 2026-01, wat: Iets}\n", 2 * n)
    ),
    "questions": lambda n: brief(
        "secties:\n  kern:\n    - vragen:\n"
        + times("        - {vraag: Wat?, antwoord: Niets.}\n", 2 * n)
    ),
    "rows": lambda n: _table(times("          - [a, 1]\n", n)),
    "wrong rows": lambda n: _table(times("          - [a, 1, 2]\n", n)),
    "wrong cells": lambda n: _table(times("          - [a, x1]\n", n)),
    "notes of a table": lambda n: _table(
        named('          - ["a[^{}]", 1]\n', 4 * n)
        + "        noten:\n"
        + named("          {}: x             \n", 4 * n)
    ),
    "calls behind a cell": lambda n: _table(f'          - ["a{times(" [^a]", n)}b", 1]\n'),
    "spaces in a cell": lambda n: _table(f'          - ["a{times(" ", n)}b", 1]\n'),
    "joined cells": lambda n: _table("          - [a, 1]\n" + times('          - ["^^", 1]\n', n)),
    "headings of rows": lambda n: _table(
        times("          - {tussenkop: a}\n          - [a, 1]\n", n)
    ),
    "sums": lambda n: _table(
        times("          - [a, 1]\n          - {cellen: [a, ''], som: ja}\n", n)
    ),
    "fields": lambda n: brief(
        "secties:\n  kern:\n    - formulier:\n" + times("        - {veld: a, waarde: b}\n", 2 * n)
    ),
    "boxes": lambda n: brief(
        "secties:\n  kern:\n    - formulier:\n        - veld: a\n          keuzes:\n"
        + named("            - k{}\n", n)
    ),
    "parts of answers": lambda n: brief(
        'secties:\n  kern:\n    - vragen:\n        - vraag: "a?"\n          antwoord:\n'
        + times("            - Tekst.\n", n)
    ),
    "after the signatures": lambda n: brief(
        "secties: {kern: T.}\nna_ondertekening:\n" + times("  - Tekst.\n", n)
    ),
    "who signs": lambda n: brief(
        "secties: {kern: T.}\nondertekening:\n" + named("  - {naam: N{}}\n", n)
    ),
    "folded": lambda n: brief("secties:\n  kern: >\n" + times("    - regel\n", n)),
    "nesting": lambda n: brief(
        "secties: {kern: T.}\nmotie: [" + times("[" * 9 + "]" * 9 + ", ", n) + "]\n"
    ),
    "anchors": lambda n: brief("secties: {kern: T.}\na: &x b\n" + named("k{}: *x\n", n)),
    "rows of a file": lambda n: _csv("a;b\n" + times("x;1\n", n)),
    "cells in quotation marks": lambda n: _csv("a;b\n" + times('"x";1\n', n)),
    "uneven rows of a file": lambda n: _csv("a;b\n" + times("x;1;2\n", n)),
    "facts": lambda n: programme("feiten:\n" + named("  f{}: a\n", n), "tekst: Tekst."),
    "a large fact": lambda n: {
        **prose(times("{{ feiten.f }} ", n), "programma: p\n"),
        "programmas/p.yaml": f"naam: P\nfeiten: {{f: {times('woord ', 60)}}}\n",
    },
    "results": lambda n: programme(
        "resultaten:\n" + named("  f{}: {titel: T, tekst: Tekst.}\n", n), "resultaten: alle"
    ),
    "pillars": lambda n: programme(
        "pijlers:\n" + named("  f{}: {naam: T, doel: Tekst.}\n", n), "pijlers: alle"
    ),
    "funds": lambda n: programme(
        "financiering:\n" + named("  f{}: {naam: T, bedrag: 1}\n", n), "financiering: alle"
    ),
    "elements": lambda n: _svg(times('<path d="M0 0h9v9z"/>', n)),
    "commands": lambda n: _svg(f'<path d="{times("M0 0L4 2L0 4z", n)}"/>'),
    "styles": lambda n: _svg(named(".c{}{fill:red}", n), "style"),
    "turns": lambda n: _svg(f'<path d="M0 0h9" transform="{times("scale(1) ", n)}"/>'),
    "uses": lambda n: _svg('<path id="a" d="M0 0h9"/>' + times('<use href="#a"/>', n)),
}


def _table(rows: str) -> Files:
    table = "        kolommen: [A, {kop: B, soort: aantal}]\n        totaal: ja\n        rijen:\n"
    return brief(f"secties:\n  kern:\n    - tabel:\n{table}{rows}")


def _csv(text: str) -> Files:
    return {**brief("secties: {kern: [{tabel: {bestand: t.csv}}]}\n"), "t.csv": text}


def _svg(inside: str, element: str = "g") -> Files:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">'
    drawing = f'{head}<{element}>{inside}</{element}><path d="M0 0h9v9z"/></svg>'
    return {**prose("![Kaart](t.svg)"), "t.svg": drawing}


FRAGMENTS: dict[str, Fragment] = {
    **{piece: lambda n, p=piece: prose("Wij zien " + times(p, n)) for piece in INLINE},  # type: ignore[misc]
    **{piece: lambda n, p=piece: prose("Wij doen:\n\n" + times(p, n)) for piece in LINES},  # type: ignore[misc]
    **WHOLE,
}


def check(folder: Path, files: Files) -> Outcome:
    gemeente = {"gemeenten/g.yaml": GEMEENTE}
    for name, text in {**gemeente, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return pipeline.check(Content(folder), "b")


def cost(folder: Path, files: Files) -> int:
    """Count the calls that it takes to check a letter."""
    calls = 0

    def count(frame: object, event: str, argument: Any) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        outcome = check(folder, files)
    finally:
        sys.setprofile(None)
    assert not any(found.code == "RB510" for found in outcome.diagnostics)
    return calls


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load what all letters share."""
    text = "Tekst met [een](https://a.nl) link en een woordfuot.\n\n- a"
    check(tmp_path_factory.mktemp("warm"), prose(text))


@pytest.mark.parametrize("name", FRAGMENTS)
def test_twice_as_long_costs_at_most_twice_as_much(name: str, tmp_path: Path) -> None:
    check(tmp_path / "warm", FRAGMENTS[name](SMALL))
    sizes = (SMALL, 2 * SMALL, 4 * SMALL)
    half, once, twice = (cost(tmp_path / str(n), FRAGMENTS[name](n)) for n in sizes)
    assert twice - once <= 2.3 * max(once - half, 0) + 2_500, (half, once, twice)


def over(count: int) -> dict[str, tuple[Files, str]]:
    """Make what is `count` times a budget, with the place where it is refused."""
    line = "brieven/b.yaml:5:"
    return {
        "TEXT": (prose(times("woord ", count * budgets.TEXT.most + 6)), "brieven/b.yaml:7:14"),
        "LETTER": (
            programme(
                "resultaten: {f: {titel: T, tekst: " + times("Tekst. ", 40_000) + "}}\n",
                "resultaten: alle",
                count * budgets.LETTER.most // 40_000 + 1,
            ),
            "brieven/b.yaml:6:1",
        ),
        "WORD": (brief("aanhef: " + "a" * (count * budgets.WORD.most + 1)), f"{line}9"),
        "MARKS": (prose("Zie: " + "[ " * (count * budgets.MARKS.most + 1)), "brieven/b.yaml:8:9"),
        "VALUES": (
            brief("a: [" + "[b, b, b, b, b, b, b, b, b], " * (count * budgets.VALUES.most // 10) + "]\n"),
            line,
        ),
        "ITEMS": (brief("a: [" + "b, " * (count * budgets.ITEMS.most + 1) + "]\n"), line),
        "BLOCKS": (
            brief("secties:\n  kern:\n" + "    - Tekst.\n" * (count * budgets.BLOCKS.most + 1)),
            f"brieven/b.yaml:{7 + budgets.BLOCKS.most}:7",
        ),
        "ABBREVIATIONS": (
            prose("T", "afkortingen:\n" + numbered("  A{}: x\n", count * budgets.ABBREVIATIONS.most)),
            f"{line}1",
        ),
        "NOTES": (
            prose("\n" + numbered("[^{}]: noot\n", count * budgets.NOTES.most)),
            "brieven/b.yaml:7:14",
        ),
        "CALLS": (
            prose(times("[^a]\n\n", 6 * (count * budgets.CALLS.most + 1))),
            "brieven/b.yaml:7:14",
        ),
        "ROWS": (_csv("a;b\n" + "x;1\n" * (count * budgets.ROWS.most + 1)), f"t.csv:{budgets.ROWS.most + 2}:1"),
        "COLUMNS": (_csv(numbered("k{};", count * budgets.COLUMNS.most) + "\n1\n"), "t.csv:1:"),
        "CELLS": (
            {
                **brief(
                    "secties:\n  kern:\n"
                    + "    - tabel: {bestand: t.csv}\n" * (count * budgets.CELLS.most // 4_000 + 1)
                ),
                "t.csv": "a;b\n" + "x;1\n" * 2_000,
            },
            "brieven/b.yaml:",
        ),
        "DRAWN": (
            _svg('<g id="a">' + '<path d="M0 0h9"/>' * 500 + "</g>"
                 + '<use href="#a"/>' * (count * budgets.DRAWN.most // 500)),
            "brieven/b.yaml:8:",
        ),
        "POINTS": (
            _svg('<path d="M0 0L' + "1 " * (count * budgets.POINTS.most // 2 + 2) + '"/>'),
            "brieven/b.yaml:8:",
        ),
    }  # fmt: skip


def numbered(pattern: str, count: int) -> str:
    return "".join(pattern.replace("{}", str(i)) for i in range(count + 1))


@pytest.mark.parametrize("name", budgets.ALL)
def test_more_than_a_budget_is_refused_with_its_place_and_both_numbers(
    name: str, tmp_path: Path
) -> None:
    files, place = over(1)[name]
    outcome = check(tmp_path, files)
    assert outcome.exit_code == 1
    (found,) = [one for one in outcome.diagnostics if "hoogstens" in one.message]
    budget = budgets.ALL[name]
    assert found.location.startswith(f"{tmp_path.as_posix()}/{place}")
    assert f"hoogstens {budgets.in_figures(budget.most)} zijn" in found.message
    assert budget.wat in found.message
    assert found.hint


def test_the_list_of_budgets_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "SECURITY.md").read_text()
    for budget in budgets.ALL.values():
        of = budget.van.removeprefix("deze ").removeprefix("dit ").rstrip(",")
        assert f"| {of} | {budgets.in_figures(budget.most)} {budget.wat} |" in text, budget


def test_paths_that_never_end_are_refused(tmp_path: Path) -> None:
    for path in ("M0 0L4 2L0 4z6", "M0 0Z 1", "M0 0L4", "M", "M0 0H", "M0 0C1 2 3 4"):
        (found,) = check(tmp_path, _svg(f'<path d="{path}"/>')).diagnostics
        assert "kan niet bij d van <path>" in found.message
    for path in ("M0 0L4 2 0 4z", "m-1.5.5h9V3Zl1 1", "M0 0A5 5 0 014 4", "M1e1,2 3-4", "none"):
        assert not check(tmp_path, _svg(f'<path d="{path}"/>')).diagnostics, path
