"""What pydantic finds wrong, as findings with a place and Dutch words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.diagnostics import Code, Diagnostic, Span, nearest
from raadsbrief.model import Blok, Vorm
from raadsbrief.model.brief import SOORTEN
from raadsbrief.yaml.nodes import KeyPath, Source, is_empty, plain
from raadsbrief.yaml.possible import field_at, fields_at, holds_fields, holds_text, required_at

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
    unknown = [mistake for mistake in mistakes if mistake.kind == "extra_forbidden"]
    misspelt = {mistake.lost for mistake in unknown}
    texts = {mistake.path[:-1] for mistake in unknown if _text_with_colon(mistake)}
    told = [
        mistake
        for mistake in mistakes
        if not (mistake.kind == "missing" and mistake.path in misspelt)
        and not (mistake.kind == "missing" and mistake.path[:-1] in texts)
        and not (mistake.kind == "too_short" and any(_inside(other, mistake) for other in mistakes))
    ]
    return [_description_of(mistake)(mistake) for mistake in told]


def _description_of(mistake: Mistake) -> Callable[[Mistake], Diagnostic]:
    is_key = mistake.error["loc"][-1] == "[key]"
    if not is_key and mistake.kind not in ("extra_forbidden", "missing") and _is_blank(mistake):
        return _blank
    return _DESCRIPTIONS.get(mistake.kind, _other)


def _is_blank(mistake: Mistake) -> bool:
    node = mistake.source.find(mistake.path)
    return isinstance(node, ScalarNode) and (is_empty(node) or not node.value.strip())


def _blank(mistake: Mistake) -> Diagnostic:
    """Describe nothing, or an empty text, where something must be; some want it to be empty."""
    source, node = mistake.source, mistake.source.find(mistake.path)
    is_absent = node is not None and is_empty(node)
    code = Code.MISSING_KEY if is_absent else Code.VALUE
    is_text = mistake.kind == "raadsbrief" and not is_absent
    message = "hier mist tekst" if is_text else "hier mist een waarde"
    return source.diagnostic(code, message, source.span(mistake.path), _way_out(mistake))


# A letter without these is refused later on, unless the gemeente says that it is not.
_ASKED_FOR = ("zaaknummer",)


def _way_out(mistake: Mistake) -> str:
    """Tell how to fill in a value, and how to do without it where that can be."""
    *parents, last = mistake.path or ("",)
    if isinstance(last, int):
        return "vul een waarde in, of haal dit punt weg"
    owner, field = field_at(mistake.model, tuple(parents), last)
    if owner is None:  # a short name or a heading that the author chose
        return f"vul een waarde in, of haal `{last}` weg"
    if owner is Blok and last in SOORTEN:
        return "vul een waarde in, of haal dit blok weg"
    if field is None or field.is_required() or last in _ASKED_FOR:
        return "vul een waarde in"
    usual = field.get_default(call_default_factory=True)
    if isinstance(usual, str | int) and not isinstance(usual, bool):
        return f"vul een waarde in, of laat het veld weg: dan geldt '{usual}'"
    return "vul een waarde in, of laat het veld weg"


def _inside(inner: Mistake, outer: Mistake) -> bool:
    """Tell whether a mistake is in an item of a list; the list is then not empty."""
    return inner is not outer and inner.path[: len(outer.path)] == outer.path


def _unknown(mistake: Mistake) -> Diagnostic:
    span = mistake.source.key_span(mistake.path)
    message = f"onbekend veld '{mistake.path[-1]}'"
    hint = _instead_of_unknown(mistake)
    return mistake.source.diagnostic(Code.UNKNOWN_KEY, message, span, hint)


def _instead_of_unknown(mistake: Mistake) -> str:
    """Tell what someone probably meant who wrote a field that there is not."""
    key = mistake.path[-1]
    if _is_rest_of_a_text(mistake):
        return "staat er een komma in een tekst tussen { }? Zet hem tussen aanhalingstekens"
    if mistake.path[0] == "secties" and key in _NUMBERING:
        if "lijst" in _beside(mistake):
            return "bedoelde u 'nummers'?"
        return "zet de vragen onder `lijst:`, met `nummers: nee` ernaast"
    above = _left_empty_above(mistake)
    meant = _meant(mistake)
    # A field below an empty one that can hold it is rather not a misspelling of yet another.
    if meant and not (above and not get_close_matches(str(key), meant, cutoff=0.75)):
        return f"bedoelde u '{meant[0]}'?"
    if len(mistake.path) > 1 and key in mistake.model.model_fields:
        return f"zet `{key}` boven in het bestand, niet ingesprongen"
    if text := _text_with_colon(mistake):
        return f'is dit tekst? Zet hem dan tussen aanhalingstekens: "{text}"'
    if above:
        return f"hoort dit onder `{above}`? Spring het dan in, twee spaties verder"
    absent = _absent(mistake)
    return f"hier kunnen nog staan: {', '.join(absent)}" if absent else "verwijder dit veld"


def _text_with_colon(mistake: Mistake) -> str | None:
    """Return the text that YAML takes for a field: `- Bijlage 1: de kaart`."""
    source, path = mistake.source, mistake.path
    group, value = source.find(path[:-1]), source.find(path)
    is_alone = isinstance(group, MappingNode) and len(group.value) == 1 and len(path) > 1
    is_name = re.fullmatch("[a-z_]+", str(path[-1]))
    if not is_alone or is_name or not isinstance(value, ScalarNode) or value.style:
        return None
    text = f"{path[-1]}: {value.value}"
    return text if _can_be(mistake, text) else None


def _can_be(mistake: Mistake, text: str) -> bool:
    """Tell whether a text can stand in the place of the group that a field is in."""
    assert mistake.source.root is not None
    data = parent = plain(mistake.source.root)
    *above, last = mistake.path[:-1]
    for key in above:
        parent = parent[key]
    parent[last] = text
    try:
        mistake.model.model_validate(data)
    except ValidationError as error:
        return all(one["input"] != text for one in error.errors(include_url=False))
    return True


def _left_empty_above(mistake: Mistake) -> str | None:
    """Return the last field above, if it was left empty and can hold fields: `secties:`."""
    group = mistake.source.find(mistake.path[:-1])
    assert isinstance(group, MappingNode)
    above = None
    for key, value in group.value:
        if key.value == mistake.path[-1]:
            break
        _, field = field_at(mistake.model, mistake.path[:-1], key.value)
        if field is not None:
            above = key.value if holds_fields(field) and is_empty(value) else None
    return above


# What people call the wish to leave out the numbers of questions.
_NUMBERING = ("nummers", "nummering", "genummerd", "nummeren")


def _is_rest_of_a_text(mistake: Mistake) -> bool:
    """Tell whether a name without a value stands between { }: `{wat: Start, bouw}`."""
    source, path = mistake.source, mistake.path
    group, value = source.find(path[:-1]), source.find(path)
    is_inline = isinstance(group, MappingNode) and bool(group.flow_style)
    return is_inline and value is not None and is_empty(value)


def _missing(mistake: Mistake) -> Diagnostic:
    source, path = mistake.source, mistake.path
    if source.find(path) is not None:  # the key is there, its value is not
        message, span = f"'{path[-1]}' is leeg", source.key_span(path)
        _, field = field_at(mistake.model, path[:-1], str(path[-1]))
        is_group = field is not None and holds_fields(field) and not holds_text(field)
        hint = "zet eronder, ingesprongen, wat erbij hoort" if is_group else "vul een waarde in"
        return source.diagnostic(Code.MISSING_KEY, message, span, hint)
    message = f"het verplichte veld '{path[-1]}' ontbreekt"
    hint = f"voeg `{path[-1]}: ...` toe"
    return source.diagnostic(Code.MISSING_KEY, message, source.key_span(path[:-1]), hint)


def _too_short(mistake: Mistake) -> Diagnostic:
    span = mistake.source.key_span(mistake.path)
    hint = _way_out(mistake).replace("een waarde in", "de lijst", 1)
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
        message = f"hier hoort {expected} te staan, geen {_kind_of(node)}"
        if expected == "tekst" and isinstance(node, MappingNode):
            return mistake.source.diagnostic(Code.TYPE, message, span, _text_instead_of(node))
        if hint == _EACH_FIELD:
            advice = _fields_instead(mistake)
            return mistake.source.diagnostic(Code.TYPE, message, span, advice)
        return mistake.source.diagnostic(Code.TYPE, message, span, hint)

    return description


def _text_instead_of(group: MappingNode) -> str:
    """Tell how to write a text where there are fields."""
    if group.flow_style:
        return "horen de accolades bij de tekst? Zet hem tussen aanhalingstekens"
    ((key, value), *others) = group.value
    if others or not isinstance(value, ScalarNode) or not value.value:
        return "schrijf één tekst; tekst met een dubbele punt staat tussen aanhalingstekens"
    alone = f"schrijf alleen `{value.value}`"
    return f"{alone}; hoort `{key.value}:` bij de tekst, zet dan alles tussen aanhalingstekens"


def _fields_instead(mistake: Mistake) -> str:
    """Tell how to write fields where there is a text or a list."""
    names = required_at(mistake.model, mistake.path)[:3]
    fields = ", ".join(f"`{name}: ...`" for name in names)
    return f"{_EACH_FIELD}: {fields or '`naam: waarde`'}"


_EACH_FIELD = "zet elk veld op een eigen regel, ingesprongen"
_FIELDS = _wrong_type("een groep velden (`naam: waarde`)", _EACH_FIELD)
_LIST = _wrong_type("een lijst", "zet elk punt op een eigen regel, met `- ` ervoor")
_DESCRIPTIONS: dict[str, Callable[[Mistake], Diagnostic]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_type": _wrong_type(
        "tekst", "schrijf één tekst; horen de haken bij de tekst, zet hem tussen aanhalingstekens"
    ),
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
    fields, present = fields_at(mistake.model, mistake.path[:-1]), _beside(mistake)
    return [name for name in fields if name not in present]


def _beside(mistake: Mistake) -> set[str]:
    """The names that stand beside a field, with its own."""
    parent = mistake.source.find(mistake.path[:-1])
    assert isinstance(parent, MappingNode)
    return {key.value for key, _ in parent.value}
