"""The commands as one list, with what can stand behind each: for completion and a manual page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What belongs behind an option or a command, by the word for it in the help. The names of content
# files are those that are there when someone asks.
_KINDS = {
    "BRIEF": "@brieven",
    "PROGRAMMA": "@programmas",
    "GEMEENTE": "@gemeenten",
    "MAP": "@map",
    "PDF": "@pdf",
    "BESTAND": "@bestand",
}


@dataclass(frozen=True)
class Option:
    """An option: its names, what it means, and what belongs behind it if anything does."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    values: str
    metavar: str


@dataclass(frozen=True)
class Entry:
    """A command: the words by which it is called behind `raadsbrief`, and what it takes."""

    path: tuple[str, ...]
    command: Any
    context: Any

    @property
    def words(self) -> str:
        """The words, with a space between them."""
        return " ".join(self.path)

    @property
    def help(self) -> str:
        """What it does, in a line."""
        return str(self.command.get_short_help_str(limit=10_000))

    @property
    def commands(self) -> list[str]:
        """The commands that can follow."""
        return [name for name, one in _inner(self.command).items() if not one.hidden]

    @property
    def options(self) -> list[Option]:
        """The options."""
        params = self.command.get_params(self.context)
        return [_option(one) for one in params if one.param_type_name == "option"]

    @property
    def values(self) -> str:
        """What its arguments are: words with spaces between them, or a kind with an `@`."""
        params = self.command.get_params(self.context)
        found = [_values(one) for one in params if one.param_type_name == "argument"]
        return next(filter(None, found), "")


def walk(context: Any) -> Iterator[Entry]:
    """Yield the program and all its commands, from the outside in."""
    yield from _walk(context.find_root(), ())


def _walk(context: Any, path: tuple[str, ...]) -> Iterator[Entry]:
    command = context.command
    yield Entry(path, command, context)
    for name, inner in _inner(command).items():
        if not inner.hidden:
            below = inner.context_class(inner, info_name=name, parent=context)
            yield from _walk(below, (*path, name))


def _inner(command: Any) -> dict[str, Any]:
    return getattr(command, "commands", {})


def _option(param: Any) -> Option:
    takes_value = not param.is_flag and not param.count
    text = " ".join((param.help or "").split())
    return Option(
        tuple(sorted(param.opts, key=len)),
        "Toon deze hulp." if "--help" in param.opts else text,
        takes_value,
        _values(param) if takes_value else "",
        (param.metavar or "waarde").lower(),
    )


def _values(param: Any) -> str:
    if param.type_descriptor.is_choice:
        return " ".join(str(getattr(one, "value", one)) for one in param.type_descriptor.choices)
    if param.metavar == "CODE":
        from raadsbrief.diagnostics import Code

        return " ".join(Code)
    if param.metavar == "BLADZIJDE":
        from raadsbrief.manual.printing import topics

        return " ".join(topics())
    return _KINDS.get(param.metavar, "")
