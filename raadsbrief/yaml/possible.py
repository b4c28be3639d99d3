"""Which fields can stand at a place in a file, and what they hold: read from the models."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from raadsbrief.yaml.nodes import Key, KeyPath


def field_at(
    model: type[BaseModel], parents: KeyPath, name: str
) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """Return the model that a field is in, and the field; nothing for a name of the author's."""
    found: list[Any] = [model]
    for key in parents:
        found = [step for one in found for step in _descend(one, key)]
    for one in (item for each in found for item in _alone(each)):
        if _is_model(one) and name in one.model_fields:
            return one, one.model_fields[name]
    return None, None


def holds_fields(field: FieldInfo) -> bool:
    """Tell whether a field can hold other fields, named or in a list."""
    kinds = [item for one in _bare(field.annotation) for item in _alone(one)]
    return any(_is_model(one) or get_origin(one) is dict for one in kinds)


def holds_text(field: FieldInfo) -> bool:
    """Tell whether a field can hold text, whatever else it can hold."""
    return any(isinstance(one, type) and issubclass(one, str) for one in _bare(field.annotation))


def required_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Names of the fields that a group at a path must have, or else of the first that it can."""
    found: list[Any] = [model]
    for key in path:
        found = [step for one in found for step in _descend(one, key)]
    for one in (item for each in found for item in _alone(each)):
        if _is_model(one):
            fields = one.model_fields
            return [name for name in fields if fields[name].is_required()] or list(fields)
    return []


def fields_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Names of the fields of the model that a path leads to."""
    found: list[Any] = [model]
    for key in path:
        found = [step for one in found for step in _descend(one, key)]
    groups = [item for one in found for item in _alone(one)]
    return [name for one in groups if _is_model(one) for name in one.model_fields]


def _descend(annotation: Any, key: Key) -> list[Any]:
    """Step from the type of a mapping or list to what the value at a key or index can be."""
    if _is_model(annotation):
        field = annotation.model_fields.get(key)
        return _bare(field.annotation) if field else []
    if get_origin(annotation) is not (tuple if isinstance(key, int) else dict):
        return []
    arguments = [a for a in get_args(annotation) if a is not Ellipsis]
    return _bare(arguments[-1])


def _alone(annotation: Any) -> list[Any]:
    """Return what can stand in the place of a list of one: its item."""
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is tuple else [annotation]


def _bare(annotation: Any) -> list[Any]:
    """Take each `T` out of `Annotated[T, ...]`, `T | None` and other choices."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (UnionType, Union):
        return [one for choice in get_args(annotation) for one in _bare(choice)]
    return [annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
