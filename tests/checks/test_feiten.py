"""Facts that contradict each other, through the front door; errors stand in data/fouten.md too."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from raadsbrief.checks import tekst

BRIEF, PROGRAMMA = "brieven/2026-014.yaml", "programmas/wijken-aan-zet.yaml"
GEMEENTE = "gemeenten/voorbeeldstad.yaml"
KERN = "ligt op koers."


def change(stad: Path, file: str, old: str, new: str) -> None:
    path = stad / "content" / file
    text = path.read_text()
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new))


def found(run: Run, *arguments: str) -> list[str]:
    """What `check` finds, without the hint about the fund that the letter leaves out."""
    lines = run("check", "--hints", "--format", "short", *arguments).out.splitlines()
    return [line.removeprefix("content/") for line in lines if "'Regio Deal'" not in line]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (PROGRAMMA, "    toegekend: 2025-11-20", "    aangevraagd: 2026-01\n    toegekend: 2025",
         "RB205 `toegekend` (2025) is eerder dan `aangevraagd` (januari 2026)"),
        (PROGRAMMA, "    toegekend: 2025-11-20", "    toegekend: 2025-11-20\n    einde: 2025-10",
         "RB205 `einde` (oktober 2025) is eerder dan `toegekend` (20 november 2025)"),
        (PROGRAMMA, "    toegekend: 2025-11-20", "    toegekend: 2025\n    einde: 2025",
         "RB206 '2026' is na het einde van dit fonds (2025)"),
        (PROGRAMMA, "start: 2025-K2",
         "start: 2028\nuitvoeringsprogramma: {naam: U, periode: 2024-2026}",
         "RB205 het programma begint (2028) na de periode 2024-2026"),
        (GEMEENTE, "    vanaf: 2020-01-01", "    vanaf: 2020-01-01\n    tot_en_met: 2019-12-31",
         "RB205 `tot_en_met` (31 december 2019) is eerder dan `vanaf` (1 januari 2020)"),
        (PROGRAMMA, "    datum: 2026-02", "    datum: 2024-02",
         "RB206 'buurthuis' is van voor het programma, dat begon: tweede kwartaal van 2025"),
        (PROGRAMMA, "    datum: 2026-02", "    datum: 2026-06",
         "RB206 'buurthuis' is van juni 2026, en staat in een brief van 20 mei 2026"),
        (PROGRAMMA, "    toegekend: 2025-11-20", "    toegekend: 2026-11-20",
         "RB206 'woonfonds' is van 20 november 2026, en staat in een brief van 20 mei 2026"),
        (PROGRAMMA, "start: 2025-K2",
         "start: 2024\nuitvoeringsprogramma: {naam: U, periode: 2024-2025}",
         "RB206 'buurthuis' is van na de periode 2024-2025 van het uitvoeringsprogramma"),
        (BRIEF, "  vervolg:\n",
         "  vervolg:\n    - planning: [{wanneer: 2026-09, wat: Start, gereed: ja}]\n",
         "RB206 de stap 'Start' is gereed, maar ligt na de datum van de brief"),
    ],
)  # fmt: skip
def test_dates(stad: Path, run: Run, file: str, old: str, new: str, expected: str) -> None:
    change(stad, file, old, new)
    (line,) = [line for line in found(run) if " RB205 " in line or " RB206 " in line][:1]
    assert expected in line
    assert line.startswith(f"{file}:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    toegekend: 2025-11-20", "    aangevraagd: 2025-11\n    toegekend: 2025-11-20"),
        ("    toegekend: 2025-11-20", "    aangevraagd: 2025\n    toegekend: 2025-11-20"),
        ("    datum: 2026-02", "    datum: 2025-05"),
        ("    datum: 2026-02", "    datum: 2026-05"),
        ("start: 2025-K2", "uitvoeringsprogramma: {naam: U, periode: 0000-9999}"),
        ("start: 2025-K2", "start: 2025-K2\nuitvoeringsprogramma: {naam: U, periode: 2026-2029}"),
    ],
)
def test_dates_that_may_be_right(stad: Path, run: Run, old: str, new: str) -> None:
    change(stad, PROGRAMMA, old, new)
    assert found(run) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Het programma heeft drie pijlers.", "er staat 'drie pijlers', maar de brief telt er 2"),
        ("We werken langs drie pijlers.", "er staat 'drie pijlers', maar de brief telt er 2"),
        ("De vier bijlagen leest u apart.", "er staat 'vier bijlagen', maar de brief telt er 2"),
        ("Er zijn 5 resultaten.", "er staat '5 resultaten', maar de brief telt er 1"),
        ("Het programma heeft twee pijlers en één opgave.", None),
        ("Van de vier pijlers van het Rijk doen wij er twee.", None),
        ("We beantwoorden drie vragen.", None),
    ],
)
def test_numbers_in_prose(stad: Path, run: Run, sentence: str, expected: str | None) -> None:
    change(stad, BRIEF, KERN, f"{KERN} {sentence}")
    lines = found(run)
    assert [expected in line for line in lines if expected] == [True] * bool(expected)
    assert len(lines) == bool(expected)


def test_a_number_in_the_programme(stad: Path, run: Run) -> None:
    change(
        stad, PROGRAMMA, "inleiding: We sluiten", "inleiding: De drie pijlers helpen. We sluiten"
    )
    (line,) = found(run)
    assert line.startswith(f"{PROGRAMMA}:9:19: RB207 er staat 'drie pijlers', maar het programma")


QUESTIONS = "    - vragen: [{vraag: Waarom nu, antwoord: Zo.}, {vraag: Wie dan, antwoord: Wij.}]\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zie bijlage 3.", "geen bijlage 3; de bijlagen van deze brief zijn 1 t/m 2"),
        ("Zie bijlage C.", "geen bijlage C"),
        ("Zie tabel 1.", "geen tabel 1; deze brief heeft geen tabellen"),
        ("Zie figuur 2.", "geen figuur 2"),
        ("Zie noot 4.", "geen noot 4"),
        ("Zie het antwoord op vraag 3.", "geen vraag 3; de vragen van deze brief zijn 1 t/m 2"),
        ("Zie bijlage 2 en bijlage B, en ook vraag 2.", None),
        ("Zie bijlage 7 van het rapport, tabel 3 in de nota en vraag 9 van de fractie.", None),
        ("Wie vraagt 100 euro? In de bijlage u welbekend.", None),
    ],
)
def test_references_in_prose(stad: Path, run: Run, sentence: str, expected: str | None) -> None:
    change(stad, BRIEF, KERN, f"{KERN} {sentence}")
    change(stad, BRIEF, "  vervolg:\n", f"  vervolg:\n{QUESTIONS}")
    lines = found(run)
    assert len(lines) == bool(expected)
    if expected:
        assert f"RB209 de brief heeft {expected}" in lines[0]


# Python takes these for an `i` and an `s` too when capitals do not matter.
_LOOKALIKES = {"i": "ıİ", "s": "ſ"}


def spelt(word: str) -> st.SearchStrategy[str]:
    """The word in any capitals, and with letters that look like its own."""
    signs = [sign + sign.upper() + _LOOKALIKES.get(sign, "") for sign in word]
    return st.tuples(*map(st.sampled_from, signs)).map("".join)


@given(st.sampled_from([*tekst._NOUNS, *tekst._TARGETS]).flatmap(spelt))
def test_a_text_that_is_passed_over_names_nothing(word: str) -> None:
    text = f"drie {word} 3"
    counted, pointed = tekst._COUNTED.search(text), tekst._POINTER.search(text)
    assert tekst._names(text, tekst._NOUNS) or not counted
    assert tekst._names(text, tekst._TARGETS) or not pointed
    if word.isascii():
        assert counted or pointed


def test_a_note_a_table_and_an_own_number_are_there(stad: Path, run: Run) -> None:
    text = "Zie noot 1, tabel 1 en tabel 4.[^1]\\n\\n[^1]: Een noot.\\n"
    change(stad, BRIEF, "  vervolg:\n", (
        f'  vervolg:\n    - "{text}"\n'
        "    - tabel: {bijschrift: 'Tabel 4: kosten', kolommen: [A, B], rijen: [[x, y]]}\n"
    ))  # fmt: skip
    assert found(run) == []


def test_what_is_left_out_is_a_hint(stad: Path, run: Run) -> None:
    change(stad, BRIEF, "pijlers: alle", "pijlers: [wonen]")
    result = run("check", "--format", "short", "--hints")
    assert result.code == 0
    assert result.out.splitlines() == [
        f"content/{BRIEF}:17:7: RB210 de pijler 'Werk en inkomen' van het programma staat niet in "
        "de brief; voeg `werk` toe, of schrijf `pijlers: alle`",
        f"content/{BRIEF}:21:7: RB210 het fonds 'Regio Deal' van het programma staat niet in "
        "de brief; voeg `regiodeal` toe, of schrijf `financiering: alle`",
    ]


def second_letter(stad: Path, number: str, date: str) -> Path:
    first = stad / "content" / BRIEF
    second = stad / "content" / "brieven" / "2026-020.yaml"
    shutil.copy(first, second)
    text = second.read_text().replace("zaaknummer: 2026-014", f"zaaknummer: {number}")
    second.write_text(text.replace("datum: 2026-05-20", f"datum: {date}"))
    return second


def test_a_result_since_the_previous_letter_is_a_hint(stad: Path, run: Run) -> None:
    second_letter(stad, "2026-020", "2026-10-01")
    change(stad, PROGRAMMA, "financiering:\n  woonfonds", (
        "  wijkraad:\n    datum: 2026-08\n    tekst: De wijkraad is er.\n"
        "  plein:\n    datum: 2026-12\n    tekst: Het plein is er.\n"
        "financiering:\n  woonfonds"
    ))  # fmt: skip
    (line,) = found(run)
    assert line.startswith("brieven/2026-020.yaml:4:12: RB211 het resultaat 'wijkraad' (augustus")
    assert found(run, "2026-014") == []


def test_a_case_number_twice(stad: Path, run: Run) -> None:
    second = second_letter(stad, "2026-014", "2026-06-01")
    first_place, second_place = (
        f"content/brieven/2026-0{number}.yaml:2:13: fout[RB208] het zaaknummer '2026-014' heeft ook"
        for number in ("14", "20")
    )
    result = run("build")
    assert (result.code, result.out) == (1, "")
    assert not (stad / "build").exists()
    assert f"{first_place} content/brieven/2026-020.yaml" in result.err
    assert f"{second_place} content/brieven/2026-014.yaml" in result.err
    assert run("check").err.startswith(result.err.removesuffix("2 fouten gevonden.\n"))
    for command in ("build", "check"):  # a letter that is named does not go out either
        result = run(command, "2026-020")
        assert (result.code, result.out) == (1, "")
        assert second_place in result.err
        assert first_place not in result.err
    second.write_text(second.read_text() + "kenmerk: vervolg\n")
    assert run("check").code == 0
    assert run("build").out == "build/2026-014.pdf\nbuild/2026-020.pdf\n"


def test_a_case_number_that_another_letter_gets_later(stad: Path, run: Run) -> None:
    assert run("build").code == run("check").code == 0
    made = (stad / "build" / "2026-014.pdf").read_bytes()
    second = second_letter(stad, "2026-014", "2026-06-01")
    for names in ([], ["2026-014"]):
        for command in ("build", "check"):
            result = run(command, *names)
            assert (result.code, result.out) == (1, "")
            assert "2026-014.yaml:2:13: fout[RB208]" in result.err
            assert "Niets te doen" not in result.err
    assert (stad / "build" / "2026-014.pdf").read_bytes() == made  # it may have been right
    second.unlink()
    assert run("build", "2026-014").code == run("check", "2026-014").code == 0


def test_a_case_number_twice_in_parts(stad: Path, run: Run) -> None:
    second_letter(stad, "2026-014", "2026-06-01")
    told = []
    for part in range(1, 4):
        result = run("build", "--shard", f"{part}/3")
        assert result.out == ""
        told += re.findall(r"^content/brieven/(\S+).yaml:2:13: fout\[RB208\]", result.err, re.M)
    assert sorted(told) == ["2026-014", "2026-020"]
    assert run("build").code == 1


def test_a_case_number_of_many_letters(stad: Path, run: Run) -> None:
    first = stad / "content" / BRIEF
    for number in range(15, 20):
        shutil.copy(first, first.with_name(f"2026-0{number}.yaml"))
    assert (
        "heeft ook content/brieven/2026-015.yaml, content/brieven/2026-016.yaml, "
        "content/brieven/2026-017.yaml en nog 2 andere\n"
    ) in run("check", "2026-014").err


def test_too_many_pages(stad: Path, run: Run) -> None:
    with (stad / "content" / GEMEENTE).open("a") as gemeente:
        gemeente.write("bladzijden: {maximaal: 1}\n")
    result = run("build")
    assert (result.code, result.out) == (0, "build/2026-014.pdf\n")
    assert "waarschuwing[RB212] deze brief heeft 2 bladzijden" in result.err
    change(stad, BRIEF, "secties:", "negeer: [{code: RB212, woorden: 2 bladzijden}]\nsecties:")
    assert run("build").err == ""


def test_warnings_are_told_by_build_and_hints_are_not(stad: Path, run: Run) -> None:
    change(stad, BRIEF, KERN, f"{KERN} Zie bijlage 9.")
    result = run("build")
    assert (result.code, result.out) == (0, "build/2026-014.pdf\n")
    assert "waarschuwing[RB209]" in result.err
    assert result.err.endswith("\n1 waarschuwing gevonden.\n")


def test_a_slip_in_the_language_keeps_no_letter_from_being_made(stad: Path, run: Run) -> None:
    change(stad, BRIEF, KERN, "ligt op koers , en snel.")
    result = run("build")
    assert (result.code, result.out, result.err) == (0, "build/2026-014.pdf\n", "")
    result = run("check")
    assert result.code == 1
    assert "fout[RB309]" in result.err
