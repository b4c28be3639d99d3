"""The command `completion`: what a shell needs to complete with Tab.

All that the program knows is written into the script; the names of letters are looked up by the
shell itself, so that Tab takes no time.
"""

import enum
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.cli.app import app
from raadsbrief.cli.texts import MEER
from raadsbrief.cli.usage import DutchCommand

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.cli.tree import Entry, Option


class Shell(enum.StrEnum):
    """The shells for which there is a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


@app.command(
    cls=DutchCommand,
    rich_help_panel=MEER,
    epilog="""
    raadsbrief completion bash | met bovenaan waar u het zet
    eval "$(raadsbrief completion bash)" | meteen, in deze terminal
    """,
)
def completion(
    context: typer.Context,
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh, fish of powershell.")],
) -> None:
    """Schrijf wat uw terminal nodig heeft om opdrachten, opties en brieven aan te vullen."""
    from raadsbrief.cli.tree import walk

    typer.echo(script(shell, list(walk(context))), nl=False)


def script(shell: Shell, entries: Sequence["Entry"]) -> str:
    """Return the script for a shell."""
    import jinja2  # late: it takes a moment

    environment = jinja2.Environment(
        block_start_string="<%", block_end_string="%>",
        variable_start_string="<<", variable_end_string=">>",
        comment_start_string="<#", comment_end_string="#>",
        undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True,
    )  # fmt: skip
    helps = {entry.path: entry.help for entry in entries}
    text = Path(__file__).with_name("shells").joinpath(shell).read_text("utf-8")
    return environment.from_string(text).render(
        entries=entries,
        help_of=lambda path, name: helps[*path, name],
        quoted=_QUOTED[shell],
        spec=_zsh_spec,
        flags=_fish_flags,
        action=_zsh_action if shell is Shell.ZSH else _fish_action,
    )


def _posix(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish(text: str) -> str:
    return "'" + re.sub(r"(['\\])", r"\\\1", text) + "'"


def _powershell(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_QUOTED: dict[Shell, Callable[[str], str]] = {
    Shell.BASH: _posix,
    Shell.ZSH: _posix,
    Shell.FISH: _fish,
    Shell.POWERSHELL: _powershell,
}


def _zsh_spec(option: "Option") -> str:
    """Describe an option for `_arguments`."""
    value = ""
    names = list(option.names)
    if option.takes_value:
        value = f":{option.metavar}:{_zsh_action(option.values)}"
        names = [f"{name}=" if name.startswith("--") else f"{name}+" for name in names]
    text = re.sub(r"([\[\]:\\])", r"\\\1", option.help)
    if len(names) == 1:
        return _posix(f"{names[0]}[{text}]{value}")
    return f"'({' '.join(option.names)})'{{{','.join(names)}}}{_posix(f'[{text}]{value}')}"


def _zsh_action(values: str) -> str:
    files = {"@map": "_files -/", "@pdf": '_files -g "*.pdf"', "@bestand": "_files"}
    if values in files:
        return files[values]
    if values.startswith("@"):
        # Behind a space, or zsh puts arguments of its own before ours.
        return f" _raadsbrief_namen {values[1:]}"
    return f"({values})" if values else " "


def _fish_flags(option: "Option") -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
    )
    return f"{names} -r {_fish_action(option.values)}" if option.takes_value else names


def _fish_action(values: str) -> str:
    if values == "@map":
        return "-f -a '(__fish_complete_directories)'"
    if values == "@pdf":
        return "-f -a '(__fish_complete_suffix .pdf)'"
    if values == "@bestand":
        return "-F"
    if values.startswith("@"):
        return f"-f -a '(__raadsbrief_namen {values[1:]})'"
    return f"-f -a {_fish(values)}" if values else "-f"
