"""The texts of new files: the templates in `files/`, filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import jinja2

from raadsbrief.begin.choices import Vorm
from raadsbrief.begin.names import in_yaml

FUNCTIES = ("secretaris", "burgemeester")


@dataclass(frozen=True)
class Adres:
    """The address in the letterhead."""

    straat: str
    postcode: str
    plaats: str

    @classmethod
    def read(cls, text: str) -> Adres | None:
        """Read `Marktplein 1, 1234 AB Voorbeeldstad`; None when it is written otherwise."""
        found = re.fullmatch(r"(.+?),?\s+(\d{4}) ?([A-Za-z]{2}),?\s+(\S.*)", text.strip())
        return cls(found[1], f"{found[2]} {found[3].upper()}", found[4]) if found else None


@dataclass(frozen=True)
class Gemeente:
    """What must be known of a gemeente; a name of a signatory that is not known is empty."""

    naam: str
    vorm: Vorm = Vorm.VRAGEN
    genre: str | None = None
    adres: Adres | None = None
    namen: dict[str, str] = field(default_factory=dict)


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("files")),
        block_start_string="[%", block_end_string="%]", comment_start_string="[#",
        comment_end_string="#]", variable_start_string="[[", variable_end_string="]]",
        undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters["yaml"] = in_yaml
    return environment


def text_of(template: str, **values: object) -> str:
    """Fill in one of the templates; it ends in one line end."""
    return _templates().get_template(template).render(values).rstrip("\n") + "\n"


def gemeente_text(gemeente: Gemeente) -> str:
    """Write the file of a gemeente."""
    return text_of(
        "gemeente.yaml",
        naam=gemeente.naam,
        genre=gemeente.genre or gemeente.vorm.genre,
        adres=gemeente.adres,
        vorm=gemeente.vorm,
        functies=FUNCTIES,
        namen={functie: gemeente.namen.get(functie, "") for functie in FUNCTIES},
    )


def programma_text(naam: str) -> str:
    """Write the file of a new programme, with examples to take or to leave."""
    return text_of("programma.yaml", naam=naam)
