"""What an SVG may hold: drawn as it was made, or refused with the line and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from pictures import BAD_SVG, GOOD, HEAD, svg

from raadsbrief.content.attachments import AttachmentError
from raadsbrief.prose.pictures.images import load
from raadsbrief.prose.pictures.svg import declared


@pytest.mark.parametrize("name", BAD_SVG)
def test_what_would_not_come_on_paper_as_it_was_drawn(tmp_path: Path, name: str) -> None:
    data, message, line = BAD_SVG[name]
    (tmp_path / "kaart.svg").write_bytes(data)
    with pytest.raises(AttachmentError) as error:
        load(tmp_path, "kaart.svg")
    assert f"'kaart.svg', regel {line}: " in str(error.value)
    assert message in str(error.value)
    assert error.value.hint


@pytest.mark.parametrize("name", [name for name in GOOD if name.endswith(".svg")])
def test_what_is_drawn_as_it_was_made(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    assert load(tmp_path, name) == GOOD[name]


@pytest.mark.parametrize(
    "body",
    [
        f'<polyline points="{"1,1 " * 60_000}"/>',
        f'<text font-size="9">{"woord " * 4000}</text>',
        '<rect id="a"/>' + "".join(f'<use id="u{i}" href="#u{i - 1}"/>' for i in range(5000)),
    ],
)
def test_what_takes_too_much_work(tmp_path: Path, body: str) -> None:
    (tmp_path / "kaart.svg").write_bytes(svg(body))
    with pytest.raises(AttachmentError, match=r"te veel|te groot|hoogstens"):
        load(tmp_path, "kaart.svg")


def test_all_faults_are_counted_and_the_first_is_told(tmp_path: Path) -> None:
    (tmp_path / "kaart.svg").write_bytes(svg('\n\n<rect width="x"/>\n<script>a</script>'))
    with pytest.raises(AttachmentError, match=r"regel 4: 'x' kan .*\(en nog 1 van zulke punten\)"):
        load(tmp_path, "kaart.svg")


def test_words_decide_about_words(tmp_path: Path) -> None:
    """Drawing programs write properties of text on shapes, where they mean nothing."""
    style = 'style="font-size:medium;writing-mode:tb;text-decoration:underline"'
    (tmp_path / "kaart.svg").write_bytes(svg(f"<rect {style}/>", HEAD))
    load(tmp_path, "kaart.svg")
    (tmp_path / "kaart.svg").write_bytes(svg(f"<g {style}><text>a</text></g>", HEAD))
    with pytest.raises(AttachmentError, match="lettergrootte"):
        load(tmp_path, "kaart.svg")


@pytest.mark.parametrize(
    "style",
    ["fill:red", " Fill : red ;", "fill:red!important", "fill:blue;fill:red", "/* a;b */fill:red"],
)
def test_styles_are_read_as_css(style: str) -> None:
    assert declared(style) == {"fill": "red"}


def test_the_answer_has_its_place_in_the_yaml(stad: Path, run: Run) -> None:
    (stad / "content" / "beelden" / "kaart.svg").write_bytes(BAD_SVG["foreignObject"][0])
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    text = brief.read_text().split("secties:")[0]
    brief.write_text(f"{text}secties:\n  kern: |\n    ![Kaart](beelden/kaart.svg)\n")
    line = len(brief.read_text().splitlines())
    assert run("build").err.startswith(
        f"content/brieven/2026-014.yaml:{line}:14: fout[RB203] 'beelden/kaart.svg', regel 3: "
        "tekst in <foreignObject> komt niet op papier"
    )
    gemeente = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    gemeente.write_text(gemeente.read_text() + "logo: {bestand: beelden/kaart.svg}\n")
    line = len(gemeente.read_text().splitlines())
    assert (
        f"content/gemeenten/voorbeeldstad.yaml:{line}:17: fout[RB203] 'beelden/kaart.svg', regel 3"
        in run("build").err
    )
