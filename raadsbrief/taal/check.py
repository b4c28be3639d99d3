"""All rules of the language, and applying them to a letter.

A rule is a function from a letter to what it finds; `REGELS` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from raadsbrief.diagnostics import Diagnostic, Severity
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules import (
    grammatica,
    kapitalen,
    leesbaarheid,
    leestekens,
    lidwoorden,
    lijsten,
    notatie,
    onderwerpen,
    samenstellingen,
    spaties,
    spelling,
    varianten,
    vast,
    zinsbouw,
    zinsgrens,
)
from raadsbrief.taal.rules.vondst import Vondst, diagnostic

Regel = Callable[[Letter], Iterator[Vondst]]

REGELS: tuple[Regel, ...] = (
    varianten.schrijfwijzen,
    varianten.hoofdletters,
    varianten.bijna_dezelfde_naam,
    zinsbouw.dubbele_woorden,
    zinsbouw.twee_bepalers,
    zinsbouw.geen_onderwerp,
    zinsbouw.losse_bijzin,
    vast.vaste_vormen,
    vast.ten_slotte,
    vast.naam_met_kleine_letter,
    vast.niet_ingevuld,
    vast.afkorting_zonder_uitleg,
    vast.gewoner_woord,
    kapitalen.afkortingen,
    kapitalen.aanspreken,
    zinsgrens.begint_klein,
    zinsgrens.geen_punt,
    leestekens.zonder_partner,
    leestekens.los_streepje,
    spaties.spaties_en_punten,
    spaties.afkorting_zonder_punten,
    notatie.datum_in_cijfers,
    notatie.onmogelijke_datum,
    notatie.verkeerde_weekdag,
    notatie.maand_met_hoofdletter,
    notatie.bedragen,
    notatie.twee_notaties,
    lijsten.einden,
    lijsten.hoofdletters,
    leesbaarheid.lange_zin,
    leesbaarheid.lijdende_vorm,
    spelling.onbekende_woorden,
    samenstellingen.losse_s,
    samenstellingen.losse_woorden,
    samenstellingen.streepje_vergeten,
    samenstellingen.haakjes,
    samenstellingen.afkorting_met_woord,
    grammatica.onderwerp_en_persoonsvorm,
    grammatica.voltooid_deelwoord,
    grammatica.persoonsvorm,
    grammatica.werkwoord_voor_u,
    onderwerpen.wij_met_enkelvoud,
    onderwerpen.word_zonder_ik,
    onderwerpen.er_met_aantal,
    onderwerpen.met_bepaling,
    onderwerpen.omgekeerd,
    lidwoorden.verkeerd_geslacht,
    lidwoorden.een_met_meervoud,
    lidwoorden.betrekkelijk_die,
    lidwoorden.meervoud_vergeten,
    lidwoorden.vergelijking,
)


def findings(letter: Letter, broken: Callable[[str], Diagnostic]) -> list[Diagnostic]:
    """Apply every rule to the pieces of a letter; of what two rules find, the first tells.

    `broken` makes a finding of a rule that fails, by its name; the other rules go on.
    """
    kept = _Kept()
    bugs: list[Diagnostic] = []
    for regel in REGELS:
        try:
            found = list(regel(letter))
        except MemoryError:  # a limit of the letter as a whole
            raise
        except Exception:
            bugs.append(broken(f"{regel.__module__}.{regel.__name__}"))
            continue
        for vondst in found:
            if not kept.tells(vondst):
                kept.add(vondst)
    return [*bugs, *(found for found in map(diagnostic, kept.found) if found is not None)]


class _Kept:
    """What was found first, and where: no hint, because about the same words more can be told."""

    def __init__(self) -> None:
        self.found: list[Vondst] = []
        self._begins: dict[tuple[int, int], list[Vondst]] = {}  # by piece and place
        self._covers: dict[tuple[int, int], list[Vondst]] = {}

    def add(self, vondst: Vondst) -> None:
        self.found.append(vondst)
        if vondst.severity is not Severity.HINT:
            piece = id(vondst.stuk)
            self._begins.setdefault((piece, vondst.start), []).append(vondst)
            for place in range(vondst.start, vondst.start + max(1, vondst.length)):
                self._covers.setdefault((piece, place), []).append(vondst)

    def tells(self, vondst: Vondst) -> bool:
        """Tell whether another finding is about the same words, or about words in or around."""
        piece, end = id(vondst.stuk), vondst.start + vondst.length
        around = self._covers.get((piece, vondst.start), ())
        if any(end <= other.start + other.length for other in around):
            return True
        return any(
            other.start + other.length <= end
            for place in range(vondst.start, end + 1)
            for other in self._begins.get((piece, place), ())
        )
