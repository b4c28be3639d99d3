"""Figures in cells: from what the author wrote to a number, and from a number to Dutch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from raadsbrief import dutch
from raadsbrief.dutch import MINUS
from raadsbrief.model import Huisstijl
from raadsbrief.model.fields import refused
from raadsbrief.model.tabel import Eenheid, Kolomsoort

# Words that stand where a figure is not known or not meant; they count as nothing.
_WORDS = re.compile(r"-|–|—|x|p\.?m\.?|n\.?v\.?t\.?|n\.?(n\.?)?b\.?|onbekend", re.IGNORECASE)
_DECIMALS = {"bedrag": 2, "aantal": 2, "percentage": 3}
_EXAMPLES = {"bedrag": "1250 of 1250,50", "aantal": "1250", "percentage": "12,5"}
_NAMES = {"bedrag": "bedrag", "aantal": "aantal", "percentage": "percentage"}
SCALE: dict[Eenheid | None, int] = {None: 1, "euro": 1, "duizenden": 1000, "miljoenen": 1_000_000}
NOTES: dict[Eenheid | None, str] = {
    "euro": "bedragen in euro's",
    "duizenden": f"bedragen × €{dutch.NBSP}1.000",
    "miljoenen": f"bedragen × €{dutch.NBSP}1{dutch.NBSP}miljoen",
}


def is_word(text: str) -> bool:
    """Tell whether a cell says that there is no figure, such as `p.m.` or `-`."""
    return bool(_WORDS.fullmatch(text.strip()))


def looks_like_number(text: str) -> bool:
    """Tell whether a cell of a column without a kind is a figure to people."""
    return bool(re.fullmatch(r"[-−]?(€\s*)?[-−]?[0-9][0-9.,]*(,[-–])?\s*%?", text.strip()))


def is_year(text: str) -> bool:
    """Tell whether a number is written as years are."""
    return bool(re.fullmatch(r"(19|20)[0-9]{2}", text.strip()))


def read(text: str, soort: Kolomsoort, eenheid: Eenheid | None, csv: bool = False) -> Decimal:
    """Read a figure; in a CSV file it may have the points and signs of a spreadsheet.

    Raises PydanticCustomError, with words for the user, when it is no figure.
    """
    written = text.strip().replace(MINUS, "-")
    if csv:
        written = _without_dress(written)
    places = 3 if eenheid else _DECIMALS[soort]
    # A point before three digits can be a decimal point or a point of thousands.
    if re.fullmatch(rf"-?[0-9]{{1,15}}(,[0-9]{{1,{places}}}|\.[0-9]{{1,2}})?", written):
        return Decimal(written.replace(",", "."))
    bare = _without_dress(written)
    example = bare if re.fullmatch(r"-?[0-9]+(,[0-9]+)?", bare) else _EXAMPLES[soort]
    raise refused(
        f"'{text}' is geen {_NAMES[soort]}",
        f"schrijf een getal, zonder punten, letters of tekens: {_quoted(example)}",
    )


def _quoted(example: str) -> str:
    return " of ".join(f"`{part}`" for part in example.split(" of "))


def _without_dress(text: str) -> str:
    """Take away `€`, `%`, `,-` and points between thousands."""
    text = re.sub(r"€|\s|%$", "", text)
    text = re.sub(r",[-–]$", "", text)
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", text):
        text = text.replace(".", "")
    return text


def decimals(values: Sequence[Decimal]) -> int:
    """Return how many decimals the most precise of some numbers has."""
    exponents = [value.as_tuple().exponent for value in values]
    return max((-e for e in exponents if isinstance(e, int)), default=0)


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up, as people do on paper."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plain(value: Decimal, places: int) -> str:
    """Write a number with points between thousands, a comma and a real minus."""
    fraction = f".{'0' * places}" if places else ""
    number = rounded(value, places)
    text = format_decimal(abs(number), f"#,##0{fraction}", locale=dutch.LOCALE)
    return f"{MINUS}{text}" if number < 0 else text


def write(
    value: Decimal, soort: Kolomsoort, eenheid: Eenheid | None, stijl: Huisstijl, places: int
) -> str:
    """Write a figure as its column does, with the same decimals in every cell."""
    if soort == "percentage":
        return f"{plain(value, places)}%"
    if soort == "aantal" or eenheid:
        return plain(value, places)
    whole = "€ 5,00" if places else stijl.bedragen
    return dutch.euro(rounded(value, 2), whole, stijl.negatief)
