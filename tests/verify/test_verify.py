"""`verify`: files that are no good PDF at all, and marks that may be written otherwise."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from conftest import TESTS, Change
from pikepdf import Array, Name, Pdf

from raadsbrief.diagnostics import Code
from raadsbrief.verify.rules import verify


def messages(path: Path) -> list[str]:
    return [f"{found.code} {found.message}" for found in verify(path)]


def test_good_pdf_has_no_findings(good: Path) -> None:
    assert verify(good) == []


# --- Not a good PDF at all ---


def test_missing_file(tmp_path: Path) -> None:
    assert messages(tmp_path / "nee.pdf") == ["RB601 dit bestand bestaat niet"]


def test_folder(tmp_path: Path) -> None:
    assert messages(tmp_path) == ["RB601 dit is een map"]


def test_impossible_name() -> None:
    assert messages(Path("a\0b")) == ["RB601 dit bestand bestaat niet"]


def test_name_that_is_too_long() -> None:
    (found,) = verify(Path("a" * 5000))
    assert "kan niet gelezen worden" in found.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "dit bestand is leeg"),
        (b"<html>", "dit bestand is geen PDF"),
        (b"\n%PDF-1.7\n", "dit bestand is geen PDF"),
        (b"%PDF-1.7\n", "dit PDF is beschadigd of niet compleet"),
        (b"%PDF-1.7\n" + bytes(10_000), "dit PDF is beschadigd of niet compleet"),
    ],
)
def test_not_a_pdf(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(data)
    assert messages(path) == [f"RB601 {message}"]


@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
def test_truncated(good: Path, tmp_path: Path, part: float) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(good.read_bytes()[: int(good.stat().st_size * part)])
    (found,) = verify(path)
    assert found.message == "dit PDF is beschadigd of niet compleet"
    assert found.file == path.as_posix()
    assert found.hint


def test_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "leeg.pdf"
    with pikepdf.new() as empty:
        empty.save(path)
    assert messages(path) == ["RB601 dit PDF heeft geen bladzijden"]


def test_locked_with_a_password(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "slot.pdf"
    with pikepdf.open(good) as opened:
        opened.save(path, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    assert messages(path) == ["RB601 dit PDF zit op slot met een wachtwoord"]


def test_protected_but_open(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "slot.pdf"
    with pikepdf.open(good) as opened:
        opened.save(path, encryption=pikepdf.Encryption(owner="geheim"))
    assert "RB601 dit PDF is beveiligd" in messages(path)


def test_pdf_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "kaal.pdf"
    with pikepdf.new() as bare:
        bare.add_blank_page()
        bare.save(path)
    codes = {found.code for found in verify(path)}
    assert codes == {Code.CLAIM, Code.TITLE_AND_LANGUAGE, Code.NOT_ARCHIVABLE, Code.NO_TAGS}


# --- Where the marks may be written otherwise ---


def test_xmp_with_attributes_is_read(changed: Change) -> None:
    def shorten(opened: Pdf) -> None:
        xmp = opened.Root.Metadata.read_bytes().decode()
        xmp = xmp.replace("<pdfuaid:part>1</pdfuaid:part>", "")
        place = xmp.index("<rdf:Description ") + len("<rdf:Description ")
        claim = 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" '
        opened.Root.Metadata.write((xmp[:place] + claim + xmp[place:]).encode())

    assert verify(changed(shorten)) == []


def test_second_rdf_does_not_count(changed: Change) -> None:
    def split(opened: Pdf) -> None:
        xmp = opened.Root.Metadata.read_bytes().decode()
        start, end = xmp.index("<rdf:RDF"), xmp.index("</rdf:RDF>") + len("</rdf:RDF>")
        empty = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
        body = xmp[start:end]
        opened.Root.Metadata.write(f'<x:m xmlns:x="x">{empty}{body}</x:m>'.encode())

    assert "RB602 dit PDF noemt zich geen PDF/UA-1 (toegankelijk)" in messages(changed(split))


def test_metadata_that_are_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As WeasyPrint writes them; QPDF, which the other breakages are made with, unpacks them."""
    from raadsbrief.pdf import pdf

    monkeypatch.setattr(pdf, "_compress", list)
    path = tmp_path / "ingepakt.pdf"
    path.write_bytes(pdf.render((TESTS / "data" / "proef.html").read_text(), "proef.pdf").data)
    assert messages(path) == [
        "RB602 archieven zien niet wat dit PDF is: de metagegevens (XMP) zijn ingepakt"
    ]


def test_content_inside_a_form_counts(changed: Change) -> None:
    def paint(opened: Pdf) -> None:
        form = opened.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 9, 9])
        page = opened.pages[1]
        page.add_resource(form, Name.XObject, Name.Vlak)
        page.contents_add(b"/Vlak Do")

    assert messages(changed(paint)) == ["RB607 bladzijde 2: er staat inhoud zonder tag"]


def test_tag_inside_artifact(changed: Change) -> None:
    def wrap(opened: Pdf) -> None:
        page = opened.pages[1]
        page.contents_coalesce()
        data = page.Contents.read_bytes()
        page.Contents = opened.make_stream(b"/Artifact BMC\n" + data + b"\nEMC")

    assert messages(changed(wrap)) == [
        "RB607 bladzijde 2: versiering (artefact) en inhoud met een tag staan in elkaar"
    ]
