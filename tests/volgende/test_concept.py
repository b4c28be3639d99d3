"""The draft of the next letter: by the front door, with the real letter and with others."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, TESTS, Result, Run

from raadsbrief import cli

NAME = "2024-0062579"
JULY = f"content/brieven/{NAME}.yaml"
WEST = "content/programmas/dordt-west.yaml"
STAD = "content/programmas/wijken-aan-zet.yaml"
BRIEF = "content/brieven/2026-014.yaml"
OKTOBER = ("--datum", "2026-10-07")


def git(folder: Path, *arguments: str, day: str = "2026-05-21") -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    environment = {**os.environ, "GIT_COMMITTER_DATE": f"{day}T10:00:00"}
    command = ["git", *who, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)


def in_git(folder: Path, day: str = "2026-05-21") -> None:
    git(folder, "init", "-q")
    git(folder, "add", "content", day=day)
    git(folder, "commit", "-qm", "x", day=day)


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text)


def draft(result: Result) -> str:
    """Return the text of the draft that a run made."""
    assert result.code == 0, result.err
    return Path(result.out.strip()).read_text()


def happened(result: Result) -> list[str]:
    """Return what the run says that happened."""
    told = result.err.partition("Gebeurd")[2]
    told = re.split(r"^[A-Z]", told, maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^  - (.*)$", told, re.MULTILINE)


def errors(run: Run, *names: str) -> list[str]:
    """Return the mistakes that a check finds, without the file."""
    found = run("check", *names, "--format", "short").out
    return [line.split(": ", 1)[1] for line in found.splitlines() if "RB" in line]


@pytest.fixture(scope="module")
def sent_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dordrecht with its letter of July built and sent, in git, after which things happened."""
    folder = tmp_path_factory.mktemp("dordrecht")
    shutil.copytree(ROOT / "content", folder / "content")
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        for arguments in (["build", "-q"], ["sent", NAME, "--date", "2024-07-10"]):
            patch.setattr("sys.argv", ["raadsbrief", *arguments])
            with pytest.raises(SystemExit) as stop:
                cli.main()
            assert stop.value.code == 0
    in_git(folder, "2024-07-11")
    edit(
        folder / WEST,
        ("woningen: 925", "woningen: 940"),
        ("resultaten:\n", "resultaten:\n  feest:\n    tekst: Er was feest.\n    datum: 2024-11\n"
         "  zonder:\n    tekst: Dit heeft geen datum.\n    pijler: veilig\n"
         "  straks:\n    tekst: Dit komt nog.\n    datum: 2025-09\n"),
        ("feiten:\n", "  wijkfonds:\n    naam: Wijkfonds\n    bedrag: 400000\n"
         "    toegekend: 2024-12-03\n    inleiding: We kregen {{ dit.bedrag | euro }}.\n\n"
         "planning:\n  voorstel:\n    wanneer: 2024-K3\n    wat: Voorstel over de cofinanciering\n"
         "  later:\n    wanneer: 2025-K4\n    wat: Evaluatie\n\n"
         "toezeggingen:\n  cijfers: {tekst: De raad krijgt cijfers, termijn: 2024-K4}\n"
         "feiten:\n"),
    )  # fmt: skip
    git(folder, "commit", "-qam", "nieuws", day="2025-03-01")
    return folder


@pytest.fixture
def west(sent_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of that, in which the program runs."""
    subprocess.run(["git", "clone", "-q", sent_once, tmp_path / "kloon"], check=True)
    monkeypatch.chdir(tmp_path / "kloon")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "kloon"


HAPPENED = [
    "het resultaat 'feest' (november 2024)",
    "het resultaat 'zonder' (nog in geen brief verteld)",
    "Wijkfonds (toegekend op 3 december 2024)",
    "het aantal woningen van het Volkshuisvestingsfonds was 925 en is nu 940",
    "de stap 'voorstel' is erbij gekomen: Voorstel over de cofinanciering",
    "de stap 'later' is erbij gekomen: Evaluatie",
    "de toezegging 'cijfers' is erbij gekomen: De raad krijgt cijfers",
]


def test_all_that_happened_and_nothing_else(west: Path, run: Run) -> None:
    july = (west / JULY).read_bytes()
    result = run("new", "brief", "dordt-west", "--datum", "2025-03-12")
    text = draft(result)
    assert result.out == "content/brieven/2025-03-12-concept.yaml\n"
    assert happened(result) == HAPPENED
    assert [line[13:] for line in text.splitlines() if line.startswith("# concept: - ")][:7] == (
        HAPPENED
    )
    assert "resultaten: [feest, zonder]" in text
    assert "financiering: [wijkfonds]" in text
    assert "straks" not in text
    assert "'Voorstel over de cofinanciering' (derde kwartaal 2024) is verstreken" in result.err
    assert "de toezegging 'De raad krijgt cijfers' is verstreken en open" in result.err
    assert "Evaluatie' (" not in result.err
    assert "# concept: gebonden aan een tijd: het derde kwartaal van dit jaar; komende maa" in text
    assert (west / JULY).read_bytes() == july
    assert run("check", NAME, "--facts").code == 0


def test_the_draft_asks_only_for_what_the_author_must_fill_in(west: Path, run: Run) -> None:
    text = draft(run("new", "brief", "--datum", "2025-03-12"))
    name = "2025-03-12-concept"
    empty = "RB102 'zaaknummer' is leeg; vul het nummer in dat uw zaaksysteem voor deze brief gaf"
    found = errors(run, name)
    # What the text of July has of slips, it has here too.
    assert [one for one in found if not one.startswith(("RB680", "RB3"))] == [empty]

    path = west / "content/brieven" / f"{name}.yaml"
    path.write_text(re.sub(r"(?m)^zaaknummer:.*", "zaaknummer: 2025-0000001", text))
    assert run("build", name).code == 0
    language = [one for one in errors(run, name) if "RB680" not in one]
    before = (TESTS / "data" / f"{NAME}.check.txt").read_text()
    assert language
    assert all(one.split("; ")[0].split(" ", 1)[1] in before for one in language)

    refused = run("sent", name, "--date", "2025-03-13")
    assert refused.code == 1
    assert "fout[RB695] deze brief is een concept, en kan niet verzonden zijn" in refused.err
    path.rename(west / "content/brieven/2025-0000001.yaml")
    run("build", "2025-0000001")
    refused = run("sent", "2025-0000001", "--date", "2025-03-13")
    assert "2025-0000001.yaml:2:1: fout[RB695] deze brief is nog een concept" in refused.err
    edit_out = re.sub(r"(?m)^ *# concept:.*\n", "", path.with_stem("2025-0000001").read_text())
    path.with_stem("2025-0000001").write_text(edit_out)
    run("build", "2025-0000001")
    assert run("sent", "2025-0000001", "--date", "2025-03-13").code == 0


def test_text_is_copied_by_lines(west: Path, run: Run) -> None:
    text = draft(run("new", "brief", "--datum", "2025-03-12"))
    ours = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    july = (west / JULY).read_text().splitlines()
    kept = [line for line in ours if line not in july]
    assert kept == [
        "zaaknummer:    # vul in: u krijgt het van het zaaksysteem; het vorige was 2024-0062579",
        "datum: 2025-03-12",
        "      resultaten: [feest, zonder]",
        '    - kop: "{{ financiering.wijkfonds.naam }}"',
        "      financiering: [wijkfonds]",
    ]


def test_the_same_twice_and_nothing_is_overwritten(west: Path, run: Run) -> None:
    first = draft(run("new", "brief", "--datum", "2025-03-12"))
    again = run("new", "brief", "--datum", "2025-03-12")
    assert (again.code, again.out) == (2, "")
    assert "bestaat al, en is niet veranderd" in again.err
    (west / "content/brieven/2025-03-12-concept.yaml").unlink()
    assert draft(run("new", "brief", "--datum", "2025-03-12")) == first


NEWS = (
    ("resultaten:\n", "resultaten:\n  loket:\n    tekst: Er is een loket.\n"),
    ("woningen: 1200", "woningen: 1300"),
    ("wijkteam: Buurtkracht\n", "wijkteam: Kracht\n  nieuw: Ja\n"),
    ("    bedrag: 900000\n", "    bedrag: 950000\n"), ("{2026: 400000", "{2026: 450000"),
    ("per_pijler: {wonen: 600000", "per_pijler: {wonen: 650000"),
)  # fmt: skip


def test_by_git_in_a_folder_below_the_top(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stad / "diep").mkdir()
    (stad / "content").rename(stad / "diep" / "content")
    git(stad, "init", "-q")
    git(stad, "add", ".")
    git(stad, "commit", "-qm", "x")
    monkeypatch.chdir(stad / "diep")
    stad = stad / "diep"
    edit(stad / STAD, *NEWS, ("  saldo: -1340000\n", ""))
    result = run("new", "brief", *OKTOBER)
    assert happened(result) == [
        "het resultaat 'loket' (nog in geen brief verteld)",
        "Regio Deal (nog in geen brief verteld)",
        "het aantal woningen van het Woonfonds was 1.200 en is nu 1.300",
        "het bedrag van het fonds Regio Deal was € 900.000 en is nu € 950.000",
        "het bedrag voor 2026 van het fonds Regio Deal was € 400.000 en is nu € 450.000",
        "het bedrag voor de pijler 'Wonen' van het fonds Regio Deal was € 600.000 en is nu "
        "€ 650.000",
        "het feit 'wijkteam' was Buurtkracht en is nu Kracht",
        "het feit 'saldo' (-1340000) is er niet meer",
        "het feit 'nieuw' is erbij gekomen: Ja",
    ]
    assert "Niet overgenomen uit 2026-014: bijlagen." in result.err
    assert "# concept: niet overgenomen: `bijlagen` (Overzicht van de projecten;" in draft(result)
    assert [one for one in errors(run, "2026-10-07-concept") if "zaaknummer" not in one] == []


def test_a_letter_without_date_is_of_its_last_change_in_git(stad: Path, run: Run) -> None:
    edit(stad / BRIEF, ("datum: 2026-05-20\n", ""))
    in_git(stad)
    result = run("new", "brief", *OKTOBER)
    assert "van 22 mei 2026" in result.err
    assert "de laatste wijziging in git van 2026-014" in result.err


def shallow(stad: Path) -> None:
    in_git(stad)
    edit(stad / STAD, ("gebied: de Molenwijk", "gebied: de Molenbuurt"))
    git(stad, "commit", "-qam", "y")
    git(stad, "clone", "-q", "--depth", "1", f"file://{stad}", "ondiep")
    shutil.rmtree(stad / ".git")
    (stad / "ondiep" / ".git").rename(stad / ".git")


def uncommitted(stad: Path) -> None:
    in_git(stad)
    (stad / BRIEF).with_stem("2026-015").write_text(
        (stad / BRIEF).read_text().replace("2026-05-20", "2026-06-01").replace("-014", "-015")
    )


@pytest.mark.parametrize(
    ("prepare", "why"),
    [
        (lambda stad: None, "de inhoud staat niet in git"),  # noqa: ARG005
        (lambda stad: git(stad, "init", "-q"), "in git is nog niets vastgelegd"),
        (shallow, "deze kloon heeft niet de hele geschiedenis"),
        (uncommitted, "de brief 2026-015 is nog niet vastgelegd in git"),
    ],
)
def test_without_history_it_says_what_it_did_not_see(
    stad: Path, run: Run, prepare: object, why: str
) -> None:
    assert callable(prepare)
    prepare(stad)
    edit(stad / STAD, NEWS[0], NEWS[1], ("  woonfonds:\n", "  extra:\n    naam: Extra\n"
         "    toegekend: 2026-07\n    inleiding: Erbij.\n  woonfonds:\n"))  # fmt: skip
    result = run("new", "brief", *OKTOBER)
    assert f"het programma zoals het was: {why}" in result.err
    assert happened(result)[:2] == [
        "het resultaat 'loket' (nog in geen brief verteld)",
        "Extra (toegekend in juli 2026)",
    ]
    assert f"# concept: - het programma zoals het was: {why[:9]}" in draft(result)


def test_without_git_at_all(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(stad / BRIEF, ("resultaten: buurthuis", "resultaten: alle"))
    edit(stad / STAD, NEWS[0])
    monkeypatch.setenv("PATH", "")
    result = run("new", "brief", *OKTOBER)
    assert "het programma zoals het was: git is er niet" in result.err
    assert "of dit nieuw is: loket" in result.err


def test_a_strange_repository_runs_nothing(stad: Path, run: Run) -> None:
    in_git(stad)
    evil = stad / "kwaad.sh"
    evil.write_text(f"#!/bin/sh\ntouch '{stad}/gelukt'\n")
    evil.chmod(0o755)
    for key in (
        *("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program"),
        *("core.sshCommand", "core.alternateRefsCommand", "filter.x.smudge", "diff.x.textconv"),
    ):
        git(stad, "config", key, str(evil))
    for key, value in (
        ("log.showSignature", "true"), ("core.hooksPath", str(stad)), ("alias.log", f"!{evil}"),
        ("remote.x.url", f"ext::{evil}"), ("remote.x.promisor", "true"),
        ("extensions.partialClone", "x"), ("core.repositoryFormatVersion", "1"),
        ("protocol.ext.allow", "always"), ("protocol.allow", "always"),
    ):  # fmt: skip
        git(stad, "config", key, value)
    (stad / ".gitattributes").write_text("* filter=x diff=x\n")
    assert run("new", "brief", *OKTOBER).code == 0
    shutil.rmtree(stad / ".git/objects")  # what is missing, git would fetch
    (stad / ".git/objects").mkdir()
    (stad / "content/brieven/2026-10-07-concept.yaml").unlink()
    assert "Niet bekeken" in run("new", "brief", *OKTOBER).err
    assert not (stad / "gelukt").exists()


def test_short_names_that_became_others_are_no_news(stad: Path, run: Run) -> None:
    edit(
        stad / STAD, ("feiten:\n", "planning:\n  bouw: {wanneer: 2026-09, wat: De bouw}\nfeiten:\n")
    )
    table = "    - tabel:\n        bijschrift: Geld\n        financiering: [woonfonds]\n"
    edit(stad / BRIEF, ("    - kop: Eerste", f"{table}    - planning: [bouw]\n    - kop: Eerste"))
    in_git(stad)
    text = (stad / STAD).read_text()
    for old, new in (
        ("woonfonds:", "huisfonds:"), ("buurthuis:", "wijkhuis:"), ("wijkteam:", "team:"),
        ("  wonen:", "  woon:"), ("[wonen", "[woon"), ("pijler: wonen", "pijler: woon"),
        ("{wonen:", "{woon:"), ("  bouw:", "  begin:"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (stad / STAD).write_text(text)
    result = run("new", "brief", *OKTOBER)
    assert happened(result) == ["Regio Deal (nog in geen brief verteld)"]
    text = draft(result)
    for line in ("Team {{ feiten.team }} komt", "financiering: [huisfonds]", "planning: [begin]"):
        assert line in text
    assert errors(run, "2026-10-07-concept") == [
        "RB102 'zaaknummer' is leeg; vul het nummer in dat uw zaaksysteem voor deze brief gaf"
    ]


def test_no_letter_before(stad: Path, run: Run) -> None:
    (stad / BRIEF).unlink()
    result = run("new", "brief", *OKTOBER)
    assert happened(result) == [
        "het resultaat 'buurthuis' (februari 2026, nog in geen brief verteld)",
        "Woonfonds (nog in geen brief verteld)",
        "Regio Deal (nog in geen brief verteld)",
    ]
    found = errors(run, "2026-10-07-concept")
    assert [one.split(";")[0] for one in found] == [
        "RB102 'zaaknummer' is leeg", "RB102 hier mist een waarde", "RB102 hier mist een waarde"
    ]  # fmt: skip


def test_without_the_text_of_the_last_letter(stad: Path, run: Run) -> None:
    edit(stad / STAD, NEWS[0])
    text = draft(run("new", "brief", *OKTOBER, "--leeg", "--zaaknummer", "2026-020"))
    assert "zaaknummer: 2026-020" in text
    assert "aan: de gemeenteraad" in text
    assert "ligt op koers" not in text
    assert "resultaten: [loket]" in text


def test_several_programmes(stad: Path, run: Run) -> None:
    other = stad / "content/programmas/haven.yaml"
    other.write_text("naam: Haven\nresultaten: {kade: {tekst: De kade is klaar.}}\n")
    result = run("new", "brief", *OKTOBER)
    assert (result.code, "noem het programma: haven, wijken-aan-zet" in result.err) == (2, True)
    assert "bedoelde u 'haven'?" in run("new", "brief", "have", *OKTOBER).err
    assert run("new", "brief", "wijken-aan-zet", *OKTOBER).code == 0
    result = run("new", "brief", "content/programmas/haven.yaml", *OKTOBER)
    assert result.out == "content/brieven/2026-10-07-haven-concept.yaml\n"
    assert happened(result) == ["het resultaat 'kade' (nog in geen brief verteld)"]
    assert run("new", "brief", "haven", *OKTOBER).code == 2


def test_results_go_where_their_pillar_is_told(stad: Path, run: Run) -> None:
    edit(stad / STAD, ("resultaten:\n", "resultaten:\n  baan: {pijler: werk, tekst: Er is werk.}\n"
                       "  woning: {pijler: wonen, tekst: Er is een woning.}\n"
                       "  banen: {pijler: werk, tekst: Er zijn banen.}\n"))  # fmt: skip
    edit(stad / BRIEF, ("      resultaten: buurthuis\n", "      resultaten: buurthuis\n"
                        "    - {kop: Werk, resultaten: [baan]}\n"))  # fmt: skip
    text = draft(run("new", "brief", *OKTOBER))
    assert "      resultaten: [woning]\n" in text
    assert "    - {kop: Werk, resultaten: [banen]}\n" in text


LETTER = """\
# Een brief van vroeger
zaaknummer: 2026-014
gemeente: voorbeeldstad
programma: wijken-aan-zet
datum: 2026-05-20
# boven het onderwerp
onderwerp: >-
  Voortgang
  in mei
aan: [de gemeenteraad, de griffie]   # twee
soort: afdoening toezegging
toezegging: T1
geheimhouding: {grond: "artikel 5.1, lid 2, onder b", opheffing_door: de gemeenteraad}
secties:
    # over de kern
    "kern": "Een tekst met: dubbele punt
      over twee regels."
    toelichting:
    - |
      Een tekst

      # Kop in tekst
      # nog een kop
    # bij de planning
    - kop: Planning
      planning:
      # stap een
      - wanneer: 2026-06
        wat: Begin van iets
      - {wanneer: 2026-08, wat: Midden, gereed: ja}
      - wanneer: 2027-01
        wat: Eind
    # concept: dit bleef staan
    # - oud: blok
    - {kop: Eerste dingen, resultaten: alle}
    - vragen:
        - vraag: Wat?
          antwoord: Dit.
    vervolg: Kort
na_ondertekening: |
  Tot {{ feiten.weg }}.
  # einde
"""


def test_all_kinds_of_layout(stad: Path, run: Run) -> None:
    (stad / BRIEF).write_text(LETTER)
    in_git(stad)
    edit(stad / STAD, NEWS[0])
    result = run("new", "brief", *OKTOBER)
    text = draft(result)
    for part in (
        '    # over de kern\n    "kern": "Een tekst met: dubbele punt\n      over twee regels."\n',
        "      # Kop in tekst\n      # nog een kop\n    # bij de planning\n    - kop: Planning\n",
        "      # stap een\n      # concept: 'Begin van iets' (juni 2026) is verstreken",
        "    - {kop: Eerste dingen, resultaten: [loket]}\n",
        "    # - vragen:\n    #     - vraag: Wat?\n",
        "# concept: gebonden aan een tijd: mei\n# boven het onderwerp\nonderwerp: >-\n",
        "aan: [de gemeenteraad, de griffie]   # twee\n",
        "# concept: dit feit is er niet meer: feiten.weg\nna_ondertekening: |\n",
    ):
        assert part in text, part
    assert "dit bleef staan" not in text
    assert "oud: blok" not in text
    assert "Niet overgenomen uit 2026-014: soort, toezegging, geheimhouding." in result.err
    assert "Let op: de vorige brief was geheim" in result.err
    codes = [one.split()[0] for one in errors(run, "2026-10-07-concept")]
    assert codes == ["RB102", "RB202"]


def test_a_letter_in_braces(stad: Path, run: Run) -> None:
    (stad / BRIEF).write_text(
        "{zaaknummer: 2026-014, gemeente: voorbeeldstad, programma: wijken-aan-zet, datum: "
        "2026-05-20,\nsecties: {kern: Tekst, toelichting: [{kop: Eerste, resultaten: alle}]}}\n"
    )
    text = draft(run("new", "brief", *OKTOBER))
    assert "  kern: Tekst\n" in text
    assert [one.split()[0] for one in errors(run, "2026-10-07-concept")] == ["RB102"]


def test_news_without_a_block_in_a_letter_of_plain_text(stad: Path, run: Run) -> None:
    (stad / BRIEF).write_text(
        "zaaknummer: 2026-014\ngemeente: voorbeeldstad\nprogramma: wijken-aan-zet\n"
        "datum: 2026-05-20\nsecties:\n  kern: >-\n    Een tekst\n    over iets.\n"
    )
    text = draft(run("new", "brief", *OKTOBER))
    assert "  kern:\n    - >-\n      Een tekst\n      over iets.\n    - kop: Resultaten\n" in text
    assert [one.split()[0] for one in errors(run, "2026-10-07-concept")] == ["RB102"]


@pytest.mark.parametrize("name", ["beantwoording", "griffie", "kennisgeving", "memo", "gewoon"])
def test_kinds_senders_and_letters_without_headings(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    shutil.copytree(TESTS / "data" / "soorten", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    text = draft(run("new", "brief", "--na", name, "--datum", "2026-12-01"))
    old = (tmp_path / f"content/brieven/{name}.yaml").read_text()
    for field in ("soort", "afzender", "niet_tonen", "genre", "namen", "voetnoot"):
        said = re.findall(rf"(?m)^{field}:.*$", old)
        assert re.findall(rf"(?m)^{field}:.*$", text) == said
    found = {one.split(" is leeg")[0] for one in errors(run, "2026-12-01-concept")}
    needs_number = name in ("beantwoording", "griffie", "gewoon")
    expected = {"RB102 'zaaknummer'"} if needs_number else set()
    assert found == expected | ({"RB102 'raadsvragen'"} if name == "beantwoording" else set())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--datum", "7 oktober 2026"], "--datum 7 oktober 2026: '7 oktober 2026' is geen datum"),
        (["--sinds", "gisteren"], "--sinds gisteren: 'gisteren' is geen datum"),
        (["--na", "2026-01"], "er is geen brief '2026-01'; bedoelde u '2026-014'?"),
        (["--gemeente", "stad"], "er is geen gemeente 'stad'; kies met --gemeente uit"),
        (["--content", "x"], "de map 'x' bestaat niet; begin met `raadsbrief init`"),
        (["--zaaknummer", "26"], "heeft niet de vorm van deze gemeente: JJJJ-###"),
    ],
)
def test_wrong_use(stad: Path, run: Run, arguments: list[str], message: str) -> None:
    gemeente = stad / "content/gemeenten/voorbeeldstad.yaml"
    gemeente.write_text(gemeente.read_text() + "zaaknummer: {patroon: JJJJ-###}\n")
    result = run("new", "brief", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(list((stad / "content/brieven").iterdir())) == 1


def test_since_another_day_and_after_another_letter(stad: Path, run: Run) -> None:
    shutil.copy(stad / BRIEF, (stad / BRIEF).with_stem("2026-020"))
    edit(stad / "content/brieven/2026-020.yaml", ("2026-05-20", "2026-08-01"), ("-014", "-020"))
    edit(stad / STAD, ("resultaten:\n", "resultaten:\n  juni: {datum: 2026-06, tekst: Juni.}\n"))
    assert "het resultaat 'juni' (juni 2026, nog in" in run("new", "brief", *OKTOBER).err
    edit(stad / "content/brieven/2026-020.yaml", ("resultaten: buurthuis", "resultaten: [juni]"))
    for i, (extra, is_there) in enumerate(
        [([], False), (["--na", "2026-014"], True), (["--sinds", "2026-06"], True)]
    ):
        result = run("new", "brief", "--datum", f"2026-11-0{i + 1}", *extra)
        assert ("het resultaat 'juni' (juni 2026)" in result.err) == is_there


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("    -\n      kop: A\n      resultaten: [oud]\n",
         "    - kop: A\n      resultaten: [buurthuis]\n"),
        ("    -   resultaten:   # welke\n          - oud  # dit\n        # na\n        kop: B\n",
         "    -   resultaten: [buurthuis]\n        # na\n        kop: B\n"),
        ("    - Er kwamen 1200 woningen.\n    - resultaten: oud\n",
         "    # concept: hier staat '1200'; het aantal woningen van het Woonfonds was 1.200 en is "
         "nu 1.300\n    - Er kwamen 1200 woningen.\n"),
        ("    - planning: [weg]\n    - resultaten: [oud]\n",
         "    # concept: dit blok van de vorige brief noemt 'weg', en dat is er niet meer; daar "
         "stond:\n"
         "    # - planning: [weg]\n"),
    ],
)  # fmt: skip
def test_blocks_that_tell_news(stad: Path, run: Run, block: str, expected: str) -> None:
    edit(stad / STAD, ("resultaten:\n", "resultaten:\n  oud: {tekst: Oud.}\n"),
         ("feiten:\n", "planning: {weg: {wanneer: 2026-01, wat: Weg}}\nfeiten:\n"))  # fmt: skip
    head = (stad / BRIEF).read_text().partition("onderwerp:")[0]
    (stad / BRIEF).write_text(f"{head}secties:\n  kern:\n{block}")
    in_git(stad)
    edit(stad / STAD, NEWS[1], ("planning: {weg: {wanneer: 2026-01, wat: Weg}}\n", ""))
    assert expected in draft(run("new", "brief", *OKTOBER))


def test_the_day_of_the_last_letter_was_told(stad: Path, run: Run) -> None:
    edit(stad / STAD, ("toegekend: 2025-11-20", "toegekend: 2026-05-20"))
    in_git(stad)
    assert happened(run("new", "brief", *OKTOBER)) == ["Regio Deal (nog in geen brief verteld)"]
    edit(stad / STAD, ("toegekend: 2026-05-20", "toegekend: 2026-05-21"))
    assert (
        "Woonfonds (toegekend op 21 mei 2026)" in run("new", "brief", "--datum", "2026-10-08").err
    )


def test_a_programme_with_mistakes_has_no_news(stad: Path, run: Run) -> None:
    edit(stad / STAD, ("bedrag: 900000", "bedrag: veel"))
    result = run("new", "brief", *OKTOBER)
    assert (result.code, result.out) == (1, "")
    assert "'veel' is geen bedrag" in result.err


def test_a_terminal_is_asked_which_programme(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stad / "content/programmas/haven.yaml").write_text("naam: Haven\n")
    answers = iter(["have", "haven"])
    monkeypatch.setattr("raadsbrief.cli.new_brief._can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: next(answers))
    result = run("new", "brief", *OKTOBER)
    assert "programma: haven" in draft(result)
    assert result.err.count("Over welk programma? (haven, wijken-aan-zet)") == 2
