"""The process that draws: HTML to PDF to pictures, warm, and gone when the main process is.

It is started anew, not split off. Its input is its lifeline: that ends in whatever way the main
process does, and then this one ends, busy or not.
"""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from io import BytesIO
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import NoReturn

# Above this it ends after a letter, and another takes its place: WeasyPrint keeps what it once
# needed for the fonts of a style sheet.
_MOST_MEMORY = 700  # MB
_POINTS = 0.75  # in one px
_SCALE = 1.5  # px of a picture for one px of CSS: sharp up to 150 percent


def main(folder: str) -> NoReturn:
    """Draw what is asked for on standard input, until that ends; `folder` is for what passes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    asked, answers = Connection(os.dup(0), writable=False), Connection(os.dup(1), readable=False)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)  # what a library prints is no answer
    jobs: SimpleQueue[object] = SimpleQueue()
    threading.Thread(target=_read, args=(asked, jobs, folder), daemon=True).start()
    tempfile.tempdir = folder  # before anything looks for one
    _warm_up()
    while True:
        job = jobs.get()
        try:
            answers.send(_answer(job))
        except OSError:  # nobody waits for it any more
            _end(folder)
        del job
        gc.collect()
        if _memory() > _MOST_MEMORY:
            _end(folder)


def _read(asked: Connection, jobs: SimpleQueue[object], folder: str) -> None:
    while True:
        try:
            jobs.put(asked.recv())
        except (EOFError, OSError):
            _end(folder)


def _end(folder: str) -> NoReturn:
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def _memory() -> float:
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _warm_up() -> None:
    import pypdfium2  # noqa: F401

    from raadsbrief.pdf import worker

    worker.warm_up()
    worker.settle()


def _answer(job: object) -> object:
    from raadsbrief.diagnostics import TemplateError
    from raadsbrief.pdf.jobs import Job, impossible
    from raadsbrief.pdf.worker import is_of_the_page
    from raadsbrief.preview.jobs import Draw, Drawing, Find, Spots

    assert isinstance(job, Draw | Find)
    try:
        return _drawn(job) if isinstance(job, Draw) else _found(job)
    except TemplateError as error:
        found = error.diagnostics
    except Exception as error:
        found, bug = (), traceback.format_exc()
        if job.templates is not None and is_of_the_page(error):
            asked = Job(job.html, job.file, job.templates)
            found, bug = impossible(asked, job.templates, error).found, ""
        return Drawing(found=found, bug=bug or None) if isinstance(job, Draw) else Spots()
    return Drawing(found=found) if isinstance(job, Draw) else Spots()


def _found(job: object) -> object:
    from raadsbrief.pdf import draft
    from raadsbrief.preview.jobs import Find, Spots

    assert isinstance(job, Find)
    return Spots(draft.spots(job.html, job.file, job.templates))


def _drawn(job: object) -> object:
    import pypdfium2

    from raadsbrief.pdf import draft
    from raadsbrief.preview.jobs import MOST_PAGES, Draw, Drawing, Picture
    from raadsbrief.record.inputs import noted

    assert isinstance(job, Draw)
    with noted() as used:
        made = draft.draft(job.html, job.file, job.templates)
    pictures, new = [], {}
    document = pypdfium2.PdfDocument(made.data)
    try:
        count = len(document)
        for page in (document[i] for i in range(min(count, MOST_PAGES))):
            image = page.render(scale=_SCALE * 96 / 72).to_pil()
            digest = hashlib.blake2b(image.tobytes(), digest_size=12).hexdigest()
            pictures.append(
                Picture(digest, page.get_width() * 96 / 72, page.get_height() * 96 / 72)
            )
            if digest not in job.known and digest not in new:
                data = BytesIO()
                image.save(data, "PNG", compress_level=1)
                new[digest] = data.getvalue()
            page.close()
    finally:
        document.close()
    return Drawing(pictures, new, count, made.breaches, made.found, used)


if __name__ == "__main__":
    main(sys.argv[1])
