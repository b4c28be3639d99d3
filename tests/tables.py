"""Tables made of a piece of YAML."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from raadsbrief.letter.tabel import Surroundings, Table, table_of
from raadsbrief.letter.tabel.places import Place
from raadsbrief.model import Huisstijl, Tabel
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

FACTS: dict[str, Any] = {"fonds": {"bedrag": Decimal(1250000), "woningen": 925, "euro": Decimal(1)}}


def made(
    text: str, folder: Path = Path(), facts: dict[str, Any] = FACTS
) -> tuple[Table, list[str]]:
    """The table of some YAML, and what is wrong with it."""
    source = parse(text, "t.yaml")
    assert source.root is not None
    around = Surroundings(Place(source), folder, facts, Huisstijl(bedragen="€ 5"))
    table = table_of(Tabel.model_validate(plain(source.root)), around)
    return table, [f"{d.location.removeprefix('t.yaml:')} {d.message}" for d in around.found]


def shown(text: str, folder: Path = Path(), facts: dict[str, Any] = FACTS) -> list[str]:
    """The rows of a table that is right, as they are shown."""
    table, found = made(text, folder, facts)
    assert found == []
    rows = [" | ".join(str(cell.shown) for cell in row.cells) for row in table.rows()]
    return [row.replace("\N{NO-BREAK SPACE}", " ") for row in rows]


def wrong(text: str, folder: Path = Path()) -> list[str]:
    return made(text, folder)[1]


BEDRAGEN = "kolommen: [Post, {kop: Kosten, soort: bedrag}]\n"
PROJECTS = """Stadsdeel;Project;2025;2026
Noord;Park;1.200;-300
Zuid;Flats;800;150
Noord;Plein;400;0
"""
