"""What does not fit on the pages of a letter, said with its place in the content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ruamel.yaml.nodes import ScalarNode

from raadsbrief.content.dossier import Dossier
from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.letter.blokken import placed_parts
from raadsbrief.letter.tabel.places import Place
from raadsbrief.model import Blok, Grafiek, Tabel
from raadsbrief.model.blokken import Deel
from raadsbrief.page import html
from raadsbrief.page.places import Places
from raadsbrief.pdf.jobs import Answer, Breach, Job
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import KeyPath, Source, plain, span_within

# What a table that is written in YAML can say to become less wide.
_SMALLER = {None: "duizenden", "euro": "duizenden", "duizenden": "miljoenen"}
_TABLES = ("tabel", "grafiek", "planning")


def findings(
    dossier: Dossier, job: Job, breaches: Iterable[Breach], make: Callable[[Job], Answer]
) -> tuple[Diagnostic, ...]:
    """Make the pages again, now with the place of every text, and say what does not fit."""
    places = Places()
    page = html.render(dossier, job.templates, places)
    again = make(replace(job, html=page)).breaches or breaches
    found = [_finding(dossier, places, breach) for breach in again]
    return tuple(dict.fromkeys(found))


def of_note(dossier: Dossier, finding: Diagnostic) -> Diagnostic:
    """Give a finding about a footnote its place: where its first words stand in the content."""
    words = (finding.words or "").split()
    files = [one for one in (dossier.brief, dossier.gemeente, dossier.programma) if one is not None]
    for count in range(min(8, len(words)), 0, -1):
        begin = " ".join(words[:count])
        for file in files:
            for path, text in _texts(file.source):
                if begin in text:
                    place = Place(file.source, path)
                    span = _span(place, begin)
                    return place.source.diagnostic(
                        finding.code, finding.message, span, finding.hint
                    )
    return finding


def _finding(dossier: Dossier, places: Places, breach: Breach) -> Diagnostic:
    place = places.found.get(breach.bron or "") or _searched(dossier, breach)
    if breach.in_table:
        where, path, name = _table(dossier, place)
        if where is not None:
            message = f"{name} is te breed voor de bladzijde, ook liggend en met kleine letters"
            span = where.source.key_span(path)
            return where.source.diagnostic(Code.PAGE, message, span, _remedy(dossier, path))
    message, hint = _said(breach)
    return place.source.diagnostic(Code.PAGE, message, _span(place, breach.words), hint)


def _said(breach: Breach) -> tuple[str, str]:
    shown = f"'{breach.words}'" if breach.words else "een afbeelding"
    if breach.margin is not None:
        side = "boven" if breach.margin.startswith("@top") else "onder"
        message = f"{side} aan bladzijde {breach.page} is geen plaats voor {shown}"
        message += f" naast '{breach.over}'" if breach.over else ""
        hint = "maak het korter, of laat iets weg bij `bladzijden` in het bestand van de gemeente"
    elif breach.over is not None:
        message = f"op bladzijde {breach.page} staat {shown} over '{breach.over}' heen"
        hint = "maak een van de twee korter"
    elif breach.in_table:
        message = (
            f"op bladzijde {breach.page} valt {shown} buiten de bladzijde: de tabel is te breed"
        )
        hint = "laat kolommen weg, of maak er twee tabellen van"
    else:
        message = f"op bladzijde {breach.page} valt {shown} buiten de bladzijde"
        hint = "maak het korter of kleiner; een lang woord kan een koppelteken krijgen"
    return message, hint


# --- Places ---


def _searched(dossier: Dossier, breach: Breach) -> Place:
    """Find words of which the page does not say where they come from, such as a running head."""
    files: list[Loaded[Any]] = [
        dossier.brief,
        dossier.gemeente,
        *([dossier.programma] if dossier.programma else []),
    ]
    wanted = [word for word in breach.words.rstrip("…").split() if len(word) > 3]
    for word in sorted(wanted, key=len, reverse=True):
        for file in files:
            for path, text in _texts(file.source):
                if word in text:
                    return Place(file.source, path)
    return Place(dossier.brief.source, ("secties",), is_key=True)


def _texts(source: Source) -> Iterator[tuple[KeyPath, str]]:
    """Yield the texts of a file with their paths."""
    waiting: list[tuple[KeyPath, object]] = [((), plain(source.root))] if source.root else []
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), part) for key, part in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, i), part) for i, part in reversed(list(enumerate(value)))]
        elif isinstance(value, str):
            yield path, value


def _span(place: Place, words: str) -> Span:
    """Return where in a text words stand; when they are not there to the letter, the whole."""
    if place.in_csv or place.is_key:
        return place.span
    # A section or block may be written as prose alone.
    paths = [place.path[: len(place.path) - cut] for cut in range(min(3, len(place.path)))]
    node = next((node for path in paths if (node := place.source.find(path))), None)
    if isinstance(node, ScalarNode):
        for wanted in (words.rstrip("…"), *sorted(words.rstrip("…").split(), key=len)[::-1]):
            start = node.value.find(wanted) if len(wanted) > 3 else -1
            if start >= 0:
                return span_within(place.source, node, start, len(wanted))
    return place.span


# --- Tables ---


def _table(dossier: Dossier, place: Place) -> tuple[Place | None, KeyPath, str]:
    """Return the file and path of the block that a text of a table is in, and its name."""
    path = place.path
    if place.in_csv is not None:
        path = _with_file(dossier, place.source.file)
    source = dossier.brief.source
    cuts = [i for i, key in enumerate(path) if key in _TABLES]
    if not cuts or (place.in_csv is None and place.source is not source):
        return None, (), ""
    path = path[: cuts[0] + 1]
    kind = {"planning": "de planning", "grafiek": "de tabel onder de grafiek"}.get(
        str(path[-1]), "de tabel"
    )
    block = _block(dossier, path)
    caption = getattr(getattr(block, str(path[-1])), "bijschrift", None) if block else None
    return Place(source), path, f"{kind} '{caption}'" if caption else kind


def _with_file(dossier: Dossier, file: str) -> KeyPath:
    """Return the path of the first table or chart that a CSV file fills."""
    for path, part in placed_parts(dossier.brief.model):
        one = part.tabel or part.grafiek
        if one and one.bestand and (dossier.brief.folder / one.bestand) == Path(file):
            return (*path, part.soort)
    return ()


def _block(dossier: Dossier, path: KeyPath) -> Blok | Deel | None:
    """Return what has the table at a path."""
    return dict(placed_parts(dossier.brief.model)).get(path[:-1])


def _remedy(dossier: Dossier, path: KeyPath) -> str:
    block = _block(dossier, path)
    one = (block.tabel or block.grafiek) if block else None
    splitting = "laat kolommen weg, of maak er twee tabellen van"
    if not isinstance(one, Tabel | Grafiek) or one.bedragen_in not in _SMALLER:
        return splitting
    amounts = one.financiering or any(kolom.soort == "bedrag" for kolom in one.losse_kolommen)
    if not amounts:
        return splitting
    smaller = _SMALLER[one.bedragen_in]
    return f"schrijf de bedragen in {smaller}, met `bedragen_in: {smaller}`; of {splitting}"
