"""Labels that authors type before the items of a list, and that CommonMark does not know.

CommonMark has `1.` and `1)`. Letters also have `a.`, `(b)`, `iv.`, `C.` and `1.1`. Here these
become numbers of the same width, so that every column stays where it was, and the label itself
is kept for the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = tuple(tens + ones for tens in ("", "x", "xx", "xxx") for ones in _ONES)[1:]
# The names that each kind of list counts with; the kinds are the types of `<ol>` in HTML.
_NAMES: dict[str, Sequence[str]] = {
    "a": tuple(ascii_lowercase),
    "A": tuple(ascii_uppercase),
    "i": _ROMAN,
    "I": tuple(map(str.upper, _ROMAN)),
}
_ITEM = re.compile(
    r"(?P<indent>[ >]*)(?P<label>(?P<open>\(?)"
    r"(?P<name>[A-Za-z]|[ivx]{2,6}|[IVX]{2,6}|[1-9][0-9]?(?:\.[1-9][0-9]?){0,3})"
    r"(?P<close>[.)]?)) +(?=\S)"
)

# `A. de Vries`: where one of the labels is an initial, all of its kind are.
_INITIAL = re.compile(
    r"[ >]*[A-Z]\. +(?:(?:de|den|der|van|von|ten|ter|te|la|le|el|al|du|di|da|['’]t) +)+[A-Z]"
)

_Key = tuple[str, tuple[int, ...], tuple[str, str]]


@dataclass(frozen=True)
class Label:
    """A label as it was typed, with the kind of list it is of and what it counts."""

    text: str
    kind: str
    number: tuple[int, ...]
    form: tuple[str, str]  # what stands before and after the name

    @property
    def is_plain(self) -> bool:
        """Tell whether CommonMark knows it by itself."""
        return self.kind == "1" and len(self.number) == 1 and not self.form[0]

    @property
    def key(self) -> _Key:
        """What it counts; 1.1 and 1.1. count the same."""
        return self.kind, self.number, ("", "") if self.kind == "1" else self.form

    def successors(self) -> set[_Key]:
        """What can come next: c. after b.; 1.3, 2, 2.1 or 1.2.1 after 1.2."""
        if self.kind != "1":
            return {(self.kind, (self.number[0] + 1,), self.form)}
        raised = [(*self.number[:i], n + 1) for i, n in enumerate(self.number)]
        first = [(*number, 1) for number in (*raised, self.number)]
        return {("1", number, ("", "")) for number in (*raised, *first)}

    def follows(self, other: Label) -> bool:
        """Tell whether this label can be the next one after another."""
        return self.key in other.successors()

    @property
    def next(self) -> str:
        """The label that comes after this one in the same list."""
        *above, last = self.number
        if self.kind == "1":
            name = ".".join(map(str, [*above, last + 1]))
        else:
            name = _NAMES[self.kind][last] if last < len(_NAMES[self.kind]) else "een nieuwe lijst"
        return self.form[0] + name + self.form[1]


@dataclass
class Numbered:
    """A text whose labels are numbers now; by line, its labels and those that break the count.

    `breaks` gives with each such label the one before it.
    """

    text: str
    labels: dict[int, Label] = field(default_factory=dict)
    breaks: dict[int, tuple[Label, Label]] = field(default_factory=dict)


def name_in(kind: str, number: int) -> str:
    """Return what a kind of list calls the item with a number: `viii` for the eighth of `i`."""
    names = _NAMES.get(kind, ())
    return names[number - 1] if 0 < number <= len(names) else str(number)


def number(text: str) -> Numbered:
    """Replace the labels of a text by numbers.

    A label begins a list only when the next one stands below it, so that `a. Jansen` stays a
    name; 1.1 does too when it stands below 1.
    """
    lines = text.split("\n")
    found = [_readings(line) for line in lines]
    if any(map(_INITIAL.match, lines)):
        found = [[one for one in readings if not _is_initial(one)] for readings in found]
    places = {one.key: i for i, readings in enumerate(found) for one in readings}  # the last ones
    result = Numbered("")
    last: dict[str, Label] = {}  # by indent
    ended: set[str] = set()
    for i, line in enumerate(lines):
        indent = line[: len(line) - len(line.lstrip(" >"))]
        if not found[i]:
            if line.strip() and (i == 0 or not lines[i - 1].strip()):
                ended |= {other for other in last if len(other) >= len(indent)}
            continue
        before = last.get(indent)
        slips = [] if before is None or indent in ended else _siblings(found[i], before)
        starts = [one for one in found[i] if one.number[-1] == 1 or one not in slips]
        meant = [
            *(one for one in found[i] if before and one.follows(before)),
            *(one for one in found[i] if one.is_plain),
            *(one for one in starts if _is_first_under(one, last.values())),
            *(one for one in starts if _goes_on(one, i, places)),
        ]
        if meant:
            last[indent] = meant[0]
            ended.discard(indent)
            if not meant[0].is_plain:
                result.labels[i] = meant[0]
                lines[i] = _renumbered(line, indent, meant[0])
        elif before is not None and slips:
            result.breaks[i] = (slips[0], before)
            last[indent] = slips[0]
    result.text = "\n".join(lines)
    return result


def _readings(line: str) -> list[Label]:
    """Return what the label of a line can mean: `i.` is a letter, or one."""
    match = _ITEM.match(line)
    if match is None or (match["open"] and match["close"] != ")"):
        return []
    name, form = match["name"], (match["open"], match["close"])
    found = [
        Label(match["label"], kind, (names.index(name) + 1,), form)
        for kind, names in _NAMES.items()
        if name in names and match["close"]
    ]
    if name[0].isdigit() and (match["close"] or "." in name):
        found.append(Label(match["label"], "1", tuple(map(int, name.split("."))), form))
    return found


def _is_initial(label: Label) -> bool:
    return label.kind in ("A", "I") and label.form == ("", ".") and len(label.text) == 2


def _siblings(readings: Sequence[Label], before: Label) -> list[Label]:
    """Return the readings that count in the list of a label, whatever their numbers are."""
    return [
        one
        for one in readings
        if (one.kind, one.form, one.number[:-1]) == (before.kind, before.form, before.number[:-1])
    ]


def _is_first_under(label: Label, before: Iterable[Label]) -> bool:
    """Tell 1.1 where there is a 1."""
    above, first = label.number[:-1], label.number[-1] == 1
    return first and any(one.kind == label.kind == "1" and one.number == above for one in before)


def _goes_on(label: Label, line: int, places: Mapping[_Key, int]) -> bool:
    """Tell whether the next label of a list stands somewhere below it."""
    return any(places.get(key, -1) > line for key in label.successors())


def _renumbered(line: str, indent: str, label: Label) -> str:
    """Put a one before a line, as wide as its label: a one can begin a list anywhere."""
    mark = ")" if label.form[1] == ")" else "."
    width = len(label.text)
    number = "1".zfill(min(width - 1, 9)) + mark  # CommonMark reads no longer ones
    return f"{indent}{number.ljust(width)}{line[len(indent) + width :]}"
