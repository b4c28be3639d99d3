"""What the YAML parser says, in Dutch, with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from raadsbrief.yaml.lookalikes import HIDDEN, HIDDEN_SPACE

_UNKNOWN = (
    "deze regel is geen geldige YAML",
    "controleer inspringen, dubbele punten en aanhalingstekens",
)
_QUOTE = "zet de tekst tussen aanhalingstekens"
_INDENT = "controleer het inspringen en de aanhalingstekens"
_DASH = "a dash, not under the one above"  # no message of the parser either
_TOO_FAR = "the name of a field, too far to the right"  # no message of the parser
# The first part that fits counts.
_MESSAGES: tuple[tuple[str, str, str | None], ...] = (
    (
        "mapping values are not allowed",
        "een dubbele punt kan hier niet",
        f"{_QUOTE}; lange tekst staat onder `|`, ingesprongen",
    ),
    (
        _DASH,
        "dit streepje springt niet even ver in als het streepje erboven",
        "spring alle streepjes van een lijst even ver in",
    ),
    (
        _TOO_FAR,
        "dit springt niet even ver in als de regels erboven",
        "spring even ver in als het veld erboven",
    ),
    (
        "block sequence entries are not allowed",
        "een streepje kan hier niet",
        "begin de lijst op de volgende regel",
    ),
    (
        "found character that cannot start any token",
        "een waarde kan niet met dit teken beginnen",
        _QUOTE,
    ),
    ("tab character", "hier staat een tab", "spring in met spaties"),
    ("undefined alias", "een waarde kan niet met een sterretje beginnen", _QUOTE),
    ("alphabetic or numeric character", "een waarde kan niet met dit teken beginnen", _QUOTE),
    (
        "found unexpected end of stream",
        "deze aanhalingstekens worden nergens gesloten",
        "sluit ze aan het eind; horen ze bij de tekst, schrijf die dan onder `|`, ingesprongen",
    ),
    (
        "hexdecimal number",
        "`\\` kan niet voor dit teken staan tussen dubbele aanhalingstekens",
        "gebruik enkele aanhalingstekens",
    ),
    (
        "mapping keys are not allowed",
        "een waarde kan niet met een vraagteken beginnen",
        _QUOTE,
    ),
    (
        "found unknown escape character",
        "`\\` kan niet voor dit teken staan tussen dubbele aanhalingstekens",
        "gebruik enkele aanhalingstekens",
    ),
    (
        "could not find expected ':'",
        "na deze naam mist een dubbele punt",
        "schrijf `naam: waarde`, en spring tekst over meer regels in",
    ),
    (
        "did not find expected '-' indicator",
        "hier eindigt een lijst onverwacht",
        "begin elk punt met een streepje; wat bij een punt hoort, springt even ver in als de "
        "regel erboven",
    ),
    (
        "did not find expected ',' or",
        "een haakje is niet gesloten, of er mist een komma",
        "heeft een tekst tussen de haakjes zelf een leesteken? Zet hem tussen aanhalingstekens",
    ),
    (
        "did not find expected node content",
        "hier mist een waarde, of een sluithaakje",
        'schrijf "" voor een lege cel',
    ),
    (
        "did not find expected key",
        "dit past niet bij de regels erboven",
        f'{_INDENT}; begint de tekst met " of [, schrijf hem dan onder `|`, ingesprongen',
    ),
    (
        "did not find expected comment or line break",
        "na > of | hoort de tekst op de volgende regel",
        f"begin een nieuwe regel, of {_QUOTE}",
    ),
    ("found another document", "een bestand bevat één document", "verwijder de regel met `---`"),
    ("did not find expected <document start>", "dit past niet bij de regels erboven", _INDENT),
    (
        "control characters are not allowed",
        "hier staat een onzichtbaar besturingsteken",
        "verwijder het teken",
    ),
)

BEGINS_WITH_A_FACT = (
    "een waarde kan niet met `{{` beginnen",
    "zet de hele waarde tussen dubbele aanhalingstekens",
)
# What people type in the line that stops the parser; after a name it can be the line above.
_Slips = tuple[tuple[re.Pattern[str], str, str], ...]
_SLIPS_OF_A_NAME: _Slips = (
    (re.compile(rf"^\s*(?:- )?[a-z_]+[{HIDDEN}]*:(?P<mark>[{HIDDEN}])"), *HIDDEN_SPACE),
    (re.compile(rf"^\s*-(?P<mark>[{HIDDEN}])"), *HIDDEN_SPACE),
    (re.compile(rf"^ *(?:- )?(?P<mark>[{HIDDEN}])(?=[a-z_]+:)"), *HIDDEN_SPACE),
    (
        re.compile(r"^\s*(?:- )?(?P<name>[a-z_]+) ?(?P<mark>[=;])(?=\s)"),
        "na deze naam hoort een dubbele punt",
        "schrijf `{name}: ...`",
    ),
    (
        re.compile(r"^(?P<mark>(<{7}|={7}|>{7}))"),
        "hier staan twee versies door elkaar: Git kon ze niet samenvoegen",
        "kies een van de twee, en verwijder de regels met <<<<<<<, ======= en >>>>>>>",
    ),
    (
        re.compile(r"^\s*(?:- )?[a-z_]+ ?(?P<mark>[\uff1a\ua789\u2236])"),
        "dit teken lijkt op een dubbele punt, en is er geen",
        "typ een gewone dubbele punt, met een spatie erachter",
    ),
    (
        re.compile(r"[\[{][^\]}\"']*[\s,](?P<mark>#)(?=\S)"),
        "alles vanaf dit hekje valt weg: YAML ziet het als opmerking",
        _QUOTE,
    ),
    (
        re.compile(r"^\s*(?P<mark>-)(?=(?P<name>[a-z_]+):(\s|$))"),
        "na dit streepje mist een spatie",
        "schrijf `- {name}: ...`",
    ),
    (
        re.compile(r"^\s*(?:- )?(?P<name>[a-z_]+)(?P<mark>:)(?=[^\s:/])[^:]*$"),
        "na deze dubbele punt mist een spatie",
        "schrijf `{name}: ...`",
    ),
)
_SLIPS_OF_A_VALUE: _Slips = (
    (
        re.compile(r"^\s*(?:- )?(?:[a-z_]+: +)?(?P<mark>[“”„‘])"),
        "dit gekrulde aanhalingsteken sluit voor YAML geen tekst in",
        'gebruik rechte aanhalingstekens: "..."',
    ),
    (
        re.compile(r"^\s*(?:- )?(?:[a-z_]+: +)?(?P<mark>\{\{)"),
        *BEGINS_WITH_A_FACT,
    ),
    (
        re.compile(r"^\s*(?:- )?(?:[a-z_]+: +)?(?P<mark>')(?=[a-z]{1,2} )"),
        "een tekst die met een apostrof begint, is voor YAML een tekst tussen aanhalingstekens",
        'zet de hele tekst tussen dubbele aanhalingstekens: "\'s Avonds ..."',
    ),
    (
        re.compile(r"[{\[,] *(?:[a-z_]+: +)?(?P<mark>-)(?= \S)"),
        "een waarde kan tussen { } of [ ] niet met een streepje beginnen",
        _QUOTE,
    ),
    (
        re.compile(r"[{\[,] *(?:[a-z_]+: +)?[^\"',?{}\[\]]+(?P<mark>\?)(?= *[,}\]])"),
        "een vraagteken kan niet los in een tekst tussen { } of [ ] staan",
        _QUOTE,
    ),
)


_MOST = 2_000  # characters of a line: some of the patterns look ahead from each bracket


def slip(lines: Sequence[str], number: int) -> tuple[int, int, str, str] | None:
    """Find a well-known slip in the line that stops the parser, or else in the one above it.

    Returns the number of its line and its column, both from 1, with a Dutch message and a hint.
    """
    above = next((i for i in range(number - 1, 0, -1) if lines[i - 1].strip()), number)
    places = ((number, _SLIPS_OF_A_VALUE + _SLIPS_OF_A_NAME), (above, _SLIPS_OF_A_NAME))
    for one, slips in places:
        for pattern, message, hint in slips:
            if found := pattern.search(lines[one - 1][:_MOST]):
                for name, text in found.groupdict().items():
                    hint = hint.replace(f"{{{name}}}", text or "")
                return one, found.start("mark") + 1, message, hint
    return None


def explain(problem: str, before: str = "", after: str = "") -> tuple[str, str | None]:
    """Return a Dutch message and a hint for what the parser reports as its problem.

    `before` and `after` are what stands around it on its line.
    """
    if "mapping values" in problem and re.fullmatch(r" *(?:- )?[a-z0-9_]+", before):
        problem = _TOO_FAR
    elif "did not find expected" in problem and not before.strip() and after.startswith("- "):
        problem = _DASH
    for part, message, hint in _MESSAGES:
        if part in problem:
            return message, hint
    return _UNKNOWN
