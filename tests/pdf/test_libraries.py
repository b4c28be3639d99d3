"""Which libraries of the system make a PDF."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from raadsbrief.pdf import libraries, pdf

ON_A_MAC = [b"/opt/x/lib/libpango-1.0.0.dylib", b"/usr/lib/libSystem.B.dylib", None]


def by_number(number: int) -> bytes | None:
    return ON_A_MAC[number]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_they_are_the_files_that_are_loaded() -> None:
    assert pdf  # it loads them
    found = libraries.loaded()
    assert {"libpango-1", "libharfbuzz", "libfontconfig"} <= {
        Path(path).name.split(".")[0] for path in found
    }
    assert all(Path(path).is_file() for path in found)


def test_on_a_mac_the_loader_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    name: Callable[[int], bytes | None] = by_number
    loader = SimpleNamespace(_dyld_image_count=lambda: 3, _dyld_get_image_name=name)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: loader)
    assert libraries.loaded() == ["/opt/x/lib/libpango-1.0.0.dylib"]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_elsewhere_nobody_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda *_: (_ for _ in ()).throw(FileNotFoundError))
    assert libraries.loaded() == []
