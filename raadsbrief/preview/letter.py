"""One letter that is looked at: what was made of it last, and who is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from raadsbrief.content.dossier import Content
from raadsbrief.diagnostics import Code, Diagnostic, RaadsbriefError, Severity, ordered
from raadsbrief.preview import mild, spots
from raadsbrief.preview.events import Hub
from raadsbrief.preview.jobs import MOST_PAGES, Drawing, Spots
from raadsbrief.record.manifest import Inputs
from raadsbrief.verzonden import bewaard
from raadsbrief.work import bugs, fitting, pipeline

_KEPT = "Deze brief is verzonden: u ziet hem zoals hij toen was."
_OLD = "U ziet de vorige versie: in deze versie is eerst iets te verbeteren. Zie de meldingen."
_NONE = "De brief is nog niet te tonen: er is eerst iets te verbeteren. Zie de meldingen."
_NOT_DRAWN = "De bladzijden zijn van de vorige versie; de tekst is van nu. Zie de meldingen."


@dataclass(frozen=True)
class Page:
    """What is to be drawn: the page itself, and the same page with places."""

    html: str
    with_places: str
    drawn: mild.Drawn | None = None


@dataclass
class Letter:
    """What is known of a letter. `number` counts its rounds; what is older is dropped.

    It `is_behind` when something was saved while nobody looked at it.
    """

    name: str
    number: int = 0
    is_drawn: bool = False
    is_behind: bool = False
    page: Page | None = None
    used: Inputs = field(default_factory=dict)
    drawn_of: Inputs = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()
    of_pages: tuple[Diagnostic, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    hub: Hub = field(default_factory=Hub)
    _before: frozenset[str] = frozenset()

    def files(self) -> Iterator[tuple[str, str | None]]:
        """Yield all that it was made of, with the digests of then."""
        yield from {**self.drawn_of, **self.used}.items()

    def is_made_of(self, files: Iterable[str]) -> bool:
        """Tell whether it was made of any of these."""
        return any(file in self.used or file in self.drawn_of for file in files)

    def findings(self) -> list[Diagnostic]:
        """Return all that was found, in order, each once."""
        return ordered((*self.found, *self.of_pages))

    def fail(self, finding: Diagnostic) -> None:
        """Tell of a mistake of our own; what was on the screen stays there."""
        self.of_pages = (finding,)
        self.is_drawn = True
        self._tell_findings(is_all=False)

    # --- The page ---

    def read(self, content: Content, templates: Path | None) -> bool:
        """Make the page anew; tell whether there is one to be drawn."""
        self.number += 1
        self.is_drawn, self.is_behind, self.of_pages = False, False, ()
        try:
            page, found = read_page(content, self.name, templates)
        except RaadsbriefError as error:
            page, found = None, error.diagnostics
        self.found = tuple(found)
        if page is None:
            bar = _OLD if self.page else _NONE
            self.is_drawn = True
        else:
            self.page = page
            bar = _KEPT if page.drawn is None else ""
            self.hub.tell("html", nummer=self.number)
        self.hub.tell("stand", nummer=self.number, balk=bar, oud=page is None)
        self._tell_findings(is_all=False)
        return page is not None

    def take(self, number: int, made: Drawing | Spots) -> None:
        """Take in what was drawn, unless the letter has changed since."""
        if number != self.number or self.page is None:
            return
        if isinstance(made, Spots):
            drawn = self.page.drawn
            told = spots.of_page(made.spots, drawn.places) if drawn else []
            self.hub.tell("plekken", nummer=number, plekken=told)
            return
        self.drawn_of = dict(made.used) or self.drawn_of
        self.of_pages = tuple(self._of_pages(made))
        if made.pictures:
            self._show(made)
        else:
            self.hub.tell("stand", nummer=number, balk=_NOT_DRAWN, oud=True)
        self.is_drawn = True
        self._tell_findings(is_all=False)

    def _show(self, made: Drawing) -> None:
        """Tell of the pictures; those of before stay for who is still fetching them."""
        now = frozenset(one.digest for one in made.pictures)
        self.pictures |= made.new
        for digest in set(self.pictures) - now - self._before:
            del self.pictures[digest]
        self._before = now
        sizes = [[one.digest, one.width, one.height] for one in made.pictures]
        rest = max(0, made.pages - MOST_PAGES)
        self.hub.tell("bladzijden", nummer=self.number, bladzijden=sizes, rest=rest)

    def _of_pages(self, made: Drawing) -> Iterator[Diagnostic]:
        """Say what is wrong with the pages, with its place in the content."""
        file = self.hub.last("brieven").get("bestand", self.name)
        if made.bug is not None:
            yield bugs.finding(file, self.name, made.bug)
        elif not made.pictures and not made.found:
            message = "het tekenen van deze brief is afgebroken: het duurde te lang of nam te veel"
            hint = "verklein grote afbeeldingen, of haal weg wat u het laatst toevoegde"
            yield Diagnostic(Code.PDF, message, file, hint=hint)
        drawn = self.page.drawn if self.page else None
        if drawn is None:
            yield from made.found
            return
        yield from fitting.of_breaches(drawn.dossier, drawn.places, made.breaches)
        for one in made.found:
            yield fitting.of_note(drawn.dossier, one) if one.code is Code.NOTE else one
        yield from pipeline.too_long(drawn.dossier, made.pages)

    # --- Findings ---

    def read_language(self, content: Content, templates: Path | None) -> tuple[Diagnostic, ...]:
        """Find all that is wrong with the letter, its language included."""
        if bewaard.is_kept(content.root, self.name):
            outcome = pipeline.check_named_sent(content, self.name, templates)
        else:
            outcome = pipeline.check(content, self.name, templates)
        numbers = pipeline.check_numbers(content).of((content.file_of(self.name),))
        return (*outcome.diagnostics, *numbers.diagnostics)

    def take_language(self, number: int, found: tuple[Diagnostic, ...]) -> None:
        """Take in what was found, unless the letter has changed since."""
        if number == self.number:
            self.found = found
            self._tell_findings(is_all=True)

    def _tell_findings(self, is_all: bool) -> None:
        found = self.findings()
        told = [spots.of_finding(one, i) for i, one in enumerate(found)]
        self.hub.tell("meldingen", nummer=self.number, meldingen=told, alles=is_all)


def read_page(
    content: Content, name: str, templates: Path | None
) -> tuple[Page, tuple[Diagnostic, ...]]:
    """Make the page of a letter, with what is wrong with its facts. Raises RaadsbriefError."""
    if bewaard.is_kept(content.root, name):
        kept, _ = pipeline.kept(content, name)
        return Page(kept.html, kept.html), ()
    found = pipeline.check_facts(content, name).diagnostics
    dossier = content.dossier(name)
    if any(one.code is Code.TOO_MUCH and one.severity is Severity.FOUT for one in found):
        raise _with(found)
    try:
        drawn = mild.draw(dossier, templates)
    except RaadsbriefError as error:
        raise _with((*found, *(() if found else error.diagnostics))) from None
    except Exception:
        if not any(one.severity is Severity.FOUT for one in found):
            raise  # then it is ours
        raise _with(found) from None
    return Page(drawn.page, drawn.with_places, drawn), found


def _with(found: Iterable[Diagnostic]) -> RaadsbriefError:
    return RaadsbriefError(found)
