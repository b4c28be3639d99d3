"""What blocks of a letter hold besides prose and facts: a selection, steps, questions."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import Discriminator, Field, PlainValidator, Tag, WithJsonSchema, model_validator

from raadsbrief.model.fields import Keuze, Proza, Regel, Vorm, refused
from raadsbrief.model.shorthand import JaNee
from raadsbrief.model.tijd import Datum


def _kind(value: Any) -> str:
    """Tell which form a value has, by a name that no field can have."""
    return "<groep>" if isinstance(value, dict) else "<waarde>"


class Selectie(Vorm):
    """Resultaten die ergens aan voldoen, in de volgorde van het programma."""

    pijler: Keuze | None = Field(default=None, examples=["wonen", ["wonen", "werk"]])
    """Alleen resultaten van deze pijler, of van deze pijlers."""
    sinds: Datum | None = Field(default=None, examples=["2026-01"])
    """Alleen resultaten van deze datum of later. Elk resultaat heeft dan een `datum` nodig."""
    per_pijler: JaNee = Field(default=False, examples=["ja"])
    """`ja`: de resultaten staan onder de naam van hun pijler, als tussenkop. Wat bij geen
    pijler hoort, staat vooraan."""


Resultaatkeuze = Annotated[
    Annotated[Selectie, Tag("<groep>")] | Annotated[Keuze, Tag("<waarde>")], Discriminator(_kind)
]
"""Results by name, or what they have in common."""


class Tijdvak(Vorm):
    """Een tijd met een begin, een eind, of allebei."""

    vanaf: Datum | None = Field(default=None, examples=["2026-09"])
    """Wanneer het begint."""
    tot_en_met: Datum | None = Field(default=None, examples=["2026-12"])
    """Wanneer het klaar is."""

    @model_validator(mode="after")
    def _a_time(self) -> Tijdvak:
        if self.vanaf is None and self.tot_en_met is None:
            raise refused("hier mist een tijd", "vul `vanaf` in, of `tot_en_met`, of allebei")
        if self.eerste_dag > self.laatste_dag:
            raise refused("deze tijd eindigt voor zij begint", "wissel `vanaf` en `tot_en_met` om")
        return self

    @property
    def eerste_dag(self) -> dt.date:
        """The first day; without a beginning, the first day of all."""
        return self.vanaf.eerste_dag if self.vanaf else dt.date.min

    @property
    def laatste_dag(self) -> dt.date:
        """The last day; without an end, the last day of all."""
        return self.tot_en_met.laatste_dag if self.tot_en_met else dt.date.max


OPEN = "nog te bepalen"


def _read_open(value: Any) -> str:
    """Accept the one text that says that there is no date yet."""
    if not _is_open(value):
        raise refused(f"schrijf een datum, of `{OPEN}`")
    return OPEN


def _is_open(value: Any) -> bool:
    return isinstance(value, str) and value.strip().casefold() == OPEN


def _kind_of_time(value: Any) -> str:
    return "<open>" if _is_open(value) else _kind(value)


NogTeBepalen = Annotated[str, PlainValidator(_read_open), WithJsonSchema({"enum": [OPEN]})]
"""A time that nobody knows yet."""


class Stap(Vorm):
    """Een stap in een planning; de stappen staan in de volgorde van de tijd."""

    wanneer: Annotated[
        Annotated[Tijdvak, Tag("<groep>")]
        | Annotated[Datum, Tag("<waarde>")]
        | Annotated[NogTeBepalen, Tag("<open>")],
        Discriminator(_kind_of_time),
    ] = Field(examples=["2026-K3", OPEN, {"vanaf": "2026-09", "tot_en_met": "2026-12"}])
    """Wanneer: een datum zo precies als u haar weet, een tijd met begin en eind, of
    `nog te bepalen`."""
    wat: Regel = Field(examples=["Raadsvoorstel over de cofinanciering"])
    """Wat er dan gebeurt."""
    wie: Regel | None = Field(default=None, examples=["college"])
    """Wie het doet. Zegt geen enkele stap dit, dan heeft de tabel deze kolom niet; zegt één stap
    het, dan staat er bij de andere een streepje, dat voorgelezen wordt als: niet ingevuld."""
    gereed: JaNee | None = Field(default=None, examples=["ja"])
    """Of de stap gereed is: `ja` of `nee`. Zegt geen enkele stap dit, dan heeft de tabel geen
    kolom Stand; zegt één stap het, dan zijn de andere nog niet gereed."""


_NUMMER = re.compile(r"([1-9][0-9]{0,3})([a-z]?)")


def _read_nummer(value: Any) -> str:
    text = Regel.read(value)
    if not _NUMMER.fullmatch(text):
        hint = "schrijf een getal, eventueel met een kleine letter: `3` of `3a`"
        hint += "; laat dit veld weg, dan telt raadsbrief door"
        raise refused(f"'{text}' is geen nummer van een vraag", hint)
    return str(text)


Vraagnummer = Annotated[
    str,
    PlainValidator(_read_nummer),
    WithJsonSchema({"type": ["integer", "string"], "pattern": f"^{_NUMMER.pattern}$"}),
]
"""The number of a question, `3` or `3a`."""


def volgend_nummer(nummer: str | None) -> str:
    """Return the number after one: `4` after `3`, `3b` after `3a`, `4` after `3z`."""
    match = _NUMMER.fullmatch(nummer or "")
    if match is None:
        return "1"
    getal, letter = match.groups()
    return getal + chr(ord(letter) + 1) if "a" <= letter < "z" else str(int(getal) + 1)


class Vraag(Vorm):
    """Een vraag met haar antwoord."""

    vraag: Proza = Field(examples=["Wanneer opent het buurthuis?"])
    """De vraag. De eerste alinea wordt een kop met het nummer ervoor."""
    antwoord: Proza = Field(examples=["Het buurthuis opent in *september*."])
    """Het antwoord, met alles wat lopende tekst kan hebben."""
    nummer: Vraagnummer | None = Field(default=None, examples=[5, "5a"])
    """Het nummer, als dat anders is dan het volgende: `5` of `5a`. Zonder nummer telt raadsbrief
    door, de hele brief lang: na 5 komt 6, na 5a komt 5b. Schrijf `nummer: 6` waar de letters
    ophouden. Vragen van een ander, die opnieuw bij 1 beginnen, zet u in een eigen blok."""


class Vragenlijst(Vorm):
    """Vragen met hun antwoorden, en hoe ze in de brief staan."""

    woorden: JaNee = Field(default=False, examples=["ja"])
    """`ja`: de woorden Vraag en Antwoord staan erbij. Boven elke vraag staat dan een kop als
    Vraag 1, en boven het antwoord het woord Antwoord."""
    lijst: tuple[Vraag, ...] = Field(min_length=1)
    """De vragen met hun antwoorden."""


_Lijst = Annotated[tuple[Vraag, ...], Field(min_length=1)]
Vragen = Annotated[
    Annotated[Vragenlijst, Tag("<groep>")] | Annotated[_Lijst, Tag("<waarde>")],
    Discriminator(_kind),
]
"""Questions with their answers: a list, or a list with how it looks."""


class Stapkeuze(Vorm):
    """Stappen uit de planning van het programma die ergens aan voldoen, in die volgorde."""

    sinds: Datum | None = Field(default=None, examples=["2026-01"])
    """Alleen stappen die op deze datum of later klaar zijn, en die nog geen datum hebben."""
    gereed: JaNee | None = Field(default=None, examples=["nee"])
    """`nee`: alleen wat nog moet gebeuren. `ja`: alleen wat gereed is."""

    def past(self, stap: Stap) -> bool:
        """Tell whether a step is one of these."""
        if self.gereed is not None and bool(stap.gereed) is not self.gereed:
            return False
        return (
            self.sinds is None
            or isinstance(stap.wanneer, str)
            or stap.wanneer.laatste_dag >= self.sinds.eerste_dag
        )


def _kind_of_planning(value: Any) -> str:
    """Tell steps that stand in the letter from a choice of those of the programme."""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return "<stappen>"
    return _kind(value)


Planning = Annotated[
    Annotated[Stapkeuze, Tag("<groep>")]
    | Annotated[Keuze, Tag("<waarde>")]
    | Annotated[Annotated[tuple[Stap, ...], Field(min_length=1)], Tag("<stappen>")],
    Discriminator(_kind_of_planning),
]
"""Steps of the programme by name or by what they have in common, or steps of the letter itself."""
