from __future__ import annotations

import io
import shutil
import unicodedata
from pathlib import Path

import pytest
from conftest import STAD, TESTS, Run, make
from pictures import GOOD, halves, png, turned, wide_profile, written
from PIL import Image, ImageFile

from raadsbrief.content.attachments import AttachmentError
from raadsbrief.prose.pictures import images
from raadsbrief.prose.pictures.images import MAX_BYTES, data_uri, load

SVG = STAD / "beelden" / "wijk.svg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(SVG, folder / "wijk.svg")
    Image.new("RGB", (4, 4), "red").save(folder / "rood.png")
    return folder


def test_an_image_becomes_an_address_of_its_own(folder: Path) -> None:
    assert data_uri(folder, "wijk.svg").startswith("data:image/svg+xml;base64,PHN2Zy")
    assert data_uri(folder, "rood.png").startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    "name",
    [
        "../buiten.png",
        "/etc/passwd",
        "koppeling.png",
        "map/../../buiten.png",
        "..",
        "https://x/y.png",
    ],
)
def test_nothing_outside_the_folder(folder: Path, name: str) -> None:
    Image.new("RGB", (4, 4)).save(folder.parent / "buiten.png")
    (folder / "koppeling.png").symlink_to(folder.parent / "buiten.png")
    with pytest.raises(AttachmentError):
        load(folder, name)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.png", b"geen plaatje", "geen geldige afbeelding"),
        ("a.svg", b"<svg", "geen geldige SVG"),
        ("a.svg", b"<html></html>", "geen SVG"),
        ("a.gif", b"GIF89a", "kan hier niet"),
        ("a.png", b"x" * (MAX_BYTES + 1), "te groot"),
        ("a.jpg", b"", "geen geldige afbeelding"),
    ],
)
def test_what_is_no_image(folder: Path, name: str, data: bytes, message: str) -> None:
    (folder / name).write_bytes(data)
    with pytest.raises(AttachmentError, match=message):
        load(folder, name)


@pytest.mark.parametrize(("mode", "name"), [("CMYK", "a.jpg"), ("I;16", "a.png")])
def test_colours_that_pdf_a_cannot_have(folder: Path, mode: str, name: str) -> None:
    Image.new(mode, (4, 4)).save(folder / name)
    with pytest.raises(AttachmentError, match="kleuren voor drukwerk"):
        load(folder, name)


def test_the_nearest_image_is_proposed(folder: Path) -> None:
    with pytest.raises(AttachmentError) as error:
        load(folder, "wijk.png")
    assert error.value.hint == "bedoelde u 'wijk.svg'?"
    with pytest.raises(AttachmentError, match="kan niet de naam van een bestand zijn"):
        load(folder, "a\0.png")


# --- Photos and pictures ---


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("name", [name for name in GOOD if not name.endswith(".svg")])
def test_what_a_letter_can_carry(folder: Path, name: str) -> None:
    (folder / name).write_bytes(GOOD[name])
    image = opened(load(folder, name))
    assert image.format == ("JPEG" if name.endswith(".jpg") else "PNG")
    expected = {"gedraaid.jpg": (16, 24), "zestien.png": (1, 1), "verweven.png": (1, 1)}
    assert image.size == expected.get(name, (24, 16))
    assert "exif" not in image.info


def test_what_needs_no_change_stays_as_it_is(folder: Path) -> None:
    for name in ("foto.jpg", "palet.png", "zestien.png"):
        (folder / name).write_bytes(GOOD[name])
        assert load(folder, name) == GOOD[name]


def test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken(folder: Path) -> None:
    (folder / "foto.jpg").write_bytes(turned())
    image = opened(load(folder, "foto.jpg"))
    assert image.size == (16, 24)
    left, right = image.getpixel((2, 12)), image.getpixel((13, 12))
    assert left[2] > 200 > right[2]  # type: ignore[index]  # red stood above, now it is right
    assert not image.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_of_another_profile_become_srgb(folder: Path, kind: str) -> None:
    data = written(Image.new("RGB", (8, 8), "red"), kind, icc_profile=wide_profile())
    (folder / f"a.{kind.lower()}").write_bytes(data)
    image = opened(load(folder, f"a.{kind.lower()}"))
    red, _, blue = image.getpixel((4, 4))  # type: ignore[misc]
    assert (red < 20, blue > 235) == (True, True)  # the profile had them change places
    assert "icc_profile" not in image.info


CUT = {
    "half.jpg": written(Image.effect_noise((200, 200), 90), "JPEG")[:5000],
    "nullen.jpg": (data := written(Image.effect_noise((200, 200), 90), "JPEG"))[:5000]
    + bytes(len(data) - 5000),
    "half.png": written(Image.effect_noise((200, 200), 90), "PNG")[:5000],
    "leeg.png": png(8, 2, b""),
    "zonder-einde.png": written(halves(), "PNG")[:-12],
    "einde-zonder-controle.png": written(halves(), "PNG")[:-4],
    "einde-half.png": written(halves(), "PNG")[:-1],
}


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("lenient", [False, True])
def test_half_an_image_is_none(
    folder: Path, name: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)  # as WeasyPrint sets it
    (folder / name).write_bytes(CUT[name])
    with pytest.raises(AttachmentError, match="niet compleet"):
        load(folder, name)
    assert lenient is ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "WEBP", "EPS", "JPEG2000", "ICO"])
@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_another_kind_behind_its_name(folder: Path, name: str, kind: str) -> None:
    (folder / name).write_bytes(written(halves(), kind))
    with pytest.raises(AttachmentError, match=r"van binnen een .*, geen PNG of JPEG") as error:
        load(folder, name)
    assert error.value.hint == "open de afbeelding, en sla haar op als PNG"


@pytest.mark.parametrize("kind", ["PPM", "TGA", "PCX", "SGI"])
def test_a_kind_that_nobody_expects(folder: Path, kind: str) -> None:
    (folder / "a.png").write_bytes(written(halves(), kind))
    with pytest.raises(AttachmentError, match="geen geldige afbeelding"):
        load(folder, "a.png")


@pytest.mark.parametrize("name", ["a" * 300, "é" * 200, "e\u0301" * 200, "a/" * 3000, "é/" * 400])
@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_name_that_is_too_long(folder: Path, name: str, suffix: str) -> None:
    with pytest.raises(AttachmentError):
        load(folder, name + suffix)
    with pytest.raises(AttachmentError):
        images.in_text(folder, name + suffix)


def test_an_image_that_unpacks_to_too_much(folder: Path) -> None:
    (folder / "groot.png").write_bytes(written(Image.new("1", (9000, 9000)), "PNG"))
    with pytest.raises(AttachmentError, match=r"te veel beeldpunten \(9000 bij 9000\)") as error:
        load(folder, "groot.png")
    assert "verklein" in str(error.value.hint)


# --- Names ---

NAMES = [
    ("café.png", "café.png"),
    ("café.png", unicodedata.normalize("NFD", "café.png")),
    (unicodedata.normalize("NFD", "café.png"), "café.png"),
    ("caf%C3%A9.png", unicodedata.normalize("NFD", "café.png")),
    ("<Kaart van het plein (1).png>", "Kaart van het plein (1).png"),
    ("Kaart%20van%20caf%C3%A9.png", "Kaart van café.png"),
    ("100%.png", "100%.png"),
    ("a%20b.png", "a%20b.png"),
]


def write(stad: Path, text: str) -> Path:
    """Write a letter with a text, its last line, and return its path."""
    brief = stad / "content" / "brieven" / "2026-014.yaml"
    head = brief.read_text().split("secties:")[0]
    brief.write_text(f"{head}secties:\n  kern: |\n    Wijk.\n\n    {text}\n")
    return brief


@pytest.mark.parametrize(("written_as", "name"), NAMES)
def test_names_that_markdown_writes_otherwise(stad: Path, written_as: str, name: str) -> None:
    shutil.rmtree(stad / "content" / "beelden")
    (stad / "content" / "beelden").mkdir()
    (stad / "content" / "beelden" / name).write_bytes(written(halves(), "PNG"))
    address = f"<beelden/{written_as[1:]}" if "<" in written_as else f"beelden/{written_as}"
    write(stad, f"![Kaart]({address})\n\n    En ![Kaart]({address}) erin.")
    outcome = make(stad / "content", "2026-014", stad / "build")
    assert [str(found) for found in outcome.diagnostics] == []


def test_a_percent_sign_leads_to_nothing_outside_the_folder(folder: Path) -> None:
    Image.new("RGB", (4, 4)).save(folder.parent / "buiten.png")
    for address in ("%2e%2e/buiten.png", "..%2Fbuiten.png", "%00.png"):
        with pytest.raises(AttachmentError):
            images.in_text(folder, address)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("![Kaart](beelden/mijn wijk.svg)", "8", "![Kaart](<beelden/mijn wijk.svg>)"),
        ('![Kaart](beelden/mijn wijk.svg "Wijk")', "8", "![Kaart](<beelden/mijn wijk.svg>)"),
        ("![Kaart](beelden/mijnwijk.svg)", "10", "bedoelde u '<beelden/mijn wijk.svg>'?"),
        ("![Kaart](beelden/m%C3%ADjn%20wijk.svg)", "10", "bedoelde u '<beelden/mijn wijk.svg>'?"),
        ("![Kaart](beelden/míjn-wijk.svg)", "10", "bedoelde u '<beelden/mijn wijk.svg>'?"),
    ],
)
def test_a_name_with_spaces_is_told_how_to_be_written(
    stad: Path, run: Run, text: str, place: str, hint: str
) -> None:
    beelden = stad / "content" / "beelden"
    (beelden / "wijk.svg").rename(beelden / "mijn wijk.svg")
    brief = write(stad, text)
    answer = run("build").err
    line = len(brief.read_text().splitlines())
    assert f"2026-014.yaml:{line}:{int(place) + 4}: fout[RB203]" in answer
    assert hint in answer


def test_a_name_with_its_accents_apart_is_found(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "café.png")).write_bytes(
        (TESTS / "data" / "stip.png").read_bytes()
    )
    assert load(tmp_path, "café.png")
