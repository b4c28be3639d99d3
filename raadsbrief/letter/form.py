"""A letter in the form of its gemeente: its characteristics, who signs, and what is secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_args

from raadsbrief.content.dossier import Dossier
from raadsbrief.dutch import NBSP
from raadsbrief.model import Bestuurder, Geheimhouding, Gemeente
from raadsbrief.model.briefvorm import Kenmerknaam, Ondertekening, Sectiekop

# More annexes than these, or any with details, get a list at the end of the letter.
MAX_BIJLAGEN_IN_KENMERKEN = 3
# Shown only where the gemeente asks for it: the letter says it elsewhere.
_ELSEWHERE = frozenset(["aan", "programma", "geheimhouding"])
_LABELS: dict[Kenmerknaam, tuple[str, str]] = {
    "portefeuillehouder": ("Portefeuillehouder", "Portefeuillehouders"),
    "portefeuille": ("Portefeuille", "Portefeuilles"),
    "steller": ("Steller", "Stellers"),
    "toezegging": ("Toezegging", "Toezeggingen"),
    "motie": ("Motie", "Moties"),
    "raadsvragen": ("Raadsvragen", "Raadsvragen"),
    "eerdere_besluiten": ("Eerder besluit", "Eerdere besluiten"),
    "bijlagen": ("Bijlage", "Bijlagen"),
}


@dataclass(frozen=True)
class Kenmerk:
    """A row of the table with characteristics: its label and one or more values."""

    naam: str
    label: str
    waarden: tuple[Any, ...]


def kenmerken(dossier: Dossier) -> list[Kenmerk]:
    """List what the letter has; rows with one label become one, in the place of the first."""
    found: dict[str, Kenmerk] = {}
    for row in rows(dossier):
        first = found.setdefault(row.label.casefold(), row)
        values = tuple(dict.fromkeys((*first.waarden, *row.waarden)))
        found[row.label.casefold()] = replace(first, waarden=values)
    return list(found.values())


def rows(dossier: Dossier) -> list[Kenmerk]:
    """List what the letter has, in the order of the gemeente and otherwise in the usual one."""
    gemeente = dossier.gemeente.model
    elsewhere = _ELSEWHERE | gevuld(dossier).keys()
    in_window = {"aan"} if gemeente.huisstijl.venster != "geen" else frozenset()
    rest = (n for n in get_args(Kenmerknaam) if n not in (*gemeente.kenmerken, *elsewhere))
    found = []
    for naam in (*dict.fromkeys(gemeente.kenmerken), *rest):
        if naam in in_window:
            continue
        if naam == "overige":
            overige = dossier.brief.model.overige_kenmerken
            found += [Kenmerk(naam, label, (text,)) for label, text in overige.items()]
        elif waarden := _values(dossier, naam):
            count = len(dossier.brief.model.bijlagen if naam == "bijlagen" else waarden)
            found.append(Kenmerk(naam, _label(gemeente, naam, count), waarden))
    return found


def _label(gemeente: Gemeente, naam: Kenmerknaam, count: int) -> str:
    if naam == "zaaknummer":
        return gemeente.zaaknummer.label
    singular, plural = _LABELS.get(naam, (naam.capitalize(), naam.capitalize()))
    return gemeente.labels.get(naam, singular if count == 1 else plural)


def _values(dossier: Dossier, naam: str) -> tuple[Any, ...]:
    if naam in _COMPUTED:
        return _COMPUTED[naam](dossier)
    value = getattr(dossier.brief.model, naam)
    if isinstance(value, tuple):
        return tuple(value)
    return () if value is None else (value,)


def _holders(dossier: Dossier) -> tuple[str, ...]:
    names = dossier.brief.model.portefeuillehouder or ()
    return tuple(
        found.naam_met_titel if (found := bestuurder(dossier, who)) else who for who in names
    )


def _portfolios(dossier: Dossier) -> tuple[str, ...]:
    brief = dossier.brief.model
    if brief.portefeuille:
        return tuple(brief.portefeuille)
    holders = (bestuurder(dossier, who) for who in brief.portefeuillehouder or ())
    found = [text for holder in holders if holder for text in holder.portefeuille or ()]
    return tuple(dict.fromkeys(found))


def _kinds(dossier: Dossier) -> tuple[str, ...]:
    return tuple(soort[0].upper() + soort[1:] for soort in dossier.brief.model.soort or ())


def _annexes(dossier: Dossier) -> tuple[Any, ...]:
    bijlagen, section = dossier.brief.model.bijlagen, gevuld(dossier).get("bijlagen")
    if bijlagen and section:
        return (f"{len(bijlagen)}, zie onder ‘{section}’",)
    if bijlagen_apart(dossier):
        return (f"{len(bijlagen)}, zie de lijst aan het eind van deze brief",)
    # In one row, as the text of one line.
    return tuple(bijlage.titel for bijlage in bijlagen)


def _programme(dossier: Dossier) -> tuple[str, ...]:
    return (dossier.programma.model.naam,) if dossier.programma else ()


def _secrecy(dossier: Dossier) -> tuple[str, ...]:
    geheim = dossier.brief.model.geheimhouding
    return (gronden(geheim),) if geheim else ()


_COMPUTED: dict[str, Callable[[Dossier], tuple[Any, ...]]] = {
    "aan": lambda dossier: geadresseerde(dossier),
    "portefeuillehouder": _holders,
    "portefeuille": _portfolios,
    "soort": _kinds,
    "bijlagen": _annexes,
    "programma": _programme,
    "geheimhouding": _secrecy,
}


def geadresseerde(dossier: Dossier) -> tuple[str, ...]:
    """Return the lines of the addressee: those of the letter, or else of the gemeente."""
    return tuple(dossier.brief.model.aan or dossier.gemeente.model.aan or ())


def gevuld(dossier: Dossier) -> dict[str, str]:
    """Return the headings under which the gemeente prints fields of the letter, by field."""
    return {kop.vult: kop.kop for kop in dossier.gemeente.model.secties.values() if kop.vult}


def vulling(dossier: Dossier, kop: Sectiekop) -> tuple[Any, ...]:
    """Return what fills a section from a field: nothing where the letter has no such field."""
    if kop.vult is None or kop.vult == "bijlagen":
        return dossier.brief.model.bijlagen if kop.vult else ()
    return _values(dossier, kop.vult)


def bijlagen_apart(dossier: Dossier) -> bool:
    """Tell whether the annexes need a list of their own at the end of the letter."""
    bijlagen = dossier.brief.model.bijlagen
    many = len(bijlagen) > MAX_BIJLAGEN_IN_KENMERKEN
    return "bijlagen" not in gevuld(dossier) and (many or any(b.details for b in bijlagen))


def bestuurder(dossier: Dossier, who: str) -> Bestuurder | None:
    """Return the one member of the college with a function or name on the letter's date."""
    found = dossier.gemeente.model.in_functie(who, dossier.brief.model.datum)
    return found[0] if len(found) == 1 else None


def ondertekening(dossier: Dossier) -> Ondertekening:
    """Return the form of the signatures, with those who sign this letter."""
    vorm, eigen = dossier.gemeente.model.ondertekening, dossier.brief.model.ondertekening
    return vorm if eigen is None else vorm.model_copy(update={"functies": eigen})


def ondertekenaars(dossier: Dossier) -> list[Bestuurder]:
    """List who sign a checked letter."""
    signing = (bestuurder(dossier, who) for who in ondertekening(dossier).functies)
    return [who for who in signing if who is not None]


def nummer(dossier: Dossier) -> str | None:
    """Return the number by which the letter is known."""
    return dossier.brief.model.zaaknummer or dossier.brief.model.kenmerk


def kopregel(dossier: Dossier) -> str:
    """Return the number with its label, for the head of the pages."""
    brief, gemeente = dossier.brief.model, dossier.gemeente.model
    if brief.zaaknummer is None and brief.kenmerk is not None:
        return f"{_label(gemeente, 'kenmerk', 1)} {brief.kenmerk}"
    return f"{gemeente.zaaknummer.label} {brief.zaaknummer}" if brief.zaaknummer else ""


def titel(dossier: Dossier) -> str:
    """Return the name of the genre, as the title of the letter."""
    return dossier.brief.model.genre or dossier.gemeente.model.genre


def gronden(geheim: Geheimhouding) -> str:
    """Write the grounds for secrecy: `artikel 5.1, lid 2, onder b en e, van de Wet ...`."""
    per_lid: dict[str, list[str]] = {}
    for grond in geheim.grond:
        per_lid.setdefault(grond.lid, []).append(grond.onderdeel)
    parts = [
        f"lid{NBSP}{lid}, onder{NBSP}{' en '.join(dict.fromkeys(letters))}"
        for lid, letters in sorted(per_lid.items())
    ]
    return f"artikel{NBSP}5.1, {', en '.join(parts)}"
