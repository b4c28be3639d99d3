"""The outcome of a run, before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from raadsbrief.diagnostics import Diagnostic, Severity

TYPE_CHECKING = False  # to import `typing` takes time, and so does what only types need
if TYPE_CHECKING:
    from raadsbrief.content.repair import Repaired
    from raadsbrief.record.outcome import Maat


@dataclass(frozen=True)
class Result:
    """Findings to show, in order, how many hints are not shown, and what was made and repaired.

    `readability` has the figures of each letter, by its file.
    """

    findings: Sequence[Diagnostic] = ()
    hidden_hints: int = 0
    files: Sequence[str] = ()
    repairs: Sequence[Repaired] = ()
    readability: Mapping[str, Sequence[Maat]] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """Count the findings of one severity; hints that are not shown count too."""
        hidden = self.hidden_hints if severity is Severity.HINT else 0
        return hidden + sum(finding.severity is severity for finding in self.findings)


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
