"""The dossier to HTML, through the Jinja templates."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, partial, wraps
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from markupsafe import Markup
from pydantic import BaseModel

from raadsbrief import dutch
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, TemplateError
from raadsbrief.letter import form
from raadsbrief.letter.blokken import Numbers
from raadsbrief.letter.huis import huis
from raadsbrief.letter.tabel import Table
from raadsbrief.letter.tabel.grid import CALL
from raadsbrief.model import Datum, Gemeente, Programma, Proza, Regel
from raadsbrief.page import blocks, sandbox
from raadsbrief.page.parts import SectieView
from raadsbrief.page.places import Places
from raadsbrief.page.template_errors import describe
from raadsbrief.page.views import unwrapped, view
from raadsbrief.prose import prose
from raadsbrief.prose.expressions import marked
from raadsbrief.prose.facts import Facts, letter_facts, own_facts, with_own
from raadsbrief.prose.filters import PLAIN, STYLED
from raadsbrief.prose.markdown_html import Page, note
from raadsbrief.prose.pictures import images
from raadsbrief.resources import FOLDER


def render(dossier: Dossier, templates: Path | None = None, places: Places | None = None) -> str:
    """Render a checked dossier to one HTML page.

    `templates` is a folder whose templates go before the built-in ones. With `places`, the page
    says of each text where it comes from. Raises TemplateError when a template is wrong.
    """
    folders = tuple(folder for folder in (templates, Path(FOLDER)) if folder is not None)
    environment = _environment(folders, Path.cwd(), places is not None)
    environment.globals["range"] = sandbox.bounded_range()
    context = _context(dossier, places)
    try:
        with marked(places.fact) if places else nullcontext():
            page = sandbox.bounded(environment.get_template("brief.html").generate(context))
        return places.written(page) if places else page
    except MemoryError:  # a limit of the letter as a whole
        raise
    except Exception as error:
        raise describe(error, folders, environment.list_templates()) or error from error


@dataclass(frozen=True)
class _Letter:
    """What our filters need and no template can reach."""

    facts: Facts
    page: Page
    gemeente: Gemeente
    programma: Programma | None
    places: Places | None

    def __repr__(self) -> str:
        raise SecurityError("access to attribute '_letter' is unsafe")


def _context(dossier: Dossier, places: Places | None = None) -> dict[str, Any]:
    """Return what a template has by name: views, and what our filters need."""
    dossier = places.dossier(dossier) if places else dossier
    named = names(dossier)
    if places:
        parts = (*named["secties"], named["na_ondertekening"])
        places.tables(blocks.contents(blok for one in parts for blok in one.blokken))
    programma = dossier.programma.model if dossier.programma else None
    images_in = partial(images.in_text, dossier.brief.folder)
    page = Page(images_in, _abbreviations(dossier), has_lines=places is not None)
    letter = _Letter(letter_facts(dossier), page, huis(dossier), programma, places)
    return {**{name: view(one) for name, one in named.items()}, "_letter": letter}


def names(dossier: Dossier) -> dict[str, Any]:
    """Return what a template has by name, before views are made of it."""
    brief, gemeente = dossier.brief.model, huis(dossier)
    *parts, after = sections(dossier)
    return {
        "brief": brief,
        "gemeente": gemeente,
        "programma": dossier.programma.model if dossier.programma else None,
        "secties": parts,
        "na_ondertekening": after,
        "kenmerken": form.kenmerken(dossier),
        "kopregel": form.kopregel(dossier),
        "nummer": form.nummer(dossier),
        "nummer_op_blad": form.nummer_op_blad(dossier),
        "titel": form.titel(dossier),
        "documentnaam": form.documentnaam(dossier),
        "niet_tonen": gemeente.niet_tonen,
        "aan": form.geadresseerde(dossier),
        "geheim_onder": form.geheim_onder(dossier),
        "gronden": form.gronden(brief.geheimhouding) if brief.geheimhouding else None,
        "bijlagen_apart": form.bijlagen_apart(dossier),
        "ondertekening": form.ondertekening(dossier),
        "ondertekenaars": form.ondertekenaars(dossier),
        "logo": images.data_uri(dossier.gemeente.folder, gemeente.logo.bestand)
        if gemeente.logo
        else None,
        "gemaakt": _made_on(brief.datum),
    }


def _abbreviations(dossier: Dossier) -> dict[str, str]:
    of_programme = dossier.programma.model.afkortingen if dossier.programma else {}
    return {**of_programme, **dossier.brief.model.afkortingen}


def _made_on(datum: Datum | None) -> str | None:
    """Return the date that the PDF carries, as YYYY-MM-DD: never the clock's.

    It is the date of the letter if that names a day, else SOURCE_DATE_EPOCH
    (https://reproducible-builds.org/specs/source-date-epoch/), else there is none.
    """
    if datum is not None and datum.dag:
        return datum.eerste_dag.isoformat()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        message = f"'{epoch}' is geen aantal seconden sinds 1970"
        hint = "geef de brief een datum, of haal SOURCE_DATE_EPOCH weg"
        found = Diagnostic(Code.VALUE, message, "SOURCE_DATE_EPOCH", hint=hint)
        raise TemplateError([found]) from None


def sections(dossier: Dossier) -> list[SectieView]:
    """Put the parts of a letter in order: text, sections, and last what follows the signatures.

    Only the last is there in every letter, with or without blocks.
    """
    brief = dossier.brief.model
    numbers = Numbers()
    views = []
    if brief.tekst:
        views.append(_part(dossier, "tekst", numbers))
    for naam in form.volgorde(dossier):
        kop = form.secties(dossier).get(naam)
        vulling = form.vulling(dossier, kop) if kop else ()
        heading = form.kop_van(dossier, naam)
        shown = blocks.of_part(dossier, ("secties", naam), numbers, 3 if heading else 2)
        leeg = kop.leeg if kop and not (vulling or shown) else None
        if vulling or shown or leeg:
            vult = kop.vult if kop else None
            views.append(SectieView(naam, heading or "", vult, vulling, shown, leeg, not kop))
    return [*views, _part(dossier, "na_ondertekening", numbers)]


def _part(dossier: Dossier, naam: str, numbers: Numbers) -> SectieView:
    """Return the blocks of a part that has no fixed heading."""
    return SectieView(naam, "", None, (), blocks.of_part(dossier, (naam,), numbers, 2))


@jinja2.pass_context
def _proza(
    context: jinja2.runtime.Context, text: Proza, niveau: int, dit: BaseModel | None = None
) -> Markup:
    """Render prose; `dit` is the pillar, result or fund whose own facts it can name."""
    letter: _Letter = context["_letter"]
    html = prose.render(text, _with_own(letter, dit), letter.page, niveau)
    return _blocks_of(letter, text, html)


@jinja2.pass_context
def _vraag(context: jinja2.runtime.Context, text: Proza, niveau: int, nummer: str) -> Markup:
    """Render a question: its first paragraph becomes a heading, behind the number."""
    letter: _Letter = context["_letter"]
    html = prose.render_headed(text, letter.facts, letter.page, niveau, nummer)
    return _blocks_of(letter, text, html)


@jinja2.pass_context
def _regel(
    context: jinja2.runtime.Context,
    text: Regel,
    dit: BaseModel | None = None,
    tabel: Table | None = None,
) -> Markup:
    """Render one line of prose, which in a `tabel` can call its notes."""
    letter: _Letter = context["_letter"]
    called = [label for label in CALL.findall(text) if label in tabel.noten] if tabel else []
    calls = {label: _nootteken(label, tabel) for label in called} if tabel else None
    html = prose.render_line(text, _with_own(letter, dit), letter.page, calls)
    line: Markup = _line(context, text, html)
    return line


def _nootteken(label: str, tabel: Table) -> Markup:
    """Write the mark that calls a note below a table."""
    place = f"{tabel.anker}-{list(tabel.noten).index(label) + 1}"
    klas = "nootteken" if label.isalnum() else "nootteken ster"
    return Markup('<a class="{}" href="#{}" title="Noot {} onder de tabel">{}</a>').format(
        klas, place, label, label
    )


def _with_own(letter: _Letter, dit: BaseModel | None) -> Facts:
    return with_own(letter.facts, own_facts(letter.facts, dit, letter.programma) if dit else None)


def _blocks_of(letter: _Letter, text: Proza, html: Markup) -> Markup:
    return letter.places.blocks(text, html) if letter.places else html


def _line(context: jinja2.runtime.Context, value: Any, html: Any) -> Any:
    """Say where a text comes from, if the page is to say that."""
    letter: _Letter = context["_letter"]
    return letter.places.line(value, html) if letter.places else html


@jinja2.pass_context
def _kop(context: jinja2.runtime.Context, value: Any) -> Any:
    """Write a heading: words of the house as they stand, those of a letter with their facts."""
    return _regel(context, value) if isinstance(value, Regel) else _line(context, value, value)


@jinja2.pass_context
def _located(context: jinja2.runtime.Context, value: Any) -> Any:
    """Print a value of a template with its place."""
    return _line(context, value, value)


@jinja2.pass_context
def _waarde(context: jinja2.runtime.Context, value: Any) -> Any:
    """Write one value of the table with characteristics."""
    if isinstance(value, Datum):
        letter: _Letter = context["_letter"]
        written = dutch.datum_in(value, letter.gemeente.huisstijl.datums)
        return _line(context, value, written)
    return _regel(context, value) if isinstance(value, Regel) else _line(context, value, str(value))


@jinja2.pass_context
def _voetnoot(context: jinja2.runtime.Context, text: Regel) -> Markup:
    """Render the call of a footnote with the note, numbered with the others of the letter."""
    letter: _Letter = context["_letter"]
    return note(next(letter.page.note_numbers), _regel(context, text))


@cache
def _environment(
    folders: tuple[Path, ...],
    working_folder: Path,  # noqa: ARG001
    with_places: bool,
) -> jinja2.Environment:
    """Make the environment; a folder with a relative path is another one elsewhere."""
    environment = sandbox.Sandbox(
        loader=sandbox.Loader(folders),
        bytecode_cache=None if with_places else sandbox.bytecode_cache(),
        finalize=_located if with_places else None,
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update((name, _filter(one)) for name, one in FILTERS.items())
    return environment


def _filter(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter of ours have what a view is of."""

    @wraps(function)
    def unwrapping(*arguments: Any, **options: Any) -> Any:
        values = {name: unwrapped(value) for name, value in options.items()}
        return function(*map(unwrapped, arguments), **values)

    return unwrapping


def _styled(function: Callable[[Any, Any], str]) -> Callable[..., str]:
    """Let a filter know how the gemeente writes amounts."""

    @jinja2.pass_context
    def styled(context: jinja2.runtime.Context, value: Any) -> str:
        return function({"gemeente": context["_letter"].gemeente}, value)

    return styled


FILTERS: dict[str, Callable[..., Any]] = {
    **PLAIN,
    **{name: _styled(one) for name, one in STYLED.items()},
    "proza": _proza,
    "regel": _regel,
    "nootteken": _nootteken,
    "waarde": _waarde,
    "voetnoot": _voetnoot,
    "deelzinnen": dutch.deelzinnen,
    "zinnen": dutch.zinnen,
    "vraag": _vraag,
    "kop": _kop,
    "tijdvak": dutch.tijdvak,
    "jaar_erbij": dutch.jaar_erbij,
    "beginkapitaal": dutch.beginkapitaal,
}
