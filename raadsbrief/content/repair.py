"""Safe repairs, made in the YAML file itself: nothing but the words meant changes.

A repair is made only when the file, read again, differs in that one value and in nothing else;
comments, quotation marks and layout stay what they were.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from raadsbrief import disk
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Repair, Span
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse
from raadsbrief.yaml.text import decode_utf8, read_bytes

_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repair that was made: at `span` in the file, as it was before, stood `old`."""

    code: Code
    file: str
    span: Span
    old: str
    new: str


def repair(found: Iterable[Diagnostic]) -> list[Repaired]:
    """Make the repairs that findings carry; return those that could be made.

    Raises OutputError when a file cannot be written; it is then as it was.
    """
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in dict.fromkeys(found):
        if finding.repair is not None:
            by_file[finding.file].append(finding)
    return [done for file, findings in sorted(by_file.items()) for done in _file(file, findings)]


def _file(file: str, findings: Sequence[Diagnostic]) -> list[Repaired]:
    try:
        data = read_bytes(Path(file))
        text = decode_utf8(data, file)
    except ContentError:  # it has gone since it was checked
        return []
    done: list[Repaired] = []
    checked = [finding for finding in findings if not _has_changed(finding, _lines(text))]
    for finding, change in _from_the_end(checked):
        words = _lines(text)[change.span.line - 1][change.span.column - 1 :][: change.span.length]
        repaired = _repaired(text, file, change, words)
        if repaired is not None:
            done.append(Repaired(finding.code, file, change.span, words, change.text))
            text = repaired
    if done:  # a link keeps pointing at the file that it points at
        mark = _BOM if data.startswith(_BOM) else b""
        disk.write(Path(file).resolve(), mark + text.encode())
    return done[::-1]


def _from_the_end(findings: Sequence[Diagnostic]) -> list[tuple[Diagnostic, Repair]]:
    """Sort repairs from the last to the first, so that places stay true; leave out overlaps."""
    pairs = [(finding, finding.repair) for finding in findings if finding.repair is not None]
    pairs.sort(key=lambda pair: pair[1].span, reverse=True)
    kept: list[tuple[Diagnostic, Repair]] = []
    for finding, change in pairs:
        later = kept[-1][1].span if kept else None
        end = change.span.column + change.span.length
        if later is None or (change.span.line, end) <= (later.line, later.column):
            kept.append((finding, change))
    return kept


def _repaired(text: str, file: str, change: Repair, words: str) -> str | None:
    """Return the text with new words, or None when more would change than was meant."""
    lines, span = _lines(text), change.span
    line, start = lines[span.line - 1], span.column - 1
    lines[span.line - 1] = line[:start] + change.text + line[start + span.length :]
    repaired = "".join(lines)
    try:
        before, after = (_values(version, file) for version in (text, repaired))
    except ContentError:
        return None
    changed = list(_differences(before, after))
    is_meant = len(changed) == 1 and _replaces(*changed[0], words, change.text)
    return repaired if is_meant else None


def _values(text: str, file: str) -> Any:
    """Read a text strictly. Raises ContentError."""
    root = parse(text, file).root
    return plain(root) if root is not None else None


def _has_changed(finding: Diagnostic, lines: Sequence[str]) -> bool:
    """Tell whether a line that a finding is about is no longer the one that was checked."""
    assert finding.repair is not None
    span, place = finding.repair.span, finding.span
    line = lines[span.line - 1].rstrip("\r\n") if span.line <= len(lines) else ""
    is_shown = place is not None and place.line == span.line
    is_other = is_shown and finding.excerpt not in (None, line)
    return is_other or span.column - 1 + span.length > len(line)


def _lines(text: str) -> list[str]:
    """Split a text into lines as YAML does, each with its line end."""
    return re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)


def _differences(before: Any, after: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the values that differ; of another shape or other keys, the whole."""
    if isinstance(before, dict) and isinstance(after, dict) and list(before) == list(after):
        for key in before:
            yield from _differences(before[key], after[key])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _differences(one, other)
    elif before != after:
        yield before, after


def _replaces(before: Any, after: Any, old: str, new: str) -> bool:
    """Tell whether one text is the other with, in one place, new words for the old."""
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    places = (i for i in range(len(before)) if before.startswith(old, i))
    return any(before[:i] + new + before[i + len(old) :] == after for i in places)
