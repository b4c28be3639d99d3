"""The programme that letters report on. Every fact of it stands here, once."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from raadsbrief.model.blokken import Stap
from raadsbrief.model.fields import Aantal, Bedrag, Jaar, Proza, Punt, Regel, Sleutel, Tekst, Vorm
from raadsbrief.model.negeer import Negeerlijst
from raadsbrief.model.tijd import Datum, Periode


class Uitvoeringsprogramma(Vorm):
    """De uitwerking van het programma voor een aantal jaren."""

    naam: Tekst = Field(examples=["Uitvoeringsprogramma Wijken aan zet"])
    """Naam zonder de jaren."""
    periode: Periode = Field(examples=["2024-2026"])
    """Eerste en laatste jaar."""
    vastgesteld: Datum | None = Field(default=None, examples=["2024-04"])
    """Wanneer het is vastgesteld."""
    vastgesteld_door: Tekst | None = Field(default=None, examples=["het college"])
    """Wie het heeft vastgesteld."""


class Inspanning(Vorm):
    """Een groep inspanningen: een lijst met eventueel een zin erboven."""

    aanhef: Regel | None = Field(default=None, examples=["We werken aan:"])
    """De zin boven de lijst, met dubbele punt."""
    punten: tuple[Punt, ...] = Field(
        min_length=1, examples=[["betaalbare woningen", "een groene buurt"]]
    )
    """Delen van een zin, zonder leesteken erachter: raadsbrief zet `;`, `; en` en `.`
    In de brief is dit een lijst met bolletjes."""


class Pijler(Vorm):
    """Een pijler van het programma."""

    naam: Tekst = Field(examples=["Wonen"])
    """Naam van de pijler; dit wordt een kop."""
    verbindingen: tuple[Tekst, ...] = Field(
        default=(), examples=[["de woonvisie", "het groenplan"]]
    )
    """Bestaande projecten en beleid waar de pijler mee samenhangt. Ze komen pas in de brief als
    een tekst ze ophaalt: {{ dit.verbindingen | opsomming }}."""
    inleiding: Proza | None = Field(
        default=None, examples=["We sluiten aan bij {{ dit.verbindingen | opsomming }}."]
    )
    """Tekst onder de kop."""
    inspanningen: tuple[Inspanning, ...] = Field(
        default=(), examples=[[{"punten": ["betaalbare woningen", "een groene buurt"]}]]
    )
    """Wat er gebeurt, in een of meer groepen. Elke groep wordt een lijst met bolletjes."""
    slot: Proza | None = Field(
        default=None, examples=["Het {{ financiering.woonfonds.naam }} betaalt mee."]
    )
    """Tekst na de inspanningen."""


class Resultaat(Vorm):
    """Een resultaat van het programma."""

    tekst: Proza = Field(examples=["Het buurthuis is open sinds {{ dit.datum | maand }}."])
    """Wat er bereikt is. In de brief is dit een alinea."""
    pijler: Tekst | None = Field(default=None, examples=["wonen"])
    """Korte naam van de pijler waar het bij hoort. Een brief kan de resultaten van één pijler
    kiezen."""
    datum: Datum | None = Field(default=None, examples=["2026-02"])
    """Wanneer het bereikt is. Een brief kan de resultaten sinds een datum kiezen."""


class Financiering(Vorm):
    """Een fonds of subsidie voor het programma."""

    naam: Tekst = Field(examples=["Woonfonds"])
    """Naam van het fonds."""
    bedrag: Bedrag | None = Field(default=None, examples=[1250000])
    """Bedrag in euro's."""
    verstrekker: Tekst | None = Field(default=None, examples=["het Rijk"])
    """Wie het geld geeft."""
    project: Tekst | None = Field(default=None, examples=["Groene flats"])
    """Naam van het project dat betaald wordt."""
    pijlers: tuple[Tekst, ...] = Field(default=(), examples=[["wonen"]])
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
    aantallen: dict[Sleutel, Aantal] = Field(default={}, examples=[{"woningen": 1200}])
    """Aantallen die in de tekst terugkomen: een korte naam met een getal."""
    inleiding: Proza | None = Field(
        default=None,
        examples=["In {{ dit.toegekend | maand }} kregen we {{ dit.bedrag | euro }}."],
    )
    """Tekst voor de actielijnen."""
    actielijnen: tuple[Punt, ...] = Field(
        default=(), examples=[["We isoleren de flats", "We leggen een park aan"]]
    )
    """Hele zinnen zonder punt erachter: die zet raadsbrief. In de brief is dit een lijst met
    bolletjes."""
    slot: Proza | None = Field(
        default=None, examples=["Alles is klaar voor {{ dit.einde | datum }}."]
    )
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


class Toezegging(Vorm):
    """Een toezegging aan de raad. Zij is open tot hier staat dat zij is afgedaan."""

    tekst: Regel = Field(examples=["De raad krijgt cijfers over de wachtlijst"])
    """Wat is toegezegd, zonder punt erachter."""
    nummer: Tekst | None = Field(default=None, examples=["2026-T014"])
    """Het nummer van de toezegging."""
    datum: Datum | None = Field(default=None, examples=["2026-02-11"])
    """Wanneer het is toegezegd."""
    termijn: Datum | None = Field(default=None, examples=["2026-K3"])
    """Wanneer het klaar moet zijn. Een brief van daarna, terwijl de toezegging nog open is, geeft
    een waarschuwing."""
    afgedaan: Datum | None = Field(default=None, examples=["2026-09-09"])
    """Wanneer de toezegging is afgedaan."""
    afgedaan_met: Regel | None = Field(default=None, examples=["raadsinformatiebrief 2026-031"])
    """Waarmee de toezegging is afgedaan."""

    @property
    def is_open(self) -> bool:
        """Tell whether nothing says that it has been settled."""
        return self.afgedaan is None and self.afgedaan_met is None


class Programma(Vorm):
    """Een programma: ambitie, pijlers, resultaten, financiering, planning en toezeggingen."""

    naam: Tekst = Field(examples=["Wijken aan zet"])
    """Naam van het programma."""
    gebied: Tekst | None = Field(default=None, examples=["de Molenwijk"])
    """Het gebied waar het programma over gaat."""
    ambitie: Tekst | None = Field(default=None, examples=["Iedereen woont hier met plezier."])
    """De ambitie, in een of meer zinnen. Komt in de brief als een tekst haar ophaalt:
    {{ programma.ambitie }}."""
    start: Datum | None = Field(default=None, examples=["2025-K2"])
    """Wanneer het programma begon."""
    uitvoeringsprogramma: Uitvoeringsprogramma | None = None
    """De uitwerking voor de komende jaren."""
    pijlers: dict[Sleutel, Pijler] = Field(default={}, examples=[{"wonen": {"naam": "Wonen"}}])
    """De pijlers: een korte naam met wat erbij hoort."""
    resultaten: dict[Sleutel, Resultaat] = Field(
        default={}, examples=[{"buurthuis": {"tekst": "Het buurthuis is open."}}]
    )
    """De resultaten: een korte naam met wat erbij hoort."""
    financiering: dict[Sleutel, Financiering] = Field(
        default={}, examples=[{"woonfonds": {"naam": "Woonfonds", "bedrag": 1250000}}]
    )
    """De fondsen en subsidies: een korte naam met wat erbij hoort."""
    planning: dict[Sleutel, Stap] = Field(
        default={},
        examples=[{"startnotitie": {"wanneer": "2026-03", "wat": "Startnotitie vastgesteld"}}],
    )
    """De stappen, in de volgorde van de tijd: een korte naam met wat erbij hoort. Een brief kiest
    eruit."""
    toezeggingen: dict[Sleutel, Toezegging] = Field(
        default={},
        examples=[{"wachtlijst": {"tekst": "De raad krijgt cijfers over de wachtlijst"}}],
    )
    """De toezeggingen aan de raad: een korte naam met wat erbij hoort. Een brief doet ze af
    (`afdoening`) of laat zien hoe het ermee staat."""
    feiten: dict[Sleutel, Tekst] = Field(default={}, examples=[{"wijkteam": "Buurtkracht"}])
    """Andere feiten die in de tekst terugkomen: een korte naam met een tekst, getal of datum.
    Een tekst haalt ze op met {{ feiten.wijkteam }}."""
    afkortingen: dict[Tekst, Tekst] = Field(
        default={}, examples=[{"NPLV": "Nationaal Programma Leefbaarheid en Veiligheid"}]
    )
    """Afkortingen in de teksten met wat ze betekenen; wie de brief beluistert, hoort dat."""
    negeer: Negeerlijst = ()
    """Meldingen over taal of twijfel in dit bestand die u bekeken hebt: die komen niet terug."""
