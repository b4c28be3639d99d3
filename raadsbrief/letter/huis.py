"""The house of one letter: its gemeente, with what its kind, its sender and itself have otherwise.

The later speaks louder: gemeente, sender, kind of letter (`soort`), letter. A field counts as
filled in where an author wrote it, also with `geen`, which makes it None.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from raadsbrief.content.dossier import Dossier
from raadsbrief.model import Brief, Gemeente
from raadsbrief.model.briefvorm import Bladzijden, Ondertekening, Zaaknummervorm
from raadsbrief.model.fields import Vorm
from raadsbrief.model.gemeente import Afzender, Soortvorm

# Of these groups a field that is not filled in stays as it was; others are replaced whole.
_BY_FIELD = (Bladzijden, Ondertekening, Zaaknummervorm)
# What a letter can have otherwise than its house.
_OF_LETTER = (
    *("genre", "voetnoot", "logo", "adres", "aan", "aanhef", "niet_tonen", "namen"),
    *("afsluiting", "ondertekening"),
)


# Every rule about the form of a letter asks for it.
@lru_cache(maxsize=16)
def huis(dossier: Dossier) -> Gemeente:
    """Return the gemeente as it is for this letter; templates know it as `gemeente`."""
    gemeente, brief = dossier.gemeente.model, dossier.brief.model
    huidig = gemeente.model_copy(
        update={
            "afsluiting": gemeente.afsluiting or (),
            "ondertekening": gemeente.ondertekening or Ondertekening.model_construct(),
        }
    )
    kinds = list(soorten(dossier))
    saying: list[Soortvorm | Brief] = [*kinds, brief]
    chosen = [one.afzender for one in saying if "afzender" in one.model_fields_set]
    huidig = _laid_over(huidig, _sender(gemeente, [gemeente.afzender, *chosen][-1]))
    for soort in kinds:
        huidig = _laid_over(huidig, _filled(soort))
    return _laid_over(
        huidig, {naam: value for naam, value in _filled(brief).items() if naam in _OF_LETTER}
    )


def soorten(dossier: Dossier) -> Iterator[Soortvorm]:
    """Yield the kinds of this letter for which the gemeente has a form."""
    known = dossier.gemeente.model.soorten
    yield from (known[naam] for naam in dossier.brief.model.soort or () if naam in known)


def _sender(gemeente: Gemeente, keuze: str | Afzender | None) -> dict[str, Any]:
    """Return what a sender changes: one of the gemeente by short name, or as it was written."""
    chosen = gemeente.afzenders.get(keuze, keuze) if isinstance(keuze, str) else keuze
    if not isinstance(chosen, Afzender):
        return {"afzender": chosen}
    filled = _filled(chosen)
    return {"afzender": filled.pop("naam", None), **filled}


def _filled(laag: Vorm) -> dict[str, Any]:
    return {naam: getattr(laag, naam) for naam in laag.model_fields_set - {"afzender"}}


def _laid_over(onder: Gemeente, boven: dict[str, Any]) -> Gemeente:
    parts = {naam: _joined(naam, getattr(onder, naam), value) for naam, value in boven.items()}
    return onder.model_copy(update=parts) if parts else onder


def _joined(naam: str, onder: Any, boven: Any) -> Any:
    if naam == "ondertekening" and not isinstance(boven, Ondertekening):
        # Nobody, or only who: the form stays that of the house.
        return onder.model_copy(update={"functies": boven or (), "onder": boven and onder.onder})
    if naam == "afsluiting":
        return boven or ()  # templates go through its lines
    if naam == "labels":
        return {**onder, **boven}
    if naam == "niet_tonen":
        return tuple(dict.fromkeys((*onder, *boven)))
    if isinstance(onder, _BY_FIELD):
        return onder.model_copy(update=_filled(boven))
    return boven
