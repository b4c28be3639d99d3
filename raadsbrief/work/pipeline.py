"""The way of the data, up to the HTML of one letter: load, check, render."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from raadsbrief.checks import series, toezeggingen
from raadsbrief.checks.rules import check_dossier, check_gemeente, check_programma
from raadsbrief.content import acceptance
from raadsbrief.content.dossier import BRIEVEN, GEMEENTEN, PROGRAMMAS, Content, Dossier
from raadsbrief.content.woordenlijst import Woordenlijst
from raadsbrief.diagnostics import Code, ContentError, Diagnostic, RaadsbriefError, Severity
from raadsbrief.letter.huis import huis
from raadsbrief.record.inputs import note
from raadsbrief.record.kin import Heads
from raadsbrief.record.outcome import Maat, Outcome, has_errors
from raadsbrief.verzonden import bewaard
from raadsbrief.work import bugs
from raadsbrief.work.crew import at
from raadsbrief.yaml.decode import Loaded, M
from raadsbrief.yaml.text import decode_utf8, read_bytes


def check(content: Content, name: str, templates: Path | None = None) -> Outcome:
    """Do everything for a letter up to its HTML, and read its prose; nothing is written."""
    from raadsbrief.page import html  # late: not every command makes a page or reads the prose
    from raadsbrief.taal.reading import unread

    at("lezen")
    try:
        dossier = content.dossier(name)
    except RaadsbriefError as error:
        nothing = unread.whole(content.file_of(name))
        return Outcome((), (*error.diagnostics, nothing), error.exit_code)
    exit_code = 0
    found = [*_claims_to_be_sent(dossier), *check_dossier(dossier)]
    if not has_errors(found):
        found += series.untold_results(content, dossier)
        try:
            at("opmaken als HTML")
            html.render(dossier, templates)
        except RaadsbriefError as error:
            found += error.diagnostics
            exit_code = error.exit_code
    is_wrong = has_errors(found)
    if any(one.code is Code.TOO_MUCH for one in found):  # to read it could take for ever
        language: list[Diagnostic] = [unread.whole(dossier.brief.source.file)]
        maten: tuple[Maat, ...] = ()
    else:
        language, maten = _language(content, dossier, is_wrong)
    left, accepted = acceptance.sift(_files(dossier), [*found, *language], content.woorden)
    if is_wrong:  # then not everything has been looked at
        left += [one for file in _files(dossier) for one in acceptance.refused(file, found)]
    else:
        left += acceptance.unused(dossier.brief, accepted)
    outcome = _outcome(left, accepted)
    exit_code = max(exit_code, outcome.exit_code)
    return replace(outcome, letter=dossier.brief.source.file, maten=maten, exit_code=exit_code)


def _language(
    content: Content, dossier: Dossier, is_wrong: bool
) -> tuple[list[Diagnostic], tuple[Maat, ...]]:
    """Read the prose of a letter; of one with wrong facts what is left of it, and say so."""
    from raadsbrief.taal.check import findings
    from raadsbrief.taal.reading import collect, unread
    from raadsbrief.taal.rules import leesbaarheid

    at("lezen van de taal")
    file = dossier.brief.source.file
    try:
        letter = collect.letter_of(dossier, collect.earlier(content, dossier))
    except (LookupError, AttributeError, TypeError, ValueError):
        if not is_wrong:
            raise
        return [unread.whole(file)], ()  # too much of it is wrong
    if not is_wrong:
        found = findings(letter, partial(bugs.finding, file))
        return found, tuple(leesbaarheid.maten(letter))
    found = findings(letter, lambda rule: unread.partly(file))  # noqa: ARG005
    return [*found, *unread.parts(dossier.brief, letter)], ()


def check_sent(content: Content, name: str) -> Outcome:
    """Check a letter that was sent: is it as it was, and what has moved on since (hints)."""
    from raadsbrief.verzonden import verschil  # late: few letters were sent

    file = content.file_of(name)
    try:
        letter, text = kept(content, name)
        found = [bewaard.at_field(text, one) for one in verschil.hints(letter, content, file)]
    except RaadsbriefError as error:
        return Outcome((), error.diagnostics, error.exit_code)
    try:
        brief = content.brief(name)
    except ContentError:  # another version of the program may have read it
        return _outcome(found, [])
    return replace(_outcome(*acceptance.sift([brief], found, content.woorden)), letter=file)


def check_named_sent(content: Content, name: str, templates: Path | None = None) -> Outcome:
    """Check a letter that was sent and that the user names: its language, too.

    Nothing in its own file is there to be repaired: it stays as it was.
    """
    outcome, all_ = check_sent(content, name), check(content, name, templates)
    file = content.file_of(name)
    language = [one for one in all_.diagnostics if one.is_language]
    language = [replace(one, repair=None) if one.file == file else one for one in language]
    found = [*outcome.diagnostics, *language]
    accepted = (*outcome.accepted, *all_.accepted)
    return replace(_outcome(found, accepted), letter=outcome.letter, maten=all_.maten)


def kept(content: Content, name: str) -> tuple[bewaard.Bewaard, str]:
    """Return what was kept of a letter that was sent, and the text of its own file.

    Raises ContentError when that, or the letter, was changed afterwards.
    """
    found, file = bewaard.read(content.root, name), content.file_of(name)
    note(file)
    text = decode_utf8(read_bytes(Path(file)), file)
    bewaard.refuse_changed(found, text, file)
    return found, text


def _claims_to_be_sent(dossier: Dossier) -> list[Diagnostic]:
    """Report a letter that says that it was sent, of which nothing was kept."""
    brief = dossier.brief
    if brief.model.verzonden is None or bewaard.is_kept(brief.folder, dossier.name):
        return []
    message = "deze brief is verzonden, en er is niet bewaard hoe: hij zou een andere kunnen worden"
    source, hint = brief.source, bewaard.way_out(bewaard.folder_of(brief.folder, dossier.name))
    return [source.diagnostic(Code.KEPT, message, source.key_span(("verzonden",)), hint)]


def check_facts(content: Content, name: str) -> Outcome:
    """Check the facts of a letter: neither its language nor its page."""
    try:
        dossier, found = sound(content, name)
    except RaadsbriefError as error:
        return Outcome((), error.diagnostics, error.exit_code)
    return replace(_outcome(found, []), letter=dossier.brief.source.file)


def page(content: Content, name: str, templates: Path | None = None) -> str:
    """Load and check a letter and render its HTML. Raises RaadsbriefError."""
    from raadsbrief.page import html  # late: to check the facts takes no Jinja

    return html.render(sound(content, name)[0], templates)


def sound(content: Content, name: str, anew: bool = False) -> tuple[Dossier, list[Diagnostic]]:
    """Load a letter without errors in its facts, with the warnings about them.

    With `anew`, it may have been sent. Raises ContentError with all that was found when there
    are errors.
    """
    dossier = content.dossier(name)
    found = [one for one in check_dossier(dossier) if one.severity is not Severity.HINT]
    found += [] if anew else _claims_to_be_sent(dossier)
    left, _ = acceptance.sift(_files(dossier), found, content.woorden)
    if has_errors(left):
        raise ContentError(left)
    return dossier, left


def too_long(dossier: Dossier, count: int) -> list[Diagnostic]:
    """Warn when a letter has more pages than its gemeente wants."""
    maximum = huis(dossier).bladzijden.maximaal
    if maximum is None or count <= maximum:
        return []
    message = f"deze brief heeft {count} bladzijden; de gemeente wil er hoogstens {maximum}"
    hint = "maak de brief korter, of zet een deel in een bijlage"
    source = dossier.brief.source
    found = source.diagnostic(Code.PAGES, message, source.key_span(("secties",)), hint)
    found = replace(found, severity=Severity.WAARSCHUWING, words=f"{count} bladzijden")
    left, _ = acceptance.sift([dossier.brief], [found], Woordenlijst())
    return left


def check_numbers(content: Content) -> Outcome:
    """Check that no two letters have one case number: of neither is it sure that it is right."""
    try:
        return _outcome([*series.numbers_apart(content.with_one_number())], [])
    except ContentError as error:  # a folder that may not be read
        return _outcome(error.diagnostics, [])


def refuse_numbers(content: Content, name: str) -> None:
    """Refuse a letter with the case number of another. Raises ContentError."""
    found = check_numbers(content).of((content.file_of(name),))
    if found.diagnostics:
        raise ContentError(found.diagnostics)


def check_rest(content: Content) -> Outcome:
    """Check what no letter alone can tell: every gemeente, programme and stray file, and numbers.

    None of it keeps a letter from being made.
    """
    try:
        found = [*content.strays(), *content.woorden.problems, *_without_letter(content)]
        found += _settled(content)
        for name in content.names(GEMEENTEN):
            found += _problems(content, content.gemeente, check_gemeente, name)
        for name in content.names(PROGRAMMAS):
            found += _problems(content, content.programma, check_programma, name)
    except ContentError as error:  # a folder that may not be read
        found = list(error.diagnostics)
    return _outcome(found, [])


def _without_letter(content: Content) -> list[Diagnostic]:
    """Find what was kept of letters that are no longer there."""
    there, found = content.names(BRIEVEN), []
    for name in bewaard.names(content.root):
        if name not in there:
            folder = bewaard.folder_of(content.root, name).as_posix()
            message = f"dit is bewaard van de verzonden brief '{name}', en die is er niet meer"
            hint = f"geef de brief zijn naam terug, {content.file_of(name)}, of verwijder deze map"
            one = Diagnostic(Code.KEPT, message, folder, hint=hint)
            found.append(replace(one, severity=Severity.WAARSCHUWING))
    return found


def _settled(content: Content) -> list[Diagnostic]:
    """Find the pledges that a letter that was sent has settled, and the programme calls open."""
    found: list[Diagnostic] = []
    for name in bewaard.names(content.root):
        with contextlib.suppress(ContentError):
            brief = content.brief(name)
            if brief.model.afdoening and brief.model.programma:
                found += toezeggingen.settled(content.programma(brief.model.programma), brief)
    return found


def check_accepted(
    content: Content, outcomes: Iterable[Outcome], heads: Heads | None = None
) -> Outcome:
    """Report what gemeenten and programmes accept in vain, once all letters have been checked."""
    done = list(outcomes)
    if any(outcome.has_errors for outcome in done):
        return Outcome()
    accepted = [finding for outcome in done for finding in outcome.accepted]
    # What a sent letter refers to can accept findings in it, and its language was not looked at.
    of_letters: dict[tuple[str, str], None] = {}
    of_sent = set()
    for name, head in (heads or content.heads).all.items():
        if head is not None:
            referred = [(GEMEENTEN, head[0])]
            if head[1] is not None:
                referred.append((PROGRAMMAS, head[1]))
            if bewaard.is_kept(content.root, name):
                of_sent.update(referred)
            else:
                of_letters.update(dict.fromkeys(referred))
    shared = [
        content.gemeente(name) if folder == GEMEENTEN else content.programma(name)
        for folder, name in of_letters
        if (folder, name) not in of_sent
    ]
    found = [one for file in shared for one in acceptance.unused(file, accepted)]
    return _outcome(found, [])


def _files(dossier: Dossier) -> list[Loaded[Any]]:
    """List the letter and the files that it refers to."""
    files = (dossier.brief, dossier.gemeente, dossier.programma)
    return [file for file in files if file is not None]


def _outcome(left: Sequence[Diagnostic], accepted: Sequence[Diagnostic]) -> Outcome:
    """Errors, those in the language included, ask for the exit code of wrong content."""
    is_wrong = any(finding.severity is Severity.FOUT for finding in left)
    exit_code = ContentError.exit_code if is_wrong else 0
    if any(finding.code is Code.BUG for finding in left):
        exit_code = bugs.EXIT_BUG
    return Outcome((), tuple(left), exit_code, tuple(accepted))


def _problems(
    content: Content,
    load: Callable[[str], Loaded[M]],
    rules: Callable[[Loaded[M]], tuple[Diagnostic, ...]],
    name: str,
) -> list[Diagnostic]:
    try:
        loaded = load(name)
    except ContentError as error:
        return list(error.diagnostics)
    return acceptance.sift([loaded], rules(loaded), content.woorden)[0]
