from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Run


def test_a_gemeente_says_what_must_be_filled_in(stad: Path, run: Run) -> None:
    result = run("new", "gemeente", "'s-Gravendorp", "--vorm", "nota")
    assert (result.code, result.out) == (0, "content/gemeenten/s-gravendorp.yaml\n")
    path = stad / result.out.strip()
    lines = path.read_text().splitlines()
    empty = [number for number, line in enumerate(lines, 1) if "# vul in" in line]
    said = run("check", "--facts", "--format", "short").out
    assert re.findall(r"s-gravendorp\.yaml:(\d+):\d+: RB102", said) == [str(one) for one in empty]
    assert len(said.splitlines()) == len(empty) == 2
    path.write_text(re.sub(r"naam:    # vul in.*", "naam: A. Naam", path.read_text()))
    assert run("check", "--strict").code == 0


def test_a_gemeente_of_which_all_is_known(stad: Path, run: Run) -> None:
    run("new", "gemeente", "Oud", "--burgemeester", "B. B", "--secretaris", "S. S",
        "--adres", "Plein 1, 1234 AB OUD", "--genre", "Memo")  # fmt: skip
    assert run("check", "--strict").code == 0


def test_the_examples_in_a_programme_are_right(stad: Path, run: Run) -> None:
    result = run("new", "programma", "Wijk: 'aan' #zet")
    assert (result.code, result.out) == (0, "content/programmas/wijk-aan-zet.yaml\n")
    assert run("check", "--strict", "--hints", "--facts").err == ""
    path = stad / result.out.strip()
    head, examples = path.read_text().split("# pijlers:", 1)
    path.write_text(f"{head}pijlers:" + re.sub(r"(?m)^# ", "", examples))
    letter = stad / "content/brieven/2026-014.yaml"
    old = letter.read_text()
    new = old.replace("programma: wijken-aan-zet", "programma: wijk-aan-zet").replace(
        "programma.gebied", "programma.naam"
    )
    letter.write_text(new)
    checked = run("check", "--facts", "--format", "short")
    assert (checked.code, checked.out) == (0, "")


@pytest.mark.parametrize("kind", ["gemeente", "programma"])
def test_nothing_is_overwritten(stad: Path, run: Run, kind: str) -> None:
    name = {"gemeente": "Voorbeeldstad", "programma": "Wijken aan zet"}[kind]
    before = [path.read_bytes() for path in sorted(stad.rglob("*.yaml"))]
    result = run("new", kind, name)
    assert (result.code, result.out) == (2, "")
    assert "bestaat al, en is niet veranderd" in result.err
    assert [path.read_bytes() for path in sorted(stad.rglob("*.yaml"))] == before


def test_without_a_project(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("new", "programma", "X")
    assert (result.code, list(tmp_path.iterdir())) == (2, [])
    assert "begin met `raadsbrief init`" in result.err


def test_a_file_is_no_name(stad: Path, run: Run) -> None:
    result = run("new", "programma", "wijken.yaml")
    assert result.code == 2
    assert "noem de naam, niet het bestand" in result.err
