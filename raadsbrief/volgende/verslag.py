"""What a draft says of itself: what happened, what to ask, and what was not looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from raadsbrief import dutch
from raadsbrief.content.dossier import Content
from raadsbrief.model import Datum, Gemeente, Programma
from raadsbrief.volgende import secties
from raadsbrief.volgende.nieuws import Nieuws
from raadsbrief.volgende.regels import MARK, remark
from raadsbrief.volgende.toen import Eerder
from raadsbrief.yaml.decode import Loaded

# More than these on the screen helps nobody.
_SHOWN = 20


@dataclass(frozen=True)
class Opdracht:
    """What draft is asked for."""

    programma: str | None
    datum: str
    zaaknummer: str | None = None
    sinds: Datum | None = None
    na: str | None = None
    leeg: bool = False
    gemeente: str | None = None


@dataclass
class Werk:
    """What is known while a draft is made."""

    content: Content
    opdracht: Opdracht
    programma: Loaded[Programma] | None
    gemeente: Loaded[Gemeente]
    brieven: Sequence[Eerder]
    gaten: list[str]
    nieuws: Nieuws
    hoe: str

    @property
    def vorige(self) -> Eerder | None:
        """The last letter of which the text can be read."""
        return next((one for one in reversed(self.brieven) if one.brief is not None), None)


def head(work: Werk) -> Iterator[str]:
    """Tell at the top of the draft what happened, what to ask, and what was not looked at."""
    opdracht = work.opdracht
    after = f" na {work.vorige.naam}" if work.vorige else ""
    of = f" over {opdracht.programma}" if opdracht.programma else ""
    yield from remark(f"gemaakt met `raadsbrief new brief`: de volgende brief{of}{after}.")
    yield from remark(
        f"Haal de regels weg die met `{MARK}` beginnen als u ze gelezen hebt; zolang ze er staan, "
        "is dit een concept."
    )
    for title, told in (
        (f"Gebeurd {_period(work)}:", _happened(work)),
        ("Na te vragen:", list(secties.asks(work.nieuws))),
        ("Niet bekeken:", work.gaten),
    ):
        if told:
            yield from remark(title)
            for one in told:
                yield from remark(f"- {one}")
        elif title.startswith("Gebeurd") and work.programma is not None:
            yield from remark(f"Geen nieuws gevonden {_period(work)}.")


def _period(work: Werk) -> str:
    until = f"tot en met {dutch.datum_in_zin(work.nieuws.tot)}"
    if work.nieuws.sinds is None:
        return until
    day = Datum.read((work.nieuws.sinds + dt.timedelta(days=1)).isoformat())
    return f"van {dutch.datum(day)} {until} (het begin: {work.hoe})"


def _happened(work: Werk) -> list[str]:
    found, programma = work.nieuws, work.programma
    if programma is None:
        return []
    told = [f"het resultaat '{key}' ({why})" for key, why in found.resultaten.items()]
    told += [
        f"{programma.model.financiering[key].naam} ({why})"
        for key, why in found.financiering.items()
    ]
    told += [f"de pijler '{programma.model.pijlers[key].naam}' is nieuw" for key in found.pijlers]
    return [*told, *map(str, found.veranderd)]


def said(work: Werk, dropped: Sequence[str]) -> Iterator[str]:
    """Say on the screen what is in the draft, and what is not."""
    happened = _happened(work)
    if work.programma is not None:
        yield f"Gebeurd {_period(work)}:" if happened else f"Geen nieuws {_period(work)}."
    yield from _listed(happened)
    asked = list(secties.asks(work.nieuws))
    if asked:
        yield "Na te vragen:"
    yield from _listed(asked)
    if dropped:
        last = work.vorige.naam if work.vorige else ""
        yield f"Niet overgenomen uit {last}: {', '.join(dropped)}."
    if "geheimhouding" in dropped:
        yield "Let op: de vorige brief was geheim, en de tekst ervan staat in dit concept."
    if work.gaten:
        yield "Niet bekeken:"
    yield from _listed(work.gaten)


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  - {one}" for one in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  - en nog {len(lines) - _SHOWN}; in het bestand staat alles"
