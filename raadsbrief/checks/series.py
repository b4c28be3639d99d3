"""Rules about the letters together: what one letter says beside the others."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from raadsbrief import dutch
from raadsbrief.content.dossier import Content, Dossier
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Severity
from raadsbrief.letter.blokken import told_results
from raadsbrief.model import Brief
from raadsbrief.yaml.decode import Loaded

# With more letters than these under one number, to name them all helps nobody.
_SHOWN = 3


def numbers_apart(letters: Iterable[Loaded[Brief]]) -> Iterator[Diagnostic]:
    """No two letters of a gemeente have the same case number, unless a `kenmerk` tells them apart.

    The finding is on each of them: nothing tells which one has the number of the other.
    """
    alike: dict[tuple[str, str, str | None], list[Loaded[Brief]]] = {}
    for letter in letters:
        brief = letter.model
        if brief.zaaknummer is not None and ("zaaknummer",) not in letter.damaged:
            key = (brief.gemeente, brief.zaaknummer.casefold(), brief.kenmerk)
            alike.setdefault(key, []).append(letter)
    for same in alike.values():
        for letter in same if len(same) > 1 else ():
            source = letter.source
            others = [other.source.file for other in same if other is not letter]
            message = f"het zaaknummer '{letter.model.zaaknummer}' heeft ook {_some(others)}"
            hint = "verbeter het nummer, verwijder een kopie, of geef elk een eigen `kenmerk`"
            span = source.span(("zaaknummer",))
            yield source.diagnostic(Code.CASE_NUMBER, message, span, hint)


def _some(files: list[str]) -> str:
    """Name a few files; of a number that a whole archive has, the rest is counted."""
    if len(files) > _SHOWN + 1:
        files = [*files[:_SHOWN], f"nog {len(files) - _SHOWN} andere"]
    return dutch.opsomming(files)


def untold_results(content: Content, dossier: Dossier) -> Iterator[Diagnostic]:
    """Results since the previous letter on the programme are told in this one (a hint)."""
    previous = _previous(content, dossier)
    programma, brief = dossier.programma, dossier.brief
    if previous is None or programma is None or brief.model.datum is None:
        return
    since, until = previous.model.datum, brief.model.datum
    if since is None:
        return
    told = told_results(programma.model, brief.model)
    for key, resultaat in programma.model.resultaten.items():
        day = resultaat.datum
        is_named = f"resultaten.{key}" in brief.source.text
        if day is None or key in told or is_named:
            continue
        if day.eerste_dag > since.laatste_dag and day.laatste_dag <= until.laatste_dag:
            message = (
                f"het resultaat '{key}' ({dutch.datum(day)}) is van na de vorige brief "
                f"({previous.source.file}), en staat niet in deze"
            )
            hint = f"noem het onder `resultaten`: `{key}`"
            found = brief.source.diagnostic(
                Code.UNTOLD, message, brief.source.span(("programma",)), hint
            )
            yield replace(found, severity=Severity.HINT, words=key)


def _previous(content: Content, dossier: Dossier) -> Loaded[Brief] | None:
    """Return the last letter on the same programme before this one, if dates tell."""
    name = content.kin_of(dossier.name).previous
    if name is not None:
        with contextlib.suppress(ContentError):  # it is reported when it is checked itself
            return content.brief(name)
    return None
