"""JSON Schemas of the content files, so that an editor completes and checks while typing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from raadsbrief.model import Brief, Gemeente, Programma, Vorm
from raadsbrief.model.descriptions import describe_fields

KINDS: dict[str, type[Vorm]] = {"gemeente": Gemeente, "programma": Programma, "brief": Brief}


def schemas(soorten: Iterable[str] = (), afzenders: Iterable[str] = ()) -> dict[str, str]:
    """Return the text of each schema file by its name; the text is the same every time.

    An editor proposes the kinds of letter and the senders that some gemeente has.
    """
    describe_fields()
    made = {kind: _schema(model) for kind, model in KINDS.items()}
    fields = made["brief"]["properties"]
    for naam, words in (("soort", soorten), ("afzender", afzenders)):
        choices = fields[naam]["anyOf"]
        lists = [one["items"]["anyOf"] for one in choices if "items" in one]
        for choice in (choices, *lists) if (proposed := sorted(set(words))) else ():
            choice.insert(0, {"enum": proposed})
    return {
        f"{kind}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for kind, schema in made.items()
    }


def _schema(model: type[Vorm]) -> dict[str, Any]:
    schema = model.model_json_schema(mode="validation")
    _without_titles(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _without_titles(node: Any) -> None:
    """Drop the titles that pydantic makes of names: English capitals that tell nothing new."""
    if isinstance(node, dict):
        if isinstance(node.get("title"), str):
            del node["title"]
        for value in node.values():
            _without_titles(value)
    elif isinstance(node, list):
        for value in node:
            _without_titles(value)
