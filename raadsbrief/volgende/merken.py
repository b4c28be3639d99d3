"""What an author looks at again in copied text: what is tied to a time, and facts that moved on."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass

from pydantic_core import PydanticCustomError
from ruamel.yaml.nodes import Node

from raadsbrief.model import Programma
from raadsbrief.prose.expressions import PART, expressions, value_of
from raadsbrief.prose.facts import Facts
from raadsbrief.volgende.nieuws import Nieuws
from raadsbrief.volgende.regels import remark, words_of
from raadsbrief.volgende.tijdwoorden import tied
from raadsbrief.volgende.verdelen import Verdeling
from raadsbrief.yaml.nodes import Source

_FACT = re.compile(r"\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True)
class Deel:
    """What is needed to write the parts of a draft."""

    source: Source
    programma: Programma | None
    nieuws: Nieuws
    verdeling: Verdeling
    feiten: Facts
    """What prose in the draft can name."""


def about(deel: Deel, node: Node, indent: int) -> list[str]:
    """Say what in a copied text is tied to a time, and which facts are no longer there."""
    text = words_of(node)
    lines = [*timed(text, indent), *_outdated(deel, text, indent)]
    lost = dict.fromkeys(
        match[1].partition("|")[0].strip()
        for match in expressions(text)
        if not _is_fact(match[1], deel.feiten)
    )
    if lost:
        lines += remark(f"dit feit is er niet meer: {', '.join(lost)}", indent)
    return lines


def _outdated(deel: Deel, text: str, indent: int) -> list[str]:
    """Tell of what a text says itself and a fact said then, and says otherwise now."""
    plain = " ".join(_FACT.sub(" ", text).split())
    lines = []
    for one in deel.nieuws.veranderd:
        said = [way for way in _ways(one.was or "") if one.nu and _says(plain, way)]
        lines += remark(f"hier staat '{said[0]}'; {one}", indent) if said else []
    return lines


def _ways(was: str) -> list[str]:
    """Return how a text may write what a fact was: of an amount, its figures alone too."""
    number = re.search(r"\d[\d.]*\d", was)
    figures = [number[0], number[0].replace(".", "")] if number and was[:1] in "€0123456789" else []
    return [way for way in (was, *figures) if len(way) > 3 or (len(way) > 1 and way.isdigit())]


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(words)}(?![\w])", text) is not None


def timed(text: str, indent: int) -> list[str]:
    """Say what in a text is tied to a time."""
    found = tied(text)
    return remark(f"gebonden aan een tijd: {'; '.join(found)}", indent) if found else []


def _is_fact(expression: str, facts: Facts) -> bool:
    path = expression.partition("|")[0]
    if not re.findall(PART, path):
        return True
    with contextlib.suppress(PydanticCustomError, AttributeError, LookupError, TypeError):
        value_of(path, facts)
        return True
    return False
