"""Dutch for what Typer says itself: headings of the help and mistakes in a command."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HELP_WORDS = (
    (r"^Usage: ", "Gebruik: "),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT ..."),
    (r"^Options:$", "Opties:"),
    (r"^Arguments:$", "Argumenten:"),
    (r"^Commands:$", "Opdrachten:"),
    (r"Show this message and exit\.", "Toon deze hulp."),
    (r"\[default:\s+", "[standaard: "),
    (r" <list\[\w+\]>", ""),
    (r"\{([A-Z]+)\}\.\.\.", r"\1 ..."),
    (r"\[required\]", "[verplicht]"),
)

_MISTAKES = (
    (r"No such command 'help'", "typ `raadsbrief --help`, of `raadsbrief build --help`"),
    (r"No such command 'versi(?:on|e)'", "typ `raadsbrief --version`"),
    (
        r"Invalid value for '(-.+?)'.*: Input should be (?:greater|a valid integer)",
        "achter de optie {0} hoort een getal vanaf 1, in cijfers",
    ),
    (r"No such option: (\S+) .*: (-.+)\)", "de optie '{0}' bestaat niet; bedoelde u {1}?"),
    (r"No such option: (\S+)", "de optie '{0}' bestaat niet"),
    (
        r"No such command '(.+?)'\..*Did you mean '(.+?)'",
        "de opdracht '{0}' bestaat niet; bedoelde u '{1}'?",
    ),
    (r"No such command '(.+?)'", "de opdracht '{0}' bestaat niet"),
    (r"Missing argument '(.+)'", "achter deze opdracht hoort een {0}"),
    (r"Missing command", "noem een opdracht, bijvoorbeeld `raadsbrief build`"),
    (
        r"Invalid value for '(.+?)': (?:Value error, )?'(.*?)' is not one of (.+?)\.?$",
        "'{1}' kan niet achter de optie {0}; kies uit: {2}",
    ),
    (r"Option '(.+)' requires an argument", "achter de optie '{0}' hoort een waarde"),
    (r"Option '(.+)' does not take a value", "achter de optie '{0}' hoort geen waarde"),
    (r"Got unexpected extra argument[s()]* \((.*)\)", "dit kan hier niet: {0}"),
)


def _dutch_help(text: str) -> str:
    for english, dutch in _HELP_WORDS:
        text = re.sub(english, dutch, text, flags=re.MULTILINE)
    return text


class DutchCommand(TyperCommand):
    """A command whose help is Dutch throughout."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return _dutch_help(super().get_help(ctx))


class DutchGroup(TyperGroup):
    """The program itself, with Dutch help."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text."""
        return _dutch_help(super().get_help(ctx))


def usage_message(error: typer.TyperException) -> str | None:
    """Say in Dutch what is wrong with a command; None when the error is only the help itself."""
    text = error.format_message()
    for english, dutch in _MISTAKES:
        found = re.search(english, text)
        if found:
            return dutch.format(*found.groups())
    return None if "Gebruik:" in text else "deze opdracht is niet te begrijpen"
