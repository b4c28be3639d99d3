"""Rules about the kinds of letter and the senders of a gemeente, and which of them a letter has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, nearest
from raadsbrief.letter import form
from raadsbrief.letter.huis import huis
from raadsbrief.model import Gemeente
from raadsbrief.model.gegevens import SOORTEN
from raadsbrief.model.gemeente import Afzender, Soortvorm
from raadsbrief.prose.facts import LOST, loaded_facts
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, Source

# With more choices than these, only the one that was probably meant is told.
_MANY = 8


def variants(gemeente: Gemeente) -> Iterator[tuple[KeyPath, Gemeente | Soortvorm | Afzender]]:
    """Yield a gemeente, its kinds of letter and its senders, each with its path in the file."""
    yield (), gemeente
    for group in ("soorten", "afzenders"):
        yield from (((group, naam), one) for naam, one in getattr(gemeente, group).items())


def senders_known(gemeente: Loaded[Gemeente]) -> Iterator[Diagnostic]:
    """A short name of a sender in the file of a gemeente is one that it has."""
    for path, one in variants(gemeente.model):
        if not isinstance(one, Afzender):
            yield from _unknown_sender(gemeente, gemeente.source, path, one.afzender)


def sender_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """A short name of a sender in a letter is one of its gemeente."""
    keuze, source = dossier.brief.model.afzender, dossier.brief.source
    yield from _unknown_sender(dossier.gemeente, source, (), keuze)


def _unknown_sender(
    gemeente: Loaded[Gemeente], source: Source, path: KeyPath, keuze: object
) -> Iterator[Diagnostic]:
    """Report what looks like a short name and is none; other text is printed as it stands."""
    known = loaded_facts(gemeente)["afzenders"]
    if not isinstance(keuze, str) or not known or known is LOST or keuze in known:
        return
    near = nearest(keuze.casefold(), known)
    if near or (keuze.islower() and " " not in keuze):
        message = f"gemeente {gemeente.model.naam} heeft geen afzender '{keuze}'"
        hint = f"bedoelde u '{near[0]}'?" if near else f"kies een van: {_listed(known)}"
        literal = f"moet het zo boven het adres staan, schrijf dan `afzender: {{naam: {keuze}}}`"
        hint = hint if path or source is gemeente.source else f"{hint} Of {literal}"
        hint = hint.replace("` Of", "`; of").replace("? Of moet", "? Moet")
        span = source.span((*path, "afzender"))
        yield source.diagnostic(Code.REFERENCE, message, span, hint)


def kinds_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter is of a kind that everyone knows, or of one of its gemeente."""
    own = loaded_facts(dossier.gemeente)["soorten"]
    if own is LOST:
        return
    known, source = (*own, *SOORTEN), dossier.brief.source
    for i, soort in enumerate(dossier.brief.model.soort or ()):
        if soort not in known:
            near = [one for one in known if one.casefold() == soort.casefold()]
            near = near or (nearest(soort, known) if own or len(known) > _MANY else [])
            hint = f"bedoelde u '{near[0]}'?" if near else f"kies een van: {_listed(known)}"
            span = source.span(("soort", i))
            yield source.diagnostic(Code.VALUE, f"'{soort}' kan hier niet", span, hint)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{naam}`" for naam in names)


def kinds_together(dossier: Dossier) -> Iterator[Diagnostic]:
    """Of two kinds of the gemeente in one letter, no two say the same thing otherwise."""
    brief, source = dossier.brief.model, dossier.brief.source
    said: dict[str, str] = {}
    for i, soort in enumerate(brief.soort or ()):
        vorm = dossier.gemeente.model.soorten.get(soort)
        for veld in sorted(vorm.model_fields_set) if vorm else ():
            if veld in said and said[veld] != soort:
                message = f"'{said[veld]}' en '{soort}' zeggen allebei iets anders over `{veld}`"
                span = source.span(("soort", i))
                yield source.diagnostic(Code.VALUE, message, span, "haal een van beide weg")
                break
            said[veld] = soort


def note_has_title(dossier: Dossier) -> Iterator[Diagnostic]:
    """The footnote of a letter has a title to stand at."""
    brief, source = dossier.brief.model, dossier.brief.source
    if brief.voetnoot is not None and huis(dossier).genre is None:
        message = "deze voetnoot staat bij de titel, en de brief heeft geen titel"
        hint = "zet de noot in de tekst met `[^1]`, of geef de brief een `genre`"
        yield source.diagnostic(Code.VALUE, message, source.key_span(("voetnoot",)), hint)


def lost_sections(dossier: Dossier) -> set[str] | None:
    """Return the sections that mistakes have cost the gemeente; None if nobody can tell."""
    cost: set[str] = set()
    for path in dossier.gemeente.damaged:
        keys = [str(key) for key in path]
        if "secties" in keys[:-1]:
            cost.add(keys[keys.index("secties") + 1])
        elif "secties" in keys or keys[0] == "soorten":
            return None
    return cost


_CLOSE = 0.85  # as alike as a slip of the pen; `Vervolgstappen` is not `vervolg`
# Who writes this means a section that there is not, and hardly a heading in small letters.
_SHORT = re.compile("[a-z][a-z0-9_]*")
_AS_HEADING = (
    "een eigen kop schrijft u zoals hij in de brief komt: `{1}: ...`, of geef hem bij "
    "`koppen: {{{0}: ...}}`"
)


def sections_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """A section has a fixed heading, or one of its own where the gemeente allows that."""
    brief, source = dossier.brief.model, dossier.brief.source
    fixed, lost = huis(dossier).secties, lost_sections(dossier)
    if lost is None:
        return
    for naam in brief.secties:
        hint = None if naam in fixed or naam in lost else _instead(dossier, naam)
        if hint is not None:
            message = f"{_owner(dossier)} heeft geen sectie '{naam}'"
            span = source.key_span(("secties", naam))
            yield source.diagnostic(Code.REFERENCE, message, span, hint)


def _instead(dossier: Dossier, naam: str) -> str | None:
    """Return what to write instead of a section without a fixed heading; None where it can be."""
    fixed, is_worded = huis(dossier).secties, naam in dossier.brief.model.koppen
    koppen = {(one.kop or "").casefold(): key for key, one in fixed.items()}
    if not form.eigen_koppen(dossier):
        near = koppen.get(naam.casefold()) or next(iter(nearest(naam, fixed)), None)
        return f"bedoelde u '{near}'?" if near else _way_to_own(dossier, fixed)
    names = {**koppen, **{key: key for key in fixed}}
    near = next(iter(get_close_matches(naam.casefold(), names, 1, _CLOSE)), None)
    if near is not None and not is_worded:
        own = f"is dit een eigen kop, geef hem dan bij `koppen: {{{naam}: ...}}`"
        return f"bedoelde u '{names[near]}'? Of {own}"
    capital = naam[0].upper() + naam[1:]
    return None if is_worded or not _SHORT.fullmatch(naam) else _AS_HEADING.format(naam, capital)


def _owner(dossier: Dossier) -> str:
    """Name who has the fixed headings of a letter: its gemeente, or a kind of letter."""
    known = dossier.gemeente.model.soorten
    kinds = [naam for naam in dossier.brief.model.soort or () if naam in known]
    of_kind = [naam for naam in kinds if "secties" in known[naam].model_fields_set]
    gemeente = f"gemeente {dossier.gemeente.model.naam}"
    return f"de soort '{of_kind[-1]}' van {gemeente}" if of_kind else gemeente


def _way_to_own(dossier: Dossier, fixed: Iterable[str]) -> str:
    file = dossier.gemeente.source.file
    own = f"een eigen kop kan met `eigen_koppen: ja` in {file}"
    return f"kies uit: {', '.join(fixed)}; {own}" if fixed else f"schrijf `tekst: ...`; {own}"


def headings_known(dossier: Dossier) -> Iterator[Diagnostic]:
    """A letter words the headings of sections that it has, and where the gemeente allows that."""
    brief, source = dossier.brief.model, dossier.brief.source
    fixed, lost = huis(dossier).secties, lost_sections(dossier)
    if lost is None:
        return
    for naam, kop in brief.koppen.items():
        span = source.key_span(("koppen", naam))
        if naam not in (*brief.secties, *fixed, *lost):
            near = nearest(naam, (*brief.secties, *fixed))
            hint = "haal deze kop weg, of voeg de sectie toe"
            hint = f"bedoelde u '{near[0]}'?" if near else hint
            message = f"de brief heeft geen sectie '{naam}'"
            yield source.diagnostic(Code.REFERENCE, message, span, hint)
        elif kop is not None and naam in fixed and not form.eigen_koppen(dossier):
            message = f"de kop van '{naam}' staat vast bij gemeente {dossier.gemeente.model.naam}"
            file = dossier.gemeente.source.file
            hint = f"haal hem hier weg, of zet `eigen_koppen: ja` in {file}"
            yield source.diagnostic(Code.VALUE, message, span, hint)
