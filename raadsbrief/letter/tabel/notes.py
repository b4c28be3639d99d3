"""The notes below a table, and the marks in its cells and heads that call them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from raadsbrief.diagnostics import Code
from raadsbrief.letter.tabel.grid import CALL, Table
from raadsbrief.letter.tabel.places import Place, Surroundings
from raadsbrief.model.tabel import Tabel


def masked(text: str, noten: Collection[str]) -> str:
    """Return a text of which the calls of these notes are words, each in its place."""
    return CALL.sub(lambda call: "x" * len(call[0]) if call[1] in noten else call[0], text)


def _behind(text: str) -> tuple[str, list[str]]:
    """Return a text without the calls of notes at its end, and those calls.

    From the end on: a pattern would try again at each space and call.
    """
    labels: list[str] = []
    text = text.rstrip()
    for call in reversed(list(CALL.finditer(text)) if text.endswith("]") else []):
        if call.end() != len(text):
            break
        labels.append(call[1])
        text = text[: call.start()].rstrip()
    return text, labels[::-1]


def take(table: Table, tabel: Tabel, around: Surroundings) -> None:
    """Take the marks from behind figures; report notes that nobody calls, or that are not there."""
    table.noten = tabel.noten
    table.anker = "-".join(("noot", *map(str, around.place.path)))
    called: set[str] = set()
    for place, text in _heads(tabel, table, around.place):
        for label in CALL.findall(text):
            called.add(label)
            if label not in tabel.noten:
                _report_unknown(label, tabel, place, around)
    for row in table.rows():
        for cell in row.cells:
            written = "" if cell.literal or row.soort == "kop" else cell.written or ""
            labels = CALL.findall(written)
            called.update(labels)
            for label in labels:
                if label not in tabel.noten:
                    _report_unknown(label, tabel, cell.place, around)
            before, behind = _behind(written)
            if behind and not cell.shown and all(label in tabel.noten for label in labels):
                cell.noten, cell.written = tuple(behind), before
    for label in tabel.noten:
        if label not in called:
            message = f"naar noot '{label}' verwijst niets in de tabel"
            hint = f"zet `[^{label}]` achter een tekst of cijfer, of gebruik `noot`"
            place = Place(around.place.source, (*around.place.path, "noten", label), is_key=True)
            around.report(place, message, hint, Code.REFERENCE)


def _heads(tabel: Tabel, table: Table, place: Place) -> Iterator[tuple[Place, str]]:
    """Yield the texts around the cells that can call a note, each with its place."""
    yield place.inside("bijschrift"), tabel.bijschrift or ""
    if not isinstance(tabel.kolommen, str):
        for i, one in enumerate(tabel.kolommen):
            yield place.inside("kolommen", i, "kop"), one.kop or ""
    for column in table.columns:
        yield column.place.inside("kop"), column.kolom.kop or "" if column.boven else ""
    for i, groep in enumerate(tabel.groepen):
        yield place.inside("groepen", i, "naam"), groep.naam or ""
    for body in table.bodies:
        if body.place is not None:
            yield body.place.inside("tussenkop"), body.kop or ""
        for row in body.rows:
            if row.soort == "kop":
                yield row.cells[0].place, str(row.cells[0].shown)


def _report_unknown(label: str, tabel: Tabel, place: Place, around: Surroundings) -> None:
    message = f"deze tabel heeft geen noot '{label}'"
    known = f"; daar staan nu: {', '.join(tabel.noten)}" if tabel.noten else ""
    hint = f"zet haar onder de tabel, met `{label}: ...` bij `noten`{known}"
    around.report(place, message, hint, Code.REFERENCE)
