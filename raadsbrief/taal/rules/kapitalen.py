"""Rules about capitals: one word, with and without them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.vondst import Plaats, Vondst, anders_dan
from raadsbrief.taal.words import data


def afkortingen(letter: Letter) -> Iterator[Vondst]:
    """*WMO* beside *Wmo*, *Whatsapp* beside *WhatsApp*: one short form, with other capitals."""
    known = data.words("bekende-afkortingen.txt")
    places: dict[str, list[Plaats]] = defaultdict(list)
    for stuk in letter.stukken:
        if stuk.tekst.isupper():
            continue
        for zin in stuk.zinnen:
            for i, word in enumerate(zin.woorden):
                capitals = sum(c.isupper() for c in word.tekst)
                begins_sentence = i == 0 and capitals == 1
                if len(word.tekst) > 2 and word.soort == "woord" and not begins_sentence:
                    places[word.tekst.lower()].append((stuk, word.start))
    for small, found in places.items():
        forms = _vormen(found, len(small))
        short = any(sum(c.isupper() for c in form) > 1 for form in forms)
        is_word = small in forms and small.upper() not in known and re.search("[aeiouy]", small)
        if short and len(forms) > 1 and not is_word:
            yield from _zeldzame(found, forms)


_NA = r"(?=[,.;:)]|\s(?!van\b|voor\b)[a-z]|$)"
# In a name such as `College van Dijk` or `Raad van State` a capital is right.
_AMBT = (
    "college|raad|gemeente|gemeenteraad|rijk|provincie|kabinet|wethouder|burgemeester|commissie|"
    "griffie"
)
_AMBTEN = re.compile(rf"\b(?i:het|de|uw|ons|onze) (?P<w>(?i:{_AMBT})){_NA}")
_U = re.compile(r"(?<=[a-zà-ÿ,] )(?P<w>[Uu]|[Uu]w)(?= [a-zà-ÿ])")


def aanspreken(letter: Letter) -> Iterator[Vondst]:
    """*het College* beside *het college*, *U* beside *u*: the form that is used least."""
    for pattern in (_AMBTEN, _U):
        places: dict[str, list[Plaats]] = defaultdict(list)
        for stuk in letter.proza():
            for match in pattern.finditer(stuk.tekst):
                places[match["w"].lower()].append((stuk, match.start("w")))
        for small, found in places.items():
            forms = _vormen(found, len(small))
            if len(forms) > 1:
                yield from _zeldzame(found, forms)


def _vormen(found: list[Plaats], length: int) -> Counter[str]:
    return Counter(stuk.tekst[start : start + length] for stuk, start in found)


def _zeldzame(found: list[Plaats], forms: Counter[str]) -> Iterator[Vondst]:
    """Yield the places of all but the form that stands there most."""
    best = max(forms, key=lambda form: (forms[form], form))
    yield from anders_dan(best, found)
