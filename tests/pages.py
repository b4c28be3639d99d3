"""Small HTML pages, and a look into the PDF made of them."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import jinja2
import pikepdf
from conftest import TESTS

from raadsbrief import font
from raadsbrief.pdf import pdf
from raadsbrief.resources import FOLDER

HEAD = '<!DOCTYPE html><html lang="nl"><head><title>Proef</title><style>{css}</style></head><body>'
CSS = ":root { --huiskleur: #38617a }" + (Path(FOLDER, "brief.css")).read_text()


def page(body: str, css: str = "") -> str:
    return HEAD.format(css=CSS + css) + body


def make(body: str, css: str = "") -> bytes:
    data, warnings, _ = pdf.render(page(body, css), "proef.pdf", TESTS / "data")
    assert warnings == []
    return data


def outline(body: str, css: str = "") -> str:
    """The structure of a page as text, without the `Document` around it."""
    command = ["pdfinfo", "-struct-text", "-"]
    done = subprocess.run(command, input=make(body, css), check=True, capture_output=True)
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "Document"
    return dedent("\n".join(line.replace(" (block)", "").rstrip() for line in lines[1:])) + "\n"


def reads(body: str, expected: str, css: str = "") -> None:
    """Hold the structure of a page against what a listener should hear."""
    found = re.sub(r"Object \d+ 0", "Object", outline(body, css))
    assert found == dedent(expected).lstrip("\n")


def objects(link: pikepdf.Dictionary) -> list[tuple[int, int]]:
    """The annotations that hang on a Link element."""
    kids = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
    return [kid.Obj.objgen for kid in kids if "/Obj" in kid]


def opened(body: str, css: str = "") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(make(body, css)))


def elements(file: pikepdf.Pdf, role: str) -> list[pikepdf.Dictionary]:
    """All structure elements with a role, in reading order."""
    root = file.Root.StructTreeRoot.K[0]
    return [item for item in _walk(root) if f"/{role}" == item.S]


def _walk(item: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    yield item
    for kid in item.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def stress_page() -> str:
    """The page that has everything; see data/stress.html."""
    loader = jinja2.FileSystemLoader([TESTS / "data", FOLDER])
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    letters = [
        chr(code)
        for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
        if unicodedata.name(chr(code), "") and not font.missing_characters(chr(code))
    ]
    assert len(letters) > 450
    gemeente = {"huisstijl": {"vorm": "strak", "venster": "geen"}}
    return environment.get_template("stress.html").render(letters=letters, gemeente=gemeente)


def stress(path: Path) -> Path:
    data, warnings, _ = pdf.render(stress_page(), path.name, TESTS / "data")
    assert warnings == []
    path.write_bytes(data)
    return path
