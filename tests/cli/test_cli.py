from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Run

from raadsbrief import __version__, cli
from raadsbrief.content.dossier import Content
from raadsbrief.taal import check
from raadsbrief.work import pipeline
from raadsbrief.work.crew import Crew


def test_build_prints_the_path_of_each_pdf(stad: Path, run: Run) -> None:
    result = run("build", "-o", "uit", "--html")
    assert (result.code, result.out, result.err) == (0, "uit/2026-014.pdf\nuit/2026-014.html\n", "")
    assert (stad / "uit" / "2026-014.pdf").read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize("name", ["2026-014", "content/brieven/2026-014.yaml"])
def test_a_letter_by_its_name_or_its_file(stad: Path, run: Run, name: str) -> None:
    result = run("check", name, name)
    assert (result.code, result.out) == (0, "")
    assert result.err.count("2026-014.yaml leest zo:") == 1


def test_a_wrong_letter_does_not_stop_a_right_one(stad: Path, run: Run) -> None:
    letters = stad / "content" / "brieven"
    (letters / "2026-013.yaml").write_text("gemeente: voorbeeldstad\n")
    result = run("build")
    assert result.code == 1
    assert result.out == "build/2026-014.pdf\n"
    assert "content/brieven/2026-013.yaml:1:1" in result.err
    assert run("build", "2026-014").code == 0


def test_all_problems_of_all_files_sorted(stad: Path, run: Run) -> None:
    content = stad / "content"
    for path, old, new in (
        ("brieven/2026-014.yaml", "aan:", "aann:"),
        ("brieven/2026-014.yaml", "feiten.wijkteam", "feiten.wijkteem"),
        ("gemeenten/voorbeeldstad.yaml", "afzender:", "afzendr:"),
        ("programmas/wijken-aan-zet.yaml", "1250000", "veel"),
        ("programmas/wijken-aan-zet.yaml", "dit.naam", "dit.nam"),
    ):
        text = (content / path).read_text()
        (content / path).write_text(text.replace(old, new))
    (content / "gemeenten" / "los.yaml").write_text("naam: [\n")
    (content / "programmas" / "los.yaml").write_bytes(b"\xff\xfe")
    (content / "brieven" / "oud.yml").write_text("x: 1\n")
    found = [
        line.split(": ")[0] for line in run("check").err.splitlines() if line.startswith("cont")
    ]
    assert found == [
        "content/brieven/2026-014.yaml:7:1",
        "content/brieven/2026-014.yaml:26:24",
        "content/brieven/oud.yml",
        "content/gemeenten/los.yaml:1:7",
        "content/gemeenten/voorbeeldstad.yaml:4:1",
        "content/programmas/los.yaml:1:1",
        "content/programmas/wijken-aan-zet.yaml:27:13",
        "content/programmas/wijken-aan-zet.yaml:34:14",
    ]


def test_a_build_of_all_looks_at_files_that_no_letter_names(stad: Path, run: Run) -> None:
    (stad / "content" / "gemeenten" / "los.yaml").write_text("naam: [\n")
    result = run("build")
    assert (result.code, result.out) == (1, "build/2026-014.pdf\n")
    assert "content/gemeenten/los.yaml:1:7" in result.err
    assert run("build", "2026-014").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "de opdracht 'bild' bestaat niet; bedoelde u 'build'?"),
        (["build", "--outptu", "x"], "de optie '--outptu' bestaat niet; bedoelde u --output?"),
        (["build", "--output"], "achter de optie '--output' hoort een waarde"),
        (["build", "--html=ja"], "achter de optie '--html' hoort geen waarde"),
        (["schema", "x"], "dit kan hier niet: x"),
        (["build", "2026-041"], "er is geen brief '2026-041'; bedoelde u '2026-014'?"),
        (["build", "elders/2026-014.yaml"], "staat niet in 'content/brieven'"),
        (["build", "alle"], "noemt u geen brief, dan gaat het om alle brieven"),
        (["build", "content/brieven"], "is een map, geen brief; noemt u geen brief, dan"),
        (["build", "-j", "0"], "achter de optie --jobs hoort een getal vanaf 1, in cijfers"),
        (["build", "-j", "twee"], "achter de optie --jobs hoort een getal vanaf 1, in cijfers"),
        (["build", "-o", "brief.pdf"], "--output is een map, geen bestand; schrijf"),
        (["help"], "typ `raadsbrief --help`"),
        (["check", "--content", "content/brieven"], "wijs de map erboven aan: --content content"),
        (["check", "--content", "content/brieven/2026-014.yaml"], "is een bestand; wijs met"),
        (["check", "--content", "nergens"], "de map 'nergens/brieven' bestaat niet"),
        (["check", "--templates", "nergens"], "de map met sjablonen 'nergens' bestaat niet"),
    ],
)
def test_wrong_use(stad: Path, run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert message in result.err


def test_content_by_a_link_to_elsewhere(stad: Path, run: Run) -> None:
    path = stad / "content" / "gemeenten" / "voorbeeldstad.yaml"
    path.rename(stad / "elders.yaml")
    path.symlink_to(stad / "elders.yaml")
    result = run("build")
    assert (result.code, result.out) == (1, "")
    assert "content/gemeenten/voorbeeldstad.yaml: fout[RB001] dit bestand is een kop" in result.err
    path.unlink()
    path.symlink_to(path)
    assert run("check").code == 1


def test_a_letter_by_its_path_without_yaml(stad: Path, run: Run) -> None:
    assert run("build", "content/brieven/2026-014").out == "build/2026-014.pdf\n"


@pytest.mark.parametrize(
    ("folder", "other", "code", "hint"),
    [
        ("brieven", "Brieven", 2, "noem de map 'content/Brieven' `brieven`"),
        ("gemeenten", "gemeente", 1, "→ noem de map 'content/gemeente' `gemeenten`"),
        ("programmas", "programma's", 1, "→ noem de map 'content/programma's' `programmas`"),
    ],
)
def test_a_folder_by_another_name(
    stad: Path, run: Run, folder: str, other: str, code: int, hint: str
) -> None:
    (stad / "content" / folder).rename(stad / "content" / other)
    result = run("build")
    assert (result.code, result.out) == (code, "")
    assert hint in result.err


@pytest.mark.parametrize(
    ("folder", "way"),
    [("content", "ga één map omhoog"), ("content/brieven", "ga twee mappen omhoog")],
)
def test_a_run_in_a_folder_of_the_content(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch, folder: str, way: str
) -> None:
    monkeypatch.chdir(stad / folder)
    result = run("build")
    assert result.code == 2
    assert way in result.err


def test_no_letters_at_all(stad: Path, run: Run) -> None:
    (stad / "content" / "brieven" / "2026-014.yaml").unlink()
    result = run("build")
    assert result.code == 2
    assert "geen brieven" in result.err


def test_an_output_folder_that_cannot_be(stad: Path, run: Run) -> None:
    (stad / "build").write_text("geen map")
    result = run("build")
    assert result.code == 3
    assert "kan niet geschreven worden" in result.err


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["schema"]])
def test_help_is_dutch(run: Run, command: list[str]) -> None:
    text = run(*command, "--help").out
    assert "Gebruik: " in text
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "default", "list["):
        assert english not in text


def test_version_and_module(stad: Path) -> None:
    command = [sys.executable, "-m", "raadsbrief", "--version"]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    assert result.stdout == f"raadsbrief {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["check"], ["build", "--help"], ["schema"]])
def test_weasyprint_is_not_imported(stad: Path, arguments: list[str]) -> None:
    program = (
        "import sys, json, atexit\n"
        "from raadsbrief import cli\n"
        "atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))\n"
        f"sys.argv = {['raadsbrief', *arguments]!r}\n"
        "cli.main()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    modules = json.loads(result.stderr.splitlines()[-1])
    assert "raadsbrief.cli" in modules
    assert "weasyprint" not in modules
    assert ("raadsbrief.taal" in modules) == (arguments == ["check"])


def test_a_bug_leaves_a_log_and_no_traceback(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise ZeroDivisionError("van ons")

    monkeypatch.setattr(pipeline, "sound", broken)
    monkeypatch.setattr("tempfile.tempdir", str(stad))
    result = run("build")
    assert result.code == 70
    assert "Traceback" not in result.err
    (log,) = stad.glob("raadsbrief-*.log")
    assert str(log) in result.err
    assert "ZeroDivisionError: van ons" in log.read_text()


@pytest.mark.parametrize("command", ["build", "check", "check --facts"])
def test_a_bug_with_one_letter_leaves_the_others(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    letter.with_name("2026-015.yaml").write_text(letter.read_text().replace("2026-014", "2026-015"))
    original = Content.dossier

    def broken(content: Content, name: str) -> object:
        if name == "2026-014":
            raise ZeroDivisionError("van ons")
        return original(content, name)

    monkeypatch.setattr(Content, "dossier", broken)
    monkeypatch.setattr("tempfile.tempdir", str(stad))
    result = run(*command.split())
    assert result.code == 70
    assert "content/brieven/2026-014.yaml: fout[RB510]" in result.err
    assert (stad / "build" / "2026-015.pdf").exists() == (command == "build")
    for log in stad.glob("raadsbrief-*.log"):  # another letter is held against this one
        assert "ZeroDivisionError: van ons" in log.read_text()
        assert str(log) in result.err
    assert run(*command.split()).code == 70  # it is not remembered as if it were an answer


def test_a_bug_in_a_rule_leaves_the_other_rules(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(letter: object) -> Iterator[object]:
        yield from ()
        raise KeyError("van ons")

    letter = stad / "content" / "brieven" / "2026-014.yaml"
    letter.write_text(letter.read_text() + "    - tekst: Dit is de de wijk.\n")
    monkeypatch.setattr("raadsbrief.taal.check.REGELS", (broken, *check.REGELS))
    monkeypatch.setattr("tempfile.tempdir", str(stad))
    result = run("check")
    assert result.code == 70
    assert "RB510" in result.err
    assert "RB303" in result.err
    (log,) = stad.glob("raadsbrief-*.log")
    assert "test_cli.broken" in log.read_text()


def test_interrupt(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Crew, "ask", interrupted)
    result = run("build")
    assert (result.code, result.out, result.err) == (130, "", "\nafgebroken\n")


def test_a_full_disk_under_the_output(stad: Path) -> None:
    command = f"{sys.executable} -m raadsbrief schema -o s > /dev/full"
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert result.returncode == 3
    assert "de schijf is vol" in result.stderr


def test_a_closed_output(stad: Path) -> None:
    command = f"{sys.executable} -m raadsbrief check >&-"
    result = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "1 hint, te zien met --hints.\n")


def test_a_folder_that_may_not_be_read(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    result = run("build")
    assert result.code == 1
    assert "content/brieven: fout[RB001] deze map is niet te lezen (u hebt er geen" in result.err


def test_reader_that_stops_reading(stad: Path) -> None:
    command = f"{sys.executable} -m raadsbrief build --help | head -c 1"
    result = subprocess.run(command, shell=True, check=True, capture_output=True, text=True)
    assert result.stderr == ""


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text()
    for command in cli.app.registered_commands:
        assert command.callback is not None
        assert f"raadsbrief {command.callback.__name__}" in text


# --- Names and readers that give trouble --------------------------------------------------------


def through(command: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a shell that tells the exit code of the program itself."""
    program = f"{sys.executable} -m raadsbrief"
    text = f"set -o pipefail; {command.replace('raadsbrief', program, 1)}"
    return subprocess.run(["bash", "-c", text], capture_output=True, text=True)


def test_whoever_reads_the_output_may_stop(stad: Path) -> None:
    brieven = stad / "content" / "brieven"
    text = (brieven / "2026-014.yaml").read_text()
    (brieven / "2026-015.yaml").write_text(text.replace("2026-014", "2026-015"))
    result = through("raadsbrief build | true")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(list((stad / "build").glob("*.pdf"))) == 2
    (brieven / "2026-015.yaml").write_text("gemeente: weg\n")
    assert through("raadsbrief check --facts --format json | true").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [["build", "-o", ""], ["build", "--output="], ["check", "--templates", ""],
     ["schema", "-o", ""], ["build", "--content", ""]],
)  # fmt: skip
def test_an_option_with_nothing_behind_it(stad: Path, run: Run, arguments: list[str]) -> None:
    before = sorted(stad.iterdir())
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "staat niets; schrijf er een waarde achter" in result.err
    assert sorted(stad.iterdir()) == before


LONG = 300 * "b"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["build", LONG], 2), (["build", "-o", LONG], 3), (["check", "--content", LONG], 2),
        (["check", "--templates", LONG], 2), (["verify", LONG], 1),
        (["check", f"content/brieven/{LONG}.yaml"], 2),
    ],
)  # fmt: skip
def test_a_name_that_is_too_long(stad: Path, run: Run, arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (code, "")
    assert "de naam is te lang" in result.err
    assert "sluit het bestand" not in result.err


def test_a_name_of_250_bytes_is_a_name(stad: Path, run: Run) -> None:
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    brief.rename(brief.with_name(f"{250 * 'b'}.yaml"))
    assert run("build").code == 0
    assert not list((stad / "build").glob(".*.tmp"))


@pytest.mark.parametrize(
    "place",
    ["content/brieven/2026-014.yaml", "content/gemeenten", "content", "templates", "build",
     "content/woordenlijst.txt"],
)  # fmt: skip
def test_a_link_to_itself_is_called_that(stad: Path, run: Run, place: str) -> None:
    path = stad / place
    if path.exists():
        path.rename(stad / "weg")
    path.symlink_to(path.name)
    result = run("build" if place == "build" else "check")
    assert result.code != 0
    assert "naar zichzelf" in result.err
    assert "koppeling" in result.err
    assert "buiten de map" not in result.err


def test_a_full_disk_asks_for_room(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run("build")
    assert result.code == 3
    assert "de schijf is vol" in result.err
    assert "maak ruimte op de schijf" in result.err
