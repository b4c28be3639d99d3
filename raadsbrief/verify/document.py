"""Rules about a PDF as a whole: what it claims, what it is called, what it may not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.verify.reading import UNLOCK, Reading, is_array, is_dictionary, text

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The shape of a language tag (RFC 3066, which ISO 19005-2, 6.7.4 asks for): "nl", "nl-NL".
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def unlocked(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 19005-2, 6.1.3: an archived file is not encrypted, even where it opens by itself."""
    if reading.pdf.is_encrypted:
        yield reading.finding(Code.UNREADABLE, "dit PDF is beveiligd", UNLOCK)


def claims(reading: Reading) -> Iterator[Diagnostic]:
    """The XMP says PDF/A-2a (ISO 19005-2, 6.6.4) and PDF/UA-1 (ISO 14289-1, 5).

    It says so without having to be unpacked: PRONOM's signatures look at the bytes of the file.
    """
    xmp = _xmp(reading)
    if xmp is None:
        yield reading.finding(Code.CLAIM, "de metagegevens (XMP) ontbreken of zijn onleesbaar")
        return
    if "/Filter" in reading.catalog.Metadata:
        message = "archieven zien niet wat dit PDF is: de metagegevens (XMP) zijn ingepakt"
        yield reading.finding(Code.CLAIM, message)
    if (_value(xmp, f"{_PDFA}part"), _value(xmp, f"{_PDFA}conformance")) != ("2", "A"):
        yield reading.finding(Code.CLAIM, "dit PDF noemt zich geen PDF/A-2a (archiefwaardig)")
    if _value(xmp, f"{_PDFUA}part") != "1":
        yield reading.finding(Code.CLAIM, "dit PDF noemt zich geen PDF/UA-1 (toegankelijk)")


def title(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.1 (Matterhorn 06, 07); ISO 19005-2, 6.6.3: one title, and it is shown."""
    code = Code.TITLE_AND_LANGUAGE
    xmp = _xmp(reading)
    in_xmp = _value(xmp, f"{_DC}title") if xmp is not None else ""
    information = reading.pdf.trailer.get("/Info")
    in_info = text(information.get("/Title")) if is_dictionary(information) else ""
    if not in_xmp or not in_info:
        yield reading.finding(code, "dit PDF heeft geen titel")
    elif in_xmp != in_info:
        message = f"dit PDF heeft twee titels: '{in_info}' en '{in_xmp}'"
        yield reading.finding(code, message)
    preferences = reading.catalog.get("/ViewerPreferences")
    if not is_dictionary(preferences) or preferences.get("/DisplayDocTitle") is not True:
        message = "het venster toont de bestandsnaam in plaats van de titel (DisplayDocTitle)"
        yield reading.finding(code, message)


def language(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 14289-1, 7.2 (Matterhorn 11-001): a screen reader knows in what language to speak."""
    lang = text(reading.catalog.get("/Lang"))
    if not lang:
        yield reading.finding(Code.TITLE_AND_LANGUAGE, "dit PDF zegt niet in welke taal het is")
    elif not _LANGUAGE.fullmatch(lang):
        message = f"'{lang}' is geen taalcode, zoals nl-NL"
        yield reading.finding(Code.TITLE_AND_LANGUAGE, message)


def nothing_attached(reading: Reading) -> Iterator[Diagnostic]:
    """No embedded files: stricter than ISO 19005-2, 6.8, which allows PDF/A files in a PDF/A-2."""
    names = reading.catalog.get("/Names")
    attached = is_dictionary(names) and "/EmbeddedFiles" in names
    pages = [n for n, a in reading.annotations() if a.get("/Subtype") == "/FileAttachment"]
    if attached or pages or "/AF" in reading.catalog or "/Collection" in reading.catalog:
        hint = "haal de bijlagen eruit en bewaar ze als eigen bestanden"
        message = "in dit PDF zitten andere bestanden"
        yield reading.finding(Code.NOT_ARCHIVABLE, message, hint, min(pages, default=None))


def no_actions(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 19005-2, 6.5: no scripts, and nothing that happens by itself."""
    names = reading.catalog.get("/Names")
    opening = reading.catalog.get("/OpenAction")
    found = [
        is_dictionary(names) and "/JavaScript" in names,
        "/AA" in reading.catalog,
        # An array is a place to open at, which is no action.
        is_dictionary(opening) and opening.get("/S") != "/GoTo",
        any("/AA" in page.obj for page in reading.pages),
        any(_acts(annotation) for _, annotation in reading.annotations()),
    ]
    if any(found):
        yield reading.finding(Code.NOT_ARCHIVABLE, "dit PDF bevat scripts of automatische acties")


def _acts(annotation: Any) -> bool:
    action = annotation.get("/A")
    kind = action.get("/S") if is_dictionary(action) else None
    return "/AA" in annotation or kind not in (None, "/GoTo", "/GoToR", "/URI", "/Named")


def colours_defined(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 19005-2, 6.2.3: an output intent says what the colours are."""
    intents = reading.catalog.get("/OutputIntents")
    for intent in intents if is_array(intents) else []:
        if intent.get("/S") == "/GTS_PDFA1" and is_dictionary(intent.get("/DestOutputProfile")):
            return
    message = "dit PDF legt niet vast hoe de kleuren eruitzien (OutputIntent)"
    yield reading.finding(Code.NOT_ARCHIVABLE, message)


def _xmp(reading: Reading) -> ElementTree.Element | None:
    """Parse the XMP; return its first rdf:RDF, as readers do, or None when there is none."""
    metadata = reading.catalog.get("/Metadata")
    if not is_dictionary(metadata):
        return None
    try:
        root = ElementTree.fromstring(metadata.read_bytes())
    except ElementTree.ParseError:
        return None
    return next(root.iter(f"{_RDF}RDF"), None)


def _value(rdf: ElementTree.Element, name: str) -> str:
    """Return a property, written as element or as attribute; of a choice of languages the first.

    The empty string when it is not there.
    """
    for description in rdf.iter(f"{_RDF}Description"):
        if name in description.attrib:
            return description.attrib[name].strip()
        for element in description.findall(name):
            items = list(element.iter(f"{_RDF}li"))
            items.sort(key=lambda item: item.get(_XML_LANG) != "x-default")
            return ((items[0] if items else element).text or "").strip()
    return ""
