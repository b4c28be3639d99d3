"""Rules about colours and images: those that every printer and screen shows alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.verify.reading import Reading, Reference, is_array, is_dictionary, per_page

# Operators that set a colour of a device, by the space that they set it in.
_OPERATORS = {"rg": "/DeviceRGB", "RG": "/DeviceRGB", "k": "/DeviceCMYK", "K": "/DeviceCMYK"}
_COMPONENTS = {"/DeviceRGB": 3, "/DeviceCMYK": 4}
_NAMES = {"/DeviceRGB": "van een scherm (RGB)", "/DeviceCMYK": "voor drukwerk (CMYK)"}
_INSIDE = ("/XObject", "/Pattern")
_MOST_DEPTH = 8


def device_colours(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 19005-2, 6.2.4.3: of a device are only the colours that the output intent describes."""
    described = _described(reading)
    if described is None:  # a rule about the document says so
        return
    for space, components in _COMPONENTS.items():
        if components == described:
            continue
        pages = [n for n, spaces in _spaces(reading) if space in spaces]
        message = (
            f"er staan kleuren {_NAMES[space]} in, en dit PDF legt niet vast hoe die eruitzien"
        )
        yield from per_page(reading, Code.NOT_ARCHIVABLE, message, pages)


def _described(reading: Reading) -> int | None:
    """Return how many components the colours of the output intent have."""
    intents = reading.catalog.get("/OutputIntents")
    for intent in intents if is_array(intents) else []:
        profile = intent.get("/DestOutputProfile")
        if intent.get("/S") == "/GTS_PDFA1" and is_dictionary(profile):
            return int(profile.get("/N"))
    return None


def _spaces(reading: Reading) -> Iterator[tuple[int, set[str]]]:
    for number, page in enumerate(reading.pages, 1):
        found: set[str] = set()
        for content, resources in _streams(page, page.resources, set(), 0):
            defaults = resources.get("/ColorSpace") if is_dictionary(resources) else None
            used = {*_set(content), *_at_hand(resources)}
            found |= {one for one in used if not _replaced(one, defaults)}
        yield number, found


def _streams(
    content: Any, resources: Any, seen: set[Reference], depth: int
) -> Iterator[tuple[Any, Any]]:
    """Yield a content stream, and those of the forms and patterns that it has at hand."""
    yield content, resources
    if not is_dictionary(resources) or depth >= _MOST_DEPTH:
        return
    for category in _INSIDE:
        group = resources.get(category)
        for inner in group.as_dict().values() if is_dictionary(group) else ():
            drawn = isinstance(inner, pikepdf.Stream) and inner.get("/Subtype") != "/Image"
            if drawn and inner.objgen not in seen:
                seen.add(inner.objgen)
                within = inner.get("/Resources", resources)
                yield from _streams(inner, within, seen, depth + 1)


def _set(content: Any) -> Iterator[str]:
    """Yield the spaces of the colours that a content stream sets by name."""
    operators = " ".join([*_OPERATORS, "cs", "CS"])
    for instruction in pikepdf.parse_content_stream(content, operators):
        operator = str(instruction.operator)
        if operator in _OPERATORS:
            yield _OPERATORS[operator]
        elif operator in ("cs", "CS") and instruction.operands:
            yield str(instruction.operands[0])


def _at_hand(resources: Any) -> Iterator[str]:
    """Yield the spaces of images, shadings, and of colours that have a name here."""
    if not is_dictionary(resources):
        return
    for category in ("/ColorSpace", "/XObject", "/Shading", "/Pattern"):
        group = resources.get(category)
        for name, found in group.as_dict().items() if is_dictionary(group) else ():
            if name.startswith("/Default"):
                continue
            if category == "/ColorSpace":
                yield from _beneath(found, 0)
            elif is_dictionary(found):
                yield from _beneath(found.get("/ColorSpace"), 0)
                shading = found.get("/Shading")
                if is_dictionary(shading):
                    yield from _beneath(shading.get("/ColorSpace"), 0)


def _beneath(space: Any, depth: int) -> Iterator[str]:
    """Yield the spaces of devices that a space rests on, such as that of a palette."""
    if isinstance(space, pikepdf.Name):
        yield str(space)
    elif is_array(space) and len(space) and depth < _MOST_DEPTH:
        kind = space[0]
        if kind in ("/Indexed", "/Pattern") and len(space) > 1:
            yield from _beneath(space[1], depth + 1)
        elif kind in ("/Separation", "/DeviceN") and len(space) > 2:
            yield from _beneath(space[2], depth + 1)


def _replaced(space: str, defaults: Any) -> bool:
    """Tell whether a page says itself how the colours of a device look (ISO 32000-1, 8.6.5.6)."""
    name = space.replace("/Device", "/Default")
    return is_dictionary(defaults) and name in defaults


def sharp_images(reading: Reading) -> Iterator[Diagnostic]:
    """ISO 19005-2, 6.2.8: no image is smoothed by whoever shows it."""
    smoothed = []
    for number, page in enumerate(reading.pages, 1):
        for _, resources in _streams(page, page.resources, set(), 0):
            group = resources.get("/XObject") if is_dictionary(resources) else None
            images = group.as_dict().values() if is_dictionary(group) else ()
            smoothed += [number for image in images if _is_smoothed(image)]
    message = "een afbeelding wordt gladgestreken waar zij getoond wordt (Interpolate)"
    yield from per_page(reading, Code.NOT_ARCHIVABLE, message, smoothed)


def _is_smoothed(image: Any) -> bool:
    if not is_dictionary(image):
        return False
    mask = image.get("/SMask")
    return image.get("/Interpolate") is True or (
        is_dictionary(mask) and mask.get("/Interpolate") is True
    )
