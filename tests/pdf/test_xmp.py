"""The metadata: both claims, and what the letter says of itself."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from conftest import Run

from raadsbrief.pdf import pdf

HTML = '<!DOCTYPE html><html lang="nl"><head><title>{title}</title>{head}</head><body><p>x'
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"


def made(title: str = "Titel", head: str = "") -> pikepdf.Pdf:
    data, _, _ = pdf.render(HTML.format(title=title, head=head), "proef.pdf")
    return pikepdf.open(io.BytesIO(data))


def packet(file: pikepdf.Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(file.Root.Metadata.read_bytes())


def test_one_rdf_with_both_claims() -> None:
    file = made()
    with file.open_metadata() as metadata:
        assert metadata.pdfa_status == "2A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert len(packet(file).findall(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF")) == 1


def test_the_claims_can_be_read_without_unpacking() -> None:
    """PRONOM's signature of PDF/A-2a (fmt/476) looks for them in the bytes of the file."""
    data, _, _ = pdf.render(HTML.format(title="Titel", head=""), "proef.pdf")
    assert b"<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert "/Filter" not in made().Root.Metadata


def test_what_the_head_says() -> None:
    head = (
        '<meta name="author" content="Gemeente Voorbeeldstad"><meta name="description" content="A">'
        '<meta name="keywords" content="x, y"><meta name="dcterms.created" content="2026-05-20">'
        '<meta name="dcterms.modified" content="2026-05-21">'
    )
    file = made(head=head)
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == "Titel"
        assert metadata["dc:creator"] == ["Gemeente Voorbeeldstad"]
        assert metadata["dc:description"] == "A"
        assert metadata["dc:language"] == {"nl"}
        assert metadata["dc:subject"] == {"x", "y"}
        assert metadata["pdf:Keywords"] == "x, y"
        assert metadata["xmp:CreateDate"] == "2026-05-20"
        assert metadata["xmp:ModifyDate"] == "2026-05-21"
    assert str(file.docinfo.CreationDate) == "D:20260520"
    assert str(file.docinfo.Author) == "Gemeente Voorbeeldstad"


def test_no_date_without_a_date() -> None:
    file = made()
    assert not [key for key in file.docinfo if "Date" in key]
    assert not [item for item in packet(file).iter() if "Date" in item.tag]


@pytest.mark.parametrize("title", ["B & W <1> \"'", "]]>", "é €", "a\ufffeb", "a\x1fb"], ids=ascii)
def test_any_title_is_good_xml(title: str) -> None:
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")
    root = packet(made(escaped))
    (found,) = root.findall(f".//{DC}title//*[@{{http://www.w3.org/XML/1998/namespace}}lang]")
    assert found.text == title.replace("\ufffe", "").replace("\x1f", "")


def test_dates_come_from_the_letter(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = stad / "content" / "brieven" / "2026-014.yaml"
    result = stad / "build" / "2026-014.pdf"

    def created() -> str | None:
        assert run("build").code == 0
        with pikepdf.open(result) as file:
            return str(file.docinfo.get("/CreationDate", "")) or None

    assert created() == "D:20260520"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert created() == "D:20260520"
    letter.write_text(letter.read_text().replace("datum: 2026-05-20", "datum: 2026-05"))
    assert created() == "D:20231114"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "gisteren")
    failed = run("build")
    assert failed.code == 3
    assert "'gisteren' is geen aantal seconden sinds 1970" in failed.err
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert created() is None
