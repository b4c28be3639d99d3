"""Dates as spreadsheets write them."""

from __future__ import annotations

import re

from raadsbrief.model.fields import refused
from raadsbrief.model.written import genoteerd

_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00([.,]0+)?)?$")


def noted(text: str) -> str:
    """Return a date of a spreadsheet, `1-6-2025`, in our notation; what is no date stays as it is.

    Raises PydanticCustomError for `1/6/2025`, which is June in one country and January in another.
    """
    day = _MIDNIGHT.sub("", text)
    match = _SLASHES.fullmatch(day)
    if match is None:
        return genoteerd(day) or day
    first, second, year = (int(part) for part in match.groups())
    ways = [f"{year}-{month:02}-{day:02}"
            for day, month in ((first, second), (second, first)) if month <= 12]  # fmt: skip
    if len(set(ways)) > 1:
        hint = f"schrijf `{ways[0]}` of `{ways[1]}`"
        raise refused(f"'{text}' kan twee dagen zijn", hint)
    return ways[0] if ways else day
