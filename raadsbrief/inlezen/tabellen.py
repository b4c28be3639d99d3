"""A table of a document as the block `tabel`, where its figures are figures; else as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    in_notes = any("[^" in cell for row in tabel.rijen for cell in row)
    if tabel.koprijen != 1 or len(tabel.rijen) < 3 or in_notes:
        return None
    heads = [kaal(cell) for cell in tabel.rijen[0]]
    rows = [[kaal(cell) for cell in row] for row in tabel.rijen[1:]]
    if not all(heads[1:]) or len(set(heads)) < len(heads) or not all(row[0] for row in rows):
        return None
    return _Cijfers(heads, rows, {y - 1 for y in tabel.groepen}).blok()


class _Cijfers:
    """A table whose columns are looked at: what each holds, and whether it adds up."""

    def __init__(self, heads: list[str], rows: list[list[str]], groups: set[int]) -> None:
        self._heads = heads
        self._rows = rows
        self._groups = groups
        self._parts = [row for y, row in enumerate(rows) if y not in groups]
        self._unit = _unit(" ".join(heads))
        found = [_kind([row[x] for row in self._parts]) for x in range(1, len(heads))]
        if self._unit:  # then the figures carry no sign
            found = [kind and ("bedrag" if kind == "aantal" else kind) for kind in found]
        self._kinds: list[Kolomsoort | None] = [None, *found]
        self._has_total = label_of(rows[-1][0]) == "alles" and len(self._parts) > 2 and not groups

    def blok(self) -> Blok | None:
        """Return the block, if people could check it."""
        if not any(self._kinds) or (self._groups and 0 not in self._groups):
            return None
        inner = self._parts[:-1] if self._has_total else self._parts
        if any(label_of(row[0]) for row in inner) or self._has_unread():
            return None  # sums of parts: only their author knows of which
        fits = [self._fit(x) for x in range(len(self._heads))] if self._has_total else []
        if "fout" in fits or (fits and not {"klopt", "bijna"} & set(fits)):
            return None
        found: dict[str, Any] = {"kolommen": list(self._columns(fits))}
        if self._unit:
            found["bedragen_in"] = self._unit
        written = [self._written(row) for row in self._rows]
        if self._groups:
            found["groepen"] = _grouped(written, self._groups)
        else:
            found["rijen"] = written[:-1] if self._has_total else written
        if fits:
            found["totaal"] = [
                cell if not x or fit != "leeg" else ""
                for x, (cell, fit) in enumerate(zip(written[-1], fits, strict=True))
            ]
        if "bijna" in fits:
            found["afgerond"] = "ja"
        return Blok(found, "; ".join(self._said(fits)) or None)

    def _has_unread(self) -> bool:
        """Tell whether a column has amounts or shares that are no figures: `€ 1,2 mln`."""
        return any(
            kind is None and re.search(r"€\s*\d|\d\s*%", row[x])
            for x, kind in enumerate(self._kinds)
            if x
            for row in self._parts
        )

    def _number(self, cell: str, x: int) -> Decimal | None:
        return lees(cell).als.get("komma") if self._kinds[x] and not is_word(cell) else None

    def _fit(self, x: int) -> str:
        """Tell how the written total of a column compares with its sum."""
        if self._kinds[x] not in ("bedrag", "aantal"):
            return "leeg"
        *parts, total = (self._number(row[x], x) for row in self._rows)
        return _fits(parts, total)

    def _columns(self, fits: list[str]) -> Iterator[Any]:
        for x, (head, kind) in enumerate(zip(self._heads, self._kinds, strict=True)):
            if kind is None:
                yield "" if not x and self._is_unit(head) else head
                continue
            column = {"kop": head, "soort": kind}
            if fits and fits[x] == "leeg" and kind != "percentage":
                column["optellen"] = "nee"
            yield column

    def _is_unit(self, head: str) -> bool:
        """Tell whether a head only says what raadsbrief puts above the table."""
        return bool(self._unit) and len(re.findall(r"[^\W\d_]+", head)) <= 3 and "1" in head

    def _written(self, row: list[str]) -> list[str]:
        cents = [2 if kind == "bedrag" and not self._unit else 0 for kind in self._kinds]
        numbers = [self._number(cell, x) for x, cell in enumerate(row)]
        return [
            cell if number is None else Getal(genoteerd(number, 3, places) or cell)
            for cell, number, places in zip(row, numbers, cents, strict=True)
        ]

    def _said(self, fits: list[str]) -> Iterator[str]:
        lost = [cell for x, cell in enumerate(self._rows[-1]) if fits and x and fits[x] == "leeg"]
        if any(lost):
            yield f"in het document staat bij het totaal ook: {', '.join(filter(None, lost))}"
        if self._unit:
            yield "raadsbrief zet zelf boven de tabel in welke eenheid de bedragen staan"
            if self._is_unit(self._heads[0]):
                yield f"in het document stond dat als kop: {self._heads[0]}"


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


def _fits(parts: list[Decimal | None], total: Decimal | None) -> str:
    """Tell how a written total compares with the sum of its column."""
    if total is None:
        return "leeg"
    known = [part for part in parts if part is not None]
    off = abs(sum(known, Decimal()) - total)
    step = Decimal(1).scaleb(-decimals([*known, total]))
    return "klopt" if not off else "bijna" if off <= step * len(known) / 2 else "fout"


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
    right = [bool(body) and _stands_right([kaal(cell) for cell in columns[x]]) for x in used]
    lines = [[heads[x] for x in used], *([row[x] for x in used] for row in body)]
    rule = "|" + "|".join("--:" if one and i else "---" for i, one in enumerate(right)) + "|"
    written = ["| " + " | ".join(cells) + " |" for cells in lines]
    return [written[0], rule, *written[1:]]


def _stands_right(cells: list[str]) -> bool:
    """Tell whether a column is one of figures, or of amounts in words: `€ 1,2 mln`."""
    return _kind(cells) is not None or all(re.match(r"€\s*\d", cell) for cell in cells if cell)


def _one_line(cell: str) -> str:
    return " ".join(re.sub(r"(?<!\\)\|", r"\\|", cell.replace("\\\n", " ")).split())
