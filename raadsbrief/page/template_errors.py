"""Mistakes in templates, as findings with a place and Dutch words."""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from pathlib import Path

import jinja2
from pydantic_core import PydanticCustomError

from raadsbrief.diagnostics import Code, Diagnostic, Span, TemplateError, did_you_mean, lines_of


class TooMuchError(Exception):
    """A template asks for more than a letter can need, or may have."""


def describe(
    error: Exception, folders: Sequence[Path], names: Sequence[str]
) -> TemplateError | None:
    """Describe a mistake in a template; return None when no template is to blame.

    `folders` are where templates come from, `names` the templates that there are.
    """
    if isinstance(error, jinja2.TemplateNotFound):
        return _not_found(error, folders, names)
    file: str | None
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or str(error.name), error.lineno
    elif isinstance(error, UnicodeDecodeError):
        file, line = _undecodable(folders), 0
    else:
        file, line = _last_template_line(error, folders)
    if file is None and isinstance(error, TooMuchError | UnicodeEncodeError):
        file, line = str(folders[0]), 0
    if file is None:
        return None
    lines = _lines(Path(file)) if line else []
    excerpt = lines[line - 1] if 0 < line <= len(lines) else None
    message, hint, culprit = _explain(error)
    span = _span_of(culprit, line, excerpt) if excerpt is not None else None
    return _finding(message, Path(file), span, excerpt, hint)


def _not_found(
    error: jinja2.TemplateNotFound, folders: Sequence[Path], names: Sequence[str]
) -> TemplateError:
    """Point at the place that names a template that is not there."""
    missing = str(error.name)
    message, hint = f"het sjabloon '{missing}' bestaat niet", did_you_mean(missing, names)
    for path in (path for folder in folders for path in sorted(folder.rglob("*.html"))):
        for number, text in enumerate(_lines(path), 1):
            if f'"{missing}"' in text or f"'{missing}'" in text:
                span = Span(number, text.index(missing) + 1, len(missing))
                return _finding(message, path, span, text, hint)
    return _finding(message, folders[0], None, None, hint)


def _finding(
    message: str, path: Path, span: Span | None, excerpt: str | None, hint: str | None
) -> TemplateError:
    return TemplateError([Diagnostic(Code.TEMPLATE, message, path.as_posix(), span, excerpt, hint)])


def _lines(path: Path) -> list[str]:
    return lines_of(path.read_bytes().decode("utf-8-sig", errors="replace"))


def _undecodable(folders: Sequence[Path]) -> str | None:
    for path in (path for folder in folders for path in sorted(folder.rglob("*.*"))):
        if path.suffix not in (".html", ".css"):
            continue
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return str(path)
    return None


def _last_template_line(error: Exception, folders: Sequence[Path]) -> tuple[str | None, int]:
    """Find the innermost template line in a traceback; Jinja has put real line numbers there."""
    roots = tuple(str(folder) for folder in folders)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(roots):
            return frame.filename, frame.lineno or 0
    return None, 0


# What Jinja says, and how we say it: a pattern, a message, and which group is the culprit.
_JINJA_MESSAGES = (
    (r"'(\S+)' is undefined", "'{0}' bestaat niet in dit sjabloon", 0),
    (r"has no attribute '(\w+)'", "het veld '{0}' bestaat niet", 0),
    (r"No filter named '(\w+)'", "het filter '{0}' bestaat niet", 0),
    (r"No test named '(\w+)'", "de test '{0}' bestaat niet", 0),
    (r"unknown tag '(\w+)'", "de opdracht '{0}' bestaat niet", 0),
    (r"Missing end of comment tag", "deze opmerking wordt niet gesloten met `#}}`", None),
    (r"Unexpected end of template", "een blok wordt niet gesloten", None),
    (r"access to attribute '(\w+)'", "'{0}' kan niet in een sjabloon", 0),
    (r"is not safely callable", "dit kan in een sjabloon niet aangeroepen worden", None),
    (r"unexpected '(.+?)'", "'{0}' kan hier niet", 0),
    (r"expected token '(.+?)', got '(.+?)'", "hier hoort '{0}' te staan, geen '{1}'", 1),
)


def _explain(error: Exception) -> tuple[str, str | None, str | None]:
    """Return a Dutch message, a hint and the word to point at for an error in a template."""
    said = str(getattr(error, "message", None) or error)
    if isinstance(error, PydanticCustomError):  # a filter refuses what it is given
        context = error.context or {}
        return context["message"], context["hint"], None
    if isinstance(error, UnicodeDecodeError):
        return "dit sjabloon is geen UTF-8-tekst", "sla het bestand op met codering UTF-8", None
    if isinstance(error, UnicodeEncodeError):
        code = f"U+{ord(error.object[error.start]):04X}"
        return f"de sjablonen schrijven een teken dat niet bestaat ({code})", None, None
    for pattern, message, culprit in _JINJA_MESSAGES:
        found = re.search(pattern, said)
        if found:
            word = found.groups()[culprit] if culprit is not None else None
            return message.format(*found.groups()), None, word
    if isinstance(error, TooMuchError):
        return f"dit sjabloon vraagt te veel: {error}", "maak de lus of de tekst kleiner", None
    if isinstance(error, RecursionError):
        return "dit sjabloon roept zichzelf steeds weer aan", None, None
    return f"dit sjabloon kan niet uitgevoerd worden ({type(error).__name__}: {said})", None, None


def _span_of(culprit: str | None, line: int, excerpt: str) -> Span:
    start = excerpt.find(culprit) if culprit else -1
    if culprit and start >= 0:
        return Span(line, start + 1, len(culprit))
    indent = len(excerpt) - len(excerpt.lstrip())
    return Span(line, indent + 1, max(1, len(excerpt.strip())))
