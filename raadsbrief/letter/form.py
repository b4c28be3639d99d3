"""A letter in the form of its gemeente: its characteristics, who signs, and what is secret."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, get_args

from raadsbrief.content.dossier import Dossier
from raadsbrief.dutch import NBSP
from raadsbrief.letter.huis import huis
from raadsbrief.model import Bestuurder, Geheimhouding, Gemeente, Regel
from raadsbrief.model.briefvorm import Kenmerknaam, Ondertekening, Sectiekop, Tekenaar
from raadsbrief.model.gemeente import zonder_lidwoord
from raadsbrief.prose.expressions import EXPRESSION

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
    """List what the letter shows; rows with one label become one, in the place of the first."""
    found: dict[str, Kenmerk] = {}
    if verborgen(dossier, "kenmerken"):
        return []
    for row in rows(dossier):
        first = found.setdefault(row.label.casefold(), row)
        values = tuple(dict.fromkeys((*first.waarden, *row.waarden)))
        found[row.label.casefold()] = replace(first, waarden=values)
    return list(found.values())


def rows(dossier: Dossier) -> list[Kenmerk]:
    """List what the letter has, in the order of the gemeente and otherwise in the usual one."""
    gemeente = huis(dossier)
    elsewhere = _ELSEWHERE | gevuld(dossier).keys()
    in_window = {"aan"} if gemeente.huisstijl.venster != "geen" else frozenset()
    rest = (n for n in get_args(Kenmerknaam) if n not in (*gemeente.kenmerken, *elsewhere))
    found = []
    for naam in (*dict.fromkeys(gemeente.kenmerken), *rest):
        if naam in in_window or verborgen(dossier, naam):
            continue
        if naam == "overige":
            overige = dossier.brief.model.overige_kenmerken
            found += [Kenmerk(naam, label, (text,)) for label, text in overige.items()]
        elif waarden := _values(dossier, naam):
            count = len(dossier.brief.model.bijlagen if naam == "bijlagen" else waarden)
            found.append(Kenmerk(naam, _label(gemeente, naam, count), waarden))
    return found


def verborgen(dossier: Dossier, naam: str) -> bool:
    """Tell whether a letter does not show what it has."""
    return naam in huis(dossier).niet_tonen


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
    if huis(dossier).namen == "zoals_getypt":
        return tuple(names)
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
    """Name the kinds of the letter, but not one that gives it a title (or none) of its own."""
    own = dossier.gemeente.model.soorten
    titled = {naam for naam, vorm in own.items() if "genre" in vorm.model_fields_set}
    shown = (soort for soort in dossier.brief.model.soort or () if soort not in titled)
    return tuple(soort[0].upper() + soort[1:] for soort in shown)


def _pledges(dossier: Dossier) -> tuple[Any, ...]:
    """What the letter settles: in its own words, and by number or text from the programme."""
    brief, programma = dossier.brief.model, dossier.programma
    known = programma.model.toezeggingen if programma else {}
    settled = {key: known[key] for key in brief.afdoening or () if key in known}
    return (
        *(brief.toezegging or ()),
        *(one.nummer or _with_name(one.tekst, key) for key, one in settled.items()),
    )


def _with_name(tekst: Regel, key: str) -> Regel:
    """Let the text of a pledge name its own facts outside the pledge, where nothing is `dit`."""
    if "dit" not in tekst:
        return tekst
    own = rf"\1toezeggingen.{key}"
    return Regel(EXPRESSION.sub(lambda fact: re.sub(r"^(\{\{\s*)dit\b", own, fact[0]), tekst))


def _annexes(dossier: Dossier) -> tuple[Any, ...]:
    bijlagen, filled = dossier.brief.model.bijlagen, gevuld(dossier)
    if bijlagen and "bijlagen" in filled:
        kop = filled["bijlagen"]
        where = f"{len(bijlagen)}, zie {f'onder ‘{kop}’' if kop else 'hieronder'}"
        return (Regel(where) if isinstance(kop, Regel) else where,)
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
    "toezegging": _pledges,
    "soort": _kinds,
    "bijlagen": _annexes,
    "programma": _programme,
    "geheimhouding": _secrecy,
}


def geadresseerde(dossier: Dossier) -> tuple[str, ...]:
    """Return the lines of the addressee: those of the letter, or else of the gemeente."""
    return () if verborgen(dossier, "aan") else tuple(huis(dossier).aan or ())


def secties(dossier: Dossier) -> dict[str, Sectiekop]:
    """Return the fixed headings that this letter has, or could have, by short name.

    A letter that has text and no sections stands without them.
    """
    brief = dossier.brief.model
    return {} if brief.tekst and not brief.secties else huis(dossier).secties


def gevuld(dossier: Dossier) -> dict[str, str | None]:
    """Return the headings under which the gemeente prints fields of the letter, by field."""
    return {
        kop.vult: kop_van(dossier, naam)
        for naam, kop in secties(dossier).items()
        if kop.vult and not verborgen(dossier, kop.vult)
    }


def geheim_onder(dossier: Dossier) -> str | None:
    """Return the heading under which secrecy is told, empty without one; None if nowhere."""
    filled = gevuld(dossier)
    return (filled["geheimhouding"] or "") if "geheimhouding" in filled else None


def eigen_koppen(dossier: Dossier) -> bool:
    """Tell whether the letter may have headings of its own."""
    gemeente = huis(dossier)
    return not gemeente.secties if gemeente.eigen_koppen is None else gemeente.eigen_koppen


def kop_van(dossier: Dossier, naam: str) -> str | None:
    """Return the heading of a section: of the letter, of the gemeente, or its own name."""
    own, fixed = dossier.brief.model.koppen, secties(dossier).get(naam)
    return own.get(naam, fixed.kop if fixed else naam)


def volgorde(dossier: Dossier) -> list[str]:
    """List the sections in the order of the gemeente; one of the letter follows that before it."""
    order = list(secties(dossier))
    place = 0
    for naam in dossier.brief.model.secties:
        if naam not in order:
            order.insert(place, naam)
        place = order.index(naam) + 1
    return order


def vulling(dossier: Dossier, kop: Sectiekop) -> tuple[Any, ...]:
    """Return what fills a section from a field: nothing where the letter has no such field."""
    if kop.vult is not None and verborgen(dossier, kop.vult):
        return ()
    if kop.vult is None or kop.vult == "bijlagen":
        return dossier.brief.model.bijlagen if kop.vult else ()
    return _values(dossier, kop.vult)


def bijlagen_apart(dossier: Dossier) -> bool:
    """Tell whether the annexes need a list of their own at the end of the letter."""
    bijlagen = dossier.brief.model.bijlagen
    many = len(bijlagen) > MAX_BIJLAGEN_IN_KENMERKEN
    shown = "bijlagen" not in gevuld(dossier) and not verborgen(dossier, "bijlagen")
    return shown and (many or any(b.details for b in bijlagen))


def bestuurder(dossier: Dossier, who: str) -> Bestuurder | None:
    """Return the one member of the college with a function or name on the letter's date."""
    found = dossier.gemeente.model.in_functie(who, dossier.brief.model.datum)
    return found[0] if len(found) == 1 else None


def ondertekening(dossier: Dossier) -> Ondertekening:
    """Return the form of the signatures, with those who sign this letter."""
    return huis(dossier).ondertekening or Ondertekening()


def ondertekenaars(dossier: Dossier) -> list[Bestuurder | Tekenaar]:
    """List who sign a checked letter."""
    signing = (_signatory(dossier, who) for who in ondertekening(dossier).functies)
    return [who for who in signing if who is not None]


def _signatory(dossier: Dossier, who: str | Tekenaar) -> Bestuurder | Tekenaar | None:
    if isinstance(who, Tekenaar):
        return who
    found = bestuurder(dossier, who)
    if found is None or huis(dossier).namen != "zoals_getypt":
        return found
    naam = found.naam if zonder_lidwoord(who) == zonder_lidwoord(found.functie) else who
    return found.model_copy(update={"naam": naam, "titel": None})


def nummer(dossier: Dossier) -> str | None:
    """Return the number by which the letter is known."""
    return dossier.brief.model.zaaknummer or dossier.brief.model.kenmerk


def nummer_op_blad(dossier: Dossier) -> str | None:
    """Return the number for the foot of the pages, unless the letter does not show it."""
    naam = "zaaknummer" if dossier.brief.model.zaaknummer else "kenmerk"
    return None if verborgen(dossier, naam) else nummer(dossier)


def kopregel(dossier: Dossier) -> str:
    """Return the number with its label, for the head of the pages."""
    brief, gemeente = dossier.brief.model, huis(dossier)
    at_foot = gemeente.bladzijden.zaaknummer_bij_nummer and gemeente.bladzijden.nummers != "geen"
    asked = "kop" in gemeente.bladzijden.model_fields_set
    if verborgen(dossier, "kopregel") or nummer_op_blad(dossier) is None:
        return ""
    if at_foot and not asked and not verborgen(dossier, "bladzijdenummers"):
        return ""  # once on a page is enough
    if brief.zaaknummer is None and brief.kenmerk is not None:
        return f"{_label(gemeente, 'kenmerk', 1)} {brief.kenmerk}"
    return f"{gemeente.zaaknummer.label} {brief.zaaknummer}" if brief.zaaknummer else ""


def titel(dossier: Dossier) -> str:
    """Return the name of the genre, as the title of the letter; empty where it has none."""
    return huis(dossier).genre or ""


def documentnaam(dossier: Dossier) -> str:
    """Name a letter for the list of documents of a reader, also where it shows no title."""
    brief, gemeente = dossier.brief.model, huis(dossier)
    if gemeente.genre:
        return gemeente.genre
    kinds = [soort for soort in brief.soort or () if soort in gemeente.soorten]
    return kinds[0][0].upper() + kinds[0][1:] if kinds else f"Brief van {gemeente.volledige_naam}"


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
