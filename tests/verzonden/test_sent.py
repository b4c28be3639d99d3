"""A letter that was sent stays what it was: by the front door, with the real letter and others."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, Run

from raadsbrief import cli
from raadsbrief.content.dossier import Content
from raadsbrief.verzonden import bewaard, pagina, verschil

NAME = "2024-0062579"
PROGRAMMA = "content/programmas/dordt-west.yaml"


@pytest.fixture(scope="module")
def sent_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of Dordrecht with its letter built and sent, in git."""
    folder = tmp_path_factory.mktemp("dordrecht")
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / ".gitignore").write_text("/build/\n/.raadsbrief_cache/\n")
    with contextlib.chdir(folder), pytest.MonkeyPatch.context() as patch:
        for arguments in (["build", "-q"], ["sent", NAME, "--date", "2024-07-10"]):
            patch.setattr("sys.argv", ["raadsbrief", *arguments])
            with pytest.raises(SystemExit) as stop:
                cli.main()
            assert stop.value.code == 0
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "verzonden"]):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def dordrecht(sent_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own in which the real letter was sent."""
    shutil.copytree(sent_once, tmp_path / "d")
    monkeypatch.chdir(tmp_path / "d")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path / "d"


def pdf_of(folder: Path) -> bytes:
    return (folder / "build" / f"{NAME}.pdf").read_bytes()


def grow(folder: Path) -> None:
    """Let the programme go on: results with and without a date, a number, an amount, a step."""
    path = folder / PROGRAMMA
    text = path.read_text()
    for old, new in (
        ("bedrag: 17061648", "bedrag: 18061648"),
        ("woningen: 925", "woningen: 940"),
        ("resultaten:\n", "resultaten:\n  feest:\n    tekst: Er was feest.\n    datum: 2024-11\n"
         "  zonder:\n    tekst: Er is iets zonder datum.\n"),
    ):  # fmt: skip
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_clone_makes_the_same_bytes_of_what_was_kept(
    dordrecht: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = pdf_of(dordrecht)
    grow(dordrecht)

    assert (run("build").code, pdf_of(dordrecht)) == (0, earlier)
    assert (run("build", "--force").code, pdf_of(dordrecht)) == (0, earlier)

    clone = tmp_path / "kloon"
    subprocess.run(["git", "clone", "-q", dordrecht, clone], check=True)
    grow(clone)
    monkeypatch.chdir(clone)
    result = run("build", "--html")
    assert (result.code, result.err) == (0, "")
    assert pdf_of(clone) == earlier
    assert "feest" not in (clone / "build" / f"{NAME}.html").read_text()


def test_it_needs_neither_programme_nor_gemeente(dordrecht: Path, run: Run) -> None:
    earlier = pdf_of(dordrecht)
    for folder in ("programmas", "gemeenten", "schema"):
        shutil.rmtree(dordrecht / "content" / folder)
    shutil.rmtree(dordrecht / "build")

    result = run("build")

    assert (result.code, result.err, pdf_of(dordrecht)) == (0, "", earlier)
    assert run("check").code == 0
    assert "het programma 'dordt-west' is er niet meer" in run("check", "--hints").err


def test_templates_and_lines_ends_may_change(dordrecht: Path, run: Run) -> None:
    earlier = pdf_of(dordrecht)
    (dordrecht / "templates").mkdir()
    (dordrecht / "templates" / "brief.html").write_text("<p>{{ nothing }}</p>")
    for path in (dordrecht / "content").rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    shutil.rmtree(dordrecht / "build")

    assert (run("build").code, pdf_of(dordrecht)) == (0, earlier)


def test_a_pdf_that_is_there_is_left_alone(dordrecht: Path, run: Run) -> None:
    path = dordrecht / "build" / f"{NAME}.pdf"
    path.write_bytes(path.read_bytes() + b"% signed")

    assert run("build", "--dry-run").out == ""
    assert run("build", "--html").code == 0

    assert path.read_bytes().endswith(b"% signed")
    assert path.with_suffix(".html").exists()
    assert run("build").err.startswith("Niets te doen")


def test_check_tells_what_has_moved_on(dordrecht: Path, run: Run) -> None:
    assert run("check", "--hints").err == ""
    grow(dordrecht)
    edit(
        dordrecht / PROGRAMMA, "vastgesteld_door: Alliantie Dordt West", "vastgesteld_door: B en W"
    )
    edit(dordrecht / PROGRAMMA, "\n  life_goals:\n", "\n  doelen:\n")

    found = run("check", "--hints", "--format", "short").err + run("check", "--hints").err

    for words in (
        "het bedrag van het Volkshuisvestingsfonds was € 17.061.648,- en is nu € 18.061.648,-",
        "het aantal woningen van het Volkshuisvestingsfonds was 925 en is nu 940",
        "wie het vaststelde van het uitvoeringsprogramma was Alliantie Dordt West en is nu B en W",
        "het resultaat 'life_goals' is er niet meer",
    ):
        assert words in found
    assert "feest" not in found
    assert f"content/brieven/{NAME}.yaml:4:1" in found
    plain = run("check")
    assert (plain.code, plain.err) == (0, "4 hints, te zien met --hints.\n")


def test_a_named_letter_is_read_and_others_are_not_nagged_about(dordrecht: Path, run: Run) -> None:
    assert run("check").err == ""
    named = run("check", NAME)
    assert named.code == 1
    assert "RB305" in named.err
    assert run("check", "--facts", NAME).err == ""
    assert run("check").err == ""  # what was found for the name is not told again
    assert "RB305" in run("check", NAME).err
    text = (dordrecht / f"content/brieven/{NAME}.yaml").read_text()
    run("check", NAME, "--fix", "--hints")
    assert (dordrecht / f"content/brieven/{NAME}.yaml").read_text() == text


def test_who_edits_it_reads_the_way_out_and_it_works(dordrecht: Path, run: Run) -> None:
    earlier = pdf_of(dordrecht)
    edit(dordrecht / f"content/brieven/{NAME}.yaml", "derde kwartaal", "vierde kwartaal")

    for command in ("build", "check"):
        result = run(command)
        assert result.code == 1
        assert "fout[RB670] deze brief is verzonden (10 juli 2024)" in result.err
    assert pdf_of(dordrecht) == earlier
    refused = run("sent", NAME)
    assert refused.code == 1
    assert f"`raadsbrief build {NAME} --force`" in refused.err

    anew = run("build", NAME, "--force")
    assert (anew.code, "RB673" in anew.err) == (0, True)
    assert pdf_of(dordrecht) != earlier
    assert run("build").code == 1  # until it is kept
    assert run("sent", NAME).code == 0
    assert (run("build").code, run("check").code) == (0, 0)


def test_what_was_kept_is_not_changed(dordrecht: Path, run: Run) -> None:
    for file in ("brief.html", "programma.yaml", "feiten.yaml"):
        path = dordrecht / "content" / "verzonden" / NAME / file
        text = path.read_text()
        edit(path, "Dordt West", "Dordt-West")
        for command in ("build", "check"):
            result = run(command)
            assert result.code == 1
            assert f"{file}: fout[RB671] dit bestand is veranderd" in result.err
        path.unlink()
        assert f"{file}: fout[RB671]" in run("build").err
        path.write_text(text)


def test_a_letter_that_only_says_so_is_refused(dordrecht: Path, run: Run) -> None:
    shutil.rmtree(dordrecht / "content" / "verzonden")
    grow(dordrecht)
    result = run("build")
    assert result.code == 1
    assert f"{NAME}.yaml:4:1: fout[RB671]" in result.err
    assert run("build", NAME, "--force").code == 0
    assert run("sent", NAME).code == 0
    assert run("build").code == 0


def test_what_was_kept_of_a_letter_that_has_gone(dordrecht: Path, run: Run) -> None:
    letter = dordrecht / "content" / "brieven" / f"{NAME}.yaml"
    letter.rename(letter.with_name("andere.yaml"))
    assert "en die is er niet meer" in run("check").err


def reseal(folder: Path, html: str) -> None:
    """Do as a stranger who knows how it works: write another page, and a seal that fits."""
    before = bewaard.digest_of("brief.html", (folder / "brief.html").read_bytes())
    (folder / "brief.html").write_text(html)
    text = (folder / "feiten.yaml").read_text().rpartition(bewaard.SEAL)[0]
    text = text.replace(before, bewaard.digest_of("brief.html", html.encode()))
    (folder / "feiten.yaml").write_text(bewaard.sealed(text))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='x()'>x</p>",
        "<a href='java\tscript:x()'>x</a>",
        "<img src='file:///etc/passwd' alt='x'>",
        "<img src='../../../geheim.png' alt='x'>",
        "<img src='https://example.org/x.png' alt='x'>",
        "<link rel=stylesheet href='//example.org/x.css'>",
        "<style>p { background: url(https://example.org/x.png) }</style>",
        "<meta http-equiv=refresh content='0;url=https://example.org'>",
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        "<iframe srcdoc='<script>x()</script>'></iframe>",
        "<form action='https://example.org'><input></form>",
        "<svg><g id='a'/><use href='#a'/></svg>",
        "<link rel=attachment href='brief.html'>",
        "<div>" * 200,
        "<div><!--</div>-->" * 2_000,
        "<div title='</div>'>" * 2_000,
        r'<style>@import "\68ttps://example.org"</style>',
        r"<p style='background: u\72l(https://example.org)'>x</p>",
        "<style>@import/**/'https://example.org'</style>",
        "<style>p { background: url(/etc/passwd) }</style>",
        "<style>p { background: url(" + " " * 100_000 + "../x) }</style>",
        "<svg><rect fill='url(https://example.org)'/></svg>",
        "<img src='%2e%2e/x.png' alt='x'>",
        "<svg><path d='M0 0Z 1'/></svg>",
        "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>'>",
        "<style>p { background: url(data:image/svg+xml,%3Csvg/%3E) }</style>",
    ],
)
def test_what_no_letter_has(html: str) -> None:
    assert pagina.strangers(f"<!DOCTYPE html><p>x</p>{html}")


def test_a_page_of_a_stranger(dordrecht: Path, run: Run) -> None:
    shutil.rmtree(dordrecht / "build")
    folder = dordrecht / "content" / "verzonden" / NAME
    reseal(folder, "<!DOCTYPE html><p>x</p><script>alert(1)</script>")
    result = run("build", "--html")
    assert result.code == 1
    assert "brief.html: fout[RB671] dit hoort niet in een brief: <script>" in result.err
    assert not (dordrecht / "build").exists()


def test_a_folder_that_leads_elsewhere(dordrecht: Path, tmp_path: Path, run: Run) -> None:
    folder = dordrecht / "content" / "verzonden" / NAME
    folder.rename(tmp_path / NAME)
    folder.symlink_to(tmp_path / NAME)
    shutil.rmtree(dordrecht / "build")
    result = run("build")
    assert result.code == 1
    assert "koppeling naar buiten de map met inhoud" in result.err


LETTER = "content/brieven/2026-014.yaml"


def test_the_file_of_a_letter_gets_one_line(stad: Path, run: Run) -> None:
    path = stad / LETTER
    text = path.read_text().replace("datum: 2026-05-20", "datum: 2026-05-20  # woensdag")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert run("build").code == 0
    result = run("sent", "2026-014")

    assert (result.code, result.out) == (0, "content/verzonden/2026-014\n")
    line = "datum: 2026-05-20  # woensdag\n"
    wanted = text.replace(line, f"{line}verzonden: 2026-05-20\n").replace("\n", "\r\n").encode()
    assert path.read_bytes() == b"\xef\xbb\xbf" + wanted
    before = {one: one.read_bytes() for one in (stad / "content").rglob("*.*") if one.is_file()}
    assert "was al bewaard" in run("sent", "2026-014").err
    assert before == {one: one.read_bytes() for one in before}
    assert run("sent", "2026-014", "--date", "2026-05-22").code == 0
    assert b"verzonden: 2026-05-22\r\n" in path.read_bytes()
    assert (run("build").code, run("check", "--facts").code) == (0, 0)


def test_what_is_no_letter_yet_is_not_sent(stad: Path, run: Run) -> None:
    def refused(*arguments: str) -> str:
        text = (stad / LETTER).read_text()
        result = run("sent", *arguments)
        assert result.code in (1, 2)
        assert (stad / LETTER).read_text() == text
        assert not (stad / "content" / "verzonden").exists()
        return result.err

    assert "deze PDF is er niet" in refused("2026-014")
    assert run("build").code == 0
    assert "er is geen brief '2026-015'" in refused("2026-015")
    assert "is geen dag" in refused("2026-014", "--date", "2026-05")
    assert "--date 20 mei" in refused("2026-014", "--date", "20 mei")
    assert "moet nog komen" in refused("2026-014", "--date", "9000-01-01")
    assert "eerder dan de datum van de brief" in refused("2026-014", "--date", "2026-05-19")
    edit(stad / LETTER, "ligt op koers", "loopt goed")
    assert "niet de brief zoals hij nu" in refused("2026-014")
    edit(stad / LETTER, "zaaknummer: 2026-014\n", "zaaknummer:\n")
    assert "'zaaknummer' is leeg" in refused("2026-014")
    edit(stad / LETTER, "zaaknummer:\n", "zaaknummer: 2026-014\n")
    edit(stad / LETTER, "datum: 2026-05-20\n", "")
    assert "wanneer is '2026-014' verzonden?" in refused("2026-014")


def test_pictures_and_fonts_of_templates_are_kept(stad: Path, run: Run) -> None:
    """Its own templates and images may vanish, and the letter is the same to the byte."""
    shutil.copy(ROOT / "tests" / "data" / "plein.jpg", stad / "content" / "plein.jpg")
    edit(stad / LETTER, "secties:\n", 'secties:\n  kosten: "![Het plein](plein.jpg)"\n')
    edit(
        stad / "content/gemeenten/voorbeeldstad.yaml", "secties:\n", "secties:\n  kosten: Kosten\n"
    )
    templates = stad / "templates"
    (templates / "letters").mkdir(parents=True)
    shutil.copy(ROOT / "templates/fonts/SourceSans3-It.ttf", templates / "letters" / "eigen.ttf")
    sheet = (ROOT / "templates" / "brief.css").read_text()
    face = (
        "@font-face { font-family: Eigen; src: url(letters/eigen.ttf) } h1 { font-family: Eigen }"
    )
    (templates / "brief.css").write_text(sheet + face)
    built = run("build")
    assert built.code == 0, built.err
    earlier = (stad / "build" / "2026-014.pdf").read_bytes()
    result = run("sent", "2026-014")
    assert result.code == 0, result.err

    kept = stad / "content" / "verzonden" / "2026-014"
    assert (kept / "letters" / "eigen.ttf").exists()
    assert len(list(kept.glob("*.jpg"))) == 1
    assert max(map(len, (kept / "brief.html").read_text().splitlines())) < 5000
    for path in (templates, stad / "build", stad / "content" / "plein.jpg"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    result = run("build")
    assert (result.code, result.err) == (0, "")
    assert (stad / "build" / "2026-014.pdf").read_bytes() == earlier


def test_a_template_that_writes_what_cannot_be_kept(stad: Path, run: Run) -> None:
    (stad / "templates").mkdir()
    (stad / "templates" / "briefhoofd.html").write_text("<object></object>")
    assert run("build").code == 0
    result = run("sent", "2026-014")
    assert result.code == 3
    assert (
        "een sjabloon maakt iets bijzonders (dit hoort niet in een brief: <object>)" in result.err
    )
    assert [path.name for path in (stad / "content" / "verzonden").glob("*")] == []


def test_other_versions_are_told(dordrecht: Path, run: Run) -> None:
    """With another PDF than then, the words are the same, and the versions of then are said."""
    folder = dordrecht / "content" / "verzonden" / NAME
    html = (folder / "brief.html").read_text()
    reseal(folder, html.replace("25mm 18mm", "25mm 17mm"))
    shutil.rmtree(dordrecht / "build")
    result = run("build")
    assert (result.code, result.out) == (0, f"build/{NAME}.pdf\n")
    assert "waarschuwing[RB673]" in result.err
    assert "raadsbrief 0" in result.err


def test_among_others_in_parallel(stad: Path, run: Run) -> None:
    text = (stad / LETTER).read_text()
    for number in range(15, 17):
        other = text.replace("zaaknummer: 2026-014", f"zaaknummer: 2026-0{number}")
        (stad / "content" / "brieven" / f"2026-0{number}.yaml").write_text(other)
    assert run("build", "2026-014").code == 0
    assert run("sent", "2026-014").code == 0
    shutil.copytree(stad / "build", stad / "eerder")
    edit(stad / "content/programmas/wijken-aan-zet.yaml", "wijkteam: Buurtkracht", "wijkteam: Wij")
    shutil.rmtree(stad / "build")

    assert run("build", "--jobs", "3").code == 0

    assert len(list((stad / "build").glob("*.pdf"))) == 3
    made = (stad / "build" / "2026-014.pdf").read_bytes()
    assert made == (stad / "eerder" / "2026-014.pdf").read_bytes()


def test_what_a_next_letter_can_ask(stad: Path, run: Run) -> None:
    """Who drafts the next letter learns what this one told, and what the programme was then."""
    assert run("build").code == 0
    assert run("sent", "2026-014").code == 0
    edit(stad / "content/programmas/wijken-aan-zet.yaml", "bedrag: 1250000", "bedrag: 1400000")
    edit(stad / "content/programmas/wijken-aan-zet.yaml", "{2025: 500000, 2026: 750000}",
         "{2025: 500000, 2026: 900000}")  # fmt: skip

    kept = bewaard.read(Path("content"), "2026-014")

    assert kept.feiten.verteld["resultaten"] == ("buurthuis",)
    assert kept.feiten.verteld["financiering"] == ("woonfonds",)
    assert kept.programma is not None
    assert str(kept.programma.model.financiering["woonfonds"].bedrag) == "1250000"
    (moved,) = verschil.moved_on(kept, Content(Path("content")))
    assert str(moved) == "het bedrag van het Woonfonds was € 1.250.000 en is nu € 1.400.000"
    assert moved.pad == ("financiering", "woonfonds", "bedrag")


def test_it_asks_nothing(stad: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build").code == 0
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert run("sent", "2026-014").code == 0
