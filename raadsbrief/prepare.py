"""The first moments of a run: is there anything to do? If there is, the renderers start.

A build with nothing to do ends here, before Typer, pydantic, Jinja, Babel or WeasyPrint are
loaded. What is not understood here is left to the command line itself, which also says what is
wrong with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from raadsbrief import __version__
from raadsbrief.plan import Order, Plan, names_in

TYPE_CHECKING = False  # to import `typing` for this takes longer than all that is done here
if TYPE_CHECKING:
    from typing import Any, TextIO

    from raadsbrief.renderers import Renderers

# Options without and with a value, by all their names.
_FLAGS = {
    "--html": "html", "--force": "force", "--timings": "timings", "--quiet": "quiet",
    "-q": "quiet",
}  # fmt: skip
_VALUES = {
    "--output": "output", "-o": "output", "--content": "content", "--templates": "templates",
    "--jobs": "jobs", "-j": "jobs", "--shard": "shard",
}  # fmt: skip


class Prepared:
    """A build that was understood at once: its plan, and the renderers that have started."""

    def __init__(self, plan: Plan, renderers: Renderers | None) -> None:
        self.plan = plan
        self.renderers = renderers

    def close(self) -> None:
        """Stop what was started; nothing of it stays behind."""
        if self.renderers is not None:
            self.renderers.close()


def prepare(arguments: Sequence[str]) -> Prepared | int | None:
    """Look at the arguments of a run.

    Returns an exit code when all is done, the preparations for a build, or None for anything
    that the command line must look at itself.
    """
    if list(arguments) == ["--version"]:
        return _say(f"raadsbrief {__version__}", sys.stdout)
    options = _options(arguments)
    try:
        order = _order(options)
        jobs = int(options["jobs"]) if "jobs" in options else cores()
        if jobs < 1:
            return None
    except ValueError:
        return None
    plan = Plan(order)
    if plan.stale:
        if jobs == 1:
            return Prepared(plan, None)
        from raadsbrief.renderers import start  # late, like all that a run with nothing to do lacks

        stop_as_by_ctrl_c()
        # Even for one letter: it loads WeasyPrint while this process loads all the rest.
        return Prepared(plan, start(min(jobs, len(plan.stale))))
    if "timings" in options or not plan.rest_is_right or has_warnings(plan):
        return Prepared(plan, None)
    return 0 if "quiet" in options else _say(nothing_to_do(len(plan.reasons)), sys.stderr)


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


def has_warnings(plan: Plan) -> bool:
    """Tell whether a letter that is ready gave warnings when it was made."""
    return any(plan.manifest.warnings(n) for n, why in plan.reasons.items() if why is None)


def nothing_to_do(count: int) -> str:
    """Say that all letters are as they should be."""
    if count == 1:
        return "Niets te doen: de brief is al klaar."
    return f"Niets te doen: alle {count} brieven zijn al klaar."


def _options(arguments: Sequence[str]) -> dict[str, Any]:
    """Read a plain `build`. Gives `{}` for anything else."""
    options: dict[str, Any] = {"names": []}
    waiting = iter(arguments)
    if next(waiting, None) != "build":
        return {}
    for argument in waiting:
        option, is_joined, value = argument.partition("=")
        if argument in _FLAGS:
            options[_FLAGS[argument]] = True
        elif option in _VALUES:
            value = value if is_joined else next(waiting, "")
            if not value:
                return {}
            options[_VALUES[option]] = value
        elif argument.startswith("-"):
            return {}
        else:
            options["names"].append(argument)
    return options


def _order(options: dict[str, Any]) -> Order:
    """Make the order that the command line would make. Raises ValueError when in doubt."""
    content = options.get("content", "content")
    templates = options.get("templates", "templates")
    if not os.path.isdir(templates):
        if "templates" in options:
            raise ValueError(templates)
        templates = None
    available = names_in(content, "brieven")
    if not options or not available or not set(options["names"]) <= set(available):
        raise ValueError(options)
    return Order(
        list(dict.fromkeys(options["names"])),
        content,
        options.get("output", "build"),
        templates,
        html="html" in options,
        force="force" in options,
        shard=read_shard(options["shard"]) if "shard" in options else None,
    )
