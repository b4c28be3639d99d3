"""The draft of the next letter, from the last one and what happened since."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from raadsbrief import dutch
from raadsbrief.begin.names import file_name
from raadsbrief.content.dossier import BRIEVEN, Content, Dossier
from raadsbrief.diagnostics import ContentError
from raadsbrief.letter.blokken import blocks_by_part
from raadsbrief.letter.huis import huis as huis_of
from raadsbrief.model import Brief, Datum, Gemeente
from raadsbrief.prose.facts import Facts, loaded_facts, programme_facts
from raadsbrief.volgende import secties, velden
from raadsbrief.volgende.merken import Deel
from raadsbrief.volgende.namen import letter_with_names
from raadsbrief.volgende.nieuws import Gevraagd, Nieuws, nieuws
from raadsbrief.volgende.regels import as_comment, is_lines, remark
from raadsbrief.volgende.toen import CONCEPT, Eerder, earlier, why_unknown
from raadsbrief.volgende.velden import DROPPED, PART
from raadsbrief.volgende.verdelen import lines_of, main_part, verdeel
from raadsbrief.volgende.verslag import Opdracht, Werk, head, said
from raadsbrief.yaml.decode import Loaded
from raadsbrief.yaml.nodes import Source
from raadsbrief.yaml.source import parse

_SCHEMA = "# yaml-language-server: $schema=../schema/brief.schema.json"
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}(?<![.-])")


@dataclass(frozen=True)
class Concept:
    """A draft: its text, the names that its file may have, and what to say of it."""

    tekst: str
    namen: Sequence[str]
    gezegd: Sequence[str]


class OnmogelijkError(Exception):
    """No draft can be made; the text says what to do."""


def concept(content: Content, opdracht: Opdracht) -> Concept:
    """Make the draft of the next letter. Raises ContentError, or OnmogelijkError."""
    gaten: list[str] = []
    programma = content.programma(opdracht.programma) if opdracht.programma else None
    if programma is not None and programma.problems:  # what is lost would seem to be gone
        raise ContentError(programma.problems)
    brieven = _earlier(content, opdracht, gaten)
    last = brieven[-1] if brieven else None
    readable = next((one for one in reversed(brieven) if one.brief is not None), None)
    gemeente = content.gemeente(_gemeente(content, opdracht, readable))
    until = Datum.read(opdracht.datum)
    sinds, hoe = _since(opdracht, last)
    _tell_gaps(content, opdracht, last, sinds, gaten)
    found = Nieuws(sinds, until)
    if programma is not None:
        found = nieuws(programma, gemeente, Gevraagd(sinds, until, brieven), gaten)
    work = Werk(content, opdracht, programma, gemeente, brieven, gaten, found, hoe)
    text, dropped = _text(work)
    return Concept(text, _names(opdracht), [*said(work, dropped)])


def _earlier(content: Content, opdracht: Opdracht, gaten: list[str]) -> list[Eerder]:
    brieven = [
        one
        for one in earlier(content, opdracht.programma, gaten)
        if opdracht.gemeente is None
        or one.brief is None
        or one.brief.model.gemeente == opdracht.gemeente
    ]
    until = Datum.read(opdracht.datum).laatste_dag
    if opdracht.na is None:
        later = [one.naam for one in brieven if one.dag is not None and one.dag > until]
        if later:
            names = dutch.opsomming(later)
            gaten.append(f"{names}: van na de datum van deze brief")
        return [one for one in brieven if one.naam not in later]
    known = [one.naam for one in brieven]
    if opdracht.na not in known:
        about = f"het programma '{opdracht.programma}'" if opdracht.programma else "geen programma"
        raise OnmogelijkError(f"de brief '{opdracht.na}' gaat niet over {about}")
    return brieven[: known.index(opdracht.na) + 1]


def _gemeente(content: Content, opdracht: Opdracht, last: Eerder | None) -> str:
    known = content.names("gemeenten")
    chosen = opdracht.gemeente
    if chosen is None and last is not None and last.brief is not None:
        chosen = last.brief.model.gemeente
    if chosen is None and len(known) == 1:
        chosen = known[0]
    if chosen is None or chosen not in known:
        wrong = f"er is geen gemeente '{chosen}'; " if chosen else ""
        listed = f"kies met --gemeente uit: {', '.join(known)}"
        way = listed if known else "maak er een met `raadsbrief new gemeente NAAM`"
        raise OnmogelijkError(f"{wrong}{way}")
    return chosen


def _since(opdracht: Opdracht, last: Eerder | None) -> tuple[dt.date | None, str]:
    """Return the last day that was told, and where that comes from."""
    if opdracht.sinds is not None:
        first = opdracht.sinds.eerste_dag
        return first - dt.timedelta(days=1), "zoals gevraagd"
    if last is not None and last.dag is not None:
        return last.dag, f"{last.hoe} {last.naam}"
    return None, ""


def _tell_gaps(
    content: Content, opdracht: Opdracht, last: Eerder | None, sinds: dt.date | None,
    gaten: list[str],
) -> None:  # fmt: skip
    """Say what could not be looked at."""
    if last is None:
        return
    if last.brief is None:
        gaten.append(f"de tekst van de vorige brief, {last.naam}: die is niet te lezen")
    elif last.brief.problems:
        gaten.append(
            f"wat in de vorige brief fout is (`raadsbrief check {last.naam}`): dat is niet "
            "overgenomen"
        )
    git_is_told = any(one.startswith("het programma zoals het was") for one in gaten)
    if last.toen is None and opdracht.programma is not None and not git_is_told:
        why = why_unknown(content, last, opdracht.programma)
        gaten.append(f"het programma zoals het was: {why}")
    if sinds is None and opdracht.programma is not None:
        gaten.append(
            f"wat er volgens de datums na {last.naam} gebeurde: van wanneer die brief is, is niet "
            "bekend; geef --sinds"
        )


def _names(opdracht: Opdracht) -> list[str]:
    """Return the names that the file may have, the best first: it is a draft without a number."""
    if opdracht.zaaknummer is not None:
        number = opdracht.zaaknummer
        return [number if _FILE.fullmatch(number) else file_name(number, "brief")]
    names = [f"{opdracht.datum}{CONCEPT}"]
    if opdracht.programma:
        names.append(f"{opdracht.datum}-{opdracht.programma}{CONCEPT}")
    return names


def _text(work: Werk) -> tuple[str, list[str]]:
    """Write the draft, and say which fields were left out; one that is no YAML is made anew."""
    last = work.vorige
    if last is not None and last.brief is not None:
        try:
            text, dropped = _from_last(work, last.brief)
            parse(text, "concept.yaml")
        except ContentError:
            work.gaten.append("de tekst van de vorige brief: die is zo niet over te nemen")
        else:
            return text, dropped
    return _from_nothing(work), []


def _from_last(work: Werk, brief: Loaded[Brief]) -> tuple[str, list[str]]:
    letter = letter_with_names(brief, work.nieuws.namen)
    programma = work.programma.model if work.programma else None
    opdracht, model = work.opdracht, letter.model
    nieuw = velden.Nieuw(
        opdracht.zaaknummer, model.gemeente, opdracht.programma, opdracht.datum, model.zaaknummer
    )
    house = huis_of(Dossier("", letter, work.gemeente, work.programma))
    _refuse_number(opdracht, house)
    own = velden.own_lines(nieuw, house)
    empty = opdracht.leeg
    verdeling = verdeel(None if empty else model, programma, work.nieuws)
    deel = Deel(letter.source, programma, work.nieuws, verdeling, _facts(work, letter))
    fields = velden.copied(deel, own, tuple(work.gemeente.model.soorten))
    lines: list[str] = []
    for line in fields.lines:
        if not line.startswith(PART):
            lines.append(line)
        elif empty:
            lines += _empty_parts(house, deel) if line == PART + _text_field(house) else []
        else:
            lines += _part(deel, line[1:], letter, house)
    if empty and PART + _text_field(house) not in fields.lines:
        lines += ["", *_empty_parts(house, deel)]
    needed = velden.required(house, fields.written)
    return _whole(work, [*needed, *lines], letter.source), fields.dropped


def _refuse_number(opdracht: Opdracht, house: Gemeente) -> None:
    """Refuse a case number that is none of this gemeente. Raises OnmogelijkError."""
    number, vorm = opdracht.zaaknummer, house.zaaknummer
    if number is not None and not vorm.past(number):
        masks = " of ".join(vorm.patroon or ())
        raise OnmogelijkError(
            f"--zaaknummer {number} heeft niet de vorm van deze gemeente: {masks}"
        )


def _text_field(house: Gemeente) -> str:
    return "secties" if house.secties else "tekst"


def _facts(work: Werk, letter: Loaded[Brief]) -> Facts:
    """Return what prose in the draft can name."""
    of_programme: Mapping[str, Any] = programme_facts(work.programma) if work.programma else {}
    own = {key: value for key, value in loaded_facts(letter).items()
           if key not in (*DROPPED, "verzonden", "secties")}  # fmt: skip
    brief = {**own, "datum": work.nieuws.tot}
    return {**of_programme, "gemeente": loaded_facts(work.gemeente), "brief": brief}


def _part(deel: Deel, field: str, letter: Loaded[Brief], house: Gemeente) -> list[str]:
    """Write one of the fields that hold text."""
    parts = blocks_by_part(letter.model)
    if field != "secties":
        return secties.part(deel, (field,), parts[(field,)], False) if parts[(field,)] else []
    lines: list[str] = []
    koppen = house.secties
    has_own = house.eigen_koppen if house.eigen_koppen is not None else not koppen
    node = deel.source.find(("secties",))
    indent = node.start_mark.column if node is not None and is_lines(node) else 2
    for naam, blokken in letter.model.secties.items():
        if naam not in koppen and not has_own:
            section = secties.part(deel, ("secties", naam), blokken, False)
            section = as_comment(section, indent)
            because = f"de gemeente heeft de kop `{naam}` niet meer; daar stond:"
            lines += ["", *remark(because, indent), *section]
            continue
        required = koppen[naam].verplicht if naam in koppen else False
        lines += ["", *secties.part(deel, ("secties", naam), blokken, required)]
    needed, other = secties.headings(koppen, list(letter.model.secties), indent)
    return ["secties:", *lines[1:], *needed, *([""] if other else []), *other]


def _empty_parts(house: Gemeente, deel: Deel) -> list[str]:
    """Write the headings of a letter without text, with what is news under one of them."""
    koppen = [(naam, kop) for naam, kop in house.secties.items() if not kop.vult]
    rest = deel.verdeling.rest
    if not koppen:
        blocks = list(lines_of(rest, deel.programma, 2))
        return ["tekst:", *blocks] if blocks else ["tekst:    # schrijf hier de brief"]
    main = main_part([("secties", naam) for naam, _ in koppen])
    lines = ["secties:"]
    for naam, kop in koppen:
        about = f"schrijf hier: {kop.kop}" if kop.kop else "schrijf hier"
        if ("secties", naam) == main and rest:
            lines += [f"  {naam}:", *lines_of(rest, deel.programma, 4)]
        elif kop.leeg is not None:
            lines.append(f"  # {naam}:    # {about}; anders komt er: {kop.leeg}")
        else:
            lines.append(f"  {naam}:    # {about}")
    return lines


def _from_nothing(work: Werk) -> str:
    """Write a draft without a letter before it."""
    opdracht = work.opdracht
    gemeente = work.gemeente.source.file.rpartition("/")[2].removesuffix(".yaml")
    brief = Brief.model_construct(gemeente=gemeente)
    loaded = Loaded(Source("", "", None), brief)
    house = huis_of(Dossier("", loaded, work.gemeente, work.programma))
    nieuw = velden.Nieuw(opdracht.zaaknummer, gemeente, opdracht.programma, opdracht.datum, None)
    _refuse_number(opdracht, house)
    own = velden.own_lines(nieuw, house)
    programma = work.programma.model if work.programma else None
    verdeling = verdeel(None, programma, work.nieuws)
    deel = Deel(loaded.source, programma, work.nieuws, verdeling, {})
    lines = [*own.values(), *velden.required(house, [*own]), "", *_empty_parts(house, deel)]
    return _whole(work, lines, None)


def _whole(work: Werk, lines: Sequence[str], source: Source | None) -> str:
    first = source.lines[0] if source is not None else _SCHEMA
    schema = [first] if first.startswith("# yaml-language-server:") else []
    text = "\n".join([*schema, *head(work), "", *lines])
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def is_about(content: Content, naam: str, programma: str | None) -> bool:
    """Tell whether a draft that is there is about a programme."""
    if naam not in content.names(BRIEVEN):
        return False
    try:
        return content.brief(naam).model.programma == programma
    except ContentError:
        return True
