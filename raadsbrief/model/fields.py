"""Types of the fields. Each reads the text that the author wrote and refuses what it is not.

A refusal is a PydanticCustomError whose message and `hint` are Dutch, ready to be shown.
The JSON Schema of each type is as wide as the YAML of an editor: there `2024` is a number.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from raadsbrief.model.getallen import bedoeld, genoteerd, wenk


class Vorm(BaseModel):
    """Base of every mapping in the content: unknown keys are errors, values do not change."""

    # Models inside others need no validator of their own, so none is made before it is used.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        """Take a field that was left empty for one that is not there; it must be a field."""
        if isinstance(data, dict):
            fields = cls.model_fields
            return {k: value for k, value in data.items() if value is not None or k not in fields}
        return data


def refused(message: str, hint: str | None = None) -> PydanticCustomError:
    """Make the error that a validator raises; the texts are shown to the user as they are."""
    # Braces would be taken for placeholders of the message.
    return PydanticCustomError("raadsbrief", "{message}", {"message": message, "hint": hint})


CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "tekst verwacht")
    if CONTROL.search(value):
        raise refused("hier staat een onzichtbaar besturingsteken", "verwijder het teken")
    return value


def one_line(value: Any) -> str:
    """Accept text on one line; a line folded over several lines in YAML is one line too."""
    text = _text(value).strip()
    if not text:
        raise refused("hier mist tekst", "vul een waarde in")
    if "\n" in text:
        raise refused("deze tekst moet op één regel", "gebruik `>-` voor een regel die u afbreekt")
    return text


# Words of programs for yes, no and nothing; nobody writes them to a council.
_OF_PROGRAMS = frozenset(
    f"{word}" for name in ("true", "false") for word in (name, name.title(), name.upper())
) | frozenset([".nan", ".NaN", ".NAN", ".inf", ".Inf", "-.inf", "NaN", "nan", "None", "undefined"])


def _for_people(text: str) -> str:
    """Refuse what a program wrote where words should stand."""
    if text.strip() in _OF_PROGRAMS:
        hint = "schrijf de woorden zelf, of laat het veld weg"
        raise refused(f"'{text.strip()}' is geen tekst voor een lezer", hint)
    return text


_MARKUP = re.compile(r"\*\*[^\s*][^*]*\*\*|\[[^\]]+\]\((?:https?:|mailto:|www\.)[^)]*\)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[a-z]{2,8});")


def plain_line(value: Any) -> str:
    """Accept one line without facts or markup, which would be printed as they stand."""
    text = _for_people(one_line(value))
    found = _MARKUP.search(text)
    if found:
        raise refused("in dit veld kan geen opmaak staan", "schrijf gewone woorden")
    for entity in _ENTITY.findall(text):
        if html.unescape(entity) != entity:
            hint = f"schrijf het teken zelf: {html.unescape(entity)}"
            raise refused(f"'{entity}' komt zo in de brief", hint)
    if "{{" in text or "{%" in text:
        raise refused("in dit veld kunnen geen feiten met {{ }} staan", "schrijf de tekst uit")
    return text


# What an editor's YAML makes of text without quotation marks.
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}

Tekst = Annotated[str, BeforeValidator(plain_line), WithJsonSchema(_SCALAR)]
"""One line of plain text, such as a name."""


class FromText:
    """A type that `read`s its value from what an author wrote; `json_type` is its JSON Schema."""

    __slots__ = ()
    json_type: ClassVar[dict[str, Any]]

    @classmethod
    def read(cls, value: Any) -> Self:
        """Read a value. Raises PydanticCustomError when it is not of this type."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return dict(cls.json_type)


class Proza(FromText, str):
    """Markdown with facts in it, of any number of paragraphs."""

    __slots__ = ()
    json_type = _SCALAR

    @classmethod
    def read(cls, value: Any) -> Self:
        """Accept any text that is not blank."""
        text = _for_people(_text(value))
        if not text.strip():
            raise refused("hier mist tekst", "vul een waarde in")
        return cls(text)


class Regel(Proza):
    """One line of prose: emphasis, links and facts, but no paragraphs or lists."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any) -> Self:
        """Accept one line of text."""
        return cls(_for_people(one_line(value)))


class Punt(Regel):
    """An item of a list, without the stop that the program puts behind it."""

    __slots__ = ()

    @classmethod
    def read(cls, value: Any) -> Self:
        """Accept one line that does not end in punctuation, abbreviations aside."""
        text = one_line(value)
        ending = re.search(r"[;,:.]$|; (en|of)$", text)
        if ending and not _ABBREVIATION.search(text):
            raise refused(
                f"laat '{ending[0]}' aan het eind van dit punt weg",
                "raadsbrief zet zelf de leestekens achter de punten van een lijst",
            )
        return cls(text)


_ABBREVIATION = re.compile(r"(\w\.\w\.|\b(etc|enz|jl|bijv|incl|excl|nr|resp))\.?$", re.IGNORECASE)


_SLEUTEL = r"[a-z][a-z0-9_]*"


def _read_sleutel(value: Any) -> str:
    text = one_line(value)
    if not re.fullmatch(_SLEUTEL, text):
        raise refused(
            f"'{text}' kan geen korte naam zijn",
            "gebruik kleine letters, cijfers en _, en begin met een letter: `werk_en_inkomen`",
        )
    if text == ALLE:
        raise refused(f"'{ALLE}' kan geen korte naam zijn", "dat woord betekent: allemaal")
    return text


ALLE = "alle"
Sleutel = Annotated[str, BeforeValidator(_read_sleutel)]
"""A short name by which prose and letters refer to a pillar, result, fund or fact."""

Bestandsnaam = Annotated[str, BeforeValidator(one_line), WithJsonSchema({"type": "string"})]
"""The name of another content file, without its folder and `.yaml`."""


def _read_keuze(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Keuze = Annotated[
    tuple[Tekst, ...],
    Field(min_length=1),
    BeforeValidator(_read_keuze, json_schema_input_type=str | tuple[str, ...]),
]
"""`alle`, one short name, or a list of them, in the order of the letter."""


def read_bedrag(value: Any) -> Decimal:
    """Read an amount in euros: `1250000`, `1250,50` or `1250.50`."""
    text = one_line(value)
    if not re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{2})?", text):
        raise refused(
            f"'{text}' is geen bedrag",
            wenk(
                bedoeld(text),
                lambda meant: genoteerd(meant, 2, 2) if abs(meant) < 10**15 else None,
                "schrijf een bedrag in euro's als getal, zonder € en zonder punten",
                "1250000",
                "rond het af op hele euro's of centen",
            ),
        )
    return Decimal(text.replace(",", "."))


Bedrag = Annotated[
    Decimal,
    PlainValidator(read_bedrag),
    WithJsonSchema({"type": ["number", "string"], "pattern": r"^-?[0-9]{1,15}([.,][0-9]{2})?$"}),
]
"""An amount in euros, with or without cents."""


@dataclass(frozen=True, slots=True)
class Aandeel:
    """A part of a whole."""

    deel: Decimal
    geheel: Decimal

    @property
    def procenten(self) -> Decimal:
        """The share of the whole, of 100."""
        return 100 * self.deel / self.geheel


def _read_jaar(value: Any) -> str:
    text = one_line(value)
    if not re.fullmatch(r"(19|20)[0-9]{2}", text):
        raise refused(f"'{text}' is geen jaar", "schrijf een jaar in vier cijfers, zoals `2026`")
    return text


Jaar = Annotated[str, BeforeValidator(_read_jaar)]
"""A calendar year, as the name of an amount."""


def read_aantal(value: Any) -> int:
    """Read a whole number that is not negative."""
    text = one_line(value)
    if not re.fullmatch(r"[0-9]{1,12}", text):
        numbers = bedoeld(text)
        raise refused(
            f"'{text}' is geen aantal",
            wenk(
                [one for one in numbers if one == int(one)] or numbers,
                lambda meant: genoteerd(meant, 0) if 0 <= meant < 10**12 else None,
                "schrijf een heel getal zonder punten",
                "25",
                "kies een heel getal van 0 of hoger",
            ),
        )
    return int(text)


Aantal = Annotated[
    int,
    PlainValidator(read_aantal),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^[0-9]{1,12}$"}),
]
"""A whole number that is not negative."""
