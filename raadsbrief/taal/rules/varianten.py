"""Rules that compare words with each other: one name or term, written in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import woordenboek
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Plaats, Vondst, anders_dan
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import lexicon
from raadsbrief.taal.words.woorden import Woord

# Shorter words meet by chance: `voor al` and `vooral`. One word can have a hyphen or not: `email`.
_KORTSTE, _KORTSTE_WOORD = 8, 5
_DEEL = 3


@dataclass(frozen=True, slots=True)
class Plek:
    """Where one to three words stand, and how they are written there."""

    stuk: Stuk
    start: int
    vorm: str


def schrijfwijzen(letter: Letter) -> Iterator[Vondst]:
    """*jeugdhulp organisaties* where *jeugdhulporganisaties* stands elsewhere: one term, two forms.

    The letter, what it shows of its programme, and earlier letters are compared.
    """
    places: dict[str, list[Plek]] = defaultdict(list)
    for stuk in (*letter.stukken, *letter.eerdere):
        for letters, plek in stuk.once(_termen):
            places[letters].append(plek)
    now = frozenset(letter.stukken)
    for found in places.values():
        if any(plek.vorm != found[0].vorm for plek in found):
            yield from _afwijkende(found, Counter(plek.vorm for plek in found), now)


def _termen(stuk: Stuk) -> tuple[tuple[str, Plek], ...]:
    """Return each run of one to three words that could be one term, under its letters alone."""
    return tuple((plek.vorm.replace("-", "").replace(" ", ""), plek) for plek in _plekken(stuk))


def _plekken(stuk: Stuk) -> Iterator[Plek]:
    words = stuk.woorden
    for i, first in enumerate(words):
        form = ""
        for n, word in enumerate(words[i : i + 3]):
            if word.soort != "woord" or word.tekst.endswith("-") or word.tekst[0] in "'’":
                break
            if n and stuk.tekst[words[i + n - 1].end : word.start] != " ":
                break
            form += f" {word.klein}" if n else word.klein
            if _kan_term_zijn(form):
                yield Plek(stuk, first.start, form)


def _kan_term_zijn(form: str) -> bool:
    """Tell whether words could be a compound or its parts: long enough, and no small words.

    A first word may be small when two others follow, as in `in werking treding`.
    """
    parts = form.split(" ")
    letters = len(form) - form.count(" ") - form.count("-")
    if len(parts) == 1:
        return letters >= _KORTSTE_WOORD
    rest = parts if len(parts) == 2 else parts[1:]
    return letters >= _KORTSTE and not _klein(rest) and all(len(part) >= _DEEL for part in rest)


def _klein(parts: Sequence[str]) -> bool:
    small = data.words("kleine-woorden.txt")
    return any(part in small for part in parts)


def _afwijkende(found: list[Plek], forms: Counter[str], now: frozenset[Stuk]) -> Iterator[Vondst]:
    """Yield the places of all but the form that most of the text has.

    A form that is a word wins from one that is none, however often that stands there: an earlier
    letter can be wrong.
    """
    best = max(
        forms,
        key=lambda form: (_is_woord(form), forms[form], -form.count(" "), -form.count("-")),
    )
    as_written = next(_tekst(plek) for plek in found if plek.vorm == best)
    others = [form for form in forms if form != best]
    if forms[best] == 1 and len(found) == 2 and _is_woord(best) and all(map(_is_woord, others)):
        return  # one against one, and both are words
    is_here = any(plek.stuk in now for plek in found if plek.vorm == best)
    where = "elders" if is_here else "eerder"
    for plek in found:
        if plek.vorm != best and plek.stuk in now and not _zelfde_rand(plek.vorm, best):
            yield Vondst(
                Code.VARIANT, Severity.WAARSCHUWING, plek.stuk, plek.start, len(plek.vorm),
                f"'{_tekst(plek)}' staat {where} als '{as_written}'",
                "kies één schrijfwijze", _met_kapitaal(as_written, _tekst(plek)),
            )  # fmt: skip


def _is_woord(form: str) -> bool:
    """Tell whether a form is one known word; of words apart or with a hyphen the parts are."""
    if lexicon().tags(form) is not None:
        return True
    return not {" ", "-"} & set(form) and woordenboek().kent(form)


def _zelfde_rand(one: str, other: str) -> bool:
    """Tell whether two forms differ in fewer words, which are compared on their own."""
    a, b = one.split(" "), other.split(" ")
    return len(a) > 1 and len(b) > 1 and (a[0] == b[0] or a[-1] == b[-1])


def _tekst(plek: Plek) -> str:
    return plek.stuk.tekst[plek.start : plek.start + len(plek.vorm)]


def _met_kapitaal(form: str, like: str) -> str:
    """Begin a form as another one begins."""
    first = form[:1].upper() if like[:1].isupper() else form[:1].lower()
    return form if form[:2].isupper() else first + form[1:]


def hoofdletters(letter: Letter) -> Iterator[Vondst]:
    """*Werken in de Energietransitie* beside *Werken in de energietransitie*: one name, two forms.

    Both begin with a capital inside a sentence, so that both are meant as a name.
    """
    names: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[Plaats]] = defaultdict(list)
    for stuk in letter.stukken:
        for start, end in _namen(stuk):
            names[stuk.tekst[start:end].lower()][stuk.tekst[start:end]] += 1
    for stuk in letter.stukken:
        small = stuk.tekst.lower()
        for name in (name for name in names if name in small):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", small):
                written = stuk.tekst[match.start() : match.end()]
                if written[0].isupper() and not written.isupper():
                    places[name].append((stuk, match.start()))
    for name, found in places.items():
        forms = Counter(stuk.tekst[start : start + len(name)] for stuk, start in found)
        if len(forms) > 1:
            yield from _andere_hoofdletters(found, forms)


def _andere_hoofdletters(found: list[Plaats], forms: Counter[str]) -> Iterator[Vondst]:
    capitals = {form: sum(c.isupper() for c in form) for form in forms}
    best = max(forms, key=lambda form: (forms[form], -capitals[form]))
    yield from anders_dan(best, found)


_NAAM = re.compile(
    r"(?<=[a-zà-ÿ,)] )[A-ZÀ-Þ][\w’'-]+(?: (?:van|de|het|der|den|en|in|op|voor|met|te|naar|aan))*"
    r"(?: [A-ZÀ-Þ][\w’'-]+(?: (?:van|de|het|der|den|en|in|op|voor|met|te|naar|aan))*){0,8} "
    r"[A-ZÀ-Þ][\w’'-]+"
)


def _namen(stuk: Stuk) -> Iterator[tuple[int, int]]:
    """Yield the places of names of three words or more inside sentences, shorter and longer."""
    for match in _NAAM.finditer(stuk.tekst):
        for end in re.finditer(r" [A-ZÀ-Þ][\w’'-]+", match[0]):
            if match[0][: end.end()].count(" ") > 1:
                yield match.start(), match.start() + end.end()


def bijna_dezelfde_naam(letter: Letter) -> Iterator[Vondst]:
    """*Troelstaweg* beside *Troelstraweg*: a name that is one letter from another name."""
    names: Counter[str] = Counter()
    places: dict[str, list[tuple[Stuk, Woord]]] = defaultdict(list)
    for stuk, word in _eigennamen(letter.stukken):
        names[word.tekst] += 1
        places[word.tekst].append((stuk, word))
    for _, word in _eigennamen(letter.eerdere):
        names[word.tekst] += 1
    for one, other in _paren(sorted(names)):
        rare, usual = sorted((one, other), key=lambda name: (names[name], len(name)))
        if names[rare] > 2 or not _bijna_gelijk(one, other):
            continue
        for stuk, word in places[rare]:
            yield Vondst(
                Code.NEAR_NAME, Severity.WAARSCHUWING, stuk, word.start, len(word.tekst),
                f"'{rare}' lijkt op '{usual}', dat elders staat",
                f"bedoelde u '{usual}'?", usual,
            )  # fmt: skip


def _eigennamen(stukken: Iterable[Stuk]) -> Iterator[tuple[Stuk, Woord]]:
    """Yield words with a capital that do not begin a sentence."""
    for stuk in stukken:
        for word in stuk.once(_met_kapitaal_binnen):
            yield stuk, word


def _met_kapitaal_binnen(stuk: Stuk) -> list[Woord]:
    inside = (word for zin in stuk.zinnen for word in zin.woorden[1:] if len(word.tekst) >= 7)
    return [word for word in inside if word.tekst[0].isupper() and not word.tekst.isupper()]


_MOST_ALIKE = 30  # names that begin with the same three letters; a letter has three
_MOST_LETTERS = 60


def _paren(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that are about as long, and begin or end in the same way."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for name in names:
        small = name.lower()
        for key in {f"^{small[:3]}", f"{small[-3:]}$"}:
            buckets[key].append(name)
    seen = set()
    for group in buckets.values():
        for i, one in enumerate(group):
            for other in group[i + 1 : i + 1 + _MOST_ALIKE]:
                if abs(len(one) - len(other)) <= 2 and (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other


_SOORTNAAM = re.compile(
    r"(?:straat|weg|laan|plein|wijk|park|hof|dijk|singel|kade|gracht|dorp|stad|burg|berg|pad|steeg)$"
)


def _bijna_gelijk(one: str, other: str) -> bool:
    """Tell whether one of two names is a slip for the other, and no inflection of it."""
    a, b = (name.lower().replace("-", "") for name in (one, other))
    if max(len(a), len(b)) > _MOST_LETTERS:
        return False
    if a == b or a[:-2] == b[:-2] or _stam(a) == _stam(b):
        return False
    if a.startswith(b) or b.startswith(a):
        return False
    own_part = min(len(_SOORTNAAM.sub("", a)), len(_SOORTNAAM.sub("", b)))
    if a[0] != b[0] or re.search(r"\d", a + b):
        return False
    allowed = 2 if min(len(a), len(b)) >= 12 and own_part >= 9 else 1
    # Of short names that differ in one letter, both may exist: Maasstraat and Waasstraat.
    if len(a) == len(b) and own_part < 7 and sorted(a) != sorted(b):
        return False
    distance = afstand(a, b, allowed)
    # Two letters beside each other are more often another word: aanvulling and invulling.
    return distance == 1 or (distance == 2 == allowed and _verschil(a, b) > 2)


def _verschil(a: str, b: str) -> int:
    """Count the letters from the first that differs to the last."""
    begin = _gelijk_begin(a, b)
    return max(len(a), len(b)) - begin - _gelijk_begin(a[begin:][::-1], b[begin:][::-1])


def _gelijk_begin(a: str, b: str) -> int:
    """Count the letters with which two words begin alike."""
    return next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def _stam(name: str) -> str:
    """Take off the endings of plurals, genitives and adjectives."""
    stem = re.sub(r"('?s|en|e|se|n|er|ers)$", "", name)
    return re.sub(r"([aeou])\1", r"\1", re.sub(r"([bdfgklmnprst])\1", r"\1", stem))


def afstand(a: str, b: str, most: int) -> int:
    """Count the letters that differ; two that changed places count as one."""
    previous2: list[int] = []
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            cost = min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (ca != cb))
            if i > 1 and j > 1 and ca == b[j - 2] and a[i - 2] == cb:
                cost = min(cost, previous2[j - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        previous2, previous = previous, current
    return previous[-1]
