from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from conftest import STAD, TESTS
from PIL import Image

from raadsbrief.content.attachments import AttachmentError
from raadsbrief.prose.images import MAX_BYTES, data_uri, load

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
    with pytest.raises(AttachmentError, match="niet te lezen"):
        load(folder, "a\0.png")


def test_a_name_with_its_accents_apart_is_found(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "café.png")).write_bytes(
        (TESTS / "data" / "stip.png").read_bytes()
    )
    assert load(tmp_path, "café.png")
