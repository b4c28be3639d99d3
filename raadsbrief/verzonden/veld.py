"""The field `verzonden` in the file of a letter: one line; all other lines stay as they are."""

from __future__ import annotations

import re

from raadsbrief.diagnostics import Code, ContentError, Diagnostic
from raadsbrief.yaml.nodes import Source, plain
from raadsbrief.yaml.source import parse

FIELD = "verzonden"
# Below the first of these that a letter has.
_AFTER = ("datum", "kenmerk", "zaaknummer", "programma", "gemeente")
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def filled(text: str, file: str, date: str) -> str:
    """Return the text of a letter that says when it was sent.

    Raises ContentError when that cannot be said in one line, as in a file in braces.
    """
    source = parse(text, file)
    lines = _LINES.split(text)
    node = source.find((FIELD,))
    if node is not None and node.start_mark.index == node.end_mark.index:  # nothing is there
        end = node.end_mark
        line = lines[end.line]
        lines[end.line] = f"{line[: end.column].rstrip()} {date}{line[end.column :]}"
    elif node is not None:
        _replace(lines, source, date)
    else:
        _add(lines, source, date)
    after = "".join(lines)
    if not _is_meant(source, after, date):
        hint = f"zet zelf `{FIELD}: {date}` in dit bestand, en doe het dan opnieuw"
        message = f"het veld `{FIELD}` past hier niet in één regel bij"
        raise ContentError([Diagnostic(Code.SENT, message, file, hint=hint)])
    return after


def _replace(lines: list[str], source: Source, date: str) -> None:
    span = source.span((FIELD,))
    line, start = lines[span.line - 1], span.column - 1
    lines[span.line - 1] = line[:start] + date + line[start + span.length :]


def _add(lines: list[str], source: Source, date: str) -> None:
    anchors = (source.find((name,)) for name in _AFTER)
    node = next((node for node in anchors if node is not None), None)
    # A text below `>` ends where the next line begins.
    after = node.end_mark.line + bool(node.end_mark.column) if node is not None else 0
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and after == len(lines) and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    lines.insert(after, f"{FIELD}: {date}{end}")


def _is_meant(source: Source, after: str, date: str) -> bool:
    """Tell whether a text differs from the one before in this field alone."""
    assert source.root is not None
    try:
        root = parse(after, source.file).root
    except ContentError:
        return False
    before = plain(source.root)
    return root is not None and isinstance(before, dict) and plain(root) == {**before, FIELD: date}
