"""Collect the prose of a letter, its gemeente and what it shows of its programme."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from ruamel.yaml.nodes import MappingNode, ScalarNode

from raadsbrief.content.dossier import Content, Dossier
from raadsbrief.diagnostics import ContentError
from raadsbrief.letter import form
from raadsbrief.letter.blokken import placed_parts, selected, told_pledges, told_steps
from raadsbrief.letter.huis import huis
from raadsbrief.letter.tabel.grid import CALL
from raadsbrief.model import Blok, Brief, Gemeente, Programma, Proza
from raadsbrief.model.blokken import Deel, Selectie
from raadsbrief.model.fields import ALLE, Punt, Regel
from raadsbrief.prose.facts import (
    COLLECTIONS,
    LOST,
    WITH_OWN,
    Facts,
    letter_facts,
    loaded_facts,
    programme_facts,
    with_own,
)
from raadsbrief.taal.reading.reader import Gelezen, Soort, read, read_plain
from raadsbrief.taal.reading.stukken import Letter, Lijst, Stuk
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath

# Fields of plain text that a reader reads as words; numbers, addresses and short names are not.
_LEESBAAR = frozenset(
    [
        *("aan", "aanhef", "afkortingen", "afsluiting", "ambitie", "commissie", "feiten"),
        *("gebied", "genre", "kop", "motie", "naam", "overige_kenmerken", "portefeuille"),
        *("project", "rijen", "subtotaal", "titel", "totaal", "vastgesteld_door"),
        *("verbindingen", "verstrekker"),
    ]
)
# Names of people: known words, and no prose.
_PERSONEN = frozenset(["college", "steller", "portefeuillehouder", "ondertekening"])


def letter_of(dossier: Dossier, eerdere: Sequence[Dossier] = ()) -> Letter:
    """Return all that the language rules know of a letter; `eerdere` are letters before it."""
    brief, programma = dossier.brief.model, dossier.programma
    afkortingen = {**(programma.model.afkortingen if programma else {}), **brief.afkortingen}
    earlier = tuple(stuk for other in eerdere for stuk in _of_letter(other))
    return Letter(_pieces(dossier), earlier, afkortingen, _people(dossier))


def earlier(content: Content, dossier: Dossier) -> list[Dossier]:
    """Return the last letters before this one on the same programme, or else of the same gemeente.

    A letter that cannot be read now is reported when it is checked itself.
    """
    found = []
    for name in content.kin_of(dossier.name).earlier:
        with contextlib.suppress(ContentError):
            found.append(content.dossier(name))
    return found


@lru_cache(maxsize=256)
def _of_letter(dossier: Dossier) -> tuple[Stuk, ...]:
    return (*_of_file(dossier.brief, letter_facts(dossier)), *_own_headings(dossier))


@lru_cache(maxsize=256)
def _pieces(dossier: Dossier) -> tuple[Stuk, ...]:
    pieces = list(_of_gemeente(dossier.gemeente))
    if dossier.programma is not None:
        shown = _shown(dossier.programma.model, dossier)
        pieces += (
            stuk
            for stuk in _of_programme(dossier.programma, dossier.gemeente)
            if stuk.path[0] not in WITH_OWN or stuk.path[:2] in shown
        )
    return (*pieces, *_of_letter(dossier))


def _own_headings(dossier: Dossier) -> Iterator[Stuk]:
    """Read the headings that a letter has as the names of its sections."""
    fixed, brief = huis(dossier).secties, dossier.brief
    group = brief.source.find(("secties",))
    for key, _ in group.value if isinstance(group, MappingNode) else ():
        if key.value not in fixed and key.value not in brief.model.koppen:
            path: KeyPath = ("secties", key.value)
            yield from _stukken(brief, path, key, key.value, {})


# Many letters share these, and each is read once.
@lru_cache(maxsize=64)
def _of_gemeente(gemeente: Loaded[Gemeente]) -> tuple[Stuk, ...]:
    of_letter = dict.fromkeys(Brief.model_fields, LOST)  # each letter has others
    facts = {"gemeente": loaded_facts(gemeente), "brief": of_letter}
    return tuple(_of_file(gemeente, facts))


@lru_cache(maxsize=64)
def _of_programme(programma: Loaded[Programma], gemeente: Loaded[Gemeente]) -> tuple[Stuk, ...]:
    """Read a programme as it will stand in a letter: the gemeente says how amounts are written."""
    facts = {**programme_facts(programma), "gemeente": loaded_facts(gemeente)}
    return tuple(_of_file(programma, facts))


def _shown(programma: Programma, dossier: Dossier) -> set[KeyPath]:
    """Return the paths of the pillars, results and funds that a letter shows."""
    shown: set[KeyPath] = set()
    for _, blok in placed_parts(dossier.brief.model):
        shown |= set(_chosen(programma, blok))
        shown |= {("planning", key) for key in told_steps(programma, blok)}
        if isinstance(blok, Blok):
            pledges = told_pledges(programma, dossier.brief.model, blok)
            shown |= {("toezeggingen", key) for key in pledges}
    return shown


def _chosen(programma: Programma, blok: Blok | Deel) -> Iterator[KeyPath]:
    for soort in ("pijlers", "resultaten", "financiering"):
        keuze = getattr(blok.tabel or blok.grafiek or blok, soort, None)
        items: Mapping[str, Any] = getattr(programma, soort)
        if isinstance(keuze, Selectie):
            found = {id(resultaat) for resultaat in selected(programma, keuze)}
            yield from ((soort, key) for key, item in items.items() if id(item) in found)
        elif keuze is not None:
            yield from ((soort, key) for key in (items if keuze == (ALLE,) else keuze))


def _people(dossier: Dossier) -> frozenset[str]:
    brief, gemeente = dossier.brief.model, dossier.gemeente.model
    programma = dossier.programma.model if dossier.programma else None
    names = [gemeente.naam, *(lid.naam for lid in gemeente.college)]
    names += [naam for naam in (programma.naam, programma.gebied) if naam] if programma else []
    names += [steller.naam for steller in brief.steller or ()]
    signing = form.ondertekening(dossier).functies
    names += [who if isinstance(who, str) else who.naam or "" for who in signing]
    return frozenset([*names, *(brief.portefeuillehouder or ())])


def _of_file(loaded: Loaded[Any], facts: Facts) -> Iterator[Stuk]:
    """Read every text of a file, in the order of its model."""
    is_programme = isinstance(loaded.model, Programma)
    for path, text in _texts(loaded.model):
        if not isinstance(text, Proza) and not _is_readable(path):
            continue
        node = loaded.source.find(path)
        if node is None:  # a section, block, annex or column may be written as prose alone
            node = loaded.source.find(path[:-1]) or loaded.source.find(path[:-2])
        if isinstance(node, ScalarNode):
            own = _own(facts, path) if is_programme else None
            yield from _stukken(loaded, path, node, text, with_own(facts, own))


def _own(facts: Facts, path: KeyPath) -> Facts | None:
    """Return the facts that prose in a pillar, result or fund can name as `dit`."""
    collection = facts.get(str(path[0])) if path[0] in COLLECTIONS else None
    own = collection.get(path[1]) if isinstance(collection, Mapping) and len(path) > 1 else None
    return own if isinstance(own, Mapping) else None


def _stukken(
    loaded: Loaded[Any], path: KeyPath, node: ScalarNode, text: str, facts: Facts
) -> Iterator[Stuk]:
    is_cell = "rijen" in path or "totaal" in path or "subtotaal" in path
    if isinstance(text, Proza) or is_cell:
        notes = CALL.findall(text) if "tabel" in path[2:] else ()  # stand below the table
        pieces = read(text, facts, is_cell or isinstance(text, Regel), notes)
    else:
        pieces = [read_plain(text)]
    shift = max(0, node.value.find(text))  # a single line was stripped when it was read
    for piece in pieces:
        if any(c.isalpha() for c in piece.tekst):
            yield _stuk(loaded, path, node, text, piece, shift)


def _stuk(
    loaded: Loaded[Any], path: KeyPath, node: ScalarNode, text: str, piece: Gelezen, shift: int
) -> Stuk:
    file = loaded.source.file
    soort: Soort = piece.soort
    lijst = None
    if piece.lijst is not None:
        lijst = Lijst((file, path, piece.lijst[0]), piece.lijst[1], eigen=True)
    elif isinstance(text, Punt) and isinstance(path[-1], int):
        soort, lijst = "punt", Lijst((file, path[:-1]), path[-1], eigen=False)
    elif "rijen" in path or "totaal" in path or "subtotaal" in path:
        soort = "cel"
    elif soort == "regel" and _is_sentence(text):
        soort = "alinea"
    elif (
        path[-1] == "kop"
        or path[0] == "koppen"
        or (path[0] == "secties" and not isinstance(text, Proza))
    ):
        soort = "kop"
    places = [(begin + shift, length) for begin, length in piece.places]
    return Stuk(
        piece.tekst, soort, loaded.source, node, path, places,
        piece.feiten, piece.vreemd, piece.citaat, lijst,
    )  # fmt: skip


def _is_sentence(text: str) -> bool:
    """Tell whether a short field holds a sentence, and not a name."""
    return text.rstrip("'\"’”) ").endswith((".", "!", "?", ":")) and len(text.split()) > 3


def _is_readable(path: KeyPath) -> bool:
    names = [key for key in path if isinstance(key, str)]
    inside = names[2:] if names[:1] in (["soorten"], ["afzenders"]) else names
    if not names or _PERSONEN & {*inside[:1]} or "kolommen" in names:
        return False
    return bool(_LEESBAAR & set(names))


def _texts(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Find every text in a model, with its path in the file."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*path, i))
