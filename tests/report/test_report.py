"""What was found, for each kind of reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from conftest import ROOT, Run

from raadsbrief import budgets
from raadsbrief.content.repair import Repaired
from raadsbrief.diagnostics import Code, Diagnostic, Repair, Severity, Span
from raadsbrief.record.outcome import Maat, Outcome
from raadsbrief.report.formats import Format, write
from raadsbrief.report.human import render
from raadsbrief.report.readability import FOUND, LETTERS, table
from raadsbrief.report.report import Report
from raadsbrief.report.result import Result, count_in_words

SCHEMA = json.loads((ROOT / "docs" / "meldingen.schema.json").read_text())
FINDING = Diagnostic(
    Code.POINTER,
    "geen 100%, nee: 'a'",
    "content/brieven/mijn brief.yaml",
    Span(3, 7, 4),
    "kern: oude tekst",
    "doe iets",
    Severity.WAARSCHUWING,
    "oude",
    Repair(Span(3, 7, 4), "nieuwe"),
)
WHOLE_FILE = Diagnostic(Code.FILE, "dit bestand bestaat niet", "content/brieven/x.yaml")
MAAT = Maat("zinnen van meer dan 25 woorden", 20.71, 14, 9, 24, "%")
UITSLAG = Result(
    (FINDING, WHOLE_FILE),
    2,
    ("build/x.pdf",),
    (Repaired(Code.POINTER, "content/x.yaml", Span(1, 2, 3), "abc", "d"),),
    {"content/brieven/x.yaml": [Maat("langste zin", 37, 35), MAAT]},
)
"""What a check found, hid, made and repaired."""


def finding(
    line: int = 1, column: int = 1, excerpt: str = "abc", file: str = "b.yaml"
) -> Diagnostic:
    return Diagnostic(Code.VALUE, "fout", file, Span(line, column, 2), excerpt, "doe iets")


def test_place_line_caret_and_hint() -> None:
    assert render(finding(12, 3, "naam: x")) == (
        "b.yaml:12:3: fout[RB104] fout\n  12 | naam: x\n     |   ^^\n  → doe iets"
    )


def test_a_long_line_is_cut_around_the_caret() -> None:
    drawn = render(finding(1, 300, "x" * 299 + "Y" + "x" * 300), width=60).splitlines()
    assert len(drawn[1]) <= 66
    assert drawn[1][drawn[2].index("^")] == "Y"
    assert drawn[1].count("…") == 2


def test_of_many_findings_the_worst_and_the_first_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    slips = [
        Diagnostic(Code.SPACING, "twee spaties", "b.yaml", Span(i, 1), severity=Severity.HINT)
        for i in range(1, 1_334)
    ]
    outcome = Outcome((), (*slips, finding(9_999), finding(file="c.yaml")), 1)
    for format_, most in ((Format.HUMAN, 100), (Format.JSON, 1_000), (Format.SHORT, 1_000)):
        report = Report(format_, hints=True)
        report.add(outcome)
        report.close()
        captured = capsys.readouterr()
        text = captured.out + captured.err
        assert f"en nog {1_334 - most:_}".replace("_", ".") + " meldingen over dit bestand" in text
        assert text.count("twee spaties") == most - 1
        assert "9999" in text
        assert "c.yaml:1:1" in text or '"c.yaml"' in text
        if format_ is Format.HUMAN:
            assert "2 fouten en 1333 hints gevonden." in text
        if format_ is Format.JSON:
            data = json.loads(text)
            assert data["aantallen"] == {"fouten": 2, "waarschuwingen": 0, "hints": 1333}
            assert len(data["meldingen"]) == most + 2


def test_long_lines_and_messages_are_cut() -> None:
    long = finding(1, 3_000, "x" * 2_999 + "Y" + "x" * 3_000)
    (told,) = json.loads(write(Format.JSON, Result([long])))["meldingen"]
    assert "Y" in told["regeltekst"]
    assert len(told["regeltekst"]) == budgets.EXCERPT
    wrong = Diagnostic(Code.VALUE, f"'{'x' * 9_000}' is geen getal", "b.yaml")
    assert len(wrong.message) == budgets.MESSAGE
    assert wrong.message.endswith("x' is geen getal")


def test_tabs_and_control_characters_keep_the_caret_in_place() -> None:
    drawn = render(finding(1, 4, "\t\x1b[Y")).splitlines()
    assert "\x1b" not in drawn[1]
    assert drawn[1][drawn[2].index("^")] == "Y"


def test_one_line_each() -> None:
    assert write(Format.SHORT, UITSLAG).splitlines() == [
        "content/brieven/mijn brief.yaml:3:7: RB209 geen 100%, nee: 'a'; doe iets",
        "content/brieven/x.yaml: RB001 dit bestand bestaat niet",
    ]


def test_annotations_of_github() -> None:
    assert write(Format.GITHUB, UITSLAG).splitlines() == [
        "::warning file=content/brieven/mijn brief.yaml,line=3,col=7,endColumn=11,"
        "title=waarschuwing RB209::geen 100%25, nee: 'a'%0Adoe iets",
        "::error file=content/brieven/x.yaml,title=fout RB001::dit bestand bestaat niet",
    ]


def test_properties_of_an_annotation_are_escaped() -> None:
    odd = Diagnostic(Code.FILE, "x", "a,b:c%.yaml")
    assert write(Format.GITHUB, Result((odd,))).startswith("::error file=a%2Cb%3Ac%25.yaml,")


def test_json_is_as_its_schema_says() -> None:
    data = json.loads(write(Format.JSON, UITSLAG))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(data, SCHEMA)
    assert data["aantallen"] == {"fouten": 1, "waarschuwingen": 1, "hints": 2}
    assert data["meldingen"][0] == {
        "code": "RB209",
        "ernst": "waarschuwing",
        "melding": "geen 100%, nee: 'a'",
        "advies": "doe iets",
        "bestand": "content/brieven/mijn brief.yaml",
        "plaats": {"regel": 3, "kolom": 7, "lengte": 4},
        "regeltekst": "kern: oude tekst",
        "woorden": "oude",
        "herstel": {"plaats": {"regel": 3, "kolom": 7, "lengte": 4}, "tekst": "nieuwe"},
    }
    assert data["meldingen"][1]["plaats"] is None


def test_the_schema_names_every_field() -> None:
    data = json.loads(write(Format.JSON, UITSLAG))
    assert set(data) == set(SCHEMA["properties"]) == set(SCHEMA["required"])
    for kind, field in (("melding", "meldingen"), ("herstelling", "herstellingen")):
        assert set(data[field][0]) == set(SCHEMA["$defs"][kind]["properties"])


def test_figures_stand_beside_those_of_real_letters() -> None:
    woorden = Maat("gemiddelde zin", 18.3, 17.5, 16.5, 19.6, "woorden")
    assert table("x.yaml", [woorden, Maat("langste zin", 37, 35, eenheid="woorden"), MAAT]) == (
        "x.yaml leest zo:\n"
        "                                  deze brief  gewoon is\n"
        "  gemiddelde zin (woorden)              18,3  17,5 (16,5 tot 19,6)\n"
        "  langste zin (woorden)                   37  35\n"
        "  zinnen van meer dan 25 woorden       20,7%  14% (9% tot 24%)\n"
        "  Gewoon is: het midden van 38 echte raadsbrieven, en waar de middelste helft ligt."
    )


def test_figures_of_the_letters_that_were_asked_for(stad: Path, run: Run) -> None:
    assert "2026-014.yaml leest zo:" in run("check", "2026-014").err
    assert "leest zo:" in run("check", "--figures").err
    assert "leest zo:" not in run("check").err
    promise = f"{FOUND} slordigheden (gemeten op {LETTERS} brieven die zij niet kende)"
    assert promise in run("check", "2026-014").err
    assert promise not in run("check").err
    data = json.loads(run("check", "--format", "json").out)
    assert data["leesbaarheid"][0]["bestand"] == "content/brieven/2026-014.yaml"


@pytest.mark.parametrize("page", ["README.md", "docs/nakijken.md"])
def test_what_is_promised_is_what_was_measured(page: str) -> None:
    text = " ".join((ROOT / page).read_text("utf-8").split())
    promises = re.findall(r"vindt ongeveer (.+?) slordigheden.*? (\d+) brieven", text)
    assert promises == [(FOUND, str(LETTERS))]


# What the standard asks of the part of SARIF that is used here (sarif-v2.1.0, 3.13 and on).
_REGION = {
    "required": ["startLine", "startColumn", "endColumn"],
    "additionalProperties": {"type": "integer", "minimum": 1},
}
_FILE = {"required": ["uri"], "properties": {"uri": {"type": "string", "format": "uri-reference"}}}
_TEXT = {"required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF = {
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"items": {
            "required": ["tool", "results"],
            "properties": {
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "tool": {"required": ["driver"], "properties": {"driver": {
                    "required": ["name"],
                    "properties": {"rules": {"uniqueItems": True, "items": {
                        "required": ["id"],
                        "properties": dict.fromkeys(
                            ["shortDescription", "fullDescription", "help"], _TEXT
                        ),
                    }}},
                }}},
                "results": {"items": {
                    "required": ["message", "ruleId", "level", "locations"],
                    "properties": {
                        "level": {"enum": ["none", "note", "warning", "error"]},
                        "message": _TEXT,
                        "locations": {"items": {"properties": {"physicalLocation": {
                            "required": ["artifactLocation"],
                            "properties": {"artifactLocation": _FILE, "region": _REGION},
                        }}}},
                        "fixes": {"items": {
                            "required": ["artifactChanges"],
                            "properties": {"artifactChanges": {"items": {
                                "required": ["artifactLocation", "replacements"],
                                "properties": {"artifactLocation": _FILE, "replacements": {
                                    "minItems": 1,
                                    "items": {
                                        "required": ["deletedRegion"],
                                        "properties": {"deletedRegion": _REGION},
                                    },
                                }},
                            }}},
                        }},
                    },
                }},
            },
        }},
    },
}  # fmt: skip


def test_sarif_has_what_the_standard_asks() -> None:
    log = json.loads(write(Format.SARIF, UITSLAG))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == FINDING.file
    assert " " not in place["artifactLocation"]["uri"]
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endColumn": 11}
    change = first["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"] == {"text": "nieuwe"}
    assert [first["level"], second["level"]] == ["warning", "error"]
    assert "region" not in second["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("fouten", "twijfels", "shown", "hidden", "sentence"),
    [
        (0, 0, 0, 0, ""),
        (1, 0, 0, 0, "1 fout gevonden."),
        (2, 3, 0, 12, "2 fouten en 3 waarschuwingen gevonden; 12 hints, te zien met --hints."),
        (0, 1, 0, 0, "1 waarschuwing gevonden."),
        (0, 0, 0, 1, "1 hint, te zien met --hints."),
        (2, 1, 1, 0, "2 fouten, 1 waarschuwing en 1 hint gevonden."),
    ],
)
def test_the_count(fouten: int, twijfels: int, shown: int, hidden: int, sentence: str) -> None:
    kinds = [Severity.FOUT] * fouten + [Severity.WAARSCHUWING] * twijfels + [Severity.HINT] * shown
    found = [Diagnostic(Code.VALUE, "x", "b.yaml", severity=kind) for kind in kinds]
    assert count_in_words(Result(found, hidden)) == sentence


@pytest.mark.parametrize("command", ["check", "build"])
def test_programs_read_stdout_alone(stad: Path, run: Run, command: str) -> None:
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    brief.write_text(brief.read_text().replace("op koers.", "op koers. Zie bijlage 9."))
    result = run(command, "--format", "json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    jsonschema.validate(data, SCHEMA)
    assert [found["code"] for found in data["meldingen"]] == ["RB209"]
    assert data["bestanden"] == (["build/2026-014.pdf"] if command == "build" else [])
    sarif = run(command, "--format", "sarif")
    assert [found["ruleId"] for found in json.loads(sarif.out)["runs"][0]["results"]] == ["RB209"]
    assert run(command, "--format", "github").out.startswith("::warning file=content/brieven/")


def test_warnings_count_as_errors_when_asked(stad: Path, run: Run) -> None:
    assert run("check", "--strict").code == 0  # a hint is no warning
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    brief.write_text(brief.read_text().replace("op koers.", "op koers. Zie bijlage 9."))
    assert (run("check").code, run("check", "--strict").code) == (0, 1)


def test_an_unknown_format(stad: Path, run: Run) -> None:
    result = run("check", "--format", "jason")
    assert (result.code, result.out) == (2, "")
    assert "'jason' kan niet bij --format; kies uit: 'human', 'short'" in result.err
