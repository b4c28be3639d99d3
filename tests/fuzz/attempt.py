"""One content looked at by the program, in this process, and what must never come of that."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import signal
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pikepdf

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, Diagnostic, Span
from raadsbrief.record.digests import digest
from raadsbrief.record.outcome import Outcome
from raadsbrief.record.plan import Order, Plan
from raadsbrief.record.recall import Check, Recall
from raadsbrief.report.formats import Format
from raadsbrief.report.report import Report
from raadsbrief.work.building import Building, Here
from raadsbrief.work.checking import check_all

from . import formats
from .corpus import World

SECONDS = 30  # what takes longer is said to hang; ordinary contents take a hundredth of that
_ALARMS = (signal.SIGPROF, signal.SIGALRM)
_TEXT = (".yaml", ".csv", ".txt", ".html", ".css")


@dataclass
class Attempt:
    """What was found in a content, and the faults of the program that it laid bare."""

    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def found(self) -> list[Diagnostic]:
        """All findings."""
        return [one for outcome in self.outcomes for one in outcome.diagnostics]

    @property
    def answers(self) -> frozenset[str]:
        """The kinds of answer: two contents with the same are much alike to the program."""
        return frozenset(f"{one.code} {_kind(one.message)}" for one in self.found)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of fault, to see whether a smaller content has one that is the same."""
        return frozenset(map(_kind, self.faults))


def _kind(text: str) -> str:
    return re.sub(r"'.*'|\"[^\"]*\"|\d+", "_", text.split("\n")[0], flags=re.DOTALL)


class _HangError(BaseException):
    """So that nobody takes it for an error in a letter."""


def attempt(world: World, folder: Path, build: bool = False) -> Attempt:
    """Check a content, and build it too if asked; `folder` is where it is written."""
    shutil.rmtree(folder, ignore_errors=True)
    # Jinja keeps a template by the name of its folder: other templates get a folder of their own.
    own = sorted(name for name in world if name.startswith("templates/"))
    templates = f"sjablonen-{digest(repr(own).encode())}" if own else None
    for name, data in world.items():
        path = folder / (f"{templates}/{name.partition('/')[2]}" if name in own else name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    done = Attempt()
    logs, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        with contextlib.chdir(folder), _alarm():
            _check(done, templates)
            if build:
                _build(done, templates)
    except _HangError:
        done.faults.append(f"het duurt langer dan {SECONDS} seconden")
    except Exception as error:
        done.faults.append(_crash(error))
    finally:
        tempfile.tempdir = logs
    return done


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise _HangError

    # Time of the processor, so that a busy computer is no fault; ten times that for who waits.
    earlier = [signal.signal(number, ring) for number in _ALARMS]
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.alarm(10 * SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for number, handler in zip(_ALARMS, earlier, strict=True):
            signal.signal(number, handler)


def _crash(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"crash: {type(error).__name__} in {Path(last.filename).name} {last.name}\n{error}"


def _check(done: Attempt, templates: str | None) -> None:
    order = Check([], "content", templates)
    recall = Recall(order)
    content = Content(Path("content"))
    done.outcomes += check_all(content, recall)
    done.faults += _of_findings(done.found)
    if not templates:
        done.faults += _blamed(done.outcomes)
    for format_ in Format:
        done.faults += _printed(done, format_)


def _printed(done: Attempt, format_: Format) -> Iterator[str]:
    report = Report(format_, hints=True, figures=True)
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        for outcome in done.outcomes:
            report.add(outcome)
        code = report.close()
    if code not in (0, 1, 3) and not done.faults:
        yield f"exit {code}"
    yield from formats.faults(format_, out.getvalue(), err.getvalue(), len(report.shown()))


def _build(done: Attempt, templates: str | None) -> None:
    plan = Plan(Order([], "content", "build", templates=templates))
    building = Building(plan, Content(Path("content")), Here())
    made = [outcome for _, outcome in building.run()]
    found = [one for outcome in made for one in outcome.diagnostics]
    done.faults += _of_findings(found)
    if not templates:
        done.faults += _blamed(made)
    for path in (path for outcome in made for path in outcome.files):
        with pikepdf.open(path) as pdf:
            done.faults += [f"PDF: {problem}" for problem in pdf.check_pdf_syntax()]


def _blamed(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield what is said of a template or a PDF when only the content can be wrong."""
    for one in (one for outcome in outcomes for one in outcome.diagnostics):
        of_pdf = one.code is Code.FONT and one.file.endswith(".pdf")
        if of_pdf or one.code in (Code.TEMPLATE, Code.STYLE, Code.PDF):
            yield f"inhoud die pas als sjabloon of PDF fout gaat: {one.code} {one.message}"


def _of_findings(found: list[Diagnostic]) -> Iterator[str]:
    for one in found:
        if one.code is Code.BUG:
            yield _bug(one)
        elif one.span is not None and (wrong := _misplaced(one, one.span)):
            yield f"{one.code}: {wrong} ({one.location} {one.message!a}, {one.excerpt!a})"


def _bug(one: Diagnostic) -> str:
    """Return the last lines of the log of a fault of ours."""
    log = Path((one.hint or "").rpartition(": ")[2])
    lines = log.read_text().strip().split("\n") if log.is_file() else [one.hint or ""]
    ours = [line.split("raadsbrief/")[-1] for line in lines if ", in " in line]
    return f"crash: {lines[-1].split(':')[0]} in {ours[-1:]}\n" + "\n".join(lines[-12:])


def _misplaced(one: Diagnostic, span: Span) -> str | None:
    """Say what is wrong with a place: an editor cannot go there, or sees another line."""
    path = Path(one.file)
    if not path.is_file():
        return "een plaats in een bestand dat er niet is"
    if path.suffix not in _TEXT:
        return None
    lines = lines_of(path)
    if not 1 <= span.line <= len(lines):
        return "een regel buiten het bestand"
    line = lines[span.line - 1]
    if one.excerpt is not None and one.excerpt != line:
        return "een andere regel dan er staat"
    if not 1 <= span.column <= len(line) + 1 or span.length < 1:
        return "een kolom buiten de regel"
    if span.column + span.length > len(line) + 2 - (span.column <= len(line)):
        return "een einde buiten de regel"
    return None


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file as an editor counts them: LF, CR LF and CR end one, no other."""
    text = path.read_bytes().decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
