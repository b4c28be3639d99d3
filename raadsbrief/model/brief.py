"""One letter: who writes about what, and the prose around the facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from raadsbrief.model.blokken import Planning, Resultaatkeuze, Vragen
from raadsbrief.model.briefvorm import Logo, Namen, NietTonen, Tekenen
from raadsbrief.model.fields import Bestandsnaam, Keuze, Proza, Regel, Tekst, Vorm, refused
from raadsbrief.model.formulier import Velden
from raadsbrief.model.gegevens import Bijlage, Geheim, Soorten, Stellers
from raadsbrief.model.gemeente import Adres, Afzender
from raadsbrief.model.negeer import Negeerlijst
from raadsbrief.model.shorthand import GEEN, Keuzes, OfGeen, Regels, Teksten
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
    "toezeggingen",
    "vragen",
    "formulier",
]
SOORTEN: tuple[Bloksoort, ...] = get_args(Bloksoort)


class Blok(Vorm):
    """Een deel van een sectie: één soort inhoud, eventueel met een tussenkop erboven."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [soort]} for soort in SOORTEN]}
    )

    kop: OfGeen[Regel] = None
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
            ],
            "alle",
            ["startnotitie", "voorstel"],
            {"gereed": "nee"},
        ],
    )
    """Welke stappen van de planning van het programma: `alle`, korte namen, of een selectie. Of
    stappen die alleen in deze brief staan, in de volgorde van de tijd. In de brief: een tabel met
    de kolommen Wanneer, Wat, Wie en Stand; Stand zegt in woorden of een stap gereed is."""
    toezeggingen: Keuze | None = Field(default=None, examples=["open", ["wachtlijst"], "alle"])
    """Welke toezeggingen van het programma: `open` (ook die deze brief afdoet), `alle`, of korte
    namen. In de brief: een tabel met wat is toegezegd, de termijn, en hoe het ermee staat."""
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
    if isinstance(value, dict) and "kop" in value:
        raise refused(
            "hier hoort tekst of een lijst van blokken te staan, zonder kop",
            "zet een eigen kop boven in de brief: `koppen: {naam_van_de_sectie: ...}`",
        )
    return [{"tekst": value}] if isinstance(value, str) else value


def _read_secties(value: Any) -> Any:
    """Tell who wants no sections where the text goes."""
    if isinstance(value, str) and value.strip() == GEEN:
        hint = "zet wat u schrijft bij `tekst: ...`, en haal `secties` weg"
        raise refused("zonder secties heeft deze brief geen tekst", hint)
    return value


def _read_koppen(value: Any) -> Any:
    """Tell who writes one word for all headings what to write."""
    if isinstance(value, str):
        message = "hier hoort per sectie een kop te staan"
        hint = "schrijf `koppen: {kern: geen}`; of zet alles bij `tekst:` in plaats van `secties:`"
        raise refused(message, hint)
    return value


def _is_form(value: Any) -> str:
    """Tell texts, which a letter has always had here, from what needs a form of its own."""
    many = value if isinstance(value, list | tuple) else [value]
    return "[teksten]" if all(isinstance(one, str) for one in many) else "[vorm]"


Tekenkeuze = Annotated[
    Annotated[Teksten, Tag("[teksten]")] | Annotated[Tekenen, Tag("[vorm]")],
    Discriminator(_is_form),
    Keuzes(),
]


def _is_sender(value: Any) -> str:
    return "[tekst]" if isinstance(value, str) else "[groep]"


Afzenderkeuze = Annotated[
    Annotated[Tekst, Tag("[tekst]")] | Annotated[Afzender, Tag("[groep]")],
    Discriminator(_is_sender),
]


Sectie = Annotated[
    tuple[Blok, ...],
    Field(min_length=1),
    BeforeValidator(_read_sectie, json_schema_input_type=Proza | tuple[Proza | Blok, ...]),
]


class Brief(Vorm):
    """Een raadsinformatiebrief."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["secties"]}, {"required": ["tekst"]}]}
    )

    zaaknummer: Tekst | None = Field(default=None, examples=["2024-0062579"])
    """Het zaaknummer. Verplicht, tenzij de gemeente zegt van niet."""
    gemeente: Bestandsnaam = Field(examples=["voorbeeldstad"])
    """Wie schrijft: de naam van een bestand in `gemeenten/`, zonder .yaml."""
    programma: Bestandsnaam | None = Field(default=None, examples=["wijken-aan-zet"])
    """Waarover: de naam van een bestand in `programmas/`, zonder .yaml."""
    genre: OfGeen[Tekst] = Field(default=None, examples=["Memo"])
    """Hoe deze brief heet, als dat anders is dan de gemeente haar brieven noemt. `geen`: een brief
    zonder titel."""
    kenmerk: Tekst | None = None
    """Een kenmerk naast het zaaknummer."""
    datum: Datum | None = Field(default=None, examples=["2026-05-20"])
    """Datum van de brief."""
    verzonden: Datum | None = Field(default=None, examples=["2026-05-21"])
    """Wanneer de brief verzonden is. `raadsbrief sent` vult dit in; vanaf dan blijft hij wat hij
    was, ook als het programma verandert."""
    onderwerp: Regel | None = None
    """Onderwerp van de brief."""
    aan: OfGeen[Teksten] = Field(default=None, examples=["de gemeenteraad"])
    """Aan wie de brief gericht is: tekst, of een lijst van regels. Het woord Aan zet raadsbrief er
    zelf voor, als u het niet schrijft. `geen`: niemand."""
    aanhef: OfGeen[Tekst] = Field(default=None, examples=["Geachte leden van de raad,"])
    """De aanhef boven de tekst, of `geen`."""
    soort: Soorten | None = Field(default=None, examples=["afdoening motie"])
    """Wat voor brief het is, of waarom de raad hem krijgt: één soort, of een lijst. Een soort van
    de gemeente (`soorten`) geeft de brief haar vorm. Een afdoening vraagt om `afdoening`,
    `toezegging` of `motie`, een beantwoording om `raadsvragen`."""
    toezegging: Teksten | None = Field(default=None, examples=["2025-T014"])
    """De toezegging die de brief afdoet: het nummer, of anders van wie en wanneer. Of een lijst."""
    afdoening: Teksten | None = Field(default=None, examples=[["wachtlijst"]])
    """De toezeggingen van het programma die de brief afdoet: een korte naam, of een lijst. Bovenaan
    de brief staat hun nummer, of anders wat is toegezegd, bij wat u bij `toezegging` schrijft."""
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
    afzender: OfGeen[Afzenderkeuze] = Field(default=None, examples=["griffie"])
    """Wie deze brief stuurt: een korte naam uit `afzenders` van de gemeente, een tekst voor boven
    het adres, of een groep met wat er in het briefhoofd anders is."""
    adres: OfGeen[Adres] = None
    """Het adres in het briefhoofd van deze brief, of `geen`."""
    logo: OfGeen[Logo] = None
    """Het beeldmerk van deze brief, of `geen`."""
    voetnoot: OfGeen[Regel] = None
    """De voetnoot bij de titel van deze brief, of `geen`."""
    niet_tonen: NietTonen = Field(default=(), examples=[["zaaknummer", "datum"]])
    """Wat deze brief niet laat zien, ook als hij het heeft: kenmerken (`kenmerken` is de hele
    tabel), het `briefhoofd`, de `kopregel` van de volgende bladzijden, of de
    `bladzijdenummers`."""
    namen: Namen | None = None
    """`zoals_getypt`: namen van het college zonder titel, de portefeuillehouder zoals die hier
    staat, en de geadresseerde zonder het woord Aan ervoor."""
    koppen: Annotated[dict[Tekst, OfGeen[Regel]], BeforeValidator(_read_koppen)] = Field(
        default={}, examples=[{"kern": "Wat wij besloten", "toelichting": "geen"}]
    )
    """Eigen koppen voor secties van deze brief, per sectie. `geen`: de sectie heeft geen kop.
    Andere woorden kunnen alleen als de gemeente dat toestaat (`eigen_koppen`)."""
    ondertekening: OfGeen[Tekenkeuze] = Field(default=None, examples=[["wethouder wonen"]])
    """Wie deze brief ondertekenen, als dat anderen zijn dan de gemeente zegt. Wie niet in het
    college staat, schrijft u met `naam` en `functie`. `geen`: niemand. Of een groep, met ook de
    vorm."""
    afsluiting: OfGeen[Teksten] = Field(default=None, examples=["Met vriendelijke groet,"])
    """De regel of regels boven de handtekeningen, als de gemeente iets anders zegt, of `geen`."""
    afkortingen: dict[Tekst, Tekst] = Field(
        default={}, examples=[{"Wmo": "Wet maatschappelijke ondersteuning"}]
    )
    """Afkortingen in de brief met wat ze betekenen; wie de brief beluistert, hoort dat."""
    negeer: Negeerlijst = ()
    """Meldingen over taal of twijfel in dit bestand die u bekeken hebt: die komen niet terug."""
    secties: Annotated[dict[Tekst, Sectie], BeforeValidator(_read_secties)] = Field(
        default={}, min_length=1
    )
    """De inhoud, per vaste kop van de gemeente: lopende tekst, of een lijst van blokken. Waar de
    gemeente eigen koppen toestaat, kan hier ook zo'n kop zelf staan. Verplicht, tenzij er `tekst`
    is."""
    tekst: Sectie | None = Field(
        default=None, examples=["Op 1 juli opent het zwembad. U bent van harte welkom."]
    )
    """Inhoud zonder vaste kop, boven de secties of in plaats daarvan: lopende tekst, of een lijst
    van blokken."""
    na_ondertekening: Sectie | None = Field(
        default=None, examples=["*Dit bericht is ook gestuurd aan de pers.*"]
    )
    """Wat na de handtekeningen komt, zoals een bijgevoegde tekst of een doorgestuurd bericht:
    lopende tekst, of een lijst van blokken."""
