"""Figures in cells: from what the author wrote to a number, and from a number to Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from raadsbrief import dutch
from raadsbrief.dutch import MINUS
from raadsbrief.model import Huisstijl
from raadsbrief.model.fields import refused
from raadsbrief.model.getallen import Decimaal, bedoeld, genoteerd, lees, wenk
from raadsbrief.model.getallen import decimals as decimals
from raadsbrief.model.tabel import Eenheid, Kolomsoort

# Words that stand where a figure is not known or not meant; they count as nothing.
_WORDS = re.compile(r"-|–|—|x|p\.?m\.?|n\.?v\.?t\.?|n\.?(n\.?)?b\.?|onbekend", re.IGNORECASE)
MANY = 3  # as many decimals a whole column has for the sake of one figure, and no more
_OFF = {"bedrag": Decimal("0.1")}  # how much of itself rounding can take from an amount
_DECIMALS = {"bedrag": 2, "aantal": 2, "percentage": 3}
_KINDS: dict[str, Kolomsoort] = {"€": "bedrag", "%": "percentage", "": "aantal"}
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
    return bool(lees(text).als)


def kind_of(texts: Sequence[str]) -> Kolomsoort:
    """Return the kind of a column of figures that has none, by the signs beside them."""
    signs = {lees(text).teken for text in texts} - {""}
    return _KINDS.get("".join(signs), "tekst")


def is_year(text: str) -> bool:
    """Tell whether a number is written as years are."""
    return bool(re.fullmatch(r"(19|20)[0-9]{2}", text.strip()))


def read(
    text: str,
    soort: Kolomsoort,
    eenheid: Eenheid | None,
    csv: bool = False,
    decimaal: Decimaal | None = None,
) -> Decimal:
    """Read a figure; in a CSV file it may have the points and signs of a spreadsheet.

    Raises PydanticCustomError, with words for the user, when it is no figure, or when only the
    notation of the file can tell which one.
    """
    written, places = text.strip().replace(MINUS, "-"), places_of(soort, eenheid)
    if csv:
        found = {value for one, value in read_as(text, soort, eenheid).items()
                 if decimaal in (None, one)}  # fmt: skip
        if len(found) == 1:
            return found.pop()
        _refuse_sign(text, soort)
    # A point before three digits can be a decimal point or a point of thousands.
    elif re.fullmatch(
        rf"-?[0-9]{{1,15}}(,[0-9]{{1,{places}}}|\.[0-9]{{1,2}})?|-?0\.[0-9]{{1,{places}}}", written
    ):
        return Decimal(written.replace(",", ".")) + 0
    raise refused(f"'{text}' is geen {soort}", _hint(text, soort, places, csv, decimaal))


def read_as(text: str, soort: Kolomsoort, eenheid: Eenheid | None) -> dict[Decimaal, Decimal]:
    """Return what a figure of a spreadsheet is in each notation that gives a figure of its kind."""
    number, places = lees(text), places_of(soort, eenheid)
    if number.teken and _KINDS[number.teken] != soort:
        return {}
    return {one: value for one, value in number.als.items() if decimals([value]) <= places}


def places_of(soort: Kolomsoort, eenheid: Eenheid | None) -> int:
    """Return how many decimals a figure can have."""
    return 3 if eenheid else _DECIMALS[soort]


def _refuse_sign(text: str, soort: Kolomsoort) -> None:
    """Refuse an amount in a column of percentages, and the like: the number alone would lie."""
    number = lees(text)
    other = _KINDS[number.teken]
    if number.als and number.teken and other != soort:
        hint = f"geef de kolom `soort: {other}`, of verbeter het teken in het bestand"
        raise refused(f"'{text}' is geen {soort}, maar een {other}", hint)


def _hint(text: str, soort: Kolomsoort, places: int, csv: bool, decimaal: Decimaal | None) -> str:
    point = csv and decimaal == "punt"
    cents = 2 if places == 2 and soort == "bedrag" else 0

    def write(value: Decimal) -> str | None:
        written = genoteerd(value, places, cents) if abs(value) < 10**15 else None
        return written.replace(",", ".") if written and point else written

    advice = "schrijf een getal, zonder punten, letters of tekens"
    return wenk(
        list(dict.fromkeys(lees(text).als.values())) if csv else bedoeld(text),
        write,
        "schrijf een getal, met een punt voor de decimalen" if point else advice,
        "12.5" if point else "12,5" if soort == "percentage" else "1250",
        f"rond het af op hoogstens {places} decimalen",
    )


def enough(values: Iterable[Decimal], places: int, soort: Kolomsoort) -> int:
    """Return how many decimals it takes, from some up, for no figure to be rounded away."""
    off = _OFF.get(soort, Decimal("0.99"))
    return max([places, *(dutch.enough(value, places, off) for value in values)])


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
