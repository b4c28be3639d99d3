"""Where templates run: they come from a user's own folder, and may be a stranger's.

What a template may touch is a list of what it may, not of what it may not: views, text, numbers
and lists, the methods named here, and what Jinja itself gives to loops and macros.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import runtime
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from raadsbrief.page.template_errors import TooMuchError
from raadsbrief.page.views import View, names_of
from raadsbrief.record.inputs import note_template
from raadsbrief.resources import PACKAGE

# More than any letter has; images count, because they are carried inside the page.
MAX_CHARACTERS = 50_000_000
MAX_STEPS = 100_000
MAX_NUMBER = 10_000  # as a width, a count or a precision

_TEXT = frozenset(
    [
        "capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "islower",
        "isupper", "join", "lower", "lstrip", "removeprefix", "removesuffix", "replace", "rfind",
        "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "striptags", "swapcase",
        "title", "upper",
    ]
)  # fmt: skip
_LOOP = frozenset(
    [
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
        "nextitem", "previtem", "revindex", "revindex0",
    ]
)  # fmt: skip
# What may be touched of each kind of value.
METHODS: dict[type, frozenset[str]] = {
    str: _TEXT,
    dict: frozenset(["get", "items", "keys", "values"]),
    list: frozenset(["append", "count", "index"]),
    tuple: frozenset(["count", "index"]),
    dt.date: frozenset(["day", "month", "year"]),
    Cycler: frozenset(["current", "next", "reset"]),
    runtime.LoopContext: _LOOP,
    runtime.Macro: frozenset(["arguments", "catch_kwargs", "catch_varargs", "caller", "name"]),
    runtime.BlockReference: frozenset(["super"]),
}
# Of these every name is the template's own.
_NAMED_BY_TEMPLATES = (Namespace, runtime.TemplateReference, jinja2.environment.TemplateModule)
_CALLED = (runtime.Macro, runtime.LoopContext, runtime.BlockReference, Joiner)
_CLASSES = (dict, Namespace, Cycler, Joiner)
_WIDTH = re.compile(r"\d{4,}|\*")


class Sandbox(SandboxedEnvironment):
    """Lets a template touch and call what is on the list, and do no more than a letter needs."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals = {kind.__name__.lower(): kind for kind in _CLASSES}
        self.filters = {name: _bounded(name, one) for name, one in self.filters.items()}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        """Tell whether a template may touch an attribute."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, View):
            return attr in names_of(type(obj._of))
        if isinstance(obj, _NAMED_BY_TEMPLATES):
            return True
        return any(attr in names for kind, names in METHODS.items() if isinstance(obj, kind))

    def wrap_str_format(self, value: Any) -> None:
        """Treat `format` of a text as any other method: it is not on the list."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call something."""
        if isinstance(obj, _CALLED) or any(obj is known for known in self.globals.values()):
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        return not isinstance(owner, type) and self.is_safe_attribute(owner, name, obj)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply small numbers only: `"x" * 10 ** 10` would fill the memory."""
        if operator == "%" and isinstance(left, str):
            return _bounded_format(left) % right
        if all(isinstance(value, int | float) and abs(value) < 1e6 for value in (left, right)):
            return super().call_binop(context, operator, left, right)
        raise TooMuchError(f"{str(left)[:40]} {operator} {str(right)[:40]}")

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
    """Put a page together, up to the most that a letter has.

    Raises TooMuchError, and UnicodeEncodeError for half a character.
    """
    page, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise TooMuchError(f"{MAX_CHARACTERS} tekens")
        page.append(piece)
    whole = "".join(page)
    whole.encode()
    return whole


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter of Jinja take small numbers only: `"x" | center(10 ** 10)`."""

    @wraps(function)
    def bounded(*arguments: Any, **options: Any) -> Any:
        for number in (*arguments[1:], *options.values()):
            if isinstance(number, int) and abs(number) > MAX_NUMBER:
                raise TooMuchError(f"{name}({number})")
        if name == "format":
            _bounded_format(str(arguments[0]))
        return function(*arguments, **options)

    return bounded


def _bounded_format(text: str) -> str:
    if _WIDTH.search(text):
        raise TooMuchError(f"'{text[:40]}'")
    return Markup(text) if isinstance(text, Markup) else text


def bytecode_cache() -> jinja2.BytecodeCache | None:
    """Keep compiled templates where the compiled modules of raadsbrief are, if that can be.

    To compile them takes as long as all the rest that is done for a letter's page.
    """
    folder = Path(PACKAGE, "__pycache__")
    is_ours = folder.is_dir() and os.access(folder, os.W_OK)
    return jinja2.FileSystemBytecodeCache(str(folder)) if is_ours else None
