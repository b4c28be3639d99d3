"""How pages and letters end."""

from __future__ import annotations

import pytest
from pages import make
from test_groups import pages

SIGNED = (
    "<footer class='ondertekening'><p class='afsluiting'>Met vriendelijke groet,</p>"
    "<p class='handtekening' style='margin-top: 22mm'>B. Burger</p></footer>"
)


def letter(paragraphs: int, text: str = "Tekst over de wijk, en wat er gebeurt. " * 5) -> str:
    body = "".join(f"<p>{i}. {text}</p>" for i in range(paragraphs))
    return f"<main><section><h2>Kop</h2>{body}</section></main>{SIGNED}"


def length(paragraphs: int, css: str = "") -> int:
    return len(pages(make(letter(paragraphs), css)))


def test_a_page_with_little_on_it_is_saved() -> None:
    as_it_was = "html[data-krap] { line-height: 13.4pt } [data-krap] h2 { margin-top: 1rlh }"
    saved = [n for n in (82, 84) if length(n) < length(n, as_it_was)]
    assert saved
    for n in saved:
        last = pages(make(letter(n), as_it_was))[-1]
        assert len([line for line in last if "wijk" in line]) < 10


def test_a_letter_that_nothing_is_wrong_with_is_not_closer() -> None:
    for n in (3, 9):
        assert make(letter(n)) == make(letter(n), "[data-krap] { line-height: 1 }")


@pytest.mark.parametrize("fill", range(22, 32, 3))
def test_a_bold_lead_in_is_not_alone_at_the_foot(fill: int) -> None:
    items = "".join(
        f"<li><p><strong>Aanleiding {i}</strong></p><p>{'Uitleg over de wijk. ' * 9}</p></li>"
        for i in range(4)
    )
    for page in pages(make("<p>Regel.</p>" * fill + f"<ul>{items}</ul>"))[:-1]:
        lines = [line for line in page if not line.startswith("Pagina")]
        assert "Aanleiding" not in lines[-1]


@pytest.mark.parametrize("kind", ["ul", "ol"])
@pytest.mark.parametrize("fill", range(16, 32, 2))
def test_one_item_does_not_go_with_the_signatures_alone(kind: str, fill: int) -> None:
    items = "<li><strong>Noord.</strong> Straat.</li><li><strong>Zuid.</strong> Plein.</li>"
    body = "<p>Regel.</p>" * fill + f"<p>Wij komen langs:</p><{kind}>{items}</{kind}>"
    last = " ".join(pages(make(f"<main><section><h2>Kop</h2>{body}</section></main>{SIGNED}"))[-1])
    assert ("Noord" in last) == ("Zuid" in last)
