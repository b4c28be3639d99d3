"""One letter: who writes about what, and the prose around the facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from raadsbrief.model.blokken import Planning, Resultaatkeuze, Vragen
from raadsbrief.model.velden import Bestandsnaam, Datum, Keuze, Proza, Regel, Tekst, Vorm, refused

Bloksoort = Literal["tekst", "pijlers", "resultaten", "financiering", "planning", "vragen"]
SOORTEN: tuple[Bloksoort, ...] = get_args(Bloksoort)


class Blok(Vorm):
    """Een deel van een sectie: één soort inhoud, eventueel met een tussenkop erboven."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [soort]} for soort in SOORTEN]}
    )

    kop: Regel | None = None
    """Tussenkop boven dit blok."""
    tekst: Proza | None = None
    """Lopende tekst in Markdown, met feiten uit het programma: {{ programma.naam }}."""
    pijlers: Keuze | None = Field(default=None, examples=["alle", ["wonen", "werk"]])
    """Welke pijlers van het programma: `alle`, of korte namen."""
    resultaten: Resultaatkeuze | None = Field(
        default=None, examples=["alle", ["wijkraad"], {"pijler": "wonen", "sinds": "2026-01"}]
    )
    """Welke resultaten van het programma: `alle`, korte namen, of een selectie."""
    financiering: Keuze | None = Field(default=None, examples=["alle", ["woonfonds"]])
    """Welke fondsen van het programma: `alle`, of korte namen."""
    planning: Planning | None = Field(
        default=None,
        examples=[
            [
                {"wanneer": "2026-03", "wat": "Startnotitie vastgesteld", "gereed": "ja"},
                {"wanneer": "2026-K4", "wat": "Voorstel aan uw raad", "gereed": "nee"},
            ]
        ],
    )
    """Stappen met hun tijd. Dit wordt een tabel."""
    vragen: Vragen | None = Field(
        default=None,
        examples=[
            [
                {
                    "vraag": "Is het college bekend met de wachtlijst?",
                    "antwoord": "Ja. Het wijkteam heeft haar in maart gemeld.",
                },
            ]
        ],
    )
    """Vragen met hun antwoorden, genummerd door de hele brief."""

    @property
    def soort(self) -> Bloksoort:
        """The one kind of content that this block has."""
        return next(soort for soort in SOORTEN if getattr(self, soort) is not None)

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, data: Any) -> Any:
        """Let a block that is only prose be written as prose."""
        return {"tekst": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _one_kind(self) -> Blok:
        present = [soort for soort in SOORTEN if getattr(self, soort) is not None]
        if not present:
            raise refused(
                "dit blok heeft geen inhoud", f"voeg een van deze toe: {', '.join(SOORTEN)}"
            )
        if len(present) > 1:
            raise refused(
                f"een blok heeft één soort inhoud, niet {' en '.join(present)} samen",
                "begin een nieuw blok met een streepje",
            )
        return self


def _read_sectie(value: Any) -> Any:
    """Let a section that is only prose be written as prose."""
    return [{"tekst": value}] if isinstance(value, str) else value


Sectie = Annotated[
    tuple[Blok, ...],
    Field(min_length=1),
    BeforeValidator(_read_sectie, json_schema_input_type=Proza | tuple[Proza | Blok, ...]),
]


class Brief(Vorm):
    """Een raadsinformatiebrief."""

    zaaknummer: Tekst = Field(examples=["2024-0062579"])
    """Het zaaknummer."""
    gemeente: Bestandsnaam = Field(examples=["voorbeeldstad"])
    """Wie schrijft: de naam van een bestand in `gemeenten/`, zonder .yaml."""
    programma: Bestandsnaam | None = Field(default=None, examples=["wijken-aan-zet"])
    """Waarover: de naam van een bestand in `programmas/`, zonder .yaml."""
    datum: Datum | None = Field(default=None, examples=["2026-05-20"])
    """Datum van de brief."""
    onderwerp: Regel | None = None
    """Onderwerp van de brief."""
    aan: Tekst | None = Field(default=None, examples=["de gemeenteraad"])
    """Aan wie de brief gericht is."""
    portefeuillehouder: Tekst | None = None
    """Naam van de portefeuillehouder."""
    bijlagen: tuple[Regel, ...] = ()
    """Titels van de bijlagen."""
    afkortingen: dict[Tekst, Tekst] = Field(
        default={}, examples=[{"Wmo": "Wet maatschappelijke ondersteuning"}]
    )
    """Afkortingen in de brief met wat ze betekenen; wie de brief beluistert, hoort dat."""
    secties: dict[str, Sectie] = Field(min_length=1)
    """De inhoud, per vaste kop van de gemeente: lopende tekst, of een lijst van blokken."""
