"""Drafts of documents, and what they have in common with them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from raadsbrief.content.dossier import Content
from raadsbrief.inlezen.concept import Concept, draft_from
from raadsbrief.inlezen.stuk import schoon


class Reader:
    """Reads documents into a folder with content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, data: bytes | str, name: str = "brief.docx") -> Concept:
        path = self._folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return draft_from(path, Content(self._folder / "content"))


def words(text: str) -> Counter[str]:
    """Count the words of a text, or of the YAML that it became, without marks of either."""
    text = re.sub(r"[\\*]", "", schoon(text))
    text = re.sub(r"(?<=\d)\.(?=\d{3})", "", text)  # 1.250 is written 1250 in a table
    return Counter(re.findall(r"[^\W_]+", text.casefold()))
