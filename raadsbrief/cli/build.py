"""The command `build`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from raadsbrief.cli.app import Brieven, ContentFolder, OutputFormat, TemplateFolder, TimeLimit, app
from raadsbrief.cli.inputs import UsageError, inputs
from raadsbrief.cli.texts import MAKEN
from raadsbrief.cli.usage import DutchCommand
from raadsbrief.limits import SECONDS
from raadsbrief.record.plan import Order, Plan
from raadsbrief.report.formats import Format
from raadsbrief.report.report import Report
from raadsbrief.report.visible import path_line
from raadsbrief.work.prepare import Prepared, cores, earlier_warnings, nothing_to_do, read_shard
from raadsbrief.work.renderers import start

if TYPE_CHECKING:  # to ask for help should take no time
    from raadsbrief.record.outcome import Outcome
    from raadsbrief.work.building import Building, Maker


OutputFolder = Annotated[
    Path, typer.Option("--output", "-o", metavar="MAP", help="Map voor de PDF's.")
]
WithHtml = Annotated[bool, typer.Option("--html", help="Schrijf ook de HTML naast elke PDF.")]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Maak ook opnieuw wat al klaar is; een verzonden brief alleen als u hem noemt.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Toon alleen wat er gemaakt zou worden, en waarom.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, metavar="AANTAL", show_default=False,
        help="Hoeveel brieven tegelijk (standaard: zoveel als de computer aankan).",
    ),
]  # fmt: skip
Shard = Annotated[
    str | None,
    typer.Option(
        "--shard", metavar="DEEL", show_default=False,
        help="Maak een vast deel van alle brieven: 2/5 is het tweede van vijf delen.",
    ),
]  # fmt: skip
Timings = Annotated[bool, typer.Option("--timings", help="Toon hoe lang elke stap duurde.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Toon geen voortgang en geen telling.")
]  # fmt: skip


@app.command(
    cls=DutchCommand,
    rich_help_panel=MAKEN,
    epilog="""
    raadsbrief build | alle brieven die veranderd zijn
    raadsbrief build 2024-0062579 --html | één brief, ook als webpagina
    raadsbrief build --dry-run | wat er gemaakt zou worden, en waarom
    """,
)
def build(
    context: typer.Context,
    brieven: Brieven = None,
    output: OutputFolder = Path("build"),
    content: ContentFolder = Path("content"),
    templates: TemplateFolder = None,
    html: WithHtml = False,
    force: Force = False,
    dry_run: DryRun = False,
    jobs: Jobs = None,
    shard: Shard = None,
    timings: Timings = False,
    quiet: Quiet = False,
    time_limit: TimeLimit = SECONDS,
    format_: OutputFormat = Format.HUMAN,
) -> None:
    """Maak van elke brief een PDF, en toon waar die staat."""
    from raadsbrief.work.building import Building

    if output.suffix.lower() in (".pdf", ".yaml", ".html") and not output.is_dir():
        raise UsageError(
            f"--output is een map, geen bestand; schrijf bijvoorbeeld -o {output.stem}"
        )
    meant = inputs(content, brieven, templates)
    order = Order(
        meant.named, meant.content, output.as_posix(), meant.templates, html, force, _shard(shard)
    )
    if dry_run:
        _show_plan(Plan(order))
        return
    plan, maker = _prepared(context.obj, order, jobs, time_limit)
    report = Report(format_)
    is_human = format_ is Format.HUMAN and not quiet
    with contextlib.closing(Building(plan, meant.folder, maker, time_limit)) as building:
        _make(building, plan, report, len(plan.stale) > 1 and is_human and _can_draw())
        if timings:
            _show_timings(building)
        if is_human and not building.numbers().diagnostics:  # one with it is ready, and not right
            _show_count(plan)
    raise typer.Exit(report.close())


def _shard(text: str | None) -> tuple[int, int] | None:
    try:
        return None if text is None else read_shard(text)
    except ValueError:
        message = f"--shard '{text}' kan niet; schrijf bijvoorbeeld --shard 2/5"
        raise UsageError(message) from None


def _prepared(
    prepared: Prepared | None, order: Order, jobs: int | None, limit: int
) -> tuple[Plan, Maker]:
    """Take what was prepared if it fits the order; otherwise prepare it now."""
    from raadsbrief.work.building import Here

    if prepared and isinstance(prepared.plan, Plan) and prepared.fits(order):
        return prepared.plan, prepared.renderers or Here()
    if prepared is not None:
        prepared.close()
    plan = Plan(order)
    count = min(jobs or cores(), len(plan.stale))
    return plan, (start(count, limit) if count else None) or Here()


def _show_plan(plan: Plan) -> None:
    stale = [name for name in plan.stale if not plan.is_left_alone(name)]
    for name in stale:
        typer.echo(path_line(f"{plan.order.output}/{name}.pdf {plan.reasons[name]}"))
    if not stale:
        typer.echo(nothing_to_do(len(plan.reasons)), err=True)


def _make(building: Building, plan: Plan, report: Report, has_bar: bool) -> None:
    """Make what must be made, and report it with what was said before of the rest."""
    earlier = earlier_warnings(plan)
    _make_letters(building, plan, report, has_bar)
    if earlier is not None:
        report.add(earlier)
    report.add(building.numbers())
    if not plan.rest_is_right:
        report.add(building.rest())


def _make_letters(building: Building, plan: Plan, report: Report, has_bar: bool) -> None:
    """Make the letters, and take in what became of them in the order of the plan.

    On a terminal a bar shows how far it is; the rest comes after it.
    """
    made: dict[str, Outcome] = {}
    names = deque(plan.stale)
    outcomes = building.run()
    with (
        contextlib.closing(outcomes),
        typer.progressbar(
            length=len(names), label="Brieven maken", file=sys.stderr, hidden=not has_bar
        ) as bar,
    ):
        for name, outcome in outcomes:
            made[name] = outcome
            bar.label = name
            bar.update(1)
            while not has_bar and names and names[0] in made:
                report.add(made[names.popleft()])
    for name in names:
        report.add(made[name])


def _can_draw() -> bool:
    """Tell whether a bar can move: not in a file, and not on a terminal that only prints."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _show_count(plan: Plan) -> None:
    """Say how many letters needed no making; if all did, there is nothing to say."""
    ready = len(plan.reasons) - len(plan.stale)
    if ready and not plan.stale:
        typer.echo(nothing_to_do(ready), err=True)
    elif ready:
        typer.echo(f"{ready} brie{'f was' if ready == 1 else 'ven waren'} al klaar.", err=True)


def _show_timings(building: Building) -> None:
    for stage, seconds in building.seconds.items():
        typer.echo(f"{stage:20}{seconds:8.2f} s".replace(".", ","), err=True)
