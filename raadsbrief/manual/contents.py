"""Which pages the manual has, the headings on them, and where a link leads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST = "inhoud.md"
# A row of the table of pages on the first page.
_ROW = re.compile(r"^\| \[[^\]]+\]\((\w[\w-]*\.md)\) \|", re.MULTILINE)
_HEADING = re.compile(r"(#{1,3}) (.+)")
# Code, or a link: its words, in which code may stand, and its target.
_LINK = re.compile(
    r"^ *```.*?^ *```$|(?<!`)`[^`\n]+`(?!`)"
    r"|(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(([^()\s]+)\)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Heading:
    """A heading of a page, and the name under which a link finds it there."""

    level: int
    text: str
    anchor: str


def names(folder: Path) -> list[str]:
    """Return the files of the manual in their order: the first page, and what its table names."""
    rows = _ROW.findall((folder / FIRST).read_text("utf-8"))
    return [FIRST, *dict.fromkeys(row for row in rows if row != FIRST)]


def headings(page: str) -> Iterator[Heading]:
    """Yield the headings of a page; the second that reads alike gets a number, as on GitHub."""
    times: dict[str, int] = {}
    for line in prose_lines(page):
        if match := _HEADING.match(line):
            name = anchor(match[2])
            times[name] = times.get(name, -1) + 1
            suffix = f"-{times[name]}" if times[name] else ""
            yield Heading(len(match[1]), match[2], name + suffix)


def anchor(kop: str) -> str:
    """Return the name under which GitHub links to a heading."""
    return re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-")


def prose_lines(page: str) -> Iterator[str]:
    """Yield the lines of a page that are not in a block of code."""
    fence = ""
    for line in page.splitlines():
        opened = re.match(r" *(`{3,})", line)
        if opened and not fence:
            fence = opened[1]
        elif opened and line.strip() == fence:
            fence = ""
        elif not fence:
            yield line


def with_links(page: str, lead: Callable[[str, str], str]) -> str:
    """Let every link of a page go where `lead` says: from its words and target to Markdown.

    What stands in code is left as it is.
    """
    return _LINK.sub(lambda found: lead(found[1], found[2]) if found[2] else found[0], page)
