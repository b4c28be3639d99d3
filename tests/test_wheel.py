"""The installed program works outside a checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from conftest import ROOT, STAD


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
    shutil.copytree(STAD, work / "content")

    know = (
        "from raadsbrief.taal.words.lexicon import lexicon; assert lexicon().tags('gemeenteraad')"
    )
    program = f"{know}; import raadsbrief.cli as cli; print(cli.__file__); cli.main()"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    result = subprocess.run(
        [sys.executable, "-c", program, "build"],
        check=True, capture_output=True, text=True, cwd=work, env=environment,
    )  # fmt: skip

    module, pdf = result.stdout.splitlines()
    assert Path(module).is_relative_to(tmp_path / "site")
    assert (work / pdf).stat().st_size > 10_000
    fonts = subprocess.run(["pdffonts", work / pdf], check=True, capture_output=True, text=True)
    assert "Source-Sans-3" in fonts.stdout
