"""Sending a letter: keep it as it is in its PDF, and write in its file that it was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from raadsbrief import __version__
from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, TemplateError
from raadsbrief.page import html
from raadsbrief.pdf.jobs import Job
from raadsbrief.prose import expressions
from raadsbrief.record.digests import BUILT_IN
from raadsbrief.verzonden import bewaard, bewaren, veld
from raadsbrief.work import pipeline
from raadsbrief.work.reading import answer_of
from raadsbrief.work.sent import job
from raadsbrief.yaml.text import decode_utf8, read_bytes

_BOM = "\ufeff".encode()


def made_with() -> str:
    """Name the versions that make a difference to the bytes of a PDF."""
    return f"raadsbrief {__version__}, WeasyPrint {version('weasyprint')}"


@dataclass(frozen=True)
class Sending:
    """What is asked: a letter, where its PDF is, the templates it was made with, and the day."""

    name: str
    output: Path
    templates: Path | None
    datum: str

    @property
    def pdf(self) -> Path:
        """The PDF that is sent."""
        return self.output / f"{self.name}.pdf"


def is_done(content: Content, asked: Sending) -> bool:
    """Tell whether a letter was sent already, on that day, and its PDF is still that one."""
    try:
        kept, _ = pipeline.kept(content, asked.name)
    except ContentError:
        return False
    day = _text_of(content, asked.name)[0]
    return veld.filled(day, content.file_of(asked.name), asked.datum) == day and (
        not asked.pdf.is_file()
        or bewaard.digest_of("pdf", asked.pdf.read_bytes()) == kept.feiten.pdf
        or not _is_as_now(content, asked)
    )


def _is_as_now(content: Content, asked: Sending) -> bool:
    """Tell whether the PDF is the letter as its content makes it now: after `build --force`."""
    try:
        return _made(content, asked).pdf == asked.pdf.read_bytes()
    except (ContentError, TemplateError):
        return False


def send(content: Content, asked: Sending) -> Path:
    """Keep a letter as it is in its PDF, and write in its file that it was sent.

    Returns the folder with what was kept. Raises RaadsbriefError when there is no such PDF, or
    when it is not the letter as its content makes it now; then nothing is written.
    """
    file = asked.pdf.as_posix()
    how = " --force" if bewaard.is_kept(content.root, asked.name) else ""
    again = f"`raadsbrief build {asked.name}{how}`"
    if not asked.pdf.is_file():
        message = "deze PDF is er niet: wat niet gemaakt is, kan niet verzonden zijn"
        hint = f"maak hem met {again}, en lees hem voordat u hem verzendt"
        raise ContentError([Diagnostic(Code.SENT, message, file, hint=hint)])
    letter = _made(content, asked)
    if letter.pdf != asked.pdf.read_bytes():
        message = "deze PDF is niet de brief zoals hij nu in de bestanden staat"
        hint = f"maak hem opnieuw met {again}, en lees hem; is er al getekend, bewaar dat apart"
        raise ContentError([Diagnostic(Code.SENT, message, file, hint=hint)])
    _prove(letter, content.root)
    mark = _text_of(content, asked.name)[1]
    path = Path(content.file_of(asked.name))
    return bewaren.keep(letter, content.root, path, mark + letter.tekst.encode())


def _made(content: Content, asked: Sending) -> bewaren.Verzending:
    """Make a letter of its content, and hear which facts it tells. Raises RaadsbriefError."""
    dossier, _ = pipeline.sound(content, asked.name, anew=True)
    pipeline.refuse_numbers(content, asked.name)
    text, _ = _text_of(content, asked.name)
    heard = bewaren.Gehoord()
    with expressions.heard(heard):
        page = html.render(dossier, asked.templates)
    made = Job(page, asked.pdf.as_posix(), asked.templates)
    answer = answer_of(made)(made)
    if answer.data is None:
        message = "deze brief past niet op de bladzijde, of er kan geen PDF van gemaakt worden"
        hint = f"`raadsbrief build {asked.name}` zegt waar"
        none = Diagnostic(Code.SENT, message, dossier.brief.source.file, hint=hint)
        raise ContentError([none, *answer.found])
    return bewaren.Verzending(
        dossier,
        asked.datum,
        veld.filled(text, dossier.brief.source.file, asked.datum),
        page,
        answer.data,
        heard.feiten,
        made_with(),
        _fonts(answer.inputs),
        _of_templates(answer.inputs, asked.templates),
    )


def _prove(letter: bewaren.Verzending, root: Path) -> None:
    """Make the PDF of what will be kept, and see that it is the one that is sent.

    Raises TemplateError when it is not: a template can ask for what cannot be kept.
    """
    with bewaren.being_written(letter, root) as temporary:
        try:
            kept = bewaard.read_from(temporary, root, letter.dossier.name)
        except ContentError as error:
            raise _not_to_be_kept(letter, error.diagnostics) from None
        again = job(kept, Path(f"{letter.dossier.name}.pdf"))
        answer = answer_of(again)(again)
    if answer.data != letter.pdf:
        raise _not_to_be_kept(letter, answer.found)


def _not_to_be_kept(letter: bewaren.Verzending, why: Sequence[Diagnostic]) -> TemplateError:
    said = f" ({why[0].message})" if why else ""
    message = f"deze brief kan niet bewaard worden: een sjabloon maakt iets bijzonders{said}"
    hint = "haal dat uit het sjabloon; een bestand dat het ophaalt, hoort in de map met sjablonen"
    return TemplateError(
        [Diagnostic(Code.KEPT, message, letter.dossier.brief.source.file, hint=hint)]
    )


def _text_of(content: Content, name: str) -> tuple[str, bytes]:
    """Return the text of a letter's file with its line ends, and the mark that it begins with."""
    path = Path(content.file_of(name))
    data = read_bytes(path)
    return decode_utf8(data, path.as_posix()), _BOM if data.startswith(_BOM) else b""


def _fonts(inputs: Mapping[str, str | None]) -> dict[str, str]:
    """Return the digests of the fonts that come with the program."""
    begin = f"{BUILT_IN}fonts/"
    return {
        path.removeprefix(begin): digest
        for path, digest in inputs.items()
        if path.startswith(begin) and path.endswith((".ttf", ".otf")) and digest
    }


def _of_templates(inputs: Mapping[str, str | None], templates: Path | None) -> dict[str, bytes]:
    """Read the files that were fetched from the folder with templates, by their names in it."""
    if templates is None:
        return {}
    begin = f"{templates.as_posix()}/"
    names = [path.removeprefix(begin) for path, digest in inputs.items()
             if path.startswith(begin) and digest]  # fmt: skip
    return {name: (templates / name).read_bytes() for name in names}
