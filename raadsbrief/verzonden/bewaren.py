"""Keeping a letter as it is sent: what `bewaard.py` reads back, written line by line."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from raadsbrief import disk
from raadsbrief.content.dossier import Dossier
from raadsbrief.letter.blokken import (
    blocks_of,
    placed_parts,
    told_keys,
    told_pledges,
    told_results,
    told_steps,
)
from raadsbrief.prose.expressions import PART
from raadsbrief.prose.facts import Facts
from raadsbrief.verzonden import pagina
from raadsbrief.verzonden.bewaard import (
    BRIEF,
    FEITEN,
    PROGRAMMA,
    digest_of,
    folder_of,
    sealed,
    text_digest,
)
from raadsbrief.verzonden.verschil import spaced

_HEAD = """\
# Zo is deze brief verzonden. Geschreven door `raadsbrief sent`; verander hier niets.
# `raadsbrief build` maakt de brief van wat in deze map staat.
"""


@dataclass
class Gehoord:
    """The facts that a letter tells, heard while its page is made."""

    feiten: dict[str, str] = field(default_factory=dict)

    def __call__(self, expression: str, facts: Facts, value: str) -> None:
        """Remember a fact by its name in the programme, also when prose calls it `dit`."""
        path, *filters = (part.strip() for part in expression.split("|"))
        names = re.findall(PART, path)
        if names and names[0] == "dit":
            names = [*_whose(facts), *names[1:]]
        if names:
            self.feiten.setdefault(" | ".join((".".join(names), *filters)), spaced(value))


def _whose(facts: Facts) -> Sequence[str]:
    """Return the path of the pillar, result or fund that `dit` stands for."""
    own = facts.get("dit")
    for collection, items in facts.items():
        for key, item in items.items() if isinstance(items, Mapping) else ():
            if item is own and item is not None and collection not in ("programma", "dit"):
                return (collection, key)
    return ()


@dataclass(frozen=True)
class Verzending:
    """A letter that is sent: its text from then on, its page and PDF, and what they are made of."""

    dossier: Dossier
    datum: str
    tekst: str
    html: str
    pdf: bytes
    feiten: Mapping[str, str]
    gemaakt_met: str
    lettertypes: Mapping[str, str]
    sjablonen: Mapping[str, bytes]
    """Files that templates of the gemeente ask for, such as fonts, by their names in the folder."""


def keep(verzending: Verzending, content: Path, file: Path, data: bytes) -> Path:
    """Write the folder of a letter that is sent, and its own file, which says so.

    Returns the folder. Raises OutputError; then all is as it was.
    """
    folder = folder_of(content, verzending.dossier.name)
    with being_written(verzending, content) as temporary:
        disk.write(file.resolve(), data)  # a link keeps pointing at the file that it points at
        _put(temporary, folder)
    return folder


@contextlib.contextmanager
def being_written(verzending: Verzending, content: Path) -> Iterator[Path]:
    """Write the folder under another name, to be looked at and put in its place, or removed."""
    folder = folder_of(content, verzending.dossier.name)
    temporary = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        for name, data in _files(verzending).items():
            disk.write(temporary / name, data)
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _put(temporary: Path, folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    disk.move(temporary, folder)


def _files(verzending: Verzending) -> dict[str, bytes]:
    html, pictures = pagina.apart(verzending.html)
    files = {BRIEF: html.encode(), **pictures, **verzending.sjablonen}
    programma = verzending.dossier.programma
    if programma is not None:
        files[PROGRAMMA] = programma.source.text.encode()
    return {**files, FEITEN: _feiten(verzending, files).encode()}


def _feiten(verzending: Verzending, files: Mapping[str, bytes]) -> str:
    brief = verzending.dossier.brief.model
    lines = [
        f"brief: {_text(verzending.dossier.name)}",
        f"verzonden: {verzending.datum}",
        f"gemaakt_met: {_text(verzending.gemaakt_met)}",
        f"gemeente: {_text(brief.gemeente)}",
    ]
    if brief.programma is not None:
        lines.append(f"programma: {_text(brief.programma)}")
    lines += [f"tekst: {text_digest(verzending.tekst)}", f"pdf: {digest_of('pdf', verzending.pdf)}"]
    lines += _group("bestanden", {name: digest_of(name, data) for name, data in files.items()})
    lines += _group("lettertypes", verzending.lettertypes)
    told = {kind: keys for kind, keys in verteld(verzending.dossier).items() if keys}
    if told:
        lines.append("verteld:")
    for kind, keys in told.items():
        lines += [f"  {kind}:", *(f"    - {_text(key)}" for key in keys)]
    lines += _group("feiten", verzending.feiten)
    return sealed(_HEAD + "\n".join(lines))


def verteld(dossier: Dossier) -> dict[str, list[str]]:
    """Return the short names of what a letter tells of its programme, by kind."""
    if dossier.programma is None:
        return {}
    brief, programma = dossier.brief.model, dossier.programma.model
    told: dict[str, set[str]] = {"resultaten": told_results(programma, brief)}
    for soort in ("pijlers", "financiering"):
        chosen = (told_keys(getattr(b, soort), getattr(programma, soort)) for b in blocks_of(brief))
        told[soort] = {key for keys in chosen for key in keys}
    told["bedragen"] = set()
    for blok in blocks_of(brief):
        gegevens = blok.tabel or blok.grafiek
        if gegevens is not None:
            told["bedragen"] |= told_keys(gegevens.financiering, programma.financiering)
    told["planning"] = {
        key for _, part in placed_parts(brief) for key in told_steps(programma, part)
    }
    pledges = (told_pledges(programma, brief, blok) for blok in blocks_of(brief))
    told["toezeggingen"] = {key for keys in pledges for key in keys}
    told["afdoening"] = set(brief.afdoening or ())
    return {
        kind: [key for key in getattr(programma, _collection(kind)) if key in keys]
        for kind, keys in told.items()
    }


def _collection(kind: str) -> str:
    return {"bedragen": "financiering", "afdoening": "toezeggingen"}.get(kind, kind)


def _group(name: str, values: Mapping[str, str]) -> list[str]:
    """Write a group with a line for each value."""
    if not values:
        return []
    return [f"{name}:", *(f"  {_text(key)}: {_text(value)}" for key, value in values.items())]


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")


def _text(text: str) -> str:
    """Write a text as YAML: between quotation marks where it is more than a name."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
