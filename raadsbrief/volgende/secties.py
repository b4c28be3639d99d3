"""The parts of the draft that hold text: what the last letter said, with what is news in its place.

Prose is copied by its lines; above it stands what in it is tied to a time. What told the programme
(pillars, results, funds) tells the news, and stands there as a comment where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief import dutch
from raadsbrief.letter.blokken import OPEN, steps_of, told_steps
from raadsbrief.model import Blok
from raadsbrief.model.blokken import Stap, Stapkeuze
from raadsbrief.model.briefvorm import Sectiekop
from raadsbrief.model.fields import ALLE
from raadsbrief.volgende import regels
from raadsbrief.volgende.merken import Deel, about, timed
from raadsbrief.volgende.namen import CHOICES
from raadsbrief.volgende.nieuws import Nieuws
from raadsbrief.volgende.regels import as_comment, entry_lines, is_lines, remark, words_of
from raadsbrief.volgende.verdelen import KINDS, choice, lines_of
from raadsbrief.yaml.nodes import KeyPath, Source

_GONE: Mapping[str, str] = {
    "pijlers": "de pijlers stonden in de vorige brief; haal de hekjes weg om ze te herhalen",
    "resultaten": "geen nieuwe resultaten voor hier; de vorige brief had",
    "financiering": "geen nieuws over geld voor hier; de vorige brief had",
    "vragen": "de vragen van de vorige brief zijn niet overgenomen; daar stond",
}


def part(deel: Deel, path: KeyPath, blokken: Sequence[Blok], required: bool) -> list[str]:
    """Write a part: a section, the text without heading, or what comes after the signatures.

    The result is empty of YAML when all of it is a comment; then it has no key either.
    """
    source, node = deel.source, deel.source.find(path)
    parent = source.find(path[:-1])
    assert node is not None
    assert isinstance(parent, MappingNode)
    naam, column = str(path[-1]), _column(parent)
    if isinstance(node, ScalarNode):
        rest = deel.verdeling.rest if path == deel.verdeling.hoofd else {}
        return [*about(deel, node, column), *_prose(deel, parent, node, naam, rest)]
    dash = node.start_mark.column if is_lines(node) else column + 2
    lines, is_empty = [], True
    previous = ""
    for i, blok in enumerate(blokken):
        block = _block(deel, (*path, i), node, i, blok, dash)
        if all(line.lstrip().startswith("#") for line in block):
            if previous.rstrip().endswith(":"):
                lines += remark("de tekst hierboven kondigt aan wat hieronder wegviel", dash)
        else:
            is_empty = False
        lines += block
        previous = blok.tekst or ""
    if path == deel.verdeling.hoofd and deel.verdeling.rest:
        lines += lines_of(deel.verdeling.rest, deel.programma, dash)
        is_empty = False
    head = _head(source, parent, naam, column)
    if is_empty and not required:
        return [*as_comment(head, column), *lines]
    return [*head, *lines]


def _column(parent: MappingNode) -> int:
    """Return where the keys of a mapping begin in the draft."""
    return parent.start_mark.column if is_lines(parent) else 2


def _head(source: Source, parent: MappingNode, naam: str, column: int) -> list[str]:
    """Return the line of a key, with the comments above it, without its value."""
    lead = " " * column
    for i, (key, _) in enumerate(parent.value):
        if key.value == naam and is_lines(parent):
            above = entry_lines(source, parent, i)
            above = above[: [line.lstrip().startswith("#") for line in above].index(False)]
            text = source.text[key.start_mark.index : key.end_mark.index]
            return [*above, f"{lead}{text}:"]
    return [f"{lead}{naam}:"]


def _prose(
    deel: Deel, parent: MappingNode, node: ScalarNode, naam: str, rest: Mapping[str, list[str]]
) -> list[str]:
    """Copy a part that is only text; a block that is added makes it a list."""
    source, column = deel.source, _column(parent)
    if not is_lines(parent):
        text, lead = regels.text_of(source, node), " " * column
        if rest:
            more = lines_of(rest, deel.programma, column + 2)
            return [f"{lead}{naam}:", f"{lead}  - {text}", *more]
        lines = [f"{lead}{naam}: {text}"]
    else:
        at = next(i for i, (key, _) in enumerate(parent.value) if key.value == naam)
        lines = entry_lines(source, parent, at)
    if not rest or not is_lines(parent):
        return lines
    head = _head(source, parent, naam, column)
    key_line = lines[len(head) - 1]
    value = key_line[key_line.index(":", len(head[-1]) - 1) + 1 :].strip()
    body = [f"  {line}" if line.strip() else line for line in lines[len(head) :]]
    dash = " " * (column + 2)
    return [*head, f"{dash}- {value}".rstrip(), *body, *lines_of(rest, deel.programma, column + 2)]


def _block(deel: Deel, path: KeyPath, parent: Node, i: int, blok: Blok, dash: int) -> list[str]:
    """Write one block."""
    node = deel.source.find(path)
    assert node is not None
    lines = _lines(deel.source, parent, i, dash)
    kind = blok.soort
    if kind in KINDS or kind == "vragen":
        return _told(deel, path, node, lines, blok, dash)
    gone = list(_gone(deel, path))
    if gone:
        named = dutch.opsomming([f"'{key}'" for key in gone])
        because = f"dit blok van de vorige brief noemt {named}, en dat is er niet meer; daar stond"
        return [*remark(f"{because}:", dash), *as_comment(lines, dash)]
    if kind == "planning":
        return _planning(deel, path, parent, lines, blok, dash)
    if kind in ("tabel", "grafiek"):
        return [*remark("de cijfers zijn die van de vorige brief: kloppen ze nog?", dash), *lines]
    return [*about(deel, node, dash), *lines]


def _lines(source: Source, parent: Node, i: int, dash: int) -> list[str]:
    if is_lines(parent):
        return entry_lines(source, parent, i)
    return [f"{' ' * dash}- {regels.text_of(source, parent.value[i])}"]


def _told(
    deel: Deel, path: KeyPath, node: Node, lines: list[str], blok: Blok, dash: int
) -> list[str]:
    """Let a block that told the programme tell the news, or stand as a comment."""
    kind, keys = blok.soort, deel.verdeling.blokken.get(path)
    again = []
    if kind == "resultaten" and deel.nieuws.terug and path == deel.verdeling.eerste[kind]:
        names = ", ".join(deel.nieuws.terug)
        again = remark(f"deze resultaten stonden er al, en kunnen terugkomen: {names}", dash)
    if not keys:
        return [*remark(f"{_GONE[kind]}:", dash), *again, *as_comment(lines, dash)]
    reasons = getattr(deel.nieuws, kind)
    why = [f"{key} ({reasons[key]})" if reasons[key] else key for key in keys]
    about = remark(f"nieuw: {'; '.join(why)}", dash)
    return [*about, *again, *timed(words_of(deel.source.find((*path, "kop"))), dash),
            *_rewritten(deel.source, node, lines, kind, keys, dash)]  # fmt: skip


def _rewritten(
    source: Source, node: Node, lines: list[str], kind: str, keys: list[str], dash: int
) -> list[str]:
    """Write a block again with other items; all else in it stays as it was."""
    assert isinstance(node, MappingNode)
    if not is_lines(node):
        fields = [
            f"{key.value}: [{', '.join(keys)}]" if key.value == kind
            else f"{key.value}: {regels.text_of(source, value)}"
            for key, value in node.value
        ]  # fmt: skip
        return [f"{' ' * dash}- {{{', '.join(fields)}}}"]
    column = node.start_mark.column
    above, rest = lines[: _comments(lines)], lines[_comments(lines) :]
    begin = node.start_mark.line
    while source.lines[begin][dash : dash + 1] != "-":  # the first field stands below its dash
        begin, rest = begin - 1, rest[1:]
    written: list[str] = []
    for i, (key, _) in enumerate(node.value):
        entry = entry_lines(source, node, i) if i else rest[: _length(node)]
        if key.value == kind:
            comments = entry[: _comments(entry)]
            entry = [*comments, *choice(kind, keys, column)]
        elif i == 0:
            first = _comments(entry)
            entry = [*entry[:first], " " * column + entry[first].lstrip(" -"), *entry[first + 1 :]]
        written += entry
    at = _comments(written)
    written[at] = f"{' ' * dash}-".ljust(column) + written[at][column:]
    return [*above, *written]


def _length(node: MappingNode) -> int:
    """Return how many lines the first entry of a block takes."""
    key, value = node.value[0]
    first = int(key.start_mark.line)
    return max(regels.end_line(value) - first, 1)


def _comments(lines: Sequence[str]) -> int:
    """Count the comments that lines begin with."""
    marks = [line.lstrip().startswith("#") for line in lines]
    return marks.index(False) if False in marks else len(marks)


def _planning(
    deel: Deel, path: KeyPath, parent: Node, lines: list[str], blok: Blok, dash: int
) -> list[str]:
    """Copy a planning, and ask of each step that is due whether it is ready."""
    node = deel.source.find((*path, "planning"))
    own = blok.planning if isinstance(blok.planning, tuple) else ()
    if isinstance(node, SequenceNode) and any(isinstance(one, Stap) for one in own):
        return _own_steps(deel, node, lines, own, parent, path)
    asked = []
    if isinstance(blok.planning, Stapkeuze) and blok.planning.sinds is not None:
        since = dutch.datum(blok.planning.sinds)
        asked += remark(f"deze planning begint bij {since}: klopt dat nog?", dash)
    if deel.programma is not None:
        for key in told_steps(deel.programma, blok):
            if key in deel.nieuws.verstreken:
                asked += remark(_asks(key, deel.nieuws.verstreken[key]), dash)
        shown = blok.planning
        if isinstance(shown, tuple) and ALLE not in shown and not isinstance(shown, Stapkeuze):
            others = [key for key, one in deel.programma.planning.items()
                      if key not in shown and not one.gereed]  # fmt: skip
            if others:
                names = ", ".join(others)
                asked += remark(f"deze stappen staan hier niet bij: {names}", dash)
    if not deel.programma or not steps_of(deel.programma, blok):
        return [*remark("hier is geen stap (meer) voor; de vorige brief had:", dash),
                *as_comment(lines, dash)]  # fmt: skip
    return [*asked, *lines]


def _own_steps(
    deel: Deel,
    node: SequenceNode,
    lines: list[str],
    steps: Sequence[object],
    parent: Node,
    path: KeyPath,
) -> list[str]:
    """Put a question above each step of the last letter that is due."""
    first = regels.begin_line(deel.source, parent, int(path[-1])) if is_lines(parent) else 0
    above = _comments(lines)
    asks: dict[int, list[str]] = {}
    for i, stap in enumerate(steps):
        if isinstance(stap, Stap) and deel.nieuws.is_past(stap):
            can_place = is_lines(node) and is_lines(parent)
            line = regels.begin_line(deel.source, node, i) - first + above if can_place else above
            begins = can_place and lines[line].lstrip().startswith("- ")
            at = line if begins and line > above else above
            dash = (
                parent.start_mark.column
                if is_lines(parent)
                else len(lines[above]) - len(lines[above].lstrip())
            )
            indent = node.start_mark.column if at > above else dash
            asks.setdefault(at, []).extend(remark(_asks(None, stap), indent))
    return [line for n, one in enumerate(lines) for line in (*asks.get(n, ()), one)]


def _asks(key: str | None, stap: Stap) -> str:
    when = dutch.tijdvak(stap.wanneer)
    where = f" bij de stap `{key}` in het programma" if key else ""
    return f"'{stap.wat}' ({when}) is verstreken; is dat gereed? Zet dan `gereed: ja`{where}"


def asks(nieuws: Nieuws) -> Iterator[str]:
    """Ask of each step and each pledge of the programme what became of it."""
    for key, stap in nieuws.verstreken.items():
        yield _asks(key, stap)
    for key, one in nieuws.open.items():
        term = f", termijn {dutch.datum(one.termijn)}" if one.termijn else ""
        number = f" {one.nummer}" if one.nummer else ""
        is_due = "verstreken en " if nieuws.is_due(one) else ""
        yield (
            f"de toezegging{number} '{one.tekst}' is {is_due}open{term}; doet deze brief haar af, "
            f"zet er dan in: `afdoening: [{key}]`"
        )


def _gone(deel: Deel, path: KeyPath) -> Iterator[str]:
    """Yield the short names in a block that the programme no longer has."""
    for collection, rest in CHOICES:
        node = deel.source.find((*path, *rest))
        for one in node.value if isinstance(node, SequenceNode) else [node]:
            value = one.value if isinstance(one, ScalarNode) else None
            known = getattr(deel.programma, collection, {})
            if isinstance(value, str) and value not in (*known, ALLE, OPEN):
                yield value


def headings(
    koppen: Mapping[str, Sectiekop], written: Sequence[str], indent: int
) -> tuple[list[str], list[str]]:
    """Write the fixed headings that are not there yet: to fill in, and as a comment."""
    needed, other = [], []
    for naam, kop in koppen.items():
        if naam in written or kop.vult:
            continue
        name = f"{' ' * indent}{naam}:"
        if kop.verplicht:
            needed.append(f"{name}    # schrijf hier: {kop.kop or naam}")
        else:
            other.append(f"{' ' * indent}# {naam}:    # {kop.kop or naam}")
    return needed, other
