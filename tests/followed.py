"""What an author does who follows a hint: change the place that a finding points at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# What an author fills in where a hint says `naam: ...`, unless the file had it before.
VALUES = {
    "naam": "J. Jansen",
    "wanneer": "2026-03",
    "steller": "B. Steller",
    "afdeling": "Wonen",
    "motie": "M12",
    "raadsvragen": "V12",
    "opheffing_door": "de gemeenteraad",
}


@dataclass
class Place:
    """A finding in the text of its file, and the text that was right."""

    finding: dict[str, Any]
    text: str
    right: str

    @property
    def _start(self) -> int:
        """The offset of the place."""
        lines = self.text.split("\n")
        return sum(len(line) + 1 for line in lines[: self._span["regel"] - 1]) + (
            self._span["kolom"] - 1
        )

    @property
    def _span(self) -> dict[str, int]:
        return dict(self.finding["plaats"])

    @property
    def line(self) -> str:
        """The line that the finding points at."""
        return self.text.split("\n")[self._span["regel"] - 1]

    def put(self, new: str) -> str:
        """Write something else in the place of what is pointed at."""
        return self.text[: self._start] + new + self.text[self._start + self._span["lengte"] :]

    def put_all(self, old: str, new: str) -> str:
        """Write something else for some words in the line that is pointed at."""
        return self.put_line(self.line.replace(old, new))

    def put_line(self, *new: str) -> str:
        """Write something else, or nothing, in the place of the whole line."""
        lines = self.text.split("\n")
        lines[self._span["regel"] - 1 : self._span["regel"]] = new
        return "\n".join(lines)

    def add(self, name: str) -> str:
        """Add a field above the line that is pointed at, beside the others there."""
        found = re.search(rf"^ *(?:- )?({name}: .*)$", self.right, re.MULTILINE)
        field = found[1] if found else f"{name}: {VALUES[name]}"
        begin, rest = re.fullmatch(r"( *(?:- )?)(.*)", self.line).groups()  # type: ignore[union-attr]
        return self.put_line(f"{begin}{field}", f"{' ' * len(begin)}{rest}")

    def quote(self) -> str:
        """Put quotation marks around all that stands behind the name or the dash."""
        begin, rest = re.fullmatch(r"( *(?:- )*(?:[a-z_]+: +)?)(.*)", self.line).groups()  # type: ignore[union-attr]
        rest = rest.replace("\\", "\\\\").replace('"', '\\"')
        return self.put_line(f'{begin}"{rest}"')


def _put(place: Place, hint: re.Match[str]) -> str:
    return place.put(hint[1])


# What a hint asks for, and how an author does that; the first part that fits counts.
RULES: tuple[tuple[str, Callable[[Place, re.Match[str]], str]], ...] = (
    (r"^bedoelde u '(.+)'\?$", lambda place, hint: place.put(hint[1])),
    (r"^schrijf(?: alleen)? `([^`.]+|[^`]*[^`.])`$", lambda place, hint: place.put(hint[1])),
    (r"^(?:schrijf|bijvoorbeeld) (\{\{ .* \}\})$", lambda place, hint: place.put(hint[1])),
    (r"zonder punten(?:, letters of tekens)?: (?:bijvoorbeeld )?`(.+?)`", _put),
    (r"^schrijf een getal, .*: `(.+?)` of ", _put),
    (r"^schrijf '(.+)'$", _put),
    (r"^schrijf het teken zelf: (.)$", lambda place, hint: place.put_all("&amp;", hint[1])),
    (r"^schrijf (\d+\.), of zet", _put),
    (r"^zet `\|` achter de dubbele punt", lambda place, _: place.text.replace(": >", ": |")),
    (r"^schrijf `(\S+)` of `nee`$", lambda place, hint: place.put(hint[1])),
    (r"^kies een van: `(.+?)`", lambda place, hint: place.put(hint[1])),
    (r"^kies uit: ([^,]+)", lambda place, hint: place.put(hint[1])),
    (r"^hier kunnen nog staan: ([^,]+)", lambda place, hint: place.put(hint[1])),
    (r"^voeg `([a-z_]+): \.\.\.` toe", lambda place, hint: place.add(hint[1])),
    (r"^bijvoorbeeld `(.+?)`", lambda place, hint: place.put(hint[1])),
    (r"^het volgende punt is '(.+)'$", lambda place, hint: place.put(hint[1])),
    (r"^gebruik (#+)$", lambda place, hint: place.put(hint[1])),
    (r"^(haal het weg|verwijder het teken)", lambda place, _: place.put("")),
    (
        r"^laat (deze opmaak|`.*`) weg$",
        lambda place, _: place.put_line(re.sub(r" \| \w+(?= \}\})", "", place.line)),
    ),
    (r"^verwijder (er een van|dit veld|de regel)", lambda place, _: place.put_line()),
    (r", of (laat het veld|haal `.*`|haal dit punt) weg\b", lambda place, _: place.put_line()),
    (
        r"^typ de naam opnieuw: `(.+)`",
        lambda place, hint: place.put_line(f"{hint[1]}:{place.line.partition(':')[2]}"),
    ),
    (
        r"^vervang het door een gewone spatie",
        lambda place, _: place.text.replace("\u00a0", " "),
    ),
    (r"^typ een gewone dubbele punt", lambda place, _: place.put(": ")),
    (r"^spring in met spaties", lambda place, _: place.text.replace("\t", "  ")),
    (r"^spring even ver in als", lambda place, _: place.put_line(place.line[1:])),
    (
        r"^gebruik rechte aanhalingstekens",
        lambda place, _: place.put_line(re.sub("[“”]", '"', place.line)),
    ),
    (
        r'aanhalingstekens: ("[^.].*")$',
        lambda place, hint: (
            place.text.replace(hint[1].strip('"'), hint[1])
            if hint[1].strip('"') in place.text
            else place.quote()
        ),
    ),
    (r"^zet .*tussen (dubbele )?aanhalingstekens", lambda place, _: place.quote()),
)


def follow(place: Place) -> str | None:
    """Return the text as it is once the hint has been followed; None if a person must do it."""
    for pattern, act in RULES:
        if hint := re.search(pattern, place.finding["advies"] or ""):
            return act(place, hint)
    return None
