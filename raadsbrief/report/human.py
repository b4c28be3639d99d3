"""Findings for a person: place, source line with a caret, and what to do."""

from __future__ import annotations

import unicodedata

from raadsbrief.diagnostics import Diagnostic
from raadsbrief.report.visible import visible


def render(diagnostic: Diagnostic, width: int = 100) -> str:
    """Draw a finding for a person: place, message, source line, caret and hint.

    A source line longer than `width` characters is cut around the caret.
    """
    d = diagnostic
    lines = [visible(f"{d.location}: {d.severity}[{d.code}] {d.message}")]
    if d.span is not None and d.excerpt is not None:
        margin = " " * len(str(d.span.line))
        text, column = window(d.excerpt, d.span.column - 1, width)
        length = max(1, min(d.span.length, len(text) - column))
        caret = "^" * max(1, _cells(text[column : column + length]))
        lines.append(f"  {d.span.line} | {visible(text)}")
        lines.append(f"  {margin} | {' ' * _cells(text[:column])}{caret}")
    if d.hint:
        lines.append(f"  → {visible(d.hint)}")
    return "\n".join(lines)


def _cells(text: str) -> int:
    """Count the columns of a terminal that a text takes when it is made visible."""
    text = visible(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)


def window(text: str, column: int, width: int) -> tuple[str, int]:
    """Cut `text` to `width` characters around `column`; return it with the column in it."""
    if len(text) <= width:
        return text, column
    start = max(0, min(column - width // 3, len(text) - width))
    part = text[start : start + width]
    if start > 0:
        part = "…" + part[1:]
    if start + width < len(text):
        part = part[:-1] + "…"
    return part, column - start
