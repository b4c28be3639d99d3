"""Style sheets, each parsed once for all letters that carry the same."""

from __future__ import annotations

import logging
import os
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from raadsbrief.resources import FOLDER

# What a sheet can ask for outside itself, or declares for one document.
_DEPENDS = re.compile(
    r"@import|@font-face|@counter-style|@color-profile|url\(|src\(", re.IGNORECASE
)
_SERIF = "Source Serif 4"
_LOGGER = logging.getLogger("weasyprint")


def take_out(page: Element) -> list[Any] | None:
    """Take the style sheets out of the head of a page; return them parsed, in their order.

    They stay where they are, and None is returned, when one of them depends on anything
    outside itself. What WeasyPrint has to say about a sheet, it says for each page.
    """
    head = page.find("head")
    if head is None or page.find(".//link[@rel]") is not None:
        return None
    styles = page.findall(".//style")
    if styles != [style for style in head.findall("style") if not style.attrib]:
        return None
    texts = ["".join(style.itertext()) for style in styles]
    if any(_DEPENDS.search(text) for text in texts):
        return None
    for style in styles:
        head.remove(style)
    return [sheet(text) for text in texts]


def sheet(text: str) -> Any:
    """Return a style sheet as WeasyPrint's `CSS`."""
    parsed, said = _parse(text)
    for record in said:
        _LOGGER.handle(record)
    return parsed


def choose_fonts(html: str) -> None:
    """Let fontconfig read, from now on, the list of fonts that a page asks for.

    Each font on the list is opened when the list is read, so those with serifs have one of their
    own. Only our fonts are on them: the same letter on every machine, and no system font that
    slips in for a missing character.
    """
    folder = "fonts-serif" if _SERIF in html else "fonts"
    os.environ["FONTCONFIG_FILE"] = str(Path(FOLDER, folder, "fonts.conf"))


def fonts() -> Any:
    """Return the fonts that were chosen: WeasyPrint never gives back the memory of such a list."""
    return _fonts(os.environ["FONTCONFIG_FILE"])


@cache
def _fonts(file: str) -> Any:  # noqa: ARG001
    return FontConfiguration()


class _Memory(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@lru_cache(maxsize=32)
def _parse(text: str) -> tuple[Any, list[logging.LogRecord]]:
    memory = _Memory()
    handlers, _LOGGER.handlers = _LOGGER.handlers, [memory]
    try:
        return weasyprint.CSS(string=text), memory.records
    finally:
        _LOGGER.handlers = handlers
