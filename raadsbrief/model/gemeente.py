"""The gemeente that writes: its letterhead, house style, headings and signatories."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, WrapValidator

from raadsbrief.model.briefvorm import (
    Bladzijden,
    Kenmerken,
    Kenmerknaam,
    Kop,
    Logo,
    Namen,
    NietTonen,
    Tekenen,
    Zaaknummervorm,
)
from raadsbrief.model.fields import Regel, Sleutel, Tekst, Vorm, refused
from raadsbrief.model.negeer import Negeerlijst
from raadsbrief.model.shorthand import GEEN, Email, JaNee, OfGeen, Teksten, Telefoon, Website
from raadsbrief.model.tijd import Datum

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
        found = re.fullmatch(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})", value)
        digits = found[1] if found else "1d4f7c"
        digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
        hint = "schrijf een hekje en zes cijfers of letters a-f, tussen aanhalingstekens"
        raise refused(f"'{value}' is geen kleur", f'{hint}: "#{digits}"')
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
Negatiefstijl = Literal["€ -5", "-€ 5", "- € 5"]
# What a gemeente can ask of its letters.
Briefveld = Literal[
    "kenmerk",
    "datum",
    "onderwerp",
    "aan",
    "aanhef",
    "soort",
    "toezegging",
    "motie",
    "raadsvragen",
    "portefeuillehouder",
    "portefeuille",
    "programma",
    "commissie",
    "afdeling",
    "steller",
    "eerdere_besluiten",
    "bijlagen",
]
Miljoenenstijl = Literal["voluit", "€ 1,3 mln.", "€ 1,3 miljoen"]
Datumstijl = Literal["20 mei 2026", "20-05-2026"]
Vormnaam = Literal["strak", "klassiek", "ruim"]
Venster = Literal["geen", "links", "rechts"]


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

    vorm: Vormnaam = "strak"
    """De vorm van de brieven: `strak`, `klassiek` (met schreef) of `ruim`. In docs/vormgeving.md
    staan ze naast elkaar, en hoe u er zelf een maakt."""
    venster: Venster = "geen"
    """Voor brieven op papier: aan welke kant het venster van uw enveloppen zit. De geadresseerde
    staat dan waar NEN 1026 het venster heeft."""
    kleur: Kleur = Field(default="#1d4f7c", examples=["#1d4f7c"])
    """De huiskleur, voor koppen en lijnen. Minstens 4,5 : 1 contrast met wit."""
    bedragen: Bedragstijl = "€ 5,-"
    """Hoe hele bedragen geschreven worden."""
    negatief: Negatiefstijl = "€ -5"
    """Waar de min van een negatief bedrag staat. In de brief is het een echt minteken. Zet
    `"- € 5"` tussen aanhalingstekens."""
    miljoenen: Miljoenenstijl = "voluit"
    """Hoe bedragen vanaf een miljoen in de tekst staan: voluit, of afgerond op één decimaal."""
    datums: Datumstijl = "20 mei 2026"
    """Hoe datums in de kenmerken geschreven worden; in de tekst kiest u het per datum."""


def zonder_lidwoord(functie: str) -> str:
    """Return a function in small letters without `de` before it, to compare it with another."""
    return re.sub(r"^de\s+", "", functie.casefold())


class Bestuurder(Vorm):
    """Iemand die brieven kan ondertekenen."""

    naam: Tekst = Field(examples=["A. de Vries"])
    """Naam zoals die onder de brief staat."""
    functie: Tekst = Field(examples=["secretaris", "burgemeester"])
    """Functie zoals die onder de brief staat."""
    titel: Tekst | None = Field(default=None, examples=["de heer", "mevrouw drs."])
    """Wat voor de naam staat."""
    portefeuille: Teksten | None = Field(default=None, examples=[["Wonen", "Zorg"]])
    """Portefeuille van een wethouder: tekst of een lijst."""
    vanaf: Datum | None = None
    """Eerste dag in functie. Leeg: onbekend."""
    tot_en_met: Datum | None = None
    """Laatste dag in functie. Leeg: nog in functie."""

    @property
    def naam_met_titel(self) -> str:
        """The name with what stands before it."""
        return f"{self.titel} {self.naam}" if self.titel else self.naam

    def heet(self, wie: str) -> bool:
        """Tell whether this is the name or function of someone, whatever its capitals."""
        names = (self.functie, self.naam, self.naam_met_titel)
        return zonder_lidwoord(wie) in map(zonder_lidwoord, names)

    def in_functie(self, op: Datum) -> bool:
        """Tell whether the term of office includes any day of a date; an open end includes all."""
        begun = self.vanaf is None or self.vanaf.eerste_dag <= op.laatste_dag
        return begun and (self.tot_en_met is None or op.eerste_dag <= self.tot_en_met.laatste_dag)


class Afzender(Vorm):
    """Een afzender met een eigen briefhoofd of eigen ondertekening: een wethouder, een afdeling.

    Wat hier niet staat, is zoals bij de gemeente.
    """

    naam: OfGeen[Tekst] = Field(examples=["De griffie"])
    """Wie de brief stuurt, boven het adres. `geen`: er staat niemand boven het adres."""
    naam_voluit: Tekst | None = Field(default=None, examples=["Rekenkamer Voorbeeldstad"])
    """Naam in het briefhoofd, in plaats van die van de gemeente."""
    logo: OfGeen[Logo] = None
    """Beeldmerk in het briefhoofd, of `geen`."""
    adres: OfGeen[Adres] = None
    """Bezoekadres in het briefhoofd, of `geen`."""
    postadres: OfGeen[Adres] = None
    """Postadres in het briefhoofd, of `geen`."""
    telefoon: OfGeen[Telefoon] = Field(default=None, examples=["14 010"])
    """Telefoonnummer in het briefhoofd, of `geen`."""
    email: OfGeen[Email] = None
    """E-mailadres in het briefhoofd, of `geen`."""
    website: OfGeen[Website] = Field(default=None, examples=["www.voorbeeldstad.nl"])
    """Website in het briefhoofd, of `geen`."""
    afsluiting: OfGeen[Teksten] = Field(default=None, examples=["Met vriendelijke groet,"])
    """De regel of regels boven de handtekeningen, of `geen`."""
    ondertekening: OfGeen[Tekenen] = Field(default=None, examples=["wethouder wonen"])
    """Wie namens deze afzender tekenen, of `geen`."""


def _read_koppen(value: Any, read: Any) -> Any:
    return {} if isinstance(value, str) and value.strip() == GEEN else read(value)


Koppen = Annotated[
    dict[Sleutel, Kop],
    Field(min_length=1),
    WrapValidator(_read_koppen, json_schema_input_type=Literal["geen"] | dict[Sleutel, Kop]),
]


class Soortvorm(Vorm):
    """Een soort brief van de gemeente: een memo, een kennisgeving, een beantwoording.

    Wat hier niet staat, is zoals bij de gemeente.
    """

    genre: OfGeen[Tekst] = Field(default=None, examples=["Memo"])
    """Hoe deze brieven heten; dit wordt de titel. `geen`: geen titel. Met dit veld staat de soort
    niet ook nog bij de kenmerken."""
    voetnoot: OfGeen[Regel] = None
    """Een vaste voetnoot bij de titel, of `geen`."""
    afzender: OfGeen[Tekst] = Field(default=None, examples=["griffie"])
    """Wie deze brieven stuurt: een korte naam uit `afzenders`, of tekst."""
    bladzijden: Bladzijden = Bladzijden.model_construct()
    """Wat boven en onder aan de bladzijden staat."""
    zaaknummer: Zaaknummervorm = Zaaknummervorm.model_construct()
    """Hoe een zaaknummer heet en eruitziet, en of het verplicht is."""
    verplicht: tuple[Briefveld, ...] = Field(default=(), examples=[["datum", "raadsvragen"]])
    """Velden die elke brief van deze soort moet hebben, in plaats van die van de gemeente."""
    kenmerken: Kenmerken = Field(default=(), examples=[["datum", "onderwerp"]])
    """Volgorde van de kenmerken."""
    labels: dict[Kenmerknaam, Tekst] = Field(default={}, examples=[{"steller": "Van"}])
    """Eigen namen voor kenmerken, naast die van de gemeente."""
    niet_tonen: NietTonen = Field(default=(), examples=[["zaaknummer", "kopregel"]])
    """Wat brieven van deze soort niet laten zien."""
    namen: Namen | None = None
    """Hoe namen van het college in de brief staan."""
    aan: OfGeen[Teksten] = Field(default=None, examples=["de gemeenteraad"])
    """Aan wie deze brieven gericht zijn, of `geen`."""
    aanhef: OfGeen[Tekst] = Field(default=None, examples=["Beste raadsleden,"])
    """De aanhef, of `geen`."""
    secties: Koppen = Field(default={}, examples=[{"vraag": "Uw vraag", "antwoord": "Antwoord"}])
    """De vaste koppen van deze soort, in plaats van die van de gemeente, of `geen`."""
    eigen_koppen: JaNee | None = None
    """Of een brief van deze soort eigen koppen kan hebben."""
    afsluiting: OfGeen[Teksten] = Field(default=None, examples=["Met vriendelijke groet,"])
    """De regel of regels boven de handtekeningen, of `geen`."""
    ondertekening: OfGeen[Tekenen] = Field(default=None, examples=["burgemeester"])
    """Wie deze brieven ondertekenen, of `geen`."""


class Gemeente(Vorm):
    """Een gemeente: briefhoofd, huisstijl, vaste koppen en ondertekenaars."""

    naam: Tekst = Field(examples=["Voorbeeldstad"])
    """Naam van de gemeente, zonder het woord gemeente."""
    naam_voluit: Tekst | None = Field(default=None, examples=["Provincie Voorbeeldland"])
    """Naam in het briefhoofd. Leeg: het woord Gemeente met de naam."""
    genre: OfGeen[Tekst] = Field(default="Raadsinformatiebrief", examples=["Raadsinformatiebrief"])
    """Hoe de gemeente deze brieven noemt; dit wordt de titel. `geen`: brieven zonder titel."""
    voetnoot: OfGeen[Regel] = None
    """Een vaste voetnoot bij de titel."""
    logo: OfGeen[Logo] = None
    """Beeldmerk in het briefhoofd."""
    afzender: OfGeen[Tekst] = Field(default=None, examples=["Gemeentebestuur"])
    """Wie de brief stuurt, boven het adres: tekst, of een korte naam uit `afzenders`."""
    adres: OfGeen[Adres] = None
    """Bezoekadres in het briefhoofd."""
    postadres: OfGeen[Adres] = None
    """Postadres in het briefhoofd, als dat een ander is."""
    telefoon: OfGeen[Telefoon] = Field(default=None, examples=["14 010"])
    """Telefoonnummer in het briefhoofd."""
    email: OfGeen[Email] = None
    """E-mailadres in het briefhoofd."""
    website: OfGeen[Website] = Field(default=None, examples=["www.voorbeeldstad.nl"])
    """Website in het briefhoofd."""
    # Defaults are right; to validate them would take a validator for each, at every start.
    huisstijl: Huisstijl = Huisstijl.model_construct()
    """Kleur en schrijfwijze."""
    bladzijden: Bladzijden = Bladzijden.model_construct()
    """Wat boven en onder aan de bladzijden staat."""
    zaaknummer: Zaaknummervorm = Zaaknummervorm.model_construct()
    """Hoe een zaaknummer heet en eruitziet."""
    verplicht: tuple[Briefveld, ...] = Field(default=(), examples=[["datum", "onderwerp"]])
    """Velden die elke brief moet hebben."""
    kenmerken: Kenmerken = Field(default=(), examples=[["datum", "zaaknummer", "onderwerp"]])
    """Volgorde van de kenmerken. Wat hier niet bij staat en de brief wel heeft, komt erna."""
    labels: dict[Kenmerknaam, Tekst] = Field(default={}, examples=[{"steller": "Behandeld door"}])
    """Eigen namen voor kenmerken."""
    niet_tonen: NietTonen = Field(default=(), examples=[["kenmerk", "portefeuille"]])
    """Wat brieven niet laten zien, ook als ze het hebben: kenmerken; `kenmerken` is de hele tabel.
    Een nummer of onderwerp dat hier staat, komt ook niet boven of onder aan een bladzijde."""
    namen: Namen | None = None
    """Hoe namen van het college in de brief staan: met hun titel, of zoals ze in de brief of bij
    het college getypt zijn, zonder titel."""
    aan: OfGeen[Teksten] = Field(default=None, examples=["de gemeenteraad"])
    """Aan wie brieven gericht zijn, als de brief niets anders zegt: tekst of een lijst regels."""
    aanhef: OfGeen[Tekst] = Field(default=None, examples=["Geachte leden van de raad,"])
    """De aanhef van brieven, als de brief niets anders zegt."""
    secties: Koppen
    """De vaste koppen, in hun volgorde: een korte naam met de tekst van de kop. `geen`: de tekst
    van brieven staat zonder vaste koppen."""
    eigen_koppen: JaNee | None = None
    """Of een brief eigen koppen kan hebben, naast de vaste of in plaats daarvan. Leeg: alleen als
    de gemeente geen vaste koppen heeft."""
    afsluiting: OfGeen[Teksten] = Field(examples=["Het college van Burgemeester en Wethouders"])
    """De regel boven de handtekeningen, of een lijst van regels. `geen`: geen regel."""
    college: tuple[Bestuurder, ...] = ()
    """Iedereen die brieven ondertekent of ondertekende. Staan de wethouders er ook bij, dan kijkt
    raadsbrief de portefeuillehouder van een brief na."""
    ondertekening: OfGeen[Tekenen] = Field(examples=[["secretaris", "burgemeester"]])
    """Wie de brief ondertekenen: functies van links naar rechts, of een groep met ook de vorm.
    `geen`: niemand."""
    afzenders: dict[Sleutel, Afzender] = Field(
        default={}, examples=[{"griffie": {"naam": "De griffie", "ondertekening": "griffier"}}]
    )
    """Afzenders waaruit een brief kan kiezen: een korte naam, met wat er dan anders is."""
    soorten: dict[Tekst, Soortvorm] = Field(
        default={}, examples=[{"memo": {"genre": "Memo", "secties": "geen"}}]
    )
    """De soorten brieven van de gemeente, in haar eigen woorden. Een brief kiest er een met
    `soort`."""
    negeer: Negeerlijst = ()
    """Meldingen over taal of twijfel in dit bestand die u bekeken hebt: die komen niet terug."""

    @property
    def volledige_naam(self) -> str:
        """The name as the letterhead has it."""
        return self.naam_voluit or f"Gemeente {self.naam}"

    def in_functie(self, wie: str, op: Datum | None) -> list[Bestuurder]:
        """List who has a function (or name) on a date; without a date, everyone who ever had.

        Where nobody has it to the letter, capitals and `de` before it do not matter.
        """
        holders = [lid for lid in self.college if wie in (lid.functie, lid.naam)]
        holders = holders or [lid for lid in self.college if lid.heet(wie)]
        return [holder for holder in holders if op is None or holder.in_functie(op)]
