"""What a renderer does: letters to PDFs, one after another."""

from __future__ import annotations

import gc
import os
import time
import traceback
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

from raadsbrief import limits
from raadsbrief.diagnostics import TemplateError
from raadsbrief.pdf import pdf
from raadsbrief.pdf.jobs import Answer, BreachError, Job, impossible
from raadsbrief.pdf.libraries import loaded
from raadsbrief.record.digests import BUILT_IN, LIBRARY, Files
from raadsbrief.record.inputs import note, noted
from raadsbrief.resources import FOLDER, PACKAGE

# A letter that makes so many objects is a very long one: its garbage is collected meanwhile.
_GARBAGE = 500_000
_files = Files()


def warm_up() -> None:
    """Make a page with what every letter needs, so that processes that split off share it."""
    sheet = Path(FOLDER, "brief.css").read_text("utf-8")
    pdf.render(_SAMPLE.format(sheet=sheet), "warm-up")
    gc.collect()


_SAMPLE = """<!DOCTYPE html><html lang="nl"><head><title>x</title><style>{sheet}</style></head>
<body><h1>x</h1><table><tr><th scope="row">x</th><td>x</td></tr></table>
<h2>x</h2><p>x <strong>x</strong> <em>x</em></p><ul><li>x</li></ul></body></html>"""


def answer(job: Job) -> Answer:
    """Make a PDF."""
    start = time.perf_counter()
    try:
        with noted(_files) as inputs:
            note(*_fonts_and_libraries())
            made = pdf.render(job.html, job.file, job.templates)
    except TemplateError as error:
        return Answer(None, found=error.diagnostics)
    except BreachError as error:
        return Answer(None, breaches=error.args)
    except MemoryError:
        return Answer(None, stopped=limits.ROOM)
    except Exception as error:
        if job.templates is not None and _is_of_the_page(error):
            return impossible(job, job.templates, error)
        return Answer(None, bug=traceback.format_exc())
    seconds = time.perf_counter() - start
    return Answer(made.data, made.pages, tuple(made.warnings), inputs, seconds)


def _is_of_the_page(error: Exception) -> bool:
    """Tell whether a library cannot handle a page, or the page is too deep for anyone."""
    *_, last = traceback.extract_tb(error.__traceback__)
    return isinstance(error, RecursionError) or not last.filename.startswith(PACKAGE)


def settle() -> None:
    """Have garbage collected only when a letter is done, and what is loaded now left alone."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(_GARBAGE, 20, 20)


def serve(source: int, target: int, seconds: float | None = None) -> None:
    """Make the PDFs that are asked for through a pipe, until it is closed.

    One that takes more `seconds` ends this process.
    """
    settle()
    limits.confine()
    asked, answers = Connection(source, writable=False), Connection(target, readable=False)
    answers.send(os.getpid())
    while True:
        try:
            job = asked.recv()
        except EOFError:
            return
        with limits.within(seconds):
            made = answer(job)
        answers.send(made)
        gc.collect()


@cache
def _fonts_and_libraries() -> list[str]:
    """Name what every letter is made with."""
    folders = ("fonts", "fonts-serif")
    names = [
        f"{BUILT_IN}{folder}/{name}"
        for folder in folders
        for name in ("", *sorted(path.name for path in Path(FOLDER, folder).iterdir()))
    ]
    return names + [LIBRARY + path for path in loaded()]
