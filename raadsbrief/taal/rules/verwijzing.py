"""Rules about words that refer: *het college en haar besluit*, *het plan welke*."""

from __future__ import annotations

from collections.abc import Iterator

from raadsbrief.diagnostics import Code, Severity
from raadsbrief.taal.reading.reeksen import Reeks, reeksen, soorten
from raadsbrief.taal.reading.stukken import Letter, Stuk
from raadsbrief.taal.rules.groepen import BEPALERS, VOORNAAMWOORDEN, VOORZETSELS, is_persoonsvorm
from raadsbrief.taal.rules.vondst import Vondst
from raadsbrief.taal.words import data
from raadsbrief.taal.words.lexicon import (
    DE_WOORD,
    HET_WOORD,
    MEERVOUD,
    VERBOGEN,
    ZELFSTANDIG,
    lexicon,
)
from raadsbrief.taal.words.woorden import Woord, Zin

# Bodies that are `hij` or `het`: what they have is `zijn`.
_ZIJN = (
    "college", "raad", "gemeenteraad", "kabinet", "rijk", "bestuur", "ministerie", "bedrijf",
    "waterschap", "presidium", "parlement", "bureau", "team", "platform", "fonds", "consortium",
    "deelraad", "bestuursorgaan", "burgerinitiatief", "projectteam", "wijkteam",
)  # fmt: skip
_VROUWELIJK = data.of(
    "mevrouw mevr mw vrouw zij ze haar moeder dochter wethouder burgemeester minister "
    "staatssecretaris gemeente provincie directeur voorzitter griffier bewoonster"
)


def het_college_haar(letter: Letter) -> Iterator[Vondst]:
    """*Het college heeft haar besluit*: of `het college` and `de raad` it is `zijn besluit`."""
    for stuk in letter.proza():
        for zin in stuk.zinnen:
            word = _haar(stuk, zin)
            if word is not None:
                owner = next(one.klein for one in zin.woorden if one.klein in _ZIJN)
                yield Vondst(
                    Code.PRONOUN, Severity.WAARSCHUWING, stuk, word.start, len(word.tekst),
                    f"bij '{owner}' hoort 'zijn', niet 'haar'", None, "zijn",
                )  # fmt: skip


def _haar(stuk: Stuk, zin: Zin) -> Woord | None:
    """Return `haar`, if nothing before it in the sentence can be `zij`."""
    words = zin.woorden
    if not words or stuk.is_citaat(zin.start, 1):
        return None
    for i, word in enumerate(words):
        if word.klein == "haar" and i + 1 < len(words):
            follows = soorten(words[i + 1].klein)
            is_owner = bool(set(follows) & set(ZELFSTANDIG + VERBOGEN))
            owners = [one for one in words[:i] if one.klein in _ZIJN]
            return word if is_owner and owners else None
        if word.klein in _VROUWELIJK or _kan_zij_zijn(word, i):
            return None
    return None


def _kan_zij_zijn(word: Woord, i: int) -> bool:
    """Tell whether a word names something that can be `zij`: a name, or a noun with `de`."""
    if word.klein in _ZIJN:
        return False
    if i and word.tekst[:1].isupper():
        return True
    tags = set(lexicon().tags(word.klein) or soorten(word.klein))
    return bool(tags & {DE_WOORD, MEERVOUD}) and not tags & set("bxzgrnti")


_PERSONEN = (
    "bewoner", "bewoners", "inwoner", "inwoners", "ondernemer", "ondernemers", "medewerker",
    "medewerkers", "wethouder", "jongeren", "ouderen", "kinderen", "ouders", "vrijwilligers",
    "mensen", "leerlingen", "raadsleden", "huurders", "eigenaren", "deelnemers", "cliënten",
    "burgers", "werknemers", "statushouders", "gezinnen", "personen", "studenten", "gebruikers",
    "mantelzorgers", "vluchtelingen", "aanvragers", "consulenten", "agenten", "leden",
)  # fmt: skip


def welke_voor_die(letter: Letter) -> Iterator[Vondst]:
    """*de bewoners welke*, *het plan welke*: it is `die` of people, and `dat` with `het`."""
    for stuk in letter.proza():
        for zin in stuk.zinnen:
            words = zin.woorden
            for i in range(1, len(words) - 1):
                between = stuk.tekst[words[i - 1].end : words[i].start]
                if words[i].tekst != "welke" or between not in (" ", ", "):
                    continue
                right = _in_plaats_van_welke(words, i)
                if right is not None:
                    yield Vondst(
                        Code.PRONOUN, Severity.WAARSCHUWING, stuk, words[i].start, 5,
                        f"na '{words[i - 1].klein}' hoort '{right}'", None, right,
                    )  # fmt: skip


def _in_plaats_van_welke(words: tuple[Woord, ...], i: int) -> str | None:
    noun, following = words[i - 1].klein, words[i + 1].klein
    can_go_on = (
        following in BEPALERS - {"alle"} | VOORNAAMWOORDEN | (VOORZETSELS - {"van"})
        or is_persoonsvorm(following)
        or following in ("niet", "nog", "al", "ook", "inmiddels", "reeds", "nu", "recent", "leeg")
    )
    if not can_go_on:
        return None
    if noun in _PERSONEN:
        return "die"
    tags = set(soorten(noun))
    determiner = words[i - 2].klein if i > 1 else ""
    is_het = bool(tags) and tags <= {HET_WOORD, "p", "t"} and HET_WOORD in tags
    return "dat" if is_het and determiner not in ("van", "aan") else None


# Things that hold no content clause: after `de wijk` comes `die`.
_DINGEN = (
    "wijk", "buurt", "straat", "school", "woning", "organisatie", "stichting", "subsidie", "brug",
    "locatie", "tabel", "medewerker", "bewoner", "inwoner", "vereniging", "corporatie", "gemeente",
    "provincie", "wethouder", "commissie", "werkgroep", "begroting", "verordening", "regeling",
    "tekening", "bijlage", "woningen", "straten", "wijken", "scholen", "bewoners", "inwoners",
    "gebouwen", "organisaties", "kosten", "projecten", "subsidies", "bomen", "wegen", "aanpak",
)  # fmt: skip


def dat_voor_die(letter: Letter) -> Iterator[Vondst]:
    """*de woningen dat leeg staan*, *de wijk dat is aangewezen*: with `de` goes `die`."""
    for reeks in reeksen(letter):
        for i in range(1, len(reeks) - 2):
            if reeks.klein(i + 1) != "dat" or reeks.klein(i) not in _DINGEN:
                continue
            if reeks.klein(i - 1) not in ("de", "deze", "een", "onze", "alle") and not reeks.alleen(
                i - 1, VERBOGEN + "b"
            ):
                continue
            after = reeks.klein(i + 2)
            # Further on a verb of saying can stand before: *Wij melden de bewoners dat is ...*.
            begins = i <= 2 and reeks.begint
            if begins and (after in _PERSOONSVORMEN or after in VOORZETSELS):
                yield _die(reeks, i)


_PERSOONSVORMEN = data.of("is zijn wordt worden heeft hebben")


def _die(reeks: Reeks, i: int) -> Vondst:
    return Vondst(
        Code.PRONOUN, Severity.WAARSCHUWING, reeks.stuk, *reeks.plaats(i, i + 1),
        f"na '{reeks.klein(i)}' hoort 'die'", None, f"{reeks.woorden[i].tekst} die",
    )  # fmt: skip
