"""Every row of the list of fixed forms: what it proposes is something else, and right itself."""

from __future__ import annotations

import re
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from raadsbrief.taal.words import data

ROWS = data.rows("vaste-vormen.txt")


def flagged(text: str) -> list[tuple[str, str]]:
    """What the list flags in a text, with its proposals: the rule itself looks a row up so."""
    found = []
    for pattern, proposal, _, _ in ROWS:
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
            found.append((match[0], match.expand(proposal)))
    return found


def written(tree: Any) -> list[str]:
    """Some texts that a pattern matches: of each choice every branch, of each digit a 3."""
    texts = [""]
    for kind, value in tree:
        texts = [text + more for text in texts for more in _of_node(kind, value)]
        texts = texts[:400]
    return texts


def _of_node(kind: Any, value: Any) -> list[str]:
    if kind is kinds.LITERAL:
        return [chr(value)]
    if kind is kinds.IN:
        first = value[0]
        if first[0] is kinds.CATEGORY:
            return ["3"]
        return [chr(one) for op, one in value if op is kinds.LITERAL]
    if kind is kinds.BRANCH:
        return [text for branch in value[1] for text in written(branch)]
    if kind is kinds.SUBPATTERN:
        return written(value[3])
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
        least, _, inner = value
        return [*([""] if least == 0 else []), *written(inner)]
    if kind is kinds.ASSERT and value[0] == 1:  # what must follow
        return written(value[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT):
        return [""]
    raise NotImplementedError(kind)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:50])
def test_a_row_proposes_what_is_right(row: tuple[str, ...]) -> None:
    pattern, proposal, _, _ = row
    texts = {text for text in written(parser.parse(pattern)) if text.strip()}
    hits = 0
    for text in texts:
        for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
            hits += 1
            right = match.expand(proposal)
            assert right != match[0]
            after = text[: match.start()] + right + text[match.end() :]
            assert [one for one in flagged(after) if one[0] != one[1]] == [], text
    assert hits
