"""`verify`: colours of a device that the PDF does not describe, wherever they hide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Change
from pikepdf import Array, Dictionary, Name, Pdf

from raadsbrief.verify.rules import verify

CMYK = "bladzijde 1: er staan kleuren voor drukwerk (CMYK) in"
TINT = {"FunctionType": 2, "Domain": Array([0, 1]), "N": 1, "C0": Array([0] * 4)}


def add(opened: Pdf, category: str, thing: Any) -> None:
    resources = opened.pages[0].resources
    if category not in resources:
        resources[category] = Dictionary()
    resources[category]["/Proef"] = thing


def image(opened: Pdf, **values: Any) -> Any:
    known = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 1, "Height": 1}
    return opened.make_stream(b"\0\0\0\0", BitsPerComponent=8, **known, **values)


def colours(path: Path) -> list[str]:
    return [found.message for found in verify(path) if "kleuren" in found.message]


@pytest.mark.parametrize(
    "space",
    [
        Name.DeviceCMYK,
        Array([Name.Indexed, Name.DeviceCMYK, 0, b"\0\0\0\0"]),
        Array([Name.Separation, Name.Goud, Name.DeviceCMYK, Dictionary(**TINT)]),
        Array([Name.DeviceN, Array([Name.Goud]), Name.DeviceCMYK, Dictionary(**TINT)]),
    ],
)
def test_an_image_for_printing(changed: Change, space: Any) -> None:
    path = changed(lambda p: add(p, "/XObject", image(p, ColorSpace=space)))
    assert colours(path)[0].startswith(CMYK)


@pytest.mark.parametrize("content", [b"/DeviceCMYK cs", b"/DeviceCMYK CS", b"0 0 0 1 K"])
def test_a_colour_in_a_form_or_pattern(changed: Change, content: bytes) -> None:
    for category, kind in (("/XObject", Name.Form), ("/Pattern", Name.Tiling)):
        path = changed(lambda p, c=category, k=kind: add(p, c, p.make_stream(content, Subtype=k)))
        assert colours(path)[0].startswith(CMYK)


def test_a_shading(changed: Change) -> None:
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK)
    for category, thing in (("/Shading", shading), ("/Pattern", Dictionary(Shading=shading))):
        path = changed(lambda p, c=category, t=thing: add(p, c, t))
        assert colours(path)[0].startswith(CMYK)


def test_colours_that_the_pdf_describes(changed: Change) -> None:
    def described(opened: Pdf) -> None:
        profile = opened.make_stream(b"", N=4)
        add(opened, "/XObject", image(opened, ColorSpace=Array([Name.ICCBased, profile])))
        opened.pages[0].contents_add(b"/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC")
        add(opened, "/ColorSpace", Array([Name.ICCBased, profile]))
        spaces = opened.pages[0].resources["/ColorSpace"]
        spaces["/DefaultCMYK"] = spaces["/Proef"]

    assert colours(changed(described)) == []


def test_a_pdf_for_printing_has_the_colours_of_a_screen(changed: Change) -> None:
    path = changed(lambda p: p.Root.OutputIntents[0].DestOutputProfile.__setitem__("/N", 4))
    assert all("van een scherm (RGB)" in message for message in colours(path))
    assert len(colours(path)) == 2  # pages


def test_the_mask_of_an_image_is_not_smoothed_either(changed: Change) -> None:
    def smooth(opened: Pdf) -> None:
        mask = image(opened, ColorSpace=Name.DeviceGray, Interpolate=True)
        add(opened, "/XObject", image(opened, ColorSpace=Name.DeviceRGB, SMask=mask))

    found = [one.message for one in verify(changed(smooth))]
    assert found[0].endswith(
        "een afbeelding wordt gladgestreken waar zij getoond wordt (Interpolate)"
    )
