"""Rules about the form that a gemeente gives its letters, and about who signs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from raadsbrief import form, images
from raadsbrief.attachments import AttachmentError
from raadsbrief.content import Dossier
from raadsbrief.decode import Loaded
from raadsbrief.diagnostics import Code, Diagnostic, did_you_mean, nearest
from raadsbrief.facts import LOST, loaded_facts
from raadsbrief.model import Gemeente
from raadsbrief.nodes import KeyPath, Source


def functions_held(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """Each function that signs is held by someone in the college list."""
    path: KeyPath = ("ondertekening",)
    if gemeente.source.find((*path, "functies")) is not None:
        path = (*path, "functies")
    yield from _held(gemeente, gemeente.source, path, gemeente.model.ondertekening.functies)


def labels_apart(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """The label of the case number stands in one place, and labels name one row each."""
    for naam, where in (("zaaknummer", "`zaaknummer: {label: ...}`"), ("overige", "de brief")):
        if naam in gemeente.model.labels:
            message = f"het label van '{naam}' staat niet hier"
            span = gemeente.source.key_span(("labels", naam))
            yield gemeente.source.diagnostic(Code.VALUE, message, span, f"zet het in {where}")


def logo_usable(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """The logo is a picture in the content folder."""
    logo, source = gemeente.model.logo, gemeente.source
    if logo is None or ("logo", "bestand") in gemeente.damaged:
        return
    try:
        images.load(gemeente.folder, logo.bestand)
    except AttachmentError as error:
        span = source.span(("logo", "bestand"))
        yield source.diagnostic(Code.PROSE, str(error), span, error.hint)


# A heading that says `leeg` of something that the letter does have would contradict it.
_CONTRADICTIONS = {"geheimhouding": r"geheim", "bijlagen": r"bijlage|bijgaande stukken"}


def empty_sections_are_empty(dossier: Dossier) -> Iterator[Diagnostic]:
    """No heading says "Niet van toepassing" of what the letter's own fields hold."""
    brief = dossier.brief
    for field, pattern in _CONTRADICTIONS.items():
        for naam, sectie in dossier.gemeente.model.secties.items():
            is_empty = naam not in brief.model.secties and sectie.leeg is not None
            if getattr(brief.model, field) and is_empty and re.search(pattern, sectie.kop, re.I):
                message = f"onder '{sectie.kop}' komt '{sectie.leeg}', maar de brief heeft {field}"
                hint = f"schrijf iets in de sectie `{naam}`, of haal `{field}` weg"
                span = brief.source.key_span((field,))
                yield brief.source.diagnostic(Code.VALUE, message, span, hint)


def required_fields(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter has the fields that the gemeente asks for."""
    gemeente, brief = dossier.gemeente.model, dossier.brief
    required: list[str] = [*gemeente.verplicht]
    if gemeente.zaaknummer.verplicht and ("zaaknummer",) not in dossier.gemeente.damaged:
        required.insert(0, "zaaknummer")
    for field in required:
        by_default = field in ("aan", "aanhef") and getattr(gemeente, field)
        if not getattr(brief.model, field) and not by_default and (field,) not in brief.damaged:
            yield _missing(brief.source, field)


def _missing(source: Source, field: str) -> Diagnostic:
    message, hint = f"het verplichte veld '{field}' ontbreekt", f"voeg `{field}: ...` toe"
    if source.find((field,)) is not None:
        message, hint = f"'{field}' is leeg", "vul een waarde in"
    return source.diagnostic(Code.MISSING_KEY, message, source.key_span((field,)), hint)


def required_sections(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter has the sections that the gemeente asks for."""
    headings, brief = dossier.gemeente.model.secties, dossier.brief
    if loaded_facts(dossier.gemeente)["secties"] is LOST or ("secties",) in brief.damaged:
        return
    strange = [naam for naam in brief.model.secties if naam not in headings]
    for naam, kop in headings.items():
        written = brief.source.find(("secties", naam)) is not None
        # A misspelt section is reported as such.
        if kop.verplicht and not written and not any(nearest(s, [naam]) for s in strange):
            message = f"de verplichte sectie '{naam}' ({kop.kop}) ontbreekt"
            span = brief.source.key_span(("secties",))
            hint = f"voeg onder `secties` toe: `{naam}: ...`"
            yield brief.source.diagnostic(Code.MISSING_KEY, message, span, hint)


def case_number_fits(dossier: Dossier) -> Iterator[Diagnostic]:
    """The case number looks as the gemeente writes it."""
    vorm, nummer = dossier.gemeente.model.zaaknummer, dossier.brief.model.zaaknummer
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
    known = {
        row.label.lower(): row.naam for row in form.kenmerken(dossier) if row.naam != "overige"
    }
    for label in dossier.brief.model.overige_kenmerken:
        if label.lower() in known:
            message = f"de brief heeft al een kenmerk '{label}'"
            span = source.key_span(("overige_kenmerken", label))
            hint = f"dat komt van `{known[label.lower()]}`; haal er een weg"
            yield source.diagnostic(Code.VALUE, message, span, hint)


def end_of_secrecy(dossier: Dossier) -> Iterator[Diagnostic]:
    """Secrecy ends after the date of the letter."""
    brief, source = dossier.brief.model, dossier.brief.source
    tot = brief.geheimhouding.tot if brief.geheimhouding else None
    if tot and brief.datum and tot.laatste_dag <= brief.datum.eerste_dag:
        message = "deze geheimhouding is al voorbij op de datum van de brief"
        span = source.span(("geheimhouding", "tot"))
        yield source.diagnostic(Code.VALUE, message, span, "controleer beide datums")


def signatories_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """Each function that signs exists, with one person in office on the date of the letter."""
    brief, eigen = dossier.brief, dossier.brief.model.ondertekening
    if dossier.gemeente.problems or {("datum",), ("ondertekening",)} & {*brief.damaged}:
        return  # who is in office cannot be told
    if eigen is not None:
        yield from _held(dossier.gemeente, brief.source, ("ondertekening",), eigen)
    for i, functie in enumerate(form.ondertekening(dossier).functies):
        yield from _one_in_office(dossier, functie, ("ondertekening", i) if eigen else None)


def portfolio_holders_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """A portfolio holder who is named by function is in office on the date of the letter."""
    brief = dossier.brief
    if dossier.gemeente.problems or ("datum",) in brief.damaged:
        return
    signing = form.ondertekening(dossier).functies
    for i, who in enumerate(brief.model.portefeuillehouder or ()):
        if who not in signing:  # or it is told already
            yield from _one_in_office(dossier, who, ("portefeuillehouder", i))


def _one_in_office(dossier: Dossier, functie: str, path: KeyPath | None) -> Iterator[Diagnostic]:
    """Say why not exactly one person has a function; `path` is where the letter asks for it."""
    gemeente, source, datum = (
        dossier.gemeente.model,
        dossier.brief.source,
        dossier.brief.model.datum,
    )
    ever, holders = gemeente.in_functie(functie, None), gemeente.in_functie(functie, datum)
    if len(holders) == 1 or not ever:  # never held: a rule about the list says so
        return
    file = dossier.gemeente.source.file
    if datum is None:
        message = f"er zijn {len(ever)} personen met de functie '{functie}'"
        role = "tekent" if path is None or path[0] == "ondertekening" else "staat in de brief"
        hint = f"voeg `datum: ...` toe; wie dan in functie is, {role}"
        span = source.span(path) if path else source.key_span(())
    else:
        what = "in functie" if functie in {holder.naam for holder in ever} else f"'{functie}'"
        who = _nobody(functie, what) if not holders else f"{len(holders)} personen zijn"
        message = f"{who} {what} op de datum van deze brief"
        hint = f"controleer de datum, en `vanaf` en `tot_en_met` in {file}"
        span = source.span(path or ("datum",))
    yield source.diagnostic(Code.SIGNATORY, message, span, hint)


def _nobody(functie: str, what: str) -> str:
    return f"{functie} is niet" if what == "in functie" else "niemand is"


def _held(
    gemeente: Loaded[Gemeente], source: Source, path: KeyPath, functies: Iterable[str]
) -> Iterator[Diagnostic]:
    college = gemeente.model.college
    known = {text for lid in college for text in (lid.functie, lid.naam)}
    for i, functie in enumerate(functies):
        if functie not in known:
            message = f"niemand in `college` heeft de functie '{functie}'"
            hint = did_you_mean(functie, dict.fromkeys(lid.functie for lid in college))
            yield source.diagnostic(Code.REFERENCE, message, source.span((*path, i)), hint)
