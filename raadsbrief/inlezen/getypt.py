"""Lists that someone typed as paragraphs: `1.`, `2.`, or a dash at the start of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from raadsbrief.inlezen.stuk import Alinea, Deel, Punt

_BULLET = re.compile(r"(?P<mark>[•▪◦●·–-])\s+(?P<text>\S.*)")
_NUMBER = re.compile(r"(?P<mark>\(?(?P<name>\d{1,2}|[a-z])[.)])\s+(?P<text>\S.*)")


def met_lijsten(delen: list[Deel]) -> list[Deel]:
    """Make items of paragraphs, or of lines in one, that are numbered on or have one bullet."""
    found: list[Deel] = []
    for is_text, group in groupby(delen, lambda part: isinstance(part, Alinea) and not part.citaat):
        parts = list(group)
        found += _listed([part for part in parts if isinstance(part, Alinea)]) if is_text else parts
    return found


def _listed(parts: list[Alinea]) -> Iterator[Deel]:
    """Yield paragraphs, with items for the lines that belong to a list."""
    lines = [(part, line) for part in parts for line in part.tekst.split("\\\n")]
    items = [_BULLET.match(line) or _NUMBER.match(line) for _, line in lines]
    around = [None, *items, None]
    in_list = [
        _goes_on(around[i], item) or _goes_on(item, around[i + 2]) for i, item in enumerate(items)
    ]
    before: tuple[Alinea, list[str]] | None = None
    for (part, line), item, is_item in zip(lines, items, in_list, strict=True):
        if before and (is_item or before[0] is not part):
            yield Alinea("\\\n".join(before[1]))
            before = None
        if is_item and item:
            mark = item["mark"] if "name" in item.groupdict() else "-"
            yield Punt(0, mark, item["text"])
        else:
            before = (part, [*(before[1] if before else []), line])
    if before:
        yield Alinea("\\\n".join(before[1]))


def _goes_on(one: re.Match[str] | None, other: re.Match[str] | None) -> bool:
    """Tell whether the mark of a line is the next one after another."""
    if one is None or other is None:
        return False
    name, following = one.groupdict().get("name"), other.groupdict().get("name")
    if name is None or following is None:
        return one["mark"] == other["mark"] and name is following
    if one["mark"].replace(name, "") != other["mark"].replace(following, ""):
        return False
    if name.isdigit() and following.isdigit():
        return int(following) == int(name) + 1
    return not name.isdigit() and not following.isdigit() and ord(following) == ord(name) + 1
