"""Charts: nothing overlaps or leaves the sheet, and their words are right."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsbrief.font import width_of
from raadsbrief.letter.grafiek import Chart, chart_of, view_of
from raadsbrief.letter.grafiek.drawing import INK, MIN_BESIDE, ink_on, tint
from raadsbrief.letter.tabel import Surroundings, table_of
from raadsbrief.letter.tabel.places import Place
from raadsbrief.model import Grafiek, Huisstijl
from raadsbrief.model.gemeente import MIN_CONTRAST, contrast_with_white
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

NAMES = ["Wonen", "Werk en inkomen", "Zorg, welzijn en een heel lange naam van een wijk", "X" * 60]


def around(text: str) -> tuple[Grafiek, Surroundings]:
    source = parse(text, "g.yaml")
    assert source.root is not None
    surroundings = Surroundings(Place(source), Path(), {}, Huisstijl(bedragen="€ 5"))
    return Grafiek.model_validate(plain(source.root)), surroundings


def drawn(text: str) -> tuple[list[tuple[float, float, float, float]], float, float]:
    """The boxes of the words of a chart (left, top, right, bottom), its width and height."""
    grafiek, surroundings = around(text)
    view = view_of(grafiek, surroundings, "#7a1f3d")
    assert surroundings.found == []
    root = ElementTree.fromstring(f"<svg>{view.tekening}</svg>")
    boxes = []
    for words in root.iter("text"):
        x, y, size = (float(words.get(name, 0)) for name in ("x", "y", "font-size"))
        right = x + width_of(words.text or "", words.get("font-weight") == "600") * size
        boxes.append((x, y - 0.66 * size, right, y + 0.1 * size))
    return boxes, float(view.breedte), float(view.hoogte)


def text_of(soort: str, grid: list[list[int]], names: list[str]) -> str:
    kinds = [f"{{kop: '{names[i]}', soort: aantal}}" for i in range(len(grid[0]))]
    rows = [f"  - ['{names[i % 4]} {i}', {', '.join(map(str, row))}]" for i, row in enumerate(grid)]
    head = f"soort: {soort}\nkolommen: [Wat, {', '.join(kinds)}]\nrijen:\n"
    return head + "\n".join(rows)


@st.composite
def grids(draw: st.DrawFn) -> list[list[int]]:
    low, high = draw(st.sampled_from([(0, 9), (0, 10**7), (-500, 500)]))
    series = draw(st.integers(1, 4))
    row = st.lists(st.integers(low, high), min_size=series, max_size=series)
    return draw(st.lists(row, min_size=2, max_size=12))


@given(grids(), st.sampled_from(["staven", "gestapeld", "lijn"]), st.permutations(NAMES))
@settings(deadline=None, max_examples=150)
def test_words_stay_on_the_sheet_and_apart(
    grid: list[list[int]], soort: str, names: list[str]
) -> None:
    boxes, width, height = drawn(text_of(soort, grid, names))
    for left, top, right, bottom in boxes:
        assert left >= -0.1
        assert top >= -0.1
        assert right <= width + 0.1
        assert bottom <= height + 0.1
    for one, other in combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 0.1 or down <= 0.1, (one, other)


@pytest.mark.parametrize(
    "kleur", ["#7a1f3d", "#1d4f7c", "#000000", "#767676", "#c00000", "#007b5f"]
)
def test_tints_are_apart_and_words_on_them_can_be_read(kleur: str) -> None:
    fills = [tint(kleur, i) for i in range(4)]
    contrasts = [contrast_with_white(fill) for fill in fills]
    assert contrasts[0] / contrasts[1] >= MIN_BESIDE  # the others differ by their lines,
    assert contrasts[0] / contrasts[2] >= MIN_BESIDE  # which are in the house colour
    assert contrasts[0] / contrasts[3] >= MIN_BESIDE
    ink = contrast_with_white(INK)
    for fill, contrast in zip(fills, contrasts, strict=True):
        assert (contrast if ink_on(fill) == "#ffffff" else ink / contrast) >= MIN_CONTRAST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "soort: staven\nkolommen: [Wijk, Woningen]\nrijen: [[A, 1200], [B, 300], [C, 300]]",
            "Het hoogst is A met 1.200, het laagst B en C met 300, samen 1.800.",
        ),
        (
            "soort: lijn\nkolommen: [Jaar, Woningen]\nrijen: [[2024, 5], [2025, 9], [2026, 4]]",
            "De lijn daalt van 5 in 2024 naar 4 in 2026, het hoogst is 9 in 2025.",
        ),
        (
            "soort: staven\nkolommen: [W, {kop: P, soort: percentage}]\n"
            "rijen: [[A, 5], [B, '5,5']]",
            "Het hoogst is B met 5,5%, het laagst A met 5,0%.",
        ),
        (
            "soort: gestapeld\nkolommen: [Jaar, Baten, Lasten]\n"
            "rijen: [[2025, 9, -4], [2026, 3, -5], [Totaal, 12, -9]]",
            "Baten: het hoogst is 2025 met 9, het laagst 2026 met 3, samen 12. "
            "Lasten: het hoogst is 2025 met −4, het laagst 2026 met −5, samen −9. "
            "Per saldo: het hoogst is 2025 met 5, het laagst 2026 met −2, samen 3.",
        ),
    ],
)
def test_words_of_a_chart(text: str, words: str) -> None:
    grafiek, surroundings = around(text)
    assert view_of(grafiek, surroundings, "#7a1f3d").woorden == words


@given(grids())
@settings(deadline=None)
def test_stacked_parts_lie_on_their_side_of_zero(grid: list[list[int]]) -> None:
    grafiek, surroundings = around(text_of("gestapeld", grid, NAMES))
    drawing = view_of(grafiek, surroundings, "#7a1f3d").tekening
    (line,) = re.findall(r'<polyline points="([\d.]+),', drawing)
    bars = [
        tuple(map(float, m))
        for m in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="15"', drawing)
    ]
    values = [value for row in grid for value in row if value]
    assert len(bars) == len(values)
    for (left, width), value in zip(bars, values, strict=True):
        if value > 0:
            assert left >= float(line) - 0.02
        else:
            assert left + width <= float(line) + 0.02


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=12))
@settings(deadline=None)
def test_the_sum_in_words_is_right(values: list[int]) -> None:
    grafiek, surroundings = around(text_of("staven", [[value] for value in values], NAMES))
    told = view_of(grafiek, surroundings, "#7a1f3d").woorden
    (total,) = re.findall(r"samen (\S+)\.$", told)
    assert Decimal(total.replace(".", "").replace("−", "-")) == sum(values)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soort: staven\nkolommen: [a, b]\nrijen: [[x, y]]", "deze grafiek heeft geen cijfers"),
        ("soort: lijn\nkolommen: [a, b]\nrijen: [[x, 1]]", "een lijn heeft minstens twee punten"),
        (
            f"soort: staven\nkolommen: [a, b, c, d, e, f]\nrijen: [[x{', 1' * 5}]]",
            "deze grafiek heeft 5 reeksen, meer dan 4",
        ),
        (
            f"soort: staven\nkolommen: [a, b]\nrijen: [{', '.join(['[x, 1]'] * 13)}]",
            "deze grafiek heeft 13 groepen, meer dan 12",
        ),
    ],
)
def test_what_cannot_be_drawn(text: str, message: str) -> None:
    grafiek, surroundings = around(text)
    chart_of(grafiek, table_of(grafiek, surroundings), surroundings)
    assert [found.message for found in surroundings.found] == [message]


def chart(text: str) -> Chart:
    grafiek, surroundings = around(text)
    made = chart_of(grafiek, table_of(grafiek, surroundings), surroundings)
    assert surroundings.found == []
    return made


def test_no_label_of_a_chart_is_rounded_to_nothing() -> None:
    text = "soort: staven\nbedragen_in: miljoenen\nkolommen: [Wijk, {kop: K, soort: bedrag}]\n"
    few = chart(text + "rijen: [[a, '0,004'], [b, 7]]")
    assert [few.write(value) for value in few.values] == ["0,004", "7,000"]


def test_an_axis_says_where_its_lines_are() -> None:
    text = "soort: lijn\nkolommen: [Jaar, {kop: K, soort: bedrag}]\nrijen: [[2025, 1], [2026, 2]]"
    few = chart(text)
    ticks = [few.write_round(Decimal(tick)) for tick in ("0", "0.5", "1", "1E+3")]
    assert [tick[2:] for tick in ticks] == ["0", "0,50", "1", "1.000"]


@pytest.mark.parametrize(
    ("last", "soort", "bars"),
    [
        ("Eindtotaal, 12", "aantal", ["Noord", "Zuid"]),
        ("Dordrecht totaal, 12", "aantal", ["Noord", "Zuid"]),
        ("Dordrecht totaal, 6", "percentage", ["Noord", "Zuid", "Dordrecht totaal"]),
        ("Subtotaal, 12], [West, 3", "aantal", ["Noord", "Zuid", "West"]),
        ("Totaal, 6], [Nederland, 8", "percentage", ["Noord", "Zuid", "Totaal", "Nederland"]),
    ],
)
def test_a_total_is_no_bar(last: str, soort: str, bars: list[str]) -> None:
    text = f"soort: staven\nkolommen: [Wijk, {{kop: N, soort: {soort}}}]\n"
    assert chart(text + f"rijen: [[Noord, 5], [Zuid, 7], [{last}]]").categories == bars


def test_parts_of_a_bar_differ_by_more_than_their_colour() -> None:
    grafiek, surroundings = around(text_of("gestapeld", [[9, 9, 9, 9], [9, 9, 9, 9]], NAMES))
    root = ElementTree.fromstring(
        f"<svg>{view_of(grafiek, surroundings, '#767676').tekening}</svg>"
    )
    parts = [one for one in root.iter("rect") if one.get("stroke")]
    assert {part.get("stroke") for part in parts} == {"#767676"}
    fills = [part.get("fill") for part in parts[4:8]]
    assert len(set(fills)) == 3  # the last two are white,
    assert fills[2] == fills[3]
    boxes = [[float(part.get(name, 0)) for name in ("x", "width")] for part in parts[6::4]]
    hatched = [one.get("d", "") for one in root.iter("path")]
    assert len(hatched) == 3  # and the first of them is hatched: in the key and in both bars,
    for (x, width), lines in zip(boxes, hatched[1:], strict=True):
        places = [float(place) for place in re.findall(r"[ML]([\d.]+) ", lines)]
        assert x <= min(places) < max(places) <= x + width + 0.01  # within its edges
