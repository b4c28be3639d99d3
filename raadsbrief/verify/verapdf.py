"""veraPDF, the reference validator, where the user has installed its command."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from raadsbrief.diagnostics import Code, Diagnostic

# The profiles that our letters claim, by the names that veraPDF gives them.
FLAVOURS = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}

_PATIENCE = 300  # seconds for one file and one profile


def is_installed() -> bool:
    """Tell whether there is a veraPDF command on the PATH."""
    return shutil.which("verapdf") is not None


def verapdf(path: Path) -> list[Diagnostic] | None:
    """Run veraPDF on a file for both profiles; return a finding for each rule that failed.

    None when veraPDF is not installed. That it cannot read the file, or does not work, is a
    finding too.
    """
    command = shutil.which("verapdf")
    if command is None:
        return None
    return [found for flavour in FLAVOURS for found in _run(command, path, flavour)]


def _run(command: str, path: Path, flavour: str) -> list[Diagnostic]:
    # An absolute path, so that no file name is taken for an option. The exit code is not
    # looked at: it is 1 for a file that fails, and the report says more.
    arguments = [command, "--format", "xml", "--flavour", flavour, str(path.resolve())]
    try:
        done = subprocess.run(
            arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
        report = ElementTree.fromstring(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ElementTree.ParseError) as error:
        reason = "het duurde te lang" if isinstance(error, subprocess.TimeoutExpired) else error
        return [_finding(path, f"veraPDF geeft geen leesbaar antwoord ({reason})")]
    return list(_read(report, path, FLAVOURS[flavour]))


def _read(report: ElementTree.Element, path: Path, profile: str) -> Iterator[Diagnostic]:
    """Turn veraPDF's XML report (`report/jobs/job/validationReport`) into findings."""
    result = report.find(".//validationReport")
    if result is None:
        reason = (report.findtext(".//exceptionMessage") or "geen uitslag").strip()
        yield _finding(path, f"veraPDF kan dit bestand niet nakijken ({reason})")
        return
    failed = [rule for rule in result.iter("rule") if rule.get("status") == "failed"]
    for rule in failed:
        name = f"{rule.get('clause')}-{rule.get('testNumber')}"
        times = rule.get("failedChecks", "1")
        text = " ".join((rule.findtext("description") or "").split())
        yield _finding(path, f"veraPDF: {profile} regel {name}, {times} keer: {text}")
    if not failed and result.get("isCompliant") != "true":
        yield _finding(path, f"veraPDF: dit is geen geldige {profile}")


def _finding(path: Path, message: str) -> Diagnostic:
    hint = "zie https://docs.verapdf.org/validation/ voor uitleg van de regels"
    return Diagnostic(Code.VERAPDF, message, path.as_posix(), hint=hint)
