"""What a block shows: the results that a selection finds, and questions with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from raadsbrief.model import Blok, Brief, Programma, Proza, Regel, Resultaat, Toezegging
from raadsbrief.model.blokken import (
    Deel,
    Selectie,
    Stap,
    Stapkeuze,
    Vraag,
    Vragenlijst,
    volgend_nummer,
)
from raadsbrief.model.fields import ALLE
from raadsbrief.model.formulier import Formulier, Veld
from raadsbrief.yaml.nodes import KeyPath


@dataclass(frozen=True)
class Groep:
    """Results that stand together, under the name of their pillar or under no heading."""

    kop: str | None
    resultaten: Sequence[Resultaat]


# What stands for the pledges that are open, and those that the letter itself settles.
OPEN = "open"


@dataclass(frozen=True)
class ToezeggingView:
    """A pledge as a template sees it; `hier` tells whether this letter settles it."""

    toezegging: Toezegging
    hier: bool


@dataclass(frozen=True)
class VraagView:
    """A question as a template sees it, with its number, if it has one.

    The answer is prose, or `delen`: blocks without headings.
    """

    nummer: str
    vraag: Proza
    antwoord: Proza | None
    delen: Sequence[Any] = ()


@dataclass(frozen=True)
class VragenView:
    """Questions as a template sees them; `woorden` asks for the words Vraag and Antwoord."""

    woorden: bool
    lijst: Sequence[VraagView]


@dataclass(frozen=True)
class VeldView:
    """A field of a form as a template sees it: what is filled in, and boxes with whether ticked."""

    veld: Regel
    waarde: Proza | None
    keuzes: Sequence[tuple[Regel, bool]]
    breed: bool


@dataclass(frozen=True)
class FormulierView:
    """A form as a template sees it: its fields, in rows of one or two."""

    kolommen: int
    rijen: Sequence[Sequence[VeldView]]


class Numbers:
    """Numbers the questions of one letter."""

    def __init__(self) -> None:
        self._last: str | None = None

    def take(self, own: str | None) -> str:
        """Return the number of the next question: its own, or the one after the last."""
        self._last = own or volgend_nummer(self._last)
        return self._last


def of_pillars(programma: Programma, selectie: Selectie) -> dict[str, Resultaat]:
    """Return the results of the pillars that a selection asks for, by their short names."""
    pijlers = None if selectie.pijler in (None, (ALLE,)) else selectie.pijler
    return {
        key: resultaat
        for key, resultaat in programma.resultaten.items()
        if pijlers is None or resultaat.pijler in pijlers
    }


def selected(programma: Programma, selectie: Selectie) -> list[Resultaat]:
    """Return what a selection finds, in the order of the programme."""
    found = of_pillars(programma, selectie).values()
    return [resultaat for resultaat in found if _is_since(resultaat, selectie)]


def told_results(programma: Programma, brief: Brief) -> set[str]:
    """Return the short names of the results that the blocks of a letter tell."""
    told: set[str] = set()
    for blok in blocks_of(brief):
        if isinstance(blok.resultaten, Selectie):
            chosen = of_pillars(programma, blok.resultaten)
            told |= {key for key, one in chosen.items() if _is_since(one, blok.resultaten)}
        else:
            told |= told_keys(blok.resultaten, programma.resultaten)
    return told


def told_keys(keuze: Sequence[str] | None, available: Iterable[str]) -> set[str]:
    """Return the short names that a block chooses: those named, or all."""
    return set(available if keuze and ALLE in keuze else keuze or ())


def blocks_by_part(brief: Brief) -> dict[KeyPath, Sequence[Blok]]:
    """Return the blocks of a letter by the path of the part that they are in.

    A part is the text without a heading, a section, or what comes after the signatures.
    """
    parts: dict[KeyPath, Sequence[Blok]] = {("tekst",): brief.tekst or ()}
    parts |= {("secties", naam): sectie for naam, sectie in brief.secties.items()}
    return {**parts, ("na_ondertekening",): brief.na_ondertekening or ()}


def placed_blocks(brief: Brief) -> Iterator[tuple[KeyPath, Blok]]:
    """Yield all blocks of a letter, each with its path."""
    for path, blokken in blocks_by_part(brief).items():
        for i, blok in enumerate(blokken):
            yield (*path, i), blok


def told_steps(programma: Programma, blok: Blok | Deel) -> list[str]:
    """Return the short names of the steps of the programme that a block shows, in its order."""
    keuze, available = blok.planning, programma.planning
    if isinstance(keuze, Stapkeuze):
        return [key for key, stap in available.items() if keuze.past(stap)]
    if keuze == (ALLE,):
        return list(available)
    return [key for key in keuze or () if isinstance(key, str) and key in available]


def steps_of(programma: Programma | None, blok: Blok | Deel) -> list[Stap]:
    """Return the steps that a block shows: its own, or those of the programme that it chooses."""
    own = blok.planning if isinstance(blok.planning, tuple) else ()
    steps = [stap for stap in own if isinstance(stap, Stap)]
    if steps or programma is None:
        return steps
    return [programma.planning[key] for key in told_steps(programma, blok)]


def told_pledges(programma: Programma, brief: Brief, blok: Blok) -> list[str]:
    """Return the short names of the pledges that a block shows, in its order."""
    keuze, available = blok.toezeggingen or (), programma.toezeggingen
    if keuze == (ALLE,):
        return list(available)
    if keuze == (OPEN,) and OPEN not in available:
        here = brief.afdoening or ()
        return [key for key, one in available.items() if one.is_open or key in here]
    return [key for key in keuze if key in available]


def pledges_of(programma: Programma, brief: Brief, blok: Blok) -> list[ToezeggingView]:
    """Return the pledges that a block shows, as a template sees them."""
    here = brief.afdoening or ()
    keys = told_pledges(programma, brief, blok)
    return [ToezeggingView(programma.toezeggingen[key], key in here) for key in keys]


def blocks_of(brief: Brief) -> Iterator[Blok]:
    """Yield all blocks of a letter."""
    for _, blok in placed_blocks(brief):
        yield blok


def placed_parts(brief: Brief) -> Iterator[tuple[KeyPath, Blok | Deel]]:
    """Yield all blocks of a letter, and the parts of the answers in them, with their paths."""
    for place, blok in placed_blocks(brief):
        yield place, blok
        in_group = isinstance(blok.vragen, Vragenlijst)
        path = (*place, "vragen", *(("lijst",) if in_group else ()))
        for j, vraag in enumerate(questions(blok.vragen)):
            for k, deel in enumerate(parts_of_answer(vraag)):
                yield (*path, j, "antwoord", k), deel


def questions(vragen: Vragenlijst | Sequence[Vraag] | None) -> Sequence[Vraag]:
    """Return the questions of a block, however they are written."""
    return vragen.lijst if isinstance(vragen, Vragenlijst) else vragen or ()


def parts_of_answer(vraag: Vraag) -> Sequence[Deel]:
    """Return the parts of an answer that is not prose alone."""
    return () if isinstance(vraag.antwoord, Proza) else vraag.antwoord


def _is_since(resultaat: Resultaat, selectie: Selectie) -> bool:
    """Tell whether any day of the date of a result is late enough."""
    if selectie.sinds is None:
        return True
    return resultaat.datum is not None and resultaat.datum.laatste_dag >= selectie.sinds.eerste_dag


def groups(programma: Programma, selectie: Selectie) -> list[Groep]:
    """Return what a selection finds: as one group, or by pillar, those without one first."""
    found = selected(programma, selectie)
    if not selectie.per_pijler:
        return [Groep(None, found)]
    heads: dict[str | None, str | None] = {None: None}
    heads |= {key: pijler.naam for key, pijler in programma.pijlers.items()}
    by_pillar = [
        Groep(kop, [resultaat for resultaat in found if resultaat.pijler == key])
        for key, kop in heads.items()
    ]
    return [groep for groep in by_pillar if groep.resultaten]


def vragen_view(vragen: Vragenlijst | Sequence[Vraag], numbers: Numbers) -> VragenView:
    """Number the questions of a block, if they have numbers."""
    form = vragen if isinstance(vragen, Vragenlijst) else Vragenlijst(lijst=tuple(vragen))
    views = []
    for one in form.lijst:
        nummer = numbers.take(one.nummer) if form.nummers else ""
        antwoord = one.antwoord if isinstance(one.antwoord, Proza) else None
        views.append(VraagView(nummer, one.vraag, antwoord, parts_of_answer(one)))
    return VragenView(form.woorden, views)


def form_view(formulier: Formulier | Sequence[Veld]) -> FormulierView:
    """Put the fields of a form in rows."""
    form = formulier if isinstance(formulier, Formulier) else Formulier(velden=tuple(formulier))
    kolommen = int(form.kolommen)
    rows: list[list[VeldView]] = []
    is_full = True
    for veld in form.velden:
        ticked = veld.aangekruist or ()
        keuzes = [(keuze, keuze in ticked) for keuze in veld.keuzes or ()]
        view = VeldView(veld.veld, veld.waarde, keuzes, veld.breed and kolommen > 1)
        if is_full or view.breed:
            rows.append([])
        rows[-1].append(view)
        is_full = view.breed or len(rows[-1]) == kolommen
    return FormulierView(kolommen, rows)
