from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.record.plan import Order, Plan, _packages, in_shard, names_in

NAMES = [f"2026-{number:03}" for number in range(200)]


def test_parts_are_together_all_and_of_one_size() -> None:
    parts = [{name for name in NAMES if in_shard(name, (part, 5))} for part in range(1, 6)]
    assert set().union(*parts) == set(NAMES)
    assert sum(map(len, parts)) == len(NAMES)
    assert all(20 < len(part) < 60 for part in parts)


def test_a_letter_stays_in_its_part() -> None:
    assert [name for name in NAMES[:20] if in_shard(name, (2, 5))] == [
        "2026-002", "2026-011", "2026-013", "2026-014", "2026-016", "2026-018", "2026-019",
    ]  # fmt: skip
    assert in_shard("half\udcff", (1, 1))


def test_of_all_parts_only_the_first_looks_at_the_rest(stad: Path) -> None:
    def looks(**options: object) -> bool:
        return not Plan(Order(**options)).rest_is_right  # type: ignore[arg-type]

    assert looks()
    assert looks(shard=(1, 3))
    assert not looks(shard=(2, 3))
    assert not looks(names=["2026-014"])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda stad: (stad / "templates").mkdir(), "is met andere opties gemaakt"),
        (lambda stad: (stad / "build" / "2026-014.pdf").unlink(), "'2026-014.pdf' ontbreekt of is"),
        (
            lambda stad: (stad / "content/gemeenten/voorbeeldstad.yaml").write_text("x: 1"),
            "'content/gemeenten/voorbeeldstad.yaml' is veranderd",
        ),
    ],
)
def test_dry_run_says_why_and_makes_nothing(stad: Path, run: Run, change: object, why: str) -> None:
    run("build")
    assert run("build", "--dry-run").out == ""
    change(stad)  # type: ignore[operator]
    before = sorted((stad / "build").iterdir())
    result = run("build", "--dry-run")
    assert result.out.startswith(f"build/2026-014.pdf {why}")
    assert sorted((stad / "build").iterdir()) == before


def test_packages_wherever_they_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WeasyPrint-70.0", "ruamel.yaml-1.0", "ruamel_yaml_clib-2.0", "pytest-8.0"):
        (tmp_path / f"{name}.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), "nergens"])
    assert _packages() == ["WeasyPrint-70.0", "ruamel.yaml-1.0", "ruamel_yaml_clib-2.0"]


def test_names_are_those_that_the_command_line_finds(stad: Path) -> None:
    for name in (".verborgen.yaml", "b.yml", "a.b.yaml", "a-b.yaml", "a.yaml"):
        (stad / "content" / "brieven" / name).write_text("")
    assert names_in("content", "brieven") == ["2026-014", "a-b", "a.b", "a"]
