"""The three looks: the same letter to who listens, on a grid, and the style of a gemeente's own."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, STAD, TESTS, Run, make, struct_text
from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

from raadsbrief.content.dossier import Content
from raadsbrief.model.gemeente import MIN_CONTRAST, contrast_with_white
from raadsbrief.pdf import pdf
from raadsbrief.pdf.fitting import flow, measure
from raadsbrief.work import pipeline

VORMGEVING = TESTS / "data" / "vormgeving"  # the content of the gemeente in docs/vormgeving.md
LETTER = "2026-030"
LOOKS = ("strak", "klassiek", "ruim")
looks = pytest.mark.parametrize("vorm", LOOKS)


def styled(folder: Path, source: Path = VORMGEVING, **huisstijl: str) -> Path:
    """Copy a content, with these keys in the house style of its gemeenten."""
    content = shutil.copytree(source, folder / "content")
    for path in (content / "gemeenten").glob("*.yaml"):
        kept = re.sub(rf"(?m)^  ({'|'.join(huisstijl)}):.*\n", "", path.read_text())
        keys = "".join(f"  {name}: {value}\n" for name, value in huisstijl.items())
        path.write_text(kept.replace("huisstijl:\n", f"huisstijl:\n{keys}"))
    return content


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The letter in each look, without a finding."""
    found = {}
    for vorm in LOOKS:
        folder = tmp_path_factory.mktemp(vorm)
        outcome = make(styled(folder, vorm=vorm), LETTER, folder / "uit")
        assert outcome.diagnostics == ()
        (found[vorm],) = outcome.files
    return found


def fonts(path: Path) -> set[str]:
    shown = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
    return {re.sub(r"^\w+\+(Source-\w+-\d).*", r"\1", row) for row in shown.splitlines()[2:]}


def test_who_listens_hears_no_difference(made: dict[str, Path]) -> None:
    told = [re.sub(r"/BBox .*|Object \d+|\"", "", struct_text(path)) for path in made.values()]
    assert len({re.sub(r"\s+", " ", one) for one in told}) == 1


def test_only_what_asks_for_serifs_has_them(made: dict[str, Path]) -> None:
    assert fonts(made["strak"]) == fonts(made["ruim"]) == {"Source-Sans-3"}
    assert fonts(made["klassiek"]) == {"Source-Sans-3", "Source-Serif-4"}


def test_the_look_is_one_of_a_few(stad: Path, run: Run) -> None:
    path = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    path.write_text(path.read_text().replace("huisstijl:\n", "huisstijl:\n  vorm: strakk\n"))
    assert "kies een van: `strak`, `klassiek`, `ruim`" in run("check", "--facts").err


# --- The grid ---


def laid_out(content: Path, name: str, monkeypatch: pytest.MonkeyPatch, rules: str = "") -> Any:
    """The layout of a letter, with these rules after those of its look."""
    seen: list[Any] = []
    refuse = measure.refuse_breaches
    monkeypatch.setattr(measure, "refuse_breaches", lambda one: (seen.append(one), refuse(one)))
    page = pipeline.page(Content(content), name).replace("</style>", f"{rules}</style>")
    pdf.render(page, name)
    return seen[-1]


def lines(box: Any, around: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child, (*around, box)
        else:
            yield from lines(child, (*around, box))


def off_the_grid(document: Any) -> tuple[int, list[str]]:
    """How many lines of prose there are, and those that stand between two half lines."""
    count, off = 0, []
    half = strut(document.pages[0]._page_box.children[0].style)[0] / 2
    for page in document.pages:
        begun = page is not document.pages[0]  # there, the text begins under its characteristics
        for line, around in lines(flow.root(page)):
            tags = [box.element_tag for box in around]
            begun = begun or "td" in tags
            row = any(flow.classes(box.element) == ["kort"] for box in around)
            is_prose = tags[-1] in ("p", "li") and not {"td", "th", "footer"} & set(tags)
            if begun and is_prose and not row:
                count += 1
                over = (line.position_y - flow.top(page)) % half
                if 0.05 < over < half - 0.05:
                    words = [
                        one.text for one in line.descendants() if isinstance(one, boxes.TextBox)
                    ]
                    off.append(f"{over:.2f} {''.join(words)}")
    return count, off


@looks
def test_lines_stand_on_the_grid_below_tables_charts_and_notes(
    vorm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, off = off_the_grid(laid_out(styled(tmp_path, vorm=vorm), LETTER, monkeypatch))
    assert count > 12
    assert off == []


def test_lines_of_the_real_letter_stand_on_the_grid(monkeypatch: pytest.MonkeyPatch) -> None:
    document = laid_out(ROOT / "content", "2024-0062579", monkeypatch)
    count, off = off_the_grid(document)
    assert count > 150
    assert off == []
    assert len(document.pages) == 4  # as many as the original has


# --- The window of an envelope ---

MM = 96 / 25.4


@pytest.mark.parametrize(
    ("vorm", "venster", "left"),
    [("strak", "links", 35), ("klassiek", "rechts", 105), ("ruim", "links", 35)],
)
def test_the_address_stands_in_the_window(
    vorm: str, venster: str, left: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = styled(tmp_path, vorm=vorm, venster=venster)
    path = content / "brieven" / f"{LETTER}.yaml"
    address = "aan: [de gemeenteraad, t.a.v. de griffie, Postbus 7, 1299 ZX  LINDEWOUDE]\n"
    path.write_text(path.read_text().replace("datum:", f"{address}datum:"))
    first = laid_out(content, LETTER, monkeypatch).pages[0]
    found = [
        line for line, around in lines(flow.root(first)) if around[-1].element.get("class") == "aan"
    ]
    assert len(found) == 4
    middle = (found[0].position_y + found[-1].position_y + found[-1].height) / 2
    assert abs(middle - 63.5 * MM) < 1
    assert all(abs(line.position_x - left * MM) < 1 for line in found)


def test_an_address_for_a_window_has_lines_that_fit_in_it(stad: Path, run: Run) -> None:
    gemeente = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    gemeente.write_text(
        gemeente.read_text().replace("huisstijl:\n", "huisstijl:\n  venster: links\n")
    )
    path = stad / "content" / "brieven" / "2026-014.yaml"
    letter = path.read_text()
    assert run("check", "--facts").code == 0
    path.write_text(letter.replace("aan: de gemeenteraad\n", ""))
    assert "heeft een geadresseerde nodig" in run("check", "--facts").err
    long = "de leden en de plaatsvervangende leden van de gemeenteraad van Voorbeeldstad"
    path.write_text(
        letter.replace("de gemeenteraad", f"[{long}, griffie, 2e etage, Plein 1, 1234 AB V, z]")
    )
    assert "dit adres heeft 7 regels; in het venster" in run("check", "--facts").err


def test_the_addressee_in_the_window_is_not_named_again(tmp_path: Path) -> None:
    content = styled(tmp_path, TESTS / "data" / "vormen", vorm="strak", venster="links")
    page = pipeline.page(Content(content), "vorm-geheim")
    assert page.index('<p class="aan">') < page.index('<p class="geheim">')
    assert '<th scope="row">Aan</th>' not in page


# --- Tables, forms and short sections ---

SOORTEN = TESTS / "data" / "soorten"


@looks
def test_figures_with_a_note_stay_in_line(
    vorm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = styled(tmp_path, SOORTEN, vorm=vorm)
    edges: dict[int, list[float]] = {}
    for line, around in lines(flow.root(laid_out(content, "kaderbrief", monkeypatch).pages[0])):
        if flow.classes(around[-1].element) == ["getal"]:
            text = next(one for one in line.descendants() if isinstance(one, boxes.TextBox))
            edge = text.position_x + text.width
            edges.setdefault(round(around[-1].position_x), []).append(edge)
    assert len(edges) == 4
    assert all(max(column) - min(column) < 0.5 for column in edges.values())


@looks
def test_the_columns_of_a_form_stand_on_the_strips(
    vorm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = styled(tmp_path, SOORTEN, vorm=vorm)
    first = laid_out(content, "formulier", monkeypatch).pages[0]
    names = {
        round(around[-1].content_box_x() / MM)
        for _, around in lines(flow.root(first))
        if around[-1].element_tag == "th" and "formulier" in str(around[-4].element.get("class"))
    }
    assert names == {35, 105}


def test_only_a_few_words_under_a_fixed_heading_are_a_row(tmp_path: Path) -> None:
    assert 'class="kort"' not in pipeline.page(Content(SOORTEN), "formulier")
    content = shutil.copytree(SOORTEN, tmp_path / "content")
    path = content / "brieven" / "gewoon.yaml"
    path.write_text(path.read_text().replace("koppen: {kern: geen}\n", ""))
    assert pipeline.page(Content(content), "gewoon").count('class="kort"') == 1  # Gevolgen: Geen.


def test_a_row_does_not_leave_its_rule_at_the_foot_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = styled(tmp_path, SOORTEN, vorm="ruim")
    path = content / "gemeenten" / "waterkant.yaml"
    many = "".join(f"  meer{i}: {{kop: Meer, leeg: Geen.}}\n" for i in range(30))
    path.write_text(path.read_text().replace("afsluiting: [", f"{many}afsluiting: [", 1))
    for foot in (22, 24, 26, 28):  # so that a row begins at other places near the foot of a page
        rules = f"@page {{ margin-bottom: {foot}mm }}"
        pages = laid_out(content, "gewoon", monkeypatch, rules).pages
        boxes_of = [box for page in pages for box in flow.root(page).descendants()]
        rows = [box for box in boxes_of if flow.classes(box.element) == ["kort"]]
        assert len(pages) > 1
        assert len(rows) == 31
        assert all(list(lines(row)) for row in rows)


def test_a_name_does_not_touch_the_closing(tmp_path: Path) -> None:
    assert 'style="margin-top: 1rlh"' in pipeline.page(Content(SOORTEN), "kaderbrief")


# --- The style of a gemeente's own ---


def own_style(folder: Path) -> Path:
    """The worked example of docs/vormgeving.md: its colour, logo and style sheet."""
    content = styled(folder, kleur='"#00594f"')
    path = content / "gemeenten" / "lindewoude.yaml"
    path.write_text(path.read_text().replace("# logo:", "logo:"))
    return content


def test_the_worked_example_is_made(tmp_path: Path, run: Run) -> None:
    content = own_style(tmp_path)
    output = tmp_path / "uit"
    done = run("build", "--content", content, "--templates", content / "templates", "-o", output)
    assert (done.code, done.err) == (0, "")
    assert fonts(output / f"{LETTER}.pdf") == {"Source-Sans-3", "Source-Serif-4"}
    sheet = (content / "templates" / "huisstijl.css").read_text()
    assert len(sheet.splitlines()) < 40
    assert sheet in (ROOT / "docs" / "vormgeving.md").read_text()


def test_a_font_of_its_own(stad: Path, run: Run) -> None:
    fonts_folder = stad / "templates" / "fonts"
    fonts_folder.mkdir(parents=True)
    shutil.copy(
        ROOT / "templates" / "fonts-serif" / "SourceSerif4-Regular.ttf", fonts_folder / "huis.ttf"
    )
    css = "@font-face { font-family: Huisletter; src: url(fonts/huis.ttf) }\n"
    css += "h1, h2 { font-family: Huisletter; font-weight: 400 }\n"
    (stad / "templates" / "huisstijl.css").write_text(css)
    done = run("build")
    assert (done.code, done.err) == (0, "")
    assert any("Huisletter" in one for one in fonts(stad / "build" / "2026-014.pdf"))


def test_a_slip_in_its_sheet_has_a_place(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "huisstijl.css").write_text("h1 { color: navy }\nh2 { kleur: rood }\n")
    assert "templates/huisstijl.css:2:6: waarschuwing[RB402]" in run("build").err


def test_a_style_sheet_from_before_there_were_looks(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "brief.css").write_text("h1 { color: #123456 }")
    assert run("build", "--html").code == 0
    page = (stad / "build" / "2026-014.html").read_text()
    assert "border-top: 3pt" not in page


def test_colours_of_words_contrast_with_the_page() -> None:
    for path in (ROOT / "templates").rglob("*.css"):
        for colour in re.findall(r"(?<![\w-])color: (#\w+)", path.read_text()):
            digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
            assert contrast_with_white(f"#{digits}") >= MIN_CONTRAST, (path, colour)


def test_no_words_are_small() -> None:
    for path in [*(ROOT / "templates").rglob("*.css"), *STAD.rglob("*.css")]:
        sizes = re.findall(r"font(?:-size)?:[^;}]*?([\d.]+)pt", path.read_text())
        assert all(float(size) >= 8.5 for size in sizes), path
