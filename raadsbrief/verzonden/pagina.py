"""The page of a letter that was sent: which HTML is kept, with its pictures in files beside it.

What is kept is content, and a stranger can propose to change it. So it may hold what a letter is
made of and nothing else: no scripts, no forms, no addresses that fetch anything from elsewhere.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from raadsbrief import budgets
from raadsbrief.content.attachments import AttachmentError
from raadsbrief.prose.pictures import images

_KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/gif": "gif",
          "image/webp": "webp"}  # fmt: skip
_DATA = re.compile(r"data:([a-z]+/[a-z+]+);base64,([A-Za-z0-9+/]{200,}={0,2})")
_KEPT = re.compile(r"bewaard:([0-9a-f]{32}\.[a-z]{3,4})")

_PAGE = """
html head title meta style link body main section article header footer nav aside address div p span
h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td figure
figcaption img a strong em b i u s sub sup small mark abbr dfn br hr wbr blockquote q cite
pre code kbd samp var time data del ins bdi bdo ruby rt rp
"""
# Without what can draw one thing over and over, such as `use`.
_DRAWING = """
svg g path rect line circle ellipse polyline polygon text tspan textPath desc defs clipPath
linearGradient radialGradient stop image
"""
_ELEMENTS = frozenset([*_PAGE.split(), *_DRAWING.split()])
# Attributes that fetch, send or run something; what begins with `on` is one too.
_REFUSED = frozenset(
    [
        "srcset",
        "srcdoc",
        "action",
        "formaction",
        "data",
        "poster",
        "background",
        "ping",
        "http-equiv",
        "manifest",
    ]
)  # fmt: skip
_DEEPEST = 100  # a letter has some 20, and what lays out pages goes down one by one
_ADDRESSES = frozenset(["href", "src", "{http://www.w3.org/1999/xlink}href"])
_LINK = re.compile(r"#|https?:|mailto:|tel:", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|\\|.*\.\.", re.IGNORECASE)
# An address in a style sheet; what it is written with, and what a comment hides, comes first.
_IN_SHEET = re.compile(
    r"(?:url\(|@import|src\(|image-set\()\s*+(?:url\(\s*+)?['\"]?\s*+([^'\")\s]*)", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def is_picture(file: str) -> bool:
    """Tell whether a kept file is a picture that stood in the page."""
    return _KEPT.fullmatch(f"bewaard:{file}") is not None


def apart(html: str) -> tuple[str, dict[str, bytes]]:
    """Take the pictures out of a page, so that people can read it; return them by their names."""
    files: dict[str, bytes] = {}

    def name(match: re.Match[str]) -> str:
        kind, text = match.groups()
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return match[0]
        if kind not in _KINDS or base64.b64encode(data).decode() != text:
            return match[0]
        file = f"{hashlib.sha256(data).hexdigest()[:32]}.{_KINDS[kind]}"
        files[file] = data
        return f"bewaard:{file}"

    return _DATA.sub(name, html), files


def together(html: str, files: Mapping[str, bytes]) -> str:
    """Put the pictures back in their places: the page as it was."""
    kinds = {end: kind for kind, end in _KINDS.items()}

    def data(match: re.Match[str]) -> str:
        if match[1] not in files:
            return match[0]
        kind = kinds[match[1].rpartition(".")[2]]
        return f"data:{kind};base64,{base64.b64encode(files[match[1]]).decode()}"

    return _KEPT.sub(data, html)


def strangers(html: str) -> list[str]:
    """Return, in words, what stands in a page and is no part of a letter.

    Of pictures in files beside it only the names are looked at.
    """
    root = _parsed(html)
    if root is None:
        return [_TOO_DEEP]
    found: dict[str, None] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        found |= dict.fromkeys(_strange(element))
        waiting += reversed(element)
    return list(found)


_TOO_DEEP = "elementen die te diep in elkaar staan"


class _DeepError(Exception):
    """Elements stand too deep in one another."""


def _parsed(html: str) -> Any:
    """Parse a page, and stop where it is too deep: to go on takes a square of the depth."""
    from tinyhtml5.parser import HTMLParser  # late: few letters need it; WeasyPrint has it

    parser = HTMLParser()
    insert = parser.tree.insert_element_normal

    def shallow(token: Any) -> Any:
        if len(parser.tree.open_elements) > _DEEPEST:
            raise _DeepError
        return insert(token)

    parser.tree.insert_element_normal = shallow
    try:
        return parser.parse(html)
    except _DeepError:
        return None


def _strange(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    tag = element.tag.rpartition("}")[2]
    if tag not in _ELEMENTS:
        yield f"<{tag}>"
        return
    if tag == "link" and str(element.get("rel")).casefold() != "stylesheet":
        yield "<link> naar iets anders dan opmaak"
    for attribute, value in element.attrib.items():
        name = str(attribute).casefold()
        if name in _REFUSED or name.startswith("on"):
            yield f"het attribuut {name}"
        elif name in _ADDRESSES and not _may_lead(tag, str(value)):
            yield f"het adres '{str(value)[:40]}'"
        elif name in _ADDRESSES and _IMAGE.match(str(value)):
            yield from _strange_picture(str(value))
        elif name in ("style", *_PAINTS):
            yield from _strange_style(str(value))
        elif name in ("d", "points") and not _is_drawn(name, str(value)):
            yield f"een lijn die niet te tekenen is: '{str(value)[:40]}'"
    if tag == "style":
        yield from _strange_style("".join(element.itertext()))


_PAINTS = ("fill", "stroke", "filter", "mask", "clip-path")


def _is_drawn(name: str, points: str) -> bool:
    """Tell whether a line in a drawing has an end, and can be drawn in reasonable time."""
    from raadsbrief.prose.pictures import svg_style  # late: few letters were sent

    return len(points) <= budgets.POINTS.most and (name == "points" or svg_style.is_path(points))


def _strange_style(text: str) -> Iterator[str]:
    plain = _ESCAPE.sub(_unescaped, text)
    for sheet in (plain, _COMMENT.sub(" ", plain)):
        for address in _IN_SHEET.findall(sheet):
            if _IMAGE.match(address):
                yield from _strange_picture(address)
            elif not address.startswith("data:") and not _is_kept_or_near(address):
                yield "een opmaak die iets van elders haalt"


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return match[2] or (chr(code) if 0 < code < 0x110000 else "\ufffd")


def _strange_picture(address: str) -> Iterator[str]:
    """Look at a picture that stands in the page itself, as at one in a file."""
    head, _, body = address.partition(",")
    end = _KINDS.get(head[len("data:") :].partition(";")[0].strip().lower())
    data = unquote_to_bytes(body)
    try:
        if end is None:
            raise AttachmentError("is van een andere soort")
        if head.lower().endswith(";base64"):
            data = base64.b64decode(data)
        images.refuse(f"beeld.{end}", data)
    except (AttachmentError, binascii.Error) as error:
        yield f"een afbeelding die niet in een brief kan: {error}"


def _is_kept_or_near(address: str) -> bool:
    """Tell whether an address is of a file that was kept, or in the same folder."""
    return bool(_KEPT.fullmatch(address)) or not _ELSEWHERE.match(unquote(address))


def _may_lead(tag: str, address: str) -> bool:
    """Tell whether an address leads a reader somewhere, or to a file that is kept."""
    address = re.sub(r"[\s\x00-\x1f]+", "", address)
    if tag == "a":
        return bool(_LINK.match(address))
    if address.startswith("#") or _IMAGE.match(address):
        return tag != "link"
    return _is_kept_or_near(address)
