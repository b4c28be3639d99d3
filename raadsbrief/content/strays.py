"""Files that look like content and are not read: nothing is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from raadsbrief.diagnostics import Code, Diagnostic, Severity, nearest
from raadsbrief.record.inputs import note

# What an editor makes of `.yaml`, or a system that hides the end of a name.
_MISNAMED = re.compile(r"(?P<name>.+?)(?P<end>\.yml|\.ya?ml\.txt|\.ya?ml)$", re.IGNORECASE)
# What Windows puts in a folder, and what tells colleagues about it.
_NO_CONTENT = re.compile(r"(thumbs\.db|desktop\.ini|(readme|leesmij)(\..*)?)$", re.IGNORECASE)


def misnamed(paths: Iterable[Path]) -> list[Diagnostic]:
    """Find content files with a name that is nearly right, such as `x.yml` or `x.yaml.txt`."""
    found = [(path, _MISNAMED.match(path.name)) for path in paths if path.suffix != ".yaml"]
    return [
        Diagnostic(
            Code.FILE,
            f"een inhoudsbestand eindigt op .yaml, niet op {match['end']}",
            path.as_posix(),
            hint=f"noem het `{match['name']}.yaml`",
        )
        for path, match in found
        if match
    ]


def passed_over(folder: Path, paths: Iterable[Path]) -> Iterator[Diagnostic]:
    """Find what else stands in a folder for content: folders, drafts, copies of an editor."""
    name = folder.as_posix()
    for path in paths:
        if path.suffix == ".yaml" or _MISNAMED.match(path.name) or _NO_CONTENT.match(path.name):
            continue
        note(f"{path.as_posix()}/")  # what stands there can become a folder, or a file
        if path.is_dir():
            message = f"deze map wordt overgeslagen: alleen wat in {name} zelf staat, telt mee"
            hint = f"zet de bestanden eruit in {name}, of zet de map ergens anders"
        else:
            message = "dit bestand wordt overgeslagen: het eindigt niet op .yaml"
            hint = "verwijder het, of zet het ergens anders; is het inhoud, noem het `....yaml`"
        yield _warning(path, message, hint)


def outside(root: Path, folders: Iterable[str]) -> Iterator[Diagnostic]:
    """Find content files that stand beside the folders for content, not in one of them."""
    for path in sorted(root.glob("[!.]*")):
        if _MISNAMED.match(path.name) and not path.is_dir():
            message = f"dit bestand wordt overgeslagen: het staat in {root.as_posix()} zelf"
            hint = f"zet het in een van deze mappen: {', '.join(folders)}"
            yield _warning(path, message, hint)


def nearly(root: Path, folder: str) -> str | None:
    """Return a hint when there is no such folder, and one with a name that is nearly the same."""
    if (root / folder).is_dir() or not root.is_dir():
        return None
    others = [path.name for path in sorted(root.iterdir()) if path.is_dir()]
    return next(
        (
            f"noem de map '{(root / name).as_posix()}' `{folder}`"
            for name in nearest(folder, others)
        ),
        None,
    )


def _warning(path: Path, message: str, hint: str) -> Diagnostic:
    found = Diagnostic(Code.FILE, message, path.as_posix(), hint=hint)
    return replace(found, severity=Severity.WAARSCHUWING)
