"""The blocks of a letter as templates see them: what each shows, and in answers those inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from raadsbrief.content.dossier import Dossier
from raadsbrief.letter.blokken import Groep, Numbers, VragenView, form_view, groups, vragen_view
from raadsbrief.letter.grafiek import view_of
from raadsbrief.letter.tabel import surroundings, table_of
from raadsbrief.model import Blok, Regel
from raadsbrief.model.blokken import Deel, Selectie, Vraag, Vragenlijst
from raadsbrief.model.fields import ALLE
from raadsbrief.yaml.nodes import KeyPath


@dataclass(frozen=True)
class BlokView:
    """A block as a template sees it: `inhoud` is prose, the chosen facts, steps or questions.

    `niveau` is the level of the headings inside the block.
    """

    soort: str
    kop: Regel | None
    niveau: int
    inhoud: Any


def contents(blokken: Iterable[BlokView]) -> Iterator[Any]:
    """Yield what is in all blocks, and in those of answers."""
    for blok in blokken:
        yield blok.inhoud
        for vraag in blok.inhoud.lijst if isinstance(blok.inhoud, VragenView) else ():
            yield from (deel.inhoud for deel in vraag.delen)


def of_section(dossier: Dossier, sectie: str, numbers: Numbers) -> list[BlokView]:
    """Return the blocks of a section of the letter, each with what it shows."""
    views = []
    niveau = 3
    for i, blok in enumerate(dossier.brief.model.secties[sectie]):
        if blok.kop is not None:
            niveau = 4  # from here on, headings stand below this one
        path: KeyPath = ("secties", sectie, i, blok.soort)
        if blok.vragen is not None:
            inhoud: Any = _questions(dossier, blok.vragen, path, numbers, niveau)
        else:
            inhoud = _content(dossier, blok, path)
        views.append(BlokView(blok.soort, blok.kop, niveau, inhoud))
    return views


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
        kleur = dossier.gemeente.model.huisstijl.kleur
        return view_of(blok.grafiek, surroundings(dossier, path), kleur)
    if blok.formulier is not None:
        return form_view(blok.formulier)
    return _chosen(dossier, blok)


def _chosen(dossier: Dossier, blok: Blok | Deel) -> Any:
    keuze = getattr(blok, blok.soort)
    if blok.soort in ("tekst", "planning"):
        return keuze
    assert dossier.programma is not None
    if isinstance(keuze, Selectie):
        return groups(dossier.programma.model, keuze)
    available: Mapping[str, Any] = getattr(dossier.programma.model, blok.soort)
    chosen = list(available.values()) if keuze == (ALLE,) else [available[key] for key in keuze]
    return [Groep(None, chosen)] if blok.soort == "resultaten" else chosen
