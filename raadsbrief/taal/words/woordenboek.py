"""Which words exist: those of the lexicon, well-made compounds, and words of the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from raadsbrief.taal.words.lexicon import (
    BIJVOEGLIJK,
    DE_WOORD,
    ENGELS,
    HET_WOORD,
    IK_VORM,
    NAAM,
    ONVOLTOOID,
    ONVOLTOOID_VERBOGEN,
    TELWOORD,
    VERBOGEN,
    VOLTOOID,
    VOLTOOID_VERBOGEN,
    ZELFSTANDIG,
    ZELFSTANDIG_GEBRUIKT,
    Lexicon,
)

_KORT, _LANG = 3, 9
FIRST, LAST = 4, 5  # the fewest letters of the first and the last part of a compound
_KLINKERBOTSING = frozenset(
    ("aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu")
)
_VOORVOEGSELS = (
    "aarts", "anti", "auto", "bio", "co", "contra", "cyber", "de", "dis", "eco", "ex", "extra",
    "giga", "her", "hyper", "infra", "inter", "intra", "macro", "mede", "mega", "meta", "micro",
    "mini", "mis", "mono", "multi", "neo", "net", "niet", "non", "on", "onder", "oud", "over",
    "pan", "para", "poly", "post", "pre", "pro", "pseudo", "psycho", "re", "semi", "socio", "sub",
    "super", "supra", "tele", "trans", "tussen", "ultra", "vice", "video",
)  # fmt: skip
# Words of their own that are mostly an ending: mogelijk-heden.
_GEEN_LAATSTE = ("heden", "enten", "achtig")
_EERSTE = ZELFSTANDIG + BIJVOEGLIJK + IK_VORM + TELWOORD + ZELFSTANDIG_GEBRUIKT
_LAATSTE = (
    ZELFSTANDIG + ZELFSTANDIG_GEBRUIKT + BIJVOEGLIJK + VERBOGEN
    + VOLTOOID + VOLTOOID_VERBOGEN + ONVOLTOOID + ONVOLTOOID_VERBOGEN
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ACCENTEN = {"a": "áàâä", "e": "éèêë", "i": "íïî", "o": "óöô", "u": "úüû", "c": "ç"}


class Woordenboek:
    """Answers whether a word exists, and what else the author may have meant.

    `eigen` are words and names that the author accepted; the case of their letters is free.
    """

    def __init__(self, lexicon: Lexicon, eigen: Iterable[str] = ()) -> None:
        self.lexicon = lexicon
        self.eigen = frozenset(word.lower() for word in eigen)

    def kent(self, word: str) -> bool:
        """Tell whether a word exists; a capital at its beginning is always allowed."""
        small = _plain(word).lower()
        if self._is_listed(_plain(word)) or self._is_listed(small) or small in self.eigen:
            return True
        if "-" in small:
            return self._kent_delen(_plain(word)) or self._is_made(small)
        stem, _, ending = _plain(word).partition("'")
        if ending.lower() in ("s", "er", "ers", "tje", "tjes", "en") and len(stem) > 1:
            return self.kent(stem)
        return self._is_made(small)

    def soorten(self, form: str) -> str:
        """Return what a form can be; a compound that is not listed is what its last part is."""
        tags = self.lexicon.tags(form)
        parts = self.delen(form) if tags is None and form.islower() else None
        if parts:
            tags = "".join(c for c in self.lexicon.tags(parts[-1]) or "" if c in ZELFSTANDIG)
        return tags or ""

    def _is_listed(self, form: str) -> bool:
        return self.lexicon.tags(form) is not None

    def _kent_delen(self, word: str) -> bool:
        """Tell whether the parts of a word with hyphens exist, or are names, codes or short."""
        parts = [part for part in word.split("-") if part]
        return all(
            len(part) <= 3 or not part.islower() or self.kent(part) or self._is_head(part)
            for part in parts
        )

    def _is_made(self, small: str) -> bool:
        """Tell whether a word is a compound or has a prefix, all of known parts."""
        if self.delen(small) is not None:
            return True
        if self.is_geschreven(small):
            return True
        return any(
            small.startswith(prefix)
            and len(small) - len(prefix) >= LAST
            and prefix[-1] + small[len(prefix)] not in _KLINKERBOTSING
            and bool(set(self.lexicon.tags(small[len(prefix) :]) or "") - {NAAM, ENGELS})
            for prefix in _VOORVOEGSELS
        )

    def is_geschreven(self, small: str) -> bool:
        """Tell whether somebody wrote a compound, in the singular or the plural."""
        return any(self.lexicon.is_written(one) for one in (small, *self.enkelvoud(small)))

    def delen(self, small: str) -> tuple[str, ...] | None:
        """Split a compound in small letters into its parts, or answer nothing."""
        for i in range(FIRST, len(small) - LAST + 1):
            head, tail = small[:i], small[i:]
            if head[-1] + tail[0] in _KLINKERBOTSING or tail in _GEEN_LAATSTE:
                continue
            if self.lexicon.can_be(tail, _LAATSTE) and self._is_head(head):
                inner = None if self.is_deel(head) else self.delen(head)
                return (*(inner or (head,)), tail)
        return None

    def is_samengesteld(self, small: str) -> bool:
        """Tell whether a word is two known nouns together, of three letters or more each.

        Laxer than `kent`: slips are compounds of short words too often to call them known.
        """
        return any(
            self._is_naamwoord(small[i:])
            and (self._is_naamwoord(small[:i]) or self._is_naamwoord(small[:i].removesuffix("s")))
            for i in range(_KORT, len(small) - _KORT + 1)
        )

    def _is_naamwoord(self, form: str) -> bool:
        """Tell whether a form is a noun, or a compound of nouns."""
        if self.lexicon.can_be(form, ZELFSTANDIG):
            return len(form) >= _KORT
        return len(form) > FIRST + LAST and (
            self.delen(form) is not None or self.is_geschreven(form)
        )

    def is_deel(self, head: str) -> bool:
        """Tell whether a word can begin a compound, with a linking `s` or without."""
        lexicon = self.lexicon
        return lexicon.can_be(head, _EERSTE) or (
            head.endswith("s") and lexicon.can_be(head[:-1], DE_WOORD + HET_WOORD)
        )

    def _is_head(self, head: str) -> bool:
        if self.is_deel(head):
            return True
        stem = head[:-1] if head.endswith("s") else head
        return len(head) > FIRST + LAST - 2 and (
            self.delen(head) is not None or self.delen(stem) is not None
        )

    def enkelvoud(self, plural: str) -> Iterator[str]:
        """Yield what the singular of a noun could be: of brieven, brief; of taken, taak."""
        for ending, singular in _ENKELVOUD:
            if plural.endswith(ending):
                stem = plural[: -len(ending)]
                yield stem + singular
        if (
            plural.endswith("en") and len(plural) > FIRST
        ):  # groepen has groep, brieven brief, wijken wijk; leraren leraar, hekken hek
            stem = plural[:-2]
            yield stem
            if stem[-1] in "vz":
                yield stem[:-1] + {"v": "f", "z": "s"}[stem[-1]]
            if len(stem) > 1 and stem[-1] == stem[-2]:
                yield stem[:-1]
            if re.search(r"[^aeiou][aeou][^aeiou]$", stem):
                yield stem[:-1] + stem[-2] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])

    def voorstellen(self, word: str) -> list[str]:
        """Return known words that differ one letter from a word, the likeliest first."""
        small = _plain(word).lower()
        found = {one for one in _one_edit(small) if self._may_propose(one)}
        found |= {one for one in (small.capitalize(), small.upper()) if self._may_be_name(one)}
        if not found:
            found = {one for one in self._in_compound(small) if self.is_geschreven(one)}
        ranked = sorted(found, key=lambda one: (_effort(small, one), -self.lexicon.family(one)))
        ranked = [one for one in ranked if one != small]
        return [one.capitalize() if word[:1].isupper() else one for one in ranked]

    def is_verschrijving(self, small: str, proposal: str) -> bool:
        """Tell whether the author surely meant a proposal.

        It sounds the same, or it is listed and the word is no compound of two short nouns. Short
        words have a neighbour with another letter too often: those are not sure.
        """
        if _effort(small, proposal) == 0:
            return True
        is_other = len(small) == len(proposal) or small[0] != proposal[0]
        if is_other and len(small) < _LANG:
            return False
        lexicon = self.lexicon
        is_compound = any(
            lexicon.can_be(small[:i], ZELFSTANDIG + IK_VORM) and lexicon.can_be(tail, ZELFSTANDIG)
            for i in range(_KORT, len(small) - _KORT + 1)
            if (tail := small[i:])
        )
        return self._is_listed(proposal) and not is_compound

    def _may_propose(self, form: str) -> bool:
        tags = self.lexicon.tags(form)
        return form in self.eigen or (tags is not None and tags not in (NAAM, ENGELS))

    def _may_be_name(self, form: str) -> bool:
        return self.lexicon.tags(form) not in (None, ENGELS)

    def _in_compound(self, small: str) -> Iterator[str]:
        """Mend the one part of a compound that is not known."""
        for i in range(FIRST, len(small) - FIRST + 1):
            head, tail = small[:i], small[i:]
            if self.is_deel(head):
                for one in _one_edit(tail):
                    if len(one) >= LAST and self.lexicon.can_be(one, ZELFSTANDIG):
                        yield head + one
            if len(tail) >= LAST and self.lexicon.can_be(tail, ZELFSTANDIG):
                for one in _one_edit(head):
                    if len(one) >= FIRST and self.is_deel(one):
                        yield one + tail


_KLANK = str.maketrans("kzdv", "cstf")  # letters that sound alike
_ENKELVOUD = (("heden", "heid"), ("'s", ""), ("s", ""), ("ën", ""), ("ieën", "ie"))


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("‑", "-")


def _one_edit(word: str) -> Iterator[str]:
    """Yield all strings at one insertion, deletion, change or exchange of neighbours."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail:
            yield head + tail[1:]
            for letter in _LETTERS + _ACCENTEN.get(tail[0], "") + "-":
                yield head + letter + tail[1:]
        for letter in _LETTERS + "'-":
            yield head + letter + tail


def _effort(word: str, other: str) -> int:
    """Tell how easily one word is typed for another: the least first."""
    if sorted(word) == sorted(other) or _without_accents(word) == _without_accents(other):
        return 0
    if re.sub(r"(.)\1", r"\1", word) == re.sub(r"(.)\1", r"\1", other):
        return 0  # one letter for two, or two for one
    if word.translate(_KLANK) == other.translate(_KLANK):
        return 0
    return 1 if word[:1] == other[:1] else 2


def _without_accents(word: str) -> str:
    for letter, accented in _ACCENTEN.items():
        word = re.sub(f"[{accented}]", letter, word)
    return word.replace("-", "")
