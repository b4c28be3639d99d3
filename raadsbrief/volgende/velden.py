"""The fields of the draft: those that letters share, in the order of the last letter.

What was about that letter alone is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from raadsbrief.begin.names import in_yaml
from raadsbrief.model import Gemeente
from raadsbrief.volgende import regels
from raadsbrief.volgende.merken import Deel, about
from raadsbrief.volgende.regels import remark

# What is about one letter alone.
DROPPED = (
    *("kenmerk", "toezegging", "afdoening", "motie", "raadsvragen", "eerdere_besluiten"),
    *("bijlagen", "geheimhouding"),
)
# Fields whose words can be tied to a time.
_PROSE = ("onderwerp", "genre", "koppen", "overige_kenmerken", "voetnoot", "afsluiting")
# Where a part of the letter comes.
PART = "\0"
PARTS = ("secties", "tekst", "na_ondertekening")
_OWN = ("zaaknummer", "datum", "programma", "gemeente")
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass
class Velden:
    """The lines of the draft before and after its text, and what was left out."""

    lines: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Nieuw:
    """What the new letter says of itself."""

    zaaknummer: str | None
    gemeente: str
    programma: str | None
    datum: str
    vorige: str | None
    """The case number of the last letter."""


def number_line(nieuw: Nieuw, huis: Gemeente) -> str | None:
    """Write the case number, or what to fill in: none is ever made up."""
    if nieuw.zaaknummer is not None:
        return f"zaaknummer: {in_text(nieuw.zaaknummer)}"
    vorm = huis.zaaknummer
    if not vorm.verplicht and nieuw.vorige is None:
        return None
    masks = [mask for mask in vorm.patroon or () if mask.isprintable()]
    signs = {"#": "# is een cijfer", "@": "@ een letter"}
    legend = ", ".join(text for sign, text in signs.items() if sign in "".join(masks))
    shape = f"; vorm: {' of '.join(masks)}{f' ({legend})' if legend else ''}" if masks else ""
    if not masks and nieuw.vorige and nieuw.vorige.isprintable():
        shape = f"; het vorige was {nieuw.vorige}"
    return f"zaaknummer:    # vul in: u krijgt het van het zaaksysteem{shape}"


def in_text(text: str) -> str:
    """Write a value in YAML."""
    return text if _BARE.fullmatch(text) else in_yaml(text)


def own_lines(nieuw: Nieuw, huis: Gemeente) -> dict[str, str]:
    """Return the lines that differ in each letter, by field."""
    number = number_line(nieuw, huis)
    lines = {"zaaknummer": number} if number else {}
    lines["gemeente"] = f"gemeente: {in_text(nieuw.gemeente)}"
    if nieuw.programma is not None:
        lines["programma"] = f"programma: {in_text(nieuw.programma)}"
    return {**lines, "datum": f"datum: {in_text(nieuw.datum)}"}


def copied(deel: Deel, own: dict[str, str], kinds: Sequence[str]) -> Velden:
    """Go through the fields of the last letter, in their order; parts stand as `PART`, name.

    `kinds` are the kinds of letter that the gemeente has a form for.
    """
    found = Velden()
    root = deel.source.root
    assert isinstance(root, MappingNode)
    names = [key.value for key, _ in root.value]
    first = [line for naam, line in own.items() if naam not in names]
    for i, (key, node) in enumerate(root.value):
        naam = key.value
        if naam in own:
            lines = [own[naam]]
            if first and naam == "zaaknummer":
                lines, first = [*lines, *first], []
        elif naam in PARTS:
            lines = [*first, "", f"{PART}{naam}"] if first else [f"{PART}{naam}"]
            first = []
        elif naam in DROPPED:
            lines = _dropped(node, naam, found)
        elif naam == "soort":
            lines = _kinds(deel, i, node, kinds, found)
        elif naam in ("verzonden", "zaaknummer", *_OWN):
            lines = []
        else:
            about_it = about(deel, node, 0) if naam in _PROSE else []
            lines = [*about_it, *entry(deel, root, i)]
        if lines and _has_gap(deel, root, i) and found.lines:
            found.lines.append("")
        found.lines += lines
        if lines and not all(line.startswith("#") for line in lines):
            found.written.append(naam)
    found.lines = [*first, *found.lines]
    return found


def entry(deel: Deel, root: MappingNode, i: int) -> list[str]:
    """Return the lines of a field of the last letter."""
    if regels.is_lines(root) and root.start_mark.column == 0:
        return regels.entry_lines(deel.source, root, i)
    key, node = root.value[i]
    return [f"{key.value}: {regels.text_of(deel.source, node)}"]


def _has_gap(deel: Deel, root: Node, i: int) -> bool:
    """Tell whether the last letter has an empty line above a field."""
    if not regels.is_lines(root):
        return False
    line = regels.begin_line(deel.source, root, i)
    while line and deel.source.lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line > 0 and not deel.source.lines[line - 1].strip()


def _dropped(node: Node, naam: str, found: Velden) -> list[str]:
    if regels.is_lines(node) and not node.value:
        return []
    words = "; ".join(" ".join(line.split()) for line in regels.words_of(node).split("\n"))
    if not words.strip():
        return []
    found.dropped.append(naam)
    shown = words if len(words) < 150 else f"{words[:150].rsplit(' ', 1)[0]} ..."
    lines = remark(f"niet overgenomen: `{naam}` ({shown})")
    if naam == "geheimhouding":
        lines += remark("de vorige brief was geheim; kijk of wat hieronder staat, openbaar kan")
    return lines


def _kinds(deel: Deel, i: int, node: Node, kinds: Sequence[str], found: Velden) -> list[str]:
    """Keep the kinds of letter that the gemeente has a form for; why this letter came, is new."""
    items = node.value if isinstance(node, SequenceNode) else [node]
    said = [one.value for one in items]
    kept = [one for one in said if one in kinds]
    root = deel.source.root
    assert isinstance(root, MappingNode)
    if kept == said:
        return entry(deel, root, i)
    found.dropped.append("soort")
    lines = remark(f"niet overgenomen: `soort` ({', '.join(x for x in said if x not in kept)})")
    return [*lines, *([f"soort: [{', '.join(map(in_text, kept))}]"] if kept else [])]


def required(huis: Gemeente, written: Sequence[str]) -> list[str]:
    """Write the fields that the gemeente asks for and that are not there, to be filled in."""
    asked: list[str] = [veld for veld in huis.verplicht
             if not (veld in ("aan", "aanhef") and getattr(huis, veld))]  # fmt: skip
    asked += [kop.vult for kop in huis.secties.values() if kop.vult and kop.verplicht]
    missing = [veld for veld in dict.fromkeys(asked) if veld not in written]
    return [f"{veld}:    # vul in: de gemeente vraagt dit van elke brief" for veld in missing]
