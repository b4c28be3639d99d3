"""Rules that compare how one name is written: its dash, its `&`, its initials, its capitals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import soorten
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.vondst import Plaats, Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import ZELFSTANDIG, lexicon

_KAP = r"[A-ZÀ-Þ][\w’']*"
_STREEP = re.compile(rf"(?<![\w–-]){_KAP}(?: ?[-–—‑] ?{_KAP}){{1,3}}(?![\w–-])")
_EN = re.compile(rf"(?<![\w&-]){_KAP} (?:&|en|En) {_KAP}(?![\w&-])")
_VOORLETTERS = re.compile(
    r"(?<![\w.&-])(?P<letters>[A-Z](?:\.? ?[A-Z]){0,3}\.?) "
    r"(?P<naam>(?:(?:van|de|der|den|ten|ter|het|’t|'t) ){0,3}[A-ZÀ-Þ][a-zà-ÿ]{2,}(?:-[A-Z]\w+)?)"
)


def streepjes_en_tekens(letter: Letter) -> Iterator[Vondst]:
    """*Oost–West* beside *Oost-West*, *Jansen & Co* beside *Jansen en Co*, *J.P.* beside *JP*."""
    yield from _vergelijk(letter, _STREEP, lambda m: re.sub(r" ?[-–—‑] ?", "-", m[0]).lower())
    yield from _vergelijk(letter, _EN, lambda m: re.sub(r" (?:&|en|En) ", "&", m[0]).lower())
    yield from _vergelijk(
        letter, _VOORLETTERS, lambda m: re.sub(r"[^A-Z]", "", m["letters"]) + " " + m["naam"]
    )


def _vergelijk(
    letter: Letter, pattern: re.Pattern[str], key: Callable[[re.Match[str]], str]
) -> Iterator[Vondst]:
    """Yield the places where a name is written otherwise than it mostly is."""
    places: dict[str, list[Plaats]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for stuk in letter.stukken:
        for match in pattern.finditer(stuk.tekst):
            name = key(match)
            written = match[0].replace("‑", "-")
            forms[name][written] += 1
            places[name].append((stuk, match.start()))
    for name, found in places.items():
        if len(forms[name]) < 2 or len({form.lower() for form in forms[name]}) < 2:
            continue
        best = max(forms[name], key=lambda form: (forms[name][form], _gewoon(form)))
        for stuk, start in found:
            again = pattern.match(stuk.tekst, start)
            written = again[0].replace("‑", "-") if again else best
            if written.lower() != best.lower():
                yield Vondst(
                    Code.VARIANT, Severity.WAARSCHUWING, stuk, start, len(written),
                    f"'{written}' staat elders als '{best}'", "kies één schrijfwijze", best,
                )  # fmt: skip


def _gewoon(form: str) -> int:
    """Tell how usual a form is: a hyphen without spaces, and initials with full stops."""
    return ("-" in form and " -" not in form) + bool(re.match(r"(?:[A-Z]\.)+ ", form))


_FUNCTIES = (
    "wethouder|burgemeester|gemeentesecretaris|griffier|raadsgriffier|raadslid|minister|"
    "gedeputeerde|"
    "staatssecretaris|directeur|voorzitter|portefeuillehouder|fractievoorzitter|commissaris"
)
_FUNCTIE = re.compile(rf"(?<=[a-zà-ÿ,] )(?P<w>(?i:{_FUNCTIES})) (?=[A-ZÀ-Þ][a-zà-ÿ])")
_COLLEGE = re.compile(r"(?<=[a-zà-ÿ,] )(?P<w>(?i:college van burgemeester en wethouders))\b")
_B_EN_W = re.compile(r"(?<![\w&])(?P<w>B&W|B & W|B en W|b en w|B\. en W\.|BenW)(?![\w&])")


def functies(letter: Letter) -> Iterator[Vondst]:
    """*Wethouder Jansen* beside *wethouder De Vries* inside a sentence; *B&W* beside *B en W*."""
    for pattern in (_FUNCTIE, _COLLEGE, _B_EN_W):
        places: dict[str, list[tuple[Plaats, str]]] = defaultdict(list)
        for stuk in letter.proza():
            for match in pattern.finditer(stuk.tekst):
                group = "b&w" if pattern is _B_EN_W else match["w"].lower()
                places[group].append(((stuk, match.start("w")), match["w"]))
        for found in places.values():
            forms = Counter(written for _, written in found)
            best = max(forms, key=lambda form: (forms[form], form))
            for (stuk, start), written in found:
                if written != best:
                    yield Vondst(
                        Code.VARIANT, Severity.WAARSCHUWING, stuk, start, len(written),
                        f"'{written}' staat elders als '{best}'", "kies één schrijfwijze", best,
                    )  # fmt: skip


_SOORTNAAM = re.compile(
    r"(?<=[a-zà-ÿ,] )(?:de|het|deze|dit|onze|ons|uw) "
    r"(?P<w>[A-ZÀ-Þa-zà-ÿ][a-zà-ÿ]{4,})(?=[,.;:)]|$| (?![A-ZÀ-Þ\d‘“'\"]))"
)
# With a capital these name one body or place, without it a kind of thing.
_OOK_NAAM = data.of(
    "kamer staat staten park hof unie koning kroon binnenhof waard veluwe oost west"
)
_MINSTENS = 2


def soortnaam_met_hoofdletter(letter: Letter) -> Iterator[Vondst]:
    """*de Omgevingsvisie* beside *de omgevingsvisie*: a common noun, with and without a capital."""
    places: dict[str, list[Plaats]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for stuk in letter.proza():
        for match in _SOORTNAAM.finditer(stuk.tekst):
            word = match["w"]
            forms[word.lower()][word] += 1
            places[word.lower()].append((stuk, match.start("w")))
    for small, found in places.items():
        if len(forms[small]) < 2 or small in _OOK_NAAM:
            continue
        if not set(ZELFSTANDIG) & set(soorten(small)) or lexicon().tags(small.capitalize()):
            continue
        if forms[small][small] < _MINSTENS * (len(found) - forms[small][small]):
            continue
        for stuk, start in found:
            written = stuk.tekst[start : start + len(small)]
            if written != small:
                yield Vondst(
                    Code.VARIANT, Severity.WAARSCHUWING, stuk, start, len(small),
                    f"'{written}' staat elders als '{small}'", "kies één schrijfwijze", small,
                )  # fmt: skip
