"""What WeasyPrint logs about the style sheet, as findings in Dutch with a place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raadsbrief.diagnostics import Code, Diagnostic, Severity, Span

_IGNORED = re.compile(r"Ignored `(?P<what>.+?)` at \d+:\d+, (?P<why>.+?)\.?$", re.DOTALL)
# What WeasyPrint says, and how we say it; the first that fits counts.
_REASONS = (
    ("unknown property", "deze eigenschap bestaat niet"),
    ("invalid value", "deze waarde kan hier niet"),
    ("property not supported", "deze eigenschap werkt niet in een PDF"),
    ("prefixed", "laat het voorvoegsel weg"),
    ("Invalid or unsupported selector", "deze selector werkt niet"),
    ("Parse error", "dit is niet te lezen; mist er een haakje of puntkomma?"),
    ("Unknown rule", "deze regel bestaat niet"),
    ("Unknown empty rule", "deze regel bestaat niet"),
)
_SHEETS = ("brief.css", "huisstijl.css")  # which a gemeente may have of its own
_NOT_DRAWN = ("Failed to render SVG image", "Failed to load image at")


@contextmanager
def collected(file: str, folder: Path) -> Iterator[Collector]:
    """Collect what WeasyPrint logs meanwhile: warnings, and images that it could not draw.

    In `folder` are the style sheets that they are probably about; `file` is the name that the
    others carry.
    """
    logger = logging.getLogger("weasyprint")
    handler = Collector(file, folder)
    handlers, level, propagate = logger.handlers[:], logger.level, logger.propagate
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield handler
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


class Collector(logging.Handler):
    """What WeasyPrint said: findings, and the addresses of images that it could not draw."""

    def __init__(self, file: str, folder: Path) -> None:
        super().__init__(logging.WARNING)
        self._file = file
        self._sheets = [folder / name for name in _SHEETS]
        self.found: list[Diagnostic] = []
        self.not_drawn: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Turn one line of the log into a finding."""
        said = record.getMessage()
        if said.startswith(_NOT_DRAWN) and isinstance(record.args, tuple):
            self.not_drawn.append(str(record.args[0]))
            return
        ignored = _IGNORED.match(said)
        what = ignored["what"].split("\n")[0].strip() if ignored else ""
        message = "de opmaak slaat iets over: " + (f"`{what}`, " if what else "") + _reason(said)
        file, span, excerpt = self._place(what)
        severity = Severity.WAARSCHUWING
        found = Diagnostic(Code.STYLE, message, file, span, excerpt, None, severity)
        if found not in self.found:  # a page may be laid out more than once
            self.found.append(found)

    def _place(self, what: str) -> tuple[str, Span | None, str | None]:
        """Find the words in the style sheet: the place WeasyPrint names is in the page."""
        if not what:
            return self._file, None, None
        # WeasyPrint writes a declaration with one space after its colon.
        pattern = r"\s*".join(map(re.escape, re.split(r"\s+|(?<=:)", what)))
        for sheet in self._sheets:
            lines = sheet.read_text("utf-8").splitlines() if sheet.is_file() else []
            for number, line in enumerate(lines, 1):
                if found := re.search(pattern, line):
                    span = Span(number, found.start() + 1, len(found[0]))
                    return sheet.as_posix(), span, line
        return self._file, None, None


def _reason(said: str) -> str:
    return next((dutch for english, dutch in _REASONS if english in said), said)
