"""Other kinds of files, and files from a stranger."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import TESTS, Run
from drafts import Reader, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_files import cell, docx, note, para, table, zipped
from word_files import run as woord

from raadsbrief.diagnostics import ContentError
from raadsbrief.model import Brief
from raadsbrief.yaml.decode import decode
from raadsbrief.yaml.source import read


@pytest.fixture
def lees(stad: Path) -> Reader:
    return Reader(stad)


MARKDOWN = """\
---
onderwerp: Park
---
# Collegebericht

**Zaaknummer:** 2026-118

Geachte raad,

## Kernboodschap

Zie [de site][1], `code`, <b>html</b>, {{ feit }}[^n] en 5 < 6.

[1]: https://www.voorbeeldstad.example/x

> Citaat
> van twee regels

1. een
2. twee
   - diep

Ondertitel
----------

| a | b |
|---|---|
| x \\| y | *z* |

[^n]: De noot: met dubbele punt.
"""


def test_markdown(lees: Reader) -> None:
    text = lees(MARKDOWN, "brief.md").tekst
    assert "zaaknummer: 2026-118\n" in text
    assert "onderwerp: Park\n" in text
    assert text.split("  kern:\n")[1].split("\n\n# Zo")[0] == (
        "    - |\n"
        "      Zie [de site](https://www.voorbeeldstad.example/x), code, \\<b>html\\</b>, "
        "\\{\\{ feit\n      \\}\\}[^n] en 5 < 6.\n\n"
        "      > Citaat van twee regels\n\n"
        "      1. een\n      2. twee\n         - diep\n\n"
        "      [^n]: De noot: met dubbele punt.\n"
        "    - kop: Ondertitel\n"
        "      tekst: |\n"
        "        | a | b |\n        |---|---|\n        | x \\| y | *z* |"
    )


def test_what_markdown_drops_is_not_lost(lees: Reader) -> None:
    text = lees(
        "## Kernboodschap\n\n![kaart](k.png \"Titel\")\n\n[^weg]: Noot zonder verwijzing.\n\n"
        + "> " * 200 + "verstopt\n", "brief.md",
    ).tekst  # fmt: skip
    assert '![kaart](k.png "Titel")' in text
    rest = text.split("# Niet geplaatst")[1]
    assert "Noot zonder verwijzing." in rest
    assert "verstopt" in rest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_of_any_program(lees: Reader, encoding: str, ends: str) -> None:
    text = (
        "Zaaknummer: 2026-119\nDatum:\t3 mei 2026\n\nGeachte raad,\n\nKernboodschap\n\n"
        "De wijk krijgt één plein. Dat kost € 5,- en is ‘mooi’ – zegt men.\n\n"
        "• bomen;\n• een bank\n   o van hout;\n• licht.\n\n1. Eerst dit\n2. Dan dat\n"
    )
    tekst = lees(text.replace("\n", ends).encode(encoding), "brief.txt").tekst
    assert "zaaknummer: 2026-119\n" in tekst
    assert "datum: 2026-05-03\n" in tekst
    assert (
        "  kern: |\n    De wijk krijgt één plein. Dat kost € 5,- en is ‘mooi’ – zegt men.\n\n"
        "    - bomen;\n    - een bank\n      - van hout;\n    - licht.\n\n    1. Eerst dit\n"
    ) in tekst


def test_the_real_letter_as_text(tmp_path: Path, lees: Reader, stad: Path) -> None:
    """Copied from a PDF: feet of pages in the middle of sentences, items cut in two."""
    source = (TESTS / "data" / "2024-0062579.txt").read_bytes()
    for name in ("gemeenten/dordrecht", "programmas/dort-west"):
        path = TESTS.parent / "content" / f"{name.replace('dort', 'dordt')}.yaml"
        (stad / f"content/{name.replace('dort', 'dordt')}.yaml").write_text(path.read_text())
    concept = lees(source, "oud.txt")
    assert concept.naam == "2024-0062579"
    assert not words(source.decode()) - words(concept.tekst)
    assert "gemeente: dordrecht\nprogramma: dordt-west\n" in concept.tekst
    assert [*re.findall(r"(?m)^  (\w+):", concept.tekst)] == [
        "aanleiding", "informatie", "vervolg", "kosten",
    ]  # fmt: skip
    assert [*re.findall(r"kop: (.*)", concept.tekst)] == [
        "Uitvoeringsprogramma Nationaal Programma Dordt West 2024-2026",
        "Wonen en fysieke leefomgeving", "Gezond en samen leven", "Leren en ontwikkelen",
        "Arbeidsmarkt en bestaanszekerheid", "Leefbaar en veilig", "Eerste resultaten",
        "Het Volkshuisvestingsfonds",
    ]  # fmt: skip
    whole = " ".join(concept.tekst.split())
    assert "de energietransitie en het verbeteren en uitbreiden" in whole  # over the foot of a page
    assert "Niet geplaatst" not in concept.tekst


def test_a_pdf_with_tags(letter: Path, stad: Path, lees: Reader) -> None:
    for name in ("gemeenten/dordrecht", "programmas/dordt-west"):
        path = TESTS.parent / "content" / f"{name}.yaml"
        (stad / f"content/{name}.yaml").write_text(path.read_text())
    text = lees(letter.read_bytes(), "oud.pdf").tekst
    source = words((TESTS / "data" / "2024-0062579.txt").read_text())
    assert not set(source) - set(words(text))
    assert "zaaknummer: 2024-0062579\n" in text
    assert "        ## Wonen en fysieke leefomgeving\n" in text
    assert "        - een diverse woningvoorraad;\n" in text
    assert "ondertekening" not in text  # as usual


BITS = st.sampled_from(
    ["woord ", "Een ", "{{ x }}", "{{", "}}", "{%", "#", "- ", "*", "**", "_a_", "[x](y)", "[^1]",
     "<b>", "&amp;", "\t", "\n", "\xa0", "\xad", "’", "'", '"', ":", ": ", "![a](b)", "`", "~", "|",
     "\\", "%", "@", "€ 5,-", "1. ", "1) ", "a. ", "(a) ", "1.1 ", "> ", "= ", "---", "***", "null",
     "2024-01-01", "Zaaknummer: 9", "Datum: 3 mei 2024", "Bijlage: kaart", "Geachte raad,",
     "Kernboodschap", "Vervolg", "Hoogachtend,", "burgemeester", "B. Burger", "\u2028", "\x0b", "é",
     "\u202e", "•", "–", "wat: dit", "{a: b}", "!!x", "&x", "*x", "? y", "- - z", "%YAML", "Totaal",
     "100", "1.250", "12,5%", "n.v.t."]
)  # fmt: skip
LINE = st.lists(BITS, min_size=1, max_size=7).map(lambda bits: "x" + "".join(bits))
STYLE = st.sampled_from(["", "", "Kop1", "Kop2", "Titel", "Citaat", "Opsomming"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.tuples(LINE, STYLE), min_size=1, max_size=12), kind=st.sampled_from("wtm"))
def test_any_text_is_valid_yaml_in_which_no_word_is_lost(
    stad: Path, lees: Reader, lines: list[tuple[str, str]], kind: str
) -> None:
    source = "\n".join(line for line, _ in lines)
    if kind == "w":
        plain = [(re.sub("[\x00-\x08\x0b-\x1f]", " ", line), style) for line, style in lines]
        source = "\n".join(line for line, _ in plain)
        half = len(plain) // 2
        cells = [cell(para(line)) for line, _ in plain[half:]]
        body = "".join(para(line, style) for line, style in plain[:half])
        concept = lees(docx(body + table(*([one, cell("y")] for one in cells))))
    else:
        concept = lees(source, "brief.txt" if kind == "t" else "brief.md")
    path = stad / "content/brieven/x.yaml"
    path.write_text(concept.tekst)
    decode(read(path), Brief)
    if kind != "m":  # in Markdown, an address and a name of a note are no words
        assert not words(source) - words(concept.tekst)


def bomb() -> bytes:
    part = b"<w:p>" + b" " * 60_000_000 + b"</w:p>"
    return zipped({"word/document.xml": part, "_rels/.rels": relation("word/document.xml")})


def relation(target: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    one = f'<Relationship Id="a" Type="{kind}" Target="{target}"/>'
    return f"<Relationships>{one}</Relationships>"


def with_doctype(encoding: str = "utf-8") -> bytes:
    whole = docx(para("Tekst"))
    files = {}
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in archive.namelist():
            files[name] = archive.read(name)
    inner = files["word/document.xml"].decode().replace("Tekst", "&e;")
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    files["word/document.xml"] = f"{text}{inner}".encode(encoding)
    return zipped(files)  # type: ignore[arg-type]


def deep(levels: int) -> bytes:
    inner = para("Diep")
    for _ in range(levels):
        inner = table([cell(inner + para())])
    return docx(inner)


LOCKED = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, r"van voor 2007 \(\.doc\)"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, r"van voor 2007 \(\.doc\)"),
        ("a.docx", LOCKED, "wachtwoord"),
        ("a.odt", ODT, r"LibreOffice \(\.odt\)"),
        ("a.docx", ODT, r"LibreOffice \(\.odt\)"),
        ("a.docx", b"{\\rtf1 x}", "RTF"),
        ("a.docx", b"%PDF-1.7", "PDF"),
        ("a.docx", b"zomaar", "geen Word-bestand"),
        ("a.docx", b"", "geen Word-bestand"),
        ("a.docx", b"PK\x03\x04afgekapt", "beschadigd"),
        ("a.docx", docx(para("x"))[:-200], "beschadigd"),
        ("a.docx", zipped({"xl/workbook.xml": "<x/>"}), "rekenblad"),
        ("a.docx", zipped({"readme.txt": "x"}), "geen Word-bestand"),
        ("a.docx", zipped({"_rels/.rels": relation("../../../etc/passwd")}), "geen Word-bestand"),
        ("a.docx", bomb(), "te groot"),
        ("a.docx", with_doctype(), "beschadigd"),
        ("a.docx", with_doctype("utf-16"), "beschadigd"),
        ("a.docx", deep(300), "beschadigd|niet te begrijpen"),
        ("a.txt", b"\0\1\2" * 50, "geen tekst"),
        ("a.rtf", b"{\\rtf1 x}", r"\.rtf"),
        ("a", b"x", "zonder soort"),
        ("a.pdf", b"%PDF-1.7 kapot", "beschadigd"),
        ("a.pdf", b"geen pdf", "geen PDF"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    stad: Path, run: Run, name: str, data: bytes, said: str
) -> None:
    (stad / name).write_bytes(data)
    before = sorted(stad.rglob("*"))
    result = run("new", "brief", "--from", name)
    assert (result.code, result.out) == (1, "")
    assert re.search(said, result.err), result.err
    assert re.search(rf"(?m)^{name}: fout\[RB690\]", result.err)
    assert "→" in result.err
    assert sorted(stad.rglob("*")) == before


def test_a_scan_has_no_tags(tmp_path: Path, lees: Reader) -> None:
    import pikepdf

    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = io.BytesIO()
    pdf.save(stream)
    with pytest.raises(ContentError, match="geen codes"):
        lees(stream.getvalue(), "scan.pdf")


def test_what_a_file_refers_to_stays_where_it_is(lees: Reader, tmp_path: Path) -> None:
    """An image outside the document is not fetched, and a cell cannot be a million wide."""
    secret = tmp_path / "geheim.png"
    secret.write_bytes((TESTS / "data" / "stip.png").read_bytes())
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    linked = (
        f'<Relationship Id="rIdQ" Type="{image}" Target="file://{secret}" TargetMode="External"/>'
    )
    drawing = (
        "<w:r><w:drawing><wp:inline><wp:docPr/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        '<a:blip r:{}="rIdQ"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    body = para("Kernboodschap", "Kop1") + "".join(
        para(xml=woord("Zin.") + drawing.format(how)) for how in ("link", "embed")
    )
    concept = lees(
        docx(body + table([cell("a", 10**9), "b"], ["c", "d"]) + para("Slot."), extra=linked)
    )
    assert concept.beelden == {}
    assert concept.tekst.count("Zin.") == 2
    assert any("afbeelding is niet meegekomen" in one for one in concept.meldingen)


def test_broken_references_lose_no_words(lees: Reader) -> None:
    body = (
        para("Kernboodschap", "Kop1") + para("In een lijst die er niet is.", num=(99, 7))
        + para(xml=woord("Noot") + note(7)) + para("Stijl.", "BestaatNiet")
        + para(xml='<w:hyperlink r:id="rId1">' + woord("link") + "</w:hyperlink>")
    )  # fmt: skip
    text = lees(docx(body, notes=("een",), links=("javascript:alert(1)",))).tekst
    for one in ("In een lijst die er niet is.", "Noot", "Stijl.", "link"):
        assert one in text
    assert "javascript" not in text


def test_which_gemeente(stad: Path, run: Run) -> None:
    run("new", "gemeente", "Anderstad", "--burgemeester", "A. A", "--secretaris", "B. B")
    (stad / "a.txt").write_text("Geachte raad,\n\nDe gemeente Anderstad bouwt.\n")
    assert run("new", "brief", "--from", "a.txt").code == 0
    assert "gemeente: anderstad\n" in (stad / "content/brieven/a-concept.yaml").read_text()
    (stad / "b.txt").write_text("Geachte raad,\n\nWij bouwen.\n")
    said = run("new", "brief", "--from", "b.txt")
    assert (said.code, "noem haar: `--gemeente NAAM`" in said.err) == (1, True)
    assert run("new", "brief", "--from", "b.txt", "--gemeente", "voorbeeldstad").code == 0
    for option, what in ((("--gemeente", "qqq"), "gemeente"), (("qqq",), "programma")):
        said = run("new", "brief", "--from", "b.txt", *option)
        assert (said.code, "None" in said.err) == (2, False)
        assert f"er is geen {what} 'qqq'; kies uit: " in said.err
    said = run("new", "brief", "--from", "b.txt", "--gemeente", "anderstat")
    assert (said.code, "bedoelde u 'anderstad'?" in said.err) == (2, True)
