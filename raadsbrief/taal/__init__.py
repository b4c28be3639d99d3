"""The language of a letter: slips that a careful colleague would point at.

A rule is a function from a letter to what it finds; `REGELS` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from raadsbrief.content import Content, Dossier
from raadsbrief.diagnostics import Diagnostic
from raadsbrief.taal import (
    kapitalen,
    leesbaarheid,
    leestekens,
    lijsten,
    notatie,
    spaties,
    varianten,
    vast,
    zinsbouw,
    zinsgrens,
)
from raadsbrief.taal.stukken import Letter
from raadsbrief.taal.verzamelen import earlier, letter_of
from raadsbrief.taal.vondst import Vondst, diagnostic

Regel = Callable[[Letter], Iterable[Vondst]]

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
)


def check(content: Content, dossier: Dossier) -> list[Diagnostic]:
    """Apply every rule to a letter, which is also compared with the letters before it."""
    return findings(letter_of(dossier, earlier(content, dossier)))


def findings(letter: Letter) -> list[Diagnostic]:
    """Apply every rule to the pieces of a letter."""
    found = (diagnostic(vondst) for regel in REGELS for vondst in regel(letter))
    return [one for one in found if one is not None]
