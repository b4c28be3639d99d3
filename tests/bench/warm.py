"""Letters made by one warm process, as by a renderer: `python -m bench.warm CONTENT PAIRS`.

Each pair is a long letter and some short ones, from YAML to PDF; their names are `lang-1`,
`kort-1` and so on. Prints the seconds per page of each pair as JSON, and the numbers of pages.
"""

from __future__ import annotations

import gc
import io
import json
import sys
import time
from pathlib import Path

import pikepdf

from raadsbrief.content.dossier import Content
from raadsbrief.pdf import worker
from raadsbrief.pdf.jobs import Job
from raadsbrief.work import pipeline
from raadsbrief.work.stack import roomy

from .measure import pairs

SHORT = 3  # so many short letters for one long one


@roomy
def main(folder: str, count: int) -> None:
    """Measure the pairs; the first, which loads gemeente and programme, does not count."""
    content = Content(Path(folder))
    pages: dict[str, int] = {}

    def per_page(kind: str, number: int) -> float:
        start = time.perf_counter()
        html = pipeline.page(content, f"{kind}-{number}")
        data = worker.answer(Job(html, f"{kind}.pdf", None)).data or b""
        gc.collect()
        taken = time.perf_counter() - start
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pages[kind] = len(pdf.pages)
        return taken / pages[kind]

    worker.warm_up()
    worker.settle()
    long, short = iter(range(1, 99)), iter(range(1, 99))
    found = pairs(
        lambda: per_page("lang", next(long)),
        lambda: sum(per_page("kort", next(short)) for _ in range(SHORT)) / SHORT,
        count + 1,
    )
    json.dump({"pairs": found[1:], "pages": pages}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
