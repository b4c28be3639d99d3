"""Rules about what a sentence lacks, or has twice: *kan in juni vastgesteld*, *niet ... niet*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen
from raadsbrief.taal.reading.stukken import Letter
from raadsbrief.taal.rules.groepen import BEPALERS, VOORZETSELS, is_persoonsvorm
from raadsbrief.taal.rules.notatie import MAANDEN
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import INFINITIEF, VOLTOOID, lexicon

_DATUM = rf"\d{{1,2}}(?:e|de|ste)? (?:{'|'.join(MAANDEN)})(?: (?:19|20)\d\d)?"
_VOORAAN = re.compile(
    rf"(?:^|(?<=[.!?] ))(?P<datum>{_DATUM}) (?P<verb>bent|bespreekt|bespreken|ontvangt|ontvangen|"
    r"heeft|hebben|vindt|vinden|vond|vonden|start|starten|startte|wordt|worden|werd|werden|komt|komen|"
    r"gaat|gaan|zijn|hadden|had|besloot|beslist|stelt|sluit|opent|organiseert|organiseren|"
    r"stemde|nam|vergadert|behandelt|presenteert|presenteren)(?P<na> (?!een\b|de dag|onze dag))"
)
_BINNENIN = re.compile(
    rf"\b(?P<hulp>heeft|hebben|is|zijn|wordt|worden|werd|werden|hadden|had|zal|zullen) "
    rf"(?P<datum>{_DATUM}) (?P<deel>[a-z]{{5,}})\b"
)


def datum_zonder_op(letter: Letter) -> Iterator[Vondst]:
    """*2 juni bent u uitgenodigd*, *is 3 mei vastgesteld*: before a date stands `op`."""
    for stuk in letter.proza():
        for match in _VOORAAN.finditer(stuk.tekst):
            yield Vondst(
                Code.DATE_WITHOUT_OP, Severity.WAARSCHUWING, stuk,
                match.start("datum"), len(match["datum"]),
                "voor deze datum ontbreekt 'op'", None, f"Op {match['datum']}",
            )  # fmt: skip
        for match in _BINNENIN.finditer(stuk.tekst):
            if _is_deelwoord(match["deel"]):
                yield Vondst(
                    Code.DATE_WITHOUT_OP, Severity.WAARSCHUWING, stuk,
                    match.start("datum"), len(match["datum"]),
                    "voor deze datum ontbreekt 'op'", None, f"op {match['datum']}",
                )  # fmt: skip


def _is_deelwoord(word: str) -> bool:
    return lexicon().can_be(word, VOLTOOID)


_NIEUWE_ZIN = data.of(
    "die dat en of maar want omdat doordat zodat als wanneer terwijl hoewel wat wie waar hoe dan "
    "om noch indien zoals nadat voordat zodra tenzij mits welke dus nu toen sinds hetgeen hetzij "
    "des tot totdat evenals plus respectievelijk ofwel oftewel tegen versus"
)
_TWEEMAAL = data.of("is wordt werd was heeft had zal kan moet hebben worden werden zullen kunnen")


def twee_persoonsvormen(letter: Letter) -> Iterator[Vondst]:
    """*Het plan wordt in juni wordt vastgesteld*: one verb twice, left from another wording."""
    for reeks in reeksen(letter):
        if not reeks.begint or reeks.klein(0) in _NIEUWE_ZIN or reeks.na in (":", "?"):
            continue
        seen: dict[str, int] = {}
        for i in range(len(reeks)):
            word = reeks.klein(i)
            if word in _NIEUWE_ZIN or word.startswith("waar"):
                break
            if word in _TWEEMAAL:
                if (
                    word in seen
                    and 1 < i - seen[word] < 9
                    and (word == "zullen" or not reeks.kan(i, INFINITIEF))
                ):
                    yield _dubbel(reeks, i)
                    break
                seen[word] = i


def twee_keer_niet(letter: Letter) -> Iterator[Vondst]:
    """*Dit is niet in 2025 niet gelukt*: one `niet` too many."""
    for reeks in reeksen(letter):
        last = -1
        for i in range(len(reeks)):
            word = reeks.klein(i)
            if word in _NIEUWE_ZIN or word.startswith("waar") or word in ("alleen", "te", "zijn"):
                last = -1
            elif word == "niet":
                if last >= 0 and 1 < i - last < 7 and not _is_werkwoord(reeks, last, i):
                    yield _dubbel(reeks, i)
                last = i


def _is_werkwoord(reeks: Reeks, first: int, last: int) -> bool:
    """Tell whether a verb stands between two words, so that both can be needed."""
    return any(
        is_persoonsvorm(reeks.klein(j)) or reeks.alleen(j, INFINITIEF) for j in range(first, last)
    )


def _dubbel(reeks: Reeks, last: int) -> Vondst:
    word = reeks.klein(last)
    return Vondst(
        Code.SENTENCE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(last, last),
        f"'{word}' staat al eerder in deze zin", f"haal een van de twee keer '{word}' weg",
    )  # fmt: skip


_MODAAL = data.of("kan kunnen moet moeten zal zullen mag mogen zou zouden dient dienen")
_OOK_ZONDER = data.of(
    "geopend gesloten bereid tevreden bekend betrokken gewend bevoegd gerust voldaan beperkt "
    "gelijk verplicht gewenst beschikbaar genoeg vergeefs bestand"
)


def zonder_worden(letter: Letter) -> Iterator[Vondst]:
    """*Het plan kan in juni vastgesteld.*: after these a participle needs `worden`."""
    for reeks in reeksen(letter):
        n = len(reeks)
        if not reeks.begint or n < 5 or reeks.na != "." or n != len(reeks.zin.woorden):
            continue
        modal = next((i for i in range(1, n) if reeks.klein(i) in _MODAAL), -1)
        if (
            modal < 0
            or not reeks.alleen(n - 1, VOLTOOID + "Fb")
            or reeks.klein(n - 1) in _OOK_ZONDER
        ):
            continue
        if not reeks.kan(n - 1, VOLTOOID) or reeks.klein(n - 1).startswith("on"):
            continue
        between = range(modal + 1, n - 1)
        has_other = any(
            reeks.kan(j, INFINITIEF)
            or is_persoonsvorm(reeks.klein(j))
            or reeks.klein(j) in _NIEUWE_ZIN
            or reeks.kan(j, VOLTOOID)
            for j in between
        )
        is_main = all(reeks.klein(j) not in _NIEUWE_ZIN for j in range(modal))
        if not has_other and is_main and reeks.klein(n - 2) not in BEPALERS | VOORZETSELS:
            verb = reeks.woorden[n - 1].tekst
            yield Vondst(
                Code.SENTENCE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(n - 1, n - 1),
                f"na '{reeks.klein(modal)}' ontbreekt 'worden'", None, f"worden {verb}",
            )  # fmt: skip


def om_zonder_te(letter: Letter) -> Iterator[Vondst]:
    """*om de veiligheid vergroten*: between `om` and its verb stands `te`."""
    for reeks in reeksen(letter):
        n = len(reeks)
        for i in range(n - 3):
            if reeks.klein(i) != "om" or reeks.klein(i + 1) not in ("de", "het", "een", "deze"):
                continue
            words = [reeks.klein(j) for j in range(i + 1, n)]
            ends = reeks.na in (".", ",") and reeks.alleen(n - 1, INFINITIEF + "u")
            ends = ends and reeks.kan(n - 1, INFINITIEF)
            if not ends or "te" in words or any(w in _NIEUWE_ZIN for w in words):
                continue
            if any(is_persoonsvorm(reeks.klein(j)) for j in range(i, n)) or len(words) > 7:
                continue
            if any(reeks.alleen(j, INFINITIEF) for j in range(i, n - 1)):
                continue
            is_object = any(
                reeks.klein(j) in ("gaat", "gaan", "vraagt", "vragen", "draait", "verzoek", "kan",
                "kunnen", "zal", "zullen", "moet", "moeten", "wil", "willen", "mag", "mogen",
                "ging", "wilde", "wilden", "laten", "laat")
                for j in range(i)
            )  # fmt: skip
            if not is_object and i > 0:
                verb = reeks.woorden[n - 1].tekst
                yield Vondst(
                    Code.SENTENCE, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(n - 1, n - 1),
                    "na 'om' ontbreekt 'te'", None, f"te {verb}",
                )  # fmt: skip
