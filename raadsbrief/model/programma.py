"""The programme that letters report on. Every fact of it stands here, once."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from raadsbrief.model.velden import (
    Aantal,
    Bedrag,
    Datum,
    Jaar,
    Periode,
    Proza,
    Punt,
    Regel,
    Sleutel,
    Tekst,
    Vorm,
)


class Uitvoeringsprogramma(Vorm):
    """De uitwerking van het programma voor een aantal jaren."""

    naam: Tekst
    """Naam zonder de jaren."""
    periode: Periode = Field(examples=["2024-2026"])
    """Eerste en laatste jaar."""
    vastgesteld: Datum | None = Field(default=None, examples=["2024-04"])
    """Wanneer het is vastgesteld."""
    vastgesteld_door: Tekst | None = None
    """Wie het heeft vastgesteld."""


class Inspanning(Vorm):
    """Een groep inspanningen: een lijst met eventueel een zin erboven."""

    aanhef: Regel | None = None
    """De zin boven de lijst, met dubbele punt."""
    punten: tuple[Punt, ...] = Field(min_length=1)
    """Delen van een zin, zonder leesteken erachter: raadsbrief zet `;`, `; en` en `.`"""


class Pijler(Vorm):
    """Een pijler van het programma."""

    naam: Tekst
    """Naam van de pijler; dit wordt een kop."""
    verbindingen: tuple[Tekst, ...] = ()
    """Bestaande projecten en beleid waar de pijler mee samenhangt."""
    inleiding: Proza | None = None
    """Tekst onder de kop."""
    inspanningen: tuple[Inspanning, ...] = ()
    """Wat er gebeurt, in een of meer groepen."""
    slot: Proza | None = None
    """Tekst na de inspanningen."""


class Resultaat(Vorm):
    """Een resultaat van het programma."""

    tekst: Proza
    """Wat er bereikt is."""
    pijler: Tekst | None = None
    """Korte naam van de pijler waar het bij hoort."""
    datum: Datum | None = None
    """Wanneer het bereikt is."""


class Financiering(Vorm):
    """Een fonds of subsidie voor het programma."""

    naam: Tekst
    """Naam van het fonds."""
    bedrag: Bedrag | None = Field(default=None, examples=[1250000])
    """Bedrag in euro's."""
    verstrekker: Tekst | None = None
    """Wie het geld geeft."""
    project: Tekst | None = None
    """Naam van het project dat betaald wordt."""
    pijlers: tuple[Tekst, ...] = ()
    """Korte namen van de pijlers die (mede) betaald worden."""
    aangevraagd: Datum | None = Field(default=None, examples=["2024-03"])
    """Wanneer het geld is aangevraagd."""
    toegekend: Datum | None = Field(default=None, examples=["2024-05"])
    """Wanneer het geld is toegekend."""
    start: Datum | None = Field(default=None, examples=["2025-06-01"])
    """(Uiterste) startdatum."""
    einde: Datum | None = Field(default=None, examples=["2033-12-31"])
    """Einddatum."""
    per_jaar: dict[Jaar, Bedrag] = Field(default={}, examples=[{"2025": 500000, "2026": 750000}])
    """Het bedrag verdeeld over jaren. Samen moeten zij gelijk zijn aan `bedrag`."""
    per_pijler: dict[Sleutel, Bedrag] = Field(default={}, examples=[{"wonen": 1250000}])
    """Het bedrag verdeeld over pijlers. Samen moeten zij gelijk zijn aan `bedrag`."""
    aantallen: dict[Sleutel, Aantal] = Field(default={})
    """Aantallen die in de tekst terugkomen: een korte naam met een getal."""
    inleiding: Proza | None = None
    """Tekst voor de actielijnen."""
    actielijnen: tuple[Punt, ...] = ()
    """Hele zinnen zonder punt erachter: die zet raadsbrief."""
    slot: Proza | None = None
    """Tekst na de actielijnen."""

    @property
    def totaal(self) -> Decimal | None:
        """The whole amount: as it was given, or else the sum of its parts."""
        if self.bedrag is not None:
            return self.bedrag
        parts = self.per_jaar or self.per_pijler
        return sum(parts.values(), Decimal()) if parts else None

    @property
    def verdeling(self) -> dict[str, Decimal]:
        """The amount of each pillar, as far as it is known: of one pillar it is all."""
        if not self.per_pijler and self.totaal is not None and len(self.pijlers) == 1:
            return {self.pijlers[0]: self.totaal}
        return self.per_pijler


class Programma(Vorm):
    """Een programma: ambitie, pijlers, resultaten en financiering."""

    naam: Tekst
    """Naam van het programma."""
    gebied: Tekst | None = None
    """Het gebied waar het programma over gaat."""
    ambitie: Tekst | None = None
    """De ambitie, in een of meer zinnen."""
    start: Datum | None = None
    """Wanneer het programma begon."""
    uitvoeringsprogramma: Uitvoeringsprogramma | None = None
    """De uitwerking voor de komende jaren."""
    pijlers: dict[Sleutel, Pijler] = Field(default={})
    """De pijlers: een korte naam met wat erbij hoort."""
    resultaten: dict[Sleutel, Resultaat] = Field(default={})
    """De resultaten: een korte naam met wat erbij hoort."""
    financiering: dict[Sleutel, Financiering] = Field(default={})
    """De fondsen en subsidies: een korte naam met wat erbij hoort."""
    feiten: dict[Sleutel, Tekst] = Field(default={})
    """Andere feiten die in de tekst terugkomen: een korte naam met een tekst, getal of datum."""
    afkortingen: dict[Tekst, Tekst] = Field(
        default={}, examples=[{"NPLV": "Nationaal Programma Leefbaarheid en Veiligheid"}]
    )
    """Afkortingen in de teksten met wat ze betekenen; wie de brief beluistert, hoort dat."""
