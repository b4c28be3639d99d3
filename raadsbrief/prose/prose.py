"""Prose: Markdown with facts in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import count
from pathlib import Path

from markdown_it.token import Token
from markupsafe import Markup

from raadsbrief.diagnostics import Problem
from raadsbrief.model import Proza, Regel
from raadsbrief.prose import expressions, markdown, markdown_html
from raadsbrief.prose.checking import expression_check, markdown_check
from raadsbrief.prose.facts import Facts
from raadsbrief.prose.markdown_html import Page

# What marks facts and places on a page: characters for private use, which no letter has.
MARKS = re.compile("[\ue000-\ue00f][\U000f0000-\U000fffff]?")


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
    return _without_change(text, facts, page, lambda written, to: _html(written, to, level))


def render_line(
    text: Proza, facts: Facts, page: Page, calls: Mapping[str, Markup] | None = None
) -> Markup:
    """Render checked prose of one line, without a paragraph around it.

    `calls` is what stands for a call of a note, by its label, where the notes are elsewhere.
    """

    def make(written: str, to: Page) -> Markup:
        if calls and "[^" in written:
            return markdown_html.render(markdown.parse_line(written, calls), to, calls=calls)
        return _html(written, to, None)

    return _without_change(text, facts, page, make)


def _without_change(
    text: Proza, facts: Facts, page: Page, make: Callable[[str, Page], Markup]
) -> Markup:
    """Render a text with its marked facts; without the marks where Markdown reads it otherwise."""
    written = expressions.insert(text, facts)
    plain = MARKS.sub("", written)
    if plain == written:
        return make(written, page)
    first = next(page.note_numbers)
    page.note_numbers = count(first)
    html = make(plain, page)
    with_marks = make(written, replace(page, note_numbers=count(first)))
    return with_marks if MARKS.sub("", with_marks) == html else html


def _html(written: str, page: Page, level: int | None) -> Markup:
    """Render Markdown to blocks, or without a level to one line."""
    if "[" in written or page.has_lines:
        # Notes count on through the letter, and images have a folder.
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
    return markdown_html.render(_tokens(written, page), page, level)


def _tokens(written: str, page: Page) -> list[Token]:
    tokens, _ = markdown.parse(written)
    if page.has_lines:
        markdown.name_lines(tokens)
    return tokens


def render_headed(text: Proza, facts: Facts, page: Page, level: int, number: str) -> Markup:
    """Render checked prose whose first paragraph becomes a heading `h<level>`, after a number.

    Prose that begins with anything else, such as a list, stands below the number alone.
    """

    def headed(written: str, to: Page) -> Markup:
        tokens = _tokens(written, to)
        markdown.head_first_paragraph(tokens, number)
        return markdown_html.render(tokens, to, level)

    return _without_change(text, facts, page, headed)
