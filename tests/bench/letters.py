"""Letters to measure with: variants of the real letter, in a folder of their own."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable
from pathlib import Path

from raadsbrief.resources import PACKAGE

CONTENT = Path(PACKAGE).parent / "content"
REAL = "2024-0062579"

_MIDDLE, _END = "  informatie:\n", "  vervolg: |\n"
_PIJLERS = "    - pijlers: alle\n"
_RESULTATEN = """\
    - kop: Eerste resultaten
      resultaten: alle
"""
_FONDS = """\
    - kop: Het {{ financiering.volkshuisvestingsfonds.naam }}
      financiering: volkshuisvestingsfonds
"""
_WORDS = [
    "proeftekst", "alinea", "opmaak", "regel", "bladzijde", "letter",
    "woord", "zin", "lengte", "meting", "afbreken", "toegankelijkheid",
    "leesbaarheid", "lettertype", "kantlijn", "witruimte", "verschil", "vergelijking",
    "uitkomst", "verhouding", "tussenkop", "opsomming", "hoofdstuk", "beschrijving",
    "samenvatting",
]  # fmt: skip


def write(folder: Path, names: Iterable[str], times: int = 1) -> None:
    """Write letters that all differ into a content folder, which is made if need be.

    Each has its own case number, subject and prose. `times` repeats the lists of the middle
    section, for a letter of many pages; 0 leaves one of them out, for one of four.
    """
    if not folder.exists():
        shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("schema"))
        (folder / "brieven" / f"{REAL}.yaml").unlink()
    for name in names:
        (folder / "brieven" / f"{name}.yaml").write_text(variant(name, times), "utf-8")


def names(count: int, start: int = 0) -> list[str]:
    """Return case numbers, of the form that the gemeente asks for."""
    return [f"2024-{number:07}" for number in range(start + 1, start + count + 1)]


def variant(name: str, times: int = 1) -> str:
    """Return the real letter under another case number, with a subject and prose of its own."""
    text = (CONTENT / "brieven" / f"{REAL}.yaml").read_text("utf-8")
    chance = random.Random(name)
    text = text.replace(f"zaaknummer: {REAL}\n", f"zaaknummer: {name}\nonderwerp: Proef {name}\n")
    before, rest = text.split(_MIDDLE)
    middle, after = rest.split(_END)
    after = after[after.index("  kosten:") :]
    middle = middle.split(_PIJLERS)[0] + _PIJLERS
    parts = [
        before,
        "    ",
        _sentence(chance),
        "\n\n",
        _MIDDLE,
        middle,
        _RESULTATEN * (times > 0),
        _FONDS,
    ]
    for number in range(2, times + 1):
        heading = f"    - kop: Deel {number}\n      tekst: |\n    "
        parts += [heading, _paragraph(name, chance), _PIJLERS, _RESULTATEN, _FONDS]
    return "".join([*parts, "\n", _END, _paragraph(name, chance), "\n", after])


def _paragraph(name: str, chance: random.Random) -> str:
    """Write some sentences about nothing, with a number that no other letter has."""
    sentences = [_sentence(chance) for _ in range(chance.randint(2, 3))]
    return f"    Proef {name}. {' '.join(sentences)}\n"


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randint(6, 14))).capitalize() + "."
