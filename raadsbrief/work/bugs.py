"""Mistakes of our own: kept in a file that the user can send, and told with the letter's name."""

from __future__ import annotations

import sys
import tempfile
import traceback

from raadsbrief import __version__
from raadsbrief.diagnostics import Code, Diagnostic
from raadsbrief.record.outcome import Outcome

EXIT_BUG = 70


def report(about: str = "", text: str | None = None) -> str:
    """Keep a traceback, or else that of the error at hand; return what the user can do with it."""
    text = text or traceback.format_exc()
    head = f"raadsbrief {__version__}, Python {sys.version}\n{about}\n"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="raadsbrief-", suffix=".log", delete=False,
            encoding="utf-8", errors="backslashreplace",
        ) as log:  # fmt: skip
            log.write(head + text)
    except OSError:
        return f"stuur deze regel naar de makers: {text.strip().splitlines()[-1]}"
    return f"stuur dit bestand naar de makers: {log.name}"


def outcome(file: str, text: str | None = None) -> Outcome:
    """Return what has become of a letter that we could not handle; the others go on."""
    return Outcome((), (finding(file, file, text),), EXIT_BUG)


def finding(file: str, about: str, text: str | None = None) -> Diagnostic:
    """Return a finding about a file with which something of ours went wrong."""
    message = "hier gaat raadsbrief zelf in de fout; het ligt niet aan u"
    return Diagnostic(Code.BUG, message, file, hint=report(about, text))
