"""What blocks of a letter hold besides prose and facts: a selection, steps, questions."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    WithJsonSchema,
    model_validator,
)

from raadsbrief.model.fields import Keuze, Proza, Regel, Vorm, refused
from raadsbrief.model.formulier import Velden
from raadsbrief.model.shorthand import JaNee, verkort
from raadsbrief.model.tabel import Grafiek, Tabel
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


# `3`, `3a`, `12.1`, `A3`; a letter; a Roman number.
_GETAL = r"(?:[A-Za-z]{1,3}[.-]?)?[1-9][0-9]{0,3}(?:[.-][0-9]{1,3})*[a-z]?"
_ROMEINS = "|".join(("[ivx]+", "[IVX]+"))
_NUMMER = re.compile(rf"{_GETAL}|{_ROMEINS}|[A-Za-z]")


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
    WithJsonSchema({"type": ["integer", "number", "string"], "pattern": f"^({_NUMMER.pattern})$"}),
]
"""The number of a question, `3`, `3a`, `3.1`, `B` or `iv`."""

_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def volgend_nummer(nummer: str | None) -> str:
    """Return the number after one: `4` after `3`, `3b` after `3a`, `3.2` after `3.1`."""
    if not nummer:
        return "1"
    if re.fullmatch(_ROMEINS, nummer):
        following = _roman(_number(nummer.lower()) + 1)
        return following.upper() if nummer.isupper() else following
    begin, digits, letter = re.fullmatch(r"(.*?)([0-9]*)([A-Za-z]?)", nummer).groups()  # type: ignore[union-attr]
    if letter and letter not in "zZ":
        return f"{begin}{digits}{chr(ord(letter) + 1)}"
    return f"{begin}{int(digits or 0) + 1}"


def _number(roman: str) -> int:
    values = [dict(_ROMAN)[sign] for sign in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _roman(number: int) -> str:
    written = ""
    for sign, value in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


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


class Deel(Vorm):
    """Een deel van een antwoord: één soort inhoud."""

    tekst: Proza | None = None
    """Lopende tekst, met alles wat tekst kan hebben: lijsten, tussenkoppen, een afbeelding. U kunt
    haar meteen achter het streepje zetten."""
    planning: Planning | None = None
    """Stappen in de volgorde van de tijd, zoals in een blok."""
    tabel: Tabel | None = None
    """Een tabel, zoals in een blok."""
    grafiek: Grafiek | None = None
    """Een grafiek, zoals in een blok."""
    formulier: Velden | None = None
    """Een formulier, zoals in een blok."""

    @property
    def soort(self) -> str:
        """The one kind of content that this part has."""
        return next(soort for soort in DELEN if getattr(self, soort) is not None)

    @model_validator(mode="after")
    def _one_kind(self) -> Deel:
        present = [soort for soort in DELEN if getattr(self, soort) is not None]
        if not present:
            raise refused(
                "dit deel van het antwoord heeft geen inhoud",
                f"voeg een van deze toe: {', '.join(DELEN)}",
            )
        if len(present) > 1:
            raise refused(
                f"een deel heeft één soort inhoud, niet {' en '.join(present)} samen",
                "begin een nieuw deel met een streepje",
            )
        return self


DELEN = ("tekst", "planning", "tabel", "grafiek", "formulier")


_Deel = Annotated[Deel, BeforeValidator(verkort("tekst"), json_schema_input_type=Proza | Deel)]


def _kind_of_answer(value: Any) -> str:
    return "<lijst>" if isinstance(value, list) else "<tekst>"


Antwoord = Annotated[
    Annotated[Proza, Tag("<tekst>")]
    | Annotated[Annotated[tuple[_Deel, ...], Field(min_length=1)], Tag("<lijst>")],
    Discriminator(_kind_of_answer),
]
"""An answer: prose, or parts of more kinds."""


class Vraag(Vorm):
    """Een vraag met haar antwoord."""

    vraag: Proza = Field(examples=["Wanneer opent het buurthuis?"])
    """De vraag. De eerste alinea wordt een kop met het nummer ervoor."""
    antwoord: Antwoord = Field(
        examples=[
            "Het buurthuis opent in *september*.",
            [
                "Per wijk komen er:",
                {"tabel": {"kolommen": "geen", "rijen": [["Molenwijk", 120], ["De Hoven", 80]]}},
            ],
        ]
    )
    """Het antwoord, met alles wat lopende tekst kan hebben. Of een lijst van delen: tekst, een
    tabel, een planning, een grafiek, een formulier."""
    nummer: Vraagnummer | None = Field(default=None, examples=[5, "5a"])
    """Het nummer, als dat anders is dan het volgende: `5`, `5a`, `5.1`, `B` of `iv`. Zonder nummer
    telt raadsbrief door, de hele brief lang: na 5 komt 6, na 5a komt 5b. Schrijf `nummer: 6` waar
    de letters ophouden. Vragen van een ander, die opnieuw bij 1 beginnen, zet u in een eigen
    blok."""


class Vragenlijst(Vorm):
    """Vragen met hun antwoorden, en hoe ze in de brief staan."""

    woorden: JaNee = Field(default=False, examples=["ja"])
    """`ja`: de woorden Vraag en Antwoord staan erbij. Boven elke vraag staat dan een kop als
    Vraag 1, en boven het antwoord het woord Antwoord."""
    nummers: JaNee = Field(default=True, examples=["nee"])
    """`nee`: de vragen hebben geen nummer."""
    lijst: tuple[Vraag, ...] = Field(min_length=1)
    """De vragen met hun antwoorden."""


_Lijst = Annotated[tuple[Vraag, ...], Field(min_length=1)]
Vragen = Annotated[
    Annotated[Vragenlijst, Tag("<groep>")] | Annotated[_Lijst, Tag("<waarde>")],
    Discriminator(_kind),
]
"""Questions with their answers: a list, or a list with how it looks."""
