"""The manual page for `man`, from the same texts as the help."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence

from raadsbrief import __version__
from raadsbrief.cli.texts import EXIT_CODES, FILES, GROUPS, MORE, examples
from raadsbrief.cli.tree import Entry
from raadsbrief.cli.usage import group_of


def page(entries: Sequence[Entry]) -> str:
    """Return the page; it is ASCII, so that every `man` can read it."""
    return "\n".join(_lines(entries)) + "\n"


def _lines(entries: Sequence[Entry]) -> Iterator[str]:
    program, *commands = entries
    yield f'.TH RAADSBRIEF 1 "" "raadsbrief {_text(__version__)}" "Opdrachten"'
    yield ".SH NAAM"
    yield f"raadsbrief \\- {_text(_lower(program.help))}"
    yield ".SH SAMENVATTING"
    yield from (".B raadsbrief", _text("OPDRACHT [OPTIES] ..."))
    yield from _list("BEGINNEN", examples(program.command.epilog))
    yield ".SH OPDRACHTEN"
    for group in GROUPS:
        for entry in commands:
            if group_of(_outermost(entry, commands).command) == group and not entry.commands:
                yield from _command(entry)
    yield ".SH OPTIES"
    yield from _options(program)
    yield from _list("EXITCODES", EXIT_CODES)
    yield from _list("BESTANDEN", FILES)
    yield from _list("MEER LEZEN", MORE)


def _outermost(entry: Entry, commands: Sequence[Entry]) -> Entry:
    """Return the command that this one stands in, or itself."""
    return next(one for one in commands if one.path == entry.path[:1])


def _command(entry: Entry) -> Iterator[str]:
    usage = " ".join(entry.command.collect_usage_pieces(entry.context))
    yield f'.SS "{_quoted(f"raadsbrief {entry.words} {usage}")}"'
    for paragraph in inspect.cleandoc(entry.command.help or "").split("\n\n"):
        yield from (".PP", _text(" ".join(paragraph.split())))
    for name, text in entry.command.records(entry.context, "argument"):
        yield from _row(name, text)
    yield from _options(entry)
    shown = examples(entry.command.epilog)
    if shown:
        yield from (".PP", "Voorbeelden:")
        for command, what in shown:
            yield from _row(command, what)


def _options(entry: Entry) -> Iterator[str]:
    for name, text in entry.command.records(entry.context, "option"):
        yield from _row(name, text)


def _list(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f".SH {_text(title)}"
    for name, text in rows:
        yield from _row(name, text)


def _row(name: str, text: str) -> Iterator[str]:
    yield from (".TP", f'.B "{_quoted(name)}"', _text(text))


def _text(text: str) -> str:
    """Escape what roff would take for its own; a line cannot begin with a request."""
    text = re.sub(r"\s+", " ", text.replace("\\", "\\[rs]").replace("-", "\\-"))
    text = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in text)
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _quoted(text: str) -> str:
    """Escape text between the quotation marks of a request."""
    return _text(text).replace('"', "\\[dq]")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
