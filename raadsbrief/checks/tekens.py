"""A rule about the characters of a file: they are the ones that the author typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.garbled import garbled


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
