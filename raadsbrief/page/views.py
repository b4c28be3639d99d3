"""What templates see: views of the letter, with its fields and nothing to call.

A model of pydantic has methods that read files and load pickles, so no template gets one. A view
shows the fields and properties of a class of ours, and of what it shows views again. What a view
shows is listed in docs/sjablonen.md, which a test holds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Set
from typing import Any

from pydantic import BaseModel


class View:
    """A frozen view of a model or another value of ours."""

    __slots__ = ("_of", "_seen")

    def __init__(self, of: Any) -> None:
        object.__setattr__(self, "_of", of)
        object.__setattr__(self, "_seen", {})

    def __getattr__(self, name: str) -> Any:
        """Return a field as a template sees it. Raises AttributeError for anything else."""
        if name not in names_of(type(self._of)):
            raise AttributeError(f"{type(self._of).__name__!r} has no attribute {name!r}")
        if name not in self._seen:
            self._seen[name] = view(getattr(self._of, name))
        return self._seen[name]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    def __str__(self) -> str:
        return str(self._of)

    def __repr__(self) -> str:
        return f"<{type(self._of).__name__}>"  # without an address: the same page every time

    def __eq__(self, other: object) -> bool:
        return bool(self._of == unwrapped(other))

    def __hash__(self) -> int:
        return hash(self._of)


_HIDDEN = "place"  # where it stands in the YAML is for findings
_NAMES: dict[type, frozenset[str]] = {}


def names_of(kind: type) -> frozenset[str]:
    """Return what a view shows of a class: its fields, and the properties that we wrote."""
    if kind not in _NAMES:
        _NAMES[kind] = frozenset(
            name for name in _all_names(kind) if not name.startswith("_") and name != _HIDDEN
        )
    return _NAMES[kind]


def _all_names(kind: type) -> Iterator[str]:
    for one in kind.__mro__:
        if one.__module__.startswith("raadsbrief."):
            yield from (name for name, value in vars(one).items() if isinstance(value, property))
    if issubclass(kind, BaseModel):
        yield from kind.model_fields
    elif dataclasses.is_dataclass(kind):
        yield from (field.name for field in dataclasses.fields(kind))


def view(value: Any) -> Any:
    """Return a value as a template sees it; text and numbers are what they are."""
    if value is None or isinstance(value, str | int | float | View):
        return value
    if isinstance(value, Mapping):
        return {key: view(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(view(item) for item in value)
    if isinstance(value, Set):
        return frozenset(view(item) for item in value)
    return View(value) if type(value).__module__.startswith("raadsbrief.") else value


def unwrapped(value: Any) -> Any:
    """Return what a view is of, for our own filters; also inside a tuple of them."""
    if isinstance(value, View):
        return value._of
    if type(value) is tuple:
        return tuple(unwrapped(item) for item in value)
    return value
