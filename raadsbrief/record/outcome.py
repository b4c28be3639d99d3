"""What became of one piece of work, and how that is written down to be told again.

Imports no more than `diagnostics` does: to tell it again should take a moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from raadsbrief.diagnostics import Code, Diagnostic, Repair, Severity, Span

TYPE_CHECKING = False  # to import these takes longer than all that is done here
if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path
    from typing import Any


@dataclass(frozen=True)
class Maat:
    """One figure of a letter, with the median and the quartiles of real letters, if known."""

    naam: str
    waarde: float
    midden: float
    laag: float | None = None
    hoog: float | None = None
    eenheid: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one piece of work: files made, findings, and the exit code they ask for.

    `accepted` are the findings that the author does not want to read again; `maten` are the
    figures of how the `letter`, a file, reads.
    """

    files: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    exit_code: int = 0
    accepted: tuple[Diagnostic, ...] = ()
    letter: str | None = None
    maten: tuple[Maat, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Tell whether a fact is wrong; then not everything has been looked at."""
        return has_errors(self.diagnostics)

    def of(self, files: Container[str]) -> Outcome:
        """Return what is found in some files; what is found in the others is told to others."""
        found = tuple(one for one in self.diagnostics if one.file in files)
        return Outcome((), found, self.exit_code if found else 0)


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether findings say that a fact is wrong."""
    return any(finding.severity is Severity.FOUT and not finding.is_language for finding in found)


def pack(outcome: Outcome) -> list[Any]:
    """Write an outcome, without its files, as what JSON can hold."""
    return [
        [_packed(one) for one in outcome.diagnostics],
        outcome.exit_code,
        [_packed(one) for one in outcome.accepted],
        outcome.letter,
        [astuple(maat) for maat in outcome.maten],
    ]


def unpack(data: Any, read: Callable[[Any], Diagnostic] | None = None) -> Outcome:
    """Read what `pack` wrote. Raises ValueError or TypeError for anything else.

    With `read`, findings are written in another way.
    """
    read = read or finding
    found, exit_code, accepted, letter, maten = data
    return Outcome(
        (),
        tuple(map(read, found)),
        _number(exit_code),
        tuple(map(read, accepted)),
        _text_or_none(letter),
        tuple(map(_maat, maten)),
    )


def accepted_of(outcomes: Iterable[Outcome]) -> bytes:
    """Write what tells what authors have accepted in vain."""
    found = [(one.has_errors, [_packed(accepted) for accepted in one.accepted]) for one in outcomes]
    return json.dumps(found).encode()


def _packed(d: Diagnostic) -> list[Any]:
    repair = [_packed_span(d.repair.span), d.repair.text] if d.repair else None
    span = _packed_span(d.span) if d.span else None
    return [d.code, d.message, d.file, span, d.excerpt, d.hint, d.severity, d.words, repair]


def _packed_span(span: Span) -> list[int]:
    return [span.line, span.column, span.length]


def finding(data: Any) -> Diagnostic:
    """Read one finding. Raises ValueError or TypeError for anything else."""
    code, message, file, span, excerpt, hint, severity, words, repair = data
    return Diagnostic(
        Code(code),
        _text(message),
        _text(file),
        None if span is None else _span(span),
        _text_or_none(excerpt),
        _text_or_none(hint),
        Severity(severity),
        _text_or_none(words),
        None if repair is None else _repair(repair),
    )


def _span(data: Any) -> Span:
    line, column, length = data
    return Span(_number(line), _number(column), _number(length))


def _repair(data: Any) -> Repair:
    span, text = data
    return Repair(_span(span), _text(text))


def _maat(data: Any) -> Maat:
    naam, waarde, midden, laag, hoog, eenheid = data
    if not all(isinstance(one, int | float) for one in (waarde, midden, laag or 0, hoog or 0)):
        raise TypeError(data)
    return Maat(_text(naam), waarde, midden, laag, hoog, _text(eenheid))


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
