"""Safe repairs: the words meant change, and nothing else in the file does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

from raadsbrief.content import repair
from raadsbrief.diagnostics import Code, Diagnostic, OutputError, Repair, Severity, Span

TEXT = """\
# Een opmerking , met een spatie.
kern: >-
  De wijk , en de "buurt" ,
  horen bij   elkaar.   # geen opmerking
'kort':   'het '' teken , zo'   # wel een
lijst: [a , b]
"""


def finding(path: Path, old: str, new: str, nth: int = 0) -> Diagnostic:
    """A finding about the nth place of some words, with a repair."""
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    places = [(i, line.find(old)) for i, line in enumerate(lines) if old in line]
    line, column = places[nth]
    span = Span(line + 1, column + 1, len(old))
    return Diagnostic(
        Code.PROSE, "x", path.as_posix(), span, lines[line],
        severity=Severity.WAARSCHUWING, words=old, repair=Repair(span, new),
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text(TEXT)
    return path


def test_only_the_words_change(file: Path) -> None:
    found = [
        finding(file, '"buurt" ,', '"buurt",'),
        finding(file, "wijk ,", "wijk,"),
        finding(file, "teken ,", "teken,"),
    ]
    done = repair.repair(found)
    assert [(one.span.line, one.old, one.new) for one in done] == [
        (3, "wijk ,", "wijk,"),
        (3, '"buurt" ,', '"buurt",'),
        (5, "teken ,", "teken,"),
    ]
    expected = TEXT.replace("wijk ,", "wijk,").replace('"buurt" ,', '"buurt",')
    assert file.read_text() == expected.replace("teken ,", "teken,")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("opmerking , met", "opmerking, met"),  # a comment is no value
        ("kort", "lang"),  # nor is a key
        ("[a , b]", "[a, b, c]"),  # the list would get an item
        ("teken", "te'ken"),  # the quotation would end
        ("horen", "horen: nu\nbij"),  # not one line
        ("#", "-"),  # the comment would become text, or the text another
    ],
)
def test_what_would_change_more_is_left(file: Path, old: str, new: str) -> None:
    nth = 2 if old == "#" else 0
    assert repair.repair([finding(file, old, new, nth)]) == []
    assert file.read_text() == TEXT


def test_one_repair_that_cannot_be_does_not_stop_another(file: Path) -> None:
    done = repair.repair([finding(file, "kort", "lang"), finding(file, "wijk ,", "wijk,")])
    assert [one.new for one in done] == ["wijk,"]
    assert file.read_text() == TEXT.replace("wijk ,", "wijk,")


def test_repairs_of_the_same_words_are_made_once(file: Path) -> None:
    both = [finding(file, "De wijk ,", "De wijk,"), finding(file, "wijk ,", "wijk,")]
    assert len(repair.repair(both)) == 1
    assert file.read_text() == TEXT.replace("wijk ,", "wijk,")


def test_a_file_that_has_changed_since_is_left(file: Path) -> None:
    found = finding(file, "wijk ,", "wijk,")
    changed = TEXT.replace("De wijk", "Die wijk")
    file.write_text(changed)
    assert repair.repair([found]) == []
    assert file.read_text() == changed
    file.unlink()
    assert repair.repair([found]) == []


def test_line_ends_mark_and_permissions_stay(file: Path) -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    file.write_bytes(data)
    file.chmod(0o640)
    assert len(repair.repair([finding(file, "wijk ,", "wijk,")])) == 1
    assert file.read_bytes() == data.replace(b"wijk ,", b"wijk,")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    assert len(repair.repair([finding(link, "wijk ,", "wijk,")])) == 1
    assert link.is_symlink()
    assert "wijk," in file.read_text()


def test_a_file_that_cannot_be_written_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    found = finding(file, "wijk ,", "wijk,")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError):
        repair.repair([found])
    assert file.read_text() == TEXT
    assert [path.name for path in file.parent.iterdir()] == [file.name]


@pytest.fixture
def slip(stad: Path) -> Path:
    """A letter with a slip that can be repaired."""
    path = Path("content/brieven/2026-014.yaml")
    path.write_text(path.read_text().replace("op koers.", "op koers , en snel."))
    return path


def test_fix_repairs_says_so_and_checks_again(slip: Path, run: Run) -> None:
    before = slip.read_text()
    assert "fout[RB309]" in run("check").err
    assert slip.read_text() == before
    result = run("check", "--fix")
    line = before[: before.index("koers ,")].count("\n") + 1
    assert result.out.startswith(f"{slip}:{line}:")
    assert result.out.endswith("hersteld[RB309] 'koers ,' is nu 'koers,'\n")
    assert (result.code, result.err) == (0, "1 hint, te zien met --hints.\n")
    assert slip.read_text() == before.replace("koers ,", "koers,")
    assert run("check", "--fix").out == ""


def test_fix_leaves_what_was_accepted(slip: Path, run: Run) -> None:
    slip.write_text(slip.read_text() + 'negeer: [{code: RB309, woorden: "koers ,"}]\n')
    before = slip.read_text()
    result = run("check", "--fix")
    assert (result.code, result.out) == (0, "")
    assert slip.read_text() == before


def test_fix_tells_programs_too(slip: Path, run: Run) -> None:
    data = json.loads(run("check", "--fix", "--format", "json").out)
    assert [one["nieuw"] for one in data["herstellingen"]] == ["koers,"]
    assert data["meldingen"] == []
