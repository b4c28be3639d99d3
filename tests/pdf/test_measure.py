"""What is drawn outside the type area or over other text, and what may be."""

from __future__ import annotations

import pytest
from pages import make

from raadsbrief.pdf.jobs import Breach, BreachError


def breaches(body: str, css: str = "") -> list[Breach]:
    """What a page is refused for."""
    try:
        make(body, css)
    except BreachError as error:
        return list(error.args)
    return []


NOWRAP = "<p style='white-space: nowrap'>" + "Tekst zonder einde. " * 12 + "</p>"


def test_a_line_beside_the_type_area() -> None:
    (found,) = breaches(f"<p>Eerst.</p>{NOWRAP}<p>Daarna.</p>")
    assert (found.page, found.over, found.margin, found.in_table) == (1, None, None, False)
    assert found.words.startswith("Tekst zonder einde. Tekst")


def test_a_line_that_fits_to_the_last_letter() -> None:
    # The space at its end hangs over the edge.
    assert breaches("<p style='width: 150mm'>" + "x " * 300 + "</p>") == []


def test_lines_over_each_other() -> None:
    found = breaches("<div style='height: 6mm'><p>Een<br>Twee<br>Drie</p></div><p>Daarna</p>")
    assert [(one.words, one.over) for one in found] == [("Twee", "Daarna")]


def test_a_paragraph_pushed_over_the_one_above() -> None:
    # A style sheet that gives a negative margin gets more room beside, not over other text.
    (found,) = breaches("<p>Boven</p><p>Midden</p>", "p + p { margin-top: -2.2em }")
    assert {found.words, found.over} == {"Boven", "Midden"}


@pytest.mark.parametrize("line", ["1", "1.05"])
def test_lines_that_only_stand_close(line: str) -> None:
    assert breaches(f"<p style='line-height: {line}'>" + "gy Ëp " * 200 + "</p>") == []


def test_a_picture_beside_the_type_area() -> None:
    (found,) = breaches(
        "<p><img src='plein.png' alt='Het plein' style='max-width: none; width: 180mm'></p>"
    )
    assert found.words == "Het plein"


def test_running_heads_over_each_other() -> None:
    boxes = f'@top-left {{ content: "{"l" * 150}" }} @top-right {{ content: "{"r" * 80}" }}'
    (found,) = breaches("<p>x</p>", f"@page :first {{ {boxes} }}")
    assert (found.margin, found.over) == ("@top-left", "r" * 60 + "…")


@pytest.mark.parametrize(
    "style",
    [
        "margin: 0 -20mm",
        "margin-left: -25mm",
        "position: absolute; left: -20mm; top: 0; width: 180mm",
        "position: absolute; left: -9999px",
        "position: fixed; top: 0; left: 0",
        "transform: rotate(-45deg)",
        "visibility: hidden; white-space: nowrap",
    ],
)
def test_what_a_style_sheet_means(style: str) -> None:
    words = "Een balk van een gemeente die haar briefhoofd breder maakt dan haar tekst. " * 2
    assert (
        breaches(f"<p>Tekst.</p><p class='balk'>{words}</p><p>Tekst.</p>", f".balk {{ {style} }}")
        == []
    )


def test_a_position_that_the_sheet_cuts_off() -> None:
    style = "position: absolute; left: 170mm; width: 30mm; white-space: nowrap"
    (found,) = breaches(f"<p style='{style}'>buiten het blad</p>")
    assert found.words == "buiten het blad"


def test_a_table_is_told_once() -> None:
    row = "<tr>" + "<td class='getal'>€ 123.456.789,-</td>" * 30 + "</tr>"
    (found,) = breaches(f"<table><tbody>{row * 3}</tbody></table>")
    assert found.in_table
