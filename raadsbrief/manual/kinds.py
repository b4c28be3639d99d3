"""What an author can write in a field, in words, from the type of the field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import WithJsonSchema
from pydantic_core import PydanticUndefined

from raadsbrief.manual.contents import anchor
from raadsbrief.model import Datum, Periode, Proza, Regel, Vorm
from raadsbrief.model.blokken import Vraagnummer
from raadsbrief.model.fields import Aantal, Bedrag, Bestandsnaam, Keuze, Punt, Sleutel, Tekst
from raadsbrief.model.gemeente import Kleur
from raadsbrief.model.shorthand import GEEN, Geen

_WORDS: tuple[tuple[Any, str], ...] = (
    (Tekst, "één regel"),
    (Regel, "één regel [tekst](#tekst-schrijven)"),
    (Proza, "[tekst](#tekst-schrijven)"),
    (Punt, "één regel [tekst](#tekst-schrijven), zonder leesteken aan het eind"),
    (Sleutel, "een [korte naam](#korte-namen)"),
    (Bestandsnaam, "de naam van een bestand"),
    (Keuze, "`alle`, een [korte naam](#korte-namen), of een lijst daarvan"),
    (Bedrag, "een [bedrag](#datums-bedragen-en-aantallen)"),
    (Aantal, "een [aantal](#datums-bedragen-en-aantallen)"),
    (Datum, "een [datum](#datums-bedragen-en-aantallen)"),
    (Periode, "twee jaren: `2024-2026`"),
    (Vraagnummer, "een getal, eventueel met een letter erachter"),
    (Kleur, 'een kleur: `"#1d4f7c"`'),
)
_FALLBACK = {bool: "`ja` of `nee`", int: "een getal", Decimal: "een getal", str: "één regel"}


def fields_of(model: type[Vorm]) -> dict[str, Any]:
    """Return the types of the fields of a model, with what is annotated on them."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def soort(hint: Any) -> str:
    """Say what an author can write for a type."""
    origin, arguments = get_origin(hint), get_args(hint)
    known = next((words for one, words in _WORDS if _begins_with(hint, one)), None)
    if known:
        return known
    if origin is Annotated:
        return _annotated(hint)
    if origin is Literal:
        return _of(f"`{choice}`" for choice in arguments)
    if origin in (Union, UnionType):
        words = list(dict.fromkeys(soort(one) for one in alternatives(hint)))
        lists = {f"een lijst, met per punt {one}": "een lijst daarvan" for one in words}
        parts = ", of ".join(lists.get(one, one) for one in words).split(", of ")
        return ", of ".join(dict.fromkeys(parts))
    if origin is tuple:
        return f"een lijst, met per punt {soort(arguments[0])}"
    if origin is dict:
        return f"{_plural(arguments[0])}, met per naam {soort(arguments[1])}"
    if is_model(hint):
        return f"de velden van [{hint.__name__}](#{anchor(hint.__name__)})"
    return _FALLBACK.get(hint, "één regel")


def _begins_with(hint: Any, known: Any) -> bool:
    """Tell whether a type is a known one, perhaps with more annotated on it."""
    return hint == known or (
        get_origin(hint) is get_origin(known) is Annotated
        and get_args(hint)[: len(get_args(known))] == get_args(known)
    )


def _annotated(hint: Any) -> str:
    """Prefer what a validator says that it reads above what it makes of it."""
    base, *metadata = get_args(hint)
    if any(isinstance(item, Geen) for item in metadata):
        return f"{soort(base)}, of `{GEEN}`"
    for item in metadata:
        read = getattr(item, "json_schema_input_type", Any)
        if read is not Any and read is not PydanticUndefined:
            return soort(read)
    schemas = [item.json_schema for item in metadata if isinstance(item, WithJsonSchema)]
    choices = schemas[0].get("enum") if schemas and schemas[0] else None
    if choices:
        return _of(f"`{choice}`" for choice in choices if isinstance(choice, str))
    return soort(base)


def alternatives(hint: Any) -> list[Any]:
    """Return what a union can be, the simplest first: a value, a list, a group of fields."""
    choices = [one for one in get_args(hint) if one is not type(None)]
    return sorted(choices, key=lambda one: _rank(one, choices))


def _rank(one: Any, choices: list[Any]) -> int:
    if _origin(one) is not tuple:
        return 2 * is_model(_bare(one))
    item = get_args(_bare(one))[0]
    return 1 + (_rank(item, choices) if item in choices else 0)


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _origin(hint: Any) -> Any:
    return get_origin(_bare(hint))


def _plural(hint: Any) -> str:
    return "[korte namen](#korte-namen)" if hint in (str, Sleutel) else "namen"


def _of(choices: Any) -> str:
    *most, last = choices
    return f"{', '.join(most)} of {last}" if most else str(last)


def is_model(hint: Any) -> bool:
    """Tell whether a type is a group of fields."""
    return isinstance(hint, type) and issubclass(hint, Vorm)


def models_in(hint: Any) -> Iterator[type[Vorm]]:
    """Yield the groups of fields that a type can hold."""
    if is_model(hint):
        yield hint
    elif get_origin(hint) is not Literal:
        union = get_origin(hint) in (Union, UnionType)
        arguments = alternatives(hint) if union else list(get_args(hint))
        for one in arguments[:1] if get_origin(hint) is Annotated else arguments:
            yield from models_in(one)
