from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from raadsbrief import disk
from raadsbrief.diagnostics import OutputError


def test_writes_with_the_permissions_of_the_user(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        disk.write(tmp_path / "map" / "brief.pdf", b"nieuw")
    finally:
        os.umask(before)
    path = tmp_path / "map" / "brief.pdf"
    assert path.read_bytes() == b"nieuw"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"oud")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="kan niet geschreven worden"):
        disk.write(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("geen map")
    with pytest.raises(OutputError):
        disk.write(tmp_path / "build" / "brief.pdf", b"x")


def test_a_new_file_is_made_only_where_nothing_is(tmp_path: Path) -> None:
    assert disk.create(tmp_path / "map" / "nieuw", b"x")
    (tmp_path / "wijst").symlink_to("nergens")
    for path in (tmp_path / "map" / "nieuw", tmp_path / "map", tmp_path / "wijst"):
        assert not disk.create(path, b"y")
    assert (tmp_path / "map" / "nieuw").read_bytes() == b"x"
    assert not (tmp_path / "nergens").exists()
    with pytest.raises(OutputError):
        disk.create(tmp_path / "map" / "nieuw" / "onder", b"y")


def test_of_a_new_file_that_fails_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def flush(self) -> None:
            raise OSError(28, "No space left on device")

    def opened(path: Path, mode: str) -> Full:
        path.touch(exist_ok=False)
        return Full()

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(OutputError, match="de schijf is vol"):
        disk.create(tmp_path / "nieuw", b"x")
    assert list(tmp_path.iterdir()) == []
