"""How a letter reads, in figures beside those of real letters: a table for a person."""

from __future__ import annotations

from collections.abc import Sequence

from raadsbrief.record.outcome import Maat

# What part of the slips a `fout` or `waarschuwing` stands at, and in how many letters that was
# measured: real ones of councils (19,700 words) that nobody who wrote a rule has seen, with 269
# slips marked by hand before the run, of which 12 % were found. The next measurement changes these;
# README and docs/nakijken.md follow (a test says so).
FOUND = "één op de acht"
LETTERS = 40
NOT_ALL = (
    f"Deze controle vindt ongeveer {FOUND} slordigheden "
    f"(gemeten op {LETTERS} brieven die zij niet kende): lees de brief ook zelf na."
)


def table(bestand: str, maten: Sequence[Maat]) -> str:
    """Draw the figures of a letter; there is no pass mark, only what is usual."""
    rows = [("", "deze brief", "gewoon is")]
    rows += [(_name(maat), _figure(maat.waarde, maat), _usual(maat)) for maat in maten]
    first, second = (max(len(row[i]) for row in rows) for i in (0, 1))
    lines = [f"  {name:<{first}}  {own:>{second}}  {usual}" for name, own, usual in rows]
    note = "  Gewoon is: het midden van 38 echte raadsbrieven, en waar de middelste helft ligt."
    return "\n".join([f"{bestand} leest zo:", *lines, note])


def _name(maat: Maat) -> str:
    return maat.naam if maat.eenheid == "%" else f"{maat.naam} ({maat.eenheid})"


def _usual(maat: Maat) -> str:
    middle = _figure(maat.midden, maat)
    if maat.laag is None or maat.hoog is None:
        return middle
    return f"{middle} ({_figure(maat.laag, maat)} tot {_figure(maat.hoog, maat)})"


def _figure(number: float, maat: Maat) -> str:
    return f"{_decimaal(number)}{'%' if maat.eenheid == '%' else ''}"


def _decimaal(number: float) -> str:
    """Write a number with at most one decimal, `17,5` or `35`; to load Babel for it takes long."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
