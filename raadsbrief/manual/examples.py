"""Examples of fields, as an author would type them: YAML that the program itself accepts."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from raadsbrief.diagnostics import RaadsbriefError
from raadsbrief.manual.kinds import fields_of, is_model
from raadsbrief.model import Vorm
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

# For a field without examples; the first that its type accepts is one.
_GUESSES = ("tekst", "ja", "3", "20", "2026-05-20", "2024-2026", "14 010", "info@voorbeeldstad.nl")
# Better guesses, by the name of the field, with or without its group.
_BY_NAME: dict[str, Any] = {
    "Brief.secties": {
        "kern": "Het programma ligt op *koers*.",
        "toelichting": [{"pijlers": "alle"}],
    },
    "Gemeente.secties": {"kern": "Kernboodschap", "toelichting": "Toelichting"},
    "Groep.naam": "Noord",
    "Groep.rijen": [["Molenwijk", 120], ["De Hoven", 80]],
    "Kolom.kop": "Bedrag",
    "Kolom.naam": "bedrag_2026",
    "Kolom.soort": "bedrag",
    "Persoon.naam": "J. de Boer",
    "Persoon.telefoon": "14 010",
    "Sectiekop.kop": "Financiële gevolgen",
    "aan": "de gemeenteraad",
    "aandeel_van": "Bedrag",
    "afdeling": "Ruimte en wonen",
    "alternatief": "Logo van Voorbeeldstad: een molen",
    "beschrijving": "In elke wijk komen er woningen bij.",
    "bijlagen": ["Overzicht van de projecten", "Kaart van de wijk"],
    "bijschrift": "Woningen per wijk",
    "commissie": "Ruimte",
    "eerdere_besluiten": "Raadsbesluit van 12 maart 2025",
    "kenmerk": "WON/2026/12",
    "kop": "Eerste resultaten",
    "leeg": "–",
    "naam": "Wijken aan zet",
    "noot": "Bron: woonmonitor 2026.",
    "nummer": "2026-015",
    "onderwerp": "Voortgang {{ programma.naam }}",
    "plaats": "VOORBEELDSTAD",
    "portefeuille": "Wonen",
    "portefeuillehouder": "W. Wethouder",
    "straat": "Marktplein 1",
    "subtotaal": "ja",
    "tekst": "Het programma ligt op *koers*.",
    "titel": "Overzicht van de projecten",
    "tot_en_met": "2026-03-31",
    "totaal": "ja",
    "vanaf": "2022-06-01",
    "voetnoot": "Dit bericht is openbaar.",
}
_KEY = "korte_naam"
_PLAIN = re.compile(r"[\w(€][^:#{}\[\],&*!|>'\"%@`]*")


def as_yaml(value: Any, depth: int = 0) -> str:
    """Write a value as the lines of a YAML file; text of more lines in a block."""
    pad = "  " * depth
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{_after(item, depth)}" for key, item in value.items())
    return "".join(f"{pad}- {_item(item, depth)}" for item in value)


def _after(value: Any, depth: int) -> str:
    """Write what stands behind a key."""
    if isinstance(value, str) and "\n" in value:
        pad = "  " * (depth + 1)
        lines = [f"{pad}{line}".rstrip() for line in value.rstrip("\n").split("\n")]
        return " |\n" + "\n".join(lines) + "\n"
    if isinstance(value, dict) or (isinstance(value, list | tuple) and not is_flat(value)):
        return "\n" + as_yaml(value, depth + 1)
    return f" {inline(value)}\n"


def _item(value: Any, depth: int) -> str:
    """Write what stands behind a dash."""
    if isinstance(value, dict):
        return as_yaml(value, depth + 1).removeprefix("  " * (depth + 1))
    return f"{inline(value)}\n"


def is_flat(value: Any) -> bool:
    """Tell whether a value fits on one line: a scalar, or a short list of them."""
    if isinstance(value, dict):
        return False
    if isinstance(value, list | tuple):
        return all(not isinstance(item, dict | list | tuple) for item in value) and (
            len(inline(value)) < 60
        )
    return "\n" not in str(value)


def inline(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(inline(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key}: {inline(item)}' for key, item in value.items())} }}"
    text = str(value)
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'


def example_of(model: type[Vorm], name: str) -> Any:
    """Return an example for a field: its own, or else one that its type accepts."""
    field, hint = model.model_fields[name], fields_of(model)[name]
    if field.examples:
        return field.examples[0]
    guesses = (_BY_NAME.get(f"{model.__name__}.{name}"), _BY_NAME.get(name))
    guess = next((guess for guess in guesses if guess and accepts(hint, guess)), None)
    return guess or _of_type(hint)


def _of_type(hint: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_model(hint):
        return smallest(hint)
    if origin is Literal:
        return arguments[0]
    if origin is tuple:
        return [_of_type(arguments[0])]
    if origin is dict:
        return {_KEY: _of_type(arguments[1])}
    guess = next((guess for guess in _GUESSES if accepts(hint, guess)), None)
    return _of_type(arguments[0]) if guess is None and arguments else guess or "tekst"


def smallest(model: type[Vorm]) -> dict[str, Any]:
    """Return an example of a model with only what must be there."""
    found = {
        name: example_of(model, name)
        for name, field in model.model_fields.items()
        if field.is_required()
    }
    if not found or not accepts(model, found):
        for name in model.model_fields:
            attempt = {**found, name: example_of(model, name)}
            if accepts(model, attempt):
                return attempt
    return found


def largest(model: type[Vorm]) -> tuple[dict[str, Any], list[str]]:
    """Return an example with as many fields as go together, and the fields that do not."""
    required = smallest(model)
    chosen, left = dict(required), []
    for name in model.model_fields:
        attempt = {**chosen, name: example_of(model, name)}
        if name not in required and accepts(model, attempt):
            chosen = attempt
        elif name not in required:
            left.append(name)
    return {name: chosen[name] for name in model.model_fields if name in chosen}, left


def smallest_with(model: type[Vorm], name: str, value: Any) -> dict[str, Any]:
    """Return an example that has this field, with what must stand beside it."""
    fields = model.model_fields
    found = {key: example_of(model, key) for key in fields if fields[key].is_required()}
    found[name] = value
    beside: list[dict[str, Any]] = [{}, *({key: example_of(model, key)} for key in fields)]
    attempts = ({**one, **found} for one in beside)
    return next((attempt for attempt in attempts if accepts(model, attempt)), found)


def accepts(hint: Any, value: Any) -> bool:
    """Tell whether the program accepts a value, typed as YAML."""
    try:
        root = parse(as_yaml({"veld": value}), "voorbeeld").root
        assert root is not None
        TypeAdapter(hint).validate_python(plain(root)["veld"])
    except (RaadsbriefError, ValidationError):
        return False
    return True


def wrapped(hint: Any, model: type[Vorm], value: Any, example: Any) -> Any:
    """Put an example of a model in the list or mapping in which its field holds it.

    `example` is one of that field, for its short names.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is model:
        return value
    if origin is tuple:
        inner = wrapped(arguments[0], model, value, None)
        return None if inner is None else [inner]
    if origin is dict:
        key = list(example)[-1] if isinstance(example, dict) else _KEY
        inner = wrapped(arguments[1], model, value, None)
        return None if inner is None else {key: inner}
    choices = arguments[:1] if origin is Annotated else arguments if origin is not Literal else ()
    found = (wrapped(one, model, value, example) for one in choices)
    return next((one for one in found if one is not None), None)
