"""What WeasyPrint logs about the style sheet, as findings in Dutch with a place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from raadsbrief.diagnostics import Code, Diagnostic, Severity, Span, lines_of

_IGNORED = re.compile(r"Ignored `(?P<what>.+?)` at \d+:\d+, (?P<why>.+?)\.?$", re.DOTALL)
# What WeasyPrint says, and how we say it; the first that fits counts.
_REASONS = (
    ("unknown property", "deze eigenschap bestaat niet"),
    ("invalid value", "deze waarde kan hier niet"),
    ("no value", "hier mist een waarde"),
    ("property not supported", "deze eigenschap werkt niet in een PDF"),
    ("prefixed", "laat het voorvoegsel weg"),
    ("Invalid or unsupported selector", "deze selector werkt niet"),
    ("Parse error", "dit is niet te lezen; mist er een haakje of puntkomma?"),
)
# The same for whole rules: what WeasyPrint says, the words of the style sheet that it is about,
# and how we say it. `{}` stands for what the pattern found.
_RULES = (
    (r"@import rule '(.*?)' not at", "@import{}", "@import hoort boven alle andere regels"),
    (r"Invalid @import rule '(.*?)'", "@import{}", "dit adres kan niet"),
    (r"Invalid layer name '(.*?)'", "{}", "deze naam van een laag kan niet"),
    (r"Invalid media type '(.*?)' the whole (@\w+)", "{1}{0}", "dit medium bestaat niet"),
    (r"Unsupported (@\w+) selector '(.*?)'", "{0}{1}", "deze selector werkt niet"),
    (r"@layer rule with multiple", "@layer", "een laag heeft één naam"),
    (r"Unknown (?:empty |@page )?rule <\S+ (\S+)", "{}", "deze regel bestaat niet"),
    (r"Empty @page rule <\S+ (\S+)", "{}", "deze regel is leeg"),
    (
        r"Invalid prelude '(.*?)' for @page rule <\S+ (\S+)",
        "{1} {0}",
        "dit kan niet voor de accolade",
    ),
    (r"Missing (\S+) descriptor in '@font-face'", "@font-face", "hierin mist `{}`"),
    (r"Font-face (.+) cannot be loaded", "@font-face", "dit lettertype is niet te laden: {}"),
    (r"colou?r.profile|for profile named", "@color-profile", "dit kleurprofiel kan niet"),
    (r"Invalid counter style name '(.*?)'", "@counter-style{}", "deze naam kan niet"),
    (r"In counter style '?(.*?)'? at", "@counter-style {}", "hierin staan te weinig tekens"),
    (r"Invalid math function at \S+: (.+)", "{}", "deze berekening kan niet"),
    (r"Unable to compute content", "content", "deze inhoud kan niet"),
    (r"Subgrids|[gG]rid layout|[iI]nline grids|auto-fill", "grid", "dit deel van grid werkt niet"),
    (r'"(.+?)" is only allowed in page margins', "{}", "dit kan alleen in de marge van @page"),
    (r"Only strings are allowed for content attr", "attr(", "attr() kan hier alleen tekst zijn"),
    (r"No anchor #(\S+) for internal", "", "de link naar `#{}` wijst nergens heen"),
)
# It says this too, of which it says more in the line after it.
_TWICE = "Expected a media type"
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
        if said.startswith(_TWICE):
            return
        what, why = _explained(said)
        message = "de opmaak slaat iets over: " + (f"`{what}`, " if what else "") + why
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
        # Whole words; and behind a colon without a value there is none in the sheet either.
        pattern = rf"(?<![\w-]){pattern}" + (
            r"\s*(?=[;}]|$)" if what.endswith(":") else r"(?![\w-])"
        )
        for sheet in self._sheets:
            text = sheet.read_bytes().decode("utf-8-sig") if sheet.is_file() else ""
            for number, line in enumerate(lines_of(text), 1):
                if found := re.search(pattern, line):
                    span = Span(number, found.start() + 1, len(found[0]))
                    return sheet.as_posix(), span, line
        return self._file, None, None


def _explained(said: str) -> tuple[str, str]:
    """Return the words of the style sheet that a line is about, if it tells, and why in Dutch."""
    ignored = _IGNORED.match(said)
    if ignored:
        return ignored["what"].split("\n")[0].strip(), _reason(said)
    for pattern, what, why in _RULES:
        found = re.search(pattern, said, re.DOTALL)
        if found:
            about = what.format(*found.groups()).strip().split("\n")[0]
            return about, why.format(*found.groups())
    return "", _reason(said)


def _reason(said: str) -> str:
    return next((dutch for english, dutch in _REASONS if english in said), said)
