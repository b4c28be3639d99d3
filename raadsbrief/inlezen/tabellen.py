"""A table of a document as the block `tabel`, where its figures are figures; else as Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from raadsbrief.inlezen.stuk import Tabel, plat
from raadsbrief.letter.tabel.figures import is_word, is_year, places_of
from raadsbrief.letter.tabel.totals import label_of
from raadsbrief.model.getallen import decimals, genoteerd, lees
from raadsbrief.model.tabel import Eenheid, Kolomsoort

_UNITS: tuple[tuple[str, Eenheid], ...] = (
    (r"(?:x|×|\*)\s*(?:€|eur|euro)?\s*1\.?000\b(?!\.)|in\s+duizenden|€\s*1\.000", "duizenden"),
    (
        r"(?:x|×|\*)\s*(?:€|eur|euro)?\s*1(?:\.000\.000|\s*m(?:iljoen|ln))|in\s+miljoenen",
        "miljoenen",
    ),
)
_KINDS: dict[str, Kolomsoort] = {"€": "bedrag", "%": "percentage", "": "aantal"}


def kaal(cell: str) -> str:
    """Return a cell on one line, without marks around it."""
    return " ".join(plat(cell).split())


@dataclass(frozen=True)
class Blok:
    """The block that a table becomes, and what the author should know of it."""

    tabel: dict[str, Any]
    melding: str | None = None


def als_blok(tabel: Tabel) -> Blok | None:
    """Make a block of a table with figures; None when it has none, or does not add up."""
    if (
        tabel.koprijen != 1
        or len(tabel.rijen) < 3
        or any("[^" in c for r in tabel.rijen for c in r)
    ):
        return None
    heads = [kaal(cell) for cell in tabel.rijen[0]]
    rows = [[kaal(cell) for cell in row] for row in tabel.rijen[1:]]
    if not all(heads[1:]) or len(set(heads)) < len(heads) or not all(row[0] for row in rows):
        return None
    groups = {y - 1 for y in tabel.groepen}
    figures = [row for y, row in enumerate(rows) if y not in groups]
    kinds = [None, *(_kind([row[x] for row in figures]) for x in range(1, len(heads)))]
    if not any(kinds) or not figures or (groups and 0 not in groups):
        return None
    unit = _unit(" ".join(heads))
    if unit:  # then the figures carry no sign
        kinds = [kind and ("bedrag" if kind == "aantal" else kind) for kind in kinds]
    numbers = [[_number(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]
    total = label_of(rows[-1][0]) == "alles" and len(figures) > 2 and not groups
    inner = any(label_of(row[0]) for row in figures[: -1 if total else None])
    if inner or (groups and label_of(rows[-1][0])):
        return None  # sums of parts: only their author knows of which
    body = rows[:-1] if total else rows
    added = [kind in ("bedrag", "aantal") for kind in kinds]
    rounded = False
    if total:
        fits = [
            _fits([row[x] for row in numbers[:-1]], numbers[-1][x]) if added[x] else "leeg"
            for x in range(len(heads))
        ]
        if "fout" in fits:
            return None
        rounded = "bijna" in fits
        added = [one and fit != "leeg" for one, fit in zip(added, fits, strict=True)]
        if not any(added):
            return None
    columns = [
        _column(head, kind, optellen=is_added or not total)
        for head, kind, is_added in zip(heads, kinds, added, strict=True)
    ]
    found: dict[str, Any] = {"kolommen": columns}
    if unit:
        found["bedragen_in"] = unit
    written = [
        [_cell(cell, number) for cell, number in zip(row, values, strict=True)]
        for row, values in zip(body, numbers, strict=False)
    ]
    if groups:
        found["groepen"] = _grouped(written, groups)
    else:
        found["rijen"] = written
    if total:
        found["totaal"] = [
            _cell(cell, number) if not x or added[x] else ""
            for x, (cell, number) in enumerate(zip(rows[-1], numbers[-1], strict=True))
        ]
    if rounded:
        found["afgerond"] = "ja"
    lost = [cell for x, cell in enumerate(rows[-1]) if total and x and cell and not added[x]]
    said = [f"in het document staat ook: {', '.join(lost)}"] if lost else []
    if unit:
        said.append("raadsbrief zet zelf boven de tabel in welke eenheid de bedragen staan")
    return Blok(found, "; ".join(said) or None)


def _unit(heads: str) -> Eenheid | None:
    return next((unit for mark, unit in _UNITS if re.search(mark, heads, re.IGNORECASE)), None)


def _kind(cells: list[str]) -> Kolomsoort | None:
    """Return what a column of figures holds; None when it has anything else, or years."""
    figures = [cell for cell in cells if cell and not is_word(cell)]
    read = [lees(cell) for cell in figures]
    if not figures or not all("komma" in one.als for one in read) or all(map(is_year, figures)):
        return None
    signs = {one.teken for one in read}
    if len(signs - {""}) > 1 or ("%" in signs and "" in signs):
        return None
    kind = _KINDS[max(signs)]
    most = max(decimals([one.als["komma"]]) for one in read)
    return kind if most <= places_of(kind, None) else None


def _number(cell: str, kind: Kolomsoort | None) -> Decimal | None:
    return lees(cell).als.get("komma") if kind and not is_word(cell) else None


def _fits(parts: list[Decimal | None], total: Decimal | None) -> str:
    """Tell how a written total compares with the sum of its column."""
    if total is None:
        return "leeg"
    known = [part for part in parts if part is not None]
    off = abs(sum(known, Decimal()) - total)
    step = Decimal(1).scaleb(-decimals([*known, total]))
    return "klopt" if not off else "bijna" if off <= step * len(known) / 2 else "fout"


def _column(head: str, kind: Kolomsoort | None, optellen: bool) -> Any:
    if kind is None:
        return head or {"kop": None}
    column: dict[str, Any] = {"kop": head, "soort": kind}
    if not optellen and kind != "percentage":
        column["optellen"] = "nee"
    return column


def _cell(cell: str, number: Decimal | None) -> Any:
    return cell if number is None else Getal(genoteerd(number, 3) or cell)


class Getal(str):
    """A figure in the notation of the content."""

    __slots__ = ()


def _grouped(rows: list[list[Any]], groups: set[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for y, row in enumerate(rows):
        if y in groups:
            found.append({"naam": row[0], "rijen": []})
        else:
            found[-1]["rijen"].append(row)
    return [group for group in found if group["rijen"]] if all(g["rijen"] for g in found) else found


def als_markdown(tabel: Tabel) -> list[str]:
    """Write a table as Markdown: one row of heads, one line for each row."""
    rows = [[_one_line(cell) for cell in row] for row in tabel.rijen]
    heads = [
        " ".join(dict.fromkeys(filter(None, column)))
        for column in zip(*rows[: tabel.koprijen], strict=True)
    ]
    body = [row for row in rows[tabel.koprijen :] if any(row)]
    columns = list(zip(*body, strict=True)) if body else [()] * len(heads)
    used = [x for x, head in enumerate(heads) if head or any(columns[x])]
    right = [bool(body) and _kind([kaal(cell) for cell in columns[x]]) is not None for x in used]
    lines = [[heads[x] for x in used], *([row[x] for x in used] for row in body)]
    rule = "|" + "|".join("--:" if one and i else "---" for i, one in enumerate(right)) + "|"
    written = ["| " + " | ".join(cells) + " |" for cells in lines]
    return [written[0], rule, *written[1:]]


def _one_line(cell: str) -> str:
    return " ".join(re.sub(r"(?<!\\)\|", r"\\|", cell.replace("\\\n", " ")).split())
