"""HTML to PDF, with WeasyPrint. Import this module late: WeasyPrint takes a third of a second."""

from __future__ import annotations

import mimetypes
import os
import warnings
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from raadsbrief import __version__
from raadsbrief.diagnostics import Code, Diagnostic, Severity, TemplateError
from raadsbrief.font import name_of
from raadsbrief.pdf.libraries import known_by_name
from raadsbrief.pdf.spaces import BLOCKS, plain, text_of, tidy
from raadsbrief.pdf.style import collected
from raadsbrief.record.inputs import note_template
from raadsbrief.resources import FOLDER

# Fontconfig reads this when it is loaded (see `sheets.choose_fonts`).
os.environ["FONTCONFIG_FILE"] = os.path.join(FOLDER, "fonts", "fonts.conf")

with known_by_name():
    import weasyprint
import pydyf
from weasyprint.formatting_structure.boxes import MarginBox, ReplacedBox, TextBox
from weasyprint.text import ffi
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from raadsbrief.pdf import pictures, sheets, xmp
from raadsbrief.pdf.fitting import footnotes, layout, measure, widths
from raadsbrief.pdf.seam import own_structure
from raadsbrief.pdf.tagging.tags import InaccessibleError

_VARIANT = "pdf/a-2a"

# WeasyPrint leaves the file with its colour profile open, and Python tells who asks for warnings.
warnings.filterwarnings("ignore", r"unclosed file .*sRGB2014\.icc", ResourceWarning)

# What makes the letter readable for all, whatever style sheet a gemeente uses.
# A layer gives way to what those say outside one.
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BOOKMARK = "data-bladwijzer"
_ESSENTIALS = f"""
@layer essentials {{
  {", ".join(sorted(BLOCKS))} {{ white-space: pre-wrap }}
  pre {{ white-space: pre-wrap }}
  [role=doc-footnote] {{ float: footnote; footnote-policy: line }}
  ::footnote-call, ::footnote-marker {{ content: none; vertical-align: baseline; line-height: 0 }}
  [{_BOOKMARK}] {{ bookmark-label: attr({_BOOKMARK}) }}
  caption, .groep {{ break-after: avoid }}
  .totaal, .subtotaal {{ break-before: avoid }}
  tr {{ break-inside: avoid }}
}}
/* PDF/A has no interpolated images (ISO 19005-2, 6.2.8). */
/* Notes that go on from the page before leave room for text. */
@page {{ @footnote {{ max-height: 75% }} }}
* {{ image-rendering: crisp-edges !important }}
{widths.SHEET}"""


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Fetches only files in the given folders, and data inside the page; never the network."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, fail_on_errors=True)
        self._folders = folders
        self.failed: list[FatalURLFetchingError] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        try:
            return self._fetch(url, headers)
        except Exception as error:
            # WeasyPrint swallows what goes wrong inside an SVG.
            failure = FatalURLFetchingError(f'Error fetching "{url}"')
            failure.__cause__ = error
            self.failed.append(failure)
            raise

    def _fetch(self, url: str, headers: dict[str, str] | None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme != "file":
            return super().fetch(url, headers)
        named = Path(url2pathname(parts.path))
        path = named.resolve()
        inside = [folder for folder in self._folders if path.is_relative_to(folder.resolve())]
        if parts.netloc not in ("", "localhost") or not inside:
            raise PermissionError(url)
        # By the name that the page uses: a link can come to lead elsewhere.
        home = inside[0].resolve()
        asked = named if named.is_relative_to(home) else path
        note_template(inside[:1], asked.relative_to(home).as_posix())
        # Read what was looked at, and guess its type from Python's own table alone: the
        # machine's would make a difference between machines.
        kind = _TYPES.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


_TYPES = mimetypes.MimeTypes()


class Rendered(NamedTuple):
    """A PDF, what its style sheet gave reason to warn for, and how many pages it has."""

    data: bytes
    warnings: list[Diagnostic]
    pages: int


def render(html: str, file: str, templates: Path | None = None) -> Rendered:
    """Render HTML to a PDF that is PDF/A-2a and PDF/UA-1.

    `file` is the name that findings carry. Relative addresses in the page start in
    `templates`, or in the built-in folder. The dates are those in the HTML head, so the same
    HTML gives the same bytes. Raises TemplateError when the page asks for a file that is not
    there or that it may not have, has a character that no font has or an image that cannot be
    drawn, or cannot be accessible; BreachError when it would have text outside the type area or
    over other text.
    """
    base = templates or Path(FOLDER)
    sheets.choose_fonts(html)
    fetcher = _Fetcher((base, Path(FOLDER)))
    with collected(file, base) as said:
        try:
            page = weasyprint.HTML(
                string=html, base_url=f"{base.resolve().as_uri()}/", url_fetcher=fetcher
            )
            with own_structure():
                data, pages = _write(page)
            if fetcher.failed:
                raise fetcher.failed[0]
            if said.not_drawn:
                raise TemplateError(pictures.not_drawn(said.not_drawn, page.etree_element, file))
        except FatalURLFetchingError as error:
            raise _unreachable(error, file, base) from None
        except InaccessibleError as error:
            found = [Diagnostic(Code.ACCESS, str(problem), file) for problem in error.args]
            raise TemplateError(found) from None
        except _NoteError as error:
            raise TemplateError([_misplaced(words, file) for words in error.args]) from None
        except _MissingError as error:
            raise TemplateError([_missing(c, place, file) for c, place in error.args]) from None
    return Rendered(data, [*said.found, *_slow_fonts()], pages)


def _slow_fonts() -> Iterator[Diagnostic]:
    """Warn when WeasyPrint must shrink fonts without HarfBuzz: a letter then takes three times."""
    if ffi.harfbuzz_subset is None:
        message = (
            "deze systeembibliotheek ontbreekt: het maken van een brief duurt drie keer zo lang"
        )
        hint = "installeer het pakket libharfbuzz-subset0 (Debian, Ubuntu) of harfbuzz (macOS)"
        severity = Severity.WAARSCHUWING
        # The same for every letter, so that it is said once.
        yield Diagnostic(Code.SUBSET, message, "HarfBuzz-Subset", hint=hint, severity=severity)


def _name_bookmarks(page: Element) -> None:
    """Leave the notes of a heading out of its bookmark, with their numbers."""
    for heading in [element for element in page.iter() if element.tag in _HEADINGS]:
        if any(part.get("role") == "doc-noteref" for part in heading.iter()):
            heading.set(_BOOKMARK, text_of(heading, without_notes=True))


def _write(page: Any) -> tuple[bytes, int]:
    tidy(page.etree_element)
    _name_bookmarks(page.etree_element)
    taken_out = sheets.take_out(page.etree_element)
    options = {
        "stylesheets": [sheets.sheet(_ESSENTIALS), *(taken_out or ())],
        # A page that may declare fonts of its own has a list of fonts of its own.
        "font_config": None if taken_out is None else sheets.fonts(),
        "pdf_variant": _VARIANT,
    }
    document = layout.laid_out(lambda: page.render(**options))
    if lost := footnotes.misplaced(document):
        raise _NoteError(*lost)
    measure.refuse_breaches(document)
    for laid_out in document.pages:
        laid_out.links[:] = [link for link in laid_out.links if _is_link(link[3])]
        laid_out.bookmarks[:] = [
            (level, plain(label), *rest) for level, label, *rest in laid_out.bookmarks
        ]
    metadata = document.metadata
    metadata.generator = metadata.generator or f"raadsbrief {__version__}"
    producer = f"WeasyPrint {weasyprint.__version__}"
    metadata.generate_rdf_metadata = lambda *_: xmp.packet(metadata, producer)

    def finish(document: Any, pdf: Any) -> None:
        _refuse_missing(document, page)
        pictures.sharpen(pdf.objects)
        _mark_content(document, pdf)
        _copy_plain_spaces(pdf.objects)
        _compress(pdf.objects)

    data: bytes = document.write_pdf(pdf_variant=_VARIANT, finisher=finish)
    return data, len(document.pages)


def _mark_content(document: Any, pdf: Any) -> None:
    """Say between which margins each page has its content, so that anyone can hold it to that.

    Above and below are the running heads, so from top to bottom it is the whole page; and what a
    style sheet puts in the margin itself belongs there.
    """
    pages = [one for one in pdf.objects if _is_page(one)]
    for page, laid_out in zip(pages, document.pages, strict=True):
        box = laid_out._page_box
        left, right = box.content_box_x(), box.content_box_x() + box.width
        for beside in (one for one in box.children if isinstance(one, MarginBox)):
            left = min(left, beside.position_x)
            right = max(right, beside.position_x + beside.margin_width())
        _, bottom, _, top = page["MediaBox"]
        page["ArtBox"] = pydyf.Array([left * _POINTS, bottom, right * _POINTS, top])


_POINTS = 0.75  # in one px


def _is_page(one: pydyf.Object) -> bool:
    return isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Page"


def _copy_plain_spaces(objects: Iterable[pydyf.Object]) -> None:
    """Let a no-break space be found and copied as a space: the font draws both with one glyph.

    Which of them the glyph stands for in the text layer, the first of them on the page says.
    """
    for stream in objects:
        if isinstance(stream, pydyf.Stream) and b"begincmap" in stream.stream:
            stream.stream = [line.replace(b"> <00a0>", b"> <0020>") for line in stream.stream]


def _compress(objects: Iterable[pydyf.Object]) -> None:
    """Compress what is in a PDF once.

    WeasyPrint would do it twice, for a digest of all objects and to write them, and at a level
    that takes four times as long for two percent. The metadata stay as they are: archives look
    for the claim in the bytes of the file, with PRONOM's signatures.
    """
    for stream in objects:
        if not isinstance(stream, pydyf.Stream):
            continue
        if stream.extra.get("Type") == "/Metadata":
            stream.compress = False
        elif stream.compress:
            _, _, data = pydyf.Stream(stream.stream).data.partition(b"\nstream\n")
            stream.stream = [zlib.compress(data.removesuffix(b"\nendstream"))]
            stream.extra["Filter"] = "/FlateDecode"
            stream.compress = False


def _is_link(box: Any) -> bool:
    """Tell a link from what stands inside one, such as bold text: WeasyPrint links that too.

    Of a link around a picture, the picture is the link: the line it stands on is less high.
    """
    if isinstance(box, ReplacedBox):
        return True
    inside = list(box.descendants())
    words = any(isinstance(kid, TextBox) and kid.text.strip() for kid in inside)
    return box.link is not None and (words or not any(isinstance(k, ReplacedBox) for k in inside))


class _MissingError(Exception):
    """Characters that no font has: pairs of a character and some text around it."""


def _refuse_missing(document: Any, page: Any) -> None:
    missing = [code for font in document.fonts.values() for code in font.missing]
    if missing:
        text = text_of(page.etree_element.find("body"))
        characters = dict.fromkeys(map(chr, missing))
        raise _MissingError(*((c, _around(c, text)) for c in characters))


def _around(character: str, text: str) -> str:
    """Return some text around a character, or nothing when it is not in the text."""
    place = text.find(character)
    if place < 0:
        return ""
    return text[max(0, place - 25) : place + 25].strip()


def _missing(character: str, place: str, file: str) -> Diagnostic:
    message = f"het lettertype heeft geen teken {name_of(character)}"
    where = f", in '{place}'" if place else ""
    return Diagnostic(Code.FONT, message + where, file, hint="schrijf het anders of laat het weg")


class _NoteError(Exception):
    """Footnotes for which there is no room on the page of their call: the words of each."""


def _misplaced(words: str, file: str) -> Diagnostic:
    text = words.lstrip("0123456789 ")
    number, begin = words[: len(words) - len(text)].strip(), text[:40].rstrip()
    begin += "…" * (len(text) > 40)
    message = f"voetnoot {number} ('{begin}') past niet op de bladzijde van haar verwijzing"
    hint = "maak deze noot of die ervoor korter, of zet wat erin staat in de tekst"
    return Diagnostic(Code.NOTE, message, file, hint=hint, words=text)


def _unreachable(error: Exception, file: str, base: Path) -> TemplateError:
    url = str(error).removeprefix('Error fetching "').removesuffix('"')
    url = url.removeprefix(f"{base.resolve().as_uri()}/")
    if not isinstance(error.__cause__, OSError) or isinstance(error.__cause__, PermissionError):
        message = f"een sjabloon vraagt om '{url}', buiten de map met sjablonen"
    else:
        message = f"een sjabloon vraagt om '{url}', en dat bestand is er niet"
    hint = "zet het bestand in uw map met sjablonen en noem het zonder map ervoor"
    return TemplateError([Diagnostic(Code.PDF, message, file, hint=hint)])
