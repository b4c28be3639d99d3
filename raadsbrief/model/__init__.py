"""The domain: what the three kinds of YAML file hold."""

from raadsbrief.model.brief import Blok, Brief
from raadsbrief.model.gemeente import Adres, Bestuurder, Gemeente, Huisstijl
from raadsbrief.model.programma import (
    Financiering,
    Inspanning,
    Pijler,
    Programma,
    Resultaat,
    Uitvoeringsprogramma,
)
from raadsbrief.model.velden import Datum, Periode, Proza, Regel, Vorm

__all__ = [
    "Adres",
    "Bestuurder",
    "Blok",
    "Brief",
    "Datum",
    "Financiering",
    "Gemeente",
    "Huisstijl",
    "Inspanning",
    "Periode",
    "Pijler",
    "Programma",
    "Proza",
    "Regel",
    "Resultaat",
    "Uitvoeringsprogramma",
    "Vorm",
]
