"""What is known of the gemeente: its headings, letterhead, labels and college, to compare with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from raadsbrief.model import Gemeente
from raadsbrief.model.gemeente import Adres, Afzender, Bestuurder

_NUMBERED = re.compile(
    r"^\s*(?:(?:\d{1,2}|[ivxIVX]{1,5}|[A-Za-z])[.)]|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2})\s+"
)
_NEAR = 0.86
_LONGEST = 200  # of a heading

# What letters call their characteristics, by the field that they fill.
LABELS = {
    "zaaknummer": "zaaknummer zaaknr zaak registratienummer documentnummer",
    "kenmerk": "kenmerk ons_kenmerk onze_referentie referentie",
    "datum": "datum dagtekening datum_brief verzenddatum briefdatum",
    "onderwerp": "onderwerp betreft titel betreffende",
    "aan": "aan gericht_aan geadresseerde",
    "aanhef": "aanhef",
    "toezegging": "toezegging toezeggingen toezeggingsnummer",
    "motie": "motie moties",
    "raadsvragen": "raadsvragen raadsvraag",
    "portefeuillehouder": "portefeuillehouder portefeuillehouders collegelid",
    "portefeuille": "portefeuille portefeuilles",
    "commissie": "commissie raadscommissie",
    "afdeling": "afdeling organisatieonderdeel",
    "steller": "steller stellers opsteller behandeld_door behandelaar contactpersoon auteur",
    "eerdere_besluiten": "eerdere_besluiten eerdere_besluitvorming",
    "bijlagen": "bijlage bijlagen bijlage(n) bijgaande_stukken",
    "telefoon": "telefoon telefoonnummer tel telnr doorkiesnummer",
    "email": "e-mail email e-mailadres emailadres mail",
}  # fmt: skip


def sleutel(text: str) -> str:
    """Reduce a text to what makes it the same as another: no case, accents, marks or spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", plain))


class Huis:
    """A gemeente, ready to be recognised in a document."""

    def __init__(self, gemeente: Gemeente) -> None:
        self.gemeente = gemeente
        self.koppen: dict[str, str] = {}
        for name, section in gemeente.secties.items():
            self.koppen.setdefault(sleutel(name.replace("_", " ")), name)
            if section.kop:
                self.koppen[sleutel(section.kop)] = name
        self.labels = {
            sleutel(word.replace("_", " ")): field
            for field, words in LABELS.items()
            for word in words.split()
        }
        self.labels[sleutel(gemeente.zaaknummer.label)] = "zaaknummer"
        for field, label in gemeente.labels.items():
            if field in LABELS:
                self.labels[sleutel(label)] = field
        self._known = {sleutel(text) for text in self._letterhead() if text}

    def sectie(self, kop: str) -> str | None:
        """Return the section that a heading is of: the same words, or nearly, with any number."""
        if exact := self.vaste_kop(kop):
            return exact
        for text in (kop, _NUMBERED.sub("", kop)):
            words = sleutel(text)
            if len(words) > _LONGEST:
                return None
            for known, name in self.koppen.items():
                # Of short words one letter makes another word: Kern and Kerk.
                if min(len(known), len(words)) > 7 and (
                    SequenceMatcher(None, known, words).ratio() >= _NEAR
                    and re.findall(r"\d+", known) == re.findall(r"\d+", words)
                ):
                    return name
        return None

    def vaste_kop(self, line: str) -> str | None:
        """Return the section whose heading a line is to the letter, with or without a number."""
        if len(line) > _LONGEST:
            return None
        names = (self.koppen.get(sleutel(text)) for text in (line, _NUMBERED.sub("", line)))
        return next(filter(None, names), None)

    def kent(self, line: str) -> bool:
        """Tell whether a line is in the letterhead, so that each letter has it by itself."""
        words = sleutel(
            re.sub(
                r"^\s*(?:T|E|I|tel\.?|telefoon|e-?mail|internet)\s*[:.]?\s+", "", line, flags=re.I
            )
        )
        return words in self._known or sleutel(line) in self._known

    def is_genre(self, line: str) -> bool:
        """Tell whether a line says only what this kind of letter is called."""
        genre = sleutel(self.gemeente.genre or "")
        return bool(genre) and sleutel(line) in (
            genre,
            f"{genre} gemeente {sleutel(self.gemeente.naam)}",
        )

    def bestuurder(self, name: str) -> Bestuurder | None:
        """Find someone of the college by name, however it is typed."""
        words = sleutel(name)
        for one in self.gemeente.college:
            if words in (sleutel(one.naam), sleutel(one.naam_met_titel)):
                return one
        squeezed = words.replace(" ", "")
        for one in self.gemeente.college:
            own = sleutel(one.naam).replace(" ", "")
            if squeezed.endswith(own) and len(squeezed) - len(own) < 12:  # a title before it
                return one
        return None

    def _letterhead(self) -> Iterator[str]:
        gemeente = self.gemeente
        yield from (gemeente.naam, gemeente.volledige_naam, f"Gemeente {gemeente.naam}")
        senders: list[Gemeente | Afzender] = [gemeente, *gemeente.afzenders.values()]
        if gemeente.afzender:
            yield gemeente.afzender
        for sender in senders:
            if isinstance(sender, Afzender):
                yield from filter(None, (sender.naam, sender.naam_voluit))
            yield from filter(None, (sender.telefoon, sender.email, sender.website))
            for adres in (sender.adres, sender.postadres):
                if isinstance(adres, Adres):
                    place = f"{adres.postcode} {adres.plaats}"
                    yield from (adres.straat, place, adres.plaats, f"{adres.straat} {place}")
                    yield place.replace(" ", "", 1)
