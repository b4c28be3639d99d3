"""The sums of a programme's funding: right, or refused with the sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief import dutch
from raadsbrief.checks.rules import check_programma
from raadsbrief.model import Programma
from raadsbrief.model.fields import Aandeel
from raadsbrief.prose import expressions
from raadsbrief.prose.checking import expression_check
from raadsbrief.prose.facts import programme_facts
from raadsbrief.yaml.decode import Loaded, decode
from raadsbrief.yaml.source import parse

PROGRAMMA = """naam: Wijken
pijlers: {wonen: {naam: Wonen}, werk: {naam: Werk}}
financiering:
  a: {naam: A, bedrag: 1500, pijlers: [wonen], per_jaar: {2025: 1200, 2026: 300}}
  b: {naam: B, bedrag: 500, pijlers: [wonen, werk], per_pijler: {wonen: 100, werk: 400}}
  c: {naam: C, per_jaar: {2026: 2000}}
"""


def load(text: str) -> Loaded[Programma]:
    return decode(parse(text, "p.yaml"), Programma)


def wrong(text: str) -> list[str]:
    found = check_programma(load(text))
    return [f"{d.location.removeprefix('p.yaml:')} {d.message}" for d in found]


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("programma.totaal | euro", "€ 4.000,-"),
        ("programma.per_jaar.2026 | euro", "€ 2.300,-"),
        ("programma.per_pijler.wonen | euro", "€ 1.600,-"),
        ("financiering.c.totaal | euro", "€ 2.000,-"),
        ("financiering.b.aandeel | procent", "13%"),
        ("financiering.a.per_jaar.2025 | euro", "€ 1.200,-"),
        ("pijlers.wonen.aandeel | procent", "40%"),
    ],
)
def test_sums_are_facts(expression: str, shown: str) -> None:
    facts = programme_facts(load(PROGRAMMA))
    text = f"{{{{ {expression} }}}}"
    assert expression_check.check(text, facts) == []
    inserted = expressions.insert(text, facts).replace("\\", "")
    assert inserted.replace("\N{NO-BREAK SPACE}", " ") == shown


def test_a_share_asks_for_its_form() -> None:
    facts = programme_facts(load(PROGRAMMA))
    (found,) = expression_check.check("{{ financiering.a.aandeel }}", facts)
    assert found.hint == "schrijf {{ financiering.a.aandeel | procent }}"
    assert expression_check.check("{{ financiering.a.naam | procent }}", facts)


def test_a_pillar_of_which_the_part_is_unknown_has_no_sum() -> None:
    facts = programme_facts(load(PROGRAMMA.replace(", per_pijler: {wonen: 100, werk: 400}", "")))
    assert "totaal" not in facts["pijlers"]["wonen"]
    assert facts["programma"]["totaal"] == 4000


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        (
            "2026: 300}",
            "2026: 400}",
            "4:48 `per_jaar` klopt niet: 1.200 + 400 = 1.600, en het bedrag is 1.500",
        ),
        (
            "werk: 400",
            "werk: 300",
            "5:53 `per_pijler` klopt niet: 100 + 300 = 400, en het bedrag is 500",
        ),
        ("werk: 400", "werkt: 400", "5:78 het programma heeft geen pijler 'werkt'"),
        ("2025: 1200", "25: 1200", "4:59 '25' is geen jaar"),
    ],
)
def test_parts_that_do_not_add_up(old: str, new: str, answer: str) -> None:
    assert wrong(PROGRAMMA.replace(old, new)) == [answer]


def test_the_programme_is_right() -> None:
    assert wrong(PROGRAMMA) == []


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=9), st.integers(-2, 2))
def test_a_fund_is_the_sum_of_its_years(parts: list[int], off: int) -> None:
    per_jaar: Any = {2020 + i: part for i, part in enumerate(parts)}
    fund = f"{{naam: F, bedrag: {sum(parts) + off}, per_jaar: {per_jaar}}}"
    assert bool(wrong(f"naam: P\nfinanciering:\n  f: {fund}\n")) == (off != 0)


@pytest.mark.parametrize(
    ("aandeel", "shown"),
    [
        (Aandeel(Decimal(1), Decimal(3)), "33%"),
        (Aandeel(Decimal(2), Decimal(300)), "0,7%"),
        (Aandeel(Decimal(1), Decimal(10**5)), "0,001%"),
        (Aandeel(Decimal(-1), Decimal(10**4)), "−0,01%"),
        (Aandeel(Decimal(0), Decimal(5)), "0%"),
        (Aandeel(Decimal(996), Decimal(1000)), "99,6%"),
        (Aandeel(Decimal(99999), Decimal(10**5)), "99,999%"),
        (Aandeel(Decimal(5), Decimal(5)), "100%"),
        ("-0", "0%"),
        ("12,5", "12,5%"),
        (40, "40%"),
    ],
)
def test_percents(aandeel: Any, shown: str) -> None:
    assert dutch.procent(aandeel) == shown
