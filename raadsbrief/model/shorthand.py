"""Types that let an author write the simple case simply: one text for a list, ja or nee."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from raadsbrief.model.fields import Regel, Tekst, read_aantal, refused


class Meer(tuple[Any, ...]):
    """One or more values; one may be written without a list, and is one fact to prose."""

    __slots__ = ()


def een_of_meer(value: Any) -> Any:
    """Let one value stand where a list can."""
    return value if isinstance(value, list | tuple) else (value,)


_NOT_EMPTY = Field(min_length=1)
Teksten = Annotated[
    tuple[Tekst, ...],
    _NOT_EMPTY,
    BeforeValidator(een_of_meer, json_schema_input_type=Tekst | tuple[Tekst, ...]),
    AfterValidator(Meer),
]
"""One line of plain text, or a list of them."""
Regels = Annotated[
    tuple[Regel, ...],
    _NOT_EMPTY,
    BeforeValidator(een_of_meer, json_schema_input_type=Regel | tuple[Regel, ...]),
    AfterValidator(Meer),
]
"""One line of prose, or a list of them."""


def verkort(veld: str) -> Callable[[Any], Any]:
    """Make a reader that lets a text alone stand for a group with only this field."""
    return lambda value: {veld: value} if isinstance(value, str) else value


GEEN = "geen"


class Geen:
    """Marks a field in which `geen` says no; the field is then None, and known to be filled in."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_read_geen, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        inner = handler(schema)
        return {"anyOf": [{"const": GEEN}, *inner.get("anyOf", [inner])]}


class Keuzes:
    """Marks a choice that an editor need not make: more than one schema may fit."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        inner = dict(handler(schema))
        return {"anyOf": inner.pop("oneOf"), **inner}


def _read_geen(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip() == GEEN else value


_T = TypeVar("_T")
OfGeen = Annotated[_T | None, Geen()]
"""A value, or `geen`: what stands lower (the house, the kind of letter) is then left out."""


_JA_NEE = {"ja": True, "true": True, "nee": False, "false": False}


def read_ja_nee(value: Any) -> bool:
    """Read `ja` or `nee`, or YAML's own `true` or `false`."""
    text = value.strip().lower() if isinstance(value, str) else ""
    if text not in _JA_NEE:
        shown = f"'{value}'" if isinstance(value, str) else "dit"
        raise refused(f"{shown} is geen ja of nee", "schrijf `ja` of `nee`")
    return _JA_NEE[text]


JaNee = Annotated[
    bool,
    PlainValidator(read_ja_nee),
    WithJsonSchema({"enum": ["ja", "nee", True, False]}),
]
"""Yes or no, in Dutch or as YAML has it."""


def _millimeters(low: int, high: int) -> tuple[PlainValidator, WithJsonSchema]:
    def read(value: Any) -> int:
        number = read_aantal(value)
        if not low <= number <= high:
            raise refused(
                f"{number} mm past niet op de brief", f"kies {low} tot en met {high} (millimeter)"
            )
        return number

    return PlainValidator(read), WithJsonSchema(
        {"type": ["integer", "string"], "minimum": low, "maximum": high, "pattern": "^[0-9]+$"}
    )


_HEIGHT, _SPACE = _millimeters(5, 40), _millimeters(0, 40)
Hoogte = Annotated[int, _HEIGHT[0], _HEIGHT[1]]
"""The height of a picture in the letterhead, in millimetres."""
Ruimte = Annotated[int, _SPACE[0], _SPACE[1]]
"""White space, in millimetres."""


def _read_email(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.\w+", value.strip()):
        raise refused(f"'{value}' is geen e-mailadres", "bijvoorbeeld `raad@voorbeeldstad.nl`")
    return value


def _read_website(value: Any) -> Any:
    address = r"(https?://)?[\w-]+(\.[\w-]+)+(/[^\s<>\"]*)?"
    if isinstance(value, str) and not re.fullmatch(address, value.strip()):
        raise refused(f"'{value}' is geen webadres", "bijvoorbeeld `www.voorbeeldstad.nl`")
    return value


def _read_telefoon(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[+(]?[0-9][0-9 ()–-]*", value.strip()):
        raise refused(
            f"'{value}' is geen telefoonnummer", "bijvoorbeeld `14 010` of `010 123 4567`"
        )
    return value


Email = Annotated[Tekst, BeforeValidator(_read_email)]
"""An e-mail address."""
Website = Annotated[Tekst, BeforeValidator(_read_website)]
"""A web address, with or without https:// before it."""
Telefoon = Annotated[Tekst, BeforeValidator(_read_telefoon)]
"""A telephone number, in groups as the gemeente writes it."""
