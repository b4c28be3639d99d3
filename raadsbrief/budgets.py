"""How much there can be of something: what costs more than its length is refused above a budget.

Each budget is ten times what the longest letter that we know has, or more, so that no real letter
meets one; below it, twice as much costs at most twice as much (`tests/test_growth.py`). What they
are for is in docs/SECURITY.md, which a test holds against this list.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one thing (`van`) may have of another (`wat`), and what to do above it."""

    most: int
    van: str
    wat: str
    advies: str

    def message(self, count: int) -> str:
        """Say how much there is, and how much there may be."""
        return (
            f"{self.van} heeft {in_figures(count)} {self.wat}; "
            f"het mogen er hoogstens {in_figures(self.most)} zijn"
        )


def in_figures(number: int) -> str:
    """Write a number as Dutch does: 1.234."""
    return f"{number:,}".replace(",", ".")


_SHORTER = "maak de brief korter, of zet een deel in een bijlage"
_SMALLER = "laat weg waar de brief niet over gaat, of zet de hele tabel in een bijlage"

# A real letter has twelve pages at most: 40,000 characters, of which 4,000 in one text.
TEXT = Budget(
    50_000, "deze tekst, met de feiten erin,", "tekens",
    "verdeel de tekst over meer blokken, of zet een deel in een bijlage",
)  # fmt: skip
LETTER = Budget(400_000, "deze brief, met de feiten erin,", "tekens", _SHORTER)
# The address of a page about a meeting has 200.
WORD = Budget(2_000, "dit woord", "tekens", "zet er spaties in, of haal weg wat geen tekst is")
# Brackets, stars and the like between two blank lines: a paragraph with ten links has 60. The
# parser of Markdown looks for the partner of each through the whole paragraph.
MARKS = Budget(
    1_000, "deze alinea", "tekens voor opmaak, zoals [ en *",
    "haal weg wat geen opmaak is, of zet er een witregel tussen",
)  # fmt: skip
# A programme has 108 values, and a large one ten times as many.
VALUES = Budget(20_000, "dit bestand", "waarden", "verdeel het; veel cijfers horen in een CSV")
ITEMS = Budget(5_000, "deze lijst", "punten", "verdeel haar, of laat weg wat niet nodig is")
# A letter has 12 blocks, 20 abbreviations, and 15 notes with one reference each.
BLOCKS = Budget(1_000, "deze brief", "blokken", _SHORTER)
ABBREVIATIONS = Budget(500, "dit bestand", "afkortingen", "laat weg wat niet in de brief staat")
NOTES = Budget(500, "deze brief", "voetnoten", "zet de uitleg in de tekst, of in een bijlage")
CALLS = Budget(1_000, "deze brief", "verwijzingen naar voetnoten", "zet de uitleg in de tekst")
# The longest table has 100 rows and 12 columns; more columns do not fit on a page.
ROWS = Budget(2_000, "deze tabel", "rijen", _SMALLER)
COLUMNS = Budget(50, "deze tabel", "kolommen", _SMALLER)
CELLS = Budget(20_000, "deze brief", "cellen in tabellen", _SMALLER)

# The map of a city as SVG has 9,000 elements. WeasyPrint copies a run of points at each point,
# and looks through all elements for each that is used.
DRAWN = Budget(
    200_000, "deze SVG", "delen en lijnstukken, elk zo vaak als het gebruikt wordt",
    "sla de afbeelding op als PNG (met 200 dpi of meer)",
)  # fmt: skip
POINTS = Budget(
    200_000, "deze lijn in een SVG", "tekens aan punten",
    "sla de afbeelding op als PNG (met 200 dpi of meer)",
)  # fmt: skip
SEARCHED = 20_000_000

# Findings: of one kind in one text, and shown of one file. Nobody reads more than a screen.
ALIKE = 100
SHOWN = 100
SHOWN_TO_PROGRAMS = 1_000
# Characters of a message, and of the line that it is about, in any format.
MESSAGE = 500
EXCERPT = 1_000

ALL = {name: one for name, one in globals().items() if isinstance(one, Budget)}
