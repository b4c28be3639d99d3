"""Dutch for what Typer says itself: the help, and mistakes in a command."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from raadsbrief.cli.texts import EXIT_CODES, GROUPS, MEER, MORE, examples

# What Typer writes itself in a usage line, beside an option, or beside an argument.
_HELP_WORDS = (
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT ..."),
    (r"Show this message and exit\.", "Toon deze hulp."),
    (r"\[default:\s+", "[standaard: "),
    (r" <(?:list\[\w+\]|str|path|directory|file|int|int range)>$", ""),
    (r"\{([A-Z]+)\}", r"\1"),
    (r"\[x>=(\d+)\]", r"[vanaf \1]"),
    (r"; x>=(\d+)\]", r"; vanaf \1]"),
    (r"  \[required\]", ""),  # the usage line shows it
    (r"; required\]", "]"),
)

_MISTAKES = (
    (r"No such command 'help'", "typ `raadsbrief --help`, of `raadsbrief build --help`"),
    (r"No such command 'versi(?:on|e)'", "typ `raadsbrief --version`"),
    (
        r"Invalid value for '(-.+?)'.*: Input should be (?:greater|a valid integer)",
        "achter de optie {0} hoort een getal vanaf 1, in cijfers",
    ),
    (r"No such option: (\S+) .*: (-.+)\)", "de optie '{0}' bestaat niet; bedoelde u {1}?"),
    (r"No such option: (.*)", "de optie '{0}' bestaat niet"),
    (
        r"""No such command ['"](.*?)['"]\. Did you mean (.+)\?$""",
        "de opdracht '{0}' bestaat niet; bedoelde u {1}?",
    ),
    (
        r"""No such command ['"](.*)['"]""",
        "de opdracht '{0}' bestaat niet; kies uit: {commands}",
    ),
    (r"Missing argument '(.+?)'", "achter deze opdracht hoort een {0}"),
    (r"Missing option '(.+?)'", "bij deze opdracht hoort de optie {0}"),
    (r"Missing command", "noem wat u wilt: {commands}"),
    (
        r"""Invalid value for '(.+?)': (?:Value error, )?['"](.*?)['"] is not one of (.+?)\.?$""",
        "'{1}' kan niet bij {0}; kies uit: {2}",
    ),
    (r"Option '(.+)' requires an argument", "achter de optie '{0}' hoort een waarde"),
    (r"Option '(.+)' does not take a value", "achter de optie '{0}' hoort geen waarde"),
    (r"Got unexpected extra argument[s()]* \((.*)\)", "dit kan hier niet: {0}"),
    (r"Invalid value for '(.+?)'", "deze waarde kan niet bij {0}"),
)


def dutch(text: str) -> str:
    """Put what Typer wrote in the help into Dutch."""
    for english, words in _HELP_WORDS:
        text = re.sub(english, words, text)
    return text


class _Dutch:
    """How help is written: Dutch, and put into Dutch before it is laid out."""

    params: list[Any]
    epilog: str | None

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Name what belongs behind a command."""
        return [dutch(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        for title, kind in (("Argumenten", "argument"), ("Opties", "option")):
            _table(formatter, title, self.records(ctx, kind))

    def records(self, ctx: Any, kind: str) -> list[tuple[str, str]]:
        """List the arguments or the options, each with what it means."""
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        found = [param.get_help_record(ctx) for param in params if param.param_type_name == kind]
        return [(dutch(name), dutch(text)) for name, text in filter(None, found)]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002, Typer's name
        """Write the examples."""
        _table(formatter, "Voorbeelden", examples(self.epilog))


class DutchCommand(_Dutch, TyperCommand):
    """A command whose help is Dutch throughout."""


class DutchGroup(_Dutch, TyperGroup):
    """The program itself, or a command with commands of its own, with Dutch help."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands with all that each says it does, and the options."""
        for title, rows in self.by_group(is_program=ctx.parent is None).items():
            _table(formatter, title, rows)
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples; of the program, also the exit codes and where to read more."""
        super().format_epilog(ctx, formatter)
        if ctx.parent is None:
            _table(formatter, "Exitcodes", EXIT_CODES)
            _table(formatter, "Meer lezen", MORE)

    def by_group(self, is_program: bool) -> dict[str, list[tuple[str, str]]]:
        """List the commands with what they do; those of the program in their groups."""
        shown = {name: command for name, command in self.commands.items() if not command.hidden}
        width = max(map(len, shown), default=0)
        groups: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
        for name, command in shown.items():
            group = group_of(command) if is_program else "Opdrachten"
            row = (name.ljust(width), command.get_short_help_str(limit=10_000))
            groups.setdefault(group, []).append(row)
        return groups

    def _main_shell_completion(self, *_: Any, **__: Any) -> None:
        """Leave the variables alone by which Typer completes, in English: we have a command."""


def group_of(command: Any) -> str:
    """Name the group of a command; one that names none stands in the last."""
    panel = getattr(command, "rich_help_panel", None)
    return panel if panel in GROUPS else MEER


def _table(formatter: Any, title: str, rows: Any) -> None:
    """Write rows of two columns below a heading; none without rows."""
    if rows:
        with formatter.section(title):
            formatter.write_dl(list(rows))


def usage_message(error: typer.TyperException) -> str | None:
    """Say in Dutch what is wrong with a command; None when the error is only the help itself."""
    text = error.format_message()
    for english, words in _MISTAKES:
        found = re.search(english, text, re.DOTALL)
        if found:
            groups = list(found.groups())
            if "bedoelde u" in words:
                groups[1] = groups[1].replace(", ", " of ")
            return words.format(*groups, commands=", ".join(_known(error)))
    return None if "Gebruik:" in text else "deze opdracht is niet te begrijpen"


def command_of(error: typer.TyperException) -> str:
    """Name the command that an error is about, to ask for its help."""
    return getattr(getattr(error, "ctx", None), "command_path", "raadsbrief")


def _known(error: typer.TyperException) -> list[str]:
    """List the commands that could have been given where the error is."""
    command = getattr(getattr(error, "ctx", None), "command", None)
    return list(getattr(command, "commands", ()))
