"""Is a finished PDF accessible and archivable? The part of the answer that takes no second.

A rule is a function from an open PDF to findings; the tuple at the end lists them all. They
look at what our letters need, in a few places more strictly than the standards. They do not
replace veraPDF, which is run as well where it is installed (`verapdf`). Import this late:
pikepdf takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from raadsbrief.diagnostics import Code, ContentError, Diagnostic
from raadsbrief.verify import colours, document, notes, pages, place, tags
from raadsbrief.verify.reading import DAMAGE, Reading, open_pdf

Rule = Callable[[Reading], Iterable[Diagnostic]]


def verify(path: Path) -> list[Diagnostic]:
    """Apply every rule to a PDF; return the findings, none when all is well.

    A file that is missing, locked, damaged or no PDF at all is a finding too: raises nothing.
    """
    try:
        reading = open_pdf(path)
    except ContentError as error:
        return list(error.diagnostics)
    with reading.pdf:
        return [found for rule in RULES for found in _apply(rule, reading)]


def _apply(rule: Rule, reading: Reading) -> list[Diagnostic]:
    """Apply one rule; what it trips over in the file is damage to the file."""
    try:
        return list(rule(reading))
    except DAMAGE:
        message = f"dit PDF is van binnen beschadigd (bij het nakijken van: {rule.__name__})"
        return [reading.finding(Code.UNREADABLE, message)]


RULES: tuple[Rule, ...] = (
    document.unlocked,
    document.claims,
    document.title,
    document.language,
    document.nothing_attached,
    document.no_actions,
    document.colours_defined,
    colours.device_colours,
    colours.sharp_images,
    tags.tagged,
    tags.headings,
    tags.figures,
    tags.nesting,
    tags.tables,
    notes.named,
    notes.beside_their_call,
    tags.links,
    pages.all_content_marked,
    pages.fonts_embedded,
    place.words_in_place,
)
