"""Prose: Markdown with facts in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from raadsbrief.diagnostics import Problem
from raadsbrief.model import Proza, Regel
from raadsbrief.prose import expressions, markdown, markdown_html
from raadsbrief.prose.checking import expression_check, markdown_check
from raadsbrief.prose.facts import Facts
from raadsbrief.prose.markdown_html import Page


def check(text: Proza, facts: Facts, folder: Path) -> list[Problem]:
    """Find every wrong fact and every construct that prose cannot have.

    `folder` is where the images are.
    """
    masked = expressions.mask(text)
    is_line = isinstance(text, Regel)
    wrong = expression_check.check(text, facts)
    marks = markdown_check.check(masked, folder, is_line)
    return [*wrong, *(one for one in marks if not any(_is_within(one, other) for other in wrong))]


def _is_within(one: Problem, other: Problem) -> bool:
    """Tell whether a finding is about what has one already: a fact between the wrong brackets."""
    return other.start <= one.start and one.start + one.length <= other.start + other.length


def render(text: Proza, facts: Facts, page: Page, level: int) -> Markup:
    """Render checked prose to blocks; its highest heading becomes `h<level>`."""
    return _html(expressions.insert(text, facts), page, level)


def render_line(
    text: Proza, facts: Facts, page: Page, calls: Mapping[str, Markup] | None = None
) -> Markup:
    """Render checked prose of one line, without a paragraph around it.

    `calls` is what stands for a call of a note, by its label, where the notes are elsewhere.
    """
    written = expressions.insert(text, facts)
    if calls and "[^" in written:
        return markdown_html.render(markdown.parse_line(written, calls), page, calls=calls)
    return _html(written, page, None)


def _html(written: str, page: Page, level: int | None) -> Markup:
    """Render Markdown to blocks, or without a level to one line."""
    if "[" in written:  # notes count on through the letter, and images have a folder
        return _rendered(written, page, level)
    return _shared(written, tuple(page.afkortingen.items()), level)


# Letters share the prose of their programme. What only one letter has is soon forgotten.
@lru_cache(maxsize=500)
def _shared(written: str, afkortingen: tuple[tuple[str, str], ...], level: int | None) -> Markup:
    """Render Markdown that takes nothing from its page but the abbreviations."""
    return _rendered(written, Page(afkortingen=dict(afkortingen)), level)


def _rendered(written: str, page: Page, level: int | None) -> Markup:
    if level is None:
        return markdown_html.render(markdown.parse_line(written), page)
    return markdown_html.render(markdown.parse(written)[0], page, level)


def render_headed(text: Proza, facts: Facts, page: Page, level: int, number: str) -> Markup:
    """Render checked prose whose first paragraph becomes a heading `h<level>`, after a number.

    Prose that begins with anything else, such as a list, stands below the number alone.
    """
    tokens, _ = markdown.parse(expressions.insert(text, facts))
    markdown.head_first_paragraph(tokens, number)
    return markdown_html.render(tokens, page, level)
