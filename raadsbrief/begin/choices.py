"""What there is to choose from in a first project; to import it takes no time."""

from __future__ import annotations

import enum


class Vorm(enum.StrEnum):
    """The forms of headings that real gemeenten have."""

    VRAGEN = "vragen"
    KERN = "kern"
    NOTA = "nota"

    @property
    def koppen(self) -> str:
        """The headings, in a few words."""
        return _KOPPEN[self]

    @property
    def genre(self) -> str:
        """What a gemeente with such headings calls its letters."""
        return _GENRES[self]


_KOPPEN = {
    Vorm.VRAGEN: "vier vragen, zoals: Wat is de te delen informatie?",
    Vorm.KERN: "Kernboodschap, Context, Consequenties, Vervolg",
    Vorm.NOTA: "Inleiding, Toelichting, Draagvlak, Financiële en juridische consequenties, ...",
}
_GENRES = {
    Vorm.VRAGEN: "Raadsinformatiebrief",
    Vorm.KERN: "Collegebericht",
    Vorm.NOTA: "Raadsbrief",
}


class Ci(enum.StrEnum):
    """Where the letters can be made at each change."""

    GITHUB = "github"
    GITLAB = "gitlab"
    AZURE = "azure"
    FORGEJO = "forgejo"
