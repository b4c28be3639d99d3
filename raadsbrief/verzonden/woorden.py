"""The name of a fact in words: `financiering.woonfonds.bedrag` is het bedrag van het Woonfonds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadsbrief.model import Programma

_FIELDS = {
    "aangevraagd": "de datum van de aanvraag",
    "aandeel": "het aandeel",
    "actielijnen": "de actielijnen",
    "afgedaan": "de afdoening",
    "afgedaan_met": "de afdoening",
    "ambitie": "de ambitie",
    "bedrag": "het bedrag",
    "datum": "de datum",
    "einde": "de einddatum",
    "gebied": "het gebied",
    "gereed": "de stand",
    "inleiding": "de inleiding",
    "inspanningen": "de inspanningen",
    "naam": "de naam",
    "nummer": "het nummer",
    "periode": "de periode",
    "pijlers": "de pijlers",
    "project": "het project",
    "slot": "het slot",
    "start": "de startdatum",
    "tekst": "de tekst",
    "termijn": "de termijn",
    "toegekend": "de datum van de toekenning",
    "totaal": "het totaal",
    "vastgesteld": "de datum van de vaststelling",
    "vastgesteld_door": "wie het vaststelde",
    "verbindingen": "de verbindingen",
    "verstrekker": "de verstrekker",
    "wanneer": "de tijd",
    "wat": "de omschrijving",
    "wie": "wie het doet",
}
_PARTS = {
    "per_jaar": "het bedrag voor {}",
    "per_pijler": "het bedrag voor de pijler {}",
    "aantallen": "het aantal {}",
}
_OWNERS = {
    "pijlers": "de pijler {}",
    "resultaten": "het resultaat {}",
    "planning": "de stap {}",
    "toezeggingen": "de toezegging {}",
}
# Nouns of funds that take `het`; of others only the author knows it.
_HET = re.compile(r"(fonds|budget|krediet|programma|plan|akkoord|project)$", re.IGNORECASE)
_ARTICLE = re.compile(r"(de|het|een) ", re.IGNORECASE)


def in_woorden(path: Sequence[str], programma: Programma | None) -> str:
    """Name a fact as a colleague would; a fact that has no words for it, by its path."""
    path = path[1:] if path[0] == "programma" and len(path) > 1 else path
    owner, rest = _owner(path, programma)
    if not rest:
        return owner
    if rest[0] in _PARTS and len(rest) == 2:
        return f"{_PARTS[rest[0]].format(_pillar(rest, programma))} van {owner}"
    if len(rest) == 1 and rest[0] in _FIELDS:
        return f"{_FIELDS[rest[0]]} van {owner}"
    return f"het feit `{'.'.join(path)}`"


def _owner(path: Sequence[str], programma: Programma | None) -> tuple[str, Sequence[str]]:
    """Name what a fact is of; return the rest of its path."""
    first = path[0]
    if first == "feiten" and len(path) == 2:
        return f"het feit '{path[1]}'", ()
    if first == "gemeente":
        return "de gemeente", path[1:]
    if first == "uitvoeringsprogramma":
        return "het uitvoeringsprogramma", path[1:]
    if first == "financiering" and len(path) > 1:
        return _fund(path[1], programma), path[2:]
    if first in _OWNERS and len(path) > 1:
        return _OWNERS[first].format(f"'{_name(path, programma)}'"), path[2:]
    return "het programma", path


def _fund(key: str, programma: Programma | None) -> str:
    fonds = programma.financiering.get(key) if programma else None
    if fonds is None:
        return f"het fonds '{key}'"
    if _ARTICLE.match(fonds.naam):
        return fonds.naam
    return f"het {fonds.naam}" if _HET.search(fonds.naam) else f"het fonds {fonds.naam}"


def _name(path: Sequence[str], programma: Programma | None) -> str:
    """Return the name of a pillar; all else is known by its short name."""
    pijler = programma.pijlers.get(path[1]) if programma and path[0] == "pijlers" else None
    return pijler.naam if pijler else path[1]


def _pillar(rest: Sequence[str], programma: Programma | None) -> str:
    if rest[0] != "per_pijler" or programma is None or rest[1] not in programma.pijlers:
        return rest[1]
    return f"'{programma.pijlers[rest[1]].naam}'"
