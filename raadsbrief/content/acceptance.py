"""Findings that an author has accepted once, in the file itself or in a list of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from raadsbrief.content.woordenlijst import Woordenlijst
from raadsbrief.diagnostics import Code, Diagnostic, Severity
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath

_Accepted = tuple[str, str, str]  # file, code and words


def sift(
    files: Iterable[Loaded[Any]], found: Iterable[Diagnostic], woorden: Woordenlijst
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Part findings into those that are left and those that the author has accepted."""
    entries = {
        (file.source.file, code, _folded(words))
        for file in files
        for _, code, words in _entries(file)
    }
    left: list[Diagnostic] = []
    accepted: list[Diagnostic] = []
    for finding in found:
        known = finding.is_language and finding.words and woorden.kent(finding.words)
        is_accepted = _is_soft(finding) and (known or _key(finding) in entries)
        (accepted if is_accepted else left).append(finding)
    return left, accepted


def refused(file: Loaded[Any], left: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Report each entry of a file that is about a wrong fact: those cannot be accepted."""
    hard = {one.code.value for one in left if one.file == file.source.file and not _is_soft(one)}
    for path, code, words in _entries(file):
        if code in hard:
            message = f"{code} over '{words}' is een fout in de feiten"
            yield _finding(file, path, message, "die kunt u niet negeren: verbeter het feit")


def unused(file: Loaded[Any], accepted: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Report each entry of a file that is about nothing that was found."""
    used = {_key(finding) for finding in accepted}
    for path, code, words in _entries(file):
        if (file.source.file, code, _folded(words)) not in used:
            message = f"de melding {code} over '{words}' is er niet (meer)"
            hint = "haal dit weg, of neem de woorden precies over uit de melding"
            yield _finding(file, path, message, hint)


def _entries(file: Loaded[Any]) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield the code and words of each entry, with the path of the words."""
    for i, negeer in enumerate(file.model.negeer):
        for j, words in enumerate(negeer.woorden):
            yield ("negeer", i, "woorden", j), negeer.code, words


def _finding(file: Loaded[Any], path: KeyPath, message: str, hint: str) -> Diagnostic:
    finding = file.source.diagnostic(Code.ACCEPTED, message, file.source.span(path), hint)
    return replace(finding, severity=Severity.WAARSCHUWING)


def _is_soft(finding: Diagnostic) -> bool:
    """Tell whether an author may overrule a finding: never that a fact is wrong."""
    return finding.is_language or finding.severity is not Severity.FOUT


def _key(finding: Diagnostic) -> _Accepted:
    return finding.file, finding.code.value, _folded(finding.words or "")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
