"""Numbers as people and spreadsheets write them, and what a hint proposes for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from raadsbrief.dutch import procent
from raadsbrief.letter.tabel import figures
from raadsbrief.model.fields import read_aantal, read_bedrag
from raadsbrief.model.getallen import lees

KOMMA, PUNT = "komma", "punt"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("300", 300),
            ("+5", 5),
            ("-5", -5),
            ("−5", -5),
            ("\N{NON-BREAKING HYPHEN}5", -5),
            ("(300)", -300),
            ("300-", -300),
        ),
        *(("€ (300)", -300), ("(€ 300)", -300), ("-€ 300", -300), ("€ -300", -300), ("300 €", 300)),
        *(("€ -", 0), ("€ – ", 0), ("-0", 0), ("1 234", 1234), ("1'234'567", 1234567)),
        *(("1\N{NARROW NO-BREAK SPACE}234", 1234), ("EUR 300", 300), ("300 euro", 300)),
    ],
)
def test_what_is_the_same_in_each_notation(text: str, value: int) -> None:
    assert lees(text).als == {KOMMA: value, PUNT: value}


@pytest.mark.parametrize(
    ("text", "komma", "punt"),
    [
        ("1.250", "1250", "1.250"),
        ("12,345", "12.345", "12345"),
        ("1.250.000,-", "1250000", None),
        ("€ 1.234,00-", "-1234.00", None),
        ("€ -300,–", "-300", None),
        ("€ (1.250,-)", "-1250", None),
        ("0.125", None, "0.125"),
        (".5", None, "0.5"),
        ("1234.567", None, "1234.567"),
        ("1,250,000.5", None, "1250000.5"),
        ("1'234,5", "1234.5", None),
        ("1.2500", None, "1.2500"),
    ],
)
def test_what_the_notation_decides(text: str, komma: str | None, punt: str | None) -> None:
    wanted = {KOMMA: komma, PUNT: punt}
    assert lees(text).als == {one: Decimal(v) for one, v in wanted.items() if v is not None}


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "een", "1.2.3", "1,2,3", "12 5", "1e6", "1,2E+06", "--1", "(-3)", "-5-"),
        *("1-6-2025", "٣", "€", "€ 5 %", "% 5", "5 €€", "1.25.000", "012.345.6"),
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert lees(text).als == {}


FIELDS: dict[str, Callable[[str], Decimal | int]] = {
    "bedrag in een programma": read_bedrag,
    "aantal in een programma": read_aantal,
    "percentage in een tekst": lambda text: Decimal(
        procent(text).rstrip("%").replace(",", ".").replace("−", "-")
    ),
    **{
        f"{soort} in een tabel, {eenheid}": lambda text, s=soort, e=eenheid: figures.read(
            text, s, e
        )
        for soort in ("bedrag", "aantal", "percentage")
        for eenheid in (None, "duizenden")
    },
    **{
        f"{soort} in een bestand, {one}": lambda text, s=soort, o=one: figures.read(
            text, s, None, True, o
        )
        for soort in ("bedrag", "aantal", "percentage")
        for one in ("komma", "punt")
    },
}


def hint_of(text: str, read: Callable[[str], Any]) -> str:
    """The hint with which a field refuses a text; of one that it accepts there is none."""
    try:
        read(text)
    except PydanticCustomError as error:
        return str((error.context or {})["hint"])
    return ""


WRITTEN = st.one_of(
    st.from_regex(r"\A(€ )?-?[0-9]{1,7}([.,][0-9]{1,4})?(,-|%| mln| miljoen)?\Z"),
    st.from_regex(r"\A(€ )?\(?[1-9][0-9]{0,2}([.,' ][0-9]{3}){1,3}([.,][0-9]{1,3})?\)?-?\Z"),
)


@given(WRITTEN, st.sampled_from(sorted(FIELDS)))
def test_what_a_hint_proposes_is_accepted_and_means_what_was_meant(text: str, name: str) -> None:
    hint = hint_of(text, FIELDS[name])
    if "bijvoorbeeld" in hint or "soort:" in hint:
        return
    digits = re.sub("[^0-9]", "", text)
    for proposed in re.findall("`([^`]*)`", hint):
        value = FIELDS[name](proposed)
        # The digits are those that were typed: only points, signs and closing noughts differ.
        typed = digits.lstrip("0").rstrip("0")
        assert re.sub("[^0-9]", "", f"{abs(value):f}").lstrip("0").rstrip("0") == typed
        assert (value < 0) == bool(typed and re.search(r"\(|-", re.sub(",-$", "", text)))


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("1250,5", "bedrag in een programma", ["1250,50"]),
        ("€ 1.250.000,-", "bedrag in een programma", ["1250000"]),
        ("1.250", "bedrag in een programma", ["1250", "1,25"]),
        ("1,5 miljoen euro", "bedrag in een programma", ["1500000"]),
        ("0.125", "bedrag in een programma", []),
        ("1.5", "aantal in een programma", []),
        ("1.250", "aantal in een programma", ["1250"]),
        ("43 %", "percentage in een tekst", ["43"]),
        ("1,250", "bedrag in een tabel, None", ["1,25", "1250"]),
        ("0.125", "bedrag in een tabel, None", []),
        ("12.345", "percentage in een tabel, None", ["12345", "12,345"]),
        ("1.250,5", "bedrag in een bestand, punt", ["1250.50"]),
        ("1234.5", "bedrag in een bestand, komma", ["1234,50"]),
        ("1234.567", "bedrag in een bestand, punt", []),
    ],
)
def test_hints_about_numbers(text: str, name: str, hint: list[str]) -> None:
    found = hint_of(text, FIELDS[name])
    assert re.findall("`([^`]*)`", found) == hint
    assert found
    assert "bijvoorbeeld" not in found


def test_without_a_number_there_is_only_an_example() -> None:
    for read in FIELDS.values():
        hint = hint_of("veel", read)
        assert "bijvoorbeeld `" in hint
        read(re.findall("`([^`]*)`", hint)[0])


@pytest.mark.parametrize("text", ["0.125", "-0.5", "0.50"])
def test_a_leading_nought_makes_a_point_a_decimal_point(text: str) -> None:
    assert figures.read(text, "percentage", None) == Decimal(text)
