"""Git is asked within bounds of time and output."""

from __future__ import annotations

from pathlib import Path

import pytest

from raadsbrief.volgende import git


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nsleep 30\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(git, "SECONDS", 0.1)
    with pytest.raises(git.GeenGitError, match="te groot om door te kijken"):
        git.history(tmp_path, ["brieven"])


def test_what_says_too_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nyes\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(git, "MOST", 1000)
    with pytest.raises(git.GeenGitError, match="te groot om door te kijken"):
        git.history(tmp_path, ["brieven"])


def test_a_git_in_the_folder_itself_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/gelukt'\n")
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(git.GeenGitError, match="git is er niet"):
        git.history(tmp_path, ["brieven"])
    assert not (tmp_path / "gelukt").exists()
