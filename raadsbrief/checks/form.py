"""Rules about the form that a gemeente gives its letters, and about who signs them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from raadsbrief.checks.soorten import lost_sections, variants
from raadsbrief.content import attachments
from raadsbrief.content.attachments import AttachmentError
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, nearest
from raadsbrief.font import width_of
from raadsbrief.letter import form
from raadsbrief.letter.huis import huis
from raadsbrief.model import Gemeente
from raadsbrief.model.briefvorm import Logo
from raadsbrief.model.gemeente import Afzender, Soortvorm
from raadsbrief.model.shorthand import GEEN
from raadsbrief.prose.pictures import images
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, Source


def labels_apart(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """The label of the case number stands in one place, and labels name one row each."""
    for path, one in variants(gemeente.model):
        labels = () if isinstance(one, Afzender) else one.labels
        for naam, where in (("zaaknummer", "`zaaknummer: {label: ...}`"), ("overige", "de brief")):
            if naam in labels:
                message = f"het label van '{naam}' staat niet hier"
                span = gemeente.source.key_span((*path, "labels", naam))
                yield gemeente.source.diagnostic(Code.VALUE, message, span, f"zet het in {where}")


def logo_usable(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """A logo is a picture in the content folder."""
    for path, one in variants(gemeente.model):
        if not isinstance(one, Soortvorm):
            yield from _unusable(gemeente, (*path, "logo"), one.logo)


def logo_of_letter_usable(dossier: Dossier) -> Iterator[Diagnostic]:
    """The logo of a letter is a picture in the content folder."""
    brief = dossier.brief
    yield from _unusable(brief, ("logo",), brief.model.logo)
    if isinstance(brief.model.afzender, Afzender):
        yield from _unusable(brief, ("afzender", "logo"), brief.model.afzender.logo)


def _unusable(loaded: Loaded[Any], path: KeyPath, logo: Logo | None) -> Iterator[Diagnostic]:
    if logo is None or (*path, "bestand") in loaded.damaged:
        return
    try:
        images.load(loaded.folder, logo.bestand)
    except AttachmentError as error:
        span = loaded.source.span((*path, "bestand"))
        yield loaded.source.diagnostic(Code.PROSE, str(error), span, error.hint)


def sections_filled_once(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """No two sections are filled by the same field."""
    for path, one in variants(gemeente.model):
        seen: dict[str, str] = {}
        for naam, kop in () if isinstance(one, Afzender) else one.secties.items():
            if kop.vult is not None and kop.vult in seen:
                message = f"'{kop.vult}' vult ook al de sectie '{seen[kop.vult]}'"
                span = gemeente.source.span((*path, "secties", naam, "vult"))
                yield gemeente.source.diagnostic(Code.VALUE, message, span, "haal er een weg")
            seen.setdefault(kop.vult or "", naam)


# A heading that says `leeg` of something that the letter does have would contradict it.
_CONTRADICTIONS = {"geheimhouding": r"geheim", "bijlagen": r"bijlage|bijgaande stukken"}


def empty_sections_are_empty(dossier: Dossier) -> Iterator[Diagnostic]:
    """No heading says "Niet van toepassing" of what the letter's own fields hold."""
    brief = dossier.brief
    for field, pattern in _CONTRADICTIONS.items():
        for naam, sectie in form.secties(dossier).items():
            heading = form.kop_van(dossier, naam) or ""
            written = naam in brief.model.secties or form.vulling(dossier, sectie)
            is_empty = not written and sectie.leeg is not None
            if getattr(brief.model, field) and is_empty and re.search(pattern, heading, re.I):
                message = f"onder '{heading}' komt '{sectie.leeg}', maar de brief heeft {field}"
                file = dossier.gemeente.source.file
                hint = (
                    f"schrijf iets in de sectie `{naam}`, of zet er `vult: {field}` bij in {file}"
                )
                span = brief.source.key_span((field,))
                yield brief.source.diagnostic(Code.VALUE, message, span, hint)


def required_fields(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter has the fields that the gemeente asks for."""
    gemeente, brief = huis(dossier), dossier.brief
    required: list[str] = [*gemeente.verplicht]
    if gemeente.zaaknummer.verplicht and ("zaaknummer",) not in dossier.gemeente.damaged:
        required.insert(0, "zaaknummer")
    for field in required:
        by_default = field in ("aan", "aanhef") and getattr(gemeente, field)
        if not getattr(brief.model, field) and not by_default and (field,) not in brief.damaged:
            yield _missing(brief.source, field)
    is_lost = bool({("secties",), ("tekst",)} & {*brief.damaged})
    has_text = brief.model.tekst and brief.source.find(("secties",)) is None
    if not brief.model.secties and not has_text and not is_lost:
        yield _missing(brief.source, "secties")


_WINDOW, _LINES = 198.0, 6  # the width in points (70 mm), and how many lines it has
_SIZE = 10.8  # of the letters of the widest form, in points


def address_in_window(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter for a window envelope has an addressee, whose address the window shows whole."""
    if dossier.gemeente.model.huisstijl.venster == "geen" or ("aan",) in dossier.brief.damaged:
        return
    source = dossier.brief.source
    lines = form.geadresseerde(dossier)
    if not lines:
        message = "een brief in een vensterenvelop heeft een geadresseerde nodig"
        hint = "voeg `aan: ...` toe: een lijst van regels, met onderaan postcode en plaats"
        yield source.diagnostic(Code.MISSING_KEY, message, source.key_span(("aan",)), hint)
    if dossier.brief.model.aan is None:
        source = dossier.gemeente.source
    count = sum(math.ceil(width_of(line) * _SIZE / _WINDOW) for line in lines)
    if count > _LINES:
        message = (
            f"dit adres heeft {count} regels; in het venster van een envelop passen er {_LINES}"
        )
        hint = "maak het korter"
        yield source.diagnostic(Code.VALUE, message, source.key_span(("aan",)), hint)


def _missing(source: Source, field: str) -> Diagnostic:
    message, hint = f"het verplichte veld '{field}' ontbreekt", f"voeg `{field}: ...` toe"
    node = source.find((field,))
    if node is not None and node.value == GEEN:
        message, hint = f"'{field}' is hier verplicht, en kan niet `geen` zijn", "vul een waarde in"
    elif node is not None:
        message, hint = f"'{field}' is leeg", "vul een waarde in"
    if node is not None and field == "secties":
        hint = "zet eronder, ingesprongen, wat erbij hoort"
    return source.diagnostic(Code.MISSING_KEY, message, source.key_span((field,)), hint)


def required_sections(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter has the sections that the gemeente asks for."""
    headings, brief = huis(dossier).secties, dossier.brief
    if lost_sections(dossier) is None or ("secties",) in brief.damaged:
        return
    strange = [naam for naam in brief.model.secties if naam not in headings]
    for naam, kop in headings.items():
        written = brief.source.find(("secties", naam)) is not None
        written = written or bool(form.vulling(dossier, kop)) or (kop.vult,) in brief.damaged
        # A misspelt section is reported as such.
        if kop.verplicht and not written and not any(nearest(s, [naam]) for s in strange):
            shown = f" ({kop.kop})" if kop.kop else ""
            message = f"de verplichte sectie '{naam}'{shown} ontbreekt"
            span = brief.source.key_span(("secties",))
            hint = f"voeg onder `secties` toe: `{naam}: ...`"
            hint = f"vul in: `{kop.vult}: ...`, of {hint}" if kop.vult else hint
            yield brief.source.diagnostic(Code.MISSING_KEY, message, span, hint)


def case_number_fits(dossier: Dossier) -> Iterator[Diagnostic]:
    """The case number looks as the gemeente writes it."""
    vorm, nummer = huis(dossier).zaaknummer, dossier.brief.model.zaaknummer
    if nummer is None or vorm.patroon is None or vorm.past(nummer):
        return
    message = f"'{nummer}' heeft niet de vorm van een {vorm.label.lower()} van deze gemeente"
    hint = f"schrijf het als {' of '.join(f'`{mask}`' for mask in vorm.patroon)}"
    signs = {"#": "# is een cijfer", "@": "@ is een letter", "JJ": "JJ of JJJJ een jaar"}
    used = [text for sign, text in signs.items() if any(sign in mask for mask in vorm.patroon)]
    source = dossier.brief.source
    explained = f"{hint} ({', '.join(used)})" if used else hint
    yield source.diagnostic(Code.VALUE, message, source.span(("zaaknummer",)), explained)


def own_characteristics(dossier: Dossier) -> Iterator[Diagnostic]:
    """A characteristic that the letter adds does not repeat one that it has."""
    source = dossier.brief.source
    rows = form.rows(dossier)
    known = {row.label.lower(): row.naam for row in rows if row.naam != "overige"}
    for label in dossier.brief.model.overige_kenmerken:
        if label.lower() in known:
            message = f"de brief heeft al een kenmerk '{label}'"
            span = source.key_span(("overige_kenmerken", label))
            hint = f"dat komt van `{known[label.lower()]}`; haal er een weg"
            yield source.diagnostic(Code.VALUE, message, span, hint)
        known.setdefault(label.lower(), "overige_kenmerken")


# What the letter must name besides why the council gets it.
_NUMBERS = {
    "afdoening toezegging": ("toezegging", "het nummer, of anders van wie en wanneer"),
    "afdoening motie": ("motie", "het nummer of de naam"),
    "beantwoording vragen": ("raadsvragen", "het nummer, of anders van wie en wanneer"),
}


def kinds_have_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter that settles or answers something says what."""
    brief, source = dossier.brief, dossier.brief.source
    for i, soort in enumerate(brief.model.soort or ()):
        field, what = _NUMBERS.get(soort, ("soort", ""))
        named = getattr(brief.model, field, None) or (
            field == "toezegging" and brief.model.afdoening
        )
        if not named and (field,) not in brief.damaged:
            message = f"bij '{soort}' hoort het veld '{field}'"
            span, hint = source.span(("soort", i)), f"voeg `{field}: ...` toe: {what}"
            yield source.diagnostic(Code.MISSING_KEY, message, span, hint)


def annexes_are_there(dossier: Dossier) -> Iterator[Diagnostic]:
    """The file of an annex is in the content folder."""
    brief = dossier.brief
    for i, bijlage in enumerate(brief.model.bijlagen):
        if bijlage.bestand is not None:
            try:
                attachments.find(brief.folder, bijlage.bestand)
            except AttachmentError as error:
                span = brief.source.span(("bijlagen", i, "bestand"))
                yield brief.source.diagnostic(Code.FILE, str(error), span, error.hint)


def end_of_secrecy(dossier: Dossier) -> Iterator[Diagnostic]:
    """Secrecy ends after the date of the letter."""
    brief, source = dossier.brief.model, dossier.brief.source
    tot = brief.geheimhouding.tot if brief.geheimhouding else None
    if tot and brief.datum and tot.laatste_dag <= brief.datum.eerste_dag:
        message = "deze geheimhouding is al voorbij op de datum van de brief"
        span = source.span(("geheimhouding", "tot"))
        yield source.diagnostic(Code.VALUE, message, span, "controleer beide datums")
