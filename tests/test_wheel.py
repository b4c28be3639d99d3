"""The installed program works outside a checkout, from an empty folder on."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from conftest import ROOT


def test_wheel_in_an_empty_folder(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist"],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (licences,) = (tmp_path / "site").glob("*.dist-info/licenses")
    assert {path.name for path in licences.rglob("*.*")} == {"LICENSE.md"}
    assert {path.name for path in licences.iterdir() if path.is_file()} == {"LICENSE", "NOTICE"}
    work = tmp_path / "werk"
    work.mkdir()

    know = "from raadsbrief.taal.words.lexicon import lexicon; assert lexicon().tags('gemeente')"
    program = f"{know}; import raadsbrief.cli as cli; print(cli.__file__); cli.main()"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments: str) -> list[str]:
        result = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            check=True, capture_output=True, text=True, cwd=work, env=environment,
        )  # fmt: skip
        return result.stdout.splitlines()

    _, *made = run("init", "--gemeente", "Voorbeeldstad", "--ci", "azure")
    assert {path.name for path in work.iterdir()} >= {"content", ".vscode", "azure-pipelines.yml"}
    assert all((work / path).is_file() for path in made)
    assert "complete -F" in "".join(run("completion", "bash"))
    assert "# Weglaten en anders doen" in run("manual")
    assert "# Tabellen, grafieken, vragen en formulieren" in run("manual", "tabellen")
    assert not list((tmp_path / "site").rglob("docs/**/*.png"))
    module, pdf = run("build")
    assert Path(module).is_relative_to(tmp_path / "site")
    assert (work / pdf).stat().st_size > 10_000
    fonts = subprocess.run(["pdffonts", work / pdf], check=True, capture_output=True, text=True)
    assert "Source-Sans-3" in fonts.stdout
