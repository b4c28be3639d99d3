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
_JINJA_MESSAGES: tuple[tuple[str, str, int | None], ...] = (
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
    (r"unexpected char '(.+?)' at", "'{0}' kan hier niet", 0),
    (r"expected token '(.+?)', got '(.+?)'", "hier hoort {0} te staan; er staat {1}", 1),
    (r"Expected an expression, got '(.+?)'", "hier mist een waarde, voor {0}", 0),
    (r"block '(.+?)' defined twice", "het blok '{0}' staat er twee keer", 0),
    (r"can't assign to '(.+?)'", "hieraan kan geen waarde gegeven worden", None),
    (r"object has no element (.+)", "element {0} bestaat niet", None),
    (r"'(\w+)' object is not iterable", "hier hoort een lijst te staan; er staat {0}", None),
    (r"object is not callable", "dit kan in een sjabloon niet aangeroepen worden", None),
    (r"division|modulo by zero", "hier wordt gedeeld door nul", None),
    (
        r"not supported between instances of '(\w+)' and '(\w+)'",
        "{0} en {1} zijn niet te vergelijken",
        None,
    ),
    (r"concatenate (\w+) \(not \"(\w+)\"\)", "{0} en {1} zijn niet samen te voegen", None),
    (r"unsupported operand .+: '(\w+)' and '(\w+)'", "met {0} en {1} is niet te rekenen", None),
    (r"bad operand type .+: '(\w+)'", "met {0} is niet te rekenen", None),
    (
        r"positional argument|keyword argument|required argument",
        "tussen deze haakjes staat te veel of te weinig",
        None,
    ),
)

# Words of Jinja and Python in what they say, and our words for them.
_WORDS = {
    "begin of print statement": "`{{`",
    "begin of statement block": "`{%`",
    "end of print statement": "`}}`",
    "end of statement block": "`%}`",
    "end of template": "het eind van het sjabloon",
    "name": "een naam",
    "integer": "een getal",
    "string": "tekst",
    "str": "tekst",
    "Markup": "tekst",
    "int": "een getal",
    "float": "een getal",
    "Decimal": "een getal",
    "bool": "ja of nee",
    "NoneType": "niets",
    "list": "een lijst",
    "tuple": "een lijst",
    "dict": "een groep velden",
}


def _worded(text: str) -> str:
    """Return a word of Jinja or Python in Dutch; what a template wrote stands between quotes."""
    if text in _WORDS:
        return _WORDS[text]
    return f"'{text}'" if not text.isidentifier() or text.islower() else "iets anders"


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
            return _filled(message, found.groups()), None, word
    if isinstance(error, TooMuchError):
        return f"dit sjabloon vraagt te veel: {error}", "maak de lus of de tekst kleiner", None
    if isinstance(error, RecursionError):
        return "dit sjabloon roept zichzelf steeds weer aan", None, None
    if isinstance(error, jinja2.TemplateSyntaxError):
        return "deze regel is geen geldig sjabloon", "kijk haakjes, komma's en `{%` na", None
    if isinstance(error, (TypeError, ValueError, jinja2.exceptions.FilterArgumentError)):
        return "dit sjabloon kan niet uitgevoerd worden: deze waarde kan hier niet", None, None
    return "dit sjabloon kan niet uitgevoerd worden", None, None


def _filled(message: str, words: Sequence[str]) -> str:
    """Put words into a message: those that are not between quotes there, in Dutch."""
    if "'{0}'" in message:
        return message.format(*words)
    return message.format(*map(_worded, words))


def _span_of(culprit: str | None, line: int, excerpt: str) -> Span:
    start = excerpt.find(culprit) if culprit else -1
    if culprit and start >= 0:
        return Span(line, start + 1, len(culprit))
    indent = len(excerpt) - len(excerpt.lstrip())
    return Span(line, indent + 1, max(1, len(excerpt.strip())))
