"""Who may ask what of the preview: nobody but the browser of the user who started it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from raadsbrief.preview.jobs import Drawing
from raadsbrief.preview.renderer import Answered
from raadsbrief.preview.rounds import Rounds
from raadsbrief.preview.server import Server
from raadsbrief.preview.session import Terminal, session


class Asker:
    """Asks a server as a browser does."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.host = server.hosts[0]

    @property
    def letter(self) -> str:
        return f"/{self.server.secret}/brief/2026-014/"

    def __call__(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self.host)
        names = {"Host": self.host, **{k.replace("_", "-"): v for k, v in headers.items()}}
        connection.putrequest(method, path, skip_host=True)
        for name, value in names.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode() if body is not None else None)
        answer = connection.getresponse()
        assert answer.getheader("Cache-Control") == "no-store"
        assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
        assert answer.getheader("Access-Control-Allow-Origin") is None
        answer.text = answer.read().decode("latin-1")  # type: ignore[attr-defined]
        connection.close()
        return answer

    def events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("GET", f"{self.letter}gebeurtenissen")
        answer = connection.getresponse()
        kind = ""
        try:
            while line := answer.readline().decode():
                if line.startswith("event: "):
                    kind = line[7:].strip()
                elif line.startswith("data: "):
                    yield kind, json.loads(line[6:])
        finally:
            answer.close()
            connection.close()


@pytest.fixture
def asker(stad: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """A preview that draws nothing: what it answers is looked at here."""
    monkeypatch.setattr("raadsbrief.preview.rounds.Renderer", NoRenderer)
    secret = stad.parent / "geheim.png"
    secret.write_bytes(b"van een ander")
    (stad / "templates").mkdir()
    (stad / "templates" / "uit.png").symlink_to(secret)
    (stad / "templates" / "wapen.png").write_bytes(b"wapen")
    (stad / "templates" / "brief.html").write_text("<p>{{ brief.onderwerp | regel }}</p>")
    with session(Path("content"), "2026-014", Path("templates"), Terminal(False)) as server:
        yield Asker(server)


class NoRenderer:
    def __init__(self, answered: Answered) -> None:
        self.answered = answered

    def submit(self, letter: str, number: int, *_: object) -> None:
        threading.Thread(target=self.answered, args=(letter, number, Drawing())).start()

    def close(self) -> None: ...


def test_the_letter_is_for_who_knows_the_address(asker: Asker) -> None:
    answer = asker(asker.letter)
    assert answer.status == 200
    assert "2026-014" in answer.text
    assert "script-src 'self'" in answer.getheader("Content-Security-Policy", "")
    assert asker(asker.letter, Host=asker.server.hosts[1]).status == 200
    assert asker.server.server_address[0] == "127.0.0.1"
    assert asker(f"/{asker.server.secret}/").getheader("Location") == asker.letter


def test_another_host_gets_nothing(asker: Asker) -> None:
    port = asker.server.server_address[1]
    for host in ("evil.example", "127.0.0.1", "localhost", "127.0.0.1:1", "", f"[::1]:{port}"):
        assert asker(asker.letter, Host=host).status == 403, host


def test_without_the_secret_there_is_nothing(asker: Asker) -> None:
    secret = asker.server.secret
    for path in (
        "/", "/brief/2026-014/", "/x/brief/2026-014/", f"/{secret[:-1]}/brief/2026-014/", "//",
        "/%2e%2e/", "/open/x", f"/{secret}x/", "/open/",
    ):  # fmt: skip
        assert asker(path).status == 404, path


def test_a_page_of_another_site_cannot_ask(asker: Asker) -> None:
    for site in ("cross-site", "same-site"):
        assert asker(asker.letter, Sec_Fetch_Site=site, Sec_Fetch_Mode="cors").status == 403
        assert asker(asker.letter, Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate").status == 200
    assert asker(asker.letter, Sec_Fetch_Site="same-origin").status == 200


def test_only_looking_is_possible(asker: Asker) -> None:
    for method in ("POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "X"):
        assert asker(asker.letter, method).status == 405, method


def test_nothing_but_what_a_letter_needs(asker: Asker) -> None:
    for path in (
        "tekst/../../../geheim.png", "tekst/%2e%2e/geheim.png", "tekst/..%2f..%2fgeheim.png",
        "tekst//etc/hosts", "tekst/%2fetc%2fpasswd", "tekst/uit.png", "tekst/brief.html",
        "tekst/%00.png", "bladzijde/../x.png", "../../bijlage/../server.py", "x",
        "../2026-015/", "../..%2f2026-014/", "../%2e%2e/",
    ):  # fmt: skip
        answer = asker(asker.letter + path)
        assert answer.status == 404, path
        assert "van een ander" not in answer.text


def test_files_of_the_style_sheet_can_do_nothing(asker: Asker) -> None:
    answer = asker(f"{asker.letter}tekst/wapen.png")
    assert (answer.status, answer.text) == (200, "wapen")
    assert "sandbox" in answer.getheader("Content-Security-Policy", "")
    assert asker(f"{asker.letter}tekst/fonts/SourceSans3-Regular.ttf").status == 200


def test_a_letter_runs_nothing(asker: Asker) -> None:
    for kind, _ in asker.events():
        if kind == "html":
            break
    answer = asker(f"{asker.letter}tekst/")
    assert "Voortgang" in answer.text
    policy = answer.getheader("Content-Security-Policy", "")
    assert "sandbox allow-same-origin" in policy
    assert "script" not in policy


def test_the_ticket_leads_there_once(asker: Asker) -> None:
    path = asker.server.ticket.removeprefix(f"http://{asker.host}")
    assert asker.server.secret not in path
    assert asker(path, Host="evil.example").status == 403
    assert asker(path).getheader("Location") == asker.letter
    assert asker(path).status == 404


def test_a_repair_is_for_our_own_button(asker: Asker) -> None:
    file = Path("content/brieven/2026-014.yaml")
    file.write_text(file.read_text().replace("Dit najaar", "Wij hebben er gebruik van  gemaakt", 1))
    found: dict[str, Any] = {}
    for kind, data in asker.events():
        if kind == "meldingen" and any(one["herstel"] for one in data["meldingen"]):
            found = data
            break
    number = next(one["nummer"] for one in found["meldingen"] if one["herstel"])
    body = json.dumps({"ronde": found["nummer"], "nummer": number})
    good = {"Origin": f"http://{asker.host}", "X_Raadsbrief": asker.server.token}
    path, before = f"{asker.letter}herstel", file.read_text()
    for bad in (
        {"Origin": "http://evil.example"}, {"X_Raadsbrief": "x"}, {"Host": "evil.example"},
        {"Sec_Fetch_Site": "cross-site"},
    ):  # fmt: skip
        assert asker(path, "POST", body, **{**good, **bad}).status == 403
    assert asker(path, "POST", "[]", **good).status == 400
    assert asker(path, "POST", "x" * 2000, **good).status == 400
    assert asker(path, "POST", json.dumps({"ronde": 0, "nummer": 0}), **good).status == 409
    assert file.read_text() == before
    assert asker(path, "POST", body, **good).status == 200
    assert file.read_text() != before
    assert asker(path, "POST", body, **good).status == 409


def test_a_letter_that_is_opened_later(asker: Asker) -> None:
    text = Path("content/brieven/2026-014.yaml").read_text()
    Path("content/brieven/o'n <b>.yaml").write_text(text)
    answer = asker(f"/{asker.server.secret}/brief/o%27n%20%3Cb%3E/")
    assert answer.status == 200
    assert "<b>" not in answer.text
    assert isinstance(asker.server.rounds, Rounds)
