"""How prose and templates write a fact: the filters behind a `|`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from raadsbrief import dutch
from raadsbrief.model import Gemeente, Huisstijl
from raadsbrief.prose.facts import LOST, Facts

if TYPE_CHECKING:
    from jinja2.runtime import Context


def euro(around: Facts | Context, bedrag: Decimal | int | str) -> str:
    """Write an amount in euros in the style of the gemeente around it, if any."""
    stijl = _style(around)
    return dutch.euro_kort(bedrag, stijl["bedragen"], stijl["miljoenen"], stijl["negatief"])


def euro_voluit(around: Facts | Context, bedrag: Decimal | int | str) -> str:
    """Write an amount in euros to the last digit, whatever the gemeente does with millions."""
    stijl = _style(around)
    return dutch.euro(bedrag, stijl["bedragen"], stijl["negatief"])


def miljoenen(around: Facts | Context, bedrag: Decimal | int | str) -> str:
    """Write an amount in millions, its minus where the gemeente wants it."""
    stijl = _style(around)
    return dutch.miljoenen(bedrag, negatief=stijl["negatief"], stijl=stijl["bedragen"])


def _style(around: Facts | Context) -> Mapping[str, Any]:
    """Return how the gemeente writes amounts, with defaults for what is lost."""
    gemeente = around.get("gemeente")
    if isinstance(gemeente, Gemeente):  # in a template; in prose it is a tree of facts
        return gemeente.huisstijl.model_dump()
    found = gemeente["huisstijl"] if gemeente else {}
    style = found if isinstance(found, Mapping) else {}
    known = {name: value for name, value in style.items() if value is not LOST}
    return {**_default_style(), **known}


@cache
def _default_style() -> dict[str, Any]:
    return Huisstijl().model_dump()


# The filters that ask what is around them how the gemeente writes amounts, and the others.
STYLED: dict[str, Callable[[Any, Any], str]] = {
    "euro": euro,
    "euro_voluit": euro_voluit,
    "miljoenen": miljoenen,
}
PLAIN: dict[str, Callable[[Any], Any]] = {
    "zonder_min": dutch.zonder_min,
    "getal": dutch.getal,
    "procent": dutch.procent,
    "datum": dutch.datum,
    "datum_kort": dutch.datum_kort,
    "datum_in_zin": dutch.datum_in_zin,
    "maand": dutch.maand,
    "opsomming": dutch.opsomming,
}
