"""`verify`: files that are no good PDF at all, damage of every kind, veraPDF, and the command."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import TESTS, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Pdf

from raadsbrief.diagnostics import Code
from raadsbrief.pdf import pdf
from raadsbrief.verify.reading import open_pdf
from raadsbrief.verify.rules import RULES, verify
from raadsbrief.verify.verapdf import verapdf

Change = Callable[[Callable[[Pdf], object]], Path]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF with everything in it that a letter can have."""
    path = tmp_path_factory.mktemp("good") / "proef.pdf"
    path.write_bytes(pdf.render((TESTS / "data" / "proef.html").read_text(), "proef.pdf")[0])
    return path


@pytest.fixture
def changed(good: Path, tmp_path: Path) -> Change:
    """Change the good PDF and save it elsewhere."""

    def changed(change: Callable[[Pdf], object]) -> Path:
        with pikepdf.open(good) as opened:
            change(opened)
            opened.save(tmp_path / "anders.pdf", fix_metadata_version=False)
        return tmp_path / "anders.pdf"

    return changed


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


# --- Damage inside: a finding, never a traceback ---

anything = pytest.mark.parametrize(
    "value", [b"7", b"true", b"/Onzin", b"(x)", b"[1 null]", b"<</A 1>>"]
)


@anything
@pytest.mark.parametrize(
    "key",
    ["/Metadata", "/Lang", "/MarkInfo", "/ViewerPreferences", "/OutputIntents", "/Names",
     "/OpenAction", "/StructTreeRoot"],
)  # fmt: skip
def test_catalog_with_anything_in_it(changed: Change, key: str, value: bytes) -> None:
    verify(changed(lambda p: p.Root.__setitem__(key, Object.parse(value))))


@anything
@pytest.mark.parametrize(
    "key", ["/Resources", "/Contents", "/Annots", "/StructParents", "/Tabs", "/MediaBox"]
)
def test_page_with_anything_in_it(changed: Change, key: str, value: bytes) -> None:
    verify(changed(lambda p: p.pages[0].obj.__setitem__(key, Object.parse(value))))


@anything
@pytest.mark.parametrize("key", ["/K", "/ParentTree", "/RoleMap"])
def test_tree_with_anything_in_it(changed: Change, key: str, value: bytes) -> None:
    verify(changed(lambda p: p.Root.StructTreeRoot.__setitem__(key, Object.parse(value))))


def test_tree_in_a_circle(changed: Change) -> None:
    def circle(opened: Pdf) -> None:
        top = opened.Root.StructTreeRoot.K
        top = top[0] if isinstance(top, Array) else top
        top.K.append(top)

    verify(changed(circle))


def test_tree_that_is_very_deep(changed: Change) -> None:
    def deepen(opened: Pdf) -> None:
        element = opened.make_indirect(Dictionary(S=Name.Span))
        for _ in range(3000):
            element = opened.make_indirect(Dictionary(S=Name.Div, K=Array([element])))
        opened.Root.StructTreeRoot.K = Array([element])

    assert verify(changed(deepen))


def test_form_that_paints_itself(changed: Change) -> None:
    def loop(opened: Pdf) -> None:
        form = opened.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form)
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        page = opened.pages[0]
        page.Resources.XObject = Dictionary(X=form)
        page.contents_add(b"/X Do")

    verify(changed(loop))


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3)), max_size=8))
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_bytes_changed_at_random(
    good: Path, tmp_path: Path, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(good.read_bytes())
    for place, new in changes:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    path = tmp_path / "stuk.pdf"
    path.write_bytes(data)
    verify(path)


def test_rules_do_not_trip_over_a_good_pdf(good: Path) -> None:
    reading = open_pdf(good)  # outside `verify`, which would turn our own bug into a finding
    with reading.pdf:
        assert [found for rule in RULES for found in rule(reading)] == []


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


# --- veraPDF, where it is installed ---

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<report><jobs><job><item size="1"><name>x.pdf</name></item>{result}</job></jobs></report>"""
PASSED = '<validationReport isCompliant="true"><details failedRules="0"/></validationReport>'
FAILED = """<validationReport isCompliant="false"><details passedRules="9" failedRules="1">
<rule specification="ISO 14289-1:2014" clause="7.3" testNumber="1" status="failed" failedChecks="2">
<description>Figure tags shall include
an alternative representation</description><check status="failed"/></rule>
<rule clause="7.2" testNumber="2" status="passed"/></details></validationReport>"""
UNREADABLE = """<taskException type="PARSE" isExecuted="true" isSuccess="false">
<exceptionMessage>Couldn't parse stream</exceptionMessage></taskException>"""


@pytest.fixture
def install_verapdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Put a false `verapdf` on the PATH that gives these answers and notes what it was asked."""

    def install(ua1: str, a2: str = PASSED, code: int = 1) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        answers = {"2a": REPORT.format(result=a2), "ua1": REPORT.format(result=ua1)}
        script = folder / "verapdf"
        script.write_text(
            f"#!{sys.executable}\nimport sys, pathlib\n"
            f"open({str(tmp_path / 'asked')!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
            f"print({answers!r}[sys.argv[4]])\nsys.exit({code})\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))
        return tmp_path / "asked"

    return install


@pytest.fixture
def no_verapdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_verapdf")
def test_verapdf_not_installed(good: Path) -> None:
    assert verapdf(good) is None


def test_verapdf_passes(good: Path, install_verapdf: Callable[..., Path]) -> None:
    asked = install_verapdf(PASSED, code=0)
    assert verapdf(good) == []
    assert asked.read_text().splitlines() == [
        f"--format xml --flavour {flavour} {good}" for flavour in ("2a", "ua1")
    ]


def test_verapdf_fails_a_rule(good: Path, install_verapdf: Callable[..., Path]) -> None:
    install_verapdf(FAILED)
    (found,) = verapdf(good) or []
    assert found.code is Code.VERAPDF
    assert found.message == (
        "veraPDF: PDF/UA-1 regel 7.3-1, 2 keer: "
        "Figure tags shall include an alternative representation"
    )


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (UNREADABLE, "niet nakijken (Couldn't parse stream)"),
        ("", "niet nakijken (geen uitslag)"),
        ("<oeps>", "geen leesbaar antwoord"),
        ('<validationReport isCompliant="false"/>', "geen geldige PDF/UA-1"),
    ],
)
def test_verapdf_without_a_verdict(
    good: Path, install_verapdf: Callable[..., Path], answer: str, part: str
) -> None:
    install_verapdf(answer)
    (found,) = verapdf(good) or []
    assert part in found.message


# --- The command ---


@pytest.mark.usefixtures("no_verapdf")
def test_command_on_good_pdfs(run: Run, good: Path) -> None:
    result = run("verify", good, good)
    assert result.out == (
        f"{good}: in orde (PDF/A-2a, PDF/UA-1, titel, taal, tags, lettertypen; zonder veraPDF)\n"
    )
    assert (result.code, result.err) == (0, "")


def test_command_with_verapdf(run: Run, good: Path, install_verapdf: Callable[..., Path]) -> None:
    install_verapdf(PASSED)
    assert "ook volgens veraPDF" in run("verify", good).out


def test_command_with_verapdf_that_finds(
    run: Run, good: Path, install_verapdf: Callable[..., Path]
) -> None:
    install_verapdf(FAILED)
    result = run("verify", good)
    assert (result.code, result.out) == (1, "")
    assert "fout[RB610]" in result.err


def test_command_goes_on_after_a_bad_file(
    run: Run, good: Path, tmp_path: Path, install_verapdf: Callable[..., Path]
) -> None:
    asked = install_verapdf(PASSED)
    result = run("verify", tmp_path / "nee.pdf", good, tmp_path)
    assert result.code == 1
    assert result.out.startswith(f"{good}: in orde")
    assert "nee.pdf: fout[RB601] dit bestand bestaat niet" in result.err
    assert result.err.endswith("2 fouten gevonden.\n")
    assert "nee.pdf" not in asked.read_text()


def test_command_without_a_file(run: Run) -> None:
    result = run("verify")
    assert result.code == 2
    assert "achter deze opdracht hoort een PDF" in result.err
