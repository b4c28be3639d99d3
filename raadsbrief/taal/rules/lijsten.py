"""Rules about lists: the items of one list begin and end in the same way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst

_MINSTENS = 3
_EINDE = re.compile(r"(?P<teken>[;,.?!:])(?P<woord>\s+(?:en|of))?\s*$")
_NAMEN = {";": "een puntkomma", ",": "een komma", ".": "een punt", "": "geen leesteken"}


def einden(letter: Letter) -> Iterator[Vondst]:
    """Items that end in a semicolon, and one in between that does not. The last may differ."""
    for items in letter.lijsten:
        if len(items) < _MINSTENS or items[0].lijst is None or not items[0].lijst.eigen:
            continue
        ends = [_einde(item.tekst) for item in items]
        usual = _gewoonte(ends[:-1], 2)
        if usual in (None, ":"):  # items with a list of their own below them
            continue
        for item, end in list(zip(items, ends, strict=True))[:-1]:
            if end not in (usual, ":"):
                # Beside items without any stop, one of several sentences ends in a full stop.
                severity = Severity.WAARSCHUWING if usual else Severity.HINT
                melding = f"dit punt eindigt op {_NAMEN[end]}, de andere op {_NAMEN[usual]}"
                yield _bij_het_eind(item, melding, severity)
        if usual and ends[-1] in (";", ",", ""):
            melding = "het laatste punt van de lijst eindigt op een punt"
            yield _bij_het_eind(items[-1], melding, Severity.WAARSCHUWING)


def _einde(text: str) -> str:
    match = _EINDE.search(text)
    mark = match["teken"] if match else ""
    if mark == "," and match and match["woord"]:
        return ";"  # before the last item, `, en` says as much as `; en`
    return "." if mark in ("?", "!") and mark else mark


def _bij_het_eind(item: Stuk, melding: str, severity: Severity) -> Vondst:
    start = item.woorden[-1].start if item.woorden else 0
    return Vondst(
        Code.LIST_ENDS, severity, item, start, len(item.tekst) - start,
        melding, "laat alle punten op dezelfde manier eindigen, het laatste met een punt",
    )  # fmt: skip


def hoofdletters(letter: Letter) -> Iterator[Vondst]:
    """Items that begin with a small letter, and one with a capital, or the reverse."""
    for items in letter.lijsten:
        begins = [_begin(item) for item in items]
        known = [begin for begin in begins if begin]
        usual = _gewoonte(known, 3) if len(known) >= _MINSTENS else None
        if usual is None:
            continue
        for item, begin in zip(items, begins, strict=True):
            if begin and begin != usual:
                word = item.woorden[0]
                yield Vondst(
                    Code.LIST_BEGINS, Severity.WAARSCHUWING, item, word.start, len(word.tekst),
                    f"dit punt begint met een {begin}, de andere met een {usual}",
                    "laat alle punten op dezelfde manier beginnen",
                )  # fmt: skip


def _begin(item: Stuk) -> str:
    """Return what kind of letter an item begins with; of a name or figure, nothing."""
    if not item.woorden or item.woorden[0].soort != "woord" or item.is_feit(0, 1):
        return ""
    first = item.woorden[0].tekst
    if any(c.isupper() for c in first[1:]) or len(first) < 2 or first[0] in "'’":
        return ""
    if first[0].islower():
        return "kleine letter"
    following = item.woorden[1].tekst if len(item.woorden) > 1 else ""
    return "" if following[:1].isupper() else "hoofdletter"


def _gewoonte(values: Sequence[str], times: int) -> str | None:
    """Return what at least two do, and so many times as many as do otherwise."""
    counts = Counter(values).most_common()
    usual, most = counts[0] if counts else ("", 0)
    return usual if most >= 2 and most >= times * (len(values) - most) else None
