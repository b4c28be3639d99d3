"""Content never becomes HTML: whatever stands in whatever field, it is text or it is refused."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from conftest import STAD, TESTS
from fuzz.formats import faults
from pydantic import BaseModel
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import ContentError, Diagnostic
from raadsbrief.model import Brief, Gemeente, Programma
from raadsbrief.record.outcome import Outcome
from raadsbrief.report.formats import Format
from raadsbrief.report.report import Report
from raadsbrief.work import pipeline
from raadsbrief.yaml.source import parse

# Letters in which every kind of block and table stands, and what they refer to.
TABLES = """\
zaaknummer: 2026-099
datum: 2026-05-20
gemeente: voorbeeldstad
programma: wijken-aan-zet
secties:
  kern:
    - tabel:
        bijschrift: Raming
        noot: Bron
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        rijen: [[Park, 1200], [Flats, 300]]
        totaal: [Samen, 1500]
    - tabel:
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        groepen:
          - naam: Wonen
            rijen: [[Park, 1200], [Flats, 300]]
            subtotaal: [Deel, 1500]
          - naam: Werk
            rijen: [[Haven, 10]]
            subtotaal: Rest
        totaal: Alles
    - grafiek:
        soort: staven
        bijschrift: Beeld
        beschrijving: Wat er te zien is
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        rijen: [[Park, 1200], [Flats, 300]]
        totaal: [Bij elkaar, 1500]
    - planning: [{wanneer: 2026-06, wat: Start, wie: Team}]
    - vragen: [{vraag: "Hoe?", antwoord: Zo.}]
"""
SIGNS = "\x1b\x07\u202e\u2066\x9b"
EVIL = {
    "html": "</p></td></section></body><script>x</script><style>td{font-size:0}</style><img src=x>",
    "link": "[a](javascript:x) <file:///etc/passwd> [b](file:///etc/passwd) ![c](http://x.nl/c.png)",
    "fact": "{{ programma.geen_feit }}",
    "sign": SIGNS,
}
# What no other letter here has.
RARE = """\
zaaknummer: 2026-098
kenmerk: Kenmerk
datum: 2026-05-20
gemeente: waterkant
programma: wijken-aan-zet
negeer: [{code: RB402, woorden: De Wmo}]
genre: Brief
onderwerp: Onderwerp
aan: [de raad]
aanhef: Geachte raad,
soort: [eigen soort, afdoening toezegging]
toezegging: [T1]
afdoening: [cijfers]
motie: [M1]
raadsvragen: [V1]
portefeuillehouder: [Iemand]
portefeuille: [Iets]
commissie: Commissie
afdeling: Afdeling
steller: [{naam: S. Steller, functie: adviseur, telefoon: 14 010, email: s@waterkant.example}]
eerdere_besluiten: [Besluit]
overige_kenmerken: {Wijk: Centrum}
bijlagen: [{titel: Kaart, nummer: "1"}, Plan]
geheimhouding: {grond: "5.1 lid 2 b", opheffing_door: de raad}
afzender:
  naam: De raad
  naam_voluit: Raad van Waterkant
  adres: {straat: Kade 2, postcode: 1296 AA, plaats: WATERKANT}
  postadres: {straat: Postbus 2, postcode: 1296 AA, plaats: WATERKANT}
  telefoon: 14 0297
  email: raad@waterkant.example
  website: www.waterkant.example
  logo: {bestand: beelden/wijk.svg, alternatief: Beeldmerk}
  afsluiting: [Met groet,]
  ondertekening: {naam: R. Raad, functie: voorzitter}
adres: {straat: Kade 3, postcode: 1296 AA, plaats: WATERKANT}
voetnoot: Een noot bij de titel
koppen: {bericht: Een bericht}
ondertekening:
  functies: [{naam: T. Tekenaar, functie: griffier}]
  onder: [Getekend in het systeem.]
afsluiting: [Hoogachtend, de raad]
afkortingen: {Wmo: Wet maatschappelijke ondersteuning}
tekst:
  - kop: Kop
    tekst: De Wmo in de brief.
secties:
  bericht:
    - tabel:
        bijschrift: Lasten[^a]
        letters: [P, Q]
        leeg: n.b.
        kolommen:
          - kop: 2026
            kolommen: [{kop: Post, naam: P}, {kop: "Kosten[^b]", naam: K, soort: bedrag}]
          - {kop: Samen, soort: bedrag, som_van: [K]}
          - {kop: Deel, soort: percentage, aandeel_van: K}
        groepen:
          - naam: Eerste
            rijen:
              - tussenkop: Tussen
              - {P: Park, K: 5}
              - {cellen: [Bij elkaar, "", "", ""], som: P}
            subtotaal: {P: Deel}
        totaal: {P: Samen}
        noten: {a: Noot, b: Nog een noot}
        noot: [Bron, Stand]
    - grafiek:
        soort: staven
        kolommen: [Post, {kop: Kosten, soort: bedrag}]
        rijen: [[Park, 1200], [Flats, 300]]
        noot: Onder de grafiek
    - vragen: [{vraag: "Hoe?", antwoord: [Zo., {tekst: Ook zo.}], nummer: 3a}]
    - formulier:
        kolommen: 2
        velden:
          - {veld: Naam, waarde: R. Raadslid}
          - {veld: Geheim, keuzes: ["Ja", "Nee"], aangekruist: ["Nee"]}
          - Leeg
    - toezeggingen: [cijfers]
    - planning: [stap]
na_ondertekening:
  - kop: Bijgevoegd
    tekst: Een bericht.
"""
OWN_KINDS = """\
  eigen soort:
    genre: Eigen
    voetnoot: Vaste noot
    afzender: college
    aan: [de raad]
    aanhef: Geachte raad,
    afsluiting: [Groet,]
    ondertekening: {functies: [secretaris], onder: Regel}
    labels: {steller: Van wie}
    zaaknummer: {label: Nummer, patroon: ["JJJJ-###"]}
    secties: {bericht: {kop: Bericht, leeg: Geen.}}
    eigen_koppen: ja
"""
WOONFONDS = """\
    naam: Woonfonds
    verstrekker: het Rijk
    project: Flats
    slot: Tot hier.
"""
OF_PROGRAMME = """\
ambitie: Iedereen woont hier graag.
uitvoeringsprogramma:
  {naam: Plan, periode: 2025-2027, vastgesteld: 2025-04, vastgesteld_door: het college}
toezeggingen:
  cijfers: {tekst: Er komen cijfers, nummer: T2, afgedaan_met: een brief}
planning:
  stap: {wanneer: 2026-09, wat: Een stap, wie: Team}
"""
LETTERS = {
    "2026-014": (STAD / "brieven" / "2026-014.yaml").read_text(),
    "2026-910": (TESTS / "data" / "2026-910.yaml").read_text(),
    "2026-930": (TESTS / "data" / "2026-930.yaml").read_text(),
    "tabellen": TABLES,
    "zeldzaam": RARE,
}
SOORTEN = TESTS / "data" / "soorten"
GEMEENTEN = {
    "gemeenten/voorbeeldstad.yaml": (STAD / "gemeenten" / "voorbeeldstad.yaml").read_text(),
    "gemeenten/waterkant.yaml": (SOORTEN / "gemeenten" / "waterkant.yaml")
    .read_text()
    .replace("soorten:\n", f"soorten:\n{OWN_KINDS}"),
}
WITH = {  # the letters that show what stands in a file
    "gemeenten/voorbeeldstad.yaml": ("2026-014",),
    "gemeenten/waterkant.yaml": ("zeldzaam", "griffie", "beantwoording"),
    "programmas/wijken-aan-zet.yaml": ("2026-014", "zeldzaam"),
}
FILES = {
    **{f"brieven/{name}.yaml": text for name, text in LETTERS.items()},
    **GEMEENTEN,
    "programmas/wijken-aan-zet.yaml": OF_PROGRAMME
    + (STAD / "programmas" / "wijken-aan-zet.yaml")
    .read_text()
    .replace("energievisie]\n", "energievisie]\n    slot: Tot zover.\n")
    .replace("    naam: Woonfonds\n", WOONFONDS),
}
Path_ = tuple[str, ...]
Field = tuple[type[BaseModel], str, bool]


def places(text: str) -> dict[Path_, tuple[int, int]]:
    """Return where each value and each free key stands, one of those with the same path.

    A path is the keys on the way, without numbers in lists: all items are of one kind.
    """
    found: dict[Path_, tuple[int, int]] = {}

    def walk(node: Node | None, path: Path_, *, is_key: bool = False) -> None:
        if isinstance(node, ScalarNode):
            begin, end = node.start_mark.index, node.end_mark.index
            found.setdefault((*path, "<key>") if is_key else path, (begin, _end(text, end)))
        for item in node.value if isinstance(node, SequenceNode) else ():
            walk(item, path)
        for key, value in node.value if isinstance(node, MappingNode) else ():
            is_free = bool(path) and path[-1] in FREE and key.value not in NAMES
            if is_free:
                walk(key, path, is_key=True)
            walk(value, (*path, "*" if is_free else key.value))

    walk(parse(text, "t").root, ())
    return found


def _end(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def text_fields(model: type[BaseModel] = Brief) -> Iterator[Field]:
    """Yield each field of a model, and of those in it, that holds text, and whether as its keys."""
    for name, field in model.model_fields.items():
        yield from _of(model, name, field.rebuild_annotation())


def _of(model: type[BaseModel], name: str, kind: Any) -> Iterator[Field]:
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        yield model, name, True
        arguments = arguments[1:]
    elif get_origin(kind) is Annotated:
        arguments = arguments[:1]
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        if (model, name, kind) not in SEEN:
            SEEN.add((model, name, kind))
            yield from text_fields(kind)
    elif isinstance(kind, type) and issubclass(kind, str):
        yield model, name, False
    for argument in arguments if get_origin(kind) is not Literal else ():
        yield from _of(model, name, argument)


SEEN: set[Any] = set()
FIELDS = {*text_fields(Brief), *text_fields(Gemeente), *text_fields(Programma)}
NAMES = {name for _, name, _ in FIELDS}
FREE = {name for _, name, is_key in FIELDS if is_key}
ONE_OF_EACH = {
    (name.partition("/")[0], *path): (name, *place)
    for name, text in FILES.items()
    for path, place in places(text).items()
}
PLACES = list(ONE_OF_EACH.values())


class Elements(HTMLParser):
    """Counts the elements of a page, and collects where they lead to and fetch from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.addresses: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag] += 1
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name in ("href", "src"):
                self.addresses.append((tag, value or ""))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(STAD, tmp_path_factory.mktemp("inhoud") / "content")
    shutil.copytree(SOORTEN, folder, dirs_exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def pages(content: Path, name: str, refusals: list[Diagnostic]) -> Iterator[str]:
    """The pages of the letters that a file is part of, as far as they are made."""
    read = Content(content)
    for letter in WITH.get(name, (Path(name).stem,)):
        try:
            yield pipeline.page(read, letter)
        except ContentError as error:
            assert error.diagnostics
            refusals += error.diagnostics


def _are_shown_safely(found: list[Diagnostic]) -> None:
    for format_ in Format:
        report = Report(format_)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            report.add(Outcome((), tuple(found), 1))
            report.close()
        assert not [*faults(format_, out.getvalue(), err.getvalue(), len(report.shown()))]


def _is_safe(page: str) -> None:
    elements = Elements(page)
    found = elements.found
    assert (found["script"], found["style"], found["body"]) == (0, 1, 1)
    assert "geen_feit" not in page
    assert not any(sign in page for sign in SIGNS)
    for tag, address in elements.addresses:
        allowed = r"#|https?:|mailto:|tel:" if tag == "a" else r"data:|brief\.css|#"
        assert re.match(allowed, address), (tag, address[:80])


@pytest.mark.parametrize("evil", EVIL)
def test_no_field_becomes_html(content: Path, evil: str) -> None:
    made, refusals = 0, list[Diagnostic]()
    # A control is refused by the types of the fields, which are few.
    for name, start, end in PLACES[:: 3 if evil == "sign" else 1]:
        text = FILES[name]
        (content / name).write_text(text[:start] + json.dumps(f"x {EVIL[evil]}") + text[end:])
        for page in pages(content, name, refusals):
            made += 1
            _is_safe(page)
        (content / name).write_text(text)
    _are_shown_safely(refusals)
    assert made > 4 or evil != "html"  # facts are refused, wherever they are printed


def test_every_field_of_text_is_reached() -> None:
    """The fields are those of the models, so that one that is added later is asked for here."""
    there = set()
    for text in FILES.values():
        for *_, last in (path for path in places(text)):
            there.add(last)
        there |= {(path[-2], "<key>") for path in places(text) if path[-1] == "<key>"}
        there |= {path[-2] for path in places(text) if path[-1] == "*"}
    missing = {
        f"{model.__name__}.{name}"
        for model, name, is_key in FIELDS
        if ((name, "<key>") if is_key else name) not in there
    }
    assert not missing


def test_the_letters_are_right(content: Path) -> None:
    for name in FILES:
        assert len([*pages(content, name, [])]) == len(WITH.get(name, (name,))), name
