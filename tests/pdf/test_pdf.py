"""What the PDF asks of the machine: its own fonts and files, and no clock."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT, TESTS, Run
from pages import make, opened, page
from weasyprint.text import ffi

from raadsbrief import font
from raadsbrief.diagnostics import Code, TemplateError
from raadsbrief.pdf import libraries, pdf
from raadsbrief.resources import FOLDER


def refusal(body: str, templates: Path | None = None) -> str:
    with pytest.raises(TemplateError) as error:
        pdf.render(page(body), "proef.pdf", templates)
    (found,) = error.value.diagnostics
    return f"{found.code} {found.message}"


def test_everything_is_compressed_once() -> None:
    page = opened("<h1>Kop</h1><p>Tekst <b>vet</b><img src='plein.png' alt='Een plein'>")
    streams = [one for one in page.objects if isinstance(one, pikepdf.Stream)]
    # The metadata are read by programs that look at the bytes of the file alone.
    streams = [one for one in streams if one.get("/Type") != "/Metadata"]
    assert len(streams) > 5
    for stream in streams:
        assert stream.Filter == "/FlateDecode"
        assert len(stream.read_raw_bytes()) <= len(stream.read_bytes()) + 16
        assert not stream.read_bytes().startswith(b"\x78\x9c")  # as zlib begins


# --- Images ---


def test_an_image_that_stops_half_way_is_told_of() -> None:
    """WeasyPrint would log it, and leave the image out or cut it short."""
    body = "<rect width='9' height='9' fill='currentcolor'/>"
    image = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{body}</svg>"
    with pytest.raises(TemplateError) as error:
        make(f'<h1>x</h1><img alt="Een plein" src="data:image/svg+xml,{image}">')
    (found,) = error.value.diagnostics
    assert found.message == "de afbeelding 'Een plein' is niet te tekenen, of maar half"


def test_no_image_is_smoothed_not_even_inside_another() -> None:
    raster = (TESTS / "data" / "plein.png").read_bytes()
    inside = f"data:image/png;base64,{base64.b64encode(raster).decode()}"
    image = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='{inside}'/></svg>"
    )
    page = opened(f'<h1>x</h1><img alt="Een plein" src="data:image/svg+xml,{image}">')
    images = [one for one in page.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
    assert images
    assert not any(one.get("/Interpolate") for one in images)


# --- Characters ---


def test_refuses_a_character_without_glyph() -> None:
    message = refusal("<p>Wij zijn blij 😀 met dit resultaat.")
    assert message == (
        f"{Code.FONT} het lettertype heeft geen teken '😀' (U+1F600),"
        " in 'Wij zijn blij 😀 met dit resultaat.'"
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>ع",
        "<p style='font-weight: 600'>中",
        "<ul><li>&#x1FFFE;</ul>",
        "<style>p::before{content:'☃'}</style><p>x",
    ],
)
def test_refuses_it_wherever_it_stands(body: str) -> None:
    assert refusal(body).startswith(f"{Code.FONT} het lettertype heeft geen teken ")


def test_warns_once_when_fonts_take_long(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (stad / "content" / "brieven" / "2026-014.yaml").read_text()
    other = text.replace("zaaknummer: 2026-014", "zaaknummer: 2026-015")
    (stad / "content" / "brieven" / "2026-015.yaml").write_text(other)
    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    result = run("build", "-j", "1")
    assert result.code == 0
    assert result.err.count("waarschuwing[RB505]") == 1
    assert "installeer het pakket libharfbuzz-subset0" in result.err


def test_all_fonts_have_the_same_characters() -> None:
    from fontTools.ttLib import TTFont

    files = sorted((Path(FOLDER, "fonts")).glob("*.ttf"))
    assert len(files) == 4
    for file in files:
        assert set(TTFont(file).getBestCmap()) == font._known()
    assert {ord(c) for c in font.COMMON} <= font._known()


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Gewone tekst, € 1.250 – “zo” ☑ ", ""),
        ("cafe\u0301 co\u00adop\u200b\u2060", ""),
        ("a\tb\r\n", ""),
        ("😀 en ع en 😀", "😀ع"),
        ("x\x07y", "\x07"),
    ],
    ids=ascii,
)
def test_missing_characters(text: str, missing: str) -> None:
    assert font.missing_characters(text) == list(missing)


def test_missing_characters_are_those_that_the_pdf_refuses() -> None:
    codes = [*range(0x20, 0x600), *range(0x1D00, 0x2800), *range(0xFB00, 0xFB10)]
    known = "".join(
        chr(c) for c in codes if not font.missing_characters(chr(c)) and chr(c) not in "<&"
    )
    assert len(known) > 1400
    make(f"<p>{known}")
    for code in (0x58, 0x5D0, 0x2603, 0xFB05):
        if font.missing_characters(chr(code)):
            assert f"U+{code:04X}" in refusal(f"<p>{chr(code)}")


# --- Files ---


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A templates folder next to a file that is none of its business."""
    picture = (TESTS / "data" / "stip.png").read_bytes()
    templates = tmp_path / "sjablonen"
    templates.mkdir()
    (tmp_path / "sjablonen-oud").mkdir()
    for path in ("geheim.png", "sjablonen/goed.png", "sjablonen-oud/oud.png", "sjablonen/é #1.png"):
        (tmp_path / path).write_bytes(picture)
    (templates / "koppeling.png").symlink_to(tmp_path / "geheim.png")
    (templates / "map").symlink_to(tmp_path, target_is_directory=True)
    return templates


@pytest.mark.parametrize(
    "url",
    [
        "goed.png",
        "./goed.png",
        "map/../goed.png",
        "%67oed.png",
        "goed.png?x=1",
        "é%20%231.png",
    ],
)
def test_reads_from_the_templates(url: str, folders: Path) -> None:
    pdf.render(page(f'<img src="{url}" alt="stip">'), "proef.pdf", folders)


@pytest.mark.parametrize(
    "url",
    [
        "../geheim.png",
        "..%2Fgeheim.png",
        "%2e%2e/geheim.png",
        "map/geheim.png",
        "koppeling.png",
        "../sjablonen-oud/oud.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://localhost/etc/passwd",
        "file://elders.example/etc/passwd",
        "file:///proc/self/environ",
        "//elders.example/x.png",
        "http://127.0.0.1:9/x.png",
        "https://elders.example/x.png",
        "ftp://127.0.0.1:9/x.png",
        "jar:file:///etc/passwd",
        "goed.png%00.png",
    ],
)
def test_reads_nothing_else(url: str, folders: Path) -> None:
    message = refusal(f'<img src="{url}" alt="stip">', folders)
    assert message.startswith(f"{Code.PDF} een sjabloon vraagt om '")
    assert message.endswith(", buiten de map met sjablonen")


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="stylesheet" href="file:///etc/passwd">',
        "<style>@import 'http://127.0.0.1:9/x.css'</style>",
        "<style>p { background: url(../geheim.png) }</style>",
        "<style>@font-face { font-family: x; src: url(../geheim.png) }</style>",
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
        '<image href="../geheim.png" width="9" height="9"/></svg>',
        '<link rel="attachment" href="../geheim.png">',
        '<object data="../geheim.png" aria-label="x"></object>',
    ],
)
def test_no_other_way_in(body: str, folders: Path) -> None:
    assert refusal(f"{body}<p>x", folders).endswith(", buiten de map met sjablonen")


def test_a_file_that_is_not_there(folders: Path) -> None:
    message = refusal('<img src="weg.png" alt="x">', folders)
    assert message.endswith("weg.png', en dat bestand is er niet")


# --- The same bytes every time ---

_MAKE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import pages
pages.stress(Path("brief.pdf"))
"""


def test_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    made = []
    for number, (zone, locale, seed, umask) in enumerate(
        [("UTC", "C", "0", 0o022), ("Pacific/Kiritimati", "tr_TR.UTF-8", "4242", 0o077)]
    ):
        folder = tmp_path / f"map {number}" / ("diep" * number or "ondiep")
        home = folder / "thuis"
        home.mkdir(parents=True)
        environment = {
            **os.environ,
            "TZ": zone,
            "LC_ALL": locale,
            "LANG": locale,
            "PYTHONHASHSEED": seed,
            "HOME": str(home),
            "USER": f"gebruiker{number}",
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONUTF8": "1",
        }
        environment.pop("FONTCONFIG_FILE", None)
        subprocess.run(
            [sys.executable, "-c", _MAKE, TESTS],
            cwd=folder,
            env=environment,
            check=True,
            umask=umask,
        )
        made.append((folder / "brief.pdf").read_bytes())
    assert made[0] == made[1]


def test_same_letter_from_two_folders(tmp_path: Path) -> None:
    made = []
    for name in ("een", "twee"):
        command = [sys.executable, "-m", "raadsbrief", "build", "--content", ROOT / "content"]
        (tmp_path / name).mkdir()
        subprocess.run(
            [*command, "-o", "uit"], cwd=tmp_path / name, check=True, capture_output=True
        )
        made.append((tmp_path / name / "uit" / "2024-0062579.pdf").read_bytes())
    assert made[0] == made[1]


def test_fonts_have_a_cache_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/weg")
    monkeypatch.setattr(os, "access", lambda *_: False)
    libraries.give_fonts_a_cache(str(tmp_path))
    assert os.environ["XDG_CACHE_HOME"] == str(tmp_path)
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "eigen"))
    libraries.give_fonts_a_cache("elders")
    assert os.environ["XDG_CACHE_HOME"] == str(tmp_path / "eigen")
