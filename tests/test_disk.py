from __future__ import annotations

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
