from __future__ import annotations

import re
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


SLIPS = """\
.backcolor { color: red }
a { color: ; }
@import "x.css";
@page :fout { margin: 1cm }
@media x y { }
@footnote2 { }
@foot { }
@font-face { font-family: X }
@counter-style { }
@page { @midden { color: red } }
h1 { -x-color: red }
"""


def test_all_that_is_said_of_a_style_sheet_is_dutch(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "brief.css").write_text(SLIPS)
    said = run("build").err
    for place, message in (
        ("2:5", "`color:`, hier mist een waarde"),
        ("3:1", '`@import "x.css"`, @import hoort boven alle andere regels'),
        ("4:1", "`@page :fout`, deze selector werkt niet"),
        ("5:1", "`@media x y`, dit medium bestaat niet"),
        ("6:1", "`@footnote2`, deze regel bestaat niet"),
        ("7:1", "`@foot`, deze regel bestaat niet"),
        ("8:1", "`@font-face`, hierin mist `src`"),
        ("9:1", "`@counter-style`, deze naam kan niet"),
        ("10:9", "`@midden`, deze regel bestaat niet"),
    ):
        expected = f"templates/brief.css:{place}: waarschuwing[RB402] de opmaak slaat iets over: "
        assert f"{expected}{message}" in said
    assert not re.search(r"Invalid|Unknown|Unsupported|ignored|[Ee]xpected|prefix", said)


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
