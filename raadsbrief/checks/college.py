"""Rules about the people of a letter: who signs it, and who holds the portfolio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from raadsbrief.checks.soorten import variants
from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Severity, as_list, did_you_mean, nearest
from raadsbrief.letter import form
from raadsbrief.model import Bestuurder, Gemeente
from raadsbrief.model.briefvorm import Ondertekening, Tekenaar
from raadsbrief.model.gemeente import zonder_lidwoord
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, Source


def functions_held(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """Each function that signs is held by someone in the college list."""
    for path, one in variants(gemeente.model):
        if one.ondertekening is not None:
            where = _signing(gemeente.source, (*path, "ondertekening"))
            yield from _held(gemeente, gemeente.source, where, one.ondertekening.functies)


def somebody_signs(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """A gemeente that says how letters are signed says by whom."""
    source, path = gemeente.source, ("ondertekening",)
    damaged = {lost[:1] for lost in gemeente.damaged}
    vorm = gemeente.model.ondertekening
    if vorm is not None and not vorm.functies and path not in damaged:
        message = "het verplichte veld 'functies' ontbreekt"
        hint = "voeg `functies: ...` toe, of schrijf `ondertekening: geen`"
        yield source.diagnostic(Code.MISSING_KEY, message, source.key_span(path), hint)


def _signing(source: Source, path: KeyPath) -> KeyPath:
    """Return where those who sign stand: in a list, or in the field of a group."""
    inside: KeyPath = (*path, "functies")
    return path if source.find(inside) is None else inside


def signatories_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """Each function that signs exists, with one person in office on the date of the letter."""
    brief, eigen = dossier.brief, dossier.brief.model.ondertekening
    if dossier.gemeente.problems or {("datum",), ("ondertekening",)} & {*brief.damaged}:
        return  # who is in office cannot be told
    named = eigen.functies if isinstance(eigen, Ondertekening) else eigen or ()
    path = _signing(brief.source, ("ondertekening",))
    yield from _held(dossier.gemeente, brief.source, path, named)
    for i, functie in enumerate(form.ondertekening(dossier).functies):
        if isinstance(functie, str):
            yield from _one_in_office(dossier, functie, (*path, i) if named else None)


def portfolio_holders_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """A portfolio holder of the college is in office on the date of the letter.

    Who is not in the college is printed as written: a gemeente need not list its wethouders.
    """
    brief = dossier.brief
    if dossier.gemeente.problems or ("datum",) in brief.damaged:
        return
    functies = form.ondertekening(dossier).functies
    signing = {zonder_lidwoord(who) for who in functies if isinstance(who, str)}
    for i, who in enumerate(brief.model.portefeuillehouder or ()):
        path = ("portefeuillehouder", i)
        if not dossier.gemeente.model.in_functie(who, None):
            yield from _stranger(dossier, who, path)
        elif zonder_lidwoord(who) not in signing:  # or it is told already
            yield from _one_in_office(dossier, who, path)


def _stranger(dossier: Dossier, who: str, path: KeyPath) -> Iterator[Diagnostic]:
    """Warn of someone outside the college, if the college is likely to be complete."""
    gemeente, source = dossier.gemeente, dossier.brief.source
    college = gemeente.model.college
    complete = any(lid.portefeuille or "wethouder" in lid.functie.casefold() for lid in college)
    near = [lid.naam for lid in college if _surname(lid.naam) == _surname(who)]
    near = near or nearest(who, [text for lid in college for text in (lid.naam, lid.functie)])
    if complete or near:
        message = f"'{who}' staat niet bij `college`, en komt zo in de brief"
        hint = f"bedoelde u '{near[0]}'?" if near else f"voeg een lid toe in {gemeente.source.file}"
        yield _warning(source.diagnostic(Code.SIGNATORY, message, source.span(path), hint), who)


def _surname(name: str) -> str:
    return name.casefold().split()[-1]


def portfolios_fit(dossier: Dossier) -> Iterator[Diagnostic]:
    """A portfolio that the letter names is one of its holder, as far as the gemeente tells."""
    brief, source = dossier.brief.model, dossier.brief.source
    if dossier.gemeente.problems or dossier.brief.problems:
        return
    holders = [form.bestuurder(dossier, who) for who in brief.portefeuillehouder or ()]
    known = [text for lid in holders if lid for text in lid.portefeuille or ()]
    if not all(lid and lid.portefeuille for lid in holders):
        return
    for i, portefeuille in enumerate((brief.portefeuille or ()) if known else ()):
        if portefeuille.casefold() not in map(str.casefold, known):
            message = f"'{portefeuille}' is geen portefeuille van {_names(holders)}"
            span = source.span(("portefeuille", i))
            hint = did_you_mean(portefeuille, known)
            yield _warning(source.diagnostic(Code.SIGNATORY, message, span, hint), portefeuille)


def _names(holders: Iterable[Bestuurder | None]) -> str:
    return " of ".join(lid.naam_met_titel for lid in holders if lid)


def _warning(found: Diagnostic, words: str) -> Diagnostic:
    return replace(found, severity=Severity.WAARSCHUWING, words=words)


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
        by_function = zonder_lidwoord(functie) in {zonder_lidwoord(lid.functie) for lid in ever}
        what = f"'{functie}'" if by_function else "in functie"
        nobody = "niemand is" if by_function else f"{functie} is niet"
        who = f"{len(holders)} personen zijn" if holders else nobody
        message = f"{who} {what} op de datum van deze brief"
        hint = f"controleer de datum, en `vanaf` en `tot_en_met` in {file}"
        span = source.span(path or ("datum",))
    yield source.diagnostic(Code.SIGNATORY, message, span, hint)


_AS_TYPED = "wie er niet in staat, schrijft u als `{naam: ..., functie: ...}`"


def _held(
    gemeente: Loaded[Gemeente], source: Source, path: KeyPath, functies: Iterable[str | Tekenaar]
) -> Iterator[Diagnostic]:
    college = gemeente.model.college
    for i, functie in enumerate(functies):
        if isinstance(functie, str) and not gemeente.model.in_functie(functie, None):
            message = f"niemand in `college` heeft de functie '{functie}'"
            known = dict.fromkeys(lid.functie for lid in college)
            hint = as_list(functie, known) or did_you_mean(functie, known)
            if not nearest(functie, known) and as_list(functie, known) is None:
                hint = f"{hint}; {_AS_TYPED}" if known else _AS_TYPED
            yield source.diagnostic(Code.REFERENCE, message, source.span((*path, i)), hint)
