"""The same letter in other programs, where they are installed; raadsbrief needs neither."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec

from raadsbrief.resources import FOLDER

from . import twins
from .figures import Bench
from .measure import BenchError, median_ratio, pairs, seconds
from .report import Figure

_COMPILE = """
import sys, typst
source, output, fonts = sys.argv[1:]
typst.compile(source, output=output, font_paths=[fonts], pdf_standards=["a-2a"])
"""
_OPTIONS = '{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":' \
           '{"type":"boolean","value":"true"}}'  # fmt: skip
_ROUNDS = 5


def measure(bench: Bench) -> list[Figure]:
    """Measure each program that is there, cold, against WeasyPrint."""
    html = bench.html.read_text("utf-8")
    (bench.folder / "brief.typ").write_text(twins.typst(html), "utf-8")
    (bench.folder / "brief.fodt").write_text(twins.odt(html), "utf-8")
    return [
        _figure(bench, "Typst", _typst(), "brief.pdf"),
        _figure(bench, "LibreOffice", _libreoffice(bench), "brief.pdf"),
    ]


def _typst() -> list[object]:
    fonts = f"{FOLDER}/fonts"
    if program := shutil.which("typst"):
        options = ["--font-path", fonts, "--pdf-standard", "a-2a"]
        return [program, "compile", *options, "brief.typ", "brief.pdf"]
    if find_spec("typst"):
        return [sys.executable, "-c", _COMPILE, "brief.typ", "brief.pdf", fonts]
    return []


def _libreoffice(bench: Bench) -> list[object]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return []
    profile = f"-env:UserInstallation={(bench.folder / 'libreoffice').as_uri()}"
    return [program, "--headless", profile, "--convert-to",
            f"pdf:writer_pdf_Export:{_OPTIONS}", "brief.fodt"]  # fmt: skip


def _figure(bench: Bench, program: str, words: list[object], output: str) -> Figure:
    name = f"{program}: één brief, koud"
    if not words:
        return Figure(name, "{} W", None, missing="niet geïnstalleerd")
    bench.say(f"{program} ...")
    made = bench.folder / output

    def one() -> float:
        made.unlink(missing_ok=True)
        taken = seconds(words, bench.folder)
        if not made.exists():
            raise BenchError(f"{program} maakte geen PDF")
        return taken

    one()
    return Figure(name, "{} W", median_ratio(pairs(one, bench.w, _ROUNDS)))
