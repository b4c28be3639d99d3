"""From what stands in a cell to the number that it counts as."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError
from ruamel.yaml.nodes import ScalarNode

from raadsbrief import dutch
from raadsbrief.diagnostics import Problem
from raadsbrief.letter.tabel import dates, figures, notes
from raadsbrief.letter.tabel.grid import Cell, Column, escape
from raadsbrief.letter.tabel.places import Surroundings
from raadsbrief.model import Datum, Regel
from raadsbrief.model.fields import Aandeel
from raadsbrief.model.getallen import Decimaal
from raadsbrief.model.tabel import Eenheid
from raadsbrief.prose import expressions, prose
from raadsbrief.prose.checking import expression_check
from raadsbrief.prose.facts import LOST
from raadsbrief.yaml.nodes import span_within

# What a spreadsheet shows for a formula that fails, for a formula itself and in a narrow column.
_BROKEN = re.compile(r"#N/[AB]|#(DEEL|DIV)/0!|#[A-Z_]+[!?]|#{2,}|Err:[0-9]{3}|=[A-Z.]+\(.*\)")


def _is_words(cell: Cell, written: str) -> bool:
    """Tell whether a cell over more columns says something about all of their figures."""
    is_fact = written.startswith("{{") and not cell.literal
    return cell.colspan > 1 and not (figures.looks_like_number(written) or is_fact)


class CellReader:
    """Reads cells after the kind of their column, and reports what does not fit."""

    def __init__(
        self,
        around: Surroundings,
        eenheid: Eenheid | None,
        leeg: str,
        noten: Collection[str] = (),
    ) -> None:
        self._around = around
        self._noten = noten  # that text can call
        self._eenheid = eenheid
        self._leeg = leeg
        self.decimaal: Decimaal | None = None  # of the figures in a file

    def read(self, cell: Cell, column: Column, in_total: bool = False) -> None:
        """Give a cell its value, and its text where that follows from the cell alone.

        A total stays empty where there is nothing to add up.
        """
        written = (cell.written or "").strip()
        if cell.covered:
            return
        if cell.literal and _BROKEN.fullmatch(written):
            message = f"'{written}' is een melding van het rekenblad, geen gegeven"
            hint = "herstel de formule of maak de kolom breder, en sla het bestand opnieuw op"
            self._around.report(cell.place, message, hint)
        elif column.soort == "tekst" or _is_words(cell, written):
            self._text(cell, written)
        elif not written or figures.is_word(written):
            missing = "" if in_total and not written else self._leeg
            cell.shown = missing if written in ("", "-", "–", "—") else written
        elif written.startswith("{{") and not cell.literal:
            self._fact(cell, column, written)
        elif column.soort == "datum":
            self._date(cell, written)
        else:
            self._number(cell, column, written)

    def label(self, cell: Cell) -> None:
        """Read what stands before a total, in a column of any kind."""
        self._text(cell, (cell.written or "").strip())

    def _text(self, cell: Cell, written: str) -> None:
        if not written or cell.literal:
            cell.shown = Regel(escape(written)) if written else ""
            return
        cell.shown = Regel(written.replace("\n", "\\\n"))
        text = Regel(notes.masked(written, self._noten))
        self._problems(cell, prose.check(text, self._around.facts, self._around.folder))

    def _problems(self, cell: Cell, problems: list[Problem]) -> None:
        source = cell.place.source
        node = source.find(cell.place.path)
        for problem in problems:
            span = cell.place.span
            if isinstance(node, ScalarNode):
                shift = node.value.find((cell.written or "").strip())
                span = span_within(source, node, problem.start + shift, problem.length)
            found = source.diagnostic(problem.code, problem.message, span, problem.hint)
            self._around.found.append(found)

    def _fact(self, cell: Cell, column: Column, written: str) -> None:
        problems = expression_check.check_reference(written, self._around.facts)
        if problems:
            self._problems(cell, problems)
            return
        fact = expressions.value_of(written, self._around.facts)
        if fact is LOST:
            return
        expressions.tell(written, self._around.facts, fact)
        if column.soort == "datum" and isinstance(fact, Datum):
            cell.shown = dutch.datum(fact)
        elif isinstance(fact, Decimal | int) and column.is_figures:
            cell.value, cell.exact = Decimal(fact), column.soort == "bedrag"
        elif isinstance(fact, Aandeel) and column.soort == "percentage":
            cell.value, cell.exact = fact.procenten, True
            return
        elif column.soort == "datum":
            self._date(cell, str(fact))
        else:
            self._number(cell, column, str(fact))
        self._scale(cell)

    def _scale(self, cell: Cell) -> None:
        if cell.exact and cell.value is not None:
            cell.value /= figures.SCALE[self._eenheid]

    def _date(self, cell: Cell, written: str) -> None:
        try:
            text = dates.noted(written) if cell.literal else written
            cell.shown = dutch.datum(Datum.read(text))
        except PydanticCustomError as error:
            self._refuse(cell, error)

    def _number(self, cell: Cell, column: Column, written: str) -> None:
        eenheid = None if cell.exact or column.soort != "bedrag" else self._eenheid
        try:
            in_file = cell.literal and not cell.exact
            cell.value = figures.read(written, column.soort, eenheid, in_file, self.decimaal)
        except PydanticCustomError as error:
            self._refuse(cell, error)
        self._scale(cell)

    def _refuse(self, cell: Cell, error: PydanticCustomError) -> None:
        context: Any = error.context
        self._around.report(cell.place, context["message"], context["hint"])
