from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, TESTS, Run

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Diagnostic, Severity
from raadsbrief.taal.check import findings
from raadsbrief.taal.reading.collect import earlier, letter_of
from raadsbrief.taal.rules.leesbaarheid import maten
from raadsbrief.taal.words.woorden import sentences, words

HEAD = "zaaknummer: 2026-001\ngemeente: voorbeeldstad\nsecties:\n  kern: |\n"


def check(folder: Path, text: str, head: str = HEAD) -> list[Diagnostic]:
    """What is found in a letter with this prose, or with this text after another head."""
    body = "".join(f"    {line}\n" for line in text.split("\n")) if head == HEAD else text
    (folder / "content" / "brieven" / "2026-001.yaml").write_text(head + body)
    content = Content(Path("content"))
    return slips(content, "2026-001")


def slips(content: Content, name: str) -> list[Diagnostic]:
    dossier = content.dossier(name)
    return findings(letter_of(dossier, earlier(content, dossier)), pytest.fail)


def loud(found: list[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.severity is not Severity.HINT]


@dataclass(frozen=True)
class Example:
    code: str
    severity: str
    finds: bool
    marked: str

    @property
    def text(self) -> str:
        """A slash with no space around it begins an item, one with spaces a paragraph."""
        plain = re.sub("[«»]", "", self.marked)
        return re.sub("/(?=- )", "\n", plain).replace(":\n- ", ":\n\n- ", 1).replace(" / ", "\n\n")

    @property
    def words(self) -> list[str]:
        return re.findall("«(.*?)»", self.marked)


def examples() -> list[Example]:
    found = []
    for line in (TESTS / "data" / "taal.txt").read_text().splitlines():
        if line.startswith("## "):
            code, severity = line.split()[1:]
        elif line[:2] in ("+ ", "- "):
            found.append(Example(code, severity, line[0] == "+", line[2:]))
    return found


def test_every_kind_of_finding_has_examples() -> None:
    kinds = {example.code for example in examples()}
    used = {f"RB{number}" for number in (*range(301, 323), *range(340, 350), *range(360, 370))}
    assert kinds == used


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e.code} {e.marked[:40]}")
def test_example(example: Example, stad: Path) -> None:
    found = check(stad, example.text)
    if example.severity == "hint":
        found = [d for d in found if d.code == example.code]
    else:
        found = loud(found)
    assert [d.words for d in sorted(found, key=lambda d: d.span or 0)] == example.words
    if example.finds:
        assert {(d.code, d.severity) for d in found} == {(example.code, example.severity)}


def placed(found: list[Diagnostic]) -> dict[str, str]:
    """The words of each finding, and what stands in the file where it points."""
    pairs = ((d.words, d.excerpt, d.span) for d in found)
    return {w: e[s.column - 1 : s.column - 1 + s.length] for w, e, s in pairs if w and e and s}


def test_places_survive_markdown_facts_and_folding(stad: Path) -> None:
    text = (
        "In [onze **de** wijk](https://x.example/de_de) met {{ gemeente.naam }} en *van* van\n"
        "deze \\*maand; zie &amp; de\nde noot[^1].\n\n"
        "- een `punt`\n\n  en van van dit\n\n| a | b |\n|---|---|\n| c | in zake |\n\n"
        "> in zake dit\n\n[^1]: Het is is danwel zo."
    )
    found = loud(check(stad, text.replace("`", "")))
    assert placed(found) == {
        "onze de": "onze **de",
        "van van": "van van",
        "de de": "de",  # over two lines: the first
        "in zake": "in zake",
        "danwel": "danwel",
    }
    assert [d.words for d in found].count("van van") == 2


def test_a_finding_in_a_fact_stands_where_the_fact_stands(stad: Path) -> None:
    programme = stad / "content" / "programmas" / "wijken-aan-zet.yaml"
    programme.write_text(programme.read_text().replace("Buurtkracht", "Buurt in zake"))
    head = HEAD.replace("gemeente:", "programma: wijken-aan-zet\ngemeente:")
    found = loud(
        check(stad, "    Team {{ feiten.wijkteam }} komt. En de {{ gemeente.naam }}.", head)
    )
    assert [(d.words, Path(d.file).name) for d in found] == [("in zake", "wijken-aan-zet.yaml")]


def test_a_numeric_date_points_at_the_expression_that_writes_it(stad: Path) -> None:
    head = HEAD.replace("gemeente:", "programma: wijken-aan-zet\ngemeente:")
    text = "    Sinds 3 mei 2025. Op {{ financiering.woonfonds.toegekend | datum_kort }}.\n"
    (found,) = loud(check(stad, text, head))
    assert (found.words, found.repair) == ("20-11-2025", None)
    assert found.hint == "schrijf '20 november 2025': met `| datum`"
    assert placed([found]) == {"20-11-2025": "{{ financiering.woonfonds.toegekend | datum_kort }}"}


def test_what_the_letter_does_not_show_is_not_read(stad: Path) -> None:
    programme = stad / "content" / "programmas" / "wijken-aan-zet.yaml"
    programme.write_text(
        programme.read_text().replace("We leggen een park aan", "Dat is is in zake")
    )
    head = HEAD.replace("gemeente:", "programma: wijken-aan-zet\ngemeente:")
    assert loud(check(stad, "    Tekst.\n", head)) == []
    blocks = head.replace("  kern: |\n", "  kern:\n    - financiering: woonfonds\n")
    (found,) = loud(check(stad, "", blocks))
    assert found.words == "in zake"


def test_other_languages_and_quotations(stad: Path) -> None:
    assert loud(check(stad, "De [de de facto in zake]{lang=la} regel.")) == []
    found = check(stad, "Hij zei: 'Wij hebben de de hele dag met zijn allen gewerkt.'")
    assert [(d.words, d.severity) for d in found] == [("de de", Severity.HINT)]
    found = check(stad, "Hij zei: 'de de'.")
    assert [(d.words, d.severity) for d in found] == [("de de", Severity.FOUT)]


def test_repairs_make_the_findings_go_away(stad: Path) -> None:
    text = "De de stad ,in zake dit. Op 3 mei 2025 en 01-06-2025, incl de *30km* en *in* zake."
    found = [d for d in check(stad, text) if d.repair]
    path = stad / "content" / "brieven" / "2026-001.yaml"
    lines = path.read_text().split("\n")
    for d in sorted(found, key=lambda d: d.span or 0, reverse=True):
        assert d.repair is not None
        line, column, length = d.repair.span.line, d.repair.span.column, d.repair.span.length
        old = lines[line - 1]
        lines[line - 1] = old[: column - 1] + d.repair.text + old[column - 1 + length :]
    assert lines[4].strip() == (
        "De stad, inzake dit. Op 3 mei 2025 en 1 juni 2025, incl. de *30 km* en *in* zake."
    )
    path.write_text("\n".join(lines))
    content = Content(Path("content"))
    left = loud(slips(content, "2026-001"))
    assert [(d.words, d.repair) for d in left] == [("in zake", None)]  # part of it is emphasised


def test_a_quoted_value_is_repaired_only_where_it_stays_yaml(stad: Path) -> None:
    head = HEAD.replace("secties:", "onderwerp: '18 jarigen en de stad''s ,in'\nsecties:")
    found = loud(check(stad, "    Tekst.\n", head))
    assert [(d.words, d.repair and d.repair.text) for d in found] == [
        ("s ,in", "s, in"),
        ("18 jarigen", "18-jarigen"),
    ]


def test_earlier_letters_set_the_spelling(stad: Path) -> None:
    earlier = HEAD.replace("2026-001", "2025-001") + "    De jeugdhulporganisaties komen.\n"
    (stad / "content" / "brieven" / "2025-001.yaml").write_text(earlier)
    later = HEAD.replace("2026-001", "2027-001") + "    De wijk teams komen.\n"
    (stad / "content" / "brieven" / "2027-001.yaml").write_text(later)
    (found,) = loud(check(stad, "De jeugdhulp organisaties komen met wijkteams."))
    assert found.words == "jeugdhulp organisaties"
    assert found.message == "'jeugdhulp organisaties' staat eerder als 'jeugdhulporganisaties'"


def test_an_earlier_letter_that_is_wrong_does_not_set_the_spelling(stad: Path) -> None:
    earlier = HEAD.replace("2026-001", "2025-001") + "    De jeugdhulp organisaties komen.\n" * 3
    (stad / "content" / "brieven" / "2025-001.yaml").write_text(earlier)
    assert loud(check(stad, "De jeugdhulporganisaties komen.")) == []


def test_a_wrong_earlier_letter_does_not_stop_the_check(stad: Path) -> None:
    (stad / "content" / "brieven" / "2025-001.yaml").write_text("geen brief")
    assert loud(check(stad, "De de stad.")) != []


def test_sentences_do_not_end_at_abbreviations_and_initials() -> None:
    text = (
        "Dhr. P.J. Jansen komt o.a. dinsdag, zie art. 3 e.v. Daarna gaat hij. Hij heeft € 1,3 mln. "
        "Dat is veel! “Echt waar?” Ja... Kijk op www.x.nl. Of niet\nKop"
    )
    begins = [text[zin.start : zin.start + 4].strip() for zin in sentences(text, words(text))]
    assert begins == ["Dhr.", "Daar", "Hij", "Dat", "“Ech", "Ja..", "Kijk", "Of n", "Kop"]


def test_words() -> None:
    text = "De 'oud-wethouder' zegt 's avonds: programma's, 18e-eeuws, zorg- en m.b.t. a@b.nl"
    assert [word.tekst for word in words(text)] == [
        "De", "oud-wethouder", "zegt", "'s", "avonds", "programma's", "18e", "eeuws", "zorg-",
        "en", "m.b.t.", "a@b.nl",
    ]  # fmt: skip


# What is found in the real letter, hints included.
FINDINGS = TESTS / "data" / "2024-0062579.check.txt"


@pytest.fixture(scope="module")
def seed() -> list[Diagnostic]:
    content = Content(ROOT / "content")
    return slips(content, "2024-0062579")


def test_the_real_letter(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Every finding at its place, a line each; `--update-golden` writes them anew."""
    (tmp_path / "content").symlink_to(ROOT / "content")
    monkeypatch.chdir(tmp_path)
    loud, everything = (run("check", "--format", "short", *more).out for more in ([], ["--hints"]))
    if request.config.getoption("--update-golden"):
        FINDINGS.write_text(everything)
    assert everything == FINDINGS.read_text()
    assert set(loud.splitlines()) <= set(everything.splitlines())
    assert len(loud.splitlines()) == 17


def test_hints_of_the_real_letter(seed: list[Diagnostic]) -> None:
    hints = {d.words for d in seed if d.severity is Severity.HINT}
    assert {"c.q.", "t/m", "o.a.", "IPTA", "middels"} <= hints


def test_figures_beside_those_of_real_letters() -> None:
    content = Content(ROOT / "content")
    figures = maten(letter_of(content.dossier("2024-0062579")))
    assert [(maat.naam, round(maat.waarde)) for maat in figures] == [
        ("gemiddelde zin", 18),
        ("langste zin", 37),
        ("zinnen van meer dan 25 woorden", 21),
        ("zinnen met een vorm van worden", 11),
        ("woorden van 12 letters of meer", 8),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Wij doen:\n\n- \n\nDaarna volgt de tekst.",
        "- Noord:\n  - een\n- Zuid:\n  - twee\n- West:\n  - drie\n- Oost\n- Midden:",
        "- …\n- een;\n- twee;\n- drie;\n- —",
        "1. \n2. a\n\n> - \n\n- > \n",
    ],
)
def test_unusual_lists_are_read(stad: Path, text: str) -> None:
    check(stad, text)


def test_slips_fail_a_check_and_stop_no_letter(stad: Path, run: Run) -> None:
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    letter.write_text(letter.read_text().replace("ligt op koers", "ligt op op de koers in zake"))
    result = run("check")
    assert result.code == 1
    assert "fout[RB306] schrijf 'inzake'" in result.err
    assert run("build").code == 0


def test_the_programme_writes_amounts_as_its_gemeente_does(stad: Path, run: Run) -> None:
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    text = "Het gaat om {{ financiering.regiodeal.bedrag | euro }}."
    brief.write_text(
        "zaaknummer: 2026-014\ngemeente: voorbeeldstad\nprogramma: wijken-aan-zet\n"
        "datum: 2026-05-20\nonderwerp: Geld\naan: de raad\nsecties:\n  kern:\n"
        f"    - tekst: {text}\n    - financiering: [woonfonds]\n"
        "  toelichting: Er is geld.\n  vervolg: Wij gaan door.\n"
    )
    assert run("check", "--strict").out == ""
