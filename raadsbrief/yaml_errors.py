"""What the YAML parser says, in Dutch, with what to do about it."""

from __future__ import annotations

_UNKNOWN = (
    "deze regel is geen geldige YAML",
    "controleer inspringen, dubbele punten en aanhalingstekens",
)
_QUOTE = "zet de tekst tussen aanhalingstekens"
_INDENT = "controleer het inspringen en de aanhalingstekens"
# The first part that fits counts.
_MESSAGES: tuple[tuple[str, str, str | None], ...] = (
    (
        "mapping values are not allowed",
        "een dubbele punt kan hier niet",
        f"{_QUOTE}, of spring even ver in als erboven; lange tekst staat onder `tekst: |`",
    ),
    (
        "block sequence entries are not allowed",
        "een streepje kan hier niet",
        "begin de lijst op de volgende regel",
    ),
    (
        "found character that cannot start any token",
        "een waarde kan niet met dit teken beginnen",
        f"{_QUOTE}; is het teken een tab, spring dan in met spaties",
    ),
    ("tab character", "hier staat een tab", "spring in met spaties"),
    ("undefined alias", "een waarde kan niet met een sterretje beginnen", _QUOTE),
    ("alphabetic or numeric character", "een waarde kan niet met dit teken beginnen", _QUOTE),
    ("found unexpected end of stream", "deze aanhalingstekens worden nergens gesloten", None),
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
        "begin elk punt met een streepje, even ver ingesprongen",
    ),
    ("did not find expected ',' or", "een haakje is niet gesloten, of er mist een komma", None),
    ("did not find expected node content", "hier mist een waarde, of een sluithaakje", None),
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


def explain(problem: str) -> tuple[str, str | None]:
    """Return a Dutch message and a hint for what the parser reports as its problem."""
    for part, message, hint in _MESSAGES:
        if part in problem:
            return message, hint
    return _UNKNOWN
