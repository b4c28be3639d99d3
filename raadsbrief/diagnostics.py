"""One type for everything that can be wrong."""

from __future__ import annotations

import enum
import errno
from collections.abc import Iterable
from dataclasses import dataclass

from raadsbrief import budgets


class Severity(enum.StrEnum):
    """How sure and how bad a finding is, the worst first.

    A wrong fact that is a `fout` keeps the letter from being made; a slip in the language never
    does. A `hint` is shown only to those who ask.
    """

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    HINT = "hint"


class Code(enum.StrEnum):
    """The kinds of finding, grouped by the stage that makes them."""

    FILE = "RB001"
    ENCODING = "RB002"
    YAML = "RB003"
    YAML_FEATURE = "RB004"
    DUPLICATE_KEY = "RB005"
    EMPTY_FILE = "RB006"
    UNKNOWN_KEY = "RB101"
    MISSING_KEY = "RB102"
    TYPE = "RB103"
    VALUE = "RB104"
    TOO_MUCH = "RB180"  # more than its budget
    REFERENCE = "RB201"
    FACT = "RB202"
    PROSE = "RB203"
    SIGNATORY = "RB204"
    ORDER = "RB205"
    PERIOD = "RB206"
    COUNT = "RB207"
    CASE_NUMBER = "RB208"
    POINTER = "RB209"
    LEFT_OUT = "RB210"
    UNTOLD = "RB211"
    PAGES = "RB212"
    ACCEPTED = "RB213"
    # Slips in the language; from RB330 those that take a dictionary to find.
    VARIANT = "RB301"  # the same words, written in two ways
    NEAR_NAME = "RB302"  # a name that is one letter from another
    DOUBLE_WORD = "RB303"  # de de
    TWO_DETERMINERS = "RB304"  # onze de
    NO_SUBJECT = "RB305"  # zal ons uw raad informeren
    FIXED_SPELLING = "RB306"  # tenslotte, gebruik gemaakt
    FIXED_PHRASE = "RB307"  # buiten boord raken
    UNBALANCED = "RB308"  # a bracket or quotation mark without its partner
    SPACING = "RB309"  # a space too many or too few
    PUNCTUATION = "RB310"  # two full stops, or none behind an abbreviation
    DATE_STYLE = "RB311"  # 01-06-2025 beside 1 juni 2025
    NO_SUCH_DATE = "RB312"  # 31 juni
    WEEKDAY = "RB313"  # a day of the week that is not that of the date
    AMOUNT_STYLE = "RB314"  # amounts, percentages or times written in two ways
    LIST_ENDS = "RB315"  # items of one list that end differently
    LIST_BEGINS = "RB316"  # items of one list that begin differently
    LOOSE_CLAUSE = "RB317"  # Zoals ... as a sentence of its own
    PLACEHOLDER = "RB318"  # XX, [naam], TODO
    UNEXPLAINED = "RB319"  # an abbreviation that nobody explains
    LONG_SENTENCE = "RB320"
    PASSIVE = "RB321"
    PLAINER_WORD = "RB322"  # middels
    UNKNOWN_WORD = "RB340"
    SPLIT_COMPOUND = "RB341"  # jeugdhulp organisaties
    MISSING_HYPHEN = "RB342"  # communicatie en participatieplan
    LOOSE_BRACKETS = "RB343"  # (energie) armoede
    ABBREVIATION_NOUN = "RB344"  # Wmo consulent
    NUMBER = "RB345"  # alle maatregelen moet
    VERB_FORM = "RB346"  # wordt vermeldt
    ARTICLE = "RB347"  # deze beleid
    PLURAL = "RB348"  # een aantal maatregel
    COMPARISON = "RB349"  # hoger als begroot
    COMMA_SPLICE = "RB360"  # De nota is klaar, hieronder leest u meer
    OPENING_COMMA = "RB361"  # Nee dit is niet zo
    VERB_COMMA = "RB362"  # In het voorjaar, heeft het college
    LOOSE_PREFIX = "RB363"  # netto effect
    PRONOUN = "RB364"  # het college en haar besluit
    DATE_WITHOUT_OP = "RB365"  # 2 juni bent u uitgenodigd
    OFFICIAL_NAME = "RB366"  # Raad van Staten
    LOOSE_VERB_PART = "RB367"  # op gesteld
    SENTENCE = "RB368"  # wordt in juni wordt vastgesteld
    NOTATION = "RB369"  # m3, 16u, 1 van de
    UNREAD = "RB380"  # what could not be looked at, because a fact is wrong
    TEMPLATE = "RB401"
    STYLE = "RB402"
    PDF = "RB501"
    OUTPUT = "RB502"
    FONT = "RB503"
    ACCESS = "RB504"
    SUBSET = "RB505"
    PAGE = "RB506"  # text outside the type area, or over other text
    NOTE = "RB507"  # a note that cannot begin on the page of its call
    BUG = "RB510"  # ours
    TOO_LONG = "RB511"  # a letter that takes more time than one letter may
    TOO_LARGE = "RB512"  # or more memory
    UNREADABLE = "RB601"
    CLAIM = "RB602"
    TITLE_AND_LANGUAGE = "RB603"
    NOT_ARCHIVABLE = "RB604"
    NOT_EMBEDDED = "RB605"
    NO_TAGS = "RB606"
    UNTAGGED = "RB607"
    ALTERNATIVE = "RB608"
    STRUCTURE = "RB609"
    VERAPDF = "RB610"
    MISPLACED = "RB611"
    SENT = "RB670"  # a letter that was sent has been changed since
    KEPT = "RB671"  # what was kept of a letter that was sent is not as it was
    MOVED_ON = "RB672"  # a fact that a letter told is another now
    NEW_BYTES = "RB673"  # a PDF of a letter that was sent is made in another way than then
    OVERDUE = "RB680"  # a pledge that is past its term
    SETTLED = "RB681"  # a pledge that a letter settles, and the programme calls open
    DOCUMENT = "RB690"  # a letter to read in
    DRAFT = "RB695"  # a draft is no letter to send


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place on one line of a file: line and column count from 1, length in characters."""

    line: int
    column: int
    length: int = 1


def with_plain_ends(text: str) -> str:
    """Write all line ends as LF. A line ends at LF, CR LF or CR, as editors count, and only there.

    Python, CSS and YAML each know other ends, such as a form feed: their counts are no places.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends: what `Span.line` counts."""
    return with_plain_ends(text).split("\n")


@dataclass(frozen=True, slots=True)
class Repair:
    """A change to a file that is safe to make: put `text` in the place of what stands at `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do about it.

    `excerpt` is the source line that `span` lies on; a finding about a file as a
    whole has neither. `words` are the words that it is about, as the reader sees them: an
    author accepts a finding by its code and words.
    """

    code: Code
    message: str
    file: str
    span: Span | None = None
    excerpt: str | None = None
    hint: str | None = None
    severity: Severity = Severity.FOUT
    words: str | None = None
    repair: Repair | None = None

    def __post_init__(self) -> None:
        """Shorten what quotes more of a text than anyone reads."""
        for name in ("message", "hint"):
            object.__setattr__(self, name, shortened(getattr(self, name)))

    @property
    def is_language(self) -> bool:
        """Tell whether it is about how the letter is written, not about what it says."""
        return self.code.startswith("RB3")

    @property
    def location(self) -> str:
        """The place as `file:line:column`, which editors and terminals make clickable."""
        if self.span is None:
            return self.file
        return f"{self.file}:{self.span.line}:{self.span.column}"


def shortened(text: str | None) -> str | None:
    """Leave out the middle of a long text."""
    if text is None or len(text) <= budgets.MESSAGE:
        return text
    end = budgets.MESSAGE // 4
    return f"{text[: budgets.MESSAGE - end - 1]}…{text[-end:]}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a text: `start` and `length` count characters in that text."""

    code: Code
    start: int
    length: int
    message: str
    hint: str | None = None


class RaadsbriefError(Exception):
    """Something the user can repair. Carries every finding, not only the first."""

    exit_code = 1

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.location}: {d.message}" for d in self.diagnostics))


class ContentError(RaadsbriefError):
    """The content files are wrong."""


class TemplateError(RaadsbriefError):
    """A template or style sheet is wrong, or no PDF could be made of the page."""

    exit_code = 3


class OutputError(RaadsbriefError):
    """A result could not be written."""

    exit_code = 3


def reason(error: OSError) -> str:
    """Say in Dutch why the system refused to read or write."""
    return _REASONS.get(error.errno or 0, f"systeemfout {error.errno}")


def is_circle(error: Exception) -> bool:
    """Tell whether links lead to themselves; Python 3.11 and 3.12 have two ways to say so."""
    return isinstance(error, RuntimeError) or getattr(error, "errno", None) == errno.ELOOP


_REASONS = {
    errno.EINVAL: "het is geen gewoon bestand",
    errno.ENOENT: "de map bestaat niet",
    errno.EACCES: "u hebt er geen rechten voor",
    errno.EPERM: "u hebt er geen rechten voor",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "er staat een bestand waar een map hoort",
    errno.EEXIST: "er staat een bestand waar een map hoort",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw schijfruimte is op",
    errno.EFBIG: "het bestand is groter dan mag",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppeling leidt naar zichzelf",
    errno.EIO: "de schijf geeft een fout",
}


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file, line and column; a finding that several letters share appears once."""
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (d.file, d.span or Span(0, 0), d.code, d.message),
    )


def nearest(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidate that looks most like a word, in a list that is empty if none does."""
    import difflib  # late: it takes a moment, and most have nothing to look for

    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return [by_folded[folded] for folded in near]


def as_list(text: str, candidates: Iterable[str]) -> str | None:
    """Return a hint for who wrote several names as one text: `wonen en werk`."""
    parts = text.replace(" en ", ",").split(",")
    names = {candidate.casefold(): candidate for candidate in candidates}
    found = [names.get(part.strip().casefold()) for part in parts]
    known = [name for name in found if name is not None]
    return f"schrijf `[{', '.join(known)}]`" if len(known) == len(parts) > 1 else None


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return a hint: the nearest candidate, or else what there is to choose from."""
    names = list(candidates)
    for name in nearest(word, names):
        return f"bedoelde u '{name}'?"
    shown = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
    return f"kies uit: {shown}" if names else None
