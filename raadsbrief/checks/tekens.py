"""Rules about the characters of a file: what its author typed, and what the font has."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.font import missing_characters, name_of
from raadsbrief.model.fields import CONTROL
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.garbled import garbled
from raadsbrief.yaml.nodes import span_within


def typed_characters(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    """No word has been read in the wrong encoding, or has lost a letter on the way."""
    source = loaded.source
    for found in garbled(source.text):
        line = source.text.count("\n", 0, found.start)
        column = found.start - source.text.rfind("\n", 0, found.start)
        span = Span(line + 1, column, len(found.word))
        if found.meant is None:
            message = f"in '{found.word}' is een letter verloren gegaan"
            hint = "typ het woord opnieuw"
        else:
            message = f"'{found.word}' is in een verkeerde codering gelezen"
            hint = f"schrijf '{found.meant}'"
        yield source.diagnostic(Code.ENCODING, message, span, hint)


# A character may be written by its number or name: `"\u115f"` in YAML, `&bopf;` in Markdown.
_ESCAPED = re.compile(r"\\[xuUNLP_]|&#?\w+;")


def characters_of_the_font(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    """The letter's font has every character; another font must not slip in (PDF/UA-1, 7.21)."""
    source = loaded.source
    if not missing_characters(source.text) and not _ESCAPED.search(source.text):
        return
    for node in source.scalars():
        for character, start in _missing(node.value):
            span = span_within(source, node, max(0, start), 1)
            message = f"het lettertype van de brief heeft het teken {name_of(character)} niet"
            hint = "gebruik een ander teken, of schrijf het uit"
            yield source.diagnostic(Code.FONT, message, span, hint)


def _missing(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character of a text that the font lacks, with its place."""
    for character in missing_characters(CONTROL.sub("", text)):  # those the model refuses
        yield character, text.find(character)
    for written in _ESCAPED.finditer(text):
        for character in missing_characters(html.unescape(written[0])):
            yield character, written.start()
