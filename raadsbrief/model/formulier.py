"""Forms: fields with what is filled in, and boxes of which some are ticked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    WithJsonSchema,
    model_validator,
)

from raadsbrief.model.fields import Proza, Regel, Vorm, refused
from raadsbrief.model.shorthand import JaNee, Regels, verkort


def _read_waarde(value: Any) -> Proza | None:
    is_empty = isinstance(value, str) and not value.strip()
    return None if is_empty else Proza.read(value)


class Veld(Vorm):
    """Een veld van een formulier: een naam, met wat erbij is ingevuld of aangekruist."""

    veld: Regel = Field(examples=["Naam van het raadslid"])
    """Hoe het veld heet."""
    waarde: Annotated[
        Proza | None, PlainValidator(_read_waarde, json_schema_input_type=Proza | None)
    ] = Field(default=None, examples=["R. Raadslid"])
    """Wat er ingevuld is. Zonder waarde blijft het veld leeg."""
    keuzes: Regels | None = Field(default=None, examples=[["Ja", "Nee"]])
    """Vakjes om aan te kruisen: bij elk vakje één regel."""
    aangekruist: Regels | None = Field(default=None, examples=["Ja"])
    """Welke vakjes aangekruist zijn: één van de keuzes, of een lijst daarvan. Zonder dit veld zijn
    alle vakjes leeg."""
    breed: JaNee = Field(default=False, examples=["ja"])
    """Bij twee kolommen: `ja` geeft dit veld de hele breedte."""

    @model_validator(mode="after")
    def _ticks(self) -> Veld:
        if self.aangekruist and not self.keuzes:
            raise refused("er zijn geen vakjes om aan te kruisen", "voeg toe: `keuzes: [Ja, Nee]`")
        return self


VeldOfNaam = Annotated[Veld, BeforeValidator(verkort("veld"), json_schema_input_type=Regel | Veld)]
"""A field; one that is empty may be written as its name."""


class Formulier(Vorm):
    """Een formulier met velden, en hoe ze op de bladzijde staan."""

    kolommen: Annotated[Literal["1", "2"], WithJsonSchema({"enum": ["1", "2", 1, 2]})] = Field(
        default="1", examples=["2"]
    )
    """Hoeveel velden er naast elkaar staan: `1` of `2`."""
    velden: tuple[VeldOfNaam, ...] = Field(
        min_length=1, examples=[[{"veld": "Naam", "waarde": "R. Raadslid"}, {"veld": "Fractie"}]]
    )
    """De velden."""


def _kind(value: Any) -> str:
    return "<groep>" if isinstance(value, dict) else "<waarde>"


_Lijst = Annotated[tuple[VeldOfNaam, ...], Field(min_length=1)]
Velden = Annotated[
    Annotated[Formulier, Tag("<groep>")] | Annotated[_Lijst, Tag("<waarde>")],
    Discriminator(_kind),
]
"""The fields of a form: a list, or a list with how it looks."""
