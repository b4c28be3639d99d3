"""The history of a content folder, asked of git: when a file last changed, and what it was then.

The repository can be that of a stranger: it may run no program of its own and fetch nothing. So no
hooks, pagers, filters, helpers, signatures or transports, and neither much time nor much output.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 10
MOST = 50_000_000
_SAFE = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.untrackedCache": "false",
    "core.attributesFile": os.devnull,
    "diff.external": "",
    "log.showSignature": "false",
    "log.mailmap": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class GeenGitError(Exception):
    """Git cannot tell; the text says why, for a reader."""


@dataclass(frozen=True)
class Versie:
    """The commit in which a file last changed; `zeker` unless a shallow clone ends there."""

    commit: str
    dag: dt.date
    zeker: bool


@dataclass(frozen=True)
class Geschiedenis:
    """When the files of a folder last changed, by their paths in it."""

    folder: Path
    prefix: str
    versies: Mapping[str, Versie] = field(default_factory=dict)

    def teksten(self, commits: Iterable[str], file: str) -> dict[str, str]:
        """Return what a file was at some commits, by commit. Raises GeenGitError."""
        asked = sorted(set(commits))
        wanted = "".join(f"{commit}:{self.prefix}{file}\n" for commit in asked)
        data = _run(self.folder, ["cat-file", "--batch"], os.fsencode(wanted))
        return dict(_texts(data, asked))


def history(folder: Path, paths: Sequence[str]) -> Geschiedenis:
    """Ask when the files at some paths in a folder last changed. Raises GeenGitError."""
    about = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix"]
    lines = os.fsdecode(_run(folder, about)).split("\n")
    if lines[0] != "true" or len(lines) < 3:
        raise GeenGitError("de inhoud staat niet in een werkmap van git")
    is_shallow, prefix = lines[1] == "true", lines[2]
    form = "--format=%x01%H%x02%cs%x02%P"
    log = ["log", "-z", "--name-only", "--relative", "--no-renames", "--no-show-signature", form]
    data = _run(folder, [*log, "--no-ext-diff", "--no-textconv", "--", *paths])
    return Geschiedenis(folder, prefix, dict(_versions(os.fsdecode(data), is_shallow)))


def _versions(log: str, is_shallow: bool) -> Iterator[tuple[str, Versie]]:
    """Yield the newest commit of each file; the log begins with the newest."""
    seen: set[str] = set()
    versie = None
    for token in log.split("\0"):
        part = token.strip("\n")
        if part.startswith("\x01"):
            commit, day, parents = part[1:].split("\x02", 2)
            parents, _, part = parents.partition("\n")
            is_end = is_shallow and not parents.strip()
            versie = Versie(commit, dt.date.fromisoformat(day), not is_end)
        if part and not part.startswith("\x01") and versie is not None and part not in seen:
            seen.add(part)
            yield part, versie


def _texts(data: bytes, commits: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Read what `cat-file --batch` answered, one after the other."""
    at = 0
    for commit in commits:
        end = data.find(b"\n", at)
        head = data[at:end].split()
        at = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            yield commit, data[at : at + size].decode("utf-8-sig", "replace")
            at += size + 1
        elif not head or head[-1] != b"missing":
            return


def _run(folder: Path, arguments: Sequence[str], data: bytes = b"") -> bytes:
    """Run git without anything of the repository's own. Raises GeenGitError."""
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():  # not one that lies in this folder
        raise GeenGitError("git is er niet")
    options = [part for key, value in _SAFE.items() for part in ("-c", f"{key}={value}")]
    command = [program, "--no-pager", *options, *arguments]
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
    except (OSError, ValueError):
        raise GeenGitError("git kan niet gestart worden") from None
    return _answer(process, data)


def _answer(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    """Read the answer of git, within bounds. Raises GeenGitError."""
    assert process.stdout is not None
    assert process.stderr is not None
    late = threading.Event()
    errors: list[bytes] = []
    stderr = process.stderr

    def stop() -> None:
        late.set()
        _kill(process)

    timer = threading.Timer(SECONDS, stop)
    helpers = [
        threading.Thread(target=_feed, args=(process, data), daemon=True),
        threading.Thread(target=lambda: errors.append(stderr.read(9999)), daemon=True),
    ]
    for one in (timer, *helpers):
        one.daemon = True
        one.start()
    try:
        answer = process.stdout.read(MOST + 1)
        if len(answer) > MOST:
            _kill(process)
        code = process.wait()
    except BaseException:  # Ctrl-C
        _kill(process)
        raise
    finally:
        timer.cancel()
    for helper in helpers:
        helper.join()
    process.stdout.close()
    stderr.close()
    if late.is_set() or len(answer) > MOST:
        raise GeenGitError("de geschiedenis in git is te groot om door te kijken")
    if code != 0:
        raise GeenGitError(_why(b"".join(errors)))
    return answer


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End git, with whatever it has started."""
    with contextlib.suppress(OSError):
        if process.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin
    with contextlib.suppress(OSError):  # it has stopped
        process.stdin.write(data)
    with contextlib.suppress(OSError):
        process.stdin.close()


def _why(errors: bytes) -> str:
    if b"dubious ownership" in errors:
        return "git vertrouwt deze map niet, omdat zij van een ander is"
    if b"does not have any commits" in errors or b"bad default revision" in errors:
        return "in git is nog niets vastgelegd"
    if b"not a git repository" in errors:
        return "de inhoud staat niet in git"
    return "git kan de geschiedenis niet lezen"


def _environment() -> dict[str, str]:
    """Return the environment without what points git elsewhere, as inside a hook."""
    own = {k: v for k, v in os.environ.items()
           if not k.upper().startswith("GIT_") or k.upper().startswith("GIT_CONFIG")}  # fmt: skip
    return {**own, **_ENVIRONMENT}
