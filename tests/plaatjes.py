"""`python -m plaatjes`: the pictures of the manual, each of the letter that its example makes.

An example of a letter goes over the three small files of `docs/beginnen.md`, as a reader would put
it there, together with what its own part of the page says of the gemeente and the programme.
`<!-- beeld: vanaf "..." tot "..." -->` before a picture tells which lines of the page it shows.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageChops, ImageOps

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
DPI = 100
MARGIN = 10
COLOURS = 32
BORDER = (200, 200, 200)

_PIECE = re.compile(
    r"^(?P<heading>#{1,3} [^\n]+)$"
    r"|^<!-- (?P<kind>voorbeeld|bestand): (?P<name>\S+) -->\n```yaml\n(?P<text>.*?)^```$"
    r"(?:\n\n(?:<!-- beeld:(?P<cut>[^\n]*) -->\n)?!\[[^\]]*\]\(beelden/(?P<file>[\w-]+)\.png\))?",
    re.DOTALL | re.MULTILINE,
)
_FOLDERS = {"Gemeente": "gemeenten", "Programma": "programmas", "Brief": "brieven"}


@dataclass(frozen=True)
class Voorbeeld:
    """An example of a letter: its files, and which part of it is shown under which name."""

    page: str
    number: int
    files: dict[str, str]
    picture: str | None
    vanaf: str | None
    tot: str | None

    @property
    def name(self) -> str:
        """The name of its letter."""
        return f"{self.page}-{self.number:02}"


def small_files() -> dict[str, str]:
    """Return the three files that the manual begins with, by the kind of each."""
    page = (DOCS / "beginnen.md").read_text()
    pieces = [piece for piece in _PIECE.finditer(page) if piece["kind"] == "bestand"]
    kinds = {folder: kind for kind, folder in _FOLDERS.items()}
    return {kinds[piece["name"].split("/")[0]]: piece["text"] for piece in pieces}


def examples(page: str) -> Iterator[Voorbeeld]:
    """Yield the examples of letters on a page, each with what its part of the page says before."""
    base, number = small_files(), 0
    around: dict[str, str] = {}
    for piece in _PIECE.finditer((DOCS / f"{page}.md").read_text()):
        if piece["heading"]:
            around = dict(base)
        elif piece["kind"] == "voorbeeld" and piece["name"] in _FOLDERS:
            files = {**around, piece["name"]: over(around[piece["name"]], piece["text"])}
            if piece["name"] != "Brief":
                around = files
                continue
            number += 1
            words = dict(re.findall(r'(vanaf|tot) "([^"]+)"', piece["cut"] or ""))
            yield Voorbeeld(
                page, number, files, piece["file"], words.get("vanaf"), words.get("tot")
            )


def over(text: str, changes: str) -> str:
    """Put fields in the place of those of a file; text alone stands instead of sections."""
    parts = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    changed = set(re.findall(r"^(\w+):", changes, re.MULTILINE))
    if "tekst" in changed:
        changed.add("secties")
    kept = [part for part in parts if part.partition(":")[0] not in changed]
    return "".join(kept) + changes


def write(voorbeeld: Voorbeeld, content: Path) -> None:
    """Write the files of an example, and what examples refer to."""
    for kind, folder in _FOLDERS.items():
        text = voorbeeld.files[kind]
        if kind == "Brief":
            for field in ("gemeente", "programma"):
                text = over(text, f"{field}: {voorbeeld.name}\n")
        (content / folder).mkdir(parents=True, exist_ok=True)
        (content / folder / f"{voorbeeld.name}.yaml").write_text(text)
    for folder in ("beelden", "cijfers"):
        shutil.copytree(
            ROOT / "tests/data/voorbeeldstad" / folder, content / folder, dirs_exist_ok=True
        )


def pages_with_examples() -> list[str]:
    """Return the names of the pages written by hand that have examples of letters."""
    paths = sorted(path for path in DOCS.glob("*.md") if not path.name.startswith("velden-"))
    return [path.stem for path in paths if any(examples(path.stem))]


def draw(voorbeeld: Voorbeeld, pdf: Path, target: Path) -> None:
    """Make the picture of an example: the lines that it names of its first page."""
    raw = pdf.with_suffix("")
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-png", "-f", "1", "-l", "1", "-singlefile", pdf, raw],
        check=True,
    )
    with Image.open(raw.with_suffix(".png")) as whole:
        page = whole.convert("RGB")
    top, bottom = _between(voorbeeld, pdf, page.height)
    part = page.crop(_ink(page, top, bottom))
    small(ImageOps.expand(part, 1, BORDER)).save(target, optimize=True)


def _between(voorbeeld: Voorbeeld, pdf: Path, height: int) -> tuple[int, int]:
    """Return from which to which line of pixels an example is shown."""
    lines = sorted(_lines(pdf))
    first, last = 0.0, height * 72 / DPI
    if voorbeeld.vanaf:
        first, _ = _line(voorbeeld, voorbeeld.vanaf, lines)
    if voorbeeld.tot:
        _, last = _line(voorbeeld, voorbeeld.tot, [line for line in lines if line[0] >= first])
    return max(0, round(first * DPI / 72) - MARGIN), min(height, round(last * DPI / 72) + MARGIN)


def _line(
    voorbeeld: Voorbeeld, words: str, lines: list[tuple[float, float, str]]
) -> tuple[float, float]:
    found = next(((top, bottom) for top, bottom, text in lines if words in text), None)
    if found is None:
        raise SystemExit(f"docs/{voorbeeld.page}.md: in {voorbeeld.picture}.png is geen {words!r}")
    return found


def _lines(pdf: Path) -> Iterator[tuple[float, float, str]]:
    """Yield the lines of the first page with their top and bottom, in points."""
    command = ["pdftotext", "-f", "1", "-l", "1", "-bbox-layout", pdf, "-"]
    html = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    space = "{http://www.w3.org/1999/xhtml}"
    for line in ElementTree.fromstring(html).iter(f"{space}line"):
        text = " ".join(word.text or "" for word in line.iter(f"{space}word"))
        yield float(line.get("yMin", 0)), float(line.get("yMax", 0)), text


def _ink(page: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int]:
    """Return the box around what is printed between two lines, with some white around it."""
    part = page.crop((0, top, page.width, bottom))
    ink = ImageChops.difference(part, Image.new("RGB", part.size, "white")).getbbox()
    left, high, right, low = ink or (0, 0, page.width, bottom - top)
    return (
        max(0, left - MARGIN), max(0, top + high - MARGIN),
        min(page.width, right + MARGIN), min(page.height, top + low + MARGIN),
    )  # fmt: skip


def small(image: Image.Image, colours: int = COLOURS) -> Image.Image:
    """Give a picture few colours, so that its file is small."""
    return image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)


def main() -> None:
    """Make all pictures anew; with files as arguments, make those small."""
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            with Image.open(name) as image:
                fewer = small(image, 64)
            fewer.save(name, optimize=True)
        return
    shown = [one for page in pages_with_examples() for one in examples(page) if one.picture]
    beelden = DOCS / "beelden"
    shutil.rmtree(beelden, ignore_errors=True)
    beelden.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        content, build = Path(folder, "content"), Path(folder, "build")
        for one in shown:
            write(one, content)
        program = [sys.executable, "-m", "raadsbrief", "build", "--quiet"]
        subprocess.run(
            [*program, "--content", content, "-o", build],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )
        for one in shown:
            draw(one, build / f"{one.name}.pdf", beelden / f"{one.picture}.png")


if __name__ == "__main__":
    main()
