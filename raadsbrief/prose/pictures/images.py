"""Images that content asks for: found in the content folder, and carried inside the page."""

from __future__ import annotations

import base64
import binascii
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, unquote_to_bytes

from raadsbrief.content.attachments import AttachmentError, read
from raadsbrief.record.inputs import note

if TYPE_CHECKING:
    from PIL.Image import Image

    from raadsbrief.prose.pictures import svg

TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
MAX_BYTES = 10_000_000
MAX_PIXELS = 80_000_000  # 240 MB when they are unpacked; an A4 at 300 dpi has 9 million
# PDF/A-2 wants colours that its output intent defines (ISO 19005-2, 6.2.4): no CMYK.
_MODES = frozenset(["1", "L", "LA", "P", "RGB", "RGBA"])
# What a file that ends in .png or .jpg may be inside; Pillow opens dozens, and some run programs.
_FORMATS = ("PNG", "JPEG")
_OTHERS = (
    (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"), (b"RIFF", "WebP"),
    (b"%!PS", "EPS"), (b"\xc5\xd0\xd3\xc6", "EPS"), (b"%PDF", "PDF"), (b"<svg", "SVG"),
    (b"<?xml", "SVG"), (b"\0\0\0\x0cjP", "JPEG 2000"), (b"\0\0\1\0", "pictogram (ICO)"),
    (b"8BPS", "Photoshopbestand"),
)  # fmt: skip
_BROKEN = "is geen geldige afbeelding, of niet compleet"
_AGAIN = "kopieer het bestand opnieuw, of sla de afbeelding opnieuw op"


def file_name(folder: Path, address: str) -> str:
    """Return the name of the file that an address in Markdown means.

    Markdown writes `café` and spaces with `%`, as an author may; a `%` can be in a name too.
    """
    name = unquote(address)
    try:
        if name != address and not (folder / name).exists() and (folder / address).exists():
            note((folder / name).as_posix())  # which would go before, were it there
            return address
    except (OSError, ValueError):  # a name that cannot be
        pass
    return name


def data_uri(folder: Path, name: str) -> str:
    """Return an image as an address that holds the image itself. Raises AttachmentError."""
    kind, data = _usable(name, _read(folder, name))
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def in_text(folder: Path, address: str) -> str:
    """Return what `data_uri` does, of an image as Markdown writes its address."""
    return data_uri(folder, file_name(folder, address))


def load(folder: Path, name: str) -> bytes:
    """Read an image by its path in the content folder, as it can be used.

    Raises AttachmentError when it cannot: missing, broken, or not to be drawn as it was made.
    """
    return _usable(name, _read(folder, name))[1]


def refuse(name: str, data: bytes) -> None:
    """Raise AttachmentError for an image that cannot be used."""
    _usable(name, data)


def _read(folder: Path, name: str) -> bytes:
    return read(folder, name, TYPES, MAX_BYTES)


@lru_cache(maxsize=8)  # an image is looked at when its letter is checked, and used soon after
def _usable(name: str, data: bytes) -> tuple[str, bytes]:
    """Return an image with its type, upright and in colours that a PDF/A has."""
    if Path(name).suffix.lower() == ".svg":
        _refuse_svg(name, data)
        return TYPES[".svg"], data
    try:
        return _upright(data)
    except _ImageError as error:
        raise AttachmentError(f"'{name}' {error}", error.hint) from None


def _refuse_svg(name: str, data: bytes) -> None:
    """Refuse an SVG that would not come on paper as it was drawn."""
    from raadsbrief.prose.pictures import svg, svg_check  # late: few letters have pictures

    try:
        drawing = svg.read(data)
        found = [*svg_check.faults(drawing), *_embedded(drawing)]
    except svg.SvgError as error:
        found = [error.fault]
    if found:
        first = min(found, key=lambda fault: fault.line)
        more = f" (en nog {len(found) - 1} van zulke punten)" if len(found) > 1 else ""
        raise AttachmentError(f"'{name}', regel {first.line}: {first.message}{more}", first.hint)


def _embedded(drawing: svg.Drawing) -> Iterator[svg.Fault]:
    """Look at the images inside an SVG."""
    from raadsbrief.prose.pictures import svg

    for node in drawing.nodes:
        head, comma, body = node.attributes.get("href", "").partition(",")
        if node.name != "image" or not head.startswith("data:") or not comma:
            continue
        data = unquote_to_bytes(body)
        try:
            data = base64.b64decode(data) if head.endswith(";base64") else data
            if "svg" in head:
                yield svg.Fault(node.line, "een SVG in een SVG kan niet")
            else:
                _upright(data)
        except binascii.Error:
            yield svg.Fault(node.line, f"de afbeelding erin {_BROKEN}", _AGAIN)
        except _ImageError as error:
            yield svg.Fault(node.line, f"de afbeelding erin {error}", error.hint)


class _ImageError(Exception):
    """An image cannot be used; the text goes on after its name."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _upright(data: bytes) -> tuple[str, bytes]:
    """Return a photo or picture as it is, or else as it is meant: upright, in sRGB, one layer.

    Cameras write how they were held, and PDF viewers do not read that; nor do they read the
    colour profile. What a camera also writes, such as where it was, is left out.
    """
    image = _decoded(data)
    kind = "image/jpeg" if image.format in ("JPEG", "MPO") else "image/png"
    profile = _foreign_profile(image)
    changed = "exif" in image.info or profile or image.format not in ("JPEG", "PNG")
    if not changed:
        return kind, data
    image = _turned(image)
    if profile:
        image = _in_srgb(image, profile)
    written = BytesIO()
    if kind == "image/jpeg":
        image.convert("RGB" if image.mode != "L" else "L").save(written, "JPEG", quality=95)
    else:
        image.info.pop("exif", None)
        image.save(written, "PNG", icc_profile=None)
    return kind, written.getvalue()


def _turned(image: Image) -> Image:
    """Turn a photo as its camera says it was held; what a camera says can be nonsense."""
    from PIL import ImageOps

    try:
        with warnings.catch_warnings(action="ignore"):
            return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, struct.error):
        return image


def _decoded(data: bytes) -> Image:
    """Open an image, and unpack all of it: half a file opens too."""
    from PIL import Image, UnidentifiedImageError  # late: few letters have pictures

    for begin, kind in _OTHERS:
        if data.startswith(begin):
            message = f"is van binnen een {kind}, geen PNG of JPEG"
            raise _ImageError(message, "open de afbeelding, en sla haar op als PNG")
    try:
        with _strictly():
            image: Image.Image = Image.open(BytesIO(data), formats=_FORMATS)
            _refuse_unfit(image)
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise _ImageError(_BROKEN, _AGAIN) from None
    if not _has_end(data, image.format == "PNG"):
        raise _ImageError(_BROKEN, _AGAIN)
    return image


def _refuse_unfit(image: Image) -> None:
    """Refuse an image before it is unpacked, when it would be too much or in other colours."""
    if image.width * image.height > MAX_PIXELS:
        message = f"heeft te veel beeldpunten ({image.width} bij {image.height})"
        raise _ImageError(message, "verklein de afbeelding tot 4000 beeldpunten breed of minder")
    if image.mode not in _MODES:
        hint = "sla de afbeelding op met gewone kleuren (RGB, 8 bits)"
        raise _ImageError("heeft kleuren voor drukwerk of meer dan 8 bits", hint)


@contextmanager
def _strictly() -> Iterator[None]:
    """Let half an image be an error: WeasyPrint tells Pillow to be content with it.

    What Pillow thinks of what a camera wrote is not for the author of a letter.
    """
    from PIL import Image, ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    # Pillow refuses what is far too large before it says how large it is; we do so ourselves.
    most, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
        Image.MAX_IMAGE_PIXELS = most


# The last chunk of every PNG, whole: empty, and with its checksum (PNG, 11.2.5).
_PNG_END = b"\0\0\0\0IEND\xaeB`\x82"


def _has_end(data: bytes, is_png: bool) -> bool:
    """Tell whether a file has the end of an image; a download that stopped may lack it."""
    if is_png:
        return data.rfind(_PNG_END) > 0
    return data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")


def _foreign_profile(image: Image) -> Any:
    """Return the colour profile of an image, None when it has none or that of sRGB."""
    from PIL import ImageCms

    embedded = image.info.get("icc_profile")
    if not embedded:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(embedded))
        described = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError):
        return None  # no profile that anyone can read
    return None if "srgb" in described.lower() else profile


def _in_srgb(image: Image, profile: Any) -> Image:
    from PIL import ImageCms

    srgb = ImageCms.createProfile("sRGB")
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    gray = image.mode in ("1", "L", "LA")
    try:
        plain = image.convert("L" if gray else "RGB")
        converted = ImageCms.profileToProfile(plain, profile, srgb, outputMode="RGB")
    except ImageCms.PyCMSError:  # a profile of other colours than the image has
        return image
    assert converted is not None
    if alpha is not None:
        converted.putalpha(alpha)
    return converted
