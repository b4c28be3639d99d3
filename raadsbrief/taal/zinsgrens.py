"""Rules about where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal import gegevens
from raadsbrief.taal.stukken import Letter
from raadsbrief.taal.vondst import Vondst

_KLEIN_BEGIN = re.compile(r"(?<![\w.&/@-])(?P<voor>[a-zà-ÿ]{4,})\. (?P<na>[a-zà-ÿ]{2,})(?![\w.])")


def begint_klein(letter: Letter) -> Iterator[Vondst]:
    """*... is klaar. de raad ...*: a sentence begins with a capital."""
    short = gegevens.words("afkortingen.txt")
    for stuk in letter.proza():
        for match in _KLEIN_BEGIN.finditer(stuk.tekst):
            if match["voor"] not in short and len(stuk.tekst[: match.start()].split()) > 1:
                voorstel = f"{match['voor']}. {match['na'].capitalize()}"
                yield Vondst(
                    Code.PUNCTUATION, Severity.WAARSCHUWING, stuk, match.start(), len(match[0]),
                    "na een punt begint de zin met een hoofdletter", voorstel=voorstel,
                )  # fmt: skip


_WERKWOORDEN = gegevens.of(
    "is zijn was waren wordt worden werd werden heeft hebben zal zullen kan kunnen moet moeten "
    "wil willen gaat gaan blijft blijven komt komen staat staan ligt liggen"
)
_MINSTENS = 8


def geen_punt(letter: Letter) -> Iterator[Vondst]:
    """A paragraph that is a sentence, and ends without a full stop. Above a list it may."""
    for pieces in letter.velden:
        for stuk, following in zip(pieces, [*pieces[1:], None], strict=True):
            if stuk.soort != "alinea" or not stuk.zinnen or (following and following.lijst):
                continue
            last = stuk.zinnen[-1].woorden
            is_sentence = len(last) >= _MINSTENS and any(w.klein in _WERKWOORDEN for w in last)
            if is_sentence and stuk.tekst.rstrip()[-1:].isalnum():
                yield Vondst(
                    Code.PUNCTUATION, Severity.WAARSCHUWING, stuk, last[-1].start,
                    len(last[-1].tekst), "hier eindigt een alinea zonder punt",
                    voorstel=f"{last[-1].tekst}.", veilig=True,
                )  # fmt: skip
