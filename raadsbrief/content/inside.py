"""What is made of a content folder is made of what is in it: no link leads elsewhere."""

from __future__ import annotations

from pathlib import Path

from raadsbrief.diagnostics import Code, ContentError, Diagnostic


def refuse_outside(path: Path, real_root: Path) -> None:
    """Refuse a file that is a link out of the content folder. Raises ContentError."""
    try:
        inside = path.resolve().is_relative_to(real_root)
    except (OSError, RuntimeError):  # a circle of links
        inside = False
    if not inside:
        message = "dit bestand is een koppeling naar buiten de map met inhoud"
        hint = "zet het bestand zelf in de map"
        raise ContentError([Diagnostic(Code.FILE, message, path.as_posix(), hint=hint)])
