from __future__ import annotations

import os
from pathlib import Path

import pytest

from raadsbrief.record.digests import LIBRARY, RESTLESS, Files, read, times_of


def seen(path: Path) -> str | None:
    return Files()[str(path)]


def test_a_change_is_another_digest(tmp_path: Path) -> None:
    file = tmp_path / "a"
    assert seen(file) is None
    file.write_text("x")
    before = seen(file)
    os.utime(file, (1, 1))
    assert seen(file) == before  # a time alone, as after a fresh checkout, is no change
    file.write_text("y")
    assert seen(file) != before


def test_a_link_that_leads_elsewhere_is_another_file(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text("x")
    (tmp_path / "map").symlink_to("een")
    before = seen(tmp_path / "map" / "a")
    (tmp_path / "map").unlink()
    (tmp_path / "map").symlink_to("twee")
    assert seen(tmp_path / "map" / "a") != before


def test_a_folder_is_the_names_in_it(tmp_path: Path) -> None:
    before = Files()[f"{tmp_path}/"]
    (tmp_path / "nieuw").write_text("")
    assert Files()[f"{tmp_path}/"] != before
    (tmp_path / "nieuw").unlink()
    assert Files()[f"{tmp_path}/"] == before
    assert Files()[f"{tmp_path}/weg/"] is None


def test_a_file_that_becomes_a_folder_is_another_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    before = Files()[f"{tmp_path}/"]
    (tmp_path / "a").unlink()
    (tmp_path / "a").mkdir()
    assert Files()[f"{tmp_path}/"] != before


def test_what_is_no_file_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "kring").symlink_to("kring")
    for name in ("nul\0", "half\udcff"):
        assert seen(tmp_path / name) is None
    for name in ("pijp", "kring", "x" * 300, "pijp/x"):
        assert str(seen(tmp_path / name)).startswith("?")
    with pytest.raises(OSError, match="pijp"):
        read(str(tmp_path / "pijp"))


def test_what_cannot_be_read_in_another_way_is_another_digest(tmp_path: Path) -> None:
    place = tmp_path / "a"
    found = [seen(place)]
    place.mkdir()
    found.append(seen(place))
    place.rmdir()
    os.mkfifo(place)
    found.append(seen(place))
    for target in ("a", "weg", "elders"):
        place.unlink()
        place.symlink_to(target)
        found.append(seen(place))
    assert len(set(found)) == len(found)


def test_what_is_larger_than_it_may_be_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read(str(tmp_path / "a"), most=5)[0] == b"12345"
    with pytest.raises(OSError, match="a"):
        read(str(tmp_path / "a"), most=4)


def test_a_file_that_changes_and_changes_back_is_restless(tmp_path: Path) -> None:
    file, files = tmp_path / "a", Files()
    file.write_text("x")
    first = files[str(file)]
    assert files.at_rest(str(file)) == first
    file.write_text("y")
    file.write_text("x")
    os.utime(file, ns=(0, 0))
    assert files.at_rest(str(file)) == RESTLESS


def test_a_library_is_its_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "lib.so"
    file.write_text("x")
    before = Files()[f"{LIBRARY}{file}"]
    assert before == repr(times_of(str(file))[:2])
    os.utime(file, (1, 1))
    assert Files()[f"{LIBRARY}{file}"] != before
