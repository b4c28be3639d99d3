"""The blocks of a letter as templates see them: what each shows, and in answers those inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from raadsbrief.content.dossier import Dossier
from raadsbrief.letter.blokken import (
    Groep,
    Numbers,
    VragenView,
    blocks_by_part,
    form_view,
    groups,
    pledges_of,
    steps_of,
    vragen_view,
)
from raadsbrief.letter.grafiek import view_of
from raadsbrief.letter.huis import huis
from raadsbrief.letter.tabel import surroundings, table_of
from raadsbrief.model import Blok
from raadsbrief.model.blokken import Deel, Selectie, Vraag, Vragenlijst
from raadsbrief.model.fields import ALLE
from raadsbrief.page.parts import BlokView
from raadsbrief.yaml.nodes import KeyPath


def contents(blokken: Iterable[BlokView]) -> Iterator[Any]:
    """Yield what is in all blocks, and in those of answers."""
    for blok in blokken:
        yield blok.inhoud
        for vraag in blok.inhoud.lijst if isinstance(blok.inhoud, VragenView) else ():
            yield from (deel.inhoud for deel in vraag.delen)


def of_part(
    dossier: Dossier, part: KeyPath, numbers: Numbers, kopniveau: int
) -> tuple[BlokView, ...]:
    """Return the blocks of a part of the letter, each with what it shows."""
    views = []
    niveau = kopniveau
    for i, blok in enumerate(blocks_by_part(dossier.brief.model).get(part, ())):
        if blok.kop is not None:
            niveau = kopniveau + 1  # from here on, headings stand below this one
        path: KeyPath = (*part, i, blok.soort)
        if blok.vragen is not None:
            inhoud: Any = _questions(dossier, blok.vragen, path, numbers, niveau)
        else:
            inhoud = _content(dossier, blok, path)
        views.append(BlokView(blok.soort, blok.kop, kopniveau, niveau, inhoud))
    return tuple(views)


def _questions(
    dossier: Dossier,
    vragen: Vragenlijst | Sequence[Vraag],
    path: KeyPath,
    numbers: Numbers,
    niveau: int,
) -> VragenView:
    """Number questions, and make blocks of the parts of their answers."""
    shown = vragen_view(vragen, numbers)
    path = (*path, "lijst") if isinstance(vragen, Vragenlijst) else path
    views = []
    for i, one in enumerate(shown.lijst):
        delen = [
            BlokView(
                deel.soort,
                None,
                niveau + 1,
                niveau + 1,
                _content(dossier, deel, (*path, i, "antwoord", k, deel.soort)),
            )
            for k, deel in enumerate(one.delen)
        ]
        views.append(replace(one, delen=delen))
    return replace(shown, lijst=views)


def _content(dossier: Dossier, blok: Blok | Deel, path: KeyPath) -> Any:
    if blok.tabel is not None:
        return table_of(blok.tabel, surroundings(dossier, path))
    if blok.grafiek is not None:
        kleur = huis(dossier).huisstijl.kleur
        return view_of(blok.grafiek, surroundings(dossier, path), kleur)
    if blok.formulier is not None:
        return form_view(blok.formulier)
    return _chosen(dossier, blok)


def _chosen(dossier: Dossier, blok: Blok | Deel) -> Any:
    keuze = getattr(blok, blok.soort)
    if blok.soort == "tekst":
        return keuze
    if blok.soort == "planning":
        return steps_of(dossier.programma.model if dossier.programma else None, blok)
    assert dossier.programma is not None
    if isinstance(blok, Blok) and blok.soort == "toezeggingen":
        return pledges_of(dossier.programma.model, dossier.brief.model, blok)
    if isinstance(keuze, Selectie):
        return groups(dossier.programma.model, keuze)
    available: Mapping[str, Any] = getattr(dossier.programma.model, blok.soort)
    chosen = list(available.values()) if keuze == (ALLE,) else [available[key] for key in keuze]
    return [Groep(None, chosen)] if blok.soort == "resultaten" else chosen
