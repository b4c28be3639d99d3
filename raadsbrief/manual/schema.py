"""JSON Schemas of the content files, so that an editor completes and checks while typing."""

from __future__ import annotations

import json
from typing import Any

from raadsbrief.model import Brief, Gemeente, Programma, Vorm
from raadsbrief.model.descriptions import describe_fields

KINDS: dict[str, type[Vorm]] = {"gemeente": Gemeente, "programma": Programma, "brief": Brief}


def schemas() -> dict[str, str]:
    """Return the text of each schema file by its name; the text is the same every time."""
    describe_fields()
    return {
        f"{kind}.schema.json": json.dumps(_schema(model), indent=2, ensure_ascii=False) + "\n"
        for kind, model in KINDS.items()
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
