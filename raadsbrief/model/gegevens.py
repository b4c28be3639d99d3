"""What a letter says of itself: who wrote it, what goes with it, and whether it is secret."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from raadsbrief.model.fields import FromText, Regel, Tekst, Vorm, refused
from raadsbrief.model.shorthand import Email, JaNee, Meer, Telefoon, een_of_meer, verkort
from raadsbrief.model.tijd import Datum

Soort = Literal[
    "actieve informatie", "afdoening toezegging", "afdoening motie", "beantwoording vragen"
]
SOORTEN: tuple[str, ...] = get_args(Soort)
# A kind of the gemeente is a word of its own; a rule tells who wrote neither.
Soorten = Annotated[
    tuple[Tekst, ...],
    Field(min_length=1),
    BeforeValidator(een_of_meer, json_schema_input_type=Soort | Tekst | tuple[Soort | Tekst, ...]),
    AfterValidator(Meer),
]


class Persoon(Vorm):
    """Een steller van de brief: naam, functie, en hoe de raad die bereikt."""

    naam: Tekst
    """Naam van de steller."""
    functie: Tekst | None = Field(default=None, examples=["beleidsadviseur wonen"])
    """Functie van de steller."""
    telefoon: Telefoon | None = None
    """Telefoonnummer."""
    email: Email | None = None
    """E-mailadres."""


Steller = Annotated[
    Persoon, BeforeValidator(verkort("naam"), json_schema_input_type=Tekst | Persoon)
]
Stellers = Annotated[
    tuple[Steller, ...],
    Field(min_length=1),
    BeforeValidator(een_of_meer, json_schema_input_type=Steller | tuple[Steller, ...]),
    AfterValidator(Meer),
]


class Bijlagestuk(Vorm):
    """Een bijlage bij de brief."""

    titel: Regel
    """Titel van de bijlage."""
    nummer: Tekst | None = None
    """Eigen nummer van de bijlage, bijvoorbeeld een zaaknummer."""
    bestand: Tekst | None = Field(default=None, examples=["bijlagen/kaart.pdf"])
    """Het bestand, in de map met inhoud. In de brief staat de naam, zonder de map."""
    openbaar: JaNee | None = None
    """Of de bijlage openbaar is. Leeg: de brief zegt er niets over."""

    @property
    def details(self) -> tuple[str, ...]:
        """What there is to say of the annex besides its title."""
        openbaar = {True: "openbaar", False: "niet openbaar", None: None}[self.openbaar]
        bestand = PurePosixPath(self.bestand).name if self.bestand else None
        return tuple(text for text in (self.nummer, bestand, openbaar) if text)


Bijlage = Annotated[
    Bijlagestuk, BeforeValidator(verkort("titel"), json_schema_input_type=Regel | Bijlagestuk)
]

# The grounds that article 5.1 Woo has: the letters of its first and of its second paragraph.
_ONDERDELEN = {"1": "abcde", "2": "abcdefghi"}
_GROND = re.compile(
    r"(?:art(?:ikel|\.)?\s*)?5\.1,?\s*"
    r"(?:lid\s*(?P<lid>[12])|(?P<woord>eerste|tweede)\s+lid),?\s*"
    r"(?:(?:aanhef\s+en\s+)?(?:onder|onderdeel|sub)\s*)?(?P<onderdeel>[a-z])"
    r"(?:,?\s*(?:van\s+de\s+)?(?:Woo|Wet\s+open\s+overheid))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grond(FromText):
    """A ground for secrecy: a part of article 5.1, first or second paragraph, of the Woo."""

    json_type: ClassVar[dict[str, Any]] = {"type": "string"}

    lid: str
    onderdeel: str

    def __str__(self) -> str:
        """Write the ground as a letter does, without the name of the law."""
        return f"artikel 5.1, lid {self.lid}, onder {self.onderdeel}"

    @classmethod
    def read(cls, value: Any) -> Self:
        """Read `artikel 5.1, lid 2, onder b`, or shorter: `5.1 lid 2 b`."""
        text = value.strip() if isinstance(value, str) else ""
        match = _GROND.fullmatch(text)
        hint = "schrijf lid 1 of 2 van artikel 5.1 Woo: `artikel 5.1, lid 2, onder b`"
        if match is None:
            shown = f"'{text}'" if text else "dit"
            raise refused(f"{shown} is geen grond voor geheimhouding", hint)
        lid = match["lid"] or {"eerste": "1", "tweede": "2"}[match["woord"].lower()]
        onderdeel, known = match["onderdeel"].lower(), _ONDERDELEN[lid]
        if onderdeel not in known:
            message = f"artikel 5.1, lid {lid}, van de Woo heeft geen onderdeel '{onderdeel}'"
            raise refused(message, f"kies a tot en met {known[-1]}")
        return cls(lid, onderdeel)


class Geheimhouding(Vorm):
    """Geheimhouding op de brief (Gemeentewet, artikel 87); elke bladzijde zegt het."""

    grond: Annotated[
        tuple[Grond, ...],
        Field(min_length=1, examples=["artikel 5.1, lid 2, onder b"]),
        BeforeValidator(een_of_meer, json_schema_input_type=Grond | tuple[Grond, ...]),
        AfterValidator(Meer),
    ]
    """De grond in artikel 5.1, lid 1 of 2, van de Woo, met het onderdeel. Of een lijst."""
    opheffing_door: Tekst = Field(examples=["de gemeenteraad"])
    """Wie de geheimhouding kan opheffen."""
    tot: Datum | None = None
    """Tot wanneer de geheimhouding geldt. Leeg: tot ze wordt opgeheven."""


def _read_geheim(value: Any) -> Any:
    """Tell who writes `ja`, or only the ground, what is needed."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text.lower() in ("nee", "false", "geen"):
        hint = "haal dit veld weg; zonder dit veld rust er geen geheimhouding op de brief"
        raise refused(f"'{text}' is geen grond voor geheimhouding", hint)
    grond = text if _GROND.fullmatch(text) else "artikel 5.1, lid 2, onder b"
    message = "geheimhouding heeft een grond, en iemand die haar kan opheffen"
    hint = f"schrijf hieronder, ingesprongen: `grond: {grond}` en `opheffing_door: de gemeenteraad`"
    raise refused(message, hint)


Geheim = Annotated[Geheimhouding, BeforeValidator(_read_geheim)]
"""Secrecy; a text alone is refused with what to write."""
