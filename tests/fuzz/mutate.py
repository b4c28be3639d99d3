"""Changes that a stranger could make: to YAML by its nodes, to CSV by its cells, to SVG and
templates by their tags, to all of them by lines and characters."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from random import Random

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from raadsbrief.diagnostics import RaadsbriefError
from raadsbrief.yaml.nodes import plain
from raadsbrief.yaml.source import parse

from .corpus import World

_ENDS = ("\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c", "\x1d", "\x1e")
# Text that means something to one of those who read it: YAML, Markdown, Jinja, HTML, a terminal.
WORDS = (
    *_ENDS, "\x00", "\x1b[2J", "\x1b]8;;https://x.nl\x07", "\u202e", "\u2066", "\u200b", "\ufeff",
    "\u00ad", "\u00a0", "\u0301", "\U0001f600", "\ud7ff", "\ufffe", "é", "\t", " ", "  ", "'", '"',
    ":", ": ", ":\n", "- ", "#", " # ", "|", ">", "&a ", "*a", "!x ", "%", "@", "`", "```", "~~~",
    "[", "]", "(", ")", "{", "}", "{{", "}}", "{%", "%}", "{#", "#}", "<", ">", "</p>", "<!--",
    "<script>", "&", "&amp;", "&#0;", "&#x202e;", "\\", "\\n", "::error::", "##[error]", "%0A",
    "**", "*", "_", "__", "~~", "==", "---", "|---|", "| a | b |\n|---|---|\n| c |", "[^1]",
    "[^1]: noot", "![a](b.png)", "[a](b)", "[a]{lang=en}", "![a](beelden/wijk.svg)", "1. ", "a. ",
    "## ", "###### ", "> ", "- [ ] ", "- a:\n", "-\n", "\n\n", "1.1 ", "iv. ", "(b) ",
    "0", "-1", "1e999", "nan", "null", "ja", "nee", "12,5", "1.234.567", "012", "2026-13-45",
    "9999-12-31", "2026-W99", "2026-zomer", "0x1F", "1_000", "100%", "alle", "€ 5", "٣", "²",
    "{{ programma.naam }}", "{{ dit.bedrag | euro }}", "{{ brief.datum | datum }}", "{{ x }}",
    "{{ programma }}", "{{ feiten | euro }}", "{{ pijlers | opsomming }}", "{{ 1 / 0 }}",
    "{{ programma.naam | x(1) }}", "{{ ''.join() }}", "{% for x in y %}", "{{ [1][9] }}",
    "{{ brief.__class__ }}", "{{ gemeente.college[0].naam }}", "{{ secties | attr('x') }}",
    "<<", "^^", "geen", "nog te bepalen", "doorlopend", "A + B - C", "A - - B", "a[^*]", "[^a][^b]",
    "- {tussenkop: x}\n", "- {cellen: [a], som: ja}\n", "{kop: x, kolommen: [a, b]}", "13.1", "ixx",
    "url(x)", "url(#x)", "javascript:x", "data:,x", "http://[", "../../x", "/etc/passwd",
    "matrix(1", "0 0 100% 100%", "M0 0Z 1", "rotate(x)",
)  # fmt: skip

_TOKEN = re.compile(r"\w+|[^\w\s]+|[ \t]+|\n")
_TAG = re.compile(r"<[^<>]*>|\{[{%].*?[%}]\}", re.DOTALL)
_VALUE = re.compile(r'(?<==")[^"]*(?=")')
_CELL = re.compile(r"[^;,\t\n]*")

Change = Callable[[Random, str, Sequence[str]], str]


def mutant(random: Random, world: World, others: Sequence[World]) -> World:
    """Return a content with a few changes in one or two of its files."""
    changed = dict(world)
    for _ in range(_few(random)):
        name = _file(random, changed)
        if random.random() < 0.04:
            changed[_renamed(random, name)] = changed.pop(name)
            continue
        other = random.choice(others)
        texts = [
            data.decode("utf-8", "replace") for file, data in other.items() if _like(file, name)
        ]
        changed[name] = change(random, name, changed[name], texts)
    return changed


def _renamed(random: Random, name: str) -> str:
    """Give a file another name, as a stranger could: whatever a file system takes."""
    folder, _, file = name.rpartition("/")
    stem, dot, suffix = file.rpartition(".")
    word = re.sub(r"[/\0]", "", random.choice((*WORDS, *_NAMES))) * random.choice((1, 1, 1, 40))
    new = random.choice([f"{word}{stem}", f"{stem}{word}", word or stem, stem])
    suffix = random.choice([suffix, suffix, suffix, suffix.upper(), f"{suffix}.txt", word])
    short = f"{new}{dot}{suffix}".encode("utf-8", "surrogateescape")[:240]
    return f"{folder}/{short.decode('utf-8', 'surrogateescape')}"


# Bytes that are no UTF-8, and what tools take for an option, a command or another file.
_NAMES = ("caf\udce9", "\n::error::", "-o", "--force", "a:12:3", "%2e%2e", "~", "$(x)", "con", ".")


def _few(random: Random) -> int:
    count = 1
    while count < 6 and random.random() < 0.4:
        count += 1
    return count


def _file(random: Random, world: World) -> str:
    """Choose a file: the letter, and what only some contents have, more often than the rest."""
    names = list(world)
    rare = [name for name in names if not name.endswith(".yaml")]
    letters = [name for name in names if "/brieven/" in name]
    return random.choice(random.choice([names, letters or names, rare or names]))


def _like(file: str, name: str) -> bool:
    return file.rpartition(".")[2] == name.rpartition(".")[2]


def change(random: Random, name: str, data: bytes, others: Sequence[str]) -> bytes:
    """Change a file once, as what it is."""
    kind = name.rpartition(".")[2].lower()
    if kind in ("png", "jpg", "jpeg", "pdf") or random.random() < 0.02:
        return _bytes(random, data)
    changes = [*_ANY, *_KINDS.get(kind, ()) * 3]
    text = random.choice(changes)(random, data.decode("utf-8", "surrogateescape"), others)
    return text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "replace")


def _is_escaped(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" and not "\udc80" <= c <= "\udcff" for c in text)


def _bytes(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    new = bytes(random.choices(range(256), k=random.randrange(4)))
    return random.choice(
        [data[:at], data[at:], data[:at] + new + data[at + len(new) :], data[:at] + new + data[at:]]
    )


# --- Of any text ---


def _insert(random: Random, text: str, others: Sequence[str]) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + _word(random) + text[at:]


def _word(random: Random) -> str:
    return random.choice(WORDS) * random.choice((1, 1, 1, 1, 2, 3, 12))


def _token(random: Random, text: str, others: Sequence[str]) -> str:
    """Take out a word or mark, put another in its place, or double it."""
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return _word(random)
    found = random.choice(tokens)
    new = random.choice(["", found[0] * 2, _word(random), random.choice(tokens)[0]])
    return text[: found.start()] + new + text[found.end() :]


def _lines(random: Random, text: str, others: Sequence[str]) -> str:
    """Take out, double, move, join or indent lines, or take some from another file."""
    lines = text.split("\n")
    start = random.randrange(len(lines))
    end = min(len(lines), start + random.choice((1, 1, 1, 2, 5)))
    part, rest = lines[start:end], lines[:start] + lines[end:]
    at = random.randrange(len(rest) + 1)
    theirs = random.choice(others).split("\n") if others else part
    begin = random.randrange(len(theirs))
    margin = " " * random.choice((1, 2, 4))
    indented = [random.choice((margin + line, line.removeprefix(margin))) for line in part]
    return "\n".join(
        random.choice(
            [
                rest,
                [*lines[:end], *part, *lines[end:]],
                [*rest[:at], *part, *rest[at:]],
                [*lines[:start], " ".join(part), *lines[end:]],
                [*lines[:start], *indented, *lines[end:]],
                [*lines[:start], *theirs[begin : begin + 4], *lines[end:]],
                lines[:end],
            ]
        )
    )


def _line_end(random: Random, text: str, others: Sequence[str]) -> str:
    """Write one line end, or all, in another way."""
    end = random.choice(_ENDS)
    if random.random() < 0.3:
        return text.replace("\n", end)
    places = [found.start() for found in re.finditer("\n", text)] or [0]
    at = random.choice(places)
    return text[:at] + end + text[at + 1 :]


_ANY: tuple[Change, ...] = (_insert, _token, _lines, _line_end)

# --- YAML ---


def _node(random: Random, text: str, others: Sequence[str]) -> str:
    """Put another value in the place of one: a word, one of another file, more or less of it."""
    nodes = _nodes(text)
    if not nodes:
        return _insert(random, text, others)
    start, end, value = random.choice(nodes)
    theirs = _nodes(random.choice(others)) if others else nodes
    other = random.choice(theirs or nodes)[2]
    new = random.choice(
        [_word(random), other, [value], {"naam": value}, None, [], {}, *_more(random, value)]
    )
    return text[:start] + json.dumps(new, ensure_ascii=random.random() < 0.5) + text[end:]


def _more(random: Random, value: object) -> list[object]:
    """Return a value with a part more, less or elsewhere."""
    if isinstance(value, list) and value:
        return [value * 2, value[1:], random.sample(value, len(value)), [*value, _word(random)]]
    if isinstance(value, dict) and value:
        gone = random.choice(list(value))
        less = {key: one for key, one in value.items() if key != gone}
        return [less, {**value, _word(random): value[gone]}, {**value, gone: _word(random)}]
    return [f"{value}{_word(random)}", f"{_word(random)}{value}", [value, _word(random)]]


def _nodes(text: str) -> list[tuple[int, int, object]]:
    """Return where each value of a YAML text begins and ends, and what it is."""
    try:
        root = parse(text, "x.yaml").root
    except (RaadsbriefError, UnicodeEncodeError):  # broken already, or no text
        return []
    found: list[tuple[int, int, object]] = []

    def walk(node: Node, margin: str = "") -> None:
        if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
            found.append((node.start_mark.index, node.end_mark.index, plain(node)))
        else:  # of a block, what comes in its place begins on a line of its own
            found.append((node.start_mark.index, _without_end(text, node), plain(node)))
        if isinstance(node, MappingNode):
            for _, value in node.value:
                walk(value)
        elif isinstance(node, SequenceNode):
            for value in node.value:
                walk(value)

    if root is not None:
        walk(root)
    return found


def _without_end(text: str, node: Node) -> int:
    end: int = node.end_mark.index
    return len(text[:end].rstrip())


# --- Prose, CSV, SVG, templates ---


def _prose(random: Random, text: str, others: Sequence[str]) -> str:
    """Put a few marks of Markdown among the words of a text in a block."""
    lines = text.split("\n")
    inside = [i for i, line in enumerate(lines) if re.match(r" {4,}[^\s:]+ ", line)]
    if not inside:
        return _insert(random, text, others)
    at = random.choice(inside)
    margin = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    word = _word(random)
    cut = random.randrange(len(margin), len(lines[at]) + 1)
    choices = [
        lines[at][:cut] + word + lines[at][cut:],
        lines[at] + f"\n{margin}{word}",
        margin + word + lines[at].lstrip(),
        lines[at] + "\n" + "".join(f"{margin}{' ' * 2 * i}- {word}{i}\n" for i in range(12)),
    ]
    lines[at] = random.choice(choices).replace("\n", f"\n{margin}")
    return "\n".join(lines)


def _some(pattern: re.Pattern[str]) -> Change:
    """Return a change of one of what a pattern finds."""

    def change(random: Random, text: str, others: Sequence[str]) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return _insert(random, text, others)
        one, other = random.choice(found), random.choice(found)
        theirs = pattern.findall(random.choice(others)) if others else []
        new = random.choice(
            ["", _word(random), other[0], one[0] * 2, one[0] + _word(random), *theirs[:1]]
        )
        return text[: one.start()] + new + text[one.end() :]

    return change


_KINDS: dict[str, tuple[Change, ...]] = {
    "yaml": (_node, _prose, _prose),
    "csv": (_some(_CELL),),
    "svg": (_some(_VALUE), _some(_TAG)),
    "html": (_some(_TAG), _some(_VALUE)),
    "css": (_some(re.compile(r"[^{};]+")),),
}
