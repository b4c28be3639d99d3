"""How a letter reads, in figures, beside those of real letters; and its heavy sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.record.outcome import Maat
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.woorden import Zin

LANGE_ZIN = 25
LANG_WOORD = 12
_WORDEN = data.of("word wordt worden werd werden geworden")


def maten(letter: Letter) -> list[Maat]:
    """Measure the sentences of a letter beside 38 real letters of five gemeenten.

    No pass mark and no level: such a verdict says more than a count of words can.
    """
    sentences = [zin for _, zin in _zinnen(letter)]
    if not sentences:
        return []
    lengths = [len(zin.woorden) for zin in sentences]
    words = [word for zin in sentences for word in zin.woorden]
    lang = _procent(length > LANGE_ZIN for length in lengths)
    lijdend = _procent(_is_lijdend(zin) for zin in sentences)
    zwaar = _procent(len(word.tekst) >= LANG_WOORD for word in words)
    return [
        Maat("gemiddelde zin", sum(lengths) / len(lengths), 17.5, 16.5, 19.6, "woorden"),
        Maat("langste zin", max(lengths), 35, eenheid="woorden"),
        Maat(f"zinnen van meer dan {LANGE_ZIN} woorden", lang, 14, 9, 24, "%"),
        Maat("zinnen met een vorm van worden", lijdend, 15, 10, 24, "%"),
        Maat(f"woorden van {LANG_WOORD} letters of meer", zwaar, 9, 7.6, 10.8, "%"),
    ]


def _procent(truths: Iterable[bool]) -> float:
    all_truths = list(truths)
    return 100 * sum(all_truths) / len(all_truths)


def lange_zin(letter: Letter) -> Iterator[Vondst]:
    """A sentence of more than 25 words. A hint."""
    for stuk, zin in _zinnen(letter):
        if len(zin.woorden) > LANGE_ZIN:
            yield Vondst(
                Code.LONG_SENTENCE, Severity.HINT, stuk, zin.start, zin.end - zin.start,
                f"deze zin telt {len(zin.woorden)} woorden", "maak er twee zinnen van",
            )  # fmt: skip


def lijdende_vorm(letter: Letter) -> Iterator[Vondst]:
    """A sentence with a form of *worden*, which can leave out who does it. A hint."""
    for stuk, zin in _zinnen(letter):
        word = next((word for word in zin.woorden if word.klein in _WORDEN), None)
        if word is not None:
            yield Vondst(
                Code.PASSIVE, Severity.HINT, stuk, word.start, len(word.tekst),
                f"'{word.tekst}': deze zin staat misschien in de lijdende vorm",
                "zeg wie het doet: `wij onderzoeken` in plaats van `er wordt onderzocht`",
            )  # fmt: skip


def _is_lijdend(zin: Zin) -> bool:
    return any(word.klein in _WORDEN for word in zin.woorden)


def _zinnen(letter: Letter) -> Iterator[tuple[Stuk, Zin]]:
    """Yield the sentences of paragraphs; headings, names and items are none."""
    for stuk in letter.stukken:
        if stuk.soort == "alinea" and not stuk.citaat:
            for zin in stuk.zinnen:
                yield stuk, zin
