"""What stands in the content folder and is not read, is told; through the front door."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

LETTERS = "content/brieven"


def put(stad: Path, file: str) -> None:
    path = stad / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x: 1\n")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (f"{LETTERS}/2026/2026-020.yaml", f"{LETTERS}/2026: waarschuwing[RB001] deze map wordt"),
        (f"{LETTERS}/2026-014.yaml~", "2026-014.yaml~: waarschuwing[RB001] dit bestand wordt over"),
        (f"{LETTERS}/2026-014.yaml.bak", "2026-014.yaml.bak: waarschuwing[RB001] dit bestand"),
        (f"{LETTERS}/2026-020.docx", "2026-020.docx: waarschuwing[RB001] dit bestand wordt"),
        ("content/gemeenten/oud/x.yaml", "content/gemeenten/oud: waarschuwing[RB001] deze map"),
        ("content/programmas/x.yaml.orig", "x.yaml.orig: waarschuwing[RB001] dit bestand wordt"),
        ("content/2026-020.yaml", "content/2026-020.yaml: waarschuwing[RB001] dit bestand wordt"),
    ],
)
def test_what_is_passed_over_is_told(stad: Path, run: Run, file: str, told: str) -> None:
    put(stad, file)
    for command in ("build", "check", "build", "check"):  # also when all has been done
        result = run(command)
        assert result.code == 0
        assert told in result.err
        assert "→ " in result.err
    assert run("check", "--strict").code == 1


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("2026-020.yml", "noem het `2026-020.yaml`"),
        ("2026-020.YAML", "noem het `2026-020.yaml`"),
        ("2026-020.yaml.txt", "noem het `2026-020.yaml`"),
    ],
)
def test_a_letter_with_another_end_is_an_error(stad: Path, run: Run, file: str, hint: str) -> None:
    put(stad, f"{LETTERS}/{file}")
    for command in ("build", "check"):
        result = run(command)
        assert result.code == 1
        assert f"{LETTERS}/{file}: fout[RB001] een inhoudsbestand eindigt op .yaml" in result.err
        assert f"→ {hint}\n" in result.err


@pytest.mark.parametrize("file", [".2026-014.yaml.swp", ".DS_Store", "Thumbs.db", "README.md"])
def test_what_cannot_be_content_is_not_told(stad: Path, run: Run, file: str) -> None:
    put(stad, f"{LETTERS}/{file}")
    assert run("build").err == ""


@pytest.mark.parametrize(
    ("asked", "file", "way"),
    [
        ("2026-020", "2026/2026-020.yaml", f"zet '{LETTERS}/2026/2026-020.yaml' in '{LETTERS}'"),
        (f"{LETTERS}/2026/2026-020.yaml", "2026/2026-020.yaml", f"in '{LETTERS}' zelf"),
        ("2026-020", "2026-020.yml", f"noem het bestand '{LETTERS}/2026-020.yml' `2026-020.yaml`"),
        ("2026-020.yml", "2026-020.yml", f"bestand '{LETTERS}/2026-020.yml' `2026-020.yaml`"),
        ("2026-41", "2026/2026-020.yaml", "er is geen brief '2026-41'; bedoelde u '2026-014'?"),
    ],
)
def test_who_names_a_letter_that_is_not_read_is_told_where_it_is(
    stad: Path, run: Run, asked: str, file: str, way: str
) -> None:
    put(stad, f"{LETTERS}/{file}")
    result = run("build", asked)
    assert result.code == 2
    assert way in result.err


def test_letters_in_folders_only(stad: Path, run: Run) -> None:
    (stad / LETTERS / "2026").mkdir()
    (stad / LETTERS / "2026-014.yaml").rename(stad / LETTERS / "2026" / "2026-014.yaml")
    result = run("build")
    assert result.code == 2
    assert f"zet '{LETTERS}/2026/2026-014.yaml' in '{LETTERS}' zelf" in result.err
