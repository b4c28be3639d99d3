from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.record import recall
from raadsbrief.record.manifest import NAME, NOT_OURS
from raadsbrief.record.plan import Order, Plan
from raadsbrief.record.recall import CACHE, Check, Recall


def why() -> str | None:
    return Plan(Order()).reasons["2026-014"]


def test_a_record_that_another_can_have_changed_is_not_believed(stad: Path, run: Run) -> None:
    before = os.umask(0)
    try:
        run("build")
    finally:
        os.umask(before)
    record = stad / "build" / NAME
    assert record.stat().st_mode & 0o777 == 0o644
    assert why() is None
    for mode, is_believed in ((0o664, False), (0o646, False), (0o600, True), (0o777, True)):
        record.chmod(mode)
        assert (why() is None) == is_believed, oct(mode)
    record.chmod(0o664)
    assert why() == NOT_OURS


def test_a_record_of_another_user_or_behind_a_link_is_not_believed(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build")
    record = stad / "build" / NAME
    record.rename(stad / "elders.json")
    record.symlink_to(stad / "elders.json")
    assert why() == NOT_OURS
    record.unlink()
    (stad / "elders.json").rename(record)
    assert why() is None
    os.chown(record, *((12345, -1) if os.geteuid() == 0 else (-1, -1)))
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    assert why() == NOT_OURS
    assert run("build").out == "build/2026-014.pdf\n"


def test_many_letters_are_remembered_in_parts(
    stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recall, "_PER_FILE", 2)
    brieven = stad / "content" / "brieven"
    text = (brieven / "2026-014.yaml").read_text()
    for number in range(15, 20):
        (brieven / f"2026-0{number}.yaml").write_text(text.replace("2026-014", f"2026-0{number}"))
    first = run("check", "--facts")
    assert len(list((stad / CACHE).glob("*.json"))) > 1
    assert Recall(Check(facts=True)).all() is not None
    (brieven / "2026-017.yaml").write_text(text.replace("2026-014", "2026-017") + "\n")
    known = Recall(Check(facts=True))
    assert [name for name in known.names if known.letter(name) is None] == ["2026-017"]
    assert run("check", "--facts") == first


def test_what_a_letter_was_made_of_takes_no_room_for_each_other_letter(
    stad: Path, run: Run
) -> None:
    brieven = stad / "content" / "brieven"
    text = (brieven / "2026-014.yaml").read_text()
    sizes = []
    for count in (10, 20):
        for number in range(100, 100 + count):
            (brieven / f"2026-{number}.yaml").write_text(text.replace("2026-014", f"2026-{number}"))
        run("check", "--facts")
        (file,) = (stad / CACHE).glob("*.json")
        sizes.append(file.stat().st_size)
    assert sizes[1] < 2 * sizes[0]
