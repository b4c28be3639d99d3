"""docs/sjablonen.md: the names that a template has, made from the views themselves."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from pydantic import BaseModel

from raadsbrief.letter.blokken import FormulierView, Groep, ToezeggingView, VragenView
from raadsbrief.letter.form import Kenmerk
from raadsbrief.letter.grafiek import ChartView
from raadsbrief.letter.tabel import Table
from raadsbrief.model import Bestuurder, Brief, Gemeente, Programma
from raadsbrief.model.briefvorm import Ondertekening, Tekenaar
from raadsbrief.page.html import FILTERS
from raadsbrief.page.parts import SectieView
from raadsbrief.page.sandbox import METHODS
from raadsbrief.page.views import names_of

# The names that stand by themselves, in the order of the letter, with their types.
NAMES: dict[str, Any] = {
    "brief": Brief,
    "gemeente": Gemeente,
    "programma": Programma | None,
    "titel": str,
    "documentnaam": str,
    "nummer": str | None,
    "nummer_op_blad": str | None,
    "kopregel": str,
    "aan": tuple[str, ...],
    "kenmerken": tuple[Kenmerk, ...],
    "secties": tuple[SectieView, ...],
    "na_ondertekening": SectieView,
    "niet_tonen": tuple[str, ...],
    "gronden": str | None,
    "geheim_onder": str | None,
    "bijlagen_apart": bool,
    "ondertekening": Ondertekening,
    "ondertekenaars": tuple[Bestuurder | Tekenaar, ...],
    "logo": str | None,
    "gemaakt": str | None,
}
# What `inhoud` of a block is, by its kind; a hint of `Any` says it to nobody.
_INSIDE = (Groep, ToezeggingView, VragenView, FormulierView, Table, ChartView)

_PAGE = """# What a template has

For whoever writes a template of their own. Made by `make docs` from the program itself.

A template sees views of the letter: fields to read, and nothing to call but the filters, macros and
methods below. A view is not the model behind it: it cannot be changed, and has no other names than
these. What a field means stands in [inhoud.md](inhoud.md), which HTML a template may write in
[toegankelijkheid.md](toegankelijkheid.md).

## Names

{names}

## Views

{views}

## Filters

Besides those of Jinja: {filters}.

## Methods

{methods}

Widths, counts and precisions go up to 10,000, and all loops of a letter together to 100,000 steps.
"""


def page() -> str:
    """Return the page as Markdown; the text is the same every time."""
    return _PAGE.format(
        names=_table(NAMES.items()),
        views="\n\n".join(_section(kind) for kind in kinds()),
        filters=", ".join(f"`{name}`" for name in FILTERS),
        methods="\n".join(_methods(kind, names) for kind, names in METHODS.items()),
    )


def kinds() -> list[type]:
    """List every class that a template can see a view of, those that are named first first."""
    found: dict[type, None] = {}
    waiting = [*NAMES.values(), *_INSIDE]
    while waiting:
        for kind in _classes(waiting.pop(0)):
            if kind not in found:
                found[kind] = None
                waiting += fields_of(kind).values()
    return list(found)


def fields_of(kind: type) -> dict[str, Any]:
    """Return what a view shows of a class, with the types."""
    hints = _hints(kind)
    return {name: hints.get(name, Any) for name in sorted(names_of(kind))}


def _hints(kind: type) -> dict[str, Any]:
    hints: dict[str, Any] = {}
    for name in names_of(kind):
        value = getattr(kind, name, None)
        if isinstance(value, property) and value.fget:
            hints[name] = typing.get_type_hints(value.fget).get("return", Any)
    if issubclass(kind, BaseModel):
        return hints | {name: field.annotation for name, field in kind.model_fields.items()}
    if dataclasses.is_dataclass(kind):
        return hints | typing.get_type_hints(kind)
    return hints


def _classes(hint: Any) -> Iterator[type]:
    """Yield the classes of ours that are in a type."""
    if isinstance(hint, type) and hint.__module__.startswith("raadsbrief.") and names_of(hint):
        yield hint
    for inner in typing.get_args(hint):
        yield from _classes(inner)


def _section(kind: type) -> str:
    return f"### {kind.__name__}\n\n{_table(fields_of(kind).items())}"


def _table(rows: Any) -> str:
    lines = [f"| `{name}` | {_words(hint)} |" for name, hint in rows]
    return "\n".join(["| name | what it is |", "|---|---|", *lines])


def _words(hint: Any) -> str:
    """Say what a type is, for someone who writes HTML."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _words(inner[0])
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{one}`" for one in inner)
    if origin in (typing.Union, types.UnionType):
        named = dict.fromkeys(_words(one) for one in inner if one is not type(None))
        return " or ".join([*named, *(["nothing"] if type(None) in inner else [])])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"by name: {_words(inner[1])}"
    if isinstance(origin, type) and issubclass(origin, Sequence | Set):
        return f"list of {_words(inner[0])}"
    if isinstance(hint, type) and names_of(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return _PLAIN.get(getattr(hint, "__name__", ""), "value")


_PLAIN = {
    "str": "text", "Markup": "HTML", "bool": "yes or no", "int": "number", "Decimal": "number",
    "date": "day", "Proza": "prose: `\\| proza(level)`", "Regel": "prose of one line: `\\| regel`",
}  # fmt: skip


def _methods(kind: type, names: Set[str]) -> str:
    return f"- `{kind.__name__}`: " + ", ".join(f"`{name}`" for name in sorted(names))
