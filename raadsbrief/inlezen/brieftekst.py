"""The text of the draft: fields, sections in blocks, and at the end what has no place yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from raadsbrief.inlezen import schrijven
from raadsbrief.inlezen.feiten import Feiten
from raadsbrief.inlezen.huis import Huis, sleutel
from raadsbrief.inlezen.kenmerken import Hoofd
from raadsbrief.inlezen.proza import genoemd, markdown, one_line
from raadsbrief.inlezen.secties import Indeling, Sectie, Tekstblok, blokken
from raadsbrief.inlezen.slot import Slot
from raadsbrief.inlezen.stuk import Alinea, Beeld, Deel, Stuk, Tabel, letterlijk, plat
from raadsbrief.inlezen.velden import velden
from raadsbrief.model import Brief

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/jpg": "jpg", "image/svg+xml": "svg"}


@dataclass(frozen=True)
class Brontekst:
    """A document, taken apart."""

    file: str
    gemeente: str
    programma: str | None
    stuk: Stuk
    hoofd: Hoofd
    slot: Slot
    indeling: Indeling


@dataclass
class Geschreven:
    """The text of a draft, its images by path, and what the author must know."""

    tekst: str
    beelden: dict[str, bytes] = field(default_factory=dict)
    meldingen: list[str] = field(default_factory=list)


def schrijf(bron: Brontekst, huis: Huis, feiten: Feiten, names: Iterator[str]) -> Geschreven:
    """Write the draft."""
    return _Writer(bron, huis, feiten, names).write()


class _Writer:
    def __init__(self, bron: Brontekst, huis: Huis, feiten: Feiten, names: Iterator[str]) -> None:
        self._bron = bron
        self._huis = huis
        self._feiten = feiten
        self._names = names
        self._los = [*bron.hoofd.los, *bron.slot.los]
        self._noted: set[str] = set()
        self.found = Geschreven("", meldingen=list(bron.stuk.meldingen))

    def write(self) -> Geschreven:
        """Write all lines of the file, in the order in which letters have them."""
        lines = ["# yaml-language-server: $schema=../schema/brief.schema.json"]
        lines += schrijven.opmerking(
            f"Concept, ingelezen uit {self._bron.file}. Lees het na naast het document; wat nog "
            "open is, staat erbij met `vul in`, en wat geen plaats kreeg, staat aan het eind."
        )
        lines += ["", *self._fields(), ""]
        body = [*self._sections()]
        lines += body or ["tekst:    # vul in: het document heeft geen tekst", ""]
        lines += self._after()
        lines += self._rest()
        self.found.tekst = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"
        return self.found

    # --- Fields ---

    def _fields(self) -> Iterator[str]:
        bron = self._bron
        fields, open_ = velden(bron.hoofd, bron.slot, self._huis, self._los)
        fields = {"gemeente": bron.gemeente, "programma": bron.programma, **fields}
        if bron.programma is None:
            open_["programma"] = ", of haal weg: welk programma, staat niet in het document"
        for name in Brief.model_fields:
            value = fields.get(name)
            if value and self._is_right(name, value):
                proposals = self._proposed(one_line(str(value))) if isinstance(value, str) else []
                yield from proposals
                yield from schrijven.veld(name, value)
            elif name in open_:
                lead = "# " if name == "programma" else ""
                yield f"{lead}{name}:    # vul in{open_[name]}"

    def _is_right(self, name: str, value: Any) -> bool:
        """Ask the model whether a field can have a value; what it cannot have has no place."""
        try:
            Brief.model_validate({"gemeente": "x", "tekst": "x", name: value})
        except ValidationError:
            self._los.append(f"{name}: {value if isinstance(value, str) else _flat(value)}")
            return False
        return True

    # --- Sections ---

    def _sections(self) -> Iterator[str]:
        indeling = self._bron.indeling
        if indeling.boven:
            if self._huis.koppen:
                yield from schrijven.opmerking(
                    "Deze tekst staat niet onder een vaste kop. Zet haar bij een sectie als zij "
                    f"daar hoort: {', '.join(self._huis.gemeente.secties)}"
                )
            yield from self._content("tekst", indeling.boven, 0)
            yield ""
        filled = {
            name: one for name, one in indeling.secties.items() if self._has_content(name, one)
        }
        if filled:
            yield "secties:"
        for name, sectie in filled.items():
            for i, kop in enumerate(sectie.koppen):
                if i or (name in self._huis.gemeente.secties and sleutel(kop) != sleutel(name)):
                    yield from schrijven.opmerking(kop, 2)
            for kop in sectie.vreemd:
                yield from schrijven.opmerking(
                    f"'{kop}' is geen vaste kop van de gemeente, en staat hier als tussenkop.", 2
                )
            yield from self._content(name, sectie.delen, 2)
            yield ""
        if self._huis.koppen and not indeling.secties:
            self.found.meldingen.append(
                "geen enkele kop van de gemeente is gevonden; alles staat bij `tekst`"
            )

    def _has_content(self, name: str, sectie: Sectie) -> bool:
        """Tell whether a section says more than the gemeente has it say when it is empty."""
        words = sleutel(" ".join(plat(one.tekst) for one in sectie.delen if hasattr(one, "tekst")))
        fixed = self._huis.gemeente.secties.get(name)
        if fixed is not None and fixed.leeg is not None and words == sleutel(plat(fixed.leeg)):
            self._los_known(sectie)
            return False
        if not sectie.delen:
            self._bron.hoofd.regels += sectie.koppen
        return bool(sectie.delen)

    def _los_known(self, sectie: Sectie) -> None:
        self._bron.hoofd.regels += sectie.koppen
        self._bron.hoofd.regels += [
            plat(one.tekst) for one in sectie.delen if hasattr(one, "tekst")
        ]

    def _content(self, name: str, delen: list[Deel], indent: int) -> Iterator[str]:
        blocks = blokken(self._with_images(delen))
        if len(blocks) == 1 and blocks[0].kop is None and blocks[0].tabel is None:
            lines = markdown(blocks[0].delen, self._bron.stuk.noten)
            yield from self._proposed("\n".join(lines), indent)
            self._noted |= genoemd("\n".join(lines))
            yield from schrijven.tekst(name, lines, indent)
            return
        yield " " * indent + f"{schrijven.sleutelwoord(name)}:"
        for block in blocks:
            yield from self._block(block, indent + 2)

    def _block(self, block: Tekstblok, indent: int) -> Iterator[str]:
        inner = " " * (indent + 2)
        lines = [] if block.tabel else markdown(block.delen, self._bron.stuk.noten)
        words = _flat(block.tabel.tabel) if block.tabel else "\n".join(lines)
        yield from self._proposed(f"{block.kop or ''}\n{words}", indent)
        self._noted |= genoemd(words)
        if block.tabel and block.tabel.melding:
            yield from schrijven.opmerking(f"Let op: {block.tabel.melding}.", indent)
        if block.kop is None and block.tabel is None:
            yield from schrijven.tekst("", lines, indent)
            return
        own: list[str] = []
        if block.kop is not None:
            own += schrijven.veld("kop", one_line(block.kop), indent + 2)
        if block.tabel is not None:
            own += schrijven.veld("tabel", block.tabel.tabel, indent + 2)
        else:
            own += schrijven.tekst("tekst", lines, indent + 2)
        yield " " * indent + "- " + own[0].removeprefix(inner)
        yield from own[1:]

    def _proposed(self, text: str, indent: int = 0) -> list[str]:
        """Write which facts of the programme a text says in its own words."""
        lines: list[str] = []
        for words, fact in self._feiten.voorstellen(text):
            lines.append(" " * indent + f"# Feit van het programma: {words} is {fact}")
        return lines

    def _with_images(self, delen: Sequence[Deel]) -> list[Deel]:
        """Give each image a file, and put it in the text without a description."""
        found: list[Deel] = []
        for part in delen:
            if not isinstance(part, Beeld):
                found.append(part)
                continue
            ending = _ENDINGS.get(part.soort)
            if ending is None:
                kind = part.soort.rpartition("/")[2] or "onbekend"
                self._los.append(f"een afbeelding van de soort {kind}: bewaar haar als PNG")
                continue
            path = f"{next(self._names)}.{ending}"
            self.found.beelden[path] = part.data
            alt = letterlijk(" ".join(part.beschrijving.split()))
            found.append(Alinea(f"![{alt}]({path})"))
        if len(found) == len(delen) and any(isinstance(part, Beeld) for part in delen):
            self.found.meldingen.append(
                "de afbeeldingen staan in beelden/; schrijf tussen [ en ] wat erop te zien is"
            )
        return found

    # --- The end ---

    def _after(self) -> Iterator[str]:
        """Write what stood below the signatures."""
        rest = self._bron.slot.erna
        if any(
            isinstance(part, Tabel) or len(str(getattr(part, "tekst", "")).split()) > 8
            for part in rest
        ):
            yield from self._content("na_ondertekening", rest, 0)
            yield ""
        else:
            self._los += [_with_mark(part) for part in rest if hasattr(part, "tekst")]

    def _rest(self) -> Iterator[str]:
        noten = self._bron.stuk.noten
        self._los += [
            f"Noot: {plat(text)}" for name, text in noten.items() if name not in self._noted
        ]
        self._los += self._bron.stuk.opmerkingen
        if self._los:
            yield "# Niet geplaatst. Zet het in de brief, of haal het weg:"
            for text in self._los:
                yield from schrijven.opmerking(f"- {one_line(text)}", width=110)
            self.found.meldingen.append(
                "wat geen plaats kreeg, staat aan het eind van het bestand, onder Niet geplaatst"
            )
            yield ""
        known = [
            line for line in (*self._bron.hoofd.regels, *self._bron.slot.regels) if line.strip()
        ]
        if known:
            yield "# Zo stonden het hoofd en het slot in het document. Vergelijk, en haal dit weg:"
            for text in known:
                yield from schrijven.opmerking(f"- {one_line(text)}", width=110)


def _with_mark(part: Any) -> str:
    mark = getattr(part, "teken", "-")
    return plat(part.tekst) if mark == "-" else f"{mark} {plat(part.tekst)}"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{_flat(one)}" for one in value.values())
    if isinstance(value, list | tuple):
        return " ".join(map(_flat, value))
    return "" if value is None else str(value)
