"""The end of a letter: its closing, who signs, and what comes after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raadsbrief.inlezen.huis import Huis, sleutel
from raadsbrief.inlezen.stuk import Alinea, Beeld, Deel, Punt, Tabel, plat

_CLOSING = re.compile(
    r"(?:hoogachtend|met\s+(?:vriendelijke|hartelijke)\s+groet(?:en)?|"
    r"(?:namens\s+)?(?:het\s+)?college\s+van\s+(?:de\s+)?(?:burgemeester|b\s*(?:en|&)\s*w)|"
    r"burgemeester\s+en\s+wethouders|namens\s+het\s+college)\b",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"(?:de\s+)?(?:plv\.?\s+|loco[- ]?|waarnemend\s+)?(?:(?:gemeente)?secretaris|"
    r"burgemeester|wethouder|"
    r"(?:raads)?griffier|voorzitter|(?:algemeen\s+)?directeur|dijkgraaf|gedeputeerde)\b.{0,60}$",
    re.IGNORECASE,
)
_ANNEXES = re.compile(r"bijlagen?(?:\(n\))?\s*:?\s*(.*)$", re.IGNORECASE | re.DOTALL)
_LAST = 30  # parts among which the closing is


@dataclass
class Slot:
    """How a letter ends: lines of the closing, who signs, annexes, and parts after all that."""

    afsluiting: list[str] = field(default_factory=list)
    tekenaars: list[tuple[str, str]] = field(default_factory=list)
    bijlagen: list[str] = field(default_factory=list)
    regels: list[str] = field(default_factory=list)
    erna: list[Deel] = field(default_factory=list)
    los: list[str] = field(default_factory=list)


def lees_slot(delen: list[Deel], huis: Huis) -> tuple[Slot, list[Deel]]:
    """Take the end from the parts of a letter. Returns it, and the parts before it."""
    start = _start(delen, huis)
    slot = Slot()
    if start is None:
        return slot, delen
    tail = delen[start:]
    signed = 0
    for i, part in enumerate(tail):
        lines = [plat(line).strip() for line in _lines(part)]
        long = any(len(line.split()) > 12 for line in lines)
        if i and (long or isinstance(part, Punt) or any(map(_ANNEXES.match, lines))):
            break
        signed = i + 1
    _read_signed(tail[:signed], slot, huis)
    _read_rest(tail[signed:], slot)
    return slot, delen[:start]


def _start(delen: list[Deel], huis: Huis) -> int | None:
    """Find where the closing begins; without one, where those of the college sign."""
    own = {sleutel(line) for line in huis.gemeente.afsluiting or ()}
    first = max(0, len(delen) - _LAST)
    signing = None
    for i in range(len(delen) - 1, first - 1, -1):
        lines = [plat(line).strip() for line in _lines(delen[i])]
        if not lines or isinstance(delen[i], Punt):
            continue
        is_short = len(lines[0].split()) <= 12
        if is_short and (sleutel(lines[0]) in own or _CLOSING.match(lines[0])):
            if i and _is_closing(delen[i - 1], own):
                continue
            return i
        if any(huis.bestuurder(cell) for line in lines for cell in line.split("\t")):
            signing = i
    return signing


def _is_closing(part: Deel, own: set[str]) -> bool:
    lines = [plat(line).strip() for line in _lines(part)]
    return (
        bool(lines)
        and len(lines[0].split()) <= 12
        and (sleutel(lines[0]) in own or bool(_CLOSING.match(lines[0])))
    )


def _lines(part: Deel) -> Iterator[str]:
    if isinstance(part, Tabel):
        for row in part.rijen:
            yield "\t".join(row)
    elif not isinstance(part, Beeld):
        yield from part.tekst.split("\\\n")


def _columns(parts: list[Deel]) -> Iterator[str]:
    """Yield the lines of those who sign, one person after the other."""
    side_by_side: list[list[str]] = []
    for part in parts:
        if isinstance(part, Tabel):
            for column in zip(*part.rijen, strict=True):
                yield from (line for cell in column for line in cell.split("\\\n"))
            continue
        for line in _lines(part):
            cells = re.split(r"\t+|(?<=,)\s*(?=[Dd]e\s)", line.strip())
            if len(cells) > 1:
                side_by_side.append(cells)
            else:
                yield from _turned(side_by_side)
                side_by_side = []
                yield line
    yield from _turned(side_by_side)


def _turned(rows: list[list[str]]) -> Iterator[str]:
    for i in range(max(map(len, rows), default=0)):
        yield from (row[i] for row in rows if i < len(row))


def _read_signed(parts: list[Deel], slot: Slot, huis: Huis) -> None:
    name = function = None
    for raw in _columns(parts):
        line = plat(raw).strip().strip("_").strip()
        slot.regels.append(line)
        if not line or re.fullmatch(r"[\W_]+", line):
            continue
        if both := _name_and_function(line, huis):
            slot.tekenaars.append(both)
        elif _is_function(line, huis) and not _CLOSING.match(line):
            line = line.rstrip(" ,")
            if function:
                slot.tekenaars.append(("", function))
            if name:
                slot.tekenaars.append((name, line))
                name = function = None
            else:
                function = line
        elif function and _is_name(line):
            slot.tekenaars.append((line, function))
            function = None
        elif (
            not slot.tekenaars
            and not name
            and not huis.bestuurder(line)
            and (
                _CLOSING.match(line)
                or slot.afsluiting == []
                or not _is_name(line)
                or line.endswith(",")
            )
        ):
            slot.afsluiting.append(line)
        elif _is_name(line) and not name:
            name = line
        else:
            slot.los.append(line)
    if name or function:
        slot.tekenaars.append((name or "", function or ""))


def _name_and_function(line: str, huis: Huis) -> tuple[str, str] | None:
    """Read `B. Burger, burgemeester`, with or without the comma."""
    for space in re.finditer(r",?\s+", line):
        name, function = line[: space.start()], line[space.end() :].strip(" ,")
        is_name = "," in space[0] or huis.bestuurder(name) or re.match(r"[A-Z]\..*[a-z]{2}", name)
        if is_name and _is_function(function, huis) and not _is_function(name, huis):
            return name, function
    return None


def _is_function(line: str, huis: Huis) -> bool:
    words = re.sub(r"^de\s+", "", line.casefold().strip(" ,"))
    return bool(_FUNCTION.match(line)) or any(
        words == one.functie.casefold() for one in huis.gemeente.college
    )


def _is_name(line: str) -> bool:
    return (
        len(line.split()) <= 7 and any(sign.isupper() for sign in line) and line[-1] not in ":;!?"
    )


def _read_rest(parts: list[Deel], slot: Slot) -> None:
    """Read the list of annexes, and keep what follows."""
    in_list = False
    for part in parts:
        lines = [] if isinstance(part, Tabel | Beeld) else list(_lines(part))
        found = _ANNEXES.match(plat(lines[0])) if lines else None
        if found and len(lines[0].split()) < 15 and not slot.erna:
            in_list = True
            slot.regels.append(plat(lines[0]))
            first = [lines[0].partition(":")[2].strip(" *")] if found[1] else []
            slot.bijlagen += [line for line in [*first, *lines[1:]] if line]
        elif in_list and isinstance(part, Punt | Alinea) and len(part.tekst.split()) <= 20:
            slot.bijlagen += [line for line in lines if line.strip()]
        else:
            in_list = False
            slot.erna.append(part)
