"""The domain: what the three kinds of YAML file hold.

In: the plain values of a file. Out: models that know their rules, or pydantic's errors with a
Dutch message. Names are Dutch, as in the YAML. JSON Schemas and the manual come from these
classes, so that editor, manual and check cannot disagree.

May use `diagnostics` (the codes) alone. Begin with `brief.py`, `programma.py` or `gemeente.py`;
what a field can hold is in `fields.py` and `tijd.py`.
"""

from raadsbrief.model.brief import Blok, Brief
from raadsbrief.model.fields import Proza, Regel, Vorm
from raadsbrief.model.gegevens import Bijlagestuk, Geheimhouding, Persoon
from raadsbrief.model.gemeente import Adres, Bestuurder, Gemeente, Huisstijl
from raadsbrief.model.negeer import Negeer
from raadsbrief.model.programma import (
    Financiering,
    Inspanning,
    Pijler,
    Programma,
    Resultaat,
    Toezegging,
    Uitvoeringsprogramma,
)
from raadsbrief.model.tabel import Grafiek, Kolom, Tabel
from raadsbrief.model.tijd import Datum, Periode

__all__ = [
    "Adres",
    "Bestuurder",
    "Bijlagestuk",
    "Blok",
    "Brief",
    "Datum",
    "Financiering",
    "Geheimhouding",
    "Gemeente",
    "Grafiek",
    "Huisstijl",
    "Inspanning",
    "Kolom",
    "Negeer",
    "Periode",
    "Persoon",
    "Pijler",
    "Programma",
    "Proza",
    "Regel",
    "Resultaat",
    "Tabel",
    "Toezegging",
    "Uitvoeringsprogramma",
    "Vorm",
]
