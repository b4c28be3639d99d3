"""What stands under a field in the code, as its description; only manuals and schemas need it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from raadsbrief.model.fields import Vorm


@cache
def describe_fields() -> None:
    """Give every field of every model its description.

    pydantic can do this by itself (`use_attribute_docstrings`), but then reads the source of
    all models whenever the program starts.
    """
    for model in _models(Vorm):
        parents = [parent for parent in reversed(model.__mro__) if issubclass(parent, Vorm)]
        texts = {name: text for parent in parents for name, text in _texts(parent).items()}
        for name, field in model.__pydantic_fields__.items():
            field.description = texts.get(name)
        # In the order of their definition, so that those inside others come first.
        model.model_rebuild(force=True)


def _models(model: type[Vorm]) -> Iterator[type[Vorm]]:
    for child in model.__subclasses__():
        yield child
        yield from _models(child)


@cache
def _texts(model: type[Vorm]) -> dict[str, str]:
    (definition,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(definition, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }
