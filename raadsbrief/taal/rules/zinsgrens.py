"""Rules about where sentences begin and end."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.groepen import is_persoonsvorm
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data

_KLEIN_BEGIN = re.compile(r"(?<![\w.&/@-])(?P<voor>[a-zà-ÿ]{4,})\. (?P<na>[a-zà-ÿ]{2,})(?![\w.])")


def begint_klein(letter: Letter) -> Iterator[Vondst]:
    """*... is klaar. de raad ...*: a sentence begins with a capital."""
    short = data.words("afkortingen.txt")
    for stuk in letter.proza():
        for match in _KLEIN_BEGIN.finditer(stuk.tekst):
            if match["voor"] not in short and len(stuk.tekst[: match.start()].split()) > 1:
                voorstel = f"{match['voor']}. {match['na'].capitalize()}"
                yield Vondst(
                    Code.PUNCTUATION, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
                    "na een punt begint de zin met een hoofdletter", voorstel=voorstel,
                )  # fmt: skip


_WERKWOORDEN = data.of(
    "is zijn was waren wordt worden werd werden heeft hebben zal zullen kan kunnen moet moeten "
    "wil willen gaat gaan blijft blijven komt komen staat staan ligt liggen"
)
_MINSTENS = 6
_LETTERS = frozenset(string.ascii_letters + string.digits + ")")


def geen_punt(letter: Letter) -> Iterator[Vondst]:
    """A paragraph that is a sentence, and ends without a full stop. Above a list it may."""
    for pieces in letter.velden:
        for stuk, following in zip(pieces, [*pieces[1:], None], strict=True):
            above_list = following is not None and following.soort in ("punt", "cel")
            if above_list or not _is_zin(stuk) or stuk.tekst.rstrip()[-1:] not in _LETTERS:
                continue
            last = stuk.woorden[-1]
            yield Vondst(
                Code.PUNCTUATION, Severity.WAARSCHUWING, stuk, last.start, len(last.tekst),
                "hier eindigt een alinea zonder punt", voorstel=f"{last.tekst}.", veilig=True,
            )  # fmt: skip


def _is_zin(stuk: Stuk) -> bool:
    """Tell whether a piece ends in a whole sentence, that is no heading or question of others."""
    if stuk.soort != "alinea" or not stuk.zinnen or stuk.naam == "vraag" or "\n" in stuk.tekst:
        return False
    before = stuk.node.value[: stuk.places[0][0]]
    if before.endswith(("*", "_")):  # emphasised as a whole: a heading
        return False
    last = stuk.zinnen[-1].woorden
    if last[-1].soort == "adres":  # a full stop would be taken for part of it
        return False
    return len(last) >= _MINSTENS and any(
        word.klein in _WERKWOORDEN or (i > 0 and is_persoonsvorm(word.klein))
        for i, word in enumerate(last)
    )
