"""Images that content asks for: found in the content folder, and carried inside the page."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree

from raadsbrief.diagnostics import nearest, reason

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
MAX_BYTES = 10_000_000
# PDF/A-2 wants colours that its output intent defines (ISO 19005-2, 6.2.4): no CMYK.
_MODES = frozenset(["1", "L", "LA", "P", "PA", "RGB", "RGBA"])


class ImageError(Exception):
    """An image cannot be used; the text says why, `hint` what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def data_uri(folder: Path, name: str) -> str:
    """Return an image as an address that holds the image itself. Raises ImageError."""
    data = load(folder, name)
    kind = TYPES[Path(name).suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def load(folder: Path, name: str) -> bytes:
    """Read an image by its path in the content folder. Raises ImageError."""
    try:
        path = (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that cannot be
        raise ImageError(f"'{name}' is niet te lezen") from None
    if not path.is_relative_to(folder.resolve()):
        raise ImageError(f"'{name}' ligt buiten de map met inhoud", f"zet het in {folder.name}/")
    if path.suffix.lower() not in TYPES:
        raise ImageError(f"'{name}' is geen afbeelding", "gebruik een .svg, .png of .jpg")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        place = (folder / name).as_posix()
        raise ImageError(f"de afbeelding '{place}' bestaat niet", _nearest(folder, name)) from None
    except OSError as error:
        raise ImageError(f"'{name}' is niet te lezen: {reason(error)}") from None
    if len(data) > MAX_BYTES:
        raise ImageError(f"'{name}' is te groot (meer dan {MAX_BYTES // 1_000_000} MB)")
    _refuse_broken(path.suffix.lower(), name, data)
    return data


def _nearest(folder: Path, name: str) -> str | None:
    files = [path for path in folder.rglob("*") if path.suffix.lower() in TYPES]
    near = nearest(name, (path.relative_to(folder).as_posix() for path in files))
    return f"bedoelde u '{near[0]}'?" if near else None


def _refuse_broken(suffix: str, name: str, data: bytes) -> None:
    if suffix == ".svg":
        try:
            root = ElementTree.fromstring(data)
        except ElementTree.ParseError:
            raise ImageError(f"'{name}' is geen geldige SVG") from None
        if not root.tag.endswith("svg"):
            raise ImageError(f"'{name}' is geen SVG")
        return
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError  # late: few letters have pictures

    try:
        with Image.open(BytesIO(data)) as image:
            mode = image.mode
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ImageError(f"'{name}' is geen geldige afbeelding") from None
    if mode not in _MODES:
        hint = "sla de afbeelding op met gewone kleuren (RGB, 8 bits)"
        raise ImageError(f"'{name}' heeft kleuren voor drukwerk of meer dan 8 bits", hint)
