"""The form that a gemeente gives its letters: headings, case number, pages and signatures."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    WithJsonSchema,
    model_validator,
)

from raadsbrief.model.fields import Regel, Tekst, Vorm, read_aantal, refused
from raadsbrief.model.shorthand import (
    Hoogte,
    JaNee,
    Meer,
    OfGeen,
    Regels,
    Ruimte,
    Teksten,
    een_of_meer,
    verkort,
)

# What can fill a section: the characteristics that some gemeente has a heading for.
Vulveld = Literal[
    "onderwerp",
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
    "geheimhouding",
]
Kenmerknaam = Literal["zaaknummer", "kenmerk", "datum", "aan", Vulveld, "overige"]
# What a letter can keep from being printed besides its characteristics.
Getoond = Literal[Kenmerknaam, "kenmerken", "briefhoofd", "kopregel", "bladzijdenummers"]


class Sectiekop(Vorm):
    """Een vaste kop, met wat er gebeurt als een brief die sectie niet heeft."""

    kop: OfGeen[Tekst]
    """Tekst van de kop, of `geen`: dan staat de inhoud er zonder kop."""
    verplicht: JaNee = False
    """Of elke brief deze sectie heeft."""
    vult: Vulveld | None = Field(default=None, examples=["bijlagen"])
    """Het veld van de brief dat deze sectie vult. Wat daar staat, komt onder de kop, en niet meer
    bij de kenmerken (tenzij het in `kenmerken` staat) of in een lijst aan het eind. Schrijft een
    brief ook zelf iets in deze sectie, dan komt dat eronder."""
    leeg: Regel | None = Field(default=None, examples=["Niet van toepassing."])
    """Wat onder de kop staat als een brief er niets voor heeft. Zonder verdwijnt de kop."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Sectiekop:
        if self.verplicht and self.leeg is not None:
            message = f"de kop '{self.kop or 'geen'}' is verplicht, en kan dus niet leeg zijn"
            raise refused(message, "haal `verplicht` of `leeg` weg")
        return self


Kop = Annotated[
    Sectiekop, BeforeValidator(verkort("kop"), json_schema_input_type=Tekst | Sectiekop)
]

# What the signs of a mask stand for; every other character stands for itself.
_MASK = {"JJJJ": r"(?:19|20)[0-9]{2}", "JJ": "[0-9]{2}", "#": "[0-9]", "@": "[A-Za-z]"}


class Zaaknummervorm(Vorm):
    """Hoe een zaaknummer heet, en hoe het eruitziet."""

    label: Tekst = Field(default="Zaaknummer", examples=["Zaaknummer", "Registratienummer"])
    """Hoe de gemeente het nummer noemt."""
    patroon: Teksten | None = Field(default=None, examples=["JJJJ-#######", "D/JJ/######"])
    """Vorm van het nummer: # is een cijfer, @ een letter, JJJJ of JJ een jaar. Of een lijst."""
    verplicht: JaNee = True
    """Of elke brief een zaaknummer heeft."""

    def past(self, nummer: str) -> bool:
        """Tell whether a number has one of the forms; without any form, every number has."""
        return not self.patroon or any(_regex(mask).fullmatch(nummer) for mask in self.patroon)


def _regex(mask: str) -> re.Pattern[str]:
    parts = re.split(f"({'|'.join(_MASK)})", mask)
    return re.compile("".join(_MASK.get(part, re.escape(part)) for part in parts))


class Logo(Vorm):
    """Een beeldmerk, links in het briefhoofd op de plaats van de naam."""

    bestand: Tekst = Field(examples=["beeld/logo.svg"])
    """Een .svg of .png in de map met inhoud."""
    alternatief: Tekst | None = None
    """Wat iemand hoort die het logo niet ziet. Leeg: de naam van de gemeente."""
    hoogte: Hoogte = 16
    """Hoogte in millimeters; een breed logo wordt zo nodig kleiner."""


Kopdeel = Literal["zaaknummer", "onderwerp"]


def _read_kop(value: Any) -> Any:
    return () if value == "geen" else een_of_meer(value)


def _read_maximum(value: Any) -> int:
    number = read_aantal(value)
    if number < 1:
        raise refused("een brief heeft minstens één bladzijde", "kies 1 of meer")
    return number


class Bladzijden(Vorm):
    """De bladzijden: hoeveel het er mogen zijn, en wat er boven en onder aan staat."""

    maximaal: Annotated[
        int | None,
        PlainValidator(_read_maximum),
        WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+$"}),
    ] = Field(default=None, examples=[4])
    """Hoeveel bladzijden een brief mag hebben. Is een brief langer, dan waarschuwt
    `raadsbrief build`; de brief komt er wel."""

    kop: Annotated[
        tuple[Kopdeel, ...],
        BeforeValidator(
            _read_kop, json_schema_input_type=Literal["geen"] | Kopdeel | tuple[Kopdeel, ...]
        ),
    ] = ("zaaknummer", "onderwerp")
    """Bovenaan, vanaf de tweede bladzijde: zaaknummer, onderwerp, allebei, of `geen`."""
    nummers: Literal["Pagina 2 van 4", "2/4", "geen"] = "Pagina 2 van 4"
    """Hoe de bladzijden genummerd worden."""
    zaaknummer_bij_nummer: JaNee = False
    """Of het zaaknummer voor het bladzijnummer staat: 10359801 2/4."""
    nummer_op_eerste: JaNee = False
    """Of ook de eerste bladzijde haar nummer toont."""


class Tekenaar(Vorm):
    """Iemand die tekent, precies zoals u het schrijft. Hoeft niet in het college te staan."""

    naam: OfGeen[Tekst] = Field(default=None, examples=["G. Griffier"])
    """Naam onder de handtekening. Leeg: een vak met alleen de functie."""
    functie: OfGeen[Tekst] = Field(default=None, examples=["griffier"])
    """Functie onder de handtekening. Leeg: alleen de naam."""

    @model_validator(mode="after")
    def _somebody(self) -> Tekenaar:
        if self.naam is None and self.functie is None:
            raise refused("hier tekent niemand", "schrijf een `naam`, een `functie`, of allebei")
        return self

    @property
    def naam_met_titel(self) -> str | None:
        """The name as it was written, like that of a member of the college."""
        return self.naam


def _is_group(value: Any) -> str:
    return "[tekst]" if isinstance(value, str) else "[groep]"


Wie = Annotated[
    Annotated[Tekst, Tag("[tekst]")] | Annotated[Tekenaar, Tag("[groep]")],
    Discriminator(_is_group),
]
"""Someone of the college, by function or name, or anyone else with what to print."""


class Ondertekening(Vorm):
    """Wie brieven ondertekent, en hoe dat eruitziet."""

    functies: Annotated[
        tuple[Wie, ...],
        Field(min_length=1),
        BeforeValidator(een_of_meer, json_schema_input_type=Wie | tuple[Wie, ...]),
        AfterValidator(Meer),
    ] = Field(default=(), examples=[["secretaris", "burgemeester"]])
    """De functies (of namen) uit het college die tekenen, in volgorde. Wie niet in het college
    staat, schrijft u als groep met `naam` en `functie`."""
    vorm: Literal["naam_boven_functie", "functie_boven_naam", "regel"] = "naam_boven_functie"
    """Naam en functie onder elkaar, of samen op één regel."""
    plaatsing: Literal["naast_elkaar", "onder_elkaar"] = "naast_elkaar"
    """Hoe de handtekeningen bij elkaar staan."""
    ruimte: Ruimte = 22
    """Ruimte voor een handtekening, in millimeters. `0` als de brief niet op papier getekend
    wordt."""
    onder: OfGeen[Regels] = Field(
        default=None, examples=["Ondertekend in het zaaksysteem op {{ brief.datum | datum }}."]
    )
    """Een regel onder de handtekeningen, of een lijst van regels."""


def read_ondertekening(value: Any) -> Any:
    """Let those who sign be written alone: a text, a list, or one person with name and function."""
    if not isinstance(value, dict):
        return {"functies": value}
    one = {veld: value[veld] for veld in ("naam", "functie") if veld in value}
    if not one or "functies" in value:
        return value
    return {"functies": [one], **{veld: rest for veld, rest in value.items() if veld not in one}}


Tekenen = Annotated[
    Ondertekening,
    BeforeValidator(
        read_ondertekening,
        json_schema_input_type=Wie | tuple[Wie, ...] | Ondertekening,
    ),
]
Kenmerken = Annotated[tuple[Kenmerknaam, ...], AfterValidator(Meer)]
NietTonen = Annotated[
    tuple[Getoond, ...],
    BeforeValidator(een_of_meer, json_schema_input_type=Getoond | tuple[Getoond, ...]),
    AfterValidator(Meer),
]
Namen = Literal["met_titel", "zoals_getypt"]
