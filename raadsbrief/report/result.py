"""The outcome of a run, before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from raadsbrief.budgets import in_figures
from raadsbrief.diagnostics import Code, Diagnostic, Severity

TYPE_CHECKING = False  # to import `typing` takes time, and so does what only types need
if TYPE_CHECKING:
    from raadsbrief.content.repair import Repaired
    from raadsbrief.record.outcome import Maat


@dataclass(frozen=True)
class Result:
    """Findings to show, in order, how many hints are not shown, and what was made and repaired.

    `readability` has the figures of each letter, by its file. `left_out` are findings of files
    that have more than anyone reads; they are counted, and `findings` says how many there are.
    """

    findings: Sequence[Diagnostic] = ()
    hidden_hints: int = 0
    files: Sequence[str] = ()
    repairs: Sequence[Repaired] = ()
    readability: Mapping[str, Sequence[Maat]] = field(default_factory=dict)
    left_out: Sequence[Diagnostic] = ()

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity; hints that are not shown count too."""
        hidden = self.hidden_hints if severity is Severity.HINT else 0
        found = [one for one in self.findings if not _tells_of_more(one)]
        return hidden + sum(one.severity is severity for one in (*found, *self.left_out))


def limited(found: Sequence[Diagnostic], most: int) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Part findings into those to show, of each file the worst and the first, and the others.

    A finding that says how many others there are comes behind those of its file.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_file.setdefault(one.file, []).append(one)
    shown: list[Diagnostic] = []
    left_out: list[Diagnostic] = []
    for file, findings in by_file.items():
        worst = sorted(findings, key=lambda one: _ORDER.index(one.severity))
        rest = worst[most:]
        left = {id(one) for one in rest}
        shown += [one for one in findings if id(one) not in left]
        left_out += rest
        if rest:
            message = f"{_MORE}{in_figures(len(rest))} meldingen over dit bestand"
            hint = "verbeter eerst de meldingen hierboven"
            worst_left = rest[0].severity
            shown.append(Diagnostic(Code.TOO_MUCH, message, file, None, None, hint, worst_left))
    return shown, left_out


_ORDER = list(Severity)
_MORE = "en nog "


def _tells_of_more(finding: Diagnostic) -> bool:
    return finding.code is Code.TOO_MUCH and finding.message.startswith(_MORE)


def count_in_words(result: Result) -> str:
    """Count the findings in a sentence, or say nothing when there are none."""
    fouten = _number(result.count(Severity.FOUT), "fout", "fouten")
    twijfels = _number(result.count(Severity.WAARSCHUWING), "waarschuwing", "waarschuwingen")
    hints = _number(result.count(Severity.HINT), "hint", "hints")
    if result.hidden_hints:
        hints += ", te zien met --hints"
        serious = " en ".join(part for part in (fouten, twijfels) if part)
        return f"{serious} gevonden; {hints}." if serious else f"{hints}."
    parts = [part for part in (fouten, twijfels, hints) if part]
    *first, last = parts or [""]
    return f"{', '.join(first)}{' en ' * bool(first)}{last} gevonden." if parts else ""


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""
