"""A name as someone types it: for a reader, in YAML, and as the name of a file."""

from __future__ import annotations

import json
import re
import unicodedata

from pydantic import TypeAdapter, ValidationError

from raadsbrief.model.fields import Tekst

# A longer name does not fit on every disk with what is put behind it.
_LONGEST = 60
# Windows keeps these for devices, whatever stands behind a full stop.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_PLAIN = re.compile(r"(?:\d{4} [A-Z]{2}|[^\W\d_][\w .,'’()/-]*(?<! ))")
# What an editor takes for something else than a word.
_NO_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def refusal(name: str) -> str | None:
    """Say why a text cannot be a name in the content, if it cannot: the model decides."""
    if any("\ud800" <= sign <= "\udfff" for sign in name):  # bytes that are no UTF-8
        return "er staat een teken in dat niet te lezen is; typ de naam opnieuw"
    try:
        TypeAdapter(Tekst).validate_python(name)
    except ValidationError as error:
        problem = error.errors()[0]
        hint = problem.get("ctx", {}).get("hint")
        return f"{problem['msg']}; {hint}" if hint else str(problem["msg"])
    return None


def file_name(name: str, kind: str) -> str:
    """Make the name of a file, without `.yaml`: small letters and digits, on every system.

    `kind` is what it is called when nothing of the name is left, or when Windows has other plans.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-")
    if not plain:
        return kind
    return f"{kind}-{plain}" if _RESERVED.fullmatch(plain) else plain


def in_yaml(text: str) -> str:
    """Write a text as a value in YAML, between quotation marks where it needs them."""
    if not text or (_PLAIN.fullmatch(text) and text.casefold() not in _NO_WORDS):
        return text
    return json.dumps(text, ensure_ascii=False)
