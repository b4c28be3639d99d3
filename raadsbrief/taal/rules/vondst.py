"""What a language rule finds, and the diagnostic that it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from raadsbrief.diagnostics import Code, Diagnostic, Repair, Severity
from raadsbrief.taal.reading.stukken import Stuk

# A piece of prose, and where in it something begins.
Plaats = tuple[Stuk, int]


@dataclass(frozen=True)
class Vondst:
    """A slip in a piece of prose. `voorstel` is what could stand there instead of the words.

    Only a proposal that is `veilig` may be put in its place without a person looking at it.
    `over_opmaak` findings are about how a fact is written, and so about the place that asks for
    it; all else that is wrong with a fact is found where the fact itself stands.
    """

    code: Code
    severity: Severity
    stuk: Stuk
    start: int
    length: int
    melding: str
    hint: str | None = None
    voorstel: str | None = None
    veilig: bool = False
    over_opmaak: bool = False

    @property
    def woorden(self) -> str:
        """The words that it is about, as the reader sees them."""
        return self.stuk.tekst[self.start : self.start + self.length]


def diagnostic(vondst: Vondst) -> Diagnostic | None:
    """Make a diagnostic of what was found, or nothing where it is not for this author.

    What comes from a fact is found where the fact stands; another language has other rules;
    and a long quotation is somebody else's prose, so that a slip in it is only a hint.
    """
    stuk, place = vondst.stuk, (vondst.start, vondst.length)
    if (stuk.is_feit(*place) and not vondst.over_opmaak) or stuk.is_vreemd(*place):
        return None
    severity = Severity.HINT if stuk.is_citaat(*place) else vondst.severity
    hint = vondst.hint
    if hint is None and vondst.voorstel is not None:
        hint = f"schrijf '{vondst.voorstel}'"
    found = stuk.source.diagnostic(vondst.code, vondst.melding, stuk.span(*place), hint)
    return replace(found, severity=severity, words=vondst.woorden, repair=_repair(vondst))


def _repair(vondst: Vondst) -> Repair | None:
    """Return the change to the file, if it is safe and touches only literal text on one line."""
    if not vondst.veilig or vondst.voorstel is None:
        return None
    if vondst.stuk.node.style in ("'", '"') and set(vondst.voorstel) & set("'\"\\"):
        return None
    span = vondst.stuk.literal(vondst.start, vondst.length)
    return Repair(span, vondst.voorstel) if span is not None else None


def anders_dan(best: str, found: Iterable[Plaats]) -> Iterator[Vondst]:
    """Tell of each place where one term is not written as elsewhere, with other capitals."""
    for stuk, start in found:
        written = stuk.tekst[start : start + len(best)]
        if written != best:
            yield Vondst(
                Code.VARIANT, Severity.WAARSCHUWING, stuk, start, len(best),
                f"'{written}' staat elders als '{best}'", "kies één schrijfwijze", best,
            )  # fmt: skip
