"""Dates as people write them in a sentence, in the notation of the content files."""

from __future__ import annotations

import re

from babel.dates import get_day_names, get_month_names

_NL = "nl"
_MAAND = {
    naam: i
    for width in ("abbreviated", "wide")
    for i, naam in get_month_names(width, locale=_NL).items()
} | {"sept": 9}
_RANG = {"eerste": "1", "tweede": "2", "derde": "3", "vierde": "4"}
_DELEN = ("begin", "medio", "eind", "voorjaar", "lente", "zomer", "najaar", "herfst", "winter")
_DEEL = {naam: naam for naam in _DELEN} | {"midden": "medio", "einde": "eind"}
# Words that say nothing about when; of `3e` and `1ste` only the figure counts.
_FILLERS = {"de", "het", "van", "e", "ste"}.union(
    *(get_day_names(width, locale=_NL).values() for width in ("abbreviated", "wide"))
)


def genoteerd(text: str) -> str | None:
    """Return a written date in notation: `2026-06-01` of `1 juni 2026`; None when it is unclear.

    The date need not exist.
    """
    text = re.sub(r"t[0-9]{2}:[0-9:.z+-]+$", "", text.casefold())  # the time in `2026-05-20T10:00`
    text = re.sub(
        r"^(?:19|20)[0-9]{6}$", lambda run: f"{run[0][:4]}-{run[0][4:6]}-{run[0][6:]}", text
    )
    words = [_RANG.get(word, word) for word in re.findall(r"[^\W\d]+|[0-9]+", text)]
    words = [word for word in words if word not in _FILLERS]
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    if len(years) != 1:
        return None
    year_first = words[0] == years[0]
    words.remove(years[0])
    rest = _day_or_month(words, year_first) or _part(" ".join(words))
    return f"{years[0]}-{rest}" if rest else None


def _day_or_month(words: list[str], year_first: bool) -> str | None:
    """Write `1 juni` as `06-01`, and a month alone as `06`."""
    numbers = [f"{_MAAND.get(word, word):0>2}" for word in words]
    if not 0 < len(numbers) <= 2 or not all(
        re.fullmatch(r"[0-9]{2}", number) for number in numbers
    ):
        return None
    return "-".join(numbers if year_first else reversed(numbers))


def _part(words: str) -> str | None:
    """Write a quarter, a half, a week or another part of a year."""
    match = re.fullmatch(r"([1-4]) (?:kwartaal|kw)|(?:kwartaal|kw|[qk]) ([1-4])", words)
    if match:
        return f"K{match[1] or match[2]}"
    if match := re.fullmatch(r"([12]) (?:helft|halfjaar|half jaar)", words):
        return f"H{match[1]}"
    if match := re.fullmatch(r"(?:week|wk|w) ([0-9]{1,2})", words):
        return f"W{match[1]:0>2}"
    return _DEEL.get(words)
