"""A finding that the author has looked at does not come back; a wrong fact always does."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.content import woordenlijst

BRIEF = Path("content/brieven/2026-014.yaml")
PROGRAMMA = Path("content/programmas/wijken-aan-zet.yaml")


@pytest.fixture
def wrong(stad: Path) -> Path:
    """A letter that counts three pillars where there are two."""
    BRIEF.write_text(BRIEF.read_text().replace("op koers.", "op koers. Er zijn drie pijlers."))
    return stad


def accept(path: Path, code: str, woorden: str) -> None:
    path.write_text(path.read_text() + f"negeer: [{{code: {code}, woorden: {woorden}}}]\n")


def short(run: Run, *arguments: str) -> list[str]:
    return run("check", "--format", "short", *arguments).out.splitlines()


def test_an_accepted_finding_is_gone(wrong: Path, run: Run) -> None:
    assert ["RB207" in line for line in short(run)] == [True]
    accept(BRIEF, "rb207", '"Drie  pijlers"')
    assert run("check", "--strict").out == ""
    assert short(run) == []
    assert run("build", "-o", "uit").err == ""


@pytest.mark.parametrize("name", [woordenlijst.WOORDEN, woordenlijst.NAMEN])
@pytest.mark.parametrize("target", ["elders.txt", "nergens", "kring"])
def test_a_list_that_is_a_link_is_not_printed(stad: Path, run: Run, name: str, target: str) -> None:
    (stad / "elders.txt").write_text("- geheim, woord\n" * 3)
    path = stad / "content" / name
    path.symlink_to(path if target == "kring" else stad / target)
    lines = short(run)
    assert [line.split(": ")[1][:5] for line in lines] == ["RB001"]
    where = "die naar zichzelf leidt" if target == "kring" else "naar buiten de map"
    assert f"een koppeling {where}" in lines[0]
    assert "geheim" not in "".join(lines)


def test_in_another_file_it_does_nothing(wrong: Path, run: Run) -> None:
    accept(PROGRAMMA, "RB207", "drie pijlers")
    lines = short(run)
    assert [line.split()[1] for line in lines] == ["RB207", "RB213"]
    assert "de melding RB207 over 'drie pijlers' is er niet (meer)" in lines[1]
    assert [line.split()[1] for line in short(run, "2026-014")] == ["RB207"]


def test_what_no_longer_applies_is_told_at_its_place(stad: Path, run: Run) -> None:
    accept(BRIEF, "RB207", "[vier pijlers, vijf pijlers]")
    lines = short(run)
    assert len(lines) == 2
    assert lines[0].startswith(f"{BRIEF}:32:34: RB213 de melding RB207 over 'vier pijlers'")
    assert run("check").code == 0
    assert run("check", "--strict").code == 1


def test_a_wrong_fact_cannot_be_accepted(stad: Path, run: Run) -> None:
    granted = "    toegekend: 2025-11-20\n"
    text = PROGRAMMA.read_text().replace(granted, f"{granted}    einde: 2024\n")
    PROGRAMMA.write_text(text)
    accept(PROGRAMMA, "RB205", "einde")
    result = run("check")
    assert result.code == 1
    assert "fout[RB205]" in result.err
    assert "waarschuwing[RB213] RB205 over 'einde' is een fout" in result.err


def test_an_unknown_code(stad: Path, run: Run) -> None:
    accept(BRIEF, "RB27", "drie pijlers")
    result = run("check")
    assert result.code == 1
    assert "er is geen melding 'RB27'" in result.err
    assert "bedoelde u 'RB207'?" in result.err


def test_lists_of_words_and_names(stad: Path, run: Run) -> None:
    folder = stad / "content"
    (folder / "woordenlijst.txt").write_text("# van ons\nleerwerkplek  # zo\n\nwijk deal\n")
    (folder / "namen.txt").write_text("Troelstraweg\n")
    lists = woordenlijst.read(folder)
    assert [lists.kent(text) for text in ("Leerwerkplek", "Wijk deal", "Troelstraweg")] == [
        True
    ] * 3
    assert [lists.kent(text) for text in ("troelstraweg", "Wijk", "")] == [False, False, False]


def test_a_word_in_a_list_is_right_in_every_letter(stad: Path, run: Run) -> None:
    BRIEF.write_text(BRIEF.read_text().replace("op koers.", "op koers. De CJG helpt."))
    assert "RB319" in run("check", "--hints", "--format", "short").out
    Path("content/namen.txt").write_text("CJG\n")
    assert "RB319" not in run("check", "--hints", "--format", "short").out


def test_a_list_that_cannot_be_read(stad: Path, run: Run) -> None:
    (stad / "content" / "woordenlijst.txt").write_text("a, b\n")
    (stad / "content" / "namen.txt").write_bytes(b"\xff")
    result = run("check", "--format", "short")
    assert result.code == 1
    assert [line.split(" RB")[0] for line in result.out.splitlines()] == [
        "content/namen.txt:1:1:",
        "content/woordenlijst.txt:1:1:",
    ]
