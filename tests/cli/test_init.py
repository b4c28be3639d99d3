from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import vera
from conftest import ROOT, Run
from ruamel.yaml import YAML

from raadsbrief.begin.choices import Ci, Vorm
from raadsbrief.report.lines import ROUND_BEGINS, ROUND_ENDS


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the program runs, without a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".raadsbrief" not in path.as_posix()
    }


@pytest.mark.parametrize("vorm", Vorm)
def test_every_form_can_be_built_at_once(empty: Path, run: Run, vorm: Vorm) -> None:
    result = run("init", "--gemeente", "Voorbeeldstad", "--vorm", vorm)
    assert result.code == 0
    assert set(result.out.splitlines()) == set(tree(empty))
    assert "typ `raadsbrief build`" in result.err
    assert "vult u in in content/gemeenten/voorbeeldstad.yaml" in result.err
    checked = run("check", "--strict", "--hints", "--format", "short")
    assert (checked.code, checked.out) == (0, "")
    built = run("build")
    assert (built.code, built.out, built.err) == (0, "build/voorbeeldbrief.pdf\n", "")
    if vorm is Vorm.NOTA:
        pdf = empty / "build" / "voorbeeldbrief.pdf"
        assert vera.failed_rules([pdf]) == {pdf: {}}


@pytest.mark.parametrize(
    "name",
    [
        "'s-Hertogenbosch",
        "A: Test #1",
        '"Stad" aan \'t Water',
        "../x",
        "Con",
        "Ŝúd-Fryslân",
        "- stad",
        "{a}",
    ],
)
def test_a_name_with_odd_signs(empty: Path, run: Run, name: str) -> None:
    arguments = ("--gemeente", name, "--burgemeester", name, "--vorm", "nota", "--genre", name)
    assert run("init", "mijn map", *arguments).code == 0
    assert {path.parts[0] for path in map(Path, tree(empty))} == {"mijn map"}
    assert run("check", "--facts", "--content", "mijn map/content").code == 0
    (path,) = (empty / "mijn map/content/gemeenten").iterdir()
    written = YAML(typ="safe").load(path)
    assert (written["naam"], written["college"][1]["naam"]) == (name, name)


def test_without_a_terminal_one_line_names_what_is_missing(empty: Path, run: Run) -> None:
    result = run("init")
    assert (result.code, result.out) == (2, "")
    assert result.err == "fout: noem de gemeente: `raadsbrief init --gemeente Voorbeeldstad`\n"
    assert tree(empty) == {}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--gemeente", ""], "achter de optie --gemeente staat niets"),
        (["--gemeente", "a\nb"], "moet op één regel"),
        (["--gemeente", "{{ x }}"], "geen feiten"),
        (["--gemeente", "A", "--adres", "Marktplein"], "schrijf het zo: 'Marktplein 1, 1234 AB"),
        (["--gemeente", "A", "--vorm", "anders"], "kies uit: 'vragen', 'kern', 'nota'"),
        (["bestand", "--gemeente", "A"], "'bestand' is een bestand; noem een map"),
    ],
)
def test_what_cannot_be(empty: Path, run: Run, arguments: list[str], message: str) -> None:
    (empty / "bestand").touch()
    result = run("init", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert set(tree(empty)) == {"bestand"}


def test_questions_on_a_terminal(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(
        ["", "Voorbeeldstad", "5", "kern", "Plein", "Plein 1, 1234AB X", "B. Burger", ""]
    )
    monkeypatch.setattr("raadsbrief.cli.init._can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda: next(answers))
    result = run("init")
    assert result.code == 0
    for said in ("kan geen naam zijn", "kies uit: vragen, kern, nota", "'Plein' is geen adres"):
        assert said in result.err
    written = YAML(typ="safe").load(empty / "content/gemeenten/voorbeeldstad.yaml")
    assert list(written["secties"]) == ["kern", "context", "consequenties", "vervolg"]
    assert written["adres"] == {"straat": "Plein 1", "postcode": "1234 AB", "plaats": "X"}
    names = {one["functie"]: one["naam"] for one in written["college"]}
    assert names == {"burgemeester": "B. Burger", "secretaris": "Naam van de secretaris"}


def test_no_answer_is_an_end(empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed() -> str:
        raise EOFError

    monkeypatch.setattr("raadsbrief.cli.init._can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", closed)
    result = run("init")
    assert (result.code, result.out) == (130, "")
    assert result.err.endswith("\nafgebroken\n")
    assert tree(empty) == {}


def test_what_is_there_stays_as_it_is(stad: Path, run: Run) -> None:
    (stad / ".gitignore").write_text("van mij\n")
    (stad / ".gitattributes").symlink_to("nergens")
    before = tree(stad)
    result = run("init", "--ci", "gitlab")
    assert result.code == 0
    after = tree(stad)
    assert {name: after[name] for name in before} == before
    assert {name for name in after if name.startswith("content")} - set(before) == {
        f"content/schema/{kind}.schema.json" for kind in ("brief", "gemeente", "programma")
    }
    assert "bleef zoals het was: content, .gitignore, .gitattributes." in result.err
    assert ".gitlab-ci.yml" in result.out
    again = run("init", "--ci", "gitlab")
    assert (again.code, again.out, tree(stad)) == (2, "", after)
    refused = run("init", "--gemeente", "Anderstad")
    assert "een gemeente erbij maakt u met `raadsbrief new gemeente`" in refused.err


def test_a_folder_where_nothing_may_be_written(
    empty: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty / "content").touch()
    result = run("init", "--gemeente", "A")
    assert result.code == 3
    assert "content/gemeenten/a.yaml: fout[RB502] dit bestand kan niet geschreven" in result.err


def test_tasks_find_what_is_said(empty: Path, run: Run) -> None:
    run("init", "--gemeente", "Voorbeeldstad")
    letter = empty / "content/brieven/voorbeeldbrief.yaml"
    letter.write_text(
        letter.read_text()
        .replace("programma.gebied", "programma.gebeid")
        .replace("Eerste resultaten", "Eerste de de resultaten")
    )
    (empty / "content/brieven/los.yml").touch()
    tasks = json.loads((empty / ".vscode/tasks.json").read_text())["tasks"]
    matchers = tasks[0]["problemMatcher"]
    assert {one["severity"] for one in matchers} == {"error", "warning", "info"}
    said = run(*tasks[0]["args"]).err
    found = set()
    for matcher in matchers:
        pattern = matcher["pattern"]
        for hit in re.finditer(pattern["regexp"], said, re.MULTILINE):
            line = hit[pattern["line"]] if "line" in pattern else None
            found.add((matcher["severity"], hit[pattern["file"]], line, hit[pattern["code"]]))
    name = "content/brieven/voorbeeldbrief.yaml"
    assert ("error", name, "15", "RB202") in found
    assert ("error", "content/brieven/los.yml", None, "RB001") in found
    assert len(found) == len(re.findall(r"(?:fout|waarschuwing|hint)\[", said))


def test_the_task_that_stays_knows_each_round(empty: Path, run: Run) -> None:
    run("init", "--gemeente", "Voorbeeldstad")
    check, build, stays = json.loads((empty / ".vscode/tasks.json").read_text())["tasks"]
    assert "isBackground" not in {**check, **build}
    assert stays["isBackground"]
    assert stays["args"][0] == "preview"
    assert run(*stays["args"], "--help").code == 0
    assert len(stays["problemMatcher"]) == len(check["problemMatcher"])
    for matcher, other in zip(stays["problemMatcher"], check["problemMatcher"], strict=True):
        rounds = matcher.pop("background")
        assert matcher == other
        assert rounds["activeOnStart"]
        assert re.match(rounds["beginsPattern"], f"{ROUND_BEGINS}voorbeeldbrief")
        assert re.match(rounds["endsPattern"], f"{ROUND_ENDS}voorbeeldbrief (met fouten)")


@pytest.mark.parametrize("ci", Ci)
def test_recipes_run_what_there_is(empty: Path, run: Run, ci: Ci) -> None:
    made = run("init", "--gemeente", "Voorbeeldstad", "--ci", ci).out.splitlines()[-1]
    text = (empty / made).read_text()
    YAML(typ="safe").load(text)
    commands = re.findall(r"^[ -]*(?:run: |script: )?(raadsbrief .+)$", text, re.MULTILINE)
    assert [command.split()[1] for command in commands] == ["check", "build"]
    for command in commands:
        arguments = command.partition(" ||")[0].split()[1:]
        assert run(*arguments, "--help").code == 0
    assert "RAADSBRIEF: raadsbrief==" in text
    assert "[[" not in text
    for action, version in re.findall(r"uses: (actions/\S+)@(\S+)", text):  # as our own
        ours = (ROOT / ".github/workflows/brieven.yml").read_text()
        assert f"{action}@{version}" in ours


def test_a_recipe_below_the_top_of_a_repository(empty: Path, run: Run) -> None:
    (empty / ".git").mkdir()
    assert "bovenste map" not in run("init", "--gemeente", "A", "--ci", "github").err
    below = run("init", "onder/in", "--gemeente", "A", "--ci", "github").err
    assert f"de bovenste map van de repository, '{empty}'" in below


def test_a_slip_lets_the_recipe_go_on_and_a_bug_does_not(empty: Path) -> None:
    for code, expected in ((0, 0), (1, 0), (3, 1), (70, 1)):
        command = f"sh -c 'exit {code}' || test $? = 1"
        assert subprocess.run(["bash", "-ec", command]).returncode == expected
