"""Images that content asks for: found in the content folder, and carried inside the page."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree

from raadsbrief.content.attachments import AttachmentError, read

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
MAX_BYTES = 10_000_000
# PDF/A-2 wants colours that its output intent defines (ISO 19005-2, 6.2.4): no CMYK.
_MODES = frozenset(["1", "L", "LA", "P", "PA", "RGB", "RGBA"])


def data_uri(folder: Path, name: str) -> str:
    """Return an image as an address that holds the image itself. Raises AttachmentError."""
    data = load(folder, name)
    kind = TYPES[Path(name).suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def load(folder: Path, name: str) -> bytes:
    """Read an image by its path in the content folder. Raises AttachmentError."""
    data = read(folder, name, TYPES, MAX_BYTES)
    _refuse_broken(Path(name).suffix.lower(), name, data)
    return data


def _refuse_broken(suffix: str, name: str, data: bytes) -> None:
    if suffix == ".svg":
        try:
            root = ElementTree.fromstring(data)
        except ElementTree.ParseError:
            raise AttachmentError(f"'{name}' is geen geldige SVG") from None
        if not root.tag.endswith("svg"):
            raise AttachmentError(f"'{name}' is geen SVG")
        return
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError  # late: few letters have pictures

    try:
        with Image.open(BytesIO(data)) as image:
            mode = image.mode
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise AttachmentError(f"'{name}' is geen geldige afbeelding") from None
    if mode not in _MODES:
        hint = "sla de afbeelding op met gewone kleuren (RGB, 8 bits)"
        raise AttachmentError(f"'{name}' heeft kleuren voor drukwerk of meer dan 8 bits", hint)
