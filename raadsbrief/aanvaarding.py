"""Findings that an author has accepted once, in the file itself or in a list of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from raadsbrief.decode import Loaded
from raadsbrief.diagnostics import Code, Diagnostic, Severity
from raadsbrief.woordenlijst import Woordenlijst

_Accepted = tuple[str, str, str]  # file, code and words


def sift(
    files: Iterable[Loaded[Any]], found: Iterable[Diagnostic], woorden: Woordenlijst
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Part findings into those that are left and those that the author has accepted."""
    entries = {
        (file.source.file, negeer.code, _folded(words))
        for file in files
        for negeer in file.model.negeer
        for words in negeer.woorden
    }
    left: list[Diagnostic] = []
    accepted: list[Diagnostic] = []
    for finding in found:
        known = finding.is_language and finding.words and woorden.kent(finding.words)
        is_accepted = may_be_accepted(finding) and (known or _key(finding) in entries)
        (accepted if is_accepted else left).append(finding)
    return left, accepted


def may_be_accepted(finding: Diagnostic) -> bool:
    """Tell whether an author may overrule a finding: never that a fact is wrong."""
    return finding.is_language or finding.severity is not Severity.FOUT


def unused(
    file: Loaded[Any], left: Sequence[Diagnostic], accepted: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Report what a file accepts in vain: a wrong fact, or what is no longer found."""
    used = {_key(finding) for finding in accepted}
    facts = {_key(finding) for finding in left}
    for i, negeer in enumerate(file.model.negeer):
        for j, words in enumerate(negeer.woorden):
            key = (file.source.file, negeer.code, _folded(words))
            if key in used:
                continue
            message = f"de melding {negeer.code} over '{words}' is er niet (meer)"
            hint = "haal dit weg, of neem de woorden precies over uit de melding"
            if key in facts:
                message = f"{negeer.code} over '{words}' is een fout in de feiten"
                hint = "die kunt u niet negeren: verbeter het feit, en haal dit weg"
            # One text is not a list in the file; its place is then that of the value.
            span = file.source.span(("negeer", i, "woorden", j))
            finding = file.source.diagnostic(Code.ACCEPTED, message, span, hint)
            yield replace(finding, severity=Severity.WAARSCHUWING)


def _key(finding: Diagnostic) -> _Accepted:
    return finding.file, finding.code.value, _folded(finding.words or "")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
