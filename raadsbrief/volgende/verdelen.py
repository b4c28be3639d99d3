"""Which block of the last letter tells which news: results under their pillar, funds under theirs.

What has no block that fits gets one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from raadsbrief.letter.blokken import blocks_by_part, of_pillars, placed_blocks, told_keys
from raadsbrief.model import Blok, Brief, Financiering, Programma
from raadsbrief.model.blokken import Selectie
from raadsbrief.model.fields import ALLE
from raadsbrief.volgende.nieuws import Nieuws
from raadsbrief.volgende.regels import remark
from raadsbrief.yaml.nodes import KeyPath

KINDS = ("pijlers", "resultaten", "financiering")
_FUND = re.compile(r"\{\{\s*(?:programma\s*\.\s*)?financiering\s*\.\s*(\w+)")


@dataclass
class Verdeling:
    """Short names by the path of the block that tells them; the rest by kind."""

    blokken: dict[KeyPath, list[str]] = field(default_factory=dict)
    rest: dict[str, list[str]] = field(default_factory=dict)
    hoofd: KeyPath | None = None
    """The part of the letter in which the rest is told."""
    eerste: dict[str, KeyPath] = field(default_factory=dict)
    """The first block of each kind."""


def verdeel(brief: Brief | None, programma: Programma | None, nieuws: Nieuws) -> Verdeling:
    """Give all news of a kind to the blocks that told that kind."""
    found = Verdeling()
    if brief is not None:
        found.hoofd = _main(brief)
    for kind in KINDS:
        blocks = [] if brief is None else [
            (path, blok) for path, blok in placed_blocks(brief) if blok.soort == kind
        ]  # fmt: skip
        if blocks:
            found.eerste[kind] = blocks[0][0]
        for key in getattr(nieuws, kind):
            path = _block_for(kind, key, blocks, programma)
            if path is None:
                found.rest.setdefault(kind, []).append(key)
            else:
                found.blokken.setdefault(path, []).append(key)
    return found


# Where a letter tells most: by what tells the programme, or by the name of the part.
_TELLS = re.compile(r"informatie|toelicht|stand|voortgang|resulta|inhoud|ontwikkel|kern", re.I)


def _main(brief: Brief) -> KeyPath | None:
    """Return the part of a letter in which news belongs that no block fits."""
    parts = [path for path, blokken in blocks_by_part(brief).items()
             if blokken and path != ("na_ondertekening",)]  # fmt: skip
    telling = [path[:-1] for path, blok in placed_blocks(brief) if blok.soort in KINDS]
    return next((path for path in telling if path in parts), None) or main_part(parts)


def main_part(parts: Sequence[KeyPath]) -> KeyPath | None:
    """Choose the part whose name says that it tells most."""
    named = [path for path in parts if _TELLS.search(str(path[-1]))]
    return next(iter(named or parts), None)


def _block_for(
    kind: str, key: str, blocks: list[tuple[KeyPath, Blok]], programma: Programma | None
) -> KeyPath | None:
    """Return the block that fits best: it told this, or what is near it, or everything."""
    if programma is None:
        return None
    ranked = [(_fit(kind, key, blok, programma), -n, path) for n, (path, blok) in enumerate(blocks)]
    best = max(ranked, default=(0, 0, None))
    return best[2] if best[0] > 0 else None


def _fit(kind: str, key: str, blok: Blok, programma: Programma) -> int:
    if kind == "resultaten":
        return _fit_of_result(key, blok, programma)
    if kind == "financiering" and not has_text(programma, key):
        return 0  # the author writes about it
    chosen = told_keys(getattr(blok, kind), ())
    heading = _FUND.findall(blok.kop or "")
    if kind == "financiering" and heading and key not in heading:
        return 0  # under the name of another fund
    return 3 if key in chosen or heading else 2 if ALLE in (getattr(blok, kind) or ()) else 1


def _fit_of_result(key: str, blok: Blok, programma: Programma) -> int:
    pijler = programma.resultaten[key].pijler
    if isinstance(blok.resultaten, Selectie):
        if blok.resultaten.pijler in (None, (ALLE,)):
            return 2
        return 3 if key in of_pillars(programma, blok.resultaten) else 0
    named = blok.resultaten or ()
    if ALLE in named:
        return 2
    of_block = {programma.resultaten[one].pijler for one in named if one in programma.resultaten}
    return 3 if of_block == {pijler} and pijler is not None else 1


def lines_of(
    rest: Mapping[str, list[str]], programma: Programma | None, indent: int
) -> Iterator[str]:
    """Write blocks for news that no block of the last letter fits."""
    lead = " " * indent
    if keys := rest.get("pijlers"):
        yield f"{lead}- pijlers: [{', '.join(keys)}]"
    if keys := rest.get("resultaten"):
        yield f"{lead}- kop: Resultaten"
        yield from choice("resultaten", keys, indent + 2)
    for key in rest.get("financiering", ()):
        yield f'{lead}- kop: "{{{{ financiering.{key}.naam }}}}"'
        if programma is None or has_text(programma, key):
            yield f"{lead}  financiering: [{key}]"
        else:
            about = "in het programma heeft dit fonds geen tekst: schrijf haar hier"
            yield from remark(about, indent + 2)
            yield f"{lead}  tekst:{_amount(key, programma.financiering[key])}"


def _amount(key: str, fund: Financiering) -> str:
    """Write of a fund what is known: its amount, or nothing."""
    field = "bedrag" if fund.bedrag is not None else "totaal"
    fact = f"{{{{ financiering.{key}.{field} | euro }}}}"
    return f" Het gaat om {fact}." if fund.totaal is not None else "    # vul in"


def has_text(programma: Programma, key: str) -> bool:
    """Tell whether a fund has anything that a block can show."""
    fund = programma.financiering[key]
    return bool(fund.inleiding or fund.actielijnen or fund.slot)


def choice(kind: str, keys: list[str], indent: int) -> list[str]:
    """Write which items a block shows, on one line if they fit."""
    lead, line = " " * indent, f"{' ' * indent}{kind}: [{', '.join(keys)}]"
    if len(line) <= 98:
        return [line]
    return [f"{lead}{kind}:", *(f"{lead}  - {key}" for key in keys)]
