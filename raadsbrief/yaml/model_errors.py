"""What pydantic finds wrong, as findings with a place and Dutch words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from raadsbrief.diagnostics import Code, Diagnostic, Span, nearest
from raadsbrief.model import Vorm
from raadsbrief.yaml.nodes import Key, KeyPath, Source, is_empty

# With more choices than these, the one that was probably meant says more than all of them.
_MANY = 6


@dataclass(frozen=True)
class Mistake:
    """One error of pydantic in one file; `path` leads to the value, or to where it should be."""

    source: Source
    model: type[Vorm]
    error: ErrorDetails

    @property
    def path(self) -> KeyPath:
        """Pydantic's location without what is not in the file, such as the tag of a key error."""
        path: KeyPath = ()
        found = True
        for key in self.error["loc"]:
            found = self.source.find((*path, key)) is not None
            path = (*path, key) if found else path
        return path if found or self.kind != "missing" else (*path, self.error["loc"][-1])

    @property
    def lost(self) -> KeyPath:
        """The path of what this mistake has cost.

        Of a misspelt field that is the field meant; of a short name that cannot be, the whole
        collection, because nothing tells what it should have been.
        """
        if self.error["loc"][-1] == "[key]":
            return self.path[:-1]
        meant = _meant(self) if self.kind == "extra_forbidden" else []
        return (*self.path[:-1], *meant) if meant else self.path

    @property
    def kind(self) -> str:
        """Pydantic's name for the kind of error."""
        return self.error["type"]


def describe(source: Source, model: type[Vorm], errors: list[ErrorDetails]) -> list[Diagnostic]:
    """Describe each error; a misspelt name is not reported as a missing one as well."""
    mistakes = [Mistake(source, model, error) for error in errors]
    misspelt = {mistake.lost for mistake in mistakes if mistake.kind == "extra_forbidden"}
    told = [
        mistake
        for mistake in mistakes
        if not (mistake.kind == "missing" and mistake.path in misspelt)
        and not (mistake.kind == "too_short" and any(_inside(other, mistake) for other in mistakes))
    ]
    return [_DESCRIPTIONS.get(mistake.kind, _other)(mistake) for mistake in told]


def _inside(inner: Mistake, outer: Mistake) -> bool:
    """Tell whether a mistake is in an item of a list; the list is then not empty."""
    return inner is not outer and inner.path[: len(outer.path)] == outer.path


def _unknown(mistake: Mistake) -> Diagnostic:
    meant, absent = _meant(mistake), _absent(mistake)
    hint = "verwijder dit veld"
    if meant:
        hint = f"bedoelde u '{meant[0]}'?"
    elif absent:
        hint = f"hier kunnen nog staan: {', '.join(absent)}"
    span = mistake.source.key_span(mistake.path)
    message = f"onbekend veld '{mistake.path[-1]}'"
    return mistake.source.diagnostic(Code.UNKNOWN_KEY, message, span, hint)


def _missing(mistake: Mistake) -> Diagnostic:
    source, path = mistake.source, mistake.path
    if source.find(path) is not None:  # the key is there, its value is not
        message, span = f"'{path[-1]}' is leeg", source.key_span(path)
        return source.diagnostic(Code.MISSING_KEY, message, span, "vul een waarde in")
    message = f"het verplichte veld '{path[-1]}' ontbreekt"
    hint = f"voeg `{path[-1]}: ...` toe"
    return source.diagnostic(Code.MISSING_KEY, message, source.key_span(path[:-1]), hint)


def _too_short(mistake: Mistake) -> Diagnostic:
    span = mistake.source.key_span(mistake.path)
    hint = "vul de lijst, of laat het veld weg"
    return mistake.source.diagnostic(Code.VALUE, "deze lijst is leeg", span, hint)


def _literal(mistake: Mistake) -> Diagnostic:
    choices = re.findall(r"'([^']*)'", mistake.error["ctx"]["expected"])
    message = f"'{mistake.error['input']}' kan hier niet"
    near = nearest(str(mistake.error["input"]), choices) if len(choices) > _MANY else []
    hint = f"kies een van: {', '.join(f'`{choice}`' for choice in choices)}"
    hint = f"bedoelde u '{near[0]}'?" if near else hint
    return mistake.source.diagnostic(Code.VALUE, message, _span(mistake), hint)


def _refused(mistake: Mistake) -> Diagnostic:
    """Describe what our own types refuse; they have brought the words with them."""
    source, context = mistake.source, mistake.error["ctx"]
    return source.diagnostic(Code.VALUE, context["message"], _span(mistake), context["hint"])


def _span(mistake: Mistake) -> Span:
    """Return the place of a wrong value, or of a wrong key."""
    is_key = mistake.error["loc"][-1] == "[key]"
    find = mistake.source.key_span if is_key else mistake.source.span
    return find(mistake.path)


def _other(mistake: Mistake) -> Diagnostic:
    span = mistake.source.span(mistake.path)
    hint = "`raadsbrief schema` schrijft op wat hier kan staan"
    return mistake.source.diagnostic(Code.VALUE, "deze waarde past hier niet", span, hint)


def _wrong_type(expected: str, hint: str | None) -> Callable[[Mistake], Diagnostic]:
    def description(mistake: Mistake) -> Diagnostic:
        node, span = mistake.source.find(mistake.path), mistake.source.span(mistake.path)
        if node is not None and is_empty(node):
            message = "hier mist een waarde"
            return mistake.source.diagnostic(Code.MISSING_KEY, message, span, "vul een waarde in")
        message = f"hier hoort {expected} te staan, geen {_kind_of(node)}"
        if expected == "tekst" and isinstance(node, MappingNode):
            advice = "zet tekst met een dubbele punt tussen aanhalingstekens"
            return mistake.source.diagnostic(Code.TYPE, message, span, advice)
        return mistake.source.diagnostic(Code.TYPE, message, span, hint)

    return description


_FIELDS = _wrong_type(
    "een groep velden (`naam: waarde`)",
    "zet elk veld op een eigen regel, ingesprongen onder de naam",
)
_LIST = _wrong_type("een lijst", "zet elk punt op een eigen regel, met `- ` ervoor")
_DESCRIPTIONS: dict[str, Callable[[Mistake], Diagnostic]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_type": _wrong_type("tekst", None),
    "tuple_type": _LIST,
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "too_short": _too_short,
    "literal_error": _literal,
    "raadsbrief": _refused,
}


def _kind_of(node: Node | None) -> str:
    if isinstance(node, MappingNode):
        return "groep velden"
    return "lijst" if isinstance(node, SequenceNode) else "losse tekst"


def _meant(mistake: Mistake) -> list[str]:
    """The field that a misspelt key probably stands for, in a list of at most one."""
    return nearest(str(mistake.path[-1]), _absent(mistake))


def _absent(mistake: Mistake) -> list[str]:
    """Fields that could stand beside an unknown key and do not."""
    parent = mistake.source.find(mistake.path[:-1])
    assert isinstance(parent, MappingNode)
    present = {key.value for key, _ in parent.value}
    fields = _fields_at(mistake.model, mistake.path[:-1])
    return [name for name in fields if name not in present]


def _fields_at(model: type[BaseModel], path: KeyPath) -> list[str]:
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
