"""Images in a page: those that could not be drawn, and what PDF/A asks of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pydyf

from raadsbrief.diagnostics import Code, Diagnostic


def not_drawn(addresses: Iterable[str], page: Any, file: str) -> Iterator[Diagnostic]:
    """Tell of images that WeasyPrint could not draw: it would leave them out, or half of them."""
    alternatives = {image.get("src"): image.get("alt") for image in page.iter("img")}
    for address in dict.fromkeys(addresses):
        words = alternatives.get(address) or ("" if address.startswith("data:") else address)
        which = f" '{words}'" if words else ""
        message = f"de afbeelding{which} is niet te tekenen, of maar half"
        hint = "sla de afbeelding op als PNG"
        yield Diagnostic(Code.PDF, message, file, hint=hint)


def sharpen(objects: Iterable[pydyf.Object]) -> None:
    """Ask of no image that it is smoothed (ISO 19005-2, 6.2.8), also not inside an SVG."""
    for stream in objects:
        if isinstance(stream, pydyf.Stream):
            _sharpen(stream)


def _sharpen(stream: pydyf.Stream) -> None:
    if "Interpolate" in stream.extra:
        stream.extra["Interpolate"] = "false"
    mask = stream.extra.get("SMask")
    if isinstance(mask, pydyf.Stream):
        _sharpen(mask)
