"""A letter with mistakes, drawn all the same: an author looks at a page that is not yet right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from raadsbrief.content.dossier import Dossier
from raadsbrief.letter.blokken import blocks_by_part, placed_blocks
from raadsbrief.model import Blok, Brief, Proza
from raadsbrief.page import html
from raadsbrief.page.places import Places, Unknown
from raadsbrief.yaml.nodes import KeyPath

_INSTEAD = Proza("[Dit blok is nog niet te tonen: zie de meldingen.]")
_TRIES = 60  # so many pages may be made to find the blocks that cannot be shown


@dataclass(frozen=True)
class Drawn:
    """The page of a letter as it will be printed, and the same page with its places."""

    dossier: Dossier
    page: str
    with_places: str
    places: Places


def draw(dossier: Dossier, templates: Path | None = None) -> Drawn:
    """Make the page of a letter that may have mistakes in it. Raises TemplateError.

    An unknown fact stays as it was typed, and is marked; for a block of which nothing can be made
    there is a sentence.
    """
    try:
        return _drawn(dossier, templates)
    except Exception:
        without = _shown(dossier, templates)
        if without is None:
            raise
        return _drawn(without, templates)


def _drawn(dossier: Dossier, templates: Path | None) -> Drawn:
    places = Places(is_mild=True)
    with_places = html.render(dossier, templates, places)
    unknown = "<mark data-feit=" in with_places
    page = html.render(dossier, templates, Unknown() if unknown else None)
    return Drawn(dossier, page, with_places, places)


def _shown(dossier: Dossier, templates: Path | None) -> Dossier | None:
    """Leave out the blocks of which no page can be made; None if that is not the trouble."""
    paths = [path for path, _ in placed_blocks(dossier.brief.model)]
    tries = iter(range(_TRIES))

    def is_good(kept: Iterable[KeyPath]) -> bool:
        if next(tries, None) is None:
            return False
        try:
            html.render(_without(dossier, set(paths) - set(kept)), templates, Unknown())
        except Exception:
            return False
        return True

    def bad(some: Sequence[KeyPath]) -> list[KeyPath]:
        if not some or is_good(some):
            return []
        half = len(some) // 2
        return list(some) if half == 0 else [*bad(some[:half]), *bad(some[half:])]

    return _without(dossier, set(bad(paths))) if is_good(()) else None


def _without(dossier: Dossier, left_out: set[KeyPath]) -> Dossier:
    """Put a sentence in the place of some blocks."""
    brief = dossier.brief.model
    parts = {
        part: tuple(
            _instead(blok) if (*part, i) in left_out else blok for i, blok in enumerate(blokken)
        )
        for part, blokken in blocks_by_part(brief).items()
    }
    changed: Brief = brief.model_copy(
        update={
            "secties": {naam: parts["secties", naam] for naam in brief.secties},
            **{str(part[0]): value for part, value in parts.items() if len(part) == 1},
        }
    )
    return replace(dossier, brief=replace(dossier.brief, model=changed))


def _instead(blok: Blok) -> Blok:
    empty = {name: None for name in type(blok).model_fields if name != "kop"}
    return blok.model_copy(update={**empty, "tekst": _INSTEAD})
