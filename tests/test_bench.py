"""The arithmetic and the letters of `make bench`; what it measures is for `make bench` itself."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from bench import __main__ as command
from bench import figures, letters, measure, report, twins
from bench.report import Figure
from conftest import ROOT

from raadsbrief.content.dossier import Content
from raadsbrief.work import pipeline


def test_the_median_is_that_of_ratios_within_pairs() -> None:
    # A machine that becomes ten times slower halfway makes no difference.
    assert measure.median_ratio([(2, 1), (20, 10), (9, 3), (30, 10), (1, 1)]) == 2


def test_pairs_are_taken_in_turn() -> None:
    order: list[str] = []

    def timed(name: str, number: float) -> float:
        order.append(name)
        return number

    found = measure.pairs(lambda: timed("a", 1), lambda: timed("b", 2), 3)
    assert found == [(1, 2)] * 3
    assert order == ["a", "b", "b", "a", "a", "b"]


@pytest.mark.parametrize(
    ("measured", "verdict"),
    [
        (3.0, "ja, ook het streven"),
        (3.5, "ja"),
        (4.1, "nee"),
        (None, "niet gemeten"),
    ],
)
def test_a_figure_is_held_against_bar_and_stretch(measured: float | None, verdict: str) -> None:
    assert Figure("x", "{} P", measured, 4, 3).verdict == verdict
    assert Figure("x", "{} P", 5.0).verdict == "–"
    assert Figure("x", "{} W", 0.4, None, 0.5).verdict == "ja, ook het streven"


def test_a_table_is_written_in_dutch() -> None:
    found = [
        Figure("honderd", "W / {}", 0.2, 1 / 7, 1 / 10),
        Figure("geheugen", "{} MB", 72.44, 100, 80, "RSS"),
        Figure("Typst", "{} W", None, missing="niet geïnstalleerd"),
    ]
    assert report.table(found) == (
        "| wat | norm | streven | gemeten | gehaald |\n"
        "|---|--:|--:|--:|---|\n"
        "| honderd | W / 7 | W / 10 | W / 5 | nee |\n"
        "| geheugen | 100 MB | 80 MB | 72,4 MB | ja, ook het streven |\n"
        "| Typst | – | – | – | niet geïnstalleerd |\n"
        "\n"
        "- geheugen: RSS.\n"
    )


def test_the_page_says_nothing_of_the_machine() -> None:
    text = report.page([Figure("één brief", "{} W", 0.5)], [Figure("Typst", "{} W", 0.06)])
    assert "| één brief | – | – | 0,5 W | – |" in text
    assert str(ROOT) not in text
    assert "{" not in text


def test_a_process_is_timed_and_its_failure_told(tmp_path: Path) -> None:
    found = measure.run(sys.executable, "-c", "print(sum(range(10**6)))", cwd=tmp_path)
    assert 0 < found.cpu <= found.wall * 1.5
    assert 5 < found.memory < 500
    assert found.out == "499999500000\n"
    with pytest.raises(measure.BenchError, match="eindigt met 3"):
        measure.run(sys.executable, "-c", "raise SystemExit(3)", cwd=tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of other processes")
def test_the_memory_of_the_largest_child_is_seen(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"
    memory = measure.Memory()
    child = "import time; data = b'x' * 50_000_000; time.sleep(2)"
    measure.run(sys.executable, "-c", code, child, cwd=tmp_path, watch=memory)
    rss, pss = memory.largest() or (0, 0)
    assert 50 < rss < 80
    assert 45 < pss <= rss


def test_letters_are_right_and_no_two_alike(tmp_path: Path) -> None:
    names = [*letters.names(4), "lang"]
    letters.write(tmp_path / "content", names[:4])
    letters.write(tmp_path / "content", names[4:], times=10)
    content = Content(tmp_path / "content")
    assert content.names("brieven") == names
    pages = [pipeline.page(content, name) for name in names]
    texts = [page.replace(name, "") for page, name in zip(pages, names, strict=True)]
    assert len(set(texts)) == len(texts)
    assert texts[4].count("<h3") >= 10


def test_twins_carry_the_text() -> None:
    html = "<body><h1>Kop</h1><p>Een  <b>woord</b> #1</p><ul><li>punt</li></ul><table><tr><th>a"
    html += "</th><td><p>b & c</p></td></tr></table></body>"
    assert list(twins.blocks(html)) == [
        ("h1", ["Kop"]), ("p", ["Een woord #1"]), ("li", ["punt"]), ("tr", ["a", "b & c"]),
    ]  # fmt: skip
    assert "Een woord \\#1" in twins.typst(html)
    assert "<text:p>b &amp; c</text:p>" in twins.odt(html)
    ElementTree.fromstring(twins.odt(html).encode())


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["kuod"]) == 2
    assert "onbekend: kuod; kies uit: snel koud" in capsys.readouterr().err


def test_what_goes_wrong_in_one_group_leaves_the_others() -> None:
    figure = Figure("goed", "{}", 1)
    said: list[str] = []

    def wrong(bench: object) -> list[Figure]:
        raise measure.BenchError("het ging mis")

    def right(bench: object) -> list[Figure]:
        return [figure]

    bench = SimpleNamespace(say=said.append)
    found = figures.measure(bench, {"fout": wrong, "goed": right})
    assert found == ([figure], ["fout: het ging mis"])
    assert said[::2] == ["fout ...", "goed ..."]
