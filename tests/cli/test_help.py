"""The first minute: where to begin, the help, completion, the manual page; all in Dutch."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from conftest import ROOT, Run

from raadsbrief import cli
from raadsbrief.cli.completion import Shell
from raadsbrief.cli.texts import GROUPS, examples
from raadsbrief.cli.tree import Entry, walk
from raadsbrief.cli.usage import group_of
from raadsbrief.manual.contents import headings, names, with_links

PROGRAM = typer.main.get_command(cli.app)
ENTRIES = list(walk(PROGRAM.context_class(PROGRAM, info_name="raadsbrief")))
COMMANDS = [entry for entry in ENTRIES if entry.path]
ENGLISH = re.compile(
    r"\b(Usage|Options?|Arguments?|Commands?|Show|default|list\[|required|Error|Try|Aborted|"
    r"No such|Missing|Invalid|Did you mean|unexpected|value)\b|x>="
)


def test_without_arguments(stad: Path, run: Run) -> None:
    result = run()
    assert (result.code, result.out) == (2, "")
    assert "Hier staat een brief, in content/brieven." in result.err
    assert "raadsbrief build" in result.err


@pytest.mark.parametrize("arguments", [[], ["build"], ["check"]])
def test_an_empty_folder(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "raadsbrief init" in result.err
    (tmp_path / "iets").touch()
    assert "raadsbrief init" in run(*arguments).err


def test_the_help_is_in_the_order_of_the_work(run: Run) -> None:
    text = run("--help").out
    headings = re.findall(r"^(\w.*):$", text, re.MULTILINE)
    assert headings == [*GROUPS, "Opties", "Voorbeelden", "Exitcodes", "Meer lezen"]
    assert re.findall(r"^  (\d+) ", text, re.MULTILINE) == ["0", "1", "2", "3", "70", "130"]
    assert "raadsbrief manual" in text


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.words)
def test_each_command_has_an_example_that_can_be_typed(
    stad: Path, run: Run, entry: Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = examples(entry.command.epilog)
    assert shown, f"`{entry.words}` has no example: give its command an `epilog`"
    text = run(*entry.path, "--help").out
    for command, what in shown:
        assert command in text
        assert what
        assert f"raadsbrief {entry.words}" in command
        words = re.sub(r"[\"$()']", "", command.partition("raadsbrief ")[2]).split()
        options = [word for word in words if word.startswith("-")]
        known = {name for option in entry.options for name in option.names}
        assert set(options) <= known


@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_cut_off(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for entry in ENTRIES:
        text = run(*entry.path, "--help").out
        assert not ENGLISH.search(text.replace("--output", ""))
        joined = " ".join(text.split())
        for option in entry.options:
            assert all(name in joined for name in option.names)
            assert option.help in joined
        for name in entry.commands:
            (inner,) = [one for one in ENTRIES if one.path == (*entry.path, name)]
            assert inner.help in joined
        for line in text.splitlines():
            assert len(line) <= width or " " not in line.strip() or "raadsbrief" in line
        for part in re.findall(r"^(?:Argumenten|Opties):\n((?: +\S.*\n)+)", text, re.MULTILINE):
            second = r"^(?:  \S+(?: \S+)*  +| {5,})(?=\S)"
            columns = {len(found[0]) for found in re.finditer(second, part, re.MULTILINE)}
            assert len(columns) == 1, part


def test_every_command_has_a_group() -> None:
    assert {group_of(entry.command) for entry in COMMANDS if len(entry.path) == 1} == set(GROUPS)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "de opdracht 'bild' bestaat niet; bedoelde u 'build'?"),
        (["xyz"], "de opdracht 'xyz' bestaat niet; kies uit: build, check"),
        (["it's"], "de opdracht 'it's' bestaat niet; kies uit: "),
        ([""], "de opdracht '' bestaat niet; kies uit: "),
        (["new"], "noem wat u wilt: gemeente, programma, brief"),
        (["new", "breif"], "de opdracht 'breif' bestaat niet; bedoelde u 'brief'?"),
        (["new", "gemeente"], "achter deze opdracht hoort een NAAM"),
        (["verify"], "achter deze opdracht hoort een PDF"),
        (["completion"], "achter deze opdracht hoort een SHELL"),
        (["completion", "tcsh"], "'tcsh' kan niet bij SHELL; kies uit: 'bash', 'zsh', 'fish'"),
        (["check", "--hnts"], "de optie '--hnts' bestaat niet; bedoelde u --facts of --hints?"),
        (["check", "--format", "it's"], "'it's' kan niet bij --format; kies uit: 'human'"),
        (["check", "--format"], "achter de optie '--format' hoort een waarde"),
        (["check", "-x"], "de optie '-x' bestaat niet"),
        (["check", "--fix=ja"], "achter de optie '--fix' hoort geen waarde"),
        (["build", "--jobs", "veel"], "achter de optie --jobs hoort een getal vanaf 1, in cijfers"),
        (["build", "--jobs", "-1"], "achter de optie --jobs hoort een getal vanaf 1, in cijfers"),
        (["build", "--jobs", "1.5"], "achter de optie --jobs hoort een getal vanaf 1, in cijfers"),
        (["init", "a", "b"], "dit kan hier niet: b"),
        (["--wat"], "de optie '--wat' bestaat niet"),
        (["--version=1"], "achter de optie '--version' hoort geen waarde"),
    ],
)
def test_mistakes_in_a_command_are_told_in_dutch(
    stad: Path, run: Run, arguments: list[str], message: str
) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not ENGLISH.search(result.err)
    assert re.search(r"Hulp: raadsbrief( \w+)* --help$", result.err)


@pytest.mark.parametrize("how", ["source_bash", "complete_x"])
def test_what_typer_would_complete_itself_is_left_alone(stad: Path, how: str) -> None:
    environment = {
        **os.environ,
        "_RAADSBRIEF_COMPLETE": how,
        "_TYPER_COMPLETE_ARGS": "raadsbrief b",
    }
    program = "import sys; sys.argv = ['raadsbrief', 'new']; from raadsbrief import cli; cli.main()"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "noem wat u wilt" in result.stderr


def _shell(name: Shell, script: str, after: str, folder: Path) -> list[str]:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is niet geïnstalleerd")
    (folder / "script").write_text(script)
    command = {
        Shell.BASH: ["bash", "--norc", "-c"], Shell.FISH: ["fish", "--no-config", "-c"],
        Shell.ZSH: ["zsh", "-f", "-c"],
    }[name]  # fmt: skip
    result = subprocess.run(
        [*command, after], capture_output=True, text=True, cwd=folder,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    assert result.stderr == ""
    return result.stdout.splitlines()


COMPLETED = [
    (["b"], {"build"}),
    (["new", ""], {"gemeente", "programma", "brief"}),
    (["new", "brief", "wij"], {"wijken-aan-zet"}),
    (["build", "2026"], {"2026-014"}),
    (["check", "een"], {"een brief"}),
    (["build", "--content", "elders", ""], {"o'brien"}),
    (["build", "--fo"], {"--force", "--format"}),
    (["build", "--format", "s"], {"short", "sarif"}),
    (["init", "--vorm", ""], {"vragen", "kern", "nota"}),
    (["explain", "RB51"], {"RB510", "RB511", "RB512"}),
    (["completion", "p"], {"powershell"}),
    (["--v"], {"--version"}),
]


@pytest.fixture
def letters(stad: Path) -> Path:
    (stad / "content/brieven/een brief.yaml").touch()
    (stad / "elders/brieven").mkdir(parents=True)
    (stad / "elders/brieven/o'brien.yaml").touch()
    return stad


def test_completion_in_bash(letters: Path, run: Run) -> None:
    script = run("completion", "bash").out
    lines = ["source ./script"]
    for words, _ in COMPLETED:
        quoted = " ".join(f"'{word}'" for word in ["raadsbrief", *words])
        lines += [
            f"COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _raadsbrief",
            "printf '%s|' \"${COMPREPLY[@]}\"; echo",
        ]
    found = _shell(Shell.BASH, script, "\n".join(lines), letters)
    assert [set(line.split("|")) - {""} for line in found] == [
        expected for _, expected in COMPLETED
    ]
    assert "complete -F _raadsbrief raadsbrief" in script


@pytest.mark.parametrize(
    ("shell", "options", "setup"),
    [
        ("bash", ["--norc", "--noprofile", "-i"], "true"),
        ("zsh", ["-f", "-i"], "autoload -U compinit; compinit -u -D"),
    ],
)
def test_completion_with_tab(
    letters: Path, run: Run, shell: str, options: list[str], setup: str
) -> None:
    """What a shell makes of a line when someone presses Tab."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is niet geïnstalleerd")
    script = run("completion", shell).out
    (letters / "script").write_text(script)
    terminal, inner = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "PS1": "> ", "HOME": str(letters)}
    process = subprocess.Popen(
        [shell, *options], stdin=inner, stdout=inner, stderr=inner, env=environment,
        start_new_session=True,
    )  # fmt: skip
    os.close(inner)
    show = "raadsbrief() { printf '<%s>' \"$@\"; }"
    os.write(terminal, f"{setup}; source ./script; {show}; echo KLA''AR\n".encode())
    _until(terminal, b"KLAAR")
    os.write(terminal, b"raadsbrief bu\t2026-\teen\t; exit\n")
    said = _until(terminal, b"<een brief>")
    process.kill()
    process.wait()
    os.close(terminal)
    assert b"<build><2026-014><een brief>" in said


def _until(terminal: int, words: bytes) -> bytes:
    """Read what a terminal shows until it shows these words, or nothing more."""
    said = b""
    while words not in said and select.select([terminal], [], [], 20)[0]:
        try:
            said += os.read(terminal, 4096)
        except OSError:  # the shell has ended
            break
    return said


def test_completion_in_fish(letters: Path, run: Run) -> None:
    script = run("completion", "fish").out
    lines = ["source ./script"]
    for words, _ in COMPLETED:
        lines += [f"complete -C 'raadsbrief {' '.join(words)}' | string split -f1 \\t", "echo ---"]
    found = "\n".join(_shell(Shell.FISH, script, "\n".join(lines), letters)).split("---")
    assert [set(part.split("\n")) - {""} for part in found[:-1]] == [
        expected for _, expected in COMPLETED
    ]


def test_the_other_scripts_can_be_read(letters: Path, run: Run) -> None:
    script = run("completion", "zsh").out
    assert _shell(Shell.ZSH, script, "zsh -n ./script", letters) == []
    text = run("completion", "powershell").out
    for opening, closing in ("{}", "()", "[]"):
        assert text.count(opening) == text.count(closing)
    for entry in COMMANDS:
        assert f"'{entry.words}' =" in text
        assert "_".join(["_raadsbrief", *entry.path]) + "()" in script


def test_the_manual_page(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "raadsbrief.1"
    assert run("manual", "--man", "-o", path).out == f"{path.as_posix()}\n"
    assert path.read_text().isascii()
    if shutil.which("groff") is None:
        pytest.skip("groff is niet geïnstalleerd")
    command = ["groff", "-man", "-Tutf8", "-ww", "-rLL=200n", "-P-cbou", str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    text = " ".join(result.stdout.split()).replace("‐ ", "")
    for entry in COMMANDS:
        if not entry.commands:
            assert f"raadsbrief {entry.words} " in text
            assert entry.help in text
            assert all(name in text for option in entry.options for name in option.names)
    assert "één" in text
    assert not ENGLISH.search(text.replace("--output", ""))


def test_a_page_of_the_manual_is_the_one_in_the_docs(run: Run) -> None:
    shown = run("manual", "weglaten").out
    page = (ROOT / "docs/weglaten.md").read_text()
    assert run("manual", "docs/Weglaten.md#zonder-koppen").out == shown
    assert "(Plaatje: " in shown
    assert "<!--" in page
    assert "<!--" not in shown
    kept = [line for line in page.splitlines() if not line.startswith(("<!--", "!["))]
    assert [line for line in shown.splitlines() if not line.startswith("(Plaatje")] == kept


def test_the_whole_manual_has_its_links_within_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "handleiding.md"
    assert run("manual", "-o", path).out == f"{path.as_posix()}\n"
    text = path.read_text()
    assert run("manual").out == text
    for name in names(ROOT / "docs"):
        assert next(headings((ROOT / "docs" / name).read_text())).text in text
    there = {head.anchor for head in headings(text)}
    found = set()
    with_links(text, lambda words, target: found.add(target) or words)
    assert len(found) > 100
    assert {link for link in found if not re.match(r"\w+://", link)} <= {f"#{one}" for one in there}
    assert not re.search(r"<!--|<a id|^!\[|Naar het begin", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["tabelen"], "de handleiding heeft geen bladzijde 'tabelen'; bedoelde u 'tabellen'?"),
        (
            ["../README"],
            "de handleiding heeft geen bladzijde '../README'; "
            "`raadsbrief manual inhoud` noemt ze alle",
        ),
        (["tabellen", "--man"], "`--man` geeft de opdrachten; noem daar geen bladzijde bij"),
    ],
)
def test_a_page_that_is_not_there(run: Run, arguments: list[str], answer: str) -> None:
    result = run("manual", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"fout: {answer}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["init", "{}", "--gemeente", "A"], ["new", "programma", "A", "--content", "{}"],
        ["check", "--content", "{}"], ["check", "--templates", "{}"], ["build", "{}"],
    ],
)  # fmt: skip
def test_a_name_that_no_system_takes(stad: Path, run: Run, arguments: list[str]) -> None:
    result = run(*(argument.format("x" * 300) for argument in arguments))
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("' is niet te gebruiken (de naam is te lang)\n")
