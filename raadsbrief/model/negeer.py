"""What an author has looked at and found right: findings that need not be told again."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from raadsbrief.diagnostics import Code, did_you_mean, nearest
from raadsbrief.model.fields import Vorm, one_line, refused
from raadsbrief.model.shorthand import Teksten


def _read_code(value: Any) -> str:
    text = one_line(value).upper()
    codes = [code.value for code in Code]
    if text not in codes:
        near = nearest(text, codes)
        hint = did_you_mean(text, near) if near else "de code staat tussen haken achter de melding"
        raise refused(f"er is geen melding '{text}'", hint)
    return text


class Negeer(Vorm):
    """Een melding in dit bestand die u bekeken hebt, en die niet meer hoeft."""

    code: Annotated[
        str,
        BeforeValidator(_read_code),
        WithJsonSchema({"type": "string", "pattern": "^RB[0-9]{3}$"}),
    ] = Field(examples=["RB207"])
    """De code van de melding, zoals RB207. Een fout in de feiten kunt u niet negeren."""
    woorden: Teksten = Field(examples=["drie pijlers"])
    """De woorden waar de melding over gaat, of een lijst."""


Negeerlijst = Annotated[
    tuple[Negeer, ...], Field(examples=[[{"code": "RB207", "woorden": "drie pijlers"}]])
]
"""Findings that the author has accepted."""
