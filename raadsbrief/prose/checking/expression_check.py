"""What can be wrong with the facts in prose, and with the braces around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from pydantic_core import PydanticCustomError

from raadsbrief.diagnostics import Code, Problem, did_you_mean
from raadsbrief.model import Datum, Periode
from raadsbrief.model.fields import Aandeel
from raadsbrief.prose.address import is_address
from raadsbrief.prose.checking.checked import first
from raadsbrief.prose.expressions import EXPRESSION, PART, evaluate, expressions, mask, value_of
from raadsbrief.prose.facts import COLLECTIONS, LOST, MANY, TEXT, Facts
from raadsbrief.prose.filters import PLAIN, STYLED

_NAME = r"[A-Za-z_]\w*"
_FACT = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{PART})*)((?:\s*\|\s*{_NAME})*)\s*")


def check(text: str, facts: Facts) -> list[Problem]:
    """Find every fact that does not exist or that its filter refuses, and every stray brace."""
    wrong = (one for match in expressions(text) for one in _check_expression(match, facts))
    return [*first(_stray_braces(text)), *first(wrong)]


def check_reference(text: str, facts: Facts) -> list[Problem]:
    """Find what is wrong with a text that must be one fact, without a way to write it."""
    match = EXPRESSION.fullmatch(text)
    parsed = _FACT.fullmatch(match[1]) if match else None
    if match is None or parsed is None or parsed[2].strip():
        message = "in deze kolom staat een getal, of één feit zonder opmaak"
        hint = "bijvoorbeeld {{ financiering.woonfonds.bedrag }}"
        return [Problem(Code.FACT, 0, len(text), message, hint)]
    problem = _check_path(parsed, match.start(1), facts)
    return [problem] if problem else []


# Jinja's commands and comments, whole where they are closed; and braces without a partner.
_STRAY = re.compile(r"\{%.{0,300}?%\}|\{#.{0,300}?#\}|\{[{%#]|[}%#]\}", re.DOTALL)

# `{ programma.naam }`: a fact between other brackets would be printed as it stands.
_A_FACT = (
    r"\s*((?:gemeente|brief|programma|pijlers|resultaten|financiering|feiten|dit)"
    r"\.\w[^\[\]{}<>«»]*)"
)
_SINGLE = re.compile(
    rf"(?<!\{{)\$?\{{{_A_FACT}\}}(?!\}})|\[\[{_A_FACT}\]\]|<<{_A_FACT}>>|«{_A_FACT}»"
)


def _stray_braces(text: str) -> Iterator[Problem]:
    for match in _SINGLE.finditer(text):
        name = next(name for name in match.groups() if name)
        hint = f"schrijf {{{{ {name.strip()} }}}}"
        message = "een feit staat tussen twee paar haken"
        yield Problem(Code.FACT, match.start(), len(match[0]), message, hint)
    masked = mask(text)
    if "{" not in masked and "}" not in masked:  # the pattern is slow, and begins with one
        return
    for match in _STRAY.finditer(masked):
        start, length = match.span()[0], len(match[0])
        if match[0] in ("{{", "}}"):
            partner = "}}" if match[0] == "{{" else "{{"
            message = f"'{match[0]}' staat hier zonder '{partner}'"
            yield Problem(
                Code.FACT, start, length, message, "schrijf een feit als {{ naam.van.feit }}"
            )
        else:
            message = "een opdracht met '{%' of '{#' kan niet in tekst"
            hint = "haal een feit op met {{ naam.van.feit }}"
            yield Problem(Code.PROSE, start, length, message, hint)


def _check_expression(match: re.Match[str], facts: Facts) -> Iterator[Problem]:
    parsed = _FACT.fullmatch(match[1])
    if parsed is None:
        message = "tussen {{ en }} staat één feit, eventueel met een opmaak erachter"
        hint = "bijvoorbeeld {{ financiering.woonfonds.bedrag | euro }}"
        yield Problem(Code.FACT, match.start(), len(match[0]), message, hint)
        return
    offset = match.start(1)
    problem = _check_path(parsed, offset, facts) or _check_filters(parsed, offset)
    if problem is None and value_of(parsed[1], facts) is not LOST:
        problem = _check_value(match, parsed, facts)
    if problem is not None:
        yield problem


def _check_path(parsed: re.Match[str], offset: int, facts: Facts) -> Problem | None:
    found: Any = facts
    so_far = ""
    hint: str | None
    for name in re.finditer(PART, parsed[1]):
        if found is LOST:
            return None
        start, length = offset + parsed.start(1) + name.start(), len(name[0])
        if not isinstance(found, Mapping):
            message = f"'{so_far}' is één waarde en heeft geen '{name[0]}'"
            return Problem(Code.FACT, start, length, message, f"schrijf {{{{ {so_far} }}}}")
        if name[0] not in found:
            where = f" in '{so_far}'" if so_far else ""
            hint = _elsewhere(name[0], facts) or did_you_mean(name[0], _nameable(found))
            return Problem(
                Code.FACT, start, length, f"het feit '{name[0]}' bestaat niet{where}", hint
            )
        parent, found = found, found[name[0]]
        if found is TEXT:
            message = f"'{name[0]}' is lopende tekst, geen feit"
            hint = _single_facts(so_far, parent)
            return Problem(Code.FACT, start, length, message, hint)
        if found is MANY:
            message = f"'{name[0]}' is een lijst, geen los feit"
            hint = _single_facts(so_far, parent)
            return Problem(Code.FACT, start, length, message, hint)
        so_far = f"{so_far}.{name[0]}" if so_far else name[0]
    start, length = offset + parsed.start(1), len(parsed[1])
    if isinstance(found, Mapping):
        hint = did_you_mean("", [f"{so_far}.{name}" for name in _nameable(found)])
        return Problem(Code.FACT, start, length, f"'{so_far}' is een groep feiten, geen feit", hint)
    return None


def _nameable(facts: Facts) -> list[str]:
    """List the names in a group that lead to a fact, or to a group with facts."""
    return [name for name, value in facts.items() if value is not TEXT and value is not MANY]


def _single_facts(group: str, facts: Facts) -> str:
    """Say what to name instead of a list that is no fact."""
    names = [n for n in _nameable(facts) if not isinstance(facts[n], Mapping | list)]
    shown = ", ".join(f"{group}.{name}" if group else name for name in names[:5])
    hint = "schrijf het in gewone woorden"
    return f"{hint}; losse feiten zijn hier bijvoorbeeld {shown}" if shown else hint


def _elsewhere(name: str, facts: Facts) -> str | None:
    """Find a fact of exactly this name in another place, and hint at it."""
    if name in ("programma", *COLLECTIONS) and "programma" not in facts:
        return "noem boven in de brief het programma: `programma: ...`"
    for group in ("dit", "programma", "gemeente", "brief", "feiten"):
        inside = facts.get(group)
        if isinstance(inside, Mapping) and name in inside:  # it may be lost
            return f"bedoelde u '{group}.{name}'?"
    return None


def _check_filters(parsed: re.Match[str], offset: int) -> Problem | None:
    for name in re.finditer(_NAME, parsed[2]):
        if name[0] not in STYLED and name[0] not in PLAIN:
            start = offset + parsed.start(2) + name.start()
            hint = did_you_mean(name[0], [*STYLED, *PLAIN])
            return Problem(
                Code.FACT, start, len(name[0]), f"de opmaak '{name[0]}' bestaat niet", hint
            )
    return None


# What does not say by itself how it is written: what to choose, and what to write.
_UNWRITTEN: tuple[tuple[type, str, str], ...] = (
    (list, "'{}' is een lijst", "schrijf {{{{ {} | opsomming }}}}"),
    (Datum, "kies hoe de datum '{}' geschreven wordt", "bijvoorbeeld {{{{ {} | datum }}}}"),
    (Decimal, "kies hoe het bedrag '{}' geschreven wordt", "schrijf {{{{ {} | euro }}}}"),
    (Aandeel, "kies hoe het aandeel '{}' geschreven wordt", "schrijf {{{{ {} | procent }}}}"),
)


def _fitting(name: str, facts: Facts) -> str | None:
    """Return the hint how a fact is written that the chosen way does not fit."""
    value = evaluate(name, facts)
    return next(
        (hint.format(name) for kind, _, hint in _UNWRITTEN if isinstance(value, kind)), None
    )


def _plain(parsed: re.Match[str], facts: Facts) -> str | None:
    """Return the hint for words that a filter takes for a number or date."""
    value = evaluate(parsed[1], facts)
    is_words = isinstance(value, str) and not any(c.isdigit() for c in value)
    return f"laat `{parsed[2].strip()}` weg" if is_words else None


def _check_value(match: re.Match[str], parsed: re.Match[str], facts: Facts) -> Problem | None:
    """Evaluate, because a filter may refuse the fact: `naam | euro`."""
    problem = partial(Problem, Code.FACT, match.start(), len(match[0]))
    try:
        value = evaluate(match[1], facts)
    except PydanticCustomError as error:
        context = error.context or {}
        return problem(context["message"], _fitting(parsed[1], facts) or _plain(parsed, facts)
                       or context["hint"])  # fmt: skip
    except (AttributeError, TypeError, ValueError):
        message = f"de opmaak '{parsed[2].strip(' |')}' past niet bij '{parsed[1]}'"
        hint = _fitting(parsed[1], facts) or f"schrijf {{{{ {parsed[1]} }}}}"
        return problem(message, hint)
    for kind, message, hint in _UNWRITTEN:
        if isinstance(value, kind):
            return problem(message.format(parsed[1]), hint.format(parsed[1]))
    if not isinstance(value, str | int | Periode):
        return problem(f"'{parsed[1]}' is geen feit dat in een tekst kan staan")
    if match.string.endswith("](", 0, match.start()) and not is_address(str(value)):
        return problem(f"'{value}' is geen adres", "begin met https://")
    return None
