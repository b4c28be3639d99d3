"""What was kept of a letter that was sent, in `verzonden/<letter>/` beside its content.

- `brief.html`: the page as it was, with the style sheet in it; pictures stand beside it;
- `programma.yaml`: the programme as it was, if the letter reports on one;
- `feiten.yaml`: which facts the letter told and how they were written, when and with what it was
  made, and the digests of all files. Its last line is a seal on the lines above.

All are read as text of a stranger: a seal tells what was changed by mistake, and `pagina.py` what
no letter has.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pydantic import Field

from raadsbrief import dutch
from raadsbrief.content.attachments import AttachmentError
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, Span, reason
from raadsbrief.model import Datum, Programma, Vorm
from raadsbrief.prose.pictures import images
from raadsbrief.record import digests
from raadsbrief.record.inputs import note
from raadsbrief.record.plan import SENT
from raadsbrief.verzonden import pagina
from raadsbrief.yaml.decode import Loaded, decode
from raadsbrief.yaml.source import parse
from raadsbrief.yaml.text import decode_utf8

FEITEN, BRIEF, PROGRAMMA = "feiten.yaml", "brief.html", "programma.yaml"
SEAL = "\nzegel: "
# Larger files are no letter, and no picture or font in one.
_MOST = {"yaml": 1_000_000, "html": 2_000_000}
_MOST_OF_OTHERS = 20_000_000
_FILE = re.compile(r"(?!\.)[^\\:/\x00-\x1f]+(?:/(?!\.)[^\\:/\x00-\x1f]+)*")


class Feiten(Vorm):
    """What `feiten.yaml` holds: what a letter said when it was sent, and what it was made of."""

    brief: str
    verzonden: Datum
    gemaakt_met: str
    gemeente: str
    programma: str | None = None
    tekst: str
    """The digest of the letter's own file, as it is once it says that it was sent."""
    pdf: str
    """The digest of the PDF that was sent."""
    bestanden: dict[str, str]
    lettertypes: dict[str, str] = Field(default={})
    verteld: dict[str, tuple[str, ...]] = Field(default={})
    """Short names of what the letter told, by kind: `resultaten`, `financiering`, ..."""
    feiten: dict[str, str] = Field(default={})
    """Facts in its prose and tables as content writes them, each with what stood there."""
    zegel: str


@dataclass(frozen=True)
class Bewaard:
    """A letter as it was sent."""

    map: Path
    feiten: Feiten
    html: str
    """The page, with all its pictures in it."""
    programma_toen: str | None

    @cached_property
    def programma(self) -> Loaded[Programma] | None:
        """The programme as it was; None without one, or if this version cannot read it."""
        if self.programma_toen is None:
            return None
        with contextlib.suppress(ContentError):
            loaded = decode(
                parse(self.programma_toen, f"{self.map.as_posix()}/{PROGRAMMA}"), Programma
            )
            return None if loaded.problems else loaded
        return None


def folder_of(content: Path, name: str) -> Path:
    """Return the folder for what is kept of a letter."""
    return content / SENT / name


def is_kept(content: Path, name: str) -> bool:
    """Tell whether a letter was sent: then there is a folder with what was kept of it."""
    folder = folder_of(content, name)
    note(f"{folder.as_posix()}/")
    return folder.is_dir() or folder.is_symlink()


def names(content: Path) -> list[str]:
    """List the letters of which something was kept."""
    try:
        return sorted(path.name for path in (content / SENT).iterdir()
                      if path.is_dir() and not path.name.startswith("."))  # fmt: skip
    except OSError:
        return []


def read(content: Path, name: str) -> Bewaard:
    """Read what was kept of a letter. Raises ContentError when it is not as it was written."""
    return read_from(folder_of(content, name), content, name)


def read_from(folder: Path, content: Path, name: str) -> Bewaard:
    """Read what was kept in a folder. Raises ContentError when it is not as it was written."""
    feiten = _feiten(folder, content, name)
    found: dict[str, bytes] = {}
    for file, digest in feiten.bestanden.items():
        path = folder / file
        if not _FILE.fullmatch(file):
            raise _broken(folder / FEITEN, f"'{file}' kan geen bewaard bestand zijn")
        found[file] = _bytes(path, content)
        if digest_of(file, found[file]) != digest:
            raise _broken(path, _CHANGED)
        if pagina.is_picture(file):
            _refuse_picture(path, found[file])
    if BRIEF not in found:
        raise _broken(folder / FEITEN, f"hierin ontbreekt {BRIEF}")
    html = _text(folder / BRIEF, found[BRIEF])
    if strange := pagina.strangers(html):
        raise _broken(folder / BRIEF, f"dit hoort niet in een brief: {', '.join(strange[:3])}")
    then = found.get(PROGRAMMA)
    programma = None if then is None else _text(folder / PROGRAMMA, then)
    return Bewaard(folder, feiten, pagina.together(html, found), programma)


def _refuse_picture(path: Path, data: bytes) -> None:
    try:
        images.refuse(path.name, data)
    except AttachmentError as error:
        raise _broken(path, f"deze afbeelding kan niet in een brief: {error}") from None


_CHANGED = "dit bestand is veranderd sinds de brief verzonden is"


def _feiten(folder: Path, content: Path, name: str) -> Feiten:
    path = folder / FEITEN
    text = _text(path, _bytes(path, content))
    if not is_sealed(text):
        raise _broken(path, _CHANGED)
    loaded = decode(parse(text, path.as_posix()), Feiten)
    if loaded.problems:
        raise ContentError(loaded.problems)
    if loaded.model.brief != name:
        raise _broken(path, f"dit is van de brief '{loaded.model.brief}'")
    return loaded.model


def refuse_changed(bewaard: Bewaard, text: str, file: str) -> None:
    """Refuse the text of a letter that was changed after it was sent. Raises ContentError."""
    if text_digest(text) == bewaard.feiten.tekst:
        return
    name, day = bewaard.feiten.brief, dutch.datum(bewaard.feiten.verzonden)
    message = f"deze brief is verzonden ({day}), en daarna is dit bestand veranderd"
    hint = (
        "zet het terug zoals het was; moet de raad een nieuwe versie krijgen: "
        f"`raadsbrief build {name} --force`, en dan `raadsbrief sent {name}`"
    )
    raise ContentError([at_field(text, Diagnostic(Code.SENT, message, file, hint=hint))])


def at_field(text: str, finding: Diagnostic) -> Diagnostic:
    """Let a finding point at the field that says when a letter was sent."""
    lines = text.splitlines()
    here = [i for i, line in enumerate(lines) if line.startswith("verzonden:")]
    if not here:
        return finding
    span = Span(here[0] + 1, 1, len("verzonden"))
    return replace(finding, span=span, excerpt=lines[here[0]])


def text_digest(text: str) -> str:
    """Return the digest of a text, whatever its lines end with: git may change that."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(plain.encode()).hexdigest()


def digest_of(file: str, data: bytes) -> str:
    """Return the digest of a kept file; of text, whatever its lines end with."""
    if _is_text(file):
        with contextlib.suppress(UnicodeDecodeError):
            return text_digest(data.decode())
    return hashlib.sha256(data).hexdigest()


def _is_text(file: str) -> bool:
    return file.endswith((".html", ".yaml", ".css", ".svg"))


def sealed(text: str) -> str:
    """Add the seal to the text of `feiten.yaml`."""
    return f"{text.rstrip()}{SEAL}{text_digest(text.rstrip())}\n"


def is_sealed(text: str) -> bool:
    """Tell whether a text is as it was when it was sealed."""
    text = text.replace("\r\n", "\n")
    return sealed(text.rpartition(SEAL)[0]) == text


def _text(path: Path, data: bytes) -> str:
    text = decode_utf8(data, path.as_posix())
    return text.replace("\r\n", "\n")


def _bytes(path: Path, content: Path) -> bytes:
    """Read a file that is in the content folder itself, not by way of a link."""
    note(path.as_posix())
    try:
        if not path.resolve().is_relative_to(content.resolve()):
            raise _broken(path, "dit bestand is een koppeling naar buiten de map met inhoud")
        return digests.read(str(path), _MOST.get(path.name.rpartition(".")[2], _MOST_OF_OTHERS))[0]
    except FileNotFoundError:
        raise _broken(path, "dit bestand hoort bij een verzonden brief, en is weg") from None
    except (OSError, RuntimeError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "de naam kan niet"
        raise _broken(path, f"dit bestand is niet te lezen ({why})") from None


def _broken(path: Path, message: str) -> ContentError:
    return ContentError(
        [Diagnostic(Code.KEPT, message, path.as_posix(), hint=way_out(path.parent))]
    )


def way_out(folder: Path) -> str:
    """Say what to do with what was kept and is no longer right."""
    name = folder.name
    return (
        f"zet `{folder.as_posix()}` terug uit het versiebeheer; of bewaar de brief zoals hij nu "
        f"is: `raadsbrief build {name} --force`, en dan `raadsbrief sent {name}`"
    )
