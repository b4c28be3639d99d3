"""Where each text on the page comes from: as `data-bron` in the HTML, for whoever asks for it.

Each block of a text says with `data-regel` on which line of the text it begins, and each fact in
it has its name as `data-feit`. What is copied from the models knows its place. When a template
prints it, marks go around it that no text of a letter has; they become elements with the place once
the page is there, also where the template put the text in an attribute, which then loses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from enum import Enum
from functools import cache
from typing import Any

from markupsafe import Markup, escape
from pydantic import BaseModel

from raadsbrief.content.dossier import Dossier
from raadsbrief.letter.grafiek import ChartView
from raadsbrief.letter.tabel import Table
from raadsbrief.letter.tabel.places import Place
from raadsbrief.model import Datum
from raadsbrief.prose.facts import Facts, name_in
from raadsbrief.prose.prose import MARKS
from raadsbrief.yaml.decode import Loaded

_BEGIN, _END = "\ue000", "\ue001"  # private use: no font of a letter has them
_FACT, _FACT_END = "\ue002", "\ue003"
_UNKNOWN, _UNKNOWN_END = "\ue004", "\ue005"  # a fact that there is not: as it was typed
_FIRST = 0xF0000  # the number of a place is one character, so that no filter cuts it in two
_OPENING = {
    _BEGIN: '<span data-bron="{}">',
    _FACT: '<span data-feit="{}">',
    _UNKNOWN: '<mark data-feit="{}">',
}
_CLOSING = {_END: "</span>", _FACT_END: "</span>", _UNKNOWN_END: "</mark>"}
_PARTS = re.compile(
    rf"<(style|title|desc)\b.*?</\1>|<[^>]*>|(?P<opening>[{''.join(_OPENING)}])(?P<name>.)"
    rf"|(?P<closing>[{''.join(_CLOSING)}])",
    re.DOTALL,
)
_BLOCK = re.compile(r"<(?:p|li|h[1-6]|t[dh]|figure)(?=[ >])")


class Places:
    """The places of the texts on one page, by the `data-bron` that leads to each.

    A page that `is_mild` shows facts that there are not as they were typed, and marks them.
    """

    def __init__(self, is_mild: bool = False) -> None:
        self.found: dict[str, Place] = {}
        self._is_mild = is_mild
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}

    def dossier(self, dossier: Dossier) -> Dossier:
        """Return a dossier of which every text knows its place."""
        programma = _placed(dossier.programma) if dossier.programma else None
        return replace(
            dossier,
            brief=_placed(dossier.brief),
            gemeente=_placed(dossier.gemeente),
            programma=programma,
        )

    def tables(self, shown: Iterable[Any]) -> None:
        """Let the cells of tables know their places, which can be in another file."""
        for one in shown:
            table = one.cijfers if isinstance(one, ChartView) else one
            for row in table.rows() if isinstance(table, Table) else ():
                for cell in row.cells:
                    cell.shown = _text(cell.shown, cell.place)
            for column in table.columns if isinstance(table, Table) else ():
                kop = column.kolom.kop
                if kop is not None and _place_of(kop) is None:
                    placed = {"kop": _text(kop, column.place)}
                    column.kolom = column.kolom.model_copy(update=placed)

    def line(self, value: Any, html: Any) -> Any:
        """Mark what stands for a value, if the value has a place."""
        place = _place_of(value)
        number = self._place(place) if place is not None else None
        if number is None:
            return html
        return Markup(f"{_BEGIN}{number}{escape(html)}{_END}")

    def blocks(self, value: Any, html: Markup) -> Markup:
        """Name the place in every block of some HTML."""
        place = _place_of(value)
        if place is None or self._place(place) is None:
            return html
        return Markup(_BLOCK.sub(rf'\g<0> data-bron="{escape(_name(place))}"', str(html)))

    def fact(self, expression: str, facts: Facts, is_known: bool) -> tuple[str, str]:
        """Return the marks around a fact in prose. Raises LookupError when there is no such fact.

        Where that is no mistake, because the page is mild, it has other marks.
        """
        name = name_in(expression, facts)
        if not is_known and not self._is_mild:
            raise LookupError(name)
        number = self._number(name)
        if number is None:
            return "", ""
        begin, end = (_FACT, _FACT_END) if is_known else (_UNKNOWN, _UNKNOWN_END)
        return f"{begin}{number}", end

    def written(self, page: str) -> str:
        """Turn the marks in a page into elements with the places and the names of facts."""
        return _PARTS.sub(self._element, page)

    def _element(self, match: re.Match[str]) -> str:
        if match["opening"]:
            name = self._names[ord(match["name"]) - _FIRST]
            return _OPENING[match["opening"]].format(escape(name))
        return _CLOSING[match[0]] if match["closing"] else MARKS.sub("", match[0])

    def _place(self, place: Place) -> str | None:
        name = _name(place)
        self.found.setdefault(name, place)
        return self._number(name)

    def _number(self, name: str) -> str | None:
        """Return the character for a name; None for more than there are characters."""
        number = self._numbers.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        return chr(_FIRST + number) if number < 0xFFFF else None


class Unknown(Places):
    """Only the marks of facts that there are not: the page is that of the letter, but for those."""

    def __init__(self) -> None:
        super().__init__(is_mild=True)

    def dossier(self, dossier: Dossier) -> Dossier:
        """Leave the dossier as it is."""
        return dossier

    def tables(self, shown: Iterable[Any]) -> None:
        """Leave the tables as they are."""

    def blocks(self, value: Any, html: Markup) -> Markup:  # noqa: ARG002
        """Leave the blocks as they are."""
        return html

    def fact(self, expression: str, facts: Facts, is_known: bool) -> tuple[str, str]:
        """Return the marks around an unknown fact, and none around others."""
        return ("", "") if is_known else super().fact(expression, facts, is_known)


def _place_of(value: Any) -> Place | None:
    return getattr(value, "plaats", None) if isinstance(value, str | Datum) else None


def _name(place: Place) -> str:
    """Name a place: a file with a path of keys (RFC 6901), or with a line and column."""
    if place.in_csv is not None:
        return f"{place.source.file}:{place.in_csv.line}:{place.in_csv.column}"
    keys = (str(key).replace("~", "~0").replace("/", "~1") for key in place.path)
    return f"{place.source.file}#{'/'.join(('', *keys))}"


def _placed(loaded: Loaded[Any]) -> Loaded[Any]:
    return replace(loaded, model=_copy(loaded.model, Place(loaded.source)))


def _copy(value: Any, place: Place) -> Any:
    if isinstance(value, str):
        return _text(value, place)
    if isinstance(value, Datum):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        kind: Any = type(value)
        dated = _kind(kind)(**parts)
        object.__setattr__(dated, "plaats", place)
        return dated
    if isinstance(value, BaseModel):
        named = {name: getattr(value, name) for name in type(value).model_fields}
        parts = {name: _copy(part, place.inside(name)) for name, part in named.items()}
        # What an author filled in stays known: `letter/huis.py` asks for it.
        copied = value.model_copy(update=parts)
        object.__setattr__(copied, "__pydantic_fields_set__", set(value.model_fields_set))
        return copied
    if isinstance(value, tuple):
        return type(value)(_copy(part, place.inside(i)) for i, part in enumerate(value))
    if isinstance(value, Mapping):
        return {
            _copy(key, replace(place.inside(key), is_key=True)): _copy(part, place.inside(key))
            for key, part in value.items()
        }
    return value


def _text(value: Any, place: Place) -> Any:
    if not isinstance(value, str) or isinstance(value, Enum | Markup):
        return value
    placed = str.__new__(_kind(type(value)), value)
    placed.plaats = place
    return placed


@cache
def _kind(kind: type[Any]) -> type[Any]:
    """Return a kind of text or date that can have a place."""
    return type(kind.__name__, (kind,), {})
