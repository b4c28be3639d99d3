"""What was not looked at: prose that a wrong fact keeps from being read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ruamel.yaml.nodes import ScalarNode

from raadsbrief import dutch
from raadsbrief.diagnostics import Code, Diagnostic, Severity
from raadsbrief.model import Brief
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import span_of

# A value of so many words that ends as a sentence does, is prose.
_PROSE = 4
# Of more places than these, the rest is counted.
_SHOWN = 4
_HINT = "verbeter eerst de fouten, en kijk dan opnieuw na"


def whole(file: str) -> Diagnostic:
    """Say that nothing of the language of a letter was looked at."""
    return _of_letter(file, "de taal van deze brief is niet nagekeken")


def partly(file: str) -> Diagnostic:
    """Say that not every rule could be applied to what is left of a letter."""
    return _of_letter(file, "de taal van deze brief is niet helemaal nagekeken")


def _of_letter(file: str, message: str) -> Diagnostic:
    return Diagnostic(Code.UNREAD, message, file, hint=_HINT, severity=Severity.WAARSCHUWING)


def parts(brief: Loaded[Brief], letter: Letter) -> Iterator[Diagnostic]:
    """Say which prose of a letter was lost by mistakes in its fields, in one line."""
    if not brief.problems:
        return
    source = brief.source
    was_read = {id(stuk.node) for stuk in letter.stukken}
    lost = [node for node in source.scalars() if id(node) not in was_read and _is_prose(node)]
    spans = sorted((span_of(node) for node in lost), key=lambda span: span.line)
    lines = list(dict.fromkeys(span.line for span in spans))
    if lines:
        shown = [str(line) for line in lines[:_SHOWN]]
        more = len(lines) - len(shown)
        where = dutch.opsomming([*shown, *([f"nog {more} andere"] if more else [])])
        message = f"de taal van wat op regel {where} begint, is niet nagekeken"
        found = source.diagnostic(Code.UNREAD, message, spans[0], _HINT)
        yield replace(found, severity=Severity.WAARSCHUWING)


def _is_prose(node: ScalarNode) -> bool:
    words = node.value.split()
    return len(words) >= _PROSE and words[-1].endswith((".", "!", "?", ":", ";"))
