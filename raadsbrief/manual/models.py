"""One group of fields in the manual: what it is, a table of its fields, and examples."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from raadsbrief.manual.contents import anchor
from raadsbrief.manual.examples import (
    as_yaml,
    example_of,
    inline,
    is_flat,
    largest,
    smallest_with,
    wrapped,
)
from raadsbrief.manual.kinds import fields_of, models_in, soort
from raadsbrief.manual.schema import KINDS
from raadsbrief.model import Vorm


@dataclass(frozen=True)
class Usage:
    """A group of fields, and the field of another group where it first stands."""

    model: type[Vorm]
    ouder: type[Vorm] | None = None
    veld: str = ""

    @property
    def plaatsen(self) -> list[tuple[str, str]]:
        """Every group and field where this group can stand."""
        return [
            (ouder.__name__, veld)
            for ouder in all_models()
            for veld, hint in fields_of(ouder).items()
            if self.model in models_in(hint)
        ]


def all_models() -> list[type[Vorm]]:
    """List the groups of fields of all files, each once, those inside after those around."""
    found: list[type[Vorm]] = list(KINDS.values())
    for model in found:  # grows meanwhile
        inner = [one for hint in fields_of(model).values() for one in models_in(hint)]
        found += [one for one in dict.fromkeys(inner) if one not in found]
    return found


def description(usage: Usage) -> str:
    """Describe one group of fields."""
    model = usage.model
    parts = [f"## {model.__name__}", _what(usage), _table(model)]
    example, left = largest(model)
    parts.append(f"Zo ziet het eruit:\n\n{_fragment(usage, example)}")
    parts += [_with(usage, name) for name in left]
    return "\n\n".join(parts)


def _what(usage: Usage) -> str:
    words = _paragraph(inspect.getdoc(usage.model) or "")
    if usage.ouder is None:
        return words
    where = (f"`{veld}` van [{ouder}](#{anchor(ouder)})" for ouder, veld in usage.plaatsen)
    return f"{words} Staat bij {' en '.join(where)}."


def _table(model: type[Vorm]) -> str:
    rows = ["| veld | wat u invult | wat het is |", "|---|---|---|"]
    hints = fields_of(model)
    for name, field in model.model_fields.items():
        must = " (verplicht)" if field.is_required() else ""
        cells = (f"`{name}`{must}", soort(hints[name]), _explained(field))
        rows.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "\n".join(rows)


def _explained(field: FieldInfo) -> str:
    words = _paragraph(field.description or "")
    examples = [example for example in field.examples or [] if is_flat(example)]
    if len(examples) > 1 or (examples and examples != field.examples):
        words += " Bijvoorbeeld " + " of ".join(f"`{inline(one)}`" for one in examples) + "."
    default = field.default
    if isinstance(default, str | int) and not isinstance(default, bool) and default:
        words += f" Zonder dit veld: `{default}`."
    return words


def _with(usage: Usage, name: str) -> str:
    """Show a field that does not go together with those in the first example."""
    model = usage.model
    examples = model.model_fields[name].examples or [example_of(model, name)]
    blocks = [_fragment(usage, smallest_with(model, name, example)) for example in examples]
    return f"Met `{name}`:\n\n" + "\n\n".join(blocks)


def _fragment(usage: Usage, example: dict[str, Any]) -> str:
    """Show an example below the field that it belongs to; a comment tells the test whose it is."""
    owner, value = usage.model, example
    if usage.ouder is not None:
        hint = fields_of(usage.ouder)[usage.veld]
        around = example_of(usage.ouder, usage.veld)
        inner = wrapped(hint, usage.model, example, around)
        owner, value = usage.ouder, {usage.veld: inner}
    return f"<!-- voorbeeld: {owner.__name__} -->\n```yaml\n{as_yaml(value)}```"


def _paragraph(text: str) -> str:
    """Put a docstring on one line; facts in it are code."""
    words = " ".join(text.split())
    return re.sub(r"(?<!`)(\{\{.*?\}\})(?!`)", r"`\1`", words)
