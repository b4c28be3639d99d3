"""What a build has to do: which letters, and why. Imports as little as `manifest` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from raadsbrief.record.digests import Files, digest
from raadsbrief.record.manifest import UNREADABLE, Manifest
from raadsbrief.resources import PACKAGE

FOLDERS = ("brieven", "gemeenten", "programmas")
# Beside them: what was kept of letters that were sent, in a folder for each.
SENT = "verzonden"
# The record of what no letter may refer to; no letter has this name.
REST = ""
# The record of the case numbers of all letters together.
NUMBERS = "/zaaknummers"

# The packages whose version can make a difference to the bytes of a letter.
PACKAGES = frozenset(
    [
        "babel", "brotli", "cffi", "cssselect2", "fonttools", "jinja2", "lxml", "markdown_it_py",
        "markupsafe", "mdit_py_plugins", "mdurl", "pillow", "pydantic", "pydantic_core", "pydyf",
        "pyphen", "ruamel_yaml", "ruamel_yaml_clib", "tinycss2", "tinyhtml5", "weasyprint",
        "webencodings", "zopfli",
    ]
)  # fmt: skip


class Asked:
    """What the user asked for; the same thing asked twice is equal."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


class Order(Asked):
    """A build as the user asked for it."""

    def __init__(
        self,
        names: Sequence[str] = (),
        content: str = "content",
        output: str = "build",
        templates: str | None = None,
        html: bool = False,
        force: bool = False,
        shard: tuple[int, int] | None = None,
    ) -> None:
        """Take the options; `shard` is (2, 5) for the second fifth of all letters."""
        self.names = list(names)
        self.content = plain_path(content)
        self.output = plain_path(output)
        self.templates = None if templates is None else plain_path(templates)
        self.html = html
        self.force = force
        self.shard = shard


class Plan:
    """For each letter of an order why it must be made, or None when it is as it should be."""

    def __init__(self, order: Order) -> None:
        """Look at everything that the letters were made of."""
        self.order = order
        self.files = Files()
        self.manifest = Manifest(order.output)
        self.made_with = made_with(order.content, order.templates)
        # Of letters that were sent: those are made anew only when they are named.
        self._sent = frozenset() if order.names else frozenset(sent_in(order.content))
        names = order.names or names_in(order.content, "brieven")
        if order.shard is not None:
            names = [name for name in names if in_shard(name, order.shard)]
        self.reasons = {name: self._why(name) for name in names}
        self.rest_with = rest_with(self.made_with, listing(order.content))
        # Of all parts, the first looks at the rest too.
        is_part = bool(order.names) or (order.shard is not None and order.shard[0] > 1)
        self.rest_is_right = is_part or self._is_right(REST)
        # A letter among others may have the number of any other.
        self.numbers_are_right = self._is_right(NUMBERS)

    @property
    def stale(self) -> list[str]:
        """The letters that must be made."""
        return [name for name, why in self.reasons.items() if why is not None]

    def doubt(self, name: str) -> None:
        """Have a letter made after all: what is known of it turns out to be unreadable."""
        self.reasons[name] = UNREADABLE

    def outputs(self, name: str) -> list[str]:
        """Name the files that a letter becomes."""
        return [f"{name}.pdf", f"{name}.html"] if self.order.html else [f"{name}.pdf"]

    @property
    def is_anew(self) -> bool:
        """Tell whether letters that were sent are to be made of the content as it is now."""
        return self.order.force and bool(self.order.names)

    def is_left_alone(self, name: str) -> bool:
        """Tell whether a letter was sent and its files are there: those stay what they are."""
        if self.is_anew or not os.path.isdir(os.path.join(self.order.content, SENT, name)):
            return False
        outputs = [os.path.join(self.order.output, output) for output in self.outputs(name)]
        return all(map(os.path.isfile, outputs))

    def _is_right(self, shared: str) -> bool:
        """Tell whether nothing was wrong with what letters share, and nothing has changed."""
        return not (
            self.order.force or self.manifest.why_stale(shared, (), self.rest_with, self.files)
        )

    def _why(self, name: str) -> str | None:
        if self.order.force and name not in self._sent:
            return "moet opnieuw (--force)"
        return self.manifest.why_stale(name, self.outputs(name), self.made_with, self.files)


def plain_path(text: str) -> str:
    """Write a path as pathlib does, so that one folder has one name."""
    parts = [part for part in text.split("/") if part not in ("", ".")]
    return "/" * text.startswith("/") + "/".join(parts) or "."


def names_in(content: str, folder: str) -> list[str]:
    """List the names, without `.yaml`, of the files in a folder of the content."""
    return without_suffix(_files_in(content, folder))


def sent_in(content: str) -> list[str]:
    """List the letters of which is kept how they were sent."""
    return _files_in(content, SENT)


def without_suffix(files: list[str]) -> list[str]:
    """Return the names of content files, without `.yaml`."""
    return [name[:-5] for name in files if name.endswith(".yaml")]


def in_shard(name: str, shard: tuple[int, int]) -> bool:
    """Tell whether a letter is in a part of all letters; it stays there when others come or go."""
    number, of = shard
    return int(digest(os.fsencode(name)), 16) % of == number - 1


def _files_in(content: str, folder: str) -> list[str]:
    try:
        names = os.listdir(os.path.join(content, folder))
    except OSError:
        return []
    return sorted(name for name in names if not name.startswith("."))


def listing(content: str) -> list[list[str]]:
    """List the content files, by folder; then those beside the folders, and what was sent."""
    beside = [name for name in _files_in(content, "") if ".y" in name.lower()]
    return [*(_files_in(content, folder) for folder in FOLDERS), beside, sent_in(content)]


def rest_with(way: dict[str, str], listed: list[list[str]]) -> dict[str, str]:
    """Return what makes a difference to what no letter alone can tell."""
    return {**way, "listing": digest(repr(listed).encode(errors="replace"))}


def made_with(content: str, templates: str | None) -> dict[str, str]:
    """Return what makes a difference to every letter, besides its own files."""
    return {
        "program": _program(),
        "packages": " ".join(_packages()),
        "python": sys.version,
        "options": digest(repr((content, templates)).encode(errors="replace")),
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }


def _program() -> str:
    """Return a digest of the code of raadsbrief itself."""
    paths = []
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name not in ("__pycache__", "templates")]
        paths += [os.path.join(folder, name) for name in names if name.endswith(".py")]
    # In one go: there are hundreds, and each run reads them all.
    return digest(b"\0".join(_code(path) for path in sorted(paths)))


def _code(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as stream:
            return path[len(PACKAGE) :].encode() + b"\0" + stream.read()
    except OSError:
        return b""


def _packages() -> list[str]:
    """Name the installed packages that matter, with their versions, as `name-version`."""
    found = []
    for folder in sys.path:
        try:
            found += [os.path.splitext(name)[0] for name in os.listdir(folder or ".")
                      if name.endswith((".dist-info", ".egg-info"))]  # fmt: skip
        except OSError:
            continue
    return sorted(name for name in found if _plain(name.split("-")[0]) in PACKAGES)


def _plain(name: str) -> str:
    """Write the name of a package in one way: installers differ in it."""
    return name.lower().replace(".", "_")
