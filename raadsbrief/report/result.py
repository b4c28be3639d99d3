"""The outcome of a run, before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from raadsbrief.diagnostics import Diagnostic, Severity

TYPE_CHECKING = False  # to import `typing` takes time, and so does what only types need
if TYPE_CHECKING:
    from raadsbrief.content.repair import Herstelling
    from raadsbrief.record.outcome import Maat


@dataclass(frozen=True)
class Uitslag:
    """Findings to show, in order, how many hints are not shown, and what was made and repaired.

    `leesbaarheid` has the figures of each letter, by its file.
    """

    meldingen: Sequence[Diagnostic] = ()
    verborgen_hints: int = 0
    bestanden: Sequence[str] = ()
    herstellingen: Sequence[Herstelling] = ()
    leesbaarheid: Mapping[str, Sequence[Maat]] = field(default_factory=dict)

    def aantal(self, ernst: Severity) -> int:
        """Count the findings of one severity; hints that are not shown count too."""
        hidden = self.verborgen_hints if ernst is Severity.HINT else 0
        return hidden + sum(finding.severity is ernst for finding in self.meldingen)


def telling(uitslag: Uitslag) -> str:
    """Count the findings in a sentence, or say nothing when there are none."""
    fouten = _number(uitslag.aantal(Severity.FOUT), "fout", "fouten")
    twijfels = _number(uitslag.aantal(Severity.WAARSCHUWING), "waarschuwing", "waarschuwingen")
    hints = _number(uitslag.aantal(Severity.HINT), "hint", "hints")
    if uitslag.verborgen_hints:
        hints += ", te zien met --hints"
        serious = " en ".join(part for part in (fouten, twijfels) if part)
        return f"{serious} gevonden; {hints}." if serious else f"{hints}."
    parts = [part for part in (fouten, twijfels, hints) if part]
    *first, last = parts or [""]
    return f"{', '.join(first)}{' en ' * bool(first)}{last} gevonden." if parts else ""


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}" if count else ""
