"""Letters that ask more time or memory than one letter may have, told as findings."""

from __future__ import annotations

from raadsbrief import limits
from raadsbrief.diagnostics import Code, Diagnostic, TemplateError
from raadsbrief.record.outcome import Outcome
from raadsbrief.work import bugs
from raadsbrief.work.crew import Stopped

LETTER = "het maken van deze brief"
CHECK = "het nakijken van deze brief"
SHARED = "het nakijken van alle bestanden samen"


def outcome(file: str, stopped: Stopped, seconds: float | None, what: str = LETTER) -> Outcome:
    """Return what has become of a letter, or of `what` else, that was stopped."""
    if stopped.bug is not None:
        return bugs.outcome(file, stopped.bug)
    during = f", bij het {stopped.stage}" if stopped.stage else ""
    if stopped.why == limits.TIME and seconds is not None:
        code = Code.TOO_LONG
        message = f"{what} kost meer dan {_number(seconds)}, en is afgebroken{during}"
        hint = (
            f"{_where(file, stopped)} "
            f"heeft alles zijn goede grootte, geef dan meer tijd: --time-limit {seconds * 2:.0f}"
        )
    elif stopped.why == limits.ROOM:
        code = Code.TOO_LARGE
        message = (
            f"{what} kost meer dan {limits.MEMORY >> 30} GB geheugen, en is afgebroken{during}"
        )
        hint = f"{_where(file, stopped)} of maak er twee brieven van"
    else:
        code = Code.TOO_LARGE
        message = f"{what} is afgebroken{during}; misschien had de computer te weinig geheugen"
        hint = "verklein grote afbeeldingen, of maak een brief tegelijk met --jobs 1"
    return Outcome((), (Diagnostic(code, message, file, hint=hint),), TemplateError.exit_code)


def _where(file: str, stopped: Stopped) -> str:
    """Say what to look for, and where it may be."""
    what = "zoek een tekst, tabel, afbeelding of sjabloon die veel te groot is of nooit eindigt"
    if stopped.file in (None, file):
        return f"{what};"
    return f"{what} (het laatst gelezen is '{stopped.file}');"


def is_told(outcome: Outcome) -> bool:
    """Tell whether an outcome is of something that was stopped."""
    return any(one.code in (Code.TOO_LONG, Code.TOO_LARGE) for one in outcome.diagnostics)


def _number(seconds: float) -> str:
    return "1 seconde" if seconds == 1 else f"{seconds:g} seconden".replace(".", ",")
