"""A first project: a folder in which `raadsbrief build` makes a letter at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from raadsbrief import __version__, disk
from raadsbrief.begin.choices import Ci
from raadsbrief.begin.names import file_name
from raadsbrief.begin.texts import FUNCTIES, Gemeente, gemeente_text, text_of
from raadsbrief.diagnostics import Severity
from raadsbrief.manual.schema import schemas
from raadsbrief.report.lines import ROUND_BEGINS, ROUND_ENDS

_CI_FILES = {
    Ci.GITHUB: ".github/workflows/brieven.yml",
    Ci.GITLAB: ".gitlab-ci.yml",
    Ci.AZURE: "azure-pipelines.yml",
    Ci.FORGEJO: ".forgejo/workflows/brieven.yml",
}
# What WeasyPrint needs of Debian and Ubuntu.
_SYSTEM = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_SEVERITIES = {
    Severity.FOUT: "error",
    Severity.WAARSCHUWING: "warning",
    Severity.HINT: "info",
}
_TASKS = (
    {
        "naam": "Brieven nakijken",
        "uitleg": "Zet de meldingen over feiten en taal bij Problemen",
        "opdracht": ["check", "--hints"],
        "groep": "test",
    },
    {
        "naam": "Brieven maken",
        "uitleg": "Maakt de PDF's, in de map build",
        "opdracht": ["build"],
        "groep": "build",
    },
    {
        "naam": "Brief bekijken",
        "uitleg": "Toont de brief in de browser; bij elk opslaan is hij weer bij",
        "opdracht": ["preview", "--hints"],
        "groep": None,
    },
)
_FOLDERS = ("brieven", "gemeenten", "programmas")


def has_content(folder: Path) -> bool:
    """Tell whether there is content of someone in a project, so that it needs no example."""
    return any(
        path.name.lower().endswith((".yaml", ".yml"))
        for name in _FOLDERS
        for path in folder.joinpath("content", name).glob("*")
    )


def project(gemeente: Gemeente | None, ci: Ci | None = None) -> Iterator[tuple[str, str]]:
    """Yield the files of a project, by their paths; without a gemeente there is no content."""
    if gemeente is not None:
        yield from _content(gemeente)
    for name, text in schemas().items():
        yield f"content/schema/{name}", text
    yield ".gitignore", text_of("gitignore")
    yield ".gitattributes", text_of("gitattributes")
    yield ".vscode/extensions.json", text_of("vscode/extensions.json")
    yield ".vscode/settings.json", text_of("vscode/settings.json")
    tasks = text_of(
        "vscode/tasks.json",
        taken=_TASKS,
        ernsten=_SEVERITIES.items(),
        begint=ROUND_BEGINS,
        eindigt=ROUND_ENDS,
    )
    yield ".vscode/tasks.json", tasks
    if ci is not None:
        yield _CI_FILES[ci], text_of(f"ci/{ci}.yml", versie=__version__, systeem=_SYSTEM)


def _content(gemeente: Gemeente) -> Iterator[tuple[str, str]]:
    """Yield a gemeente, and an example of a programme and a letter."""
    name = file_name(gemeente.naam, "gemeente")
    # Words that nobody takes for a name: the letter can be made, and is not to be sent.
    namen = {
        functie: gemeente.namen.get(functie) or f"Naam van de {functie}" for functie in FUNCTIES
    }
    yield f"content/gemeenten/{name}.yaml", gemeente_text(replace(gemeente, namen=namen))
    yield "content/programmas/voorbeeldprogramma.yaml", text_of("voorbeeldprogramma.yaml")
    letter = text_of("voorbeeldbrief.yaml", gemeente=name, vorm=gemeente.vorm)
    yield "content/brieven/voorbeeldbrief.yaml", letter


def write(folder: Path, files: Iterator[tuple[str, str]]) -> tuple[list[Path], list[Path]]:
    """Write what is not there yet. Returns what was made, and what was left as it is.

    Raises OutputError when a file cannot be written.
    """
    made: list[Path] = []
    left: list[Path] = []
    for name, text in files:
        path = folder / name
        (made if disk.create(path, text.encode()) else left).append(path)
    return made, left
