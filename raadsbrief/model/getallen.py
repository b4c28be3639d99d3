"""How people and spreadsheets write numbers, and which number that can be.

`1.250` is 1250 where a comma marks the decimals, and 1,25 where a point does. This module does not
choose: it says what a text is in each notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Decimaal = Literal["punt", "komma"]
"""Which sign stands before the decimals; the other one can stand between thousands."""

_MARKS: dict[Decimaal, tuple[str, str]] = {"komma": (",", "."), "punt": (".", ",")}
_EURO = r"(?:€|euro?(?![a-z]))"
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "\u2010": "-", "\u2011": "-", "’": "'", "\u2060": None}
)
# In brackets, or with a sign in front or behind; the dash of `,-` is no sign.
_BODY = r"[^-+()]+?(?:[.,] ?[-=]{1,2})?"
_SIGNED = re.compile(rf"\((?P<a>{_BODY})\)|(?P<b>[-+]? ?{_BODY})(?P<c> ?-)?")
_WHOLE = re.compile("-?[0-9]{1,15}")
_LONGEST = 60  # of a number, with all that is around it
_WORDS = {"duizend": 3, "mln": 6, "miljoen": 6, "mld": 9, "miljard": 9}


@dataclass(frozen=True, slots=True)
class Getal:
    """What a text can be as a number: `als` has its value in each notation that fits.

    `teken` is the `€` or `%` that it was written with.
    """

    als: dict[Decimaal, Decimal] = field(default_factory=dict)
    teken: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether the notation makes a difference."""
        return len(set(self.als.values())) > 1


@lru_cache(maxsize=1024)  # a cell is asked for its kind, for its notation and for its number
def lees(text: str) -> Getal:
    """Read a number with all that a spreadsheet can put around it; one that is none has no value.

    Known are `€`, `%`, `,-`, a sign in front or behind, brackets around what is negative, and
    points, commas, spaces and apostrophes between thousands.
    """
    if len(text) > _LONGEST:
        return Getal()
    if _WHOLE.fullmatch(text):  # as most are
        whole = Decimal(text) + 0
        return Getal({"komma": whole, "punt": whole})
    bare, teken = _without_unit(" ".join(text.translate(_SIGNS).split()))
    if bare == "-" and teken == "€":  # how a spreadsheet writes nought in an account
        return Getal({"komma": Decimal(), "punt": Decimal()}, teken)
    match = _SIGNED.fullmatch(bare)
    if match is None:
        return Getal()
    body = (match["a"] or match["b"]).strip()
    is_negative = bool(match["a"] or match["c"])
    if body[0] in "+-":
        if match["c"]:  # a sign on either side
            return Getal()
        is_negative, body = body[0] == "-", body[1:].strip()
    found = {one: value for one in _MARKS if (value := _value(body, one)) is not None}
    return Getal({one: -v if is_negative and v else v for one, v in found.items()}, teken)


def _without_unit(text: str) -> tuple[str, str]:
    """Take `€` or `%` from where it can stand around a number."""
    for pattern, teken in (
        (rf"([-+( ]*){_EURO}(.*)", "€"),
        (rf"(.*?) ?{_EURO}( ?[-)]?)", "€"),
        (r"(.*?) ?%( ?\)?)", "%"),
    ):
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            return f"{match[1].strip()}{match[2].strip()}", teken
    return text, ""


def _value(body: str, notation: Decimaal) -> Decimal | None:
    mark, thousands = _MARKS[notation]
    body = re.sub(rf"(?<=[0-9]) ?{re.escape(mark)} ?[-=]{{1,2}}$", "", body)  # `1.250,-` is whole
    groups = "|".join(rf"(?:{one}[0-9]{{3}}){{1,4}}" for one in (rf"\{thousands}", "[ ']"))
    whole = rf"[0-9]{{1,15}}|[1-9][0-9]{{0,2}}(?:{groups})|"
    match = re.fullmatch(rf"({whole})(?:\{mark}([0-9]{{1,20}}))?", body)
    if match is None or not body:
        return None
    digits = re.sub("[^0-9]", "", match[1]) or "0"
    return Decimal(f"{digits}.{match[2]}" if match[2] else digits)


def decimals(values: Sequence[Decimal]) -> int:
    """Return how many decimals the most precise of some numbers has."""
    exponents = [value.as_tuple().exponent for value in values]
    return max([0, *(-e for e in exponents if isinstance(e, int))])


def bedoeld(text: str) -> list[Decimal]:
    """Return the numbers that an author can have meant, most likely first; for a hint."""
    if len(text) > _LONGEST:
        return []
    words = rf"(.*[0-9])\s*({'|'.join(_WORDS)})\.?(\s*{_EURO})?"
    match = re.fullmatch(words, text.strip(), re.IGNORECASE)
    power = _WORDS[match[2].lower()] if match else 0
    bare = match[1] if match else text.strip()
    values = list(lees(bare).als.values())
    if re.fullmatch(r"[0-9]{4,12}[.,][0-9]{3}", bare):  # perhaps a point was forgotten
        values.insert(0, Decimal(re.sub("[.,]", "", bare)))
    return list(dict.fromkeys(value.scaleb(power) for value in values))


def genoteerd(value: Decimal, places: int, at_least: int = 0) -> str | None:
    """Write a number as the content files have it, `1250,50`; None when it has more decimals.

    One that is not whole has `at_least` some.
    """
    few = decimals([value.normalize()])
    if few > places:
        return None
    return f"{value:.{max(few, at_least) if few else 0}f}".replace(".", ",")


def wenk(
    meant: Sequence[Decimal],
    write: Callable[[Decimal], str | None],
    advice: str,
    example: str,
    otherwise: str,
) -> str:
    """Say how a number must be written, as what `write` makes of each that can be meant.

    Without any there is an example; `otherwise` is for one that cannot be written.
    """
    written = [write(one) for one in meant]
    known = [f"`{one}`" for one in written if one is not None]
    if not meant:
        return f"{advice}: bijvoorbeeld `{example}`"
    ways = [f"{advice}: {' of '.join(known)}"] * bool(known)
    return ", of ".join([*ways, *[otherwise] * (None in written)])
