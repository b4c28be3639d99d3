"""The dossier to HTML, through the Jinja templates."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from pydantic import BaseModel

from raadsbrief import dutch, prose
from raadsbrief.content import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Span, TemplateError, did_you_mean
from raadsbrief.facts import Facts, facts_of, letter_facts, with_own
from raadsbrief.model import Blok, Proza, Regel
from raadsbrief.model.velden import ALLE

_PACKAGE = Path(__file__).parent
# In a wheel the templates lie in the package; in a checkout they stand beside it.
BUILT_IN = next(
    folder for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates") if folder.is_dir()
)


@dataclass(frozen=True)
class BlokView:
    """A block as a template sees it: `inhoud` is prose, or the chosen facts in their order.

    `niveau` is the level of the headings inside the block.
    """

    soort: str
    kop: Regel | None
    niveau: int
    inhoud: Any


@dataclass(frozen=True)
class SectieView:
    """A section as a template sees it, under the heading of the gemeente."""

    naam: str
    kop: str
    blokken: tuple[BlokView, ...]


def render(dossier: Dossier, templates: Path | None = None) -> str:
    """Render a checked dossier to one HTML page.

    `templates` is a folder whose templates go before the built-in ones. Raises
    TemplateError when a template is wrong.
    """
    folders = tuple(folder for folder in (templates, BUILT_IN) if folder is not None)
    environment = _environment(folders)
    try:
        return environment.get_template("brief.html").render(_context(dossier))
    except Exception as error:
        raise _template_error(error, folders) or error from error


def _context(dossier: Dossier) -> dict[str, Any]:
    brief, gemeente = dossier.brief.model, dossier.gemeente.model
    return {
        "brief": brief,
        "gemeente": gemeente,
        "programma": dossier.programma.model if dossier.programma else None,
        "secties": sections(dossier),
        "ondertekenaars": [
            gemeente.in_functie(functie, brief.datum)[0] for functie in gemeente.ondertekening
        ],
        "_facts": letter_facts(dossier),
    }


def sections(dossier: Dossier) -> list[SectieView]:
    """Put the sections that the letter has in the order of the gemeente's headings."""
    secties = dossier.brief.model.secties
    return [
        SectieView(naam, kop, tuple(_blocks(dossier, secties[naam])))
        for naam, kop in dossier.gemeente.model.secties.items()
        if naam in secties
    ]


def _blocks(dossier: Dossier, blokken: Sequence[Blok]) -> list[BlokView]:
    views = []
    niveau = 3
    for blok in blokken:
        if blok.kop is not None:
            niveau = 4  # from here on, headings stand below this one
        views.append(BlokView(blok.soort, blok.kop, niveau, _chosen(dossier, blok)))
    return views


def _chosen(dossier: Dossier, blok: Blok) -> Any:
    keuze = getattr(blok, blok.soort)
    if blok.soort == "tekst":
        return keuze
    assert dossier.programma is not None
    available: Mapping[str, BaseModel] = getattr(dossier.programma.model, blok.soort)
    return list(available.values()) if keuze == (ALLE,) else [available[key] for key in keuze]


@jinja2.pass_context
def _proza(
    context: jinja2.runtime.Context, text: Proza, niveau: int, dit: BaseModel | None = None
) -> Markup:
    """Render prose; `dit` is the pillar, result or fund whose own facts it can name."""
    facts: Facts = context["_facts"]
    return prose.render(text, with_own(facts, facts_of(dit) if dit else None), niveau)


@jinja2.pass_context
def _regel(context: jinja2.runtime.Context, text: Regel, dit: BaseModel | None = None) -> Markup:
    """Render one line of prose."""
    facts: Facts = context["_facts"]
    return prose.render_line(text, with_own(facts, facts_of(dit) if dit else None))


@cache
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update(prose.FILTERS)
    environment.filters.update(
        proza=_proza, regel=_regel, deelzinnen=dutch.deelzinnen, zinnen=dutch.zinnen
    )
    return environment


def _template_error(error: Exception, folders: Sequence[Path]) -> TemplateError | None:
    """Describe a mistake in a template; return None when no template is to blame."""
    if isinstance(error, jinja2.TemplateNotFound):
        return _not_found(error, folders)
    file: str | None
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.filename or str(error.name), error.lineno
    elif isinstance(error, UnicodeDecodeError):
        file, line = _undecodable(folders), 0
    else:
        file, line = _last_template_line(error, folders)
    if file is None:
        return None
    lines = Path(file).read_bytes().decode("utf-8", errors="replace").splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else None
    message, hint, culprit = _explain(error)
    span = _span_of(culprit, line, excerpt) if excerpt is not None else None
    name = Path(file).as_posix()
    return TemplateError([Diagnostic(Code.TEMPLATE, message, name, span, excerpt, hint)])


def _not_found(error: jinja2.TemplateNotFound, folders: Sequence[Path]) -> TemplateError:
    missing = str(error.name)
    for folder in folders:  # point at the place that names it
        for path in sorted(folder.rglob("*.html")):
            for number, text in enumerate(
                path.read_text("utf-8", errors="replace").splitlines(), 1
            ):
                if f'"{missing}"' in text or f"'{missing}'" in text:
                    span = Span(number, text.index(missing) + 1, len(missing))
                    names = _environment(tuple(folders)).list_templates()
                    return TemplateError(
                        [
                            Diagnostic(
                                Code.TEMPLATE,
                                f"het sjabloon '{missing}' bestaat niet",
                                path.as_posix(),
                                span,
                                text,
                                did_you_mean(missing, names),
                            )
                        ]
                    )
    message = f"het sjabloon '{missing}' bestaat niet"
    return TemplateError([Diagnostic(Code.TEMPLATE, message, folders[0].as_posix())])


def _undecodable(folders: Sequence[Path]) -> str | None:
    for path in (path for folder in folders for path in sorted(folder.rglob("*.*ml"))):
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
    (r"Unexpected end of template", "een blok wordt niet gesloten", None),
    (r"unexpected '(.+?)'", "'{0}' kan hier niet", 0),
    (r"expected token '(.+?)', got '(.+?)'", "hier hoort '{0}' te staan, geen '{1}'", 1),
)


def _explain(error: Exception) -> tuple[str, str | None, str | None]:
    """Return a Dutch message, a hint and the word to point at for an error in a template."""
    said = str(getattr(error, "message", None) or error)
    if isinstance(error, UnicodeDecodeError):
        return "dit sjabloon is geen UTF-8-tekst", "sla het bestand op met codering UTF-8", None
    for pattern, message, culprit in _JINJA_MESSAGES:
        found = re.search(pattern, said)
        if found:
            word = found.groups()[culprit] if culprit is not None else None
            return message.format(*found.groups()), None, word
    if isinstance(error, RecursionError):
        return "dit sjabloon roept zichzelf steeds weer aan", None, None
    return f"dit sjabloon kan niet uitgevoerd worden ({said})", None, None


def _span_of(culprit: str | None, line: int, excerpt: str) -> Span:
    start = excerpt.find(culprit) if culprit else -1
    if culprit and start >= 0:
        return Span(line, start + 1, len(culprit))
    indent = len(excerpt) - len(excerpt.lstrip())
    return Span(line, indent + 1, max(1, len(excerpt.strip())))
