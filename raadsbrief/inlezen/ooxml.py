"""Names in the XML of Word (ECMA-376), and the words in it."""

from __future__ import annotations

import re
from typing import Any

_MAIN = "http://schemas.openxmlformats.org/"
W = f"{{{_MAIN}wordprocessingml/2006/main}}"
M = f"{{{_MAIN}officeDocument/2006/math}}"
V = "{urn:schemas-microsoft-com:vml}"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)


def strict_to_usual(data: bytes) -> bytes:
    """Give the strict form of the standard the names of the usual one."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)


def on(element: Any) -> bool:
    """Tell whether a property that can be switched off is on."""
    return element.get(W + "val") not in ("0", "false", "off", "none")


def value(element: Any, path: str) -> str | None:
    """Return the value of a property below an element, such as `pPr/pStyle`."""
    if element is None:
        return None
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(W + "val")


def text_of(element: Any, pages: bool = True) -> str:
    """Return the words in an element; without `pages`, without what a field counts."""
    parts: list[str] = []
    fields: list[list[str]] = []  # the instruction of each open field
    for one in element.iter():
        if one.tag == W + "fldChar":
            kind = one.get(W + "fldCharType")
            if kind == "begin":
                fields.append([])
            elif kind == "end" and fields:
                fields.pop()
        elif one.tag == W + "instrText" and fields:
            fields[-1].append(one.text or "")
        elif one.tag == W + "t":
            counts = any(_PAGE.match("".join(field)) for field in fields) or any(
                _PAGE.match(parent.get(W + "instr") or "")
                for parent in one.iterancestors(W + "fldSimple")
            )
            if pages or not counts:
                parts.append(one.text or "")
        elif one.tag in (W + "tab", W + "br", W + "cr"):
            parts.append("\t" if one.tag == W + "tab" else " ")
    return "".join(parts)
