"""Where the texts on a page come from: which line of which file a click leads to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ruamel.yaml.nodes import ScalarNode

from raadsbrief.diagnostics import Diagnostic, Span
from raadsbrief.letter.tabel.places import Place
from raadsbrief.page.places import Places
from raadsbrief.pdf.jobs import Spot
from raadsbrief.report.visible import visible
from raadsbrief.yaml.nodes import prose_node, span_within


def link(file: str, span: Span | None) -> str:
    """Return the address by which VS Code opens a file at a place."""
    path = Path(file).absolute().as_posix()
    place = f":{span.line}:{span.column}" if span else ""
    return f"vscode://file/{quote(path.removeprefix('/'))}{place}"


def place(file: str, span: Span | None) -> str:
    """Return a place as editors and people write it."""
    return visible(f"{file}:{span.line}" if span else file)


def of_page(spots: Iterable[Spot], places: Places) -> list[dict[str, Any]]:
    """Say of each spot on the pages where it leads to, and which lines it stands for."""
    known: dict[tuple[str, int], tuple[Span, int]] = {}
    told = []
    for spot in spots:
        source = places.found.get(spot.bron)
        if source is None:
            continue
        if (spot.bron, spot.regel) not in known:
            known[spot.bron, spot.regel] = _lines(source, spot.regel)
        span, end = known[spot.bron, spot.regel]
        file = source.source.file
        told.append(
            {
                "bladzijde": spot.page,
                "vak": [spot.left, spot.top, spot.width, spot.height],
                "bestand": visible(file),
                "regel": span.line,
                "einde": end,
                "plaats": place(file, span),
                "adres": link(file, span),
                "woorden": visible(spot.words),
            }
        )
    return told


def _lines(source: Place, regel: int) -> tuple[Span, int]:
    """Return where a line of a text begins in its file, and the last line of the text."""
    if source.in_csv is not None:
        return source.in_csv, source.in_csv.line
    node = None if source.is_key else prose_node(source.source, source.path)
    if not isinstance(node, ScalarNode):
        return source.span, source.span.line
    lines = node.value.split("\n")
    start = sum(len(line) + 1 for line in lines[: regel - 1])
    span = span_within(source.source, node, min(start, max(0, len(node.value) - 1)), 1)
    last = node.end_mark.line + (node.style not in ("|", ">"))
    return span, max(span.line, last)


def of_finding(finding: Diagnostic, number: int) -> dict[str, Any]:
    """Write a finding for the page."""
    return {
        "nummer": number,
        "code": finding.code.value,
        "ernst": finding.severity.value,
        "tekst": visible(finding.message),
        "hint": visible(finding.hint) if finding.hint else "",
        "bestand": visible(finding.file),
        "regel": finding.span.line if finding.span else 0,
        "plaats": place(finding.file, finding.span),
        "adres": link(finding.file, finding.span),
        "herstel": finding.repair is not None,
    }
