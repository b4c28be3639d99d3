"""Answers browsers on this computer, and only those that know the address.

Other users of the computer, and pages of others in the same browser, can reach the port too: the
address holds a secret, the name by which we are called must be ours, and nothing is kept. What a
stranger wrote in a letter comes as a page in which no script runs.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from queue import Empty
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape

from raadsbrief.preview.letter import Letter
from raadsbrief.preview.rounds import Rounds
from raadsbrief.resources import FOLDER

_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
# What a style sheet of a letter may ask for; nothing that a browser runs.
_OF_LETTERS = {
    ".css": "text/css; charset=utf-8", ".gif": "image/gif", ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg", ".otf": "font/otf", ".png": "image/png", ".svg": "image/svg+xml",
    ".ttf": "font/ttf", ".woff": "font/woff", ".woff2": "font/woff2",
}  # fmt: skip
_ASSETS = {"voorbeeld.css": "text/css; charset=utf-8", "voorbeeld.js": "text/javascript"}
_OURS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_OF_A_LETTER = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' "
    "data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
_NOTHING = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)
_EMPTY = "<!DOCTYPE html><html lang=nl><title>Nog niet te tonen</title><body></body></html>"
_BEAT = 10.0  # s: so often a silent listener is asked whether he is still there
_MOST_ASKED = 1000  # bytes of a request to repair


class Server(ThreadingHTTPServer):
    """Listens on this computer alone, at a port that the system chooses."""

    daemon_threads = True

    def __init__(self, rounds: Rounds, first: str, templates: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.rounds, self.first = rounds, first
        self.folders = [folder for folder in (templates, Path(FOLDER)) if folder is not None]
        self.secret, self.token = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._ticket = secrets.token_urlsafe(24)
        port = self.server_address[1]
        self.hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        assets = files(__package__) / "assets"
        self.page = assets.joinpath("voorbeeld.html").read_text("utf-8")
        self.assets = {name: assets.joinpath(name).read_bytes() for name in _ASSETS}

    @property
    def address(self) -> str:
        """The address of the letter, with the secret: for the user alone."""
        return f"http://{self.hosts[0]}/{self.secret}/brief/{quote(self.first)}/"

    @property
    def ticket(self) -> str:
        """An address that leads there once: what starts a browser is seen by all in a list."""
        return f"http://{self.hosts[0]}/open/{self._ticket}"

    def is_ticket(self, text: str) -> bool:
        """Tell whether this is the ticket, which is then used up."""
        if not self._ticket or not _is_same(text, self._ticket):
            return False
        self._ticket = ""
        return True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Say nothing of browsers that go away; what else goes wrong is ours."""
        if not isinstance(sys.exc_info()[1], OSError):
            from raadsbrief.work import bugs

            bugs.report("voorbeeld")


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "raadsbrief", ""
    timeout = 60

    def log_message(self, *_: Any) -> None:
        """Leave the terminal to the findings."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse what is no request that we know."""
        self.close_connection = True
        self._say(405 if code == 501 else code, "dit kan hier niet")

    def do_GET(self) -> None:
        """Answer a browser."""
        parts = self._parts()
        if parts is None:
            return None
        if not parts or parts == [""]:
            return self._lead(f"/{self.server.secret}/brief/{quote(self.server.first)}/")
        if parts[0] == "bijlage" and len(parts) == 2 and parts[1] in _ASSETS:
            return self._answer(200, _ASSETS[parts[1]], self.server.assets[parts[1]], _NOTHING)
        if parts[0] == "brief" and len(parts) > 2:
            return self._of_letter(parts[1], parts[2:])
        return self._say(404, "niet gevonden")

    def do_POST(self) -> None:
        """Make a repair, for the button on our own page and for nobody else."""
        self.close_connection = True  # what is not read of the request is no next one
        parts = self._parts()
        if parts is None:
            return None
        if len(parts) != 3 or parts[0] != "brief" or parts[2] != "herstel":
            return self._say(405, "dit kan hier niet")
        origin = self.headers.get("Origin", "")
        token = self.headers.get("X-Raadsbrief", "")
        if origin.removeprefix("http://") not in self.server.hosts or not _is_same(
            token, self.server.token
        ):
            return self._say(403, "dit kan alleen met de knop")
        try:
            size = int(self.headers.get("Content-Length", ""))
            asked = json.loads(self.rfile.read(size)) if 0 < size <= _MOST_ASKED else None
            number, finding = int(asked["ronde"]), int(asked["nummer"])  # type: ignore[index]
        except (KeyError, TypeError, ValueError):
            return self._say(400, "dit is niet te begrijpen")
        if self.server.rounds.repair(unquote(parts[1]), number, finding):
            return self._say(200, "hersteld")
        return self._say(409, "dit is niet meer te herstellen: het bestand is veranderd")

    def _parts(self) -> list[str] | None:
        """Return the path behind the secret; None when all has been said."""
        if self.headers.get("Host") not in self.server.hosts:
            self._say(403, "onbekende naam")
            return None
        if self._is_of_others():
            self._say(403, "niet van een andere site")
            return None
        first, *parts = urlsplit(self.path).path.removeprefix("/").split("/")
        if first == "open" and len(parts) == 1 and self.server.is_ticket(parts[0]):
            self._lead(f"/{self.server.secret}/brief/{quote(self.server.first)}/")
            return None
        if not _is_same(first, self.server.secret):
            self._say(404, "niet gevonden")
            return None
        return parts

    def _is_of_others(self) -> bool:
        """Tell whether a page of another site asks, other than by a link to follow."""
        site = self.headers.get("Sec-Fetch-Site", "none")
        is_link = self.command == "GET" and self.headers.get("Sec-Fetch-Mode") == "navigate"
        return site not in ("none", "same-origin") and not is_link

    def _of_letter(self, quoted: str, rest: list[str]) -> None:
        letter = self.server.rounds.opened(unquote(quoted))
        if letter is None:
            return self._say(404, "er is geen brief met die naam")
        if rest == [""]:
            return self._page(letter)
        if rest == ["gebeurtenissen"]:
            return self._events(letter)
        if rest == ["tekst", ""]:
            text = letter.page.with_places if letter.page else _EMPTY
            return self._answer(200, _HTML, text.encode(), _OF_A_LETTER)
        if rest[0] == "tekst":
            return self._file(rest[1:])
        if rest[0] == "bladzijde" and len(rest) == 2:
            picture = letter.pictures.get(rest[1].removesuffix(".png"))
            if picture is not None:
                return self._answer(200, "image/png", picture, _NOTHING)
        return self._say(404, "niet gevonden")

    def _page(self, letter: Letter) -> None:
        page = self.server.page.replace("[[token]]", self.server.token)
        page = page.replace("[[naam]]", escape(letter.name))
        self._answer(200, _HTML, page.encode(errors="replace"), _OURS)

    def _file(self, parts: list[str]) -> None:
        """Give a file that a style sheet asks for, from the folders with templates alone."""
        name = "/".join(unquote(part) for part in parts)
        kind = _OF_LETTERS.get(Path(name).suffix.lower())
        for folder in self.server.folders if kind and "\0" not in name else ():
            with contextlib.suppress(OSError, RuntimeError, ValueError):
                path = (folder / name).resolve()
                if path.is_relative_to(folder.resolve()) and path.is_file():
                    return self._answer(200, str(kind), path.read_bytes(), _NOTHING)
        return self._say(404, "niet gevonden")

    def _events(self, letter: Letter) -> None:
        self.close_connection = True
        queue = letter.hub.listen()
        try:
            self.send_response(200)
            self._headers("text/event-stream; charset=utf-8", _NOTHING)
            self.send_header("Connection", "close")
            self.end_headers()
            while True:
                try:
                    event = queue.get(timeout=_BEAT)
                except Empty:
                    event = b": nog hier\n\n"
                if event is None:
                    return
                self.wfile.write(event)
                self.wfile.flush()
        except OSError:  # the browser went away
            return
        finally:
            letter.hub.leave(queue)

    def _lead(self, path: str) -> None:
        self.send_response(303)
        self._headers(_TEXT, _NOTHING)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, code: int, text: str) -> None:
        self._answer(code, _TEXT, f"{text}\n".encode(), _NOTHING)

    def _answer(self, code: int, kind: str, data: bytes, policy: str) -> None:
        self.send_response(code)
        self._headers(kind, policy)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _headers(self, kind: str, policy: str) -> None:
        for name, value in {
            "Content-Type": kind,
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }.items():
            self.send_header(name, value)


def _is_same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(errors="replace"), other.encode())
