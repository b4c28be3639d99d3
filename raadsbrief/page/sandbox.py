"""Where templates are run: they come from the user's own folder, and may not take the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from raadsbrief.page.template_errors import TooMuchError
from raadsbrief.record.inputs import note_template

# More than any letter has; images count, because they are carried inside the page.
MAX_CHARACTERS = 50_000_000
MAX_STEPS = 100_000


class Sandbox(SandboxedEnvironment):
    """Templates come from the user's own folder, but none may take the machine with it."""

    intercepted_binops = frozenset(["*", "**"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small numbers only: `"x" * 10 ** 10` would fill the memory."""
        if all(isinstance(value, int | float) and abs(value) < 1e6 for value in (left, right)):
            return super().call_binop(context, operator, left, right)
        raise TooMuchError(f"{left} {operator} {right}")

    def get_template(self, name: Any, *arguments: Any, **options: Any) -> jinja2.Template:
        """Find a template, and note that the letter is made of it."""
        self._note(name)
        return super().get_template(name, *arguments, **options)

    def select_template(self, names: Any, *arguments: Any, **options: Any) -> jinja2.Template:
        """Find the first of some templates that is there."""
        for name in names:
            self._note(name)
        return super().select_template(names, *arguments, **options)

    def _note(self, name: Any) -> None:
        if isinstance(name, str) and isinstance(self.loader, Loader):
            note_template(self.loader.folders, name)


class Loader(jinja2.FileSystemLoader):
    """Loads templates, and none by a link that leads out of their folder."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders)
        self.folders = folders

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Find a template. Raises TooMuchError for one that lies elsewhere."""
        source, file, is_fresh = super().get_source(environment, template)
        folders = [folder.resolve() for folder in self.folders]
        if not any(Path(file).resolve().is_relative_to(folder) for folder in folders):
            raise TooMuchError(f"'{template}' is een koppeling naar buiten de map met sjablonen")
        return source, file, is_fresh


def bounded_range() -> Callable[..., range]:
    """Make a `range` for one letter, that stops when all its loops together are too long."""
    left = MAX_STEPS

    def bounded(*limits: int) -> range:
        nonlocal left
        steps = range(*limits)
        left -= len(steps)
        if left < 0:
            raise TooMuchError(f"range{limits}")
        return steps

    return bounded


def bounded(pieces: Iterable[str]) -> str:
    """Put a page together. Raises TooMuchError when it has no end."""
    page, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise TooMuchError(f"{MAX_CHARACTERS} tekens")
        page.append(piece)
    return "".join(page)
