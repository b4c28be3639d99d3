"""The draft of a letter: from the bytes of a document to the text of a file in `brieven/`."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from raadsbrief.diagnostics import ContentError
from raadsbrief.inlezen import brieftekst, kenmerken, markdown_lezen, secties, slot, tekst_lezen
from raadsbrief.inlezen.brieftekst import Brontekst
from raadsbrief.inlezen.feiten import Feiten
from raadsbrief.inlezen.getypt import met_lijsten
from raadsbrief.inlezen.huis import Huis, sleutel
from raadsbrief.inlezen.stuk import Stuk, onleesbaar, plat
from raadsbrief.prose.facts import programme_facts

if TYPE_CHECKING:
    from raadsbrief.content.dossier import Content

SOORTEN = (".docx", ".md", ".txt", ".pdf")
_LARGEST = 100_000_000
_LONGEST_TEXT = 5_000_000
_OTHERS = {
    ".doc": "open het in Word, kies Opslaan als, en bewaar het als Word-document (.docx)",
    ".docm": "open het in Word, kies Opslaan als, en bewaar het als Word-document (.docx)",
    ".dotx": "open het in Word, kies Opslaan als, en bewaar het als Word-document (.docx)",
    ".odt": "open het in LibreOffice of Word, en bewaar het als Word-document (.docx)",
    ".rtf": "open het in Word, kies Opslaan als, en bewaar het als Word-document (.docx)",
    ".pages": "open het in Pages, en exporteer het als Word-document (.docx)",
    ".html": "open het in Word, en bewaar het als Word-document (.docx)",
}


@dataclass
class Concept:
    """A draft: its text, images by the path that they have in the content, and what to know."""

    naam: str
    tekst: str
    beelden: dict[str, bytes] = field(default_factory=dict)
    meldingen: list[str] = field(default_factory=list)


def draft_from(
    path: Path, content: Content, gemeente: str | None = None, programma: str | None = None
) -> Concept:
    """Make the draft of a letter from a document. Raises ContentError when it cannot be read.

    A gemeente or programme that is not named is found: the only one, or the one in the document.
    """
    stuk = lees(path)
    words = sleutel(" ".join(_words(stuk)))
    gemeente = gemeente or _found(content, "gemeenten", words)
    if gemeente is None:
        raise onleesbaar(
            path.as_posix(), "van welke gemeente deze brief is, is niet te zien",
            "noem haar: `--gemeente NAAM`, de naam van een bestand in gemeenten/",
        )  # fmt: skip
    huis = Huis(content.gemeente(gemeente).model)
    programma = programma or _found(content, "programmas", words)
    feiten = Feiten({})
    if programma is not None:
        with contextlib.suppress(ContentError):  # the check tells what is wrong with it
            feiten = Feiten(programme_facts(content.programma(programma)))
    parts = secties.met_koppen(stuk.delen, huis)
    head, rest = kenmerken.lees_hoofd(parts, stuk.randen, huis)
    end, body = slot.lees_slot(met_lijsten(rest), huis)
    bron = Brontekst(path.name, gemeente, programma, stuk, head, end, secties.deel_in(body, huis))
    written = brieftekst.schrijf(bron, huis, feiten, _image_names(path, content))
    return Concept(_name(head, path), written.tekst, written.beelden, written.meldingen)


def lees(path: Path) -> Stuk:
    """Read a document of any kind that we know. Raises ContentError when it cannot be read."""
    file, kind = path.as_posix(), path.suffix.lower()
    data = _data(path)
    if kind in (".md", ".markdown"):
        return markdown_lezen.lees(_text(data, file))
    if kind in (".txt", ".text"):
        return tekst_lezen.lees(_text(data, file))
    if kind == ".pdf":
        from raadsbrief.inlezen import pdf_lezen

        return pdf_lezen.lees(path)
    if kind == ".docx" or data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from raadsbrief.inlezen import word

        return word.lees(data, file)
    hint = _OTHERS.get(kind, f"bewaar de brief als een van deze: {', '.join(SOORTEN)}")
    raise onleesbaar(
        file, f"een bestand {kind or 'zonder soort'} kan raadsbrief niet inlezen", hint
    )


def _data(path: Path) -> bytes:
    file = path.as_posix()
    try:
        if path.stat().st_size > _LARGEST:
            raise onleesbaar(
                file, "dit bestand is te groot om in te lezen", "haal er grote afbeeldingen uit"
            )
        return path.read_bytes()
    except (FileNotFoundError, ValueError):
        raise onleesbaar(file, "dit bestand bestaat niet", "controleer de naam en de map") from None
    except IsADirectoryError:
        raise onleesbaar(file, "dit is een map", "noem het bestand met de brief") from None
    except OSError as error:
        from raadsbrief.diagnostics import reason

        message = f"dit bestand kan niet gelezen worden ({reason(error)})"
        raise onleesbaar(file, message, "sluit het bestand als het open staat") from None


def _text(data: bytes, file: str) -> str:
    if len(data) > _LONGEST_TEXT:
        raise onleesbaar(file, "dit bestand is te groot om in te lezen", "kopieer alleen de brief")
    return tekst_lezen.ontcijfer(data, file)


def _words(stuk: Stuk) -> Iterator[str]:
    yield from stuk.randen
    for part in stuk.delen:
        if hasattr(part, "tekst"):
            yield plat(part.tekst)
        elif hasattr(part, "rijen"):
            yield from (plat(cell) for row in part.rijen for cell in row)


def _found(content: Content, folder: str, words: str) -> str | None:
    """Return the file whose subject a document names most; of a gemeente, also the only one."""
    names = content.names(folder)
    if folder == "gemeenten" and len(names) == 1:
        return names[0]
    counted = []
    for name in names:
        with contextlib.suppress(ContentError):
            loaded = content.gemeente(name) if folder == "gemeenten" else content.programma(name)
            count = len(re.findall(rf"\b{re.escape(sleutel(loaded.model.naam))}\b", words))
            counted.append((count, name))
    best = max(counted, default=(0, ""))
    return best[1] if best[0] and [count for count, _ in counted].count(best[0]) == 1 else None


def _name(head: kenmerken.Hoofd, path: Path) -> str:
    """Return the name for the file: the case number as it was read, or that of the document."""
    number = next(iter(head.velden.get("zaaknummer", [])), "")
    plain = plat(number).strip().lower()
    if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", plain) and any(sign.isdigit() for sign in plain):
        return plain
    stem = re.sub(r"[^a-z0-9]+", "-", sleutel(path.stem))[:50].strip("-") or "brief"
    return f"{stem}-concept"


def _image_names(path: Path, content: Content) -> Iterator[str]:
    """Yield names for images that no file in the content has."""
    stem = re.sub(r"[^a-z0-9]+", "-", sleutel(path.stem))[:40].strip("-") or "brief"
    number = 0
    while True:
        number += 1
        name = f"beelden/{stem}-{number}"
        if not any(content.root.joinpath("beelden").glob(f"{stem}-{number}.*")):
            yield name
