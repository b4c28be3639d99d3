"""What is made of a content folder is made of what is in it: no link leads elsewhere."""

from __future__ import annotations

from pathlib import Path

from raadsbrief.diagnostics import Code, ContentError, Diagnostic, is_circle


def refuse_outside(path: Path, real_root: Path) -> None:
    """Refuse a file that is a link out of the content folder, or to itself. Raises ContentError."""
    message, hint = "dit bestand is een koppeling naar buiten de map met inhoud", None
    try:
        if path.resolve().is_relative_to(real_root):
            return
    except (OSError, RuntimeError) as error:
        if not is_circle(error):
            return  # to read it says why
        message = "dit bestand is een koppeling die naar zichzelf leidt"
        hint = "haal de koppeling weg, en zet het bestand zelf in de map"
    hint = hint or "zet het bestand zelf in de map"
    raise ContentError([Diagnostic(Code.FILE, message, path.as_posix(), hint=hint)])
