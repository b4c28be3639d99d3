"""The first moments of a run: is there anything to do? If there is, the renderers start.

A build with nothing to do and a check that tells what was found before end here, before Typer,
pydantic, Jinja, Babel or WeasyPrint are loaded. What is not understood here is left to the
command line itself, which also says what is wrong with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from raadsbrief import __version__
from raadsbrief.record.plan import Order, Plan, names_in

TYPE_CHECKING = False  # to import `typing` for this takes longer than all that is done here
if TYPE_CHECKING:
    from typing import Any, TextIO

    from raadsbrief.record.outcome import Outcome
    from raadsbrief.record.plan import Asked
    from raadsbrief.record.recall import Recall
    from raadsbrief.work.renderers import Renderers

# Options of each command without and with a value, by all their names.
FLAGS = {
    "build": {
        "--html": "html", "--force": "force", "--timings": "timings", "--quiet": "quiet",
        "-q": "quiet",
    },
    "check": {
        "--hints": "hints", "--strict": "strict", "--facts": "facts", "--figures": "figures",
    },
}  # fmt: skip
_VALUES = {
    "build": {
        "--output": "output", "-o": "output", "--content": "content",
        "--templates": "templates", "--jobs": "jobs", "-j": "jobs", "--shard": "shard",
        "--time-limit": "time_limit",
    },
    "check": {
        "--content": "content", "--templates": "templates", "--format": "format",
        "--time-limit": "time_limit",
    },
}  # fmt: skip


class Prepared:
    """A run that was understood at once: its plan, and the renderers that have started."""

    def __init__(self, plan: Plan | Recall, renderers: Renderers | None = None) -> None:
        self.plan = plan
        self.renderers = renderers

    def fits(self, order: Asked) -> bool:
        """Tell whether this is what the command line asks for, too."""
        return self.plan.order == order

    def close(self) -> None:
        """Stop what was started; nothing of it stays behind."""
        if self.renderers is not None:
            self.renderers.close()


def prepare(arguments: Sequence[str]) -> Prepared | int | None:
    """Look at the arguments of a run.

    Returns an exit code when all is done, the preparations for a run, or None for anything
    that the command line must look at itself.
    """
    if list(arguments) == ["--version"]:
        return _say(f"raadsbrief {__version__}", sys.stdout)
    try:
        options = _options(arguments)
        return _check(options) if options["command"] == "check" else _build(options)
    except ValueError:
        return None


def _build(options: dict[str, Any]) -> Prepared | int | None:
    """Make a plan; if there is nothing to do, say so. Raises ValueError when in doubt."""
    order = _order(options)
    jobs, limit = _number(options, "jobs") or cores(), _number(options, "time_limit")
    plan = Plan(order)
    # If there is something to do, the command line asks for these.
    earlier = None if plan.stale else earlier_warnings(plan)
    if plan.stale:
        from raadsbrief.limits import SECONDS
        from raadsbrief.work.renderers import start

        stop_as_by_ctrl_c()
        # Even for one letter: it loads WeasyPrint while this process loads all the rest.
        return Prepared(plan, start(min(jobs, len(plan.stale)), limit or SECONDS))
    if "timings" in options or not (plan.rest_is_right and plan.numbers_are_right):
        return Prepared(plan)
    if "quiet" not in options and _say(nothing_to_do(len(plan.reasons)), sys.stderr) is None:
        return None
    return _show([earlier], "human") if earlier else 0


def _check(options: dict[str, Any]) -> Prepared | int | None:
    """Tell what was found before, if nothing has changed. Raises ValueError when in doubt."""
    from raadsbrief.record.recall import Check, Recall

    _number(options, "time_limit")
    content, templates = _folders(options)
    names = list(dict.fromkeys(options["names"]))
    recall = Recall(Check(names, content, templates, facts="facts" in options))
    outcomes = recall.all()
    if outcomes is None:
        return Prepared(recall)
    how = {name: True for name in ("hints", "strict", "figures") if name in options}
    return _show(outcomes, options.get("format", "human"), named=len(options["names"]), **how)


def _show(
    outcomes: list[Outcome],
    format_: str,
    named: int = 0,
    hints: bool = False,
    strict: bool = False,
    figures: bool = False,
) -> int | None:
    """Show what was found, as the command line does; None if that fails."""
    from raadsbrief.report.formats import Format
    from raadsbrief.report.report import FEW, Report

    report = Report(Format(format_), hints, strict, figures or 0 < named <= FEW)
    for outcome in outcomes:
        report.add(outcome)
    try:
        return report.close()
    except OSError:
        return None


def stop_as_by_ctrl_c() -> None:
    """Clean up as after Ctrl-C when the system asks to stop, or the terminal is closed."""
    import signal

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(number, signal.default_int_handler)


def _say(text: str, stream: TextIO) -> int | None:
    """Print a line; None if that fails, for then the command line says what is wrong."""
    try:
        print(text, file=stream, flush=True)
    except OSError:
        return None
    return 0


def cores() -> int:
    """Return how many processes can work at the same time."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells what is ours
        return os.cpu_count() or 1


def read_shard(text: str) -> tuple[int, int]:
    """Read `2/5`. Raises ValueError when it is no part of a whole."""
    number, of = map(int, text.split("/"))
    if not 1 <= number <= of:
        raise ValueError(text)
    return number, of


def earlier_warnings(plan: Plan) -> Outcome | None:
    """Return the warnings that letters which are ready gave when they were made, if any.

    They still hold. A letter of which they are unreadable is made again.
    """
    told = []
    for name in [name for name, why in plan.reasons.items() if why is None]:
        try:
            told.append(plan.manifest.told(name))
        except ValueError:
            plan.doubt(name)
    if not any(told):
        return None
    from raadsbrief.record.outcome import Outcome

    return Outcome((), tuple(one for outcome in told if outcome for one in outcome.diagnostics))


def nothing_to_do(count: int) -> str:
    """Say that all letters are as they should be."""
    if count == 1:
        return "Niets te doen: de brief is al klaar."
    return f"Niets te doen: alle {count} brieven zijn al klaar."


def _options(arguments: Sequence[str]) -> dict[str, Any]:
    """Read a plain `build` or `check`. Raises ValueError for anything else."""
    waiting = iter(arguments)
    command = next(waiting, "")
    if command not in FLAGS:
        raise ValueError(command)
    flags, values = FLAGS[command], _VALUES[command]
    options: dict[str, Any] = {"command": command, "names": []}
    for argument in waiting:
        option, is_joined, value = argument.partition("=")
        if argument in flags:
            options[flags[argument]] = True
        elif option in values:
            value = value if is_joined else next(waiting, "")
            if not value:
                raise ValueError(argument)
            options[values[option]] = value
        elif argument.startswith("-"):
            raise ValueError(argument)
        else:
            options["names"].append(argument)
    return options


def _number(options: dict[str, Any], name: str) -> int | None:
    """Return the number of an option, from 1. Raises ValueError for anything else."""
    if name not in options:
        return None
    number = int(options[name])
    if number < 1:
        raise ValueError(name)
    return number


def _order(options: dict[str, Any]) -> Order:
    """Make the order that the command line would make. Raises ValueError when in doubt."""
    content, templates = _folders(options)
    return Order(
        list(dict.fromkeys(options["names"])),
        content,
        options.get("output", "build"),
        templates,
        html="html" in options,
        force="force" in options,
        shard=read_shard(options["shard"]) if "shard" in options else None,
    )


def _folders(options: dict[str, Any]) -> tuple[str, str | None]:
    """Find the folders with content and templates. Raises ValueError when in doubt."""
    content = options.get("content", "content")
    templates = options.get("templates", "templates")
    if not os.path.isdir(templates):
        if "templates" in options or os.path.islink(templates):
            raise ValueError(templates)
        templates = None
    available = names_in(content, "brieven")
    if not available or not set(options["names"]) <= set(available):
        raise ValueError(options)
    return content, templates
