from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief import dutch
from raadsbrief.model import Datum
from raadsbrief.model.fields import Aandeel
from raadsbrief.model.gemeente import Bedragstijl


@pytest.mark.parametrize(
    ("bedrag", "stijl", "text"),
    [
        (17061648, "€ 5,-", "€ 17.061.648,-"),
        (5, "€ 5,–", "€ 5,–"),
        (1250, "€ 5", "€ 1.250"),
        (1250, "€ 5,00", "€ 1.250,00"),
        (Decimal("12.50"), "€ 5,-", "€ 12,50"),
        (Decimal("-1234.05"), "€ 5", "€ −1.234,05"),
        (0, "€ 5,-", "€ 0,-"),
        ("925", "€ 5,-", "€ 925,-"),
    ],
)
def test_euro(bedrag: Decimal | int | str, stijl: Bedragstijl, text: str) -> None:
    assert dutch.euro(bedrag, stijl) == text.replace("€ ", "€\N{NO-BREAK SPACE}")


@given(st.decimals(-(10**14), 10**14, places=2))
def test_euro_loses_no_digit(bedrag: Decimal) -> None:
    written = dutch.euro(bedrag, "€ 5,00").removeprefix("€\N{NO-BREAK SPACE}")
    assert Decimal(written.replace(".", "").replace(",", ".").replace("−", "-")) == bedrag


@pytest.mark.parametrize(
    ("stijl", "text"),
    [("€ 5,-", "€_−5,-"), ("-€ 5", "−+€_5,-"), ("- € 5", "−_€_5,-")],
)
def test_a_minus_stays_with_its_amount(stijl: str, text: str) -> None:
    negatief: Any = stijl if stijl != "€ 5,-" else "€ -5"
    kept = text.replace("_", "\N{NO-BREAK SPACE}").replace("+", "\N{WORD JOINER}")
    assert dutch.euro(-5, "€ 5,-", negatief) == kept
    assert dutch.euro(5, "€ 5,-", negatief) == "€\N{NO-BREAK SPACE}5,-"
    assert dutch.zonder_min(kept) == dutch.euro(5)


def test_every_figure_has_a_real_minus() -> None:
    assert dutch.miljoenen(-1_340_000) == "€\N{NO-BREAK SPACE}−1,3\N{NO-BREAK SPACE}mln."
    assert dutch.miljoenen(-40_000) == "€\N{NO-BREAK SPACE}−40.000,-"
    assert dutch.getal("-1250") == "−1.250"
    assert dutch.procent("-2.5") == "−2,5%"
    assert dutch.procent(Aandeel(Decimal(-1), Decimal(4))) == "−25%"


@pytest.mark.parametrize(
    ("bedrag", "text"),
    [
        (0, "€ 0 mln."),
        ("0,01", "€ 0,01"),
        (45_000, "€ 45.000,-"),
        (99_999, "€ 99.999,-"),
        (100_000, "€ 0,1 mln."),
        (-450_000, "€ −0,45 mln."),
        (999_999, "€ 1 mln."),
        (1_049_999, "€ 1 mln."),
        (10**14, "€ 100.000.000 mln."),
    ],
)
def test_millions_never_round_an_amount_away(bedrag: int | str, text: str) -> None:
    assert dutch.miljoenen(bedrag).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_sum_can_be_larger_than_what_an_author_writes() -> None:
    amount = 3 * Decimal("999999999999999.99")
    assert dutch.euro(amount).endswith("2.999.999.999.999.999,97")
    assert dutch.miljoenen(amount).endswith("3.000.000.000\N{NO-BREAK SPACE}mln.")


@given(st.decimals(-(10**12), 10**12, places=2))
def test_millions_are_near_the_amount(bedrag: Decimal) -> None:
    written = dutch.miljoenen(bedrag, stijl="€ 5,00").replace("−", "-")
    number = Decimal(re.sub("[^0-9,-]", "", written).replace(",", "."))
    in_full = number if written.count("mln") == 0 else number * 1_000_000
    assert abs(in_full - bedrag) <= abs(bedrag) / 20


def test_a_figure_without_its_minus() -> None:
    assert dutch.euro(dutch.zonder_min(Decimal(-5))) == dutch.euro(5)  # type: ignore[arg-type]
    assert dutch.getal(dutch.zonder_min(-3)) == "3"  # type: ignore[arg-type]
    assert dutch.procent(dutch.zonder_min(Aandeel(Decimal(-1), Decimal(4)))) == "25%"
    assert dutch.zonder_min("-7") == "7"


@pytest.mark.parametrize(
    ("text", "lang", "kort", "maand"),
    [
        ("2025-06-01", "1 juni 2025", "01-06-2025", "juni 2025"),
        ("2024-03", "maart 2024", "03-2024", "maart 2024"),
        ("2024", "2024", "2024", "2024"),
        (
            "2024-K3",
            "derde kwartaal van 2024",
            "derde kwartaal van 2024",
            "derde kwartaal van 2024",
        ),
        ("2026-najaar", "najaar van 2026", "najaar van 2026", "najaar van 2026"),
        ("2027-begin", "begin 2027", "begin 2027", "begin 2027"),
        ("2026-W07", "week 7 van 2026", "week 7 van 2026", "week 7 van 2026"),
        (
            "2026-H2",
            "tweede halfjaar van 2026",
            "tweede halfjaar van 2026",
            "tweede halfjaar van 2026",
        ),
        ("2022-zomer", "zomer van 2022", "zomer van 2022", "zomer van 2022"),
    ],
)
def test_dates(text: str, lang: str, kort: str, maand: str) -> None:
    moment = Datum.read(text)
    assert (dutch.datum(moment), dutch.datum_kort(moment), dutch.maand(moment)) == (
        lang,
        kort,
        maand,
    )
    assert dutch.datum(text) == lang


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-06-01", "1 juni 2026"),
        ("2026-06", "juni 2026"),
        ("2026", "2026"),
        ("2026-W07", "week 7 van 2026"),
        ("2026-K1", "het eerste kwartaal van 2026"),
        ("2026-H1", "het eerste halfjaar van 2026"),
        ("2026-voorjaar", "het voorjaar van 2026"),
        ("2026-najaar", "het najaar van 2026"),
        ("2026-zomer", "de zomer van 2026"),
        ("2026-winter", "de winter van 2026"),
        ("2026-eind", "eind 2026"),
    ],
)
def test_dates_after_a_preposition(text: str, written: str) -> None:
    assert dutch.datum_in_zin(text) == written


def test_lists_in_a_sentence() -> None:
    assert dutch.opsomming(["a"]) == "a"
    assert dutch.opsomming(["a", "b"]) == "a en b"
    assert dutch.opsomming(["a", "b", "c"]) == "a, b en c"


def test_a_filter_refuses_what_is_not_its_kind() -> None:
    for filter_, value in (
        (dutch.euro, Datum(2024)),
        (dutch.getal, ["a"]),
        (dutch.datum, Decimal(1)),
        (dutch.opsomming, "tekst"),
    ):
        with pytest.raises(ValueError, match="dit is geen"):
            filter_(value)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("punten", "text"),
    [
        (["een"], "een."),
        (["een", "twee"], "een; en twee."),
        (["een", "twee", "drie"], "een; twee; en drie."),
        (["zorg e.d.", "sport e.d."], "zorg e.d.; en sport e.d."),
    ],
)
def test_parts_of_a_sentence(punten: list[str], text: str) -> None:
    assert " ".join(punt + stop for punt, stop in dutch.deelzinnen(punten)) == text


def test_whole_sentences() -> None:
    assert dutch.zinnen(["Ja", "Echt?"]) == [("Ja", "."), ("Echt?", "")]


def test_numbers() -> None:
    assert dutch.getal("1250000") == "1.250.000"
