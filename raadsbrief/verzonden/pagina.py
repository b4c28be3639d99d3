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
_IN_SHEET = re.compile(
    r"(?:url\(|@import|src\()\s*['\"]?\s*((?!data:)[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE
)


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
    """Return, in words, what stands in a page and is no part of a letter."""
    import tinyhtml5  # late: few letters need it, and it is the parser of WeasyPrint

    if _is_deep(html):  # before it is parsed: that takes a square of the depth
        return [_TOO_DEEP]
    found: dict[str, None] = {}
    waiting = [(tinyhtml5.parse(html), 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST:
            return [_TOO_DEEP]
        found |= dict.fromkeys(_strange(element))
        waiting += [(kid, depth + 1) for kid in reversed(element)]
    return list(found)


_TOO_DEEP = "elementen die te diep in elkaar staan"
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# What needs no end, or whose end may be left out.
_ENDLESS = """
br hr img meta link wbr col input source p li dt dd td th tr thead tbody tfoot colgroup rt rp path
rect line circle ellipse polyline polygon stop image
"""
_NO_END = frozenset(_ENDLESS.split())


def _is_deep(html: str) -> bool:
    """Tell whether far more elements are begun than ended, anywhere in a page."""
    depth = 0
    for end, tag in _TAG.findall(html):
        if tag.lower() not in _NO_END:
            depth += -1 if end else 1
            if depth > _DEEPEST:
                return True
            depth = max(depth, 0)
    return False


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
        elif name == "style" and _IN_SHEET.search(str(value)):
            yield "een opmaak die iets van elders haalt"
    if tag == "style" and _IN_SHEET.search("".join(element.itertext())):
        yield "een opmaak die iets van elders haalt"


def _may_lead(tag: str, address: str) -> bool:
    """Tell whether an address leads a reader somewhere, or to a file that is kept."""
    address = re.sub(r"[\s\x00-\x1f]+", "", address)
    if tag == "a":
        return bool(_LINK.match(address))
    if address.startswith("#") or _IMAGE.match(address):
        return tag != "link"
    return not _ELSEWHERE.match(address)
