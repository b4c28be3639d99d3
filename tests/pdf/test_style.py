from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run


@pytest.mark.parametrize(
    ("css", "place", "message"),
    [
        (
            "p { color: rood }",
            "templates/brief.css:1:5: ",
            "`color: rood`, deze waarde kan hier niet",
        ),
        (
            "a {\n  colr: red;\n}",
            "templates/brief.css:2:3: ",
            "`colr: red`, deze eigenschap bestaat niet",
        ),
        ("h1::foo { x: y }", "build/2026-014.pdf: ", "deze selector werkt niet"),
        ("}", "build/2026-014.pdf: ", "dit is niet te lezen"),
    ],
)
def test_a_slip_in_a_style_sheet_is_a_warning(
    stad: Path, run: Run, css: str, place: str, message: str
) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "brief.css").write_text(css)
    result = run("build")
    assert (result.code, result.out) == (0, "build/2026-014.pdf\n")
    assert f"{place}waarschuwing[RB402]" in result.err
    assert message in result.err


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("weg.png", "vraagt om 'weg.png', en dat bestand is er niet"),
        ("https://voorbeeldstad.example/x.png", "buiten de map met sjablonen"),
        ("file:///etc/passwd", "buiten de map met sjablonen"),
    ],
)
def test_a_style_sheet_that_asks_for_a_file(stad: Path, run: Run, url: str, message: str) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "brief.css").write_text(f"body {{ background: url({url}) }}")
    result = run("build")
    assert result.code == 3
    assert message in result.err
