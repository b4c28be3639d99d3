"""The body of a letter under the fixed headings of the gemeente, and in blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raadsbrief.inlezen.huis import Huis, sleutel
from raadsbrief.inlezen.stuk import VET, Alinea, Deel, Kop, Punt, Tabel, plat, zonder_noten
from raadsbrief.inlezen.tabellen import Blok, als_blok


@dataclass
class Sectie:
    """A section: its headings as they were, and what stands below them."""

    koppen: list[str] = field(default_factory=list)
    delen: list[Deel] = field(default_factory=list)
    vreemd: list[str] = field(default_factory=list)


@dataclass
class Indeling:
    """What stands above all sections, and the sections by the key that they have in a letter."""

    boven: list[Deel] = field(default_factory=list)
    secties: dict[str, Sectie] = field(default_factory=dict)


def met_koppen(delen: list[Deel], huis: Huis) -> list[Deel]:
    """Make headings of lines that are a fixed heading to the letter, and of a form of two columns.

    In such a form the headings stand to the left, and what is below them to the right.
    """
    found: list[Deel] = []
    for part in delen:
        if isinstance(part, Alinea) and huis.vaste_kop(plat(part.tekst)):
            found.append(Kop(VET, part.tekst))
        elif isinstance(part, Tabel) and _is_form(part, huis):
            for left, right in part.rijen:
                is_heading = huis.sectie(plat(left))
                found.append(Kop(VET, left) if is_heading else Alinea(left))
                found += [_line(text) for text in right.split("\\\n") if text.strip()]
        else:
            found.append(part)
    return found


def _is_form(table: Tabel, huis: Huis) -> bool:
    headed = [row for row in table.rijen if huis.vaste_kop(plat(row[0]))]
    return len(table.rijen[0]) == 2 and 2 * len(headed) >= len(table.rijen)


def _line(text: str) -> Deel:
    return Punt(0, "-", text[2:]) if text.startswith("• ") else Alinea(text)


def deel_in(delen: list[Deel], huis: Huis) -> Indeling:
    """Divide the parts of a letter over its sections."""
    own = _own_headings(huis)
    matched = [huis.sectie(plat(part.tekst)) if isinstance(part, Kop) else None for part in delen]
    levels = [
        part.niveau
        for part, name in zip(delen, matched, strict=True)
        if isinstance(part, Kop) and name
    ]
    if not levels and own:
        levels = [part.niveau for part in delen if isinstance(part, Kop)][:1]
    top = min(levels, default=0)
    found = Indeling()
    current: Sectie | None = None
    for part, name in zip(delen, matched, strict=True):
        words = " ".join(plat(part.tekst).split()) if isinstance(part, Kop) else ""
        is_top = isinstance(part, Kop) and part.niveau <= top
        if name is None and is_top and own and _can_be_key(words):
            name = words
        if name is not None:
            current = found.secties.setdefault(name, Sectie())
            current.koppen.append(words)
            continue
        is_real = isinstance(part, Kop) and part.niveau < VET
        if is_top and is_real and current is not None and huis.koppen:
            current.vreemd.append(words)
        (found.boven if current is None else current.delen).append(part)
    return found


def _own_headings(huis: Huis) -> bool:
    """Tell whether letters of this gemeente may have headings of their own."""
    allowed = huis.gemeente.eigen_koppen
    return not huis.gemeente.secties if allowed is None else allowed


def _can_be_key(words: str) -> bool:
    return bool(sleutel(words)) and len(words) <= 120


@dataclass
class Tekstblok:
    """A block of a section: perhaps a heading, and prose or a table."""

    kop: str | None = None
    delen: list[Deel] = field(default_factory=list)
    tabel: Blok | None = None


def blokken(delen: list[Deel]) -> list[Tekstblok]:
    """Divide a section in blocks: at each of its highest headings, and around tables of figures."""
    top = min((part.niveau for part in delen if isinstance(part, Kop)), default=0)
    return list(_filled(_blocks(delen, top)))


def _blocks(delen: list[Deel], top: int) -> Iterator[Tekstblok]:
    block = Tekstblok()
    for part in delen:
        if isinstance(part, Kop) and part.niveau == top:
            yield block
            kop = zonder_noten(part.tekst).strip()
            block = Tekstblok(kop or None)
            continue
        figures = als_blok(part) if isinstance(part, Tabel) else None
        if figures is None:
            block.delen.append(part)
        elif block.delen:
            yield block
            yield Tekstblok(None, [part], figures)
            block = Tekstblok()
        else:
            yield Tekstblok(block.kop, [part], figures)
            block = Tekstblok()
    yield block


def _filled(blocks: Iterator[Tekstblok]) -> Iterator[Tekstblok]:
    """Let a heading with nothing below it be a line in bold."""
    for block in blocks:
        if block.delen or block.tabel:
            yield block
        elif block.kop:
            yield Tekstblok(None, [Alinea(f"**{plat_vet(block.kop)}**")])


def plat_vet(text: str) -> str:
    """Return a text that can stand between stars: without stars of its own."""
    return re.sub(r"(?<!\\)\*", "", text).strip()
