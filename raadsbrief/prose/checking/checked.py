"""A text while it is checked, for the rules about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from raadsbrief import budgets
from raadsbrief.diagnostics import Code, Problem
from raadsbrief.prose import markdown

# What says that a mark is meant as it stands, and what stands for another character.
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_FILLER = "¡"  # punctuation as well, so that emphasis beside it stays what it is


@dataclass(frozen=True)
class Checked:
    """A text while it is checked: its tokens, what they say of themselves, where images are."""

    text: str
    tokens: Sequence[Token]
    folder: Path
    env: Mapping[str, Any] = field(default_factory=dict)
    is_line: bool = False

    @property
    def footnotes(self) -> Mapping[str, int]:
        """The names of the notes; a note that nothing refers to has a number below zero."""
        notes: Mapping[str, int] = self.env.get("footnotes", {}).get("refs", {})
        return notes

    def find(self, mark: str, token: Token | None = None) -> int:
        """Return where a mark stands in the text, from the line of its token on."""
        return max(0, self.text.find(mark, self.start(token)))

    def start(self, token: Token | None) -> int:
        """Return where the line of a token begins."""
        return self.line_start(token.map[0]) if token is not None and token.map else 0

    def line_start(self, line: int) -> int:
        """Return where a line begins."""
        return self._starts[min(line, len(self._starts) - 1)]

    @cached_property
    def source_lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.source_lines), initial=0))

    def lines(self) -> Iterator[tuple[Token, Sequence[Token]]]:
        """Yield each token that holds a line of text, with the tokens in that line."""
        for token in self.tokens:
            if token.children:
                yield token, token.children

    @cached_property
    def used(self) -> frozenset[str]:
        """The names of the addresses elsewhere in the text that a link or image leads to."""
        return frozenset(
            token.meta["label"]
            for _, children in self.lines()
            for token in children
            if token.type in ("link_open", "image") and "label" in token.meta
        )

    @cached_property
    def bare(self) -> Checked:
        """The same text with filler for what is escaped: all marks that are left are marks."""
        text = _ESCAPE.sub(lambda match: _FILLER * len(match[0]), self.text)
        return self if text == self.text else parsed(text, self.folder, self.is_line)


def parsed(text: str, folder: Path, is_line: bool) -> Checked:
    """Parse a text to check it; a line has no blocks."""
    if is_line:
        return Checked(text, markdown.parse_line(text), folder, is_line=True)
    tokens, env = markdown.parse(text)
    return Checked(text, tokens, folder, env)


def first(found: Iterable[Problem]) -> Iterator[Problem]:
    """Yield as many findings of one kind in one text as anyone reads, and say when there are more.

    What is not asked for costs no time: a rule looks for each where it stands.
    """
    for i, one in enumerate(found):
        if i == budgets.ALIKE:
            message = f"na {i} van zulke meldingen is deze tekst niet verder nagekeken"
            yield replace(one, message=message, hint="verbeter eerst de meldingen hierboven")
            return
        yield one


def problem(start: int, mark: str, message: str, hint: str | None) -> Problem:
    """Make a finding about a mark at a place in a text."""
    return Problem(Code.PROSE, start, max(1, len(mark)), message, hint)
