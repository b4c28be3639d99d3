"""What is printed, read by parsers that are stricter than those who read it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from raadsbrief.report.formats import Format

_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_SHORT = re.compile(r"\S.*?(:\d+:\d+)?: RB\d{3} \S.*")
_PROPERTY = r"(?:file=[^:,\s%]+(?:[^:,%]|%(?:25|3A|2C))*|(?:line|col|endColumn)=[1-9]\d*)"
_GITHUB = re.compile(
    rf"::(?:error|warning|notice) {_PROPERTY}(?:,{_PROPERTY})*,title=\w+ RB\d{{3}}"
    r"::(?:[^%]|%(?:25|0A))+"
)


def faults(format_: Format, out: str, err: str, places: int) -> Iterator[str]:
    """Yield what is wrong with the output of a run that found something in so many places."""
    unseen = {c for c in out + err if unicodedata.category(c) in _UNSEEN} - {"\n"}
    if unseen:
        yield f"stuurtekens in {format_}: {sorted(map(ascii, unseen))}"
    if re.search(r"##[\w.-]*\[|^\s*::(?!error |warning |notice )", out + err, re.MULTILINE):
        yield f"een opdracht in {format_}"
    if format_ is not Format.HUMAN and err:
        yield f"{format_} schrijft ook naar stderr"
    try:
        _read(format_, out, places)
    except (AssertionError, ValueError, KeyError, TypeError) as error:
        yield f"{format_} is niet te lezen: {type(error).__name__} {str(error)[:200]!a}"


def _read(format_: Format, out: str, places: int) -> None:
    lines = out.removesuffix("\n").split("\n") if out else []
    if format_ is Format.JSON:
        assert len(_json(out)["meldingen"]) == places
    elif format_ is Format.SARIF:
        (run,) = _json(out)["runs"]
        assert len(run["results"]) == places
        for result in run["results"]:
            _sarif(run, result)
    elif format_ in (Format.SHORT, Format.GITHUB):
        pattern = _SHORT if format_ is Format.SHORT else _GITHUB
        assert len(lines) == places, f"{len(lines)} regels, {places} meldingen"
        for line in lines:
            assert pattern.fullmatch(line), line


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refused)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), "a key stands twice"
    return dict(pairs)


def _refused(name: str) -> None:
    raise ValueError(name)


def _sarif(run: Any, result: Any) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for location in result["locations"]:
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[\w.~/!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+", uri, re.ASCII), uri
        region = location["physicalLocation"].get("region", {"startLine": 1, "startColumn": 1})
        assert region["startLine"] >= 1 <= region["startColumn"], region
        assert region.get("endColumn", 1) >= 1, region
