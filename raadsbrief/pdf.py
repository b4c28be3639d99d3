"""HTML to PDF, with WeasyPrint. Import this module late: WeasyPrint takes half a second."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from raadsbrief.diagnostics import Code, Diagnostic, Severity, TemplateError
from raadsbrief.html import BUILT_IN

# Fontconfig reads this when it is loaded. Only the letter's own fonts: the same letter on
# every machine, and no system font that slips in for a missing character.
os.environ["FONTCONFIG_FILE"] = str(BUILT_IN / "fonts" / "fonts.conf")

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Fetches only files in the given folders, and data inside the page; never the network."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={"file", "data"}, fail_on_errors=True)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.scheme == "file":
            path = Path(url2pathname(parts.path)).resolve()
            if not any(path.is_relative_to(folder) for folder in self._folders):
                raise PermissionError(url)
        return super().fetch(url, headers)


def render(html: str, file: str, templates: Path | None = None) -> tuple[bytes, list[Diagnostic]]:
    """Render HTML to a tagged PDF/A-2a; return its bytes and warnings about the style sheet.

    `file` is the name that findings carry. Relative addresses in the page start in
    `templates`, or in the built-in folder. Raises TemplateError when the page asks for a
    file that is not there or that it may not have.
    """
    base = templates or BUILT_IN
    fetcher = _Fetcher((base, BUILT_IN))
    with _collected_warnings(file) as warnings:
        try:
            page = weasyprint.HTML(
                string=html, base_url=f"{base.resolve().as_uri()}/", url_fetcher=fetcher
            )
            data: bytes = page.write_pdf(pdf_variant="pdf/a-2a")
        except FatalURLFetchingError as error:
            raise _unreachable(error, file) from None
    return data, warnings


def _unreachable(error: Exception, file: str) -> TemplateError:
    url = str(error).removeprefix('Error fetching "').removesuffix('"')
    if not isinstance(error.__cause__, OSError) or isinstance(error.__cause__, PermissionError):
        message = f"een sjabloon vraagt om '{url}', buiten de map met sjablonen"
    else:
        message = f"een sjabloon vraagt om '{url}', en dat bestand is er niet"
    hint = "zet het bestand in uw map met sjablonen en noem het zonder map ervoor"
    return TemplateError([Diagnostic(Code.PDF, message, file, hint=hint)])


@contextmanager
def _collected_warnings(file: str) -> Iterator[list[Diagnostic]]:
    """Turn what WeasyPrint logs, such as an unknown CSS property, into findings."""
    logger = logging.getLogger("weasyprint")
    handler = _Collector(file)
    before = logger.handlers[:], logger.level, logger.propagate
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.WARNING)
    try:
        yield handler.found
    finally:
        logger.handlers, level, logger.propagate = before[0], before[1], before[2]
        logger.setLevel(level)


class _Collector(logging.Handler):
    def __init__(self, file: str) -> None:
        super().__init__(logging.WARNING)
        self._file = file
        self.found: list[Diagnostic] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = f"de opmaak is niet helemaal gelukt: {record.getMessage()}"
        severity = Severity.WAARSCHUWING
        self.found.append(Diagnostic(Code.STYLE, message, self._file, severity=severity))
