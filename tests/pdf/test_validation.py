"""Every letter is accessible and archivable, says who should know; and the checks can fail."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from breakages import BREAKAGES, Breakage
from conftest import ROOT, STAD, TESTS, make, struct_text
from pictures import GOOD
from test_vormen import LETTER, LOOKS, styled
from vera import failed_rules

from raadsbrief.content.dossier import BRIEVEN
from raadsbrief.pdf import pdf
from raadsbrief.verify.rules import verify

# The third has gemeenten that together choose everything that a gemeente can choose, the fourth one
# whose letters say no to what others show.
FOLDERS = (ROOT / "content", STAD, TESTS / "data" / "vormen", TESTS / "data" / "soorten")
# All that a letter can have, many times over; apart, because it takes seconds to make.
STRESS = TESTS / "data" / "2026-900.yaml"
# Letters that are only made here: all kinds of blocks, all forms of tables and charts, joined
# cells, notes, parts of answers and forms, and the one above.
APART = [*(TESTS / "data" / f"2026-{number}.yaml" for number in ("021", "910", "930")), STRESS]
LETTERS = [
    (folder, path.stem) for folder in FOLDERS for path in sorted((folder / BRIEVEN).glob("*.yaml"))
]
NAMES = [*(name for _, name in LETTERS), *(path.stem for path in APART)]
letters = pytest.mark.parametrize("name", NAMES)
# One process makes all these PDFs and starts Java, not each that runs tests.
pytestmark = pytest.mark.xdist_group("validated")
breakages = pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.name)


@dataclass(frozen=True)
class Validated:
    """All PDFs of this module, and what veraPDF says of each."""

    output: Path
    failed: dict[Path, dict[str, str]]

    def path(self, name: str) -> Path:
        return self.output / f"{name}.pdf"

    def rules(self, name: str) -> dict[str, str]:
        return self.failed[self.path(name)]


@pytest.fixture(scope="session")
def validated(tmp_path_factory: pytest.TempPathFactory) -> Validated:
    """Make every PDF, and start Java once for all of them."""
    output = tmp_path_factory.mktemp("validated")
    stress = shutil.copytree(STAD, tmp_path_factory.mktemp("stress") / "content")
    for path in APART:
        shutil.copy(path, stress / BRIEVEN)
    for folder, name in [*LETTERS, *((stress, path.stem) for path in APART)]:
        outcome = make(folder, name, output)
        assert not outcome.diagnostics
    pictures(shutil.copytree(STAD, tmp_path_factory.mktemp("beelden") / "content"), output)
    for vorm in LOOKS:
        styled_content = styled(tmp_path_factory.mktemp(vorm), vorm=vorm)
        made_here = make(styled_content, LETTER, output / vorm)
        assert not made_here.diagnostics
        made_here.files[0].rename(output / f"{vorm}.pdf")
    good = output / "proef.pdf"
    data, warnings, _ = pdf.render((TESTS / "data" / "proef.html").read_text(), "proef.pdf")
    assert not warnings
    good.write_bytes(data)
    for breakage in BREAKAGES:
        with pikepdf.open(good) as opened:
            breakage.apply(opened)
            opened.save(output / f"{breakage.file}.pdf")
    return Validated(output, failed_rules(sorted(output.glob("*.pdf"))))


def pictures(content: Path, output: Path) -> None:
    """Make a letter with every kind of picture that a letter can carry."""
    text = "secties:\n  kern: |\n"
    for name, data in GOOD.items():
        (content / "beelden" / name).write_bytes(data)
        text += f"    ![Beeld van {name}](beelden/{name})\n\n"
    head = (content / BRIEVEN / "2026-014.yaml").read_text().split("secties:")[0]
    head = head.replace("2026-014", "2026-015")
    (content / BRIEVEN / "beelden.yaml").write_text(head + text)
    outcome = make(content, "beelden", output)
    assert not outcome.diagnostics, outcome.diagnostics


def test_pictures_of_every_kind_are_accessible_and_archivable(validated: Validated) -> None:
    assert validated.rules("beelden") == {}
    assert verify(validated.path("beelden")) == []


@pytest.mark.parametrize("vorm", LOOKS)
def test_each_look_is_accessible_and_archivable(validated: Validated, vorm: str) -> None:
    assert validated.rules(vorm) == {}
    assert verify(validated.path(vorm)) == []


def test_there_are_letters() -> None:
    assert {folder for folder, _ in LETTERS} == set(FOLDERS)


@letters
def test_verapdf_passes_every_letter(validated: Validated, name: str) -> None:
    assert validated.rules(name) == {}


@letters
def test_verify_passes_every_letter(validated: Validated, name: str) -> None:
    assert verify(validated.path(name)) == []


def test_good_pdf_is_good(validated: Validated) -> None:
    assert validated.rules("proef") == {}
    assert verify(validated.path("proef")) == []


def test_second_opinion_reports_no_error(validated: Validated) -> None:
    names = ["proef", *NAMES]
    pdfs = [str(validated.path(name)) for name in names]
    command = [Path(sys.executable).with_name("outloud"), "--json", "-", *pdfs]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    results = json.loads(done.stdout)["results"]
    assert [result["path"] for result in results] == pdfs
    assert [result["error"] for result in results] == [None] * len(pdfs)
    found = [(result["path"], finding) for result in results for finding in result["findings"]]
    errors = [one for one in found if one[1]["severity"] == "error"]
    assert [one for one in errors if not has_a_head_for_each_row(one[1])] == []


def has_a_head_for_each_row(finding: dict[str, Any]) -> bool:
    """TBL-010 guesses that heads are in pieces where a table has more heads than data.

    So has a small table whose rows have heads: one for each column, row and group of rows. Rows
    that are the name of a group are not rows of heads either.
    """
    if finding["rule"] == "TBL-010" and finding["message"].endswith(" header rows"):
        return "Programma; Begroot; Werkelijk" in finding["evidence"]
    numbers = re.search(r"(\d+) header cells against (\d+) data cells", finding["message"])
    if finding["rule"] != "TBL-010" or numbers is None:
        return False
    heads, data = map(int, numbers.groups())
    columns = len(finding["evidence"].split("; "))
    groups = heads - columns - data / max(1, columns - 1)
    return columns <= 3 and groups in (0, 1, 2)


@pytest.mark.parametrize("name", NAMES)
def test_structure_reads_as_a_letter(
    validated: Validated, name: str, request: pytest.FixtureRequest
) -> None:
    golden = TESTS / "data" / f"{name}.struct.txt"
    text = told(struct_text(validated.path(name)))
    if request.config.getoption("--update-golden"):
        golden.write_text(text)
    assert text == golden.read_text()


def told(tree: str) -> str:
    """The tree with each text on the line of its element, as a listener meets it."""
    told = ""
    for line in tree.splitlines():
        if text := re.fullmatch(r' *"(.*)"', line):
            told += f" {text[1]}" if not told.endswith(" ") else text[1]
        else:
            told += f"\n{line}"
    return re.sub(r" \((block|inline)\)", "", told).strip() + "\n"


def test_stress_letter_is_long() -> None:
    assert len(STRESS.read_text()) > 10_000


@breakages
def test_verify_catches(validated: Validated, breakage: Breakage) -> None:
    found = verify(validated.path(breakage.file))
    assert any(d.code is breakage.code and breakage.says in d.message for d in found), found


@breakages
def test_verapdf_catches(validated: Validated, breakage: Breakage) -> None:
    failed = validated.rules(breakage.file)
    assert breakage.vera in failed if breakage.vera else failed == {}, failed
