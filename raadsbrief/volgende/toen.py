"""What there was when earlier letters were written: which letters, when, and the programme of then.

Of a letter that was sent its programme was kept; of others git may know it. What cannot be known
is told to the author (`Gaten`), not guessed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from raadsbrief import dutch
from raadsbrief.content.dossier import BRIEVEN, PROGRAMMAS, Content, Dossier
from raadsbrief.diagnostics import ContentError
from raadsbrief.letter.blokken import blocks_of
from raadsbrief.model import Brief, Datum, Programma
from raadsbrief.model.blokken import Selectie
from raadsbrief.model.fields import ALLE
from raadsbrief.verzonden import bewaard, bewaren
from raadsbrief.volgende.git import GeenGitError, Geschiedenis, history
from raadsbrief.yaml.decode import Loaded, decode
from raadsbrief.yaml.source import parse

CONCEPT = "-concept"
Gaten = list[str]


@dataclass(frozen=True)
class Eerder:
    """An earlier letter on the programme."""

    naam: str
    brief: Loaded[Brief] | None
    dag: dt.date | None = None
    hoe: str = ""
    """Where its day comes from, for a reader."""
    toen: Loaded[Programma] | None = None
    """The programme as it was."""
    bron: str = ""
    """Where that comes from, for a reader."""
    verteld: Mapping[str, Sequence[str]] | None = field(default=None, compare=False)
    """What was kept of what it told."""


def earlier(content: Content, programma: str | None, gaten: Gaten) -> list[Eerder]:
    """Return the letters on a programme that are no drafts, the oldest first."""
    found = _letters(content, programma, gaten)
    for naam, one in _kept(content, programma, gaten).items():
        found[naam] = replace(one, brief=found[naam].brief if naam in found else None)
    return sorted(_by_git(content, programma, found, gaten), key=_order)


def _order(one: Eerder) -> tuple[dt.date, str]:
    return one.dag or dt.date.min, one.naam


def _letters(content: Content, programma: str | None, gaten: Gaten) -> dict[str, Eerder]:
    found = {}
    for naam in content.names(BRIEVEN):
        try:
            brief = content.brief(naam)
        except ContentError:
            gaten.append(f"de brief {naam}: die is niet te lezen (`raadsbrief check {naam}`)")
            continue
        if brief.model.programma != programma:
            continue
        if naam.endswith(CONCEPT):
            gaten.append(f"{naam}: dat is nog een concept")
        else:
            datum = brief.model.datum or brief.model.verzonden
            hoe = "de datum van" if brief.model.datum else "de dag van verzending van"
            dag = datum.laatste_dag if datum else None
            found[naam] = Eerder(naam, brief, dag, hoe if datum else "")
    return found


def _kept(content: Content, programma: str | None, gaten: Gaten) -> dict[str, Eerder]:
    found = {}
    for naam in bewaard.names(content.root):
        try:
            one = bewaard.read(content.root, naam)
        except ContentError:
            gaten.append(f"wat van de verzonden brief {naam} bewaard is: dat is niet te lezen")
            continue
        if one.feiten.programma != programma:
            continue
        datum, hoe = one.feiten.verzonden, "de dag van verzending van"
        with contextlib.suppress(ContentError):
            own = content.brief(naam).model.datum if naam in content.names(BRIEVEN) else None
            datum, hoe = (own, "de datum van") if own else (datum, hoe)
        bron = "zoals het bewaard is"
        found[naam] = Eerder(
            naam, None, datum.laatste_dag, hoe, one.programma, bron, one.feiten.verteld
        )
    return found


def _by_git(
    content: Content, programma: str | None, found: Mapping[str, Eerder], gaten: Gaten
) -> list[Eerder]:
    """Add what git knows of letters of which nothing was kept."""
    asked = [one for one in found.values() if one.toen is None and one.brief is not None]
    if not asked or programma is None:
        return list(found.values())
    file = f"{PROGRAMMAS}/{programma}.yaml"
    try:
        known = history(content.root, [BRIEVEN, file])
        texts = _texts(known, file, asked)
    except GeenGitError as error:
        gaten.append(f"het programma zoals het was: {error}")
        return list(found.values())
    before: dict[str, Loaded[Programma] | None] = {}
    return [_with_git(one, known, texts, before) if one in asked else one for one in found.values()]


def _versie(known: Geschiedenis, one: Eerder) -> str | None:
    versie = known.versies.get(f"{BRIEVEN}/{one.naam}.yaml")
    return versie.commit if versie and versie.zeker else None


def _texts(known: Geschiedenis, file: str, asked: Iterable[Eerder]) -> dict[str, str]:
    commits = [commit for one in asked if (commit := _versie(known, one))]
    return known.teksten(commits, file) if commits else {}


def _with_git(
    one: Eerder,
    known: Geschiedenis,
    texts: Mapping[str, str],
    before: dict[str, Loaded[Programma] | None],
) -> Eerder:
    commit = _versie(known, one)
    versie = known.versies.get(f"{BRIEVEN}/{one.naam}.yaml")
    if versie is None or commit is None:
        return one
    if one.dag is None:
        one = replace(one, dag=versie.dag, hoe="de laatste wijziging in git van")
    if commit in texts:
        text = texts[commit]
        if text not in before:
            before[text] = _programma(text)
        bron = f"zoals het was op {dutch.datum(Datum.read(versie.dag.isoformat()))}, volgens git"
        one = replace(one, toen=before[text], bron=bron)
    return one


def _programma(text: str) -> Loaded[Programma] | None:
    with contextlib.suppress(ContentError):
        loaded = decode(parse(text, "programma.yaml"), Programma)
        return None if loaded.problems else loaded
    return None


def why_unknown(content: Content, one: Eerder, programma: str) -> str:
    """Say why the programme of an earlier letter is not known, though git can be asked."""
    try:
        versie = history(content.root, [BRIEVEN]).versies.get(f"{BRIEVEN}/{one.naam}.yaml")
    except GeenGitError as error:
        return str(error)
    if versie is None:
        return f"de brief {one.naam} is nog niet vastgelegd in git"
    if not versie.zeker:
        return "deze kloon heeft niet de hele geschiedenis (`git fetch --unshallow` haalt haar op)"
    return f"git kent het programma {programma} niet van toen, of het was toen niet goed"


def verteld(one: Eerder, now: Loaded[Programma]) -> Mapping[str, set[str]]:
    """Return the short names that a letter told, by kind.

    `alle` meant what there was then. Where that is not known, it is taken to mean what is now.
    """
    if one.verteld is not None:
        return {kind: set(keys) for kind, keys in one.verteld.items()}
    if one.brief is None:
        return {}
    # Only the letter and the programme are asked for.
    dossier = Dossier(one.naam, one.brief, None, one.toen or now)  # type: ignore[arg-type]
    return {kind: set(keys) for kind, keys in bewaren.verteld(dossier).items()}


def unsure(one: Eerder) -> set[str]:
    """Return the kinds of which a letter told `alle`, when nobody knows what that was."""
    if one.verteld is not None or one.toen is not None or one.brief is None:
        return set()
    return {
        kind
        for blok in blocks_of(one.brief.model)
        for kind in ("resultaten", "financiering")
        if (keuze := getattr(blok, kind)) is not None
        and (isinstance(keuze, Selectie) or ALLE in keuze)
    }
