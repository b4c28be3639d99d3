"""The head of a letter: characteristics, addressee, salutation, and what the gemeente prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from raadsbrief.inlezen.huis import Huis, sleutel
from raadsbrief.inlezen.stuk import Alinea, Beeld, Deel, Kop, Punt, Tabel, plat
from raadsbrief.model.written import genoteerd

_LABELLED = re.compile(
    r"\s*(?P<label>[^:\t]{2,40}?)\s*(?::\s*|\t+\s*:?\s*)(?P<value>.*)$", re.DOTALL
)
_AANHEF = re.compile(
    r"(?:geachte|beste|hooggeachte|waarde)\b.{0,110}$|l\.? ?s\.?,?$", re.IGNORECASE
)
_AAN = re.compile(
    r"aan(?:\s+(?:de|het|alle|uw)\b.{2,70}|\s*:.*)$|"
    r"(?:de\s+)?(?:leden\s+van\s+)?(?:de\s+)?(?:gemeente)?raad(?:\s+van\b.{2,50})?$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:[A-Z][\w’' -]{2,40},\s*)?(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?"
    r"(?P<date>\d{1,2}(?:\s+[a-zA-Z]{3,9}\.?\s+|[-/.]\d{1,2}[-/.])\d{4}|\d{4}-\d{2}-\d{2})$"
)
_PAGE = re.compile(
    r"(?:pagina|blad(?:zijde)?|p\.)?\s*\d{1,3}(?:\s*(?:van|/|-)\s*\d{1,3})?$"
    r"|(?:pagina|blad(?:zijde)?)(?:\s+(?:van|/))?$|/$",
    re.IGNORECASE,
)
_GENRE = re.compile(
    r"(?:raads|college|informatie)[- ]?(?:informatie)?(?:brief|bericht|nota|memo)|memo(?:randum)?"
    r"|kennisgeving|informatienota|brief aan de (?:gemeente)?raad|wethoudersbrief",
    re.IGNORECASE,
)
_PROSE = 25  # words, from which on a paragraph is text
_HEAD = 60  # parts in which the head ends


@dataclass
class Hoofd:
    """What the head says: values by field, others by label, and what it is not."""

    velden: dict[str, list[str]] = field(default_factory=dict)
    overige: dict[str, str] = field(default_factory=dict)
    regels: list[str] = field(default_factory=list)
    los: list[str] = field(default_factory=list)

    def zet(self, name: str, value: str) -> None:
        """Add a value to a field."""
        if value.strip():
            self.velden.setdefault(name, []).append(value.strip())


def lees_hoofd(delen: list[Deel], randen: list[str], huis: Huis) -> tuple[Hoofd, list[Deel]]:
    """Take the head from the parts of a letter. Returns it, and the parts that are left."""
    reader = _Reader(huis)
    end = reader.end(delen)
    for part in delen[:end]:
        reader.take(part)
    reader.finish()
    left = list(reader.without_page_ends(delen[end:]))
    for line in randen:
        reader.head.regels.append(line)
        if not _PAGE.fullmatch(line.strip()):
            reader.line(line, in_margin=True)
    reader.finish()
    return reader.head, left


class _Reader:
    def __init__(self, huis: Huis) -> None:
        self._huis = huis
        self.head = Hoofd()
        self._waiting: str | None = None  # a label whose value stands on the next line

    def end(self, delen: list[Deel]) -> int:
        """Return where the head ends: behind the last part that can only be of a head."""
        end = 0
        for i, part in enumerate(delen[:_HEAD]):
            if isinstance(part, Kop) and self._huis.sectie(plat(part.tekst)):
                break
            if isinstance(part, Punt):
                break
            if isinstance(part, Tabel):
                if not self._is_head_table(part):
                    break
                end = i + 1
                continue
            if isinstance(part, Kop) and self._is_title(part):
                end = i + 1
                continue
            lines = list(_lines(part))
            if any(_AANHEF.match(plat(line)) for line in lines):
                return i + 1
            if any(self._is_evidence(plat(line)) for line in lines):
                end = i + 1
            elif any(self._label(plat(line)) for line in lines) and self._ends_label(delen, i):
                end = i + 2
            elif len(" ".join(lines).split()) >= _PROSE:
                break
        return min(end, len(delen))

    def _ends_label(self, delen: list[Deel], i: int) -> bool:
        """Tell whether a label alone has its value below it."""
        return i + 1 < len(delen) and isinstance(delen[i + 1], Alinea | Kop)

    def _is_evidence(self, line: str) -> bool:
        found = _LABELLED.match(line)
        return bool(
            (found and found["value"] and self._label(found["label"]))
            or self._huis.is_genre(line)
            or self._number(line)
            or _DATE.match(line)
            or _AAN.match(line)
            or (line.strip() and self._huis.kent(line))
        )

    def _label(self, text: str) -> str | None:
        return self._huis.labels.get(sleutel(text))

    def _is_head_table(self, table: Tabel) -> bool:
        return any(self._label(plat(row[0])) for row in table.rijen if row)

    def _number(self, line: str) -> str | None:
        """Return the number behind a label without a colon: `Zaaknummer 2024-0062579`."""
        for label, name in self._huis.labels.items():
            if name == "zaaknummer":
                words = r"\s+".join(map(re.escape, label.split()))
                found = re.match(rf"\s*{words}\s*[:.]?\s+(\S*\d\S*)\s*$", line, re.IGNORECASE)
                if found:
                    return found[1]
        return None

    def take(self, part: Deel) -> None:
        """Take in a part of the head."""
        if isinstance(part, Kop) and self._is_title(part):
            words = plat(part.tekst).strip()
            self.head.regels.append(words)
            self._fill("genre" if _GENRE.fullmatch(words) else "onderwerp", part.tekst, False)
        elif isinstance(part, Tabel):
            for row in part.rijen:
                self.head.regels.append(" ".join(plat(cell) for cell in row))
                self._row(row)
        else:
            for line in _lines(part):
                self.head.regels.append(plat(line))
                self.line(line)

    def _is_title(self, part: Kop) -> bool:
        """Tell whether a heading is the title of the whole, or says what kind of letter this is."""
        words = plat(part.tekst).strip()
        is_own = self._huis.is_genre(words) or self._huis.kent(words) or _LABELLED.match(words)
        return not is_own and bool(_GENRE.fullmatch(words) or part.niveau == 0)

    def _row(self, row: list[str]) -> None:
        cells = [cell for cell in row if cell.strip()]
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        if len(cells) == 1 or not any(self._label(plat(label)) for label, _ in pairs):
            if len(cells) == 2 and _plain_label(plat(cells[0])):
                self._other(plat(cells[0]), cells[1])
            else:
                for cell in cells:
                    for line in cell.split("\\\n"):
                        self.line(line)
            return
        for label, value in pairs:
            name = self._label(plat(label))
            for line in value.split("\\\n") if name else ():
                self.head.zet(name or "", line)
            if name is None:
                self._other(plat(label), value)
        if len(cells) % 2:
            self.line(cells[-1])

    def _other(self, label: str, value: str) -> None:
        label = " ".join(label.split()).rstrip(" :")
        if label in self.head.overige or not _plain_label(label):
            self.head.los.append(f"{label}: {plat(value)}")
        else:
            self.head.overige[label] = " ".join(value.replace("\\\n", " ").split())

    def line(self, text: str, in_margin: bool = False) -> None:
        """Take in one line; in the margins of pages stands what the head has said already."""
        line = plat(text).strip() if not in_margin else text.strip()
        found = _LABELLED.match(line)
        name = self._label(found["label"]) if found else None
        if not line:
            return
        if self._label(line) and not in_margin:
            self.finish()
            self._waiting = line
        elif name and found and (found["value"] or not in_margin):
            self.finish()
            self._fill(name, _behind_label(text, found["value"]), in_margin)
        elif number := self._number(line):
            self._fill("zaaknummer", number, in_margin)
        elif self._huis.is_genre(line) or self._huis.kent(line):
            self._waiting = self._waiting if in_margin else None
        elif self._waiting:
            self._fill(self._label(self._waiting) or "", text, in_margin)
            self._waiting = None
        elif _AANHEF.match(line) and not in_margin:
            self._fill("aanhef", text, in_margin)
        elif (date := _DATE.match(line)) and genoteerd(date["date"]):
            self._fill("datum", line, in_margin)
        elif _AAN.match(line) and not in_margin:
            self._fill("aan", text, in_margin)
        else:
            self.head.los.append(line)

    def _fill(self, name: str, value: str, in_margin: bool) -> None:
        """Give a field its value, unless this is said for the second time."""
        before = [sleutel(plat(one)) for one in self.head.velden.get(name, ())]
        if sleutel(plat(value)) in before:
            return
        if in_margin and before:
            self.head.los.append(plat(value))
        else:
            self.head.zet(name, value)

    def finish(self) -> None:
        """Keep a label that got no value."""
        if self._waiting:
            self.head.los.append(self._waiting)
            self._waiting = None

    def without_page_ends(self, delen: list[Deel]) -> Iterator[Deel]:
        """Take out what pages have at their ends, and join the paragraph that they cut in two."""
        before: Deel | None = None
        cut = False
        for part in delen:
            lines = [plat(line).strip() for line in _lines(part)]
            is_end = isinstance(part, Alinea | Kop) and all(
                _PAGE.fullmatch(line) or self._number(line) or (line and self._huis.kent(line))
                for line in lines
            )
            if is_end and lines and not (isinstance(part, Kop) and self._huis.sectie(lines[0])):
                for line in lines:
                    self.head.regels.append(line)
                    if number := self._number(line):
                        self._fill("zaaknummer", number, in_margin=True)
                cut = True
                continue
            if before is not None:
                if (
                    cut and isinstance(before, Alinea | Punt) and isinstance(part, Alinea)
                    and lines[0][:1].islower() and not re.search(r"[.:;!?]$", before.tekst)
                ):  # fmt: skip
                    before.tekst += f" {part.tekst}"
                    cut = False
                    continue
                yield before
            before, cut = part, False
        if before is not None:
            yield before


def _lines(part: Deel) -> Iterator[str]:
    if isinstance(part, Alinea | Kop | Punt):
        yield from part.tekst.split("\\\n")
    elif isinstance(part, Beeld):
        yield ""


def _plain_label(text: str) -> bool:
    return 0 < len(text.split()) <= 5 and len(text) <= 40


def _behind_label(text: str, value: str) -> str:
    """Return what stands behind the label of a line, with its marks if they can be told apart."""
    for mark in (":", "\t"):
        rest = text.partition(mark)[2].strip(" \t:*_")
        if rest and sleutel(plat(rest)) == sleutel(value):
            return rest
    return value
