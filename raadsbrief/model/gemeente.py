"""The gemeente that writes: its letterhead, house style, headings and signatories."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from raadsbrief.model.velden import Datum, Sleutel, Tekst, Vorm, refused

# WCAG 2.1, success criterion 1.4.3 (AA), asks this of text on a white page.
MIN_CONTRAST = 4.5


def contrast_with_white(kleur: str) -> float:
    """Return the contrast (1 to 21) of a colour `#rrggbb` with white, as WCAG 2.1 has it."""
    channels = (int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _read_kleur(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise refused(
            f"'{value}' is geen kleur",
            'schrijf een hekje en zes cijfers of letters a-f, tussen aanhalingstekens: "#1d4f7c"',
        )
    ratio = contrast_with_white(value)
    if ratio < MIN_CONTRAST:
        raise refused(
            f"deze kleur is te licht om te lezen: contrast {ratio:.1f} : 1".replace(".", ","),
            "kies een donkerder kleur; de toegankelijkheidseis is 4,5 : 1",
        )
    return value.lower()


Kleur = Annotated[
    str,
    BeforeValidator(_read_kleur),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}),
]
Bedragstijl = Literal["€ 5,-", "€ 5,–", "€ 5", "€ 5,00"]


class Adres(Vorm):
    """Het adres in het briefhoofd."""

    straat: Tekst
    """Straat en huisnummer, of een postbus."""
    postcode: Tekst = Field(examples=["3311 GR"])
    """Postcode."""
    plaats: Tekst
    """Plaatsnaam zoals die in het briefhoofd staat."""


class Huisstijl(Vorm):
    """Hoe de brieven van deze gemeente eruitzien."""

    kleur: Kleur = Field(default="#1d4f7c", examples=["#1d4f7c"])
    """De huiskleur, voor koppen en lijnen. Minstens 4,5 : 1 contrast met wit."""
    bedragen: Bedragstijl = "€ 5,-"
    """Hoe hele bedragen geschreven worden."""


class Bestuurder(Vorm):
    """Iemand die brieven kan ondertekenen."""

    naam: Tekst = Field(examples=["A. de Vries"])
    """Naam zoals die onder de brief staat."""
    functie: Tekst = Field(examples=["secretaris", "burgemeester"])
    """Functie zoals die onder de brief staat."""
    vanaf: Datum | None = None
    """Eerste dag in functie. Leeg: onbekend."""
    tot_en_met: Datum | None = None
    """Laatste dag in functie. Leeg: nog in functie."""

    def in_functie(self, op: Datum) -> bool:
        """Tell whether the term of office includes any day of a date; an open end includes all."""
        begun = self.vanaf is None or self.vanaf.eerste_dag <= op.laatste_dag
        return begun and (self.tot_en_met is None or op.eerste_dag <= self.tot_en_met.laatste_dag)


class Gemeente(Vorm):
    """Een gemeente: briefhoofd, huisstijl, vaste koppen en ondertekenaars."""

    naam: Tekst = Field(examples=["Voorbeeldstad"])
    """Naam van de gemeente, zonder het woord gemeente."""
    genre: Tekst = Field(default="Raadsinformatiebrief", examples=["Raadsinformatiebrief"])
    """Hoe de gemeente deze brieven noemt; dit wordt de titel."""
    afzender: Tekst = Field(examples=["Gemeentebestuur"])
    """Wie de brief stuurt, boven het adres."""
    adres: Adres
    """Adres in het briefhoofd."""
    huisstijl: Huisstijl = Huisstijl()
    """Kleur en schrijfwijze."""
    secties: dict[Sleutel, Tekst] = Field(min_length=1)
    """De vaste koppen, in hun volgorde: een korte naam met de tekst van de kop."""
    afsluiting: Tekst = Field(examples=["Het college van Burgemeester en Wethouders"])
    """De regel boven de handtekeningen."""
    college: tuple[Bestuurder, ...] = Field(min_length=1)
    """Iedereen die brieven ondertekent of ondertekende."""
    ondertekening: tuple[Tekst, ...] = Field(
        min_length=1, examples=[["secretaris", "burgemeester"]]
    )
    """De functies die de brief ondertekenen, van links naar rechts."""

    def in_functie(self, functie: str, op: Datum | None) -> list[Bestuurder]:
        """List who holds a function on a date; without a date, everyone who ever held it."""
        holders = (bestuurder for bestuurder in self.college if bestuurder.functie == functie)
        return [holder for holder in holders if op is None or holder.in_functie(op)]
