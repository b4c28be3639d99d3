"""One letter: who writes about what, and the prose around the facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from raadsbrief.model.blokken import Planning, Resultaatkeuze, Vragen
from raadsbrief.model.fields import Bestandsnaam, Keuze, Proza, Regel, Tekst, Vorm, refused
from raadsbrief.model.formulier import Velden
from raadsbrief.model.gegevens import Bijlage, Geheim, Soorten, Stellers
from raadsbrief.model.negeer import Negeerlijst
from raadsbrief.model.shorthand import Regels, Teksten
from raadsbrief.model.tabel import Grafiek, Tabel
from raadsbrief.model.tijd import Datum

Bloksoort = Literal[
    "tekst",
    "pijlers",
    "resultaten",
    "financiering",
    "tabel",
    "grafiek",
    "planning",
    "vragen",
    "formulier",
]
SOORTEN: tuple[Bloksoort, ...] = get_args(Bloksoort)


class Blok(Vorm):
    """Een deel van een sectie: één soort inhoud, eventueel met een tussenkop erboven."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [soort]} for soort in SOORTEN]}
    )

    kop: Regel | None = None
    """Tussenkop boven dit blok. Koppen in het blok en in de blokken erna zijn een stap kleiner."""
    tekst: Proza | None = None
    """Lopende tekst in Markdown, met feiten uit het programma: {{ programma.naam }}. Heeft het
    blok geen kop, dan kunt u de tekst meteen achter het streepje zetten."""
    pijlers: Keuze | None = Field(default=None, examples=["alle", ["wonen", "werk"]])
    """Welke pijlers van het programma: `alle`, of korte namen. In de brief: de naam van elke
    pijler als kop, met daaronder de inleiding, de inspanningen als lijst en het slot."""
    resultaten: Resultaatkeuze | None = Field(
        default=None, examples=["alle", ["wijkraad"], {"pijler": "wonen", "sinds": "2026-01"}]
    )
    """Welke resultaten van het programma: `alle`, korte namen, of een selectie op pijler en
    datum. In de brief: de tekst van elk resultaat als alinea."""
    financiering: Keuze | None = Field(default=None, examples=["alle", ["woonfonds"]])
    """Welke fondsen van het programma: `alle`, of korte namen. In de brief: de inleiding, de
    actielijnen als lijst en het slot van elk fonds."""
    planning: Planning | None = Field(
        default=None,
        examples=[
            [
                {"wanneer": "2026-03", "wat": "Startnotitie vastgesteld", "gereed": "ja"},
                {"wanneer": "2026-K4", "wat": "Voorstel aan uw raad", "gereed": "nee"},
            ]
        ],
    )
    """Stappen in de volgorde van de tijd. In de brief: een tabel met de kolommen Wanneer, Wat,
    Wie en Stand; Stand zegt in woorden of een stap gereed is."""
    tabel: Tabel | None = None
    """Een tabel, met totalen die raadsbrief uitrekent of narekent."""
    grafiek: Grafiek | None = None
    """Een grafiek, met de cijfers eronder."""
    formulier: Velden | None = Field(
        default=None,
        examples=[
            [
                {"veld": "Naam", "waarde": "R. Raadslid"},
                {"veld": "Geheim", "keuzes": ["Ja", "Nee"], "aangekruist": "Nee"},
                "Opmerkingen",
            ]
        ],
    )
    """Velden, ingevuld of leeg, en vakjes om aan te kruisen."""
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
    """Vragen met hun antwoorden. In de brief: elke vraag als kop met een nummer, het antwoord
    eronder. De nummers lopen door de hele brief."""

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
                "dit blok heeft geen inhoud",
                f"voeg een van deze toe: {', '.join(SOORTEN)}; staat de inhoud op de regel "
                "hieronder, haal dan het streepje daarvoor weg",
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

    zaaknummer: Tekst | None = Field(default=None, examples=["2024-0062579"])
    """Het zaaknummer. Verplicht, tenzij de gemeente zegt van niet."""
    gemeente: Bestandsnaam = Field(examples=["voorbeeldstad"])
    """Wie schrijft: de naam van een bestand in `gemeenten/`, zonder .yaml."""
    programma: Bestandsnaam | None = Field(default=None, examples=["wijken-aan-zet"])
    """Waarover: de naam van een bestand in `programmas/`, zonder .yaml."""
    genre: Tekst | None = Field(default=None, examples=["Memo"])
    """Hoe deze brief heet, als dat anders is dan de gemeente haar brieven noemt."""
    kenmerk: Tekst | None = None
    """Een kenmerk naast het zaaknummer."""
    datum: Datum | None = Field(default=None, examples=["2026-05-20"])
    """Datum van de brief."""
    onderwerp: Regel | None = None
    """Onderwerp van de brief."""
    aan: Teksten | None = Field(default=None, examples=["de gemeenteraad"])
    """Aan wie de brief gericht is: tekst, of een lijst van regels. Het woord Aan zet raadsbrief er
    zelf voor, als u het niet schrijft."""
    aanhef: Tekst | None = Field(default=None, examples=["Geachte leden van de raad,"])
    """De aanhef boven de tekst."""
    soort: Soorten | None = Field(default=None, examples=["afdoening motie"])
    """Waarom de raad de brief krijgt: één soort, of een lijst. Een afdoening vraagt om `toezegging`
    of `motie`, een beantwoording om `raadsvragen`."""
    toezegging: Teksten | None = Field(default=None, examples=["2025-T014"])
    """De toezegging die de brief afdoet: het nummer, of anders van wie en wanneer. Of een lijst."""
    motie: Teksten | None = Field(default=None, examples=["2025-M03 Groen op het plein"])
    """De motie die de brief afdoet: het nummer of de naam. Of een lijst."""
    raadsvragen: Teksten | None = Field(default=None, examples=["2026-V011"])
    """De vragen die de brief beantwoordt: het nummer, of anders van wie en wanneer. Of een
    lijst."""
    portefeuillehouder: Teksten | None = Field(default=None, examples=["wethouder wonen"])
    """Naam van de portefeuillehouder, of diens functie in het college. Of een lijst. Wie in het
    college staat, moet in functie zijn op de datum van de brief."""
    portefeuille: Teksten | None = None
    """De portefeuille, of een lijst. Leeg: die van de portefeuillehouder in het college."""
    commissie: Tekst | None = None
    """De raadscommissie waarvoor de brief bedoeld is."""
    afdeling: Tekst | None = None
    """De afdeling die de brief schreef."""
    steller: Stellers | None = Field(default=None, examples=["J. de Boer"])
    """De steller: een naam, of een groep met naam, functie, telefoon en email. Of een lijst."""
    eerdere_besluiten: Regels | None = None
    """Eerdere besluiten over het onderwerp: tekst of een lijst."""
    overige_kenmerken: dict[Tekst, Regel] = Field(default={}, examples=[{"Wijk": "Centrum"}])
    """Andere kenmerken: een label met een tekst."""
    bijlagen: tuple[Bijlage, ...] = ()
    """De bijlagen: titels, of groepen met titel, nummer, bestand en openbaar. Tot en met drie
    titels staan bij de kenmerken. Zijn het er meer, of heeft er een ook een nummer, bestand of
    openbaar, dan komt er een genummerde lijst onder de handtekeningen. Heeft de gemeente een vaste
    kop die zij met de bijlagen vult, dan staat de lijst daar."""
    geheimhouding: Geheim | None = None
    """Geheimhouding op de hele brief."""
    ondertekening: Teksten | None = Field(default=None, examples=[["wethouder wonen"]])
    """Wie deze brief ondertekenen, als dat anderen zijn dan de gemeente zegt."""
    afsluiting: Teksten | None = Field(default=None, examples=["Met vriendelijke groet,"])
    """De regel of regels boven de handtekeningen, als de gemeente iets anders zegt."""
    afkortingen: dict[Tekst, Tekst] = Field(
        default={}, examples=[{"Wmo": "Wet maatschappelijke ondersteuning"}]
    )
    """Afkortingen in de brief met wat ze betekenen; wie de brief beluistert, hoort dat."""
    negeer: Negeerlijst = ()
    """Meldingen over taal of twijfel in dit bestand die u bekeken hebt: die komen niet terug."""
    secties: dict[str, Sectie] = Field(min_length=1)
    """De inhoud, per vaste kop van de gemeente: lopende tekst, of een lijst van blokken."""
