"""Nodes to the validated model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from ruamel.yaml.nodes import MappingNode

from raadsbrief import budgets
from raadsbrief.diagnostics import Code, ContentError, Diagnostic
from raadsbrief.model import Vorm
from raadsbrief.yaml.model_errors import Mistake, describe
from raadsbrief.yaml.nodes import KeyPath, Source, plain

M = TypeVar("M", bound=Vorm)


@dataclass(frozen=True, eq=False)  # the same file read twice is not the same
class Loaded(Generic[M]):
    """A model with the source that it came from, for findings to point at.

    When the file has `problems`, the model holds only what is right, so that the rest can be
    checked in the same run; `damaged` lists the paths of the values that were lost.
    """

    source: Source
    model: M
    problems: tuple[Diagnostic, ...] = ()
    damaged: tuple[KeyPath, ...] = ()

    @cached_property
    def folder(self) -> Path:
        """The content folder that the file is in, `content` for `content/brieven/x.yaml`."""
        return Path(self.source.file).parents[1]


def decode(source: Source, model: type[M]) -> Loaded[M]:
    """Validate a source as a model.

    Raises ContentError with every problem in the file when nothing can be made of it.
    """
    if not isinstance(source.root, MappingNode):
        hint = f"begin met een veld, bijvoorbeeld `{next(iter(model.model_fields))}: ...`"
        message = "hier horen velden te staan (`naam: waarde`)"
        raise ContentError([source.diagnostic(Code.TYPE, message, source.span(()), hint)])
    data = plain(source.root)
    try:
        return Loaded(source, model.model_validate(data))
    except ValidationError as error:
        errors = error.errors(include_url=False)
    problems = describe(source, model, errors[: budgets.ALIKE])
    if len(errors) > budgets.ALIKE:  # the rest is not the author's first concern, nor are rules
        message = f"dit bestand heeft in de velden {budgets.in_figures(len(errors))} fouten"
        hint = f"verbeter eerst de {len(problems)} die hier staan"
        span = source.span(errors[budgets.ALIKE]["loc"])
        raise ContentError([*problems, source.diagnostic(Code.TOO_MUCH, message, span, hint)])
    mistakes = [Mistake(source, model, error) for error in errors]
    try:
        rest = model.model_validate(_without(data, mistakes))
    except ValidationError:
        raise ContentError(problems) from None
    return Loaded(source, rest, tuple(problems), tuple(mistake.lost for mistake in mistakes))


def _without(data: Any, mistakes: list[Mistake]) -> Any:
    """Take the wrong values out of the data, and fill in the missing ones."""
    # A list is cut off at a wrong item, so that the indices of the items before it stay true.
    for mistake in sorted(mistakes, key=lambda mistake: _order(mistake.path), reverse=True):
        *parents, last = mistake.path or ("",)
        parent = data
        for key in parents:
            parent = parent[key]
        if isinstance(parent, list):
            del parent[int(last) :]
        else:
            parent.pop(last, None)
            if mistake.kind == "missing":
                parent[last] = "?"
    return data


def _order(path: KeyPath) -> list[tuple[bool, str | int]]:
    return [(isinstance(key, str), key) for key in path]
