"""Tables and charts: what their columns hold, and where their figures come from."""

from __future__ import annotations

import re
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
from pydantic_core import PydanticCustomError

from raadsbrief.model.fields import Keuze, Proza, Regel, Tekst, Vorm, plain_line, refused
from raadsbrief.model.getallen import Decimaal
from raadsbrief.model.shorthand import JaNee, Regels

Kolomsoort = Literal["tekst", "bedrag", "aantal", "percentage", "datum"]
Eenheid = Literal["euro", "duizenden", "miljoenen"]
BRONNEN = ("rijen", "groepen", "bestand", "financiering")


def _read_cel(value: Any) -> str | None:
    """Accept one line of text, or nothing; what it must be depends on its column."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "tekst verwacht")
    lines = [line.strip() for line in value.strip().split("\n")]
    return "\n".join(str(Regel.read(line)) for line in lines if line)


_CEL_SCHEMA = {"type": ["string", "number", "boolean", "null"]}
Cel = Annotated[str | None, PlainValidator(_read_cel), WithJsonSchema(_CEL_SCHEMA)]
"""A cell as the author wrote it; each line of it is one in the letter."""


def _read_leeg(value: Any) -> str:
    """Accept one line of plain text, or an empty text: then an empty cell stays empty."""
    is_empty = isinstance(value, str) and not value.strip()
    return "" if is_empty else plain_line(value)


Leeg = Annotated[str, PlainValidator(_read_leeg), WithJsonSchema(_CEL_SCHEMA)]
"""What stands in an empty cell, which can be nothing."""


def _read_totaal(value: Any) -> bool | str:
    if value in ("ja", "nee"):
        return bool(value == "ja")
    return str(Regel.read(value))


def _kind(value: Any) -> str:
    """Tell which form a row or total has, by a name that no field can have."""
    return "<groep>" if isinstance(value, dict) else "<lijst>"


def _kind_of_row(value: Any) -> str:
    if isinstance(value, dict) and "cellen" in value:
        return "<rij>"
    return "<kop>" if isinstance(value, dict) and "tussenkop" in value else _kind(value)


def _kind_of_total(value: Any) -> str:
    return _kind(value) if isinstance(value, dict | list) else "<woord>"


_Lijst = Annotated[tuple[Cel, ...], Tag("<lijst>")]
_BY_NAME = {
    "type": "object",
    "additionalProperties": _CEL_SCHEMA,
    "not": {"anyOf": [{"required": [name]} for name in ("cellen", "tussenkop")]},
}
_Groep = Annotated[dict[Tekst, Cel], WithJsonSchema(_BY_NAME), Tag("<groep>")]
_Woord = Annotated[
    bool | str,
    PlainValidator(_read_totaal),
    WithJsonSchema({"type": ["string", "boolean"]}),
    Tag("<woord>"),
]


class Tabelrij(Vorm):
    """Een rij die vet is, of een som."""

    cellen: tuple[Cel, ...] = Field(min_length=1, examples=[["Onderhoud", 120]])
    """De cellen, in de volgorde van de kolommen."""
    vet: JaNee = Field(default=False, examples=["ja"])
    """`ja`: de hele rij is vet."""
    som: Tekst | None = Field(default=None, examples=["ja"])
    """Deze rij is een som, en telt niet mee in het totaal. `ja`: van de rijen erboven, tot de
    vorige som of tussenkop. `doorlopend`: van alle rijen erboven. Of een som van rijen met hun
    letter: `A + B - C`."""


class Tussenkop(Vorm):
    """Een kop tussen de rijen, over de hele breedte."""

    tussenkop: Regel = Field(examples=["Lasten"])
    """De kop. Hij geldt voor de rijen eronder, tot de volgende tussenkop."""


Rij = Annotated[
    _Lijst | _Groep | Annotated[Tabelrij, Tag("<rij>")] | Annotated[Tussenkop, Tag("<kop>")],
    Discriminator(_kind_of_row),
]
"""A row: its cells in the order of the columns, or by the names of the columns, or a heading."""

Totaal = Annotated[_Lijst | _Groep | _Woord, Discriminator(_kind_of_total)]
"""`ja` or a label: a total that is computed; or a row: a written total that is checked."""


class Kolom(Vorm):
    """Een kolom van een tabel."""

    kop: Regel | None = None
    """De kop boven de kolom. Heeft geen enkele kolom er een, dan heeft de tabel geen kopregel."""
    soort: Kolomsoort | None = None
    """Wat erin staat. Zonder soort staat er wat u typt."""
    naam: Tekst | None = None
    """Naam van de kolom in rijen of in het CSV-bestand, als die anders is dan de kop."""
    samenvoegen: JaNee = Field(default=False, examples=["ja"])
    """`ja`: dezelfde tekst in cellen onder elkaar wordt één cel, en een lege cel hoort bij die
    erboven. Niet in een kolom met cijfers."""
    optellen: JaNee = True
    """`nee`: deze kolom heeft geen totaal."""
    som_van: Keuze | None = Field(default=None, examples=["alle", ["2025", "2026"]])
    """Deze kolom telt andere kolommen van dezelfde rij op: `alle`, of hun namen."""
    aandeel_van: Tekst | None = None
    """Deze kolom zegt welk deel van het totaal van een andere kolom dit is, in procenten."""

    @model_validator(mode="after")
    def _computed_once(self) -> Kolom:
        if self.som_van and self.aandeel_van:
            raise refused("een kolom is een som of een aandeel", "haal een van de twee weg")
        return self


def _read_kolom(value: Any) -> Any:
    """Let a column that has only a head be written as its head."""
    return {"kop": value or None} if isinstance(value, str) else value


KolomOfKop = Annotated[Kolom, BeforeValidator(_read_kolom, json_schema_input_type=Proza | Kolom)]


class Kolomgroep(Vorm):
    """Kolommen onder een gezamenlijke kop."""

    kop: Regel = Field(examples=["2026"])
    """De kop boven deze kolommen samen."""
    kolommen: tuple[KolomOfKop, ...] = Field(
        min_length=1,
        examples=[[{"kop": "Begroot", "soort": "bedrag"}, {"kop": "Werkelijk", "soort": "bedrag"}]],
    )
    """De kolommen eronder. Rijen noemen er een bij de kop; heet er elders ook een zo, dan met
    deze kop ervoor: `2026 Begroot`."""


def _kind_of_column(value: Any) -> str:
    return "<groep>" if isinstance(value, dict) and "kolommen" in value else "<kolom>"


GEEN = "geen"


def _kind_of_columns(value: Any) -> str:
    return "<geen>" if isinstance(value, str) else "<lijst>"


_Kolommen = Annotated[
    Annotated[KolomOfKop, Tag("<kolom>")] | Annotated[Kolomgroep, Tag("<groep>")],
    Discriminator(_kind_of_column),
]
Kolommen = Annotated[
    Annotated[tuple[_Kolommen, ...], Tag("<lijst>")] | Annotated[Literal["geen"], Tag("<geen>")],
    Discriminator(_kind_of_columns),
]
"""Columns, each alone or below one head with others; or `geen`: none has a head."""


class Groep(Vorm):
    """Een groep rijen onder een eigen kop."""

    naam: Regel | None = None
    """De kop van de groep. Zonder naam zijn het rijen die bij geen groep horen; in het totaal
    tellen ze mee."""
    rijen: tuple[Rij, ...] = Field(min_length=1)
    """De rijen van de groep."""
    subtotaal: Totaal = False
    """`ja`, een naam voor de rij, of een geschreven subtotaal dat raadsbrief narekent."""


class Gegevens(Vorm):
    """Waar de cijfers van een tabel of grafiek vandaan komen."""

    bijschrift: Regel | None = None
    """Wat erin staat; dit komt erboven."""
    kolommen: Kolommen = Field(
        default=(), examples=[["Wijk", {"kop": "Woningen", "soort": "aantal"}]]
    )
    """De kolommen: een kop, een kop met een soort, of kolommen onder een gezamenlijke kop.
    `geen`: een tabel zonder kopregel, waar de eerste kolom genoeg zegt."""
    rijen: tuple[Rij, ...] = Field(default=(), examples=[[["Molenwijk", 120], ["De Hoven", 80]]])
    """De rijen: per rij een lijst met cellen, of `kolom: waarde`, of een tussenkop. Een cel `"<<"`
    hoort bij de cel links ervan, een cel `"^^"` bij de cel erboven."""
    groepen: tuple[Groep, ...] = ()
    """Rijen in groepen, in plaats van `rijen`. Een groep zonder naam zijn losse rijen."""
    bestand: Tekst | None = Field(default=None, examples=["cijfers/woningen.csv"])
    """Een CSV-bestand in de map met inhoud, in plaats van `rijen`. Tussen de cellen staat een
    puntkomma, tab of komma; op de eerste regel staan de koppen. Sla het in een rekenblad op als
    CSV UTF-8. Heet de laatste rij Totaal, Eindtotaal of Som, dan is dat het totaal, en rekent
    raadsbrief het na."""
    decimaal: Decimaal | None = None
    """Bij `bestand`: het teken voor de decimalen in het bestand, een `komma` of een `punt`. Nodig
    als de cijfers zelf dat niet laten zien: `1.250` kan 1250 zijn, of 1,25."""
    groepen_uit: Tekst | None = Field(default=None, examples=["Stadsdeel"])
    """Bij `bestand`: de kolom die zegt bij welke groep een rij hoort."""
    subtotalen: JaNee = False
    """Bij `groepen_uit`: `ja` zet onder elke groep een subtotaal."""
    financiering: Keuze | None = Field(default=None, examples=["alle", ["woonfonds"]])
    """Fondsen van het programma, in plaats van `rijen`: `alle`, of korte namen."""
    per: Literal["jaar", "pijler"] | None = None
    """Bij `financiering`: de bedragen per jaar of per pijler."""
    bedragen_in: Eenheid | None = None
    """In welke eenheid de bedragen staan. Dan staat er geen € in de cellen, maar erboven."""
    totaal: Totaal | None = None
    """`ja`, een naam voor de rij, of een geschreven totaal dat raadsbrief narekent. Een grafiek
    tekent het niet."""
    afgerond: JaNee = False
    """`ja`: de cijfers zijn afgerond, dus een totaal mag daardoor iets afwijken."""

    @model_validator(mode="after")
    def _one_source(self) -> Gegevens:
        present = [bron for bron in BRONNEN if getattr(self, bron)]
        if not present:
            hint = f"voeg een van deze toe: {', '.join(BRONNEN)}"
            raise refused("hier staan geen cijfers", hint)
        if len(present) > 1:
            raise refused(
                f"de cijfers komen uit één bron, niet uit {' en '.join(present)} samen",
                "haal er een weg",
            )
        if present[0] in ("rijen", "groepen") and not self.kolommen:
            raise refused("deze tabel heeft geen kolommen", "voeg toe: `kolommen: [Wijk, Aantal]`")
        if isinstance(self, Grafiek) and self.kolommen == GEEN:
            raise refused("een grafiek heeft koppen nodig", "schrijf `kolommen: [Wijk, Aantal]`")
        if self.financiering and self.kolommen:
            raise refused("bij `financiering` staan de kolommen vast", "haal `kolommen` weg")
        if self.per and not self.financiering:
            raise refused("`per` hoort bij `financiering`", "haal `per` weg")
        if self.decimaal and not self.bestand:
            hint = "haal `decimaal` weg: in een brief schrijft u decimalen met een komma"
            raise refused("`decimaal` hoort bij `bestand`", hint)
        if self.groepen_uit and not self.bestand:
            raise refused("`groepen_uit` hoort bij `bestand`", "gebruik `groepen` voor eigen rijen")
        if self.subtotalen and not self.groepen_uit:
            raise refused("`subtotalen` hoort bij `groepen_uit`", "haal `subtotalen` weg")
        return self

    @property
    def losse_kolommen(self) -> tuple[Kolom, ...]:
        """The columns one by one, also those below one head."""
        kolommen = () if isinstance(self.kolommen, str) else self.kolommen
        parts = (one.kolommen if isinstance(one, Kolomgroep) else (one,) for one in kolommen)
        return tuple(kolom for part in parts for kolom in part)


def _read_teken(value: Any) -> str:
    text = Regel.read(value)
    if not re.fullmatch(r"[0-9A-Za-z]{1,3}|[*†‡§]{1,3}", text):
        hint = "gebruik een letter, een cijfer of `*`, zoals in `a: Voorlopig cijfer.`"
        raise refused(f"'{text}' kan niet het teken van een noot zijn", hint)
    return str(text)


Nootteken = Annotated[str, PlainValidator(_read_teken), WithJsonSchema({"type": "string"})]
"""The mark of a note below a table."""


def _kind_of_letters(value: Any) -> str:
    return "<lijst>" if isinstance(value, list) else "<woord>"


Letters = Annotated[
    Annotated[JaNee, Tag("<woord>")] | Annotated[tuple[Tekst, ...], Tag("<lijst>")],
    Discriminator(_kind_of_letters),
]


class Tabel(Gegevens):
    """Een tabel."""

    letters: Letters = False
    """`ja`: rijen heten A, B, C ... Of een lijst met eigen letters."""
    rijkoppen: JaNee = True
    """`nee`: de eerste kolom is geen kop van de rij."""
    leeg: Leeg = "–"
    """Wat er staat in een lege cel van een kolom met cijfers of datums. `""`: niets."""
    noten: dict[Nootteken, Regel] = Field(default={}, examples=[{"a": "Voorlopig cijfer."}])
    """Noten onder de tabel, elk met een teken: een letter, een cijfer of `"*"`. Zet `[^a]` achter
    de tekst of het cijfer waar noot `a` bij hoort: in een cel, een kop of het bijschrift. Zet zo'n
    tekst tussen aanhalingstekens."""
    noot: Regels | None = None
    """Een regel onder de tabel, zoals de bron, of een lijst van regels."""


class Grafiek(Gegevens):
    """Een grafiek, met de cijfers eronder."""

    soort: Literal["staven", "gestapeld", "lijn"]
    """Staven, gestapelde staven, of een lijn over de jaren. Wat negatief is, staat aan de andere
    kant van de nullijn."""
    beschrijving: Regel | None = None
    """Wat de grafiek laat zien, voor wie haar niet ziet. Anders schrijft raadsbrief dat."""
    tabel: JaNee = True
    """`nee`: zet de cijfers niet onder de grafiek, omdat ze al in een tabel staan."""
    noot: Regel | None = None
    """Een regel onder de grafiek, zoals de bron."""
